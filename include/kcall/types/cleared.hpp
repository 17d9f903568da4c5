// Setting a few words to zero.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Not `= {}`: compilers make a call of memset of it, and there may be none to call. The empty assembly keeps them from
/// doing the same to the loop.
template <class T, size_t n>
KCALL_INLINE constexpr void clear(T (&words)[n]) {
  for (T& word : words) {
    word = 0;
    if (!__builtin_is_constant_evaluated()) asm("" : "+m"(word));
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
