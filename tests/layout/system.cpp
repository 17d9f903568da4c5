// uname(2) and getrandom(2).
#include <linux/random.h>
#include <linux/utsname.h>
#include <sys/utsname.h>

#include <kcall/call/random.hpp>
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

// What the vDSO says of its state: struct vgetrandom_opaque_params of include/uapi/linux/random.h, Linux 6.11.
using params = kcall::detail::random_params;
static_assert(sizeof(params) == 64 && offsetof(params, size) == 0 && offsetof(params, protection) == 4);
static_assert(offsetof(params, flags) == 8 && offsetof(params, reserved) == 12);
