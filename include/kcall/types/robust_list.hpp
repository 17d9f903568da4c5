// Locks that a thread holds, for the kernel to release when the thread ends.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// The part of a lock that links it.
struct robust_list {
  robust_list* next;
};

/// Where a thread's list begins; empty when it points to itself.
struct robust_list_head {
  robust_list list;
  /// From a link to its futex word, in bytes.
  long futex_offset;
  /// The lock that is being taken or released.
  robust_list* list_op_pending;
};
static_assert(sizeof(robust_list_head) == 3 * sizeof(long));

}  // namespace kcall::inline KCALL_ABI_TAG
