// Signals with something to tell, and signals to one thread: rt_sigqueueinfo(2), tkill(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/process.hpp>
#include <kcall/types/narrow_signal.hpp>
#include <kcall/types/sigevent.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// tkill(2): sends `s` to the thread `thread`, of whatever process: tgkill cannot hit a stranger that got the same id.
/// einval, eperm, esrch, eagain (real-time queue full).
template <gate_like G = gate::native>
KCALL_INLINE result<void> tkill(pid thread, signal s) {
  return enter<void, G>(nr<G>::tkill, thread, s);
}

namespace detail {

/// The call with (…, info), in G's layout.
template <gate_like G, register_value... A>
KCALL_INLINE result<void> enter_info(nr<G> number, const siginfo_t& info, A... before) {
  if constexpr (native_layout<G>) {
    return enter<void, G>(number, before..., &info);
  } else {
    narrow_signal narrowed;
    if (const long error = narrow(info, narrowed)) return result<void>::from_word(error);
    return enter<void, G>(number, before..., &narrowed);
  }
}

/// What sigqueue(3) tells: from whom, and the value. Cleared first, or bytes of the caller's stack would go along.
template <gate_like G>
KCALL_COLD void tell_queued(siginfo_t& info, signal s, sigval value) {
  clear(reinterpret_cast<unsigned char(&)[sizeof(info)]>(info));
  info.si_signo = static_cast<int>(s);
  info.si_code = static_cast<int>(si_codes::queue);
  info.fields.queued.process = getpid<G>().get();
  info.fields.queued.user = getuid<G>().get();
  info.fields.queued.value.as_pointer = value.sival_ptr;
}

}  // namespace detail

/// rt_sigqueueinfo(2): sends `s` to the process `to`, and `info` with it. To others only with a negative si_code that
/// is not si_codes::tkill (eperm). einval, eagain (too many are queued), esrch. Through another ABI's gate (64-bit
/// int80) only what sigqueue sends: eopnotsupp; eoverflow for a value past 32 bits.
template <gate_like G = gate::native>
KCALL_INLINE result<void> rt_sigqueueinfo(pid to, signal s, const siginfo_t& info) {
  return detail::enter_info<G>(nr<G>::rt_sigqueueinfo, info, to, s);
}

/// rt_tgsigqueueinfo(2): the same to the thread `thread` of `process`. Since 2.6.31.
template <gate_like G = gate::native>
KCALL_INLINE result<void> rt_tgsigqueueinfo(pid process, pid thread, signal s, const siginfo_t& info) {
  return detail::enter_info<G>(nr<G>::rt_tgsigqueueinfo, info, process, thread, s);
}

/// sigqueue(3): sends `s` to the process `to`, and `value` with it (siginfo_t::value_int()). eagain, einval, eperm,
/// esrch. It is rt_sigqueueinfo.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sigqueue(pid to, signal s, sigval value) {
  siginfo_t info;
  detail::tell_queued<G>(info, s, value);
  return rt_sigqueueinfo<G>(to, s, info);
}

}  // namespace kcall::inline KCALL_ABI_TAG
