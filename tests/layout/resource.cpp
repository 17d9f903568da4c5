// Limits, nice levels, I/O priorities.
#include <sys/cdefs.h>
// Newer kernels' header has a parameter of that name.
#define class class_
#include <linux/ioprio.h>
#undef class
#include <sys/resource.h>
#include <sys/times.h>

#include <kcall/call/resource.hpp>

#include "same.hpp"

using kcall::rlimit_resource;

SAME_SIZE(kcall::rlimit, ::rlimit64);
SAME_FIELD(kcall::rlimit, rlim_cur, ::rlimit64, rlim_cur);
SAME_FIELD(kcall::rlimit, rlim_max, ::rlimit64, rlim_max);
SAME_VALUE(kcall::rlim_infinity, RLIM64_INFINITY);
SAME_VALUE(rlimit_resource::cpu, RLIMIT_CPU);
SAME_VALUE(rlimit_resource::fsize, RLIMIT_FSIZE);
SAME_VALUE(rlimit_resource::data, RLIMIT_DATA);
SAME_VALUE(rlimit_resource::stack, RLIMIT_STACK);
SAME_VALUE(rlimit_resource::core, RLIMIT_CORE);
SAME_VALUE(rlimit_resource::rss, RLIMIT_RSS);
SAME_VALUE(rlimit_resource::nproc, RLIMIT_NPROC);
SAME_VALUE(rlimit_resource::nofile, RLIMIT_NOFILE);
SAME_VALUE(rlimit_resource::memlock, RLIMIT_MEMLOCK);
SAME_VALUE(rlimit_resource::as, RLIMIT_AS);
SAME_VALUE(rlimit_resource::locks, RLIMIT_LOCKS);
SAME_VALUE(rlimit_resource::sigpending, RLIMIT_SIGPENDING);
SAME_VALUE(rlimit_resource::msgqueue, RLIMIT_MSGQUEUE);
SAME_VALUE(rlimit_resource::nice, RLIMIT_NICE);
SAME_VALUE(rlimit_resource::rtprio, RLIMIT_RTPRIO);
SAME_VALUE(rlimit_resource::rttime, RLIMIT_RTTIME);

SAME_VALUE(kcall::rusage_who::self, RUSAGE_SELF);
SAME_VALUE(kcall::rusage_who::children, RUSAGE_CHILDREN);
SAME_VALUE(kcall::rusage_who::thread, RUSAGE_THREAD);
// RUSAGE_BOTH: linux/resource.h, which cannot stand beside sys/resource.h.
static_assert(static_cast<int>(kcall::rusage_who::both) == -2);

// kcall::tms has 64 bits everywhere; the kernel's has a long's.
static_assert(sizeof(::tms) == 4 * sizeof(long));
static_assert(sizeof(kcall::tms) == 32);
static_assert(offsetof(kcall::tms, tms_utime) * sizeof(long) == offsetof(::tms, tms_utime) * 8);
static_assert(offsetof(kcall::tms, tms_stime) * sizeof(long) == offsetof(::tms, tms_stime) * 8);
static_assert(offsetof(kcall::tms, tms_cutime) * sizeof(long) == offsetof(::tms, tms_cutime) * 8);
static_assert(offsetof(kcall::tms, tms_cstime) * sizeof(long) == offsetof(::tms, tms_cstime) * 8);

SAME_VALUE(kcall::priority_who::process, PRIO_PROCESS);
SAME_VALUE(kcall::priority_who::pgrp, PRIO_PGRP);
SAME_VALUE(kcall::priority_who::user, PRIO_USER);

SAME_VALUE(kcall::ioprio_who::process, IOPRIO_WHO_PROCESS);
SAME_VALUE(kcall::ioprio_who::pgrp, IOPRIO_WHO_PGRP);
SAME_VALUE(kcall::ioprio_who::user, IOPRIO_WHO_USER);
SAME_VALUE(kcall::ioprio_class::none, IOPRIO_CLASS_NONE);
SAME_VALUE(kcall::ioprio_class::rt, IOPRIO_CLASS_RT);
SAME_VALUE(kcall::ioprio_class::be, IOPRIO_CLASS_BE);
SAME_VALUE(kcall::ioprio_class::idle, IOPRIO_CLASS_IDLE);
// IOPRIO_CLASS_INVALID, IOPRIO_HINT_DEV_DURATION_LIMIT_1 to 7: include/uapi/linux/ioprio.h of Linux 6.5.
static_assert(static_cast<int>(kcall::ioprio_class::invalid) == 7);
static_assert(layout::number(kcall::ioprio_hint::dev_duration_limit_1) == 1);
static_assert(layout::number(kcall::ioprio_hint::dev_duration_limit_2) == 2);
static_assert(layout::number(kcall::ioprio_hint::dev_duration_limit_3) == 3);
static_assert(layout::number(kcall::ioprio_hint::dev_duration_limit_4) == 4);
static_assert(layout::number(kcall::ioprio_hint::dev_duration_limit_5) == 5);
static_assert(layout::number(kcall::ioprio_hint::dev_duration_limit_6) == 6);
static_assert(layout::number(kcall::ioprio_hint::dev_duration_limit_7) == 7);
SAME_VALUE(kcall::io_priority(kcall::ioprio_class::be, 6).get(), IOPRIO_CLASS_BE << IOPRIO_CLASS_SHIFT | 6);

#ifdef __i386__
using narrow_rlimit = kcall::detail::narrow_rlimit;
SAME_SIZE(narrow_rlimit, ::rlimit);
SAME_FIELD(narrow_rlimit, cur, ::rlimit, rlim_cur);
SAME_FIELD(narrow_rlimit, max, ::rlimit, rlim_max);
using narrow_tms = kcall::detail::narrow_tms;
SAME_SIZE(narrow_tms, ::tms);
SAME_FIELD(narrow_tms, utime, ::tms, tms_utime);
SAME_FIELD(narrow_tms, stime, ::tms, tms_stime);
SAME_FIELD(narrow_tms, cutime, ::tms, tms_cutime);
SAME_FIELD(narrow_tms, cstime, ::tms, tms_cstime);
#endif
