// Timers on 32-bit kernels before 5.1: the calls that were there before timer_settime64, timerfd_settime64 and their
// like. Distances are cut to 68 years; points past January 2038 are refused.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/timer.hpp>

namespace kcall::inline KCALL_ABI_TAG {
namespace detail {

/// A call that takes (timer, flags, new, old).
template <gate_like G, class Timer>
KCALL_COLD long set_timer32(nr<G> number, Timer timer, unsigned flags, bool is_point, const itimerspec* wanted,
                            itimerspec* old) {
  if (is_point && beyond_2038(wanted->it_value)) return -static_cast<long>(errc::eoverflow);
  const itimerspec32 narrow = narrowed(*wanted);
  itimerspec32 before;
  const long word = enter<long, G>(number, timer, flags, &narrow, old ? &before : nullptr).word();
  if (!is_error(word) && old) *old = widened(before);
  return word;
}

/// A call that takes (timer, current).
template <gate_like G, class Timer>
KCALL_COLD long get_timer32(nr<G> number, Timer timer, itimerspec* current) {
  itimerspec32 narrow;
  const long word = enter<long, G>(number, timer, &narrow).word();
  if (!is_error(word)) *current = widened(narrow);
  return word;
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
