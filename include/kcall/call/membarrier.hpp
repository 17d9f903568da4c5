// Memory barriers on the processors that other threads run on.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/membarrier.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// membarrier(2): what `command` says; returns commands for query and get_registrations, none for others. `cpu` counts
/// with membarrier_flags::cpu (5.10). Since 4.3. einval: not here; eperm: not registered; enomem, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<membarrier_command> membarrier(membarrier_command command, membarrier_flags flags = {},
                                                   int cpu = 0) {
  return enter<membarrier_command, G>(nr<G>::membarrier, command, flags, cpu);
}

}  // namespace kcall::inline KCALL_ABI_TAG
