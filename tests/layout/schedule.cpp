// Scheduling, and personalities.
#include <linux/personality.h>
#include <linux/sched.h>
#include <linux/sched/types.h>

#include <kcall/types/personality.hpp>
#include <kcall/types/schedule.hpp>

#include "same.hpp"

SAME_VALUE(kcall::sched_policy::normal, SCHED_NORMAL);
SAME_VALUE(kcall::sched_policy::fifo, SCHED_FIFO);
SAME_VALUE(kcall::sched_policy::rr, SCHED_RR);
SAME_VALUE(kcall::sched_policy::batch, SCHED_BATCH);
SAME_VALUE(kcall::sched_policy::idle, SCHED_IDLE);
SAME_VALUE(kcall::sched_policy::deadline, SCHED_DEADLINE);
#ifdef SCHED_EXT
SAME_VALUE(kcall::sched_policy::ext, SCHED_EXT);
#endif
SAME_VALUE(kcall::sched_policy::reset_on_fork, SCHED_RESET_ON_FORK);

SAME_VALUE(kcall::sched_flags::reset_on_fork, SCHED_FLAG_RESET_ON_FORK);
SAME_VALUE(kcall::sched_flags::reclaim, SCHED_FLAG_RECLAIM);
SAME_VALUE(kcall::sched_flags::dl_overrun, SCHED_FLAG_DL_OVERRUN);
SAME_VALUE(kcall::sched_flags::keep_policy, SCHED_FLAG_KEEP_POLICY);
SAME_VALUE(kcall::sched_flags::keep_params, SCHED_FLAG_KEEP_PARAMS);
SAME_VALUE(kcall::sched_flags::util_clamp_min, SCHED_FLAG_UTIL_CLAMP_MIN);
SAME_VALUE(kcall::sched_flags::util_clamp_max, SCHED_FLAG_UTIL_CLAMP_MAX);

// A 32-bit compiler aligns the kernel's to 4; it has no holes either way.
static_assert(sizeof(kcall::sched_attr) == sizeof(::sched_attr));
SAME_FIELD(kcall::sched_attr, size, ::sched_attr, size);
SAME_FIELD(kcall::sched_attr, sched_policy, ::sched_attr, sched_policy);
SAME_FIELD(kcall::sched_attr, sched_flags, ::sched_attr, sched_flags);
SAME_FIELD(kcall::sched_attr, sched_nice, ::sched_attr, sched_nice);
SAME_FIELD(kcall::sched_attr, sched_priority, ::sched_attr, sched_priority);
SAME_FIELD(kcall::sched_attr, sched_runtime, ::sched_attr, sched_runtime);
SAME_FIELD(kcall::sched_attr, sched_deadline, ::sched_attr, sched_deadline);
SAME_FIELD(kcall::sched_attr, sched_period, ::sched_attr, sched_period);
SAME_FIELD(kcall::sched_attr, sched_util_min, ::sched_attr, sched_util_min);
SAME_FIELD(kcall::sched_attr, sched_util_max, ::sched_attr, sched_util_max);

// struct sched_param: include/uapi/linux/sched/types.h of 6.1 (glibc's sched.h has one of its own).
static_assert(sizeof(kcall::sched_param) == 4);

SAME_VALUE(kcall::persona::per_linux, PER_LINUX);
SAME_VALUE(kcall::persona::per_linux32, PER_LINUX32);
SAME_VALUE(kcall::persona::uname26, UNAME26);
SAME_VALUE(kcall::persona::addr_no_randomize, ADDR_NO_RANDOMIZE);
SAME_VALUE(kcall::persona::fdpic_funcptrs, FDPIC_FUNCPTRS);
SAME_VALUE(kcall::persona::mmap_page_zero, MMAP_PAGE_ZERO);
SAME_VALUE(kcall::persona::addr_compat_layout, ADDR_COMPAT_LAYOUT);
SAME_VALUE(kcall::persona::read_implies_exec, READ_IMPLIES_EXEC);
SAME_VALUE(kcall::persona::addr_limit_32bit, ADDR_LIMIT_32BIT);
SAME_VALUE(kcall::persona::short_inode, SHORT_INODE);
SAME_VALUE(kcall::persona::whole_seconds, WHOLE_SECONDS);
SAME_VALUE(kcall::persona::sticky_timeouts, STICKY_TIMEOUTS);
SAME_VALUE(kcall::persona::addr_limit_3gb, ADDR_LIMIT_3GB);
