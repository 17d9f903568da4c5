// listns. Newer than the headers of most machines: include/uapi/linux/nsfs.h of Linux 6.19.
#include <linux/nsfs.h>

#include <kcall/types/namespace.hpp>

#include "same.hpp"

static_assert(sizeof(kcall::ns_id_req) == 32);
static_assert(offsetof(kcall::ns_id_req, size) == 0);
static_assert(offsetof(kcall::ns_id_req, spare) == 4);
static_assert(offsetof(kcall::ns_id_req, ns_id) == 8);
static_assert(offsetof(kcall::ns_id_req, ns_type) == 16);
static_assert(offsetof(kcall::ns_id_req, spare2) == 20);
static_assert(offsetof(kcall::ns_id_req, user_ns_id) == 24);
#ifdef LISTNS_CURRENT_USER
SAME_VALUE(kcall::listns_current_user, LISTNS_CURRENT_USER);
static_assert(sizeof(kcall::ns_id_req) == NS_ID_REQ_SIZE_VER0);
#endif
