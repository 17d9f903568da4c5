// What memory_functions.hpp leaves to x86: string instructions, and a vector's bytes as a mask.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail::memory {

/// From how many bytes on `rep movs` and `rep stos` are faster than a loop: starting one costs some 30 cycles, and on
/// an EPYC (Zen 5) it passes an SSE2 loop near 2 KiB. By words, not bytes: that is fast on old processors too.
inline constexpr size_t string_instructions_from = KCALL_VECTORS ? 2048 : 256;

/// From how long a part on copying what overlaps downwards in parts, each upwards, is faster than a loop.
inline constexpr size_t upward_parts_from = 32768;

/// Copies words upwards. The psABI promises a clear direction flag.
KCALL_INLINE void copy_words(void* to, const void* from, size_t words) {
  if constexpr (sizeof(long) == 8) {
    asm volatile("rep movsq" : "+D"(to), "+S"(from), "+c"(words) : : "memory");
  } else {
    asm volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(words) : : "memory");
  }
}

KCALL_INLINE void fill_words(void* to, unsigned long pattern, size_t words) {
  if constexpr (sizeof(long) == 8) {
    asm volatile("rep stosq" : "+D"(to), "+c"(words) : "a"(pattern) : "memory");
  } else {
    asm volatile("rep stosl" : "+D"(to), "+c"(words) : "a"(pattern) : "memory");
  }
}

/// Bits for each byte of byte_mask().
inline constexpr unsigned mask_bits = 1;
/// byte_mask() of bytes that are all 0xff.
inline constexpr unsigned every_byte = 0xffff;

/// A bit for each byte, from the lowest address on, set where the byte's highest bit is.
template <class Block>
KCALL_INLINE unsigned byte_mask(Block block) {
  unsigned mask;
  asm("pmovmskb %1, %0" : "=r"(mask) : "x"(block));
  return mask;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail::memory
