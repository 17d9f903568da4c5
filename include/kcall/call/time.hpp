// Clocks and sleep.
//
// ABIs with a 32-bit time_t read and write 64 bits of seconds since Linux 5.1, through calls of their own (*64,
// *_time64). On an older kernel those answer ENOSYS, and the calls that were there before take over; what these cannot
// express is cut to 68 years (distances) or refused with eoverflow (points in time), never wrapped.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/gate/vdso.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <gate_like G>
KCALL_COLD long clock_gettime32(clock which, timespec* now) {
  timespec32 old;
  const long word = enter<long, G>(nr<G>::clock_gettime, which, &old).word();
  if (!is_error(word)) *now = widened(old);
  return word;
}

template <gate_like G>
KCALL_COLD long clock_getres32(clock which, timespec* resolution) {
  timespec32 old;
  const long word = enter<long, G>(nr<G>::clock_getres, which, &old).word();
  if (!is_error(word)) *resolution = widened(old);
  return word;
}

template <gate_like G>
KCALL_COLD long clock_nanosleep32(clock which, timer_flags flags, const timespec* wanted, timespec* remaining) {
  const bool is_point = has(flags, timer_flags::abstime);
  if (is_point && beyond_2038(*wanted)) return -static_cast<long>(errc::eoverflow);
  const timespec32 old_wanted = narrowed(*wanted);
  const int64_t cut_off = wanted->tv_sec - old_wanted.tv_sec;  // now: `remaining` may be the same object
  timespec32 old_remaining;
  const long word =
      enter<long, G>(nr<G>::clock_nanosleep, which, flags, &old_wanted, remaining ? &old_remaining : nullptr).word();
  if (word == -static_cast<long>(errc::eintr) && remaining && !is_point) {
    *remaining = widened(old_remaining);
    remaining->tv_sec += cut_off;
  }
  return word;
}

template <gate_like G>
KCALL_INLINE result<void> clock_nanosleep(clock which, timer_flags flags, const timespec& wanted, timespec* remaining) {
  if (would_cut<G>(wanted)) return errc::einval;
  if constexpr (requires { nr<G>::clock_nanosleep_time64; }) {
    const auto slept = enter<void, G>(nr<G>::clock_nanosleep_time64, which, flags, &wanted, remaining);
    if constexpr (may_lack<0x050100>) {
      if (slept == errc::enosys) [[unlikely]]
        return result<void>::from_word(clock_nanosleep32<G>(which, flags, &wanted, remaining));
    }
    return slept;
  } else {
    return enter<void, G>(nr<G>::clock_nanosleep, which, flags, &wanted, remaining);
  }
}

template <gate_like G>
KCALL_INLINE result<void> nanosleep(const timespec& duration, timespec* remaining) {
  if constexpr (requires { nr<G>::clock_nanosleep_time64; }) {
    // There is no nanosleep_time64. The kernel's nanosleep runs on CLOCK_MONOTONIC (kernel/time/hrtimer.c).
    return clock_nanosleep<G>(clock::monotonic, timer_flags{}, duration, remaining);
  } else {
    if (would_cut<G>(duration)) return errc::einval;
    return enter<void, G>(nr<G>::nanosleep, &duration, remaining);
  }
}

}  // namespace detail

/// clock_gettime(2): writes the time of a clock to `now`. einval: no such clock; enodev: its device is gone. 64-bit
/// seconds on ia32: clock_gettime64 (5.1), else clock_gettime.
template <gate_like G = gate::vdso>
KCALL_INLINE result<void> clock_gettime(clock which, timespec& now) {
  if constexpr (requires { nr<G>::clock_gettime64; }) {
    const auto answer = enter<void, G>(nr<G>::clock_gettime64, which, &now);
    if constexpr (detail::may_lack<0x050100>) {
      if (answer == errc::enosys) [[unlikely]]
        return result<void>::from_word(detail::clock_gettime32<G>(which, &now));
    }
    return answer;
  } else {
    return enter<void, G>(nr<G>::clock_gettime, which, &now);
  }
}
/// clock_gettime(2): the time of a clock. Errors as above.
template <gate_like G = gate::vdso>
KCALL_INLINE result<timespec> clock_gettime(clock which) {
  auto now = result<timespec>::unwritten();
  now.settle(clock_gettime<G>(which, *now.place()).word());
  return now;
}

/// clock_getres(2): writes the step of a clock to `resolution`. einval: no such clock. On ia32: clock_getres_time64
/// (5.1), else clock_getres.
template <gate_like G = gate::vdso>
KCALL_INLINE result<void> clock_getres(clock which, timespec& resolution) {
  if constexpr (requires { nr<G>::clock_getres_time64; }) {
    const auto answer = enter<void, G>(nr<G>::clock_getres_time64, which, &resolution);
    if constexpr (detail::may_lack<0x050100>) {
      if (answer == errc::enosys) [[unlikely]]
        return result<void>::from_word(detail::clock_getres32<G>(which, &resolution));
    }
    return answer;
  } else {
    return enter<void, G>(nr<G>::clock_getres, which, &resolution);
  }
}
/// clock_getres(2): the step of a clock. Errors as above.
template <gate_like G = gate::vdso>
KCALL_INLINE result<timespec> clock_getres(clock which) {
  auto resolution = result<timespec>::unwritten();
  resolution.settle(clock_getres<G>(which, *resolution.place()).word());
  return resolution;
}

/// clock_nanosleep(2): sleeps for `time`, or with timer_flags::abstime until `time` on that clock. eintr: a signal
/// handler ran; einval: no such clock, or a malformed time; eopnotsupp: not a clock to sleep on. On ia32:
/// clock_nanosleep_time64 (5.1), else clock_nanosleep, which cuts durations to 68 years and refuses points past 2038
/// with eoverflow.
template <gate_like G = gate::native>
KCALL_INLINE result<void> clock_nanosleep(clock which, timer_flags flags, const timespec& time) {
  return detail::clock_nanosleep<G>(which, flags, time, nullptr);
}
/// clock_nanosleep(2): the same, and where the answer is eintr and `time` was a duration, `remaining` is what was left
/// of it; in all other cases `remaining` keeps its value. It may be the same object as `time`.
template <gate_like G = gate::native>
KCALL_INLINE result<void> clock_nanosleep(clock which, timer_flags flags, const timespec& time, timespec& remaining) {
  return detail::clock_nanosleep<G>(which, flags, time, &remaining);
}

/// nanosleep(2): sleeps for `duration` on CLOCK_MONOTONIC. eintr: a signal handler ran before the end; einval:
/// negative, or tv_nsec above 999'999'999. On ia32 it is clock_nanosleep.
template <gate_like G = gate::native>
KCALL_INLINE result<void> nanosleep(const timespec& duration) {
  return detail::nanosleep<G>(duration, nullptr);
}
/// nanosleep(2): the same, and where the answer is eintr, `remaining` is what was left; otherwise it keeps its value.
/// It may be the same object as `duration`, so that `while (nanosleep(t, t) == errc::eintr) {}` sleeps to the end.
template <gate_like G = gate::native>
KCALL_INLINE result<void> nanosleep(const timespec& duration, timespec& remaining) {
  return detail::nanosleep<G>(duration, &remaining);
}

/// gettimeofday(2): writes the wall-clock time to `now`; there is no time zone. On ia32 it is clock_gettime, whose
/// seconds have 64 bits. efault: a gate that cannot pass this pointer.
template <gate_like G = gate::vdso>
KCALL_INLINE result<void> gettimeofday(timeval& now) {
  if constexpr (requires { nr<G>::clock_gettime64; }) {
    timespec precise;
    const auto answer = clock_gettime<G>(clock::realtime, precise);
    // 32-bit arithmetic: dividing 64 bits is a library call there.
    if (answer) now = {precise.tv_sec, static_cast<uint32_t>(precise.tv_nsec) / 1000};
    return answer;
  } else {
    return enter<void, G>(nr<G>::gettimeofday, &now, nullptr);
  }
}
/// gettimeofday(2): the wall-clock time.
template <gate_like G = gate::vdso>
KCALL_INLINE result<timeval> gettimeofday() {
  auto now = result<timeval>::unwritten();
  now.settle(gettimeofday<G>(*now.place()).word());
  return now;
}

/// time(2): the wall-clock time in whole seconds since 1970. It cannot fail. Where the ABI's own call has 32 bits of
/// seconds (ia32) or is missing (aarch64), it is clock_gettime.
template <gate_like G = gate::vdso>
KCALL_INLINE int64_t time() {
  if constexpr (requires { nr<G>::clock_gettime64; }) {
    timespec now;
    if (clock_gettime<G>(clock::realtime, now)) [[likely]]
      return now.tv_sec;
    // Only where the stack is out of the gate's reach (64-bit int $0x80). Unsigned is right until 2106.
    const auto seconds = enter<long, G>(nr<G>::time, nullptr);
    return seconds ? int64_t{static_cast<uint32_t>(*seconds)} : -1;
  } else if constexpr (requires { nr<G>::time; }) {
    return enter<long, G>(nr<G>::time, nullptr).word();
  } else {
    timespec now;
    return clock_gettime<G>(clock::realtime, now) ? now.tv_sec : -1;
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
