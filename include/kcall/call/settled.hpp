// For wrappers of calls whose first argument is a request: every other word moves on by one register, and compilers
// that start with the first of them need a spare one. Settling the last word first saves that instruction.
#pragma once
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// The value at register width, computed before what follows in the source. Constants are left alone.
template <class T>
KCALL_INLINE auto settled(T value) {
  auto word = extended(natural(value));
  if (!__builtin_constant_p(word)) asm("" : "+r"(word));
  return word;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
