// futex_waitv's structure, and robust lists.
#include <linux/futex.h>

#include <kcall/types/futex2.hpp>
#include <kcall/types/robust_list.hpp>

#include "same.hpp"

SAME_SIZE(kcall::futex_waitv_t, ::futex_waitv);
SAME_FIELD(kcall::futex_waitv_t, val, ::futex_waitv, val);
SAME_FIELD(kcall::futex_waitv_t, uaddr, ::futex_waitv, uaddr);
SAME_FIELD(kcall::futex_waitv_t, flags, ::futex_waitv, flags);
SAME_FIELD(kcall::futex_waitv_t, reserved, ::futex_waitv, __reserved);
SAME_VALUE(kcall::futex_waitv_max, FUTEX_WAITV_MAX);
SAME_VALUE(kcall::futex2_flags::private_, FUTEX_PRIVATE_FLAG);
SAME_VALUE(kcall::futex2_flags::size_u32, FUTEX_32);
// include/uapi/linux/futex.h of Linux 6.16.
#ifdef FUTEX2_NUMA
SAME_VALUE(kcall::futex2_flags::size_u8, FUTEX2_SIZE_U8);
SAME_VALUE(kcall::futex2_flags::size_u16, FUTEX2_SIZE_U16);
SAME_VALUE(kcall::futex2_flags::size_u32, FUTEX2_SIZE_U32);
SAME_VALUE(kcall::futex2_flags::size_u64, FUTEX2_SIZE_U64);
SAME_VALUE(kcall::futex2_flags::numa, FUTEX2_NUMA);
SAME_VALUE(kcall::futex2_flags::private_, FUTEX2_PRIVATE);
#endif
#ifdef FUTEX2_MPOL
SAME_VALUE(kcall::futex2_flags::mpol, FUTEX2_MPOL);
#endif

SAME_SIZE(kcall::robust_list, ::robust_list);
SAME_FIELD(kcall::robust_list, next, ::robust_list, next);
SAME_SIZE(kcall::robust_list_head, ::robust_list_head);
SAME_FIELD(kcall::robust_list_head, list, ::robust_list_head, list);
SAME_FIELD(kcall::robust_list_head, futex_offset, ::robust_list_head, futex_offset);
SAME_FIELD(kcall::robust_list_head, list_op_pending, ::robust_list_head, list_op_pending);
