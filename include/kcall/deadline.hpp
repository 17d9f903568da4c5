// Durations from now as points in time, for the waits of mutex.hpp, condition.hpp and counting_semaphore.hpp.
#pragma once
#include <kcall/call/time.hpp>
#include <kcall/futex/sleep.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// The point on the monotonic clock that is `duration` (tv_nsec under a second) from now. Durations too long for the
/// clock end where it does.
template <gate_like G = gate::native>
inline deadline deadline_after(const timespec& duration) {
  constexpr int64_t billion = 1'000'000'000, last = 0x7fff'ffff'ffff'ffff;
  timespec point = clock_gettime<G>(clock::monotonic).value_or(timespec{0, 0});
  point.tv_nsec += duration.tv_nsec;
  if (point.tv_nsec >= billion) {
    point.tv_nsec -= billion;
    ++point.tv_sec;
  }
  if (__builtin_add_overflow(point.tv_sec, duration.tv_sec, &point.tv_sec)) point.tv_sec = last;
  return {point, futex_clock::monotonic};
}

}  // namespace kcall::inline KCALL_ABI_TAG
