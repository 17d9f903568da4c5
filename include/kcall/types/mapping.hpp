// What msync and map_shadow_stack take.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How msync writes back (MS_*): one of async and sync, perhaps with invalidate.
enum class msync_flags : uint32_t {
  /// Does nothing since 2.6.19: changed pages are written back in any case, some day.
  async = 1,
  /// Other mappings of the file shall see the change; on Linux they do anyhow. ebusy where pages are locked.
  invalidate = 2,
  /// Waits until the pages have been written.
  sync = 4,
};
void is_flags(msync_flags);

/// What map_shadow_stack puts on top of the new stack (SHADOW_STACK_SET_*).
enum class shadow_stack_flags : uint32_t {
  none = 0,
  /// The token that switching to the stack takes.
  set_token = 1,
  /// aarch64: a zero above it, which ends the stack for those who unwind it (6.13).
  set_marker = 2,
};
void is_flags(shadow_stack_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
