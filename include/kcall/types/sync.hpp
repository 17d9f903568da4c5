// What sync_file_range(2) takes.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// The steps, in their order (SYNC_FILE_RANGE_*).
enum class sync_file_range_flags : uint32_t {
  /// Waits for pages that are being written.
  wait_before = 1,
  /// Starts writing dirty pages.
  write = 2,
  /// Waits for those.
  wait_after = 4,
};
void is_flags(sync_file_range_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
