// Timers that send signals: timer_create(2) and what works on its timers.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/timer_fallback.hpp>
#include <kcall/types/sigevent.hpp>
#include <kcall/types/timer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <gate_like G>
KCALL_INLINE result<timer_id> timer_create(clock which, const void* event) {
  int made;  // NOLINT(*-init-variables): the kernel writes it
  const auto done = enter<long, G>(nr<G>::timer_create, which, event, &made);
  if (!done) return done.error();
  return timer_id{made};
}

template <gate_like G>
KCALL_INLINE result<void> timer_settime(timer_id timer, timer_flags flags, const itimerspec& wanted, itimerspec* old) {
  if (would_cut<G>(wanted)) return errc::einval;
  if constexpr (requires { nr<G>::timer_settime64; }) {
    const auto set = enter<void, G>(nr<G>::timer_settime64, timer, flags, &wanted, old);
    if constexpr (may_lack<0x050100>) {
      if (set == errc::enosys) [[unlikely]]
        return result<void>::from_word(set_timer32<G>(nr<G>::timer_settime, timer, static_cast<unsigned>(flags),
                                                      has(flags, timer_flags::abstime), &wanted, old));
    }
    return set;
  } else {
    return enter<void, G>(nr<G>::timer_settime, timer, flags, &wanted, old);
  }
}

}  // namespace detail

/// timer_create(2): makes a timer that runs with the clock `which` and tells of itself as `event` says; returns its id.
/// It is disarmed. einval, eagain, enomem, eopnotsupp, eperm. Through int80 in 64-bit code: efault where the stack or
/// the event's value lies above 4 GiB.
template <gate_like G = gate::native>
KCALL_INLINE result<timer_id> timer_create(clock which, const sigevent& event) {
  if constexpr (detail::native_layout<G>) {
    return detail::timer_create<G>(which, &event);
  } else {
    detail::narrow_sigevent narrow;
    if (!detail::narrow(event, narrow)) return errc::efault;
    return detail::timer_create<G>(which, &narrow);
  }
}
/// timer_create(2): a timer that sends sigalrm with its id as the value. Errors as above.
template <gate_like G = gate::native>
KCALL_INLINE result<timer_id> timer_create(clock which) {
  return detail::timer_create<G>(which, nullptr);
}

/// timer_settime(2): arms the timer as `wanted` says, or disarms it. einval: no such timer, a malformed time. On ia32:
/// timer_settime64 (5.1), else timer_settime, which cuts distances to 68 years and refuses points past 2038 with
/// eoverflow.
template <gate_like G = gate::native>
KCALL_INLINE result<void> timer_settime(timer_id timer, timer_flags flags, const itimerspec& wanted) {
  return detail::timer_settime<G>(timer, flags, wanted, nullptr);
}
/// timer_settime(2): the same, and stores in `old` what timer_gettime would have.
template <gate_like G = gate::native>
KCALL_INLINE result<void> timer_settime(timer_id timer, timer_flags flags, const itimerspec& wanted, itimerspec& old) {
  return detail::timer_settime<G>(timer, flags, wanted, &old);
}

/// timer_gettime(2): stores in `current` how long it is until the timer fires (zero: disarmed), and its interval.
/// einval. On ia32: timer_gettime64 (5.1), else timer_gettime.
template <gate_like G = gate::native>
KCALL_INLINE result<void> timer_gettime(timer_id timer, itimerspec& current) {
  if constexpr (requires { nr<G>::timer_gettime64; }) {
    const auto got = enter<void, G>(nr<G>::timer_gettime64, timer, &current);
    if constexpr (detail::may_lack<0x050100>) {
      if (got == errc::enosys) [[unlikely]]
        return result<void>::from_word(detail::get_timer32<G>(nr<G>::timer_gettime, timer, &current));
    }
    return got;
  } else {
    return enter<void, G>(nr<G>::timer_gettime, timer, &current);
  }
}

/// timer_getoverrun(2): how often the timer fired again before the last signal that was taken. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<int> timer_getoverrun(timer_id timer) {
  return enter<int, G>(nr<G>::timer_getoverrun, timer);
}

/// timer_delete(2): disarms and removes the timer. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> timer_delete(timer_id timer) {
  return enter<void, G>(nr<G>::timer_delete, timer);
}

}  // namespace kcall::inline KCALL_ABI_TAG
