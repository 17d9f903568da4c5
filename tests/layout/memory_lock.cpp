// mlock2's and mlockall's flags.
#include <sys/mman.h>

#include <kcall/types/memory_lock.hpp>

#include "same.hpp"

SAME_VALUE(kcall::mlock_flags::onfault, MLOCK_ONFAULT);
SAME_VALUE(kcall::mlockall_flags::current, MCL_CURRENT);
SAME_VALUE(kcall::mlockall_flags::future, MCL_FUTURE);
SAME_VALUE(kcall::mlockall_flags::onfault, MCL_ONFAULT);
