// What listns(2) asks with.
#pragma once
#include <kcall/types/clone.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// As user_ns_id: the caller's (LISTNS_CURRENT_USER).
inline constexpr uint64_t listns_current_user = ~uint64_t{0};

/// Which namespaces.
struct ns_id_req {
  uint32_t size = sizeof(ns_id_req);
  uint32_t spare = 0;
  /// The last id of the page before; 0 for the first.
  uint64_t ns_id = 0;
  /// Kinds, as clone_flags::newns and so on; 0: all.
  uint32_t ns_type = 0;
  uint32_t spare2 = 0;
  /// Only those that belong to this user namespace; 0: all.
  uint64_t user_ns_id = 0;
};
static_assert(sizeof(ns_id_req) == 32);

}  // namespace kcall::inline KCALL_ABI_TAG
