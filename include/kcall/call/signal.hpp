// Signals: sending them, handling them, holding them back.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/gate/restorer.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// kill(2): sends `s` to the process `to`; pid{0}: the caller's process group, pid{-1}: all that it may, negative: that
/// process group. signal::none only checks. einval, eperm, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> kill(pid to, signal s) {
  return enter<void, G>(nr<G>::kill, to, s);
}

/// tgkill(2): sends `s` to the thread `thread` of `process`. einval, eperm, esrch, eagain (real-time queue full).
template <gate_like G = gate::native>
KCALL_INLINE result<void> tgkill(pid process, pid thread, signal s) {
  return enter<void, G>(nr<G>::tgkill, process, thread, s);
}

namespace detail {

/// struct sigaction of an ABI whose longs have 32 bits.
struct narrow_sigaction {
  uint32_t handler;
  uint32_t flags;
  uint32_t restorer;
  uint32_t mask_low;
  uint32_t mask_high;
};

template <class G>
KCALL_INLINE long native_sigaction(signal s, const sigaction_t* action, sigaction_t* old) {
  if constexpr (restorer_of<typename G::abi>::needed) {
    sigaction_t complete;
    if (action != nullptr) {
      complete.handler.address = action->handler.address;
      complete.flags = action->flags;
      complete.restorer = action->restorer;
      complete.mask = action->mask;
      if (!has(complete.flags, sigaction_flags::restorer)) {
        complete.restorer = restorer_of<typename G::abi>::get(has(complete.flags, sigaction_flags::siginfo));
        complete.flags |= sigaction_flags::restorer;
      }
      action = &complete;
    }
    return enter<long, G>(nr<G>::rt_sigaction, s, action, old, sizeof(sigset)).word();
  } else {
    return enter<long, G>(nr<G>::rt_sigaction, s, action, old, sizeof(sigset)).word();
  }
}

/// Through another ABI than the code's: no handlers, in either direction.
template <class G>
KCALL_COLD long foreign_sigaction(signal s, const sigaction_t* action, sigaction_t* old) {
  narrow_sigaction current;
  if (old != nullptr) {
    const long word =
        enter<long, G>(nr<G>::rt_sigaction, s, static_cast<const void*>(nullptr), &current, sizeof(sigset)).word();
    if (is_error(word)) return word;
    if (current.handler > 1) return -static_cast<long>(errc::eoverflow);
    old->handler.address = current.handler;
    old->flags = static_cast<sigaction_flags>(current.flags);
    old->restorer = nullptr;
    old->mask = sigset::from_bits(uint64_t{current.mask_high} << 32 | current.mask_low);
  }
  if (action == nullptr) return 0;
  if (action->handler.address > 1) return -static_cast<long>(errc::eopnotsupp);
  const narrow_sigaction narrow = {static_cast<uint32_t>(action->handler.address),
                                   static_cast<uint32_t>(action->flags & ~sigaction_flags::restorer), 0,
                                   low(action->mask.bits()), high(action->mask.bits())};
  return enter<long, G>(nr<G>::rt_sigaction, s, &narrow, static_cast<void*>(nullptr), sizeof(sigset)).word();
}

template <class G>
KCALL_INLINE long any_sigaction(signal s, const sigaction_t* action, sigaction_t* old) {
  if constexpr (native_layout<G>) {
    return native_sigaction<G>(s, action, old);
  } else {
    return foreign_sigaction<G>(s, action, old);
  }
}

}  // namespace detail

/// rt_sigaction(2): sets what the signal `s` does to `action` and stores in `old` what it did; each may be nullptr.
/// einval (no signal, or sigkill or sigstop). The code that a handler returns to is added, unless the action brings its
/// own.
///
/// Through another ABI's gate (64-bit int80) only the default and ignoring can be set: the kernel would call a handler
/// as code of that ABI (eopnotsupp); and an old action that is a handler cannot be told, because its address may have
/// been cut (eoverflow, and nothing is changed).
template <gate_like G = gate::native>
KCALL_INLINE result<void> rt_sigaction(signal s, const sigaction_t* action, sigaction_t* old) {
  return result<void>::from_word(detail::any_sigaction<G>(s, action, old));
}
/// rt_sigaction(2): sets what the signal does, for instance to a function; returns what it did.
template <gate_like G = gate::native>
KCALL_INLINE result<sigaction_t> rt_sigaction(signal s, const sigaction_t& action) {
  auto r = result<sigaction_t>::unwritten();
  r.settle(detail::any_sigaction<G>(s, &action, r.place()));
  return r;
}
/// rt_sigaction(2): what the signal does.
template <gate_like G = gate::native>
KCALL_INLINE result<sigaction_t> rt_sigaction(signal s) {
  auto r = result<sigaction_t>::unwritten();
  r.settle(detail::any_sigaction<G>(s, nullptr, r.place()));
  return r;
}

/// rt_sigprocmask(2): changes which signals this thread holds back, by `set`, and stores in `old` which it did; each
/// may be nullptr. einval, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> rt_sigprocmask(sig_how how, const sigset* set, sigset* old) {
  return enter<void, G>(nr<G>::rt_sigprocmask, how, set, old, sizeof(sigset));
}
/// rt_sigprocmask(2): changes which signals this thread holds back; returns which it did.
template <gate_like G = gate::native>
KCALL_INLINE result<sigset> rt_sigprocmask(sig_how how, const sigset& set) {
  auto r = result<sigset>::unwritten();
  r.settle(rt_sigprocmask<G>(how, &set, r.place()).word());
  return r;
}
/// rt_sigprocmask(2): which signals this thread holds back.
template <gate_like G = gate::native>
KCALL_INLINE result<sigset> rt_sigprocmask() {
  auto r = result<sigset>::unwritten();
  r.settle(rt_sigprocmask<G>(sig_how::block, nullptr, r.place()).word());
  return r;
}

/// rt_sigpending(2): which signals have come for this thread or process and are held back.
template <gate_like G = gate::native>
KCALL_INLINE result<sigset> rt_sigpending() {
  auto r = result<sigset>::unwritten();
  r.settle(enter<long, G>(nr<G>::rt_sigpending, r.place(), sizeof(sigset)).word());
  return r;
}

/// rt_sigsuspend(2): waits, with `held` held back instead of the thread's set, until a handler has run. Always eintr.
template <gate_like G = gate::native>
KCALL_INLINE result<void> rt_sigsuspend(const sigset& held) {
  return enter<void, G>(nr<G>::rt_sigsuspend, &held, sizeof(sigset));
}

}  // namespace kcall::inline KCALL_ABI_TAG
