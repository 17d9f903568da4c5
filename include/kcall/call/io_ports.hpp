// Leave to use x86's I/O ports.
#pragma once
#include <kcall/call/call.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// ioperm(2): whether the calling thread may use the `count` ports from `first` on; below 65536. x86 only. eperm: needs
/// CAP_SYS_RAWIO; einval, enomem, enosys: built without.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioperm(unsigned long first, unsigned long count, bool allowed) {
  static_assert(
      requires { nr<G>::ioperm; }, "kcall: ioperm exists on x86 only: this gate has no such call");
  if constexpr (requires { nr<G>::ioperm; }) {
    return enter<void, G>(nr<G>::ioperm, first, count, allowed ? 1 : 0);
  } else {
    return errc::enosys;
  }
}

/// iopl(2): whether the calling thread may use all ports: 3 yes, 0 to 2 no. Since 5.5 it no longer lets it disable
/// interrupts. x86 only. eperm: needs CAP_SYS_RAWIO; einval, enosys: built without.
template <gate_like G = gate::native>
KCALL_INLINE result<void> iopl(unsigned level) {
  static_assert(
      requires { nr<G>::iopl; }, "kcall: iopl exists on x86 only: this gate has no such call");
  if constexpr (requires { nr<G>::iopl; }) {
    return enter<void, G>(nr<G>::iopl, level);
  } else {
    return errc::enosys;
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
