// What memory_functions.hpp leaves to aarch64: a vector's bytes as a mask. There are no string instructions before
// Armv8.8, whose processors copy with ordinary loads and stores as fast.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail::memory {

inline constexpr size_t string_instructions_from = ~size_t{0};
inline constexpr size_t upward_parts_from = ~size_t{0};
KCALL_INLINE void copy_words(void*, const void*, size_t) {}
KCALL_INLINE void fill_words(void*, unsigned long, size_t) {}

/// Bits for each byte of byte_mask().
inline constexpr unsigned mask_bits = 4;
/// byte_mask() of bytes that are all 0xff.
inline constexpr uint64_t every_byte = ~uint64_t{0};

/// Four bits for each byte, from the lowest address on, all of them equal to the byte's middle ones: right where bytes
/// are 0 or 0xff.
template <class Block>
KCALL_INLINE uint64_t byte_mask(Block block) {
  uint64_t mask;
  Block narrow;
  asm("shrn %1.8b, %2.8h, #4\n\tfmov %0, %d1" : "=r"(mask), "=&w"(narrow) : "w"(block));
  return mask;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail::memory
