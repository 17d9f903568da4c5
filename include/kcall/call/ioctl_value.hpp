// For typed ioctl helpers: requests that read, write or take a value.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// A request whose argument is a pointer, an integer or nothing. Integers fill the register: the kernel hands it to
/// drivers as an unsigned long, and they look at all of it.
template <class T, gate_like G, register_value... A>
KCALL_INLINE result<T> enter_ioctl(fd f, uint32_t request, A... argument) {
  return enter<T, G>(nr<G>::ioctl, f, request, extended(natural(argument))...);
}

/// A request that writes a value of type T.
template <class T, gate_like G>
KCALL_INLINE result<T> read_by_ioctl(fd f, uint32_t request) {
  T value;  // NOLINT(*-init-variables): the kernel writes it
  const auto done = enter_ioctl<long, G>(f, request, &value);
  if (!done) return done.error();
  return value;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
