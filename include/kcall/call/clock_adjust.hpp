// Steering clocks: adjtimex(2), clock_adjtime(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/timex.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <gate_like G>
KCALL_COLD long clock_adjtime32(clock which, timex* adjustment) {
  timex32 narrowed;
  if (!narrow(*adjustment, narrowed)) return -static_cast<long>(errc::eoverflow);
  const long word = which == clock::realtime ? enter<long, G>(nr<G>::adjtimex, &narrowed).word()
                                             : enter<long, G>(nr<G>::clock_adjtime, which, &narrowed).word();
  if (!is_error(word)) widen(narrowed, *adjustment);
  return word;
}

}  // namespace detail

/// clock_adjtime(2): sets of the clock `which` what adjustment.modes names (nothing: modes 0), then stores all of it in
/// `adjustment`; returns what the clock is in. einval, eopnotsupp (not a clock to steer), eperm. Since 2.6.39. On ia32:
/// clock_adjtime64 (5.1), else clock_adjtime or adjtimex, where eoverflow is what does not fit 32 bits.
template <gate_like G = gate::native>
KCALL_INLINE result<time_state> clock_adjtime(clock which, timex& adjustment) {
  if constexpr (requires { nr<G>::clock_adjtime64; }) {
    const auto done = enter<time_state, G>(nr<G>::clock_adjtime64, which, &adjustment);
    if constexpr (detail::may_lack<0x050100>) {
      if (done == errc::enosys) [[unlikely]]
        return result<time_state>::from_word(detail::clock_adjtime32<G>(which, &adjustment));
    }
    return done;
  } else {
    return enter<time_state, G>(nr<G>::clock_adjtime, which, &adjustment);
  }
}

/// adjtimex(2): the same for the wall clock. einval, eperm. On ia32 it is clock_adjtime, as adjtimex has 32 bits there.
template <gate_like G = gate::native>
KCALL_INLINE result<time_state> adjtimex(timex& adjustment) {
  if constexpr (requires { nr<G>::clock_adjtime64; }) {
    return clock_adjtime<G>(clock::realtime, adjustment);
  } else {
    return enter<time_state, G>(nr<G>::adjtimex, &adjustment);
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
