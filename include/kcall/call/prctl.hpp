// prctl: the untyped door, and what is about a process's name, rights, signals and times. What is about its memory and
// the processor: call/prctl_machine.hpp. Those of other architectures have the untyped door only.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/settled.hpp>
#include <kcall/types/capability.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/prctl.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// The kernel reads five whole words, and refuses many operations whose unused ones are not 0.
template <class T, class G, class B = long, class C = long, class D = long, class E = long>
KCALL_INLINE result<T> controlled(prctl_operation what, B b = B{}, C c = C{}, D d = D{}, E e = E{}) {
  const auto fifth = settled(e);
  const auto fourth = settled(d);
  const auto third = settled(c);
  return result<T>::from_word(call<G>(nr<G>::prctl, what, b, third, fourth, fifth).word());
}

}  // namespace detail

/// prctl(2), any operation: returns the kernel's word. einval (unknown, or not here), eperm, efault.
template <gate_like G = gate::native, register_value B = long, register_value C = long, register_value D = long,
          register_value E = long>
KCALL_INLINE result<long> prctl(prctl_operation what, B b = B{}, C c = C{}, D d = D{}, E e = E{}) {
  return detail::controlled<long, G>(what, b, c, d, e);
}

/// PR_SET_NAME of prctl(2): names this thread; the kernel keeps 15 bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_name(const char* name) {
  return detail::controlled<void, G>(prctl_operation::set_name, name);
}

/// PR_GET_NAME of prctl(2): writes this thread's name, with its NUL at most 16 bytes, to `name`.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_get_name(char (&name)[16]) {
  return detail::controlled<void, G>(prctl_operation::get_name, &name[0]);
}

/// PR_SET_PDEATHSIG of prctl(2): what this process gets when the thread that made it ends; signal::none: nothing.
/// einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_pdeathsig(signal s) {
  return detail::controlled<void, G>(prctl_operation::set_pdeathsig, s);
}

/// PR_GET_PDEATHSIG of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<signal> prctl_get_pdeathsig() {
  int value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_pdeathsig, &value);
  if (!r) return r.error();
  return static_cast<signal>(value);
}

/// PR_SET_DUMPABLE of prctl(2): whether this process leaves core files and may be traced by its user. einval for root.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_dumpable(dumpable how) {
  return detail::controlled<void, G>(prctl_operation::set_dumpable, how);
}

/// PR_GET_DUMPABLE of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<dumpable> prctl_get_dumpable() {
  return detail::controlled<dumpable, G>(prctl_operation::get_dumpable);
}

/// PR_SET_NO_NEW_PRIVS of prctl(2): execve gives no more rights from now on, for good. Since 3.5.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_no_new_privs() {
  return detail::controlled<void, G>(prctl_operation::set_no_new_privs, 1L);
}

/// PR_GET_NO_NEW_PRIVS of prctl(2). Since 3.5.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_get_no_new_privs() {
  return detail::controlled<bool, G>(prctl_operation::get_no_new_privs);
}

/// PR_SET_KEEPCAPS of prctl(2): whether the permitted capabilities outlive a change away from user 0. eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_keepcaps(bool keep) {
  return detail::controlled<void, G>(prctl_operation::set_keepcaps, keep);
}

/// PR_GET_KEEPCAPS of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_get_keepcaps() {
  return detail::controlled<bool, G>(prctl_operation::get_keepcaps);
}

/// PR_SET_SECUREBITS of prctl(2): what root means to this thread. eperm: without CAP_SETPCAP, or locked.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_securebits(securebits bits) {
  return detail::controlled<void, G>(prctl_operation::set_securebits, bits);
}

/// PR_GET_SECUREBITS of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<securebits> prctl_get_securebits() {
  return detail::controlled<securebits, G>(prctl_operation::get_securebits);
}

/// PR_CAPBSET_READ of prctl(2): whether the capability is in the bounding set. einval: no such capability.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_capbset_read(capability c) {
  return detail::controlled<bool, G>(prctl_operation::capbset_read, c);
}

/// PR_CAPBSET_DROP of prctl(2): takes a capability from the bounding set, for good. eperm, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_capbset_drop(capability c) {
  return detail::controlled<void, G>(prctl_operation::capbset_drop, c);
}

/// PR_CAP_AMBIENT_IS_SET of prctl(2): whether the capability is in the ambient set. einval. Since 4.3.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_cap_ambient_is_set(capability c) {
  return detail::controlled<bool, G>(prctl_operation::cap_ambient, cap_ambient::is_set, c);
}
/// PR_CAP_AMBIENT_RAISE of prctl(2): adds a capability that is permitted and inheritable. eperm, einval. Since 4.3.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_cap_ambient_raise(capability c) {
  return detail::controlled<void, G>(prctl_operation::cap_ambient, cap_ambient::raise, c);
}
/// PR_CAP_AMBIENT_LOWER of prctl(2): takes one away. Since 4.3.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_cap_ambient_lower(capability c) {
  return detail::controlled<void, G>(prctl_operation::cap_ambient, cap_ambient::lower, c);
}
/// PR_CAP_AMBIENT_CLEAR_ALL of prctl(2). Since 4.3.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_cap_ambient_clear_all() {
  return detail::controlled<void, G>(prctl_operation::cap_ambient, cap_ambient::clear_all);
}

/// PR_SET_SECCOMP of prctl(2): strict: only read, write, exit and sigreturn from now on; filter: a struct sock_fprog,
/// of this ABI, says what. seccomp(2) can do more. eacces (filter without no_new_privs or CAP_SYS_ADMIN), einval,
/// efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_seccomp(seccomp_mode mode, const void* program = nullptr) {
  return detail::controlled<void, G>(prctl_operation::set_seccomp, mode, program);
}

/// PR_GET_SECCOMP of prctl(2): kills a thread in strict mode. einval where the kernel is built without.
template <gate_like G = gate::native>
KCALL_INLINE result<seccomp_mode> prctl_get_seccomp() {
  return detail::controlled<seccomp_mode, G>(prctl_operation::get_seccomp);
}

/// PR_SET_CHILD_SUBREAPER of prctl(2): whether orphans among this process's descendants become its children. Since 3.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_child_subreaper(bool on) {
  return detail::controlled<void, G>(prctl_operation::set_child_subreaper, on);
}

/// PR_GET_CHILD_SUBREAPER of prctl(2). Since 3.4.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_get_child_subreaper() {
  int value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_child_subreaper, &value);
  if (!r) return r.error();
  return value != 0;
}

/// PR_SET_PTRACER of prctl(2), for Yama: who else may trace this process: that one, nobody (pid{0}) or anybody
/// (pid{-1}). einval without Yama. Since 3.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_ptracer(pid tracer) {
  return detail::controlled<void, G>(prctl_operation::set_ptracer, tracer);
}

/// PR_GET_TID_ADDRESS of prctl(2): where the kernel clears this thread's id at its end (set_tid_address(2)). einval
/// where the kernel is built without. Since 3.5.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_get_tid_address(int*& address) {
  // A 64-bit kernel writes eight bytes, for 32-bit calls too.
  uint64_t value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_tid_address, &value);
  if (r) address = reinterpret_cast<int*>(static_cast<uintptr_t>(value));
  return r;
}

/// PR_SET_IO_FLUSHER of prctl(2): this process cleans memory for others, and must not wait for it. eperm without
/// CAP_SYS_RESOURCE. Since 5.6.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_io_flusher(bool on) {
  return detail::controlled<void, G>(prctl_operation::set_io_flusher, on);
}

/// PR_GET_IO_FLUSHER of prctl(2). eperm without CAP_SYS_RESOURCE. Since 5.6.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_get_io_flusher() {
  return detail::controlled<bool, G>(prctl_operation::get_io_flusher);
}

/// PR_SCHED_CORE of prctl(2): gives processes a cookie; only those with the same run on a core at the same time. enodev
/// (no such processor), einval (not in this kernel), eperm, esrch. Since 5.14.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_sched_core(sched_core what, pid which, sched_core_scope scope,
                                           uint64_t* cookie = nullptr) {
  return detail::controlled<void, G>(prctl_operation::sched_core, what, which, scope, cookie);
}
/// PR_SET_SYSCALL_USER_DISPATCH of prctl(2): this thread's calls from outside `size` bytes at `offset` raise sigsys
/// while *selector is block; nullptr: always. einval. Since 5.11.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_syscall_user_dispatch(uintptr_t offset, uintptr_t size,
                                                          const dispatch_filter* selector) {
  return detail::controlled<void, G>(prctl_operation::set_syscall_user_dispatch, 1L, offset, size, selector);
}
/// PR_SET_SYSCALL_USER_DISPATCH of prctl(2): ends that.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_clear_syscall_user_dispatch() {
  return detail::controlled<void, G>(prctl_operation::set_syscall_user_dispatch, 0L);
}

/// PR_SET_TIMERSLACK of prctl(2): by how many nanoseconds this thread's waits may end late; 0: as when it began.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_timerslack(unsigned long nanoseconds) {
  return detail::controlled<void, G>(prctl_operation::set_timerslack, nanoseconds);
}

/// PR_GET_TIMERSLACK of prctl(2): in nanoseconds.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned long> prctl_get_timerslack() {
  return detail::controlled<unsigned long, G>(prctl_operation::get_timerslack);
}

/// PR_TIMER_CREATE_RESTORE_IDS of prctl(2): whether timer_create takes the id that it is given, or with get whether it
/// does. einval. Since 6.15.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_timer_create_restore_ids(timer_restore_ids what) {
  return detail::controlled<bool, G>(prctl_operation::timer_create_restore_ids, what);
}

}  // namespace kcall::inline KCALL_ABI_TAG
