// What renameat2(2) takes.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How to rename (RENAME_*).
enum class rename_flags : uint32_t {
  /// Fail with eexist rather than replace.
  noreplace = 1,
  /// Swap the two names, which must both exist.
  exchange = 2,
  /// Leave a whiteout behind, for overlay file systems; needs CAP_MKNOD.
  whiteout = 4,
};
void is_flags(rename_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
