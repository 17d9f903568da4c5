// What fcntl(2) takes about delegations. Leases take a lock_type.
#pragma once
#include <kcall/types/fcntl.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A delegation: a lease that directories can have too, and that unlinking and renaming break (struct delegation).
struct delegation {
  /// Must be 0.
  uint32_t d_flags = 0;
  lock_type d_type = lock_type::rdlck;
  /// Must be 0.
  uint16_t pad = 0;
};
static_assert(sizeof(delegation) == 8);

}  // namespace kcall::inline KCALL_ABI_TAG
