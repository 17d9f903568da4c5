// The sizes that heap.hpp's small blocks come in: multiples of 16 up to 128, then four for each doubling.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// The largest small block; what is larger has a mapping of its own.
inline constexpr size_t largest_small = 32768;
/// 16, 32 … 128; 160, 192, 224, 256; 320 …
inline constexpr unsigned size_classes = 8 + 4 * 8;

/// The first class whose blocks hold `bytes`, 1 to largest_small.
KCALL_INLINE constexpr unsigned size_class_of(size_t bytes) {
  const auto last = static_cast<unsigned>(bytes - 1);
  if (last < 128) return last / 16;
  const unsigned doubling = 31 - static_cast<unsigned>(__builtin_clz(last));
  return 8 + (doubling - 7) * 4 + ((last >> (doubling - 2)) & 3);
}

/// How long the blocks of a class are.
KCALL_INLINE constexpr unsigned size_of_class(unsigned size_class) {
  if (size_class < 8) return (size_class + 1) * 16;
  return ((size_class & 3) + 5) << ((size_class - 8) / 4 + 5);
}

static_assert(size_of_class(size_classes - 1) == largest_small && size_class_of(largest_small) == size_classes - 1);
static_assert(size_class_of(1) == 0 && size_class_of(128) == 7 && size_class_of(129) == 8 && size_of_class(8) == 160);

}  // namespace kcall::inline KCALL_ABI_TAG::detail
