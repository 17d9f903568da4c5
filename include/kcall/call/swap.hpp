// Swapping.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/path.hpp>
#include <kcall/types/swap.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// swapon(2): swaps to the file or block device `area`, which mkswap(8) has prepared. einval, eperm, ebusy, enoent,
/// enomem, enfile.
template <gate_like G = gate::native>
KCALL_INLINE result<void> swapon(path area, swap_flags flags = {}) {
  return enter<void, G>(nr<G>::swapon, area, flags);
}

/// swapoff(2): stops that; takes as long as bringing everything back takes. einval (not swapped to), eperm, enoent,
/// enomem (no room for what comes back).
template <gate_like G = gate::native>
KCALL_INLINE result<void> swapoff(path area) {
  return enter<void, G>(nr<G>::swapoff, area);
}

}  // namespace kcall::inline KCALL_ABI_TAG
