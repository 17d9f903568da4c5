// What a tracee holds: memory, registers, signals, and what it told the kernel about itself. See call/ptrace.hpp.
#pragma once
#include <kcall/call/ptrace.hpp>
#include <kcall/types/iovec.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <class G>
KCALL_INLINE constexpr void check_trace_layout() {
  static_assert(native_layout<G>, "kcall: this ptrace request reads and writes longs of the code's own layout");
}

/// A regset request: the kernel stores in the iovec how much it moved.
template <class G>
KCALL_INLINE result<size_t> move_regset(ptrace_request request, pid tracee, regset set, void* data, size_t size) {
  iovec piece{data, size};
  if constexpr (native_layout<G>) {
    const auto r = traced<G>(request, tracee, set, &piece);
    return r ? result<size_t>(piece.iov_len) : result<size_t>(r.error());
  } else {
    iovec32 narrow;
    if (const long error = narrow_iovecs(&piece, &narrow, 1); error != 0) return result<size_t>::from_word(error);
    const auto r = traced<G>(request, tracee, set, &narrow);
    return r ? result<size_t>(narrow.iov_len) : result<size_t>(r.error());
  }
}

}  // namespace detail

/// PTRACE_PEEKDATA of ptrace(2): stores the word at `address` in the tracee. eio, efault: nothing there.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_peekdata(pid tracee, uintptr_t address, unsigned long& word) {
  detail::check_trace_layout<G>();
  return detail::traced<G>(ptrace_request::peekdata, tracee, address, &word);
}

/// PTRACE_POKEDATA of ptrace(2): writes a word to `address` in the tracee, even where that is read-only. eio, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_pokedata(pid tracee, uintptr_t address, unsigned long word) {
  detail::check_trace_layout<G>();
  return detail::traced<G>(ptrace_request::pokedata, tracee, address, word);
}

/// PTRACE_PEEKTEXT of ptrace(2): the same as ptrace_peekdata on Linux.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_peektext(pid tracee, uintptr_t address, unsigned long& word) {
  detail::check_trace_layout<G>();
  return detail::traced<G>(ptrace_request::peektext, tracee, address, &word);
}

/// PTRACE_POKETEXT of ptrace(2): the same as ptrace_pokedata on Linux.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_poketext(pid tracee, uintptr_t address, unsigned long word) {
  detail::check_trace_layout<G>();
  return detail::traced<G>(ptrace_request::poketext, tracee, address, word);
}

/// PTRACE_PEEKUSR of ptrace(2): stores the word at `offset` in struct user, x86's registers and debug registers. eio;
/// always on aarch64.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_peekusr(pid tracee, size_t offset, unsigned long& word) {
  detail::check_trace_layout<G>();
  return detail::traced<G>(ptrace_request::peekusr, tracee, offset, &word);
}

/// PTRACE_POKEUSR of ptrace(2): writes a word there. eio, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_pokeusr(pid tracee, size_t offset, unsigned long word) {
  detail::check_trace_layout<G>();
  return detail::traced<G>(ptrace_request::pokeusr, tracee, offset, word);
}

/// PTRACE_GETREGSET of ptrace(2): writes registers to at most `size` bytes; returns how many were written. einval (no
/// such set, a size that ends in a register), enodev. Since 2.6.34.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> ptrace_getregset(pid tracee, regset set, void* data, size_t size) {
  return detail::move_regset<G>(ptrace_request::getregset, tracee, set, data, size);
}
/// PTRACE_GETREGSET of ptrace(2): stores general (user_regs) or floating point (user_fpregs) registers. einval also
/// where the tracee's ABI is not the structure's.
template <gate_like G = gate::native, detail::register_struct R>
KCALL_INLINE result<void> ptrace_getregset(pid tracee, R& registers) {
  const auto r = ptrace_getregset<G>(tracee, detail::regset_of<R>, &registers, sizeof registers);
  if (!r) return r.error();
  return *r == sizeof registers ? result<void>() : result<void>(errc::einval);
}

/// PTRACE_SETREGSET of ptrace(2): sets registers from `size` bytes; returns how many were taken. Errors as above, and
/// eio or einval for values that cannot be. Since 2.6.34.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> ptrace_setregset(pid tracee, regset set, const void* data, size_t size) {
  // It is only read: one type of iovec serves both directions.
  return detail::move_regset<G>(ptrace_request::setregset, tracee, set, const_cast<void*>(data), size);
}
/// PTRACE_SETREGSET of ptrace(2): sets general or floating point registers, of a tracee whose ABI is the structure's.
template <gate_like G = gate::native, detail::register_struct R>
KCALL_INLINE result<void> ptrace_setregset(pid tracee, const R& registers) {
  const auto r = ptrace_setregset<G>(tracee, detail::regset_of<R>, &registers, sizeof registers);
  if (!r) return r.error();
  return *r == sizeof registers ? result<void>() : result<void>(errc::einval);
}

/// PTRACE_GETSIGINFO of ptrace(2): stores what is told of the signal that stopped the tracee. einval: no signal did.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_getsiginfo(pid tracee, siginfo_t& info) {
  detail::check_trace_layout<G>();
  return detail::traced<G>(ptrace_request::getsiginfo, tracee, 0L, &info);
}

/// PTRACE_SETSIGINFO of ptrace(2): changes what the tracee will be told of the signal that stopped it. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_setsiginfo(pid tracee, const siginfo_t& info) {
  detail::check_trace_layout<G>();
  return detail::traced<G>(ptrace_request::setsiginfo, tracee, 0L, &info);
}

/// PTRACE_PEEKSIGINFO of ptrace(2): writes what is told of pending signals to `list`, which has room for wanted.nr;
/// returns how many were written. einval. Since 3.10.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> ptrace_peeksiginfo(pid tracee, const ptrace_peeksiginfo_args& wanted, siginfo_t* list) {
  detail::check_trace_layout<G>();
  return result<size_t>::from_word(ptrace<G>(ptrace_request::peeksiginfo, tracee, &wanted, list).word());
}

/// PTRACE_GETSIGMASK of ptrace(2): stores which signals the tracee holds back. Since 3.11.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_getsigmask(pid tracee, sigset& held) {
  return detail::traced<G>(ptrace_request::getsigmask, tracee, sizeof held, &held);
}

/// PTRACE_SETSIGMASK of ptrace(2): sets which signals the tracee holds back. Since 3.11.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_setsigmask(pid tracee, const sigset& held) {
  return detail::traced<G>(ptrace_request::setsigmask, tracee, sizeof held, &held);
}

/// PTRACE_SECCOMP_GET_FILTER of ptrace(2): writes the tracee's seccomp filter `index`, from the newest, as 8-byte
/// instructions to `program`; returns how many it has, with nullptr too. eacces (needs CAP_SYS_ADMIN, and no seccomp of
/// the caller's own), enoent, emediumtype (no classic BPF), einval (no seccomp). Since 4.4.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> ptrace_seccomp_get_filter(pid tracee, unsigned long index, void* program) {
  return result<size_t>::from_word(ptrace<G>(ptrace_request::seccomp_get_filter, tracee, index, program).word());
}

/// PTRACE_SECCOMP_GET_METADATA of ptrace(2): stores the flags of the filter filter_off. Errors as above. Since 4.16.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_seccomp_get_metadata(pid tracee, seccomp_metadata& data) {
  return detail::traced<G>(ptrace_request::seccomp_get_metadata, tracee, sizeof data, &data);
}

/// PTRACE_GET_RSEQ_CONFIGURATION of ptrace(2): stores where the tracee's rseq area is. Since 5.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_get_rseq_configuration(pid tracee, ptrace_rseq_configuration& configuration) {
  return detail::traced<G>(ptrace_request::get_rseq_configuration, tracee, sizeof configuration, &configuration);
}

/// PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG of ptrace(2). Since 6.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_get_syscall_user_dispatch_config(pid tracee, ptrace_sud_config& config) {
  return detail::traced<G>(ptrace_request::get_syscall_user_dispatch_config, tracee, sizeof config, &config);
}

/// PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG of ptrace(2). einval. Since 6.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_set_syscall_user_dispatch_config(pid tracee, const ptrace_sud_config& config) {
  return detail::traced<G>(ptrace_request::set_syscall_user_dispatch_config, tracee, sizeof config, &config);
}

}  // namespace kcall::inline KCALL_ABI_TAG
