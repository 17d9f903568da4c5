// Timers that are descriptors: timerfd_create(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/timer_fallback.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/timer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <gate_like G>
KCALL_INLINE result<void> timerfd_settime(fd f, tfd_timer_flags flags, const itimerspec& wanted, itimerspec* old) {
  if (would_cut<G>(wanted)) return errc::einval;
  if constexpr (requires { nr<G>::timerfd_settime64; }) {
    const auto set = enter<void, G>(nr<G>::timerfd_settime64, f, flags, &wanted, old);
    if constexpr (may_lack<0x050100>) {
      if (set == errc::enosys) [[unlikely]]
        return result<void>::from_word(set_timer32<G>(nr<G>::timerfd_settime, f, static_cast<unsigned>(flags),
                                                      has(flags, tfd_timer_flags::abstime), &wanted, old));
    }
    return set;
  } else {
    return enter<void, G>(nr<G>::timerfd_settime, f, flags, &wanted, old);
  }
}

}  // namespace detail

/// timerfd_create(2): a descriptor of a timer that runs with the clock `which` and is disarmed. einval: no such clock
/// or not one for this; emfile, enfile, enodev, enomem, eperm. Since 2.6.25.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> timerfd_create(clock which, tfd_flags flags = {}) {
  return enter<fd, G>(nr<G>::timerfd_create, which, flags);
}

/// timerfd_settime(2): arms the timer as `wanted` says, or disarms it. ebadf, ecanceled (the clock was set before:
/// armed all the same), einval. On ia32: timerfd_settime64 (5.1), else timerfd_settime, which cuts distances to 68
/// years and refuses points past 2038 with eoverflow.
template <gate_like G = gate::native>
KCALL_INLINE result<void> timerfd_settime(fd f, tfd_timer_flags flags, const itimerspec& wanted) {
  return detail::timerfd_settime<G>(f, flags, wanted, nullptr);
}
/// timerfd_settime(2): the same, and stores in `old` what timerfd_gettime would have.
template <gate_like G = gate::native>
KCALL_INLINE result<void> timerfd_settime(fd f, tfd_timer_flags flags, const itimerspec& wanted, itimerspec& old) {
  return detail::timerfd_settime<G>(f, flags, wanted, &old);
}

/// timerfd_gettime(2): stores in `current` how long it is until the timer fires (zero: disarmed), and its interval.
/// ebadf, einval. On ia32: timerfd_gettime64 (5.1), else timerfd_gettime.
template <gate_like G = gate::native>
KCALL_INLINE result<void> timerfd_gettime(fd f, itimerspec& current) {
  if constexpr (requires { nr<G>::timerfd_gettime64; }) {
    const auto got = enter<void, G>(nr<G>::timerfd_gettime64, f, &current);
    if constexpr (detail::may_lack<0x050100>) {
      if (got == errc::enosys) [[unlikely]]
        return result<void>::from_word(detail::get_timer32<G>(nr<G>::timerfd_gettime, f, &current));
    }
    return got;
  } else {
    return enter<void, G>(nr<G>::timerfd_gettime, f, &current);
  }
}

/// read(2) on a timerfd: waits until it has fired, and stores in `times` how often since the last read. eagain
/// (nonblock), ecanceled (the clock was set), eintr.
template <gate_like G = gate::native>
KCALL_INLINE result<void> timerfd_read(fd f, uint64_t& times) {
  const auto got = enter<long, G>(nr<G>::read, f, &times, sizeof(times));
  if (!got) return got.error();
  return {};
}

}  // namespace kcall::inline KCALL_ABI_TAG
