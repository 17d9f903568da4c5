// Clocks and times.
#include <linux/time.h>
#include <linux/time_types.h>

#include <kcall/types/time.hpp>
#include <kcall/types/timer.hpp>

#include "same.hpp"

SAME_VALUE(kcall::clock::realtime, CLOCK_REALTIME);
SAME_VALUE(kcall::clock::monotonic, CLOCK_MONOTONIC);
SAME_VALUE(kcall::clock::process_cputime_id, CLOCK_PROCESS_CPUTIME_ID);
SAME_VALUE(kcall::clock::thread_cputime_id, CLOCK_THREAD_CPUTIME_ID);
SAME_VALUE(kcall::clock::monotonic_raw, CLOCK_MONOTONIC_RAW);
SAME_VALUE(kcall::clock::realtime_coarse, CLOCK_REALTIME_COARSE);
SAME_VALUE(kcall::clock::monotonic_coarse, CLOCK_MONOTONIC_COARSE);
SAME_VALUE(kcall::clock::boottime, CLOCK_BOOTTIME);
SAME_VALUE(kcall::clock::realtime_alarm, CLOCK_REALTIME_ALARM);
SAME_VALUE(kcall::clock::boottime_alarm, CLOCK_BOOTTIME_ALARM);
SAME_VALUE(kcall::clock::tai, CLOCK_TAI);
#ifdef CLOCK_AUX
SAME_VALUE(kcall::clock::aux, CLOCK_AUX);
#endif

SAME_VALUE(kcall::timer_flags::abstime, TIMER_ABSTIME);

using kernel_timespec = struct ::__kernel_timespec;

SAME_SIZE(kcall::timespec, kernel_timespec);
SAME_FIELD(kcall::timespec, tv_sec, kernel_timespec, tv_sec);
SAME_FIELD(kcall::timespec, tv_nsec, kernel_timespec, tv_nsec);

// The one timeval of the kernel that has 64 bits everywhere.
using kernel_timeval = struct ::__kernel_sock_timeval;

SAME_SIZE(kcall::timeval, kernel_timeval);
SAME_FIELD(kcall::timeval, tv_sec, kernel_timeval, tv_sec);
SAME_FIELD(kcall::timeval, tv_usec, kernel_timeval, tv_usec);

// The older ones, of longs: 32 bits on ia32, elsewhere the same as those above.
using old_timespec = struct ::__kernel_old_timespec;
using old_timeval = struct ::__kernel_old_timeval;
using old_itimerspec = struct ::itimerspec;
#ifdef __i386__
using our_timespec = kcall::detail::timespec32;
using our_timeval = kcall::detail::timeval32;
using our_itimerspec = kcall::detail::itimerspec32;
#else
using our_timespec = kcall::timespec;
using our_timeval = kcall::timeval;
using our_itimerspec = kcall::itimerspec;
#endif
SAME_SIZE(our_timespec, old_timespec);
SAME_FIELD(our_timespec, tv_sec, old_timespec, tv_sec);
SAME_FIELD(our_timespec, tv_nsec, old_timespec, tv_nsec);
SAME_SIZE(our_timeval, old_timeval);
SAME_FIELD(our_timeval, tv_sec, old_timeval, tv_sec);
SAME_FIELD(our_timeval, tv_usec, old_timeval, tv_usec);
SAME_SIZE(our_itimerspec, old_itimerspec);
SAME_FIELD(our_itimerspec, it_interval, old_itimerspec, it_interval);
SAME_FIELD(our_itimerspec, it_value, old_itimerspec, it_value);
