// Timers and the steering of clocks.
#include <linux/time.h>
#include <linux/time_types.h>
#include <linux/timerfd.h>
#include <linux/timex.h>

#include <kcall/types/timer.hpp>
#include <kcall/types/timex.hpp>

#include "same.hpp"

SAME_SIZE(kcall::itimerspec, __kernel_itimerspec);
SAME_FIELD(kcall::itimerspec, it_interval, __kernel_itimerspec, it_interval);
SAME_FIELD(kcall::itimerspec, it_value, __kernel_itimerspec, it_value);

SAME_VALUE(kcall::itimer::real, ITIMER_REAL);
SAME_VALUE(kcall::itimer::virtual_, ITIMER_VIRTUAL);
SAME_VALUE(kcall::itimer::prof, ITIMER_PROF);

// setitimer's structure: the 64-bit kernel's is ours, that of 32-bit kernels and of compat calls is itimerval32.
using kernel_itimerval = struct __kernel_old_itimerval;
template <bool is_64>
struct itimerval_of {
  using type = kcall::itimerval;
};
template <>
struct itimerval_of<false> {
  using type = kcall::detail::itimerval32;
};
using our_itimerval = itimerval_of<sizeof(long) == 8>::type;
SAME_SIZE(our_itimerval, kernel_itimerval);
SAME_FIELD(our_itimerval, it_interval, kernel_itimerval, it_interval);
SAME_FIELD(our_itimerval, it_value, kernel_itimerval, it_value);

SAME_VALUE(kcall::tfd_flags::nonblock, TFD_NONBLOCK);
SAME_VALUE(kcall::tfd_flags::cloexec, TFD_CLOEXEC);
SAME_VALUE(kcall::tfd_timer_flags::abstime, TFD_TIMER_ABSTIME);
SAME_VALUE(kcall::tfd_timer_flags::cancel_on_set, TFD_TIMER_CANCEL_ON_SET);

SAME_SIZE(kcall::timex, __kernel_timex);
SAME_FIELD(kcall::timex, modes, __kernel_timex, modes);
SAME_FIELD(kcall::timex, offset, __kernel_timex, offset);
SAME_FIELD(kcall::timex, freq, __kernel_timex, freq);
SAME_FIELD(kcall::timex, maxerror, __kernel_timex, maxerror);
SAME_FIELD(kcall::timex, esterror, __kernel_timex, esterror);
SAME_FIELD(kcall::timex, status, __kernel_timex, status);
SAME_FIELD(kcall::timex, constant, __kernel_timex, constant);
SAME_FIELD(kcall::timex, precision, __kernel_timex, precision);
SAME_FIELD(kcall::timex, tolerance, __kernel_timex, tolerance);
SAME_FIELD(kcall::timex, time, __kernel_timex, time);
SAME_FIELD(kcall::timex, tick, __kernel_timex, tick);
SAME_FIELD(kcall::timex, ppsfreq, __kernel_timex, ppsfreq);
SAME_FIELD(kcall::timex, jitter, __kernel_timex, jitter);
SAME_FIELD(kcall::timex, shift, __kernel_timex, shift);
SAME_FIELD(kcall::timex, stabil, __kernel_timex, stabil);
SAME_FIELD(kcall::timex, jitcnt, __kernel_timex, jitcnt);
SAME_FIELD(kcall::timex, calcnt, __kernel_timex, calcnt);
SAME_FIELD(kcall::timex, errcnt, __kernel_timex, errcnt);
SAME_FIELD(kcall::timex, stbcnt, __kernel_timex, stbcnt);
SAME_FIELD(kcall::timex, tai, __kernel_timex, tai);

// On ia32 struct timex, of longs, is what the calls with 32-bit times take; elsewhere it is timex again.
template <bool is_64>
struct timex_of {
  using type = kcall::timex;
};
template <>
struct timex_of<false> {
  using type = kcall::detail::timex32;
};
using our_timex = timex_of<sizeof(long) == 8>::type;
SAME_SIZE(our_timex, ::timex);
SAME_FIELD(our_timex, modes, ::timex, modes);
SAME_FIELD(our_timex, offset, ::timex, offset);
SAME_FIELD(our_timex, freq, ::timex, freq);
SAME_FIELD(our_timex, maxerror, ::timex, maxerror);
SAME_FIELD(our_timex, esterror, ::timex, esterror);
SAME_FIELD(our_timex, status, ::timex, status);
SAME_FIELD(our_timex, constant, ::timex, constant);
SAME_FIELD(our_timex, precision, ::timex, precision);
SAME_FIELD(our_timex, tolerance, ::timex, tolerance);
SAME_FIELD(our_timex, tick, ::timex, tick);
SAME_FIELD(our_timex, ppsfreq, ::timex, ppsfreq);
SAME_FIELD(our_timex, jitter, ::timex, jitter);
SAME_FIELD(our_timex, shift, ::timex, shift);
SAME_FIELD(our_timex, stabil, ::timex, stabil);
SAME_FIELD(our_timex, jitcnt, ::timex, jitcnt);
SAME_FIELD(our_timex, calcnt, ::timex, calcnt);
SAME_FIELD(our_timex, errcnt, ::timex, errcnt);
SAME_FIELD(our_timex, stbcnt, ::timex, stbcnt);
SAME_FIELD(our_timex, tai, ::timex, tai);

using kernel_timezone = struct ::timezone;
SAME_SIZE(kcall::timezone, kernel_timezone);
SAME_FIELD(kcall::timezone, tz_minuteswest, kernel_timezone, tz_minuteswest);
SAME_FIELD(kcall::timezone, tz_dsttime, kernel_timezone, tz_dsttime);

SAME_VALUE(kcall::adj_modes::offset, ADJ_OFFSET);
SAME_VALUE(kcall::adj_modes::frequency, ADJ_FREQUENCY);
SAME_VALUE(kcall::adj_modes::maxerror, ADJ_MAXERROR);
SAME_VALUE(kcall::adj_modes::esterror, ADJ_ESTERROR);
SAME_VALUE(kcall::adj_modes::status, ADJ_STATUS);
SAME_VALUE(kcall::adj_modes::timeconst, ADJ_TIMECONST);
SAME_VALUE(kcall::adj_modes::tai, ADJ_TAI);
SAME_VALUE(kcall::adj_modes::setoffset, ADJ_SETOFFSET);
SAME_VALUE(kcall::adj_modes::micro, ADJ_MICRO);
SAME_VALUE(kcall::adj_modes::nano, ADJ_NANO);
SAME_VALUE(kcall::adj_modes::tick, ADJ_TICK);
SAME_VALUE(kcall::adj_modes::offset_singleshot, ADJ_OFFSET_SINGLESHOT);
SAME_VALUE(kcall::adj_modes::offset_ss_read, ADJ_OFFSET_SS_READ);

SAME_VALUE(kcall::sta_flags::pll, STA_PLL);
SAME_VALUE(kcall::sta_flags::ppsfreq, STA_PPSFREQ);
SAME_VALUE(kcall::sta_flags::ppstime, STA_PPSTIME);
SAME_VALUE(kcall::sta_flags::fll, STA_FLL);
SAME_VALUE(kcall::sta_flags::ins, STA_INS);
SAME_VALUE(kcall::sta_flags::del, STA_DEL);
SAME_VALUE(kcall::sta_flags::unsync, STA_UNSYNC);
SAME_VALUE(kcall::sta_flags::freqhold, STA_FREQHOLD);
SAME_VALUE(kcall::sta_flags::ppssignal, STA_PPSSIGNAL);
SAME_VALUE(kcall::sta_flags::ppsjitter, STA_PPSJITTER);
SAME_VALUE(kcall::sta_flags::ppswander, STA_PPSWANDER);
SAME_VALUE(kcall::sta_flags::ppserror, STA_PPSERROR);
SAME_VALUE(kcall::sta_flags::clockerr, STA_CLOCKERR);
SAME_VALUE(kcall::sta_flags::nano, STA_NANO);
SAME_VALUE(kcall::sta_flags::mode, STA_MODE);
SAME_VALUE(kcall::sta_flags::clk, STA_CLK);

SAME_VALUE(kcall::time_state::ok, TIME_OK);
SAME_VALUE(kcall::time_state::ins, TIME_INS);
SAME_VALUE(kcall::time_state::del, TIME_DEL);
SAME_VALUE(kcall::time_state::oop, TIME_OOP);
SAME_VALUE(kcall::time_state::wait, TIME_WAIT);
SAME_VALUE(kcall::time_state::error, TIME_ERROR);
#ifdef __i386__
using old_timex = kcall::detail::timex32;
static_assert(offsetof(old_timex, time_sec) == offsetof(::timex, time.tv_sec));
static_assert(offsetof(old_timex, time_usec) == offsetof(::timex, time.tv_usec));
#endif
