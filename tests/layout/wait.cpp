// Waiting for children, and what they used.
#include <linux/resource.h>
#include <linux/time_types.h>
#include <linux/wait.h>

#include <kcall/call/wait.hpp>

#include "same.hpp"

SAME_VALUE(kcall::wait_flags::wnohang, WNOHANG);
SAME_VALUE(kcall::wait_flags::wuntraced, WUNTRACED);
SAME_VALUE(kcall::wait_flags::wstopped, WSTOPPED);
SAME_VALUE(kcall::wait_flags::wexited, WEXITED);
SAME_VALUE(kcall::wait_flags::wcontinued, WCONTINUED);
SAME_VALUE(kcall::wait_flags::wnowait, WNOWAIT);
SAME_VALUE(kcall::wait_flags::wnothread, __WNOTHREAD);
SAME_VALUE(kcall::wait_flags::wall, __WALL);
SAME_VALUE(kcall::wait_flags::wclone, __WCLONE);

SAME_VALUE(kcall::idtype::all, P_ALL);
SAME_VALUE(kcall::idtype::pid, P_PID);
SAME_VALUE(kcall::idtype::pgid, P_PGID);
SAME_VALUE(kcall::idtype::pidfd, P_PIDFD);

// rusage_t is the kernel's where longs have 64 bits; elsewhere the narrow one is, and is widened.
using kernel_rusage = struct ::rusage;
#ifdef __i386__
using narrow_rusage = kcall::detail::narrow_rusage;
SAME_SIZE(narrow_rusage, kernel_rusage);
using narrow_time = narrow_rusage::time;
SAME_FIELD(narrow_time, seconds, __kernel_old_timeval, tv_sec);
SAME_FIELD(narrow_time, microseconds, __kernel_old_timeval, tv_usec);
SAME_FIELD(narrow_rusage, utime, kernel_rusage, ru_utime);
SAME_FIELD(narrow_rusage, stime, kernel_rusage, ru_stime);
SAME_FIELD(narrow_rusage, maxrss, kernel_rusage, ru_maxrss);
SAME_FIELD(narrow_rusage, ixrss, kernel_rusage, ru_ixrss);
SAME_FIELD(narrow_rusage, idrss, kernel_rusage, ru_idrss);
SAME_FIELD(narrow_rusage, isrss, kernel_rusage, ru_isrss);
SAME_FIELD(narrow_rusage, minflt, kernel_rusage, ru_minflt);
SAME_FIELD(narrow_rusage, majflt, kernel_rusage, ru_majflt);
SAME_FIELD(narrow_rusage, nswap, kernel_rusage, ru_nswap);
SAME_FIELD(narrow_rusage, inblock, kernel_rusage, ru_inblock);
SAME_FIELD(narrow_rusage, oublock, kernel_rusage, ru_oublock);
SAME_FIELD(narrow_rusage, msgsnd, kernel_rusage, ru_msgsnd);
SAME_FIELD(narrow_rusage, msgrcv, kernel_rusage, ru_msgrcv);
SAME_FIELD(narrow_rusage, nsignals, kernel_rusage, ru_nsignals);
SAME_FIELD(narrow_rusage, nvcsw, kernel_rusage, ru_nvcsw);
SAME_FIELD(narrow_rusage, nivcsw, kernel_rusage, ru_nivcsw);
#else
SAME_SIZE(kcall::rusage_t, kernel_rusage);
SAME_FIELD(kcall::rusage_t, ru_utime, kernel_rusage, ru_utime);
SAME_FIELD(kcall::rusage_t, ru_stime, kernel_rusage, ru_stime);
SAME_FIELD(kcall::rusage_t, ru_maxrss, kernel_rusage, ru_maxrss);
SAME_FIELD(kcall::rusage_t, ru_ixrss, kernel_rusage, ru_ixrss);
SAME_FIELD(kcall::rusage_t, ru_idrss, kernel_rusage, ru_idrss);
SAME_FIELD(kcall::rusage_t, ru_isrss, kernel_rusage, ru_isrss);
SAME_FIELD(kcall::rusage_t, ru_minflt, kernel_rusage, ru_minflt);
SAME_FIELD(kcall::rusage_t, ru_majflt, kernel_rusage, ru_majflt);
SAME_FIELD(kcall::rusage_t, ru_nswap, kernel_rusage, ru_nswap);
SAME_FIELD(kcall::rusage_t, ru_inblock, kernel_rusage, ru_inblock);
SAME_FIELD(kcall::rusage_t, ru_oublock, kernel_rusage, ru_oublock);
SAME_FIELD(kcall::rusage_t, ru_msgsnd, kernel_rusage, ru_msgsnd);
SAME_FIELD(kcall::rusage_t, ru_msgrcv, kernel_rusage, ru_msgrcv);
SAME_FIELD(kcall::rusage_t, ru_nsignals, kernel_rusage, ru_nsignals);
SAME_FIELD(kcall::rusage_t, ru_nvcsw, kernel_rusage, ru_nvcsw);
SAME_FIELD(kcall::rusage_t, ru_nivcsw, kernel_rusage, ru_nivcsw);
#endif
