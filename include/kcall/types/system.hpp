// What uname, getcpu and getrandom cross the boundary with.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// uname(2): each field ends in NUL.
struct utsname {
  char sysname[65];
  char nodename[65];
  char release[65];
  char version[65];
  char machine[65];
  char domainname[65];
};
static_assert(sizeof(utsname) == 390);

/// Where getcpu(2) found the caller.
struct getcpu_t {
  uint32_t cpu;
  uint32_t node;
};

/// GRND_*
enum class getrandom_flags : unsigned {
  /// eagain instead of waiting for entropy.
  nonblock = 1,
  /// From the source of /dev/random.
  random = 2,
  /// Do not wait for entropy, take what there is (5.6).
  insecure = 4,
};
void is_flags(getrandom_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
