// The auxiliary vector: what the kernel told the program when it started it, besides arguments and environment.
#pragma once
#include <kcall/gate/auxv.hpp>
#include <kcall/gate/native.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What an entry is about (AT_* of linux/auxvec.h and asm/auxvec.h).
enum class auxv_type : unsigned long {
  execfd = 2,
  /// The program's headers in memory; bytes of each; how many.
  phdr = 3,
  phent = 4,
  phnum = 5,
  /// Bytes of a page.
  pagesz = 6,
  /// Where the dynamic loader lies.
  base = 7,
  flags = 8,
  entry = 9,
  // With an underscore, because g++ -Wshadow takes them for kcall::uid and kcall::gid.
  uid_ = 11,
  euid = 12,
  gid_ = 13,
  egid = 14,
  /// A C string, as "x86_64".
  platform = 15,
  hwcap = 16,
  /// Ticks of times(2) in a second.
  clktck = 17,
  /// 1: set-user-id and the like; the environment is not to be trusted.
  secure = 23,
  base_platform = 24,
  /// The address of 16 random bytes.
  random = 25,
  hwcap2 = 26,
  rseq_feature_size = 27,
  rseq_align = 28,
  hwcap3 = 29,
  hwcap4 = 30,
  /// The path that execve was given, a C string.
  execfn = 31,
  sysinfo = 32,
  sysinfo_ehdr = 33,
  /// Least bytes of a signal handler's stack.
  minsigstksz = 51,
};

/// getauxval(3): the value of an entry, 0 where the kernel gave none. In a program that start.hpp starts it is read
/// where the kernel left it, if the same file includes that; elsewhere the kernel is asked each time
/// (/proc/self/auxv, or where there is no /proc prctl with PR_GET_AUXV, since 6.4).
inline unsigned long getauxval(auxv_type type) {
  return detail::auxv<trap_of<gate::native>>(static_cast<unsigned long>(type));
}

}  // namespace kcall::inline KCALL_ABI_TAG
