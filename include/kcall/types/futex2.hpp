// The newer futex calls, one for each operation.
#pragma once
#include <kcall/types/futex.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// FUTEX2_*: what a word is, and who shares it. Kernels up to now take words of four bytes only.
enum class futex2_flags : uint32_t {
  size_u8 = 0,
  size_u16 = 1,
  size_u32 = 2,
  size_u64 = 3,
  /// A node's number follows the word (6.16).
  numa = 4,
  /// The node comes from the memory policy (6.16).
  mpol = 8,
  /// The word is used by one process only.
  private_ = 128,
};
void is_flags(futex2_flags);

/// A word of four bytes that threads of one process share.
inline constexpr futex2_flags futex2_private = futex2_flags::size_u32 | futex2_flags::private_;

/// A word to wait for (struct futex_waitv), the same on every ABI.
struct futex_waitv_t {
  uint64_t val = 0;
  /// Its address.
  uint64_t uaddr = 0;
  futex2_flags flags{};
  uint32_t reserved = 0;
};
static_assert(sizeof(futex_waitv_t) == 24);

/// A word to wait for while it holds `expected`.
KCALL_INLINE futex_waitv_t futex_waiter(futex_word word, uint32_t expected, futex2_flags flags = futex2_private) {
  return {expected, reinterpret_cast<uintptr_t>(word.get()), flags, 0};
}

/// For futex_waitv (FUTEX_WAITV_MAX).
inline constexpr unsigned futex_waitv_max = 128;

}  // namespace kcall::inline KCALL_ABI_TAG
