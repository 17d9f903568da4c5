// What the rivals share with kcall, so that nothing but the way to return an error differs: numbers and instruction.
#pragma once
#include <kcall/gate/syscall.hpp>

#include <cstddef>
#include <type_traits>

namespace rival {

using nr = kcall::gate::syscall::abi::nr;

[[gnu::always_inline]] inline long enter(nr number, auto... arguments) {
  return kcall::gate::syscall::enter(number, arguments...);
}

[[gnu::always_inline]] inline bool failed(long word) { return static_cast<unsigned long>(word) > -4096UL; }

template <class T>
[[gnu::always_inline]] inline T to(long word) {
  if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<T>(word);
  } else {
    return static_cast<T>(word);
  }
}

}  // namespace rival
