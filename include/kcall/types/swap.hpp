// What swapon(2) takes.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// SWAP_FLAG_*
enum class swap_flags : uint32_t {
  /// The lower bits are a priority: swap_priority().
  prefer = 0x8000,
  prio_mask = 0x7fff,
  discard = 0x10000,
  /// With discard: only once, or only of freed pages. Since Linux 3.11.
  discard_once = 0x20000,
  discard_pages = 0x40000,
};
void is_flags(swap_flags);

/// Areas with the highest priority, 0 to 32767, are used first.
KCALL_INLINE constexpr swap_flags swap_priority(unsigned priority) {
  return static_cast<swap_flags>(0x8000U | (priority & 0x7fffU));
}

}  // namespace kcall::inline KCALL_ABI_TAG
