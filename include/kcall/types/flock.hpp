// What flock(2) takes.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// One of sh, ex, un, and nb or not (LOCK_*).
enum class flock_operation : uint32_t {
  /// Shared.
  sh = 1,
  /// Exclusive.
  ex = 2,
  /// Does not wait.
  nb = 4,
  /// None any more.
  un = 8,
};
void is_flags(flock_operation);

}  // namespace kcall::inline KCALL_ABI_TAG
