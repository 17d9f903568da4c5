// uname(2) and getrandom(2).
#include <linux/random.h>
#include <linux/utsname.h>
#include <sys/utsname.h>

#include <kcall/types/system.hpp>

#include "same.hpp"

using kernel_utsname = struct ::new_utsname;

SAME_SIZE(kcall::utsname, kernel_utsname);
SAME_FIELD(kcall::utsname, sysname, kernel_utsname, sysname);
SAME_FIELD(kcall::utsname, nodename, kernel_utsname, nodename);
SAME_FIELD(kcall::utsname, release, kernel_utsname, release);
SAME_FIELD(kcall::utsname, version, kernel_utsname, version);
SAME_FIELD(kcall::utsname, machine, kernel_utsname, machine);
SAME_FIELD(kcall::utsname, domainname, kernel_utsname, domainname);

using libc_utsname = struct ::utsname;
SAME_SIZE(kcall::utsname, libc_utsname);

SAME_VALUE(kcall::getrandom_flags::nonblock, GRND_NONBLOCK);
SAME_VALUE(kcall::getrandom_flags::random, GRND_RANDOM);
SAME_VALUE(kcall::getrandom_flags::insecure, GRND_INSECURE);
