// Virtual 8086 mode: 32-bit x86 kernels only; 64-bit ones answer enosys, to ia32 calls too.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/vm86.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// vm86(2): with an enter function, runs 16-bit code with the registers in `state` until something happens; returns a
/// vm86_reason, and above its byte what belongs to it. eperm, efault, enosys. The trapping instruction always.
template <gate_like G = gate::native>
KCALL_INLINE result<int> vm86(vm86_function function, vm86plus_struct* state) {
  static_assert(
      requires { nr<G>::vm86; }, "kcall: vm86 exists for ia32 calls only");
  if constexpr (requires { nr<G>::vm86; }) {
    return enter<int, trap_of<G>>(nr<G>::vm86, to_word(function), state);
  } else {
    return errc::enosys;
  }
}
/// vm86(2): the functions about interrupts, with an interrupt's number, and for request_irq a signal in the next byte.
template <gate_like G = gate::native>
KCALL_INLINE result<int> vm86(vm86_function function, unsigned long number) {
  static_assert(
      requires { nr<G>::vm86; }, "kcall: vm86 exists for ia32 calls only");
  if constexpr (requires { nr<G>::vm86; }) {
    return enter<int, trap_of<G>>(nr<G>::vm86, to_word(function), number);
  } else {
    return errc::enosys;
  }
}

/// vm86old(2): vm86 of old: enters 16-bit code. Otherwise as above.
template <gate_like G = gate::native>
KCALL_INLINE result<int> vm86old(vm86_struct* state) {
  static_assert(
      requires { nr<G>::vm86old; }, "kcall: vm86old exists for ia32 calls only");
  if constexpr (requires { nr<G>::vm86old; }) {
    return enter<int, trap_of<G>>(nr<G>::vm86old, state);
  } else {
    return errc::enosys;
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
