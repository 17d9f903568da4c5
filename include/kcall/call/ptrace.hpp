// Tracing: stopping, resuming and asking another thread. What a tracee holds, registers, memory and signals:
// call/ptrace_state.hpp. Waiting for its stops: call/wait.hpp.
//
// All but traceme, attach and seize need a tracee of the caller's, stopped unless they say otherwise; else esrch.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/settled.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/ptrace.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// ptrace(2), any request: returns the kernel's word. The kernel stores what peek requests read where the fourth
/// argument points. eperm, esrch, eio, einval, efault, ebusy.
template <gate_like G = gate::native, register_value A = long, register_value D = long>
KCALL_INLINE result<long> ptrace(ptrace_request request, pid tracee, A address = A{}, D data = D{}) {
  const auto fourth = detail::settled(data);
  const auto third = detail::settled(address);
  return call<G>(nr<G>::ptrace, request, tracee, third, fourth);
}

namespace detail {

template <class G, class A = long, class D = long>
KCALL_INLINE result<void> traced(ptrace_request request, pid tracee, A address = A{}, D data = D{}) {
  return result<void>::from_word(ptrace<G>(request, tracee, address, data).word());
}

}  // namespace detail

/// PTRACE_TRACEME of ptrace(2): makes the parent the caller's tracer. eperm if there is one.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_traceme() {
  return detail::traced<G>(ptrace_request::traceme, pid{});
}

/// PTRACE_ATTACH of ptrace(2): traces a thread and stops it (sigstop); the stop is to be waited for. eperm, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_attach(pid tracee) {
  return detail::traced<G>(ptrace_request::attach, tracee);
}

/// PTRACE_SEIZE of ptrace(2): traces a thread without stopping it. eperm, esrch, eio. Since 3.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_seize(pid tracee, ptrace_options options = {}) {
  return detail::traced<G>(ptrace_request::seize, tracee, 0L, options);
}

/// PTRACE_INTERRUPT of ptrace(2): stops a seized thread, which runs. eio: it was attached to. Since 3.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_interrupt(pid tracee) {
  return detail::traced<G>(ptrace_request::interrupt, tracee);
}

/// PTRACE_LISTEN of ptrace(2): leaves a seized thread in its group stop, but wakes up when a signal ends it. Since 3.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_listen(pid tracee) {
  return detail::traced<G>(ptrace_request::listen, tracee);
}

/// PTRACE_CONT of ptrace(2): lets the tracee go on, with the signal `s` unless that is none. eio: no such signal.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_cont(pid tracee, signal s = signal::none) {
  return detail::traced<G>(ptrace_request::cont, tracee, 0L, s);
}

/// PTRACE_SYSCALL of ptrace(2): as ptrace_cont, up to the next entry to or exit from a system call.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_syscall(pid tracee, signal s = signal::none) {
  return detail::traced<G>(ptrace_request::syscall, tracee, 0L, s);
}

/// PTRACE_SINGLESTEP of ptrace(2): as ptrace_cont, for one instruction.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_singlestep(pid tracee, signal s = signal::none) {
  return detail::traced<G>(ptrace_request::singlestep, tracee, 0L, s);
}

/// PTRACE_SINGLEBLOCK of ptrace(2): as ptrace_cont, up to the next branch. eio where the processor cannot. x86 only.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_singleblock(pid tracee, signal s = signal::none) {
  static_assert(
      requires { nr<G>::modify_ldt; }, "kcall: PTRACE_SINGLEBLOCK's number is another request on this ABI");
  return detail::traced<G>(ptrace_request::singleblock, tracee, 0L, s);
}

/// PTRACE_SYSEMU of ptrace(2): as ptrace_syscall, but the call is not made. aarch64 since 5.3.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_sysemu(pid tracee, signal s = signal::none) {
  return detail::traced<G>(ptrace_request::sysemu, tracee, 0L, s);
}

/// PTRACE_SYSEMU_SINGLESTEP of ptrace(2): both.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_sysemu_singlestep(pid tracee, signal s = signal::none) {
  return detail::traced<G>(ptrace_request::sysemu_singlestep, tracee, 0L, s);
}

/// PTRACE_DETACH of ptrace(2): ends tracing, and lets the thread go on with the signal `s` unless that is none.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_detach(pid tracee, signal s = signal::none) {
  return detail::traced<G>(ptrace_request::detach, tracee, 0L, s);
}

/// PTRACE_KILL of ptrace(2): ptrace_cont with sigkill, and success where there is nothing to kill. kill(2) is better.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_kill(pid tracee) {
  return detail::traced<G>(ptrace_request::kill, tracee);
}

/// PTRACE_SETOPTIONS of ptrace(2). einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_setoptions(pid tracee, ptrace_options options) {
  return detail::traced<G>(ptrace_request::setoptions, tracee, 0L, options);
}

/// PTRACE_GETEVENTMSG of ptrace(2): stores what goes with the last event: a new process's id, an exit code, a filter's
/// data.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_geteventmsg(pid tracee, unsigned long& message) {
  // Of another ABI's word only the low half is written.
  message = 0;
  return detail::traced<G>(ptrace_request::geteventmsg, tracee, 0L, &message);
}

/// PTRACE_GET_SYSCALL_INFO of ptrace(2): stores which system call the tracee stopped in, and where; returns how many
/// bytes there were to store. Since 5.3.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> ptrace_get_syscall_info(pid tracee, ptrace_syscall_info_t& info) {
  return result<size_t>::from_word(ptrace<G>(ptrace_request::get_syscall_info, tracee, sizeof info, &info).word());
}

/// PTRACE_SET_SYSCALL_INFO of ptrace(2): changes the call's number and arguments, or at its exit its result. einval,
/// erange. Since 6.16; eio before.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ptrace_set_syscall_info(pid tracee, const ptrace_syscall_info_t& info) {
  return detail::traced<G>(ptrace_request::set_syscall_info, tracee, sizeof info, &info);
}

}  // namespace kcall::inline KCALL_ABI_TAG
