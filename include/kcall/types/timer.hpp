// Timers: what timer_create(2), timerfd_create(2) and setitimer(2) work with.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/strong.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A timer of this process, made by timer_create (the kernel's timer_t).
using timer_id = strong<struct timer_id_tag, int, -1>;

/// When a timer fires first and how often then. it_value zero: it is disarmed; it_interval zero: it fires once.
struct itimerspec {
  timespec it_interval;
  timespec it_value;
  friend constexpr bool operator==(const itimerspec&, const itimerspec&) = default;
};
static_assert(sizeof(itimerspec) == 32);

/// The same with microseconds, for setitimer.
struct itimerval {
  timeval it_interval;
  timeval it_value;
  friend constexpr bool operator==(const itimerval&, const itimerval&) = default;
};
static_assert(sizeof(itimerval) == 32);

/// Which interval timer (ITIMER_*).
enum class itimer : int {
  /// Runs with the clock; sends sigalrm.
  real = 0,
  /// Runs while the process runs user code; sends sigvtalrm.
  virtual_ = 1,
  /// Runs while the process or the kernel for it runs; sends sigprof.
  prof = 2,
};

/// How a timerfd is made (TFD_*).
enum class tfd_flags : uint32_t { nonblock = 04000, cloexec = 02000000 };
void is_flags(tfd_flags);

/// How the time given to timerfd_settime is meant (TFD_TIMER_*).
enum class tfd_timer_flags : uint32_t {
  /// A point on the clock, not a distance from now.
  abstime = 1,
  /// With abstime on clock::realtime or realtime_alarm: reading fails with ecanceled once the clock has been set.
  cancel_on_set = 2,
};
void is_flags(tfd_timer_flags);

namespace detail {

/// What the calls of 32-bit ABIs took before Linux 5.1.
struct itimerspec32 {
  timespec32 it_interval;
  timespec32 it_value;
};
KCALL_INLINE constexpr itimerspec32 narrowed(const itimerspec& wanted) {
  return {narrowed(wanted.it_interval), narrowed(wanted.it_value)};
}
KCALL_INLINE constexpr itimerspec widened(const itimerspec32& old) {
  return {widened(old.it_interval), widened(old.it_value)};
}
template <class G>
KCALL_INLINE constexpr bool would_cut(const itimerspec& wanted) {
  return would_cut<G>(wanted.it_interval) || would_cut<G>(wanted.it_value);
}

/// What setitimer takes where registers have four bytes. There is no call with more.
struct timeval32 {
  int32_t tv_sec;
  int32_t tv_usec;
};
struct itimerval32 {
  timeval32 it_interval;
  timeval32 it_value;
};

/// A distance past 68 years becomes 68 years. What is no time stays none: it is the kernel's to refuse.
KCALL_INLINE constexpr timeval32 narrowed(const timeval& wanted) {
  if (wanted.tv_sec < 0 || static_cast<uint64_t>(wanted.tv_usec) > 999'999) return {0, -1};
  return {static_cast<int32_t>(wanted.tv_sec > max_seconds32 ? max_seconds32 : wanted.tv_sec),
          static_cast<int32_t>(wanted.tv_usec)};
}
KCALL_INLINE constexpr timeval widened(timeval32 old) { return {old.tv_sec, old.tv_usec}; }

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
