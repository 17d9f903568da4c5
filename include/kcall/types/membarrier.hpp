// Memory barriers on the processors that other threads run on.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What membarrier does (MEMBARRIER_CMD_*). The private ones concern threads of this process, the global ones all
/// processes; expedited ones are faster and want registering first.
enum class membarrier_command : int {
  /// Returns a mask of those below that this kernel has.
  query = 0,
  global = 1 << 0,
  /// Since 4.16, as the next.
  global_expedited = 1 << 1,
  register_global_expedited = 1 << 2,
  /// Since 4.14, as the next.
  private_expedited = 1 << 3,
  register_private_expedited = 1 << 4,
  /// Instruction fetch, too (4.16).
  private_expedited_sync_core = 1 << 5,
  register_private_expedited_sync_core = 1 << 6,
  /// Restarts restartable sequences, too (5.10).
  private_expedited_rseq = 1 << 7,
  register_private_expedited_rseq = 1 << 8,
  /// Returns a mask of the registrations made (6.3).
  get_registrations = 1 << 9,
};
void is_flags(membarrier_command);

/// MEMBARRIER_CMD_FLAG_*.
enum class membarrier_flags : uint32_t {
  none = 0,
  /// private_expedited_rseq: on one processor only.
  cpu = 1,
};
void is_flags(membarrier_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
