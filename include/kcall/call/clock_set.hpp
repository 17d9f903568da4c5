// Setting clocks: clock_settime(2), settimeofday(2), stime(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/timex.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <gate_like G>
KCALL_COLD long clock_settime32(clock which, const timespec* time) {
  if (beyond_2038(*time)) return -static_cast<long>(errc::eoverflow);
  const timespec32 narrow = narrowed(*time);
  return enter<long, G>(nr<G>::clock_settime, which, &narrow).word();
}

}  // namespace detail

/// clock_settime(2): sets the clock `which` to `time`. einval: a clock that cannot be set, a malformed time, or one
/// before the system started; eperm. On ia32: clock_settime64 (5.1), else clock_settime, which refuses times past 2038
/// with eoverflow.
template <gate_like G = gate::native>
KCALL_INLINE result<void> clock_settime(clock which, const timespec& time) {
  if (detail::would_cut<G>(time)) return errc::einval;
  if constexpr (requires { nr<G>::clock_settime64; }) {
    const auto set = enter<void, G>(nr<G>::clock_settime64, which, &time);
    if constexpr (detail::may_lack<0x050100>) {
      if (set == errc::enosys) [[unlikely]]
        return result<void>::from_word(detail::clock_settime32<G>(which, &time));
    }
    return set;
  } else {
    return enter<void, G>(nr<G>::clock_settime, which, &time);
  }
}

/// settimeofday(2): sets the wall clock. einval, eperm. On ia32 it is clock_settime, whose seconds have 64 bits.
template <gate_like G = gate::native>
KCALL_INLINE result<void> settimeofday(const timeval& time) {
  if constexpr (requires { nr<G>::clock_settime64; }) {
    if (static_cast<uint64_t>(time.tv_usec) > 999'999) return errc::einval;
    return clock_settime<G>(clock::realtime, timespec{time.tv_sec, static_cast<int32_t>(time.tv_usec) * 1000});
  } else {
    return enter<void, G>(nr<G>::settimeofday, &time, nullptr);
  }
}
/// settimeofday(2): tells the kernel the time zone. The first time after the start this also moves the clock, if the
/// hardware's runs in local time. einval, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> settimeofday(const timezone& zone) {
  return enter<void, G>(nr<G>::settimeofday, nullptr, &zone);
}

/// stime(2): sets the wall clock, in whole seconds since 1970. einval, eperm. It is clock_settime.
template <gate_like G = gate::native>
KCALL_INLINE result<void> stime(int64_t seconds) {
  return clock_settime<G>(clock::realtime, timespec{seconds, 0});
}

}  // namespace kcall::inline KCALL_ABI_TAG
