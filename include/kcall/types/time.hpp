// Times and clocks. Seconds are 64 bits wide on every ABI; calls of an ABI that has less convert.
#pragma once
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Seconds and nanoseconds, as every call since Linux 5.1 reads and writes them, on every ABI.
struct timespec {
  int64_t tv_sec;
  int64_t tv_nsec;
  friend constexpr bool operator==(const timespec&, const timespec&) = default;
};
static_assert(sizeof(timespec) == 16);

/// Seconds and microseconds.
struct timeval {
  int64_t tv_sec;
  int64_t tv_usec;
  friend constexpr bool operator==(const timeval&, const timeval&) = default;
};
static_assert(sizeof(timeval) == 16);

/// CLOCK_*: which clock. Clocks of processes, threads and devices: cpu_clock(), thread_cpu_clock(), device_clock().
enum class clock : int {
  realtime = 0,
  monotonic = 1,
  process_cputime_id = 2,
  thread_cputime_id = 3,
  monotonic_raw = 4,
  realtime_coarse = 5,
  monotonic_coarse = 6,
  boottime = 7,
  realtime_alarm = 8,
  boottime_alarm = 9,
  tai = 11,
  /// CLOCK_AUX: the first of eight auxiliary clocks (6.18), which follow it.
  aux = 16,
};

// linux/posix-timers.h: a negative clock is ~id in the upper 29 bits and a kind in the lower three.

/// The CPU time of a process, as clock_getcpuclockid(3) names it. pid{0}: the caller's.
KCALL_INLINE constexpr clock cpu_clock(pid process) {
  return static_cast<clock>(static_cast<int>(~static_cast<unsigned>(process.get()) << 3 | 2U));
}
/// The CPU time of one thread, as pthread_getcpuclockid(3) names it. pid{0}: the caller's.
KCALL_INLINE constexpr clock thread_cpu_clock(pid thread) {
  return static_cast<clock>(static_cast<int>(~static_cast<unsigned>(thread.get()) << 3 | 6U));
}
/// The clock of an open character device such as /dev/ptp0 (FD_TO_CLOCKID, clock_gettime(2)).
KCALL_INLINE constexpr clock device_clock(fd device) {
  return static_cast<clock>(static_cast<int>(~static_cast<unsigned>(device.get()) << 3 | 3U));
}

/// TIMER_*: how a time given to clock_nanosleep is meant.
enum class timer_flags : int {
  /// A point on the clock, not a distance from now.
  abstime = 1,
};
void is_flags(timer_flags);

namespace detail {

/// What the calls of 32-bit ABIs took before Linux 5.1.
struct timespec32 {
  int32_t tv_sec;
  int32_t tv_nsec;
};
static_assert(sizeof(timespec32) == 8);

/// Reads what an old call wrote. Unsigned: no clock of the kernel's and no remainder is negative, and what a 64-bit
/// clock had cut off is right again until 2106.
KCALL_INLINE constexpr timespec widened(timespec32 old) { return {static_cast<uint32_t>(old.tv_sec), old.tv_nsec}; }

inline constexpr int64_t max_seconds32 = 0x7fffffff;

/// For an old call: a distance past 68 years becomes 68 years, a negative one stays negative (the kernel refuses it).
KCALL_INLINE constexpr timespec32 narrowed(const timespec& wanted) {
  const int64_t seconds = wanted.tv_sec > max_seconds32 ? max_seconds32 : wanted.tv_sec < 0 ? -1 : wanted.tv_sec;
  return {static_cast<int32_t>(seconds), static_cast<int32_t>(wanted.tv_nsec)};
}

/// For an old call: a point in time past January 2038, which it cannot express and which must not come early.
KCALL_INLINE constexpr bool beyond_2038(const timespec& point) { return point.tv_sec > max_seconds32; }

/// Whether the kernel would not see all of tv_nsec: for calls of ABIs with 32-bit longs it drops the upper half
/// (kernel/time/time.c, get_timespec64) and so would take 5'000'000'000 for a valid 705'032'704.
template <class G>
KCALL_INLINE constexpr bool would_cut(const timespec& time) {
  if constexpr (G::abi::long_size == 4) {
    return static_cast<uint64_t>(time.tv_nsec) >> 32 != 0;
  } else {
    return false;
  }
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
