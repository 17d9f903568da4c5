// The three interval timers that each process has: getitimer(2), setitimer(2), alarm(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/timer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// getitimer(2): stores in `current` how long it is until the timer fires (zero: disarmed), and its interval. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> getitimer(itimer which, itimerval& current) {
  if constexpr (G::abi::register_size == 4) {
    detail::itimerval32 narrow;
    const auto got = enter<void, G>(nr<G>::getitimer, which, &narrow);
    if (got) current = {detail::widened(narrow.it_interval), detail::widened(narrow.it_value)};
    return got;
  } else {
    return enter<void, G>(nr<G>::getitimer, which, &current);
  }
}

namespace detail {

template <gate_like G>
KCALL_INLINE result<void> setitimer(itimer which, const itimerval& wanted, itimerval* old) {
  if constexpr (G::abi::register_size == 4) {
    const itimerval32 narrow = {narrowed(wanted.it_interval), narrowed(wanted.it_value)};
    itimerval32 before;
    const auto set = enter<void, G>(nr<G>::setitimer, which, &narrow, old ? &before : nullptr);
    if (set && old) *old = {widened(before.it_interval), widened(before.it_value)};
    return set;
  } else {
    return enter<void, G>(nr<G>::setitimer, which, &wanted, old);
  }
}

}  // namespace detail

/// setitimer(2): arms the timer as `wanted` says, or disarms it. einval. ia32 has no call for more than 68 years:
/// longer distances become that.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setitimer(itimer which, const itimerval& wanted) {
  return detail::setitimer<G>(which, wanted, nullptr);
}
/// setitimer(2): the same, and stores in `old` what getitimer would have.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setitimer(itimer which, const itimerval& wanted, itimerval& old) {
  return detail::setitimer<G>(which, wanted, &old);
}

/// alarm(2): sigalrm in `seconds`, once (0: never), in place of what itimer::real was set to. Returns in how many
/// seconds that would have fired, rounded, but not to 0; 0 if it was disarmed. It cannot fail. setitimer where the ABI
/// has no alarm (aarch64).
template <gate_like G = gate::native>
KCALL_INLINE unsigned alarm(unsigned seconds) {
  if constexpr (requires { nr<G>::alarm; }) {
    return static_cast<unsigned>(enter<long, G>(nr<G>::alarm, seconds).word());
  } else {
    itimerval old;
    if (!setitimer<G>(itimer::real, {{0, 0}, {seconds, 0}}, old)) return 0;
    // As kernel/time/itimer.c rounds.
    const bool up = old.it_value.tv_usec >= 500'000 || (old.it_value.tv_sec == 0 && old.it_value.tv_usec != 0);
    return static_cast<unsigned>(old.it_value.tv_sec) + (up ? 1 : 0);
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
