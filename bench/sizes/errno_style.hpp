// A libc's way: -1, and the error in a variable of the thread.
#pragma once
#include "entry.hpp"

namespace rival {

// Defined here, as in a program that is linked with a static libc: one store relative to fs. A shared libc loads the
// variable's place first.
constinit thread_local int error_number = 0;

template <class T>
struct answer_for {
  using type = T;
};
template <>
struct answer_for<void> {
  using type = int;
};
template <>
struct answer_for<std::size_t> {
  using type = long;
};
template <class T>
using answer = answer_for<T>::type;

template <class T>
[[gnu::always_inline]] inline answer<T> call(nr number, auto... arguments) {
  const long word = enter(number, arguments...);
  if (failed(word)) {
    error_number = -static_cast<int>(word);
    return to<answer<T>>(-1);
  }
  return to<answer<T>>(word);
}

}  // namespace rival
