// glibc's set of processors, whose header has what linux/sched/types.h has too.
#include <sched.h>

#include <kcall/types/schedule.hpp>

#include "same.hpp"

SAME_SIZE(kcall::cpu_set, ::cpu_set_t);
SAME_VALUE(kcall::cpu_set::capacity, CPU_SETSIZE);
