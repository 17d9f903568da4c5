// std::expected<T, int>: the value or the errno, and which of them it is.
#pragma once
#include "entry.hpp"

#include <expected>

namespace rival {

template <class T>
using answer = std::expected<T, int>;

template <class T>
[[gnu::always_inline]] inline answer<T> call(nr number, auto... arguments) {
  const long word = enter(number, arguments...);
  if (failed(word)) return std::unexpected(-static_cast<int>(word));
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return to<T>(word);
  }
}

}  // namespace rival
