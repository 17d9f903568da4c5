// What adjtimex(2) and clock_adjtime(2) work with.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Which members of timex are to be set (ADJ_*). None: only read.
enum class adj_modes : uint32_t {
  offset = 0x1,
  frequency = 0x2,
  maxerror = 0x4,
  esterror = 0x8,
  status = 0x10,
  /// `constant` is the time constant of the loop.
  timeconst = 0x20,
  /// `constant` is the distance from UTC to TAI in seconds.
  tai = 0x80,
  /// Adds `time` to the clock, its tv_usec in nanoseconds where `nano` is set too.
  setoffset = 0x100,
  micro = 0x1000,
  nano = 0x2000,
  tick = 0x4000,
  /// As adjtime(3): alone.
  offset_singleshot = 0x8001,
  offset_ss_read = 0xa001,
};
void is_flags(adj_modes);

/// timex::status (STA_*). The upper eight cannot be set.
enum class sta_flags : uint32_t {
  pll = 0x1,
  ppsfreq = 0x2,
  ppstime = 0x4,
  fll = 0x8,
  /// A second is inserted at the end of the day.
  ins = 0x10,
  /// One is left out.
  del = 0x20,
  unsync = 0x40,
  freqhold = 0x80,
  ppssignal = 0x100,
  ppsjitter = 0x200,
  ppswander = 0x400,
  ppserror = 0x800,
  clockerr = 0x1000,
  /// Offsets are in nanoseconds.
  nano = 0x2000,
  mode = 0x4000,
  clk = 0x8000,
};
void is_flags(sta_flags);

/// What the clock is in (TIME_*).
enum class time_state : int {
  ok = 0,
  /// A leap second comes at the end of the day.
  ins = 1,
  /// The day ends a second early.
  del = 2,
  /// A leap second is being counted.
  oop = 3,
  /// A leap second has passed; ins or del are still set.
  wait = 4,
  /// Not synchronised to a server.
  error = 5,
};

/// How the clock is steered, as the kernel has had it on every ABI since 5.1 (struct __kernel_timex). Fractions (freq,
/// tolerance, ppsfreq, stabil) are in 2^-16 ppm.
struct timex {
  adj_modes modes;
  int pad0;
  int64_t offset;
  int64_t freq;
  int64_t maxerror;
  int64_t esterror;
  sta_flags status;
  int pad1;
  int64_t constant;
  int64_t precision;
  int64_t tolerance;
  /// The clock's; nanoseconds in tv_usec where status has sta_flags::nano.
  timeval time;
  int64_t tick;
  int64_t ppsfreq;
  int64_t jitter;
  int shift;
  int pad2;
  int64_t stabil;
  int64_t jitcnt;
  int64_t calcnt;
  int64_t errcnt;
  int64_t stbcnt;
  int tai;
  int pad3[11];
};
static_assert(sizeof(timex) == 208);

/// gettimeofday(2)'s: obsolete, but for telling the kernel what zone the hardware's clock is in.
struct timezone {
  int tz_minuteswest;
  int tz_dsttime;
};

namespace detail {

/// What adjtimex and clock_adjtime take where registers have four bytes.
struct timex32 {
  uint32_t modes;
  int32_t offset;
  int32_t freq;
  int32_t maxerror;
  int32_t esterror;
  uint32_t status;
  int32_t constant;
  int32_t precision;
  int32_t tolerance;
  int32_t time_sec;
  int32_t time_usec;
  int32_t tick;
  int32_t ppsfreq;
  int32_t jitter;
  int32_t shift;
  int32_t stabil;
  int32_t jitcnt;
  int32_t calcnt;
  int32_t errcnt;
  int32_t stbcnt;
  int32_t tai;
  int32_t pad[11];
};
static_assert(sizeof(timex32) == 128);

/// What is to be set, in 32 bits; false if that is too few. Members that are not to be set do not matter.
KCALL_INLINE bool narrow(const timex& from, timex32& to) {
  bool fits = true;
  const auto set = [&](adj_modes mode, int64_t value, int32_t& place) {
    place = static_cast<int32_t>(value);
    if ((from.modes & mode) != adj_modes{} && place != value) fits = false;
  };
  to.modes = static_cast<uint32_t>(from.modes);
  to.status = static_cast<uint32_t>(from.status);
  set(adj_modes::offset, from.offset, to.offset);
  set(adj_modes::frequency, from.freq, to.freq);
  set(adj_modes::maxerror, from.maxerror, to.maxerror);
  set(adj_modes::esterror, from.esterror, to.esterror);
  set(adj_modes::timeconst | adj_modes::tai, from.constant, to.constant);
  set(adj_modes::setoffset, from.time.tv_sec, to.time_sec);
  set(adj_modes::setoffset, from.time.tv_usec, to.time_usec);
  set(adj_modes::tick, from.tick, to.tick);
  return fits;
}

KCALL_INLINE void widen(const timex32& from, timex& to) {
  to.modes = static_cast<adj_modes>(from.modes);
  to.offset = from.offset;
  to.freq = from.freq;
  to.maxerror = from.maxerror;
  to.esterror = from.esterror;
  to.status = static_cast<sta_flags>(from.status);
  to.constant = from.constant;
  to.precision = from.precision;
  to.tolerance = from.tolerance;
  // Unsigned, as in types/time.hpp.
  to.time = {static_cast<uint32_t>(from.time_sec), from.time_usec};
  to.tick = from.tick;
  to.ppsfreq = from.ppsfreq;
  to.jitter = from.jitter;
  to.shift = from.shift;
  to.stabil = from.stabil;
  to.jitcnt = from.jitcnt;
  to.calcnt = from.calcnt;
  to.errcnt = from.errcnt;
  to.stbcnt = from.stbcnt;
  to.tai = from.tai;
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
