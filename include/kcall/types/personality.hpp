// How a process wants the kernel to be.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// personality(2)'s word: a system in the lower eight bits (PER_*), and flags.
enum class persona : uint32_t {
  per_linux = 0,
  /// uname says i686.
  per_linux32 = 8,
  uname26 = 0x0020000,
  /// Addresses are not randomised.
  addr_no_randomize = 0x0040000,
  fdpic_funcptrs = 0x0080000,
  mmap_page_zero = 0x0100000,
  addr_compat_layout = 0x0200000,
  read_implies_exec = 0x0400000,
  addr_limit_32bit = 0x0800000,
  short_inode = 0x1000000,
  whole_seconds = 0x2000000,
  sticky_timeouts = 0x4000000,
  addr_limit_3gb = 0x8000000,
};
void is_flags(persona);

}  // namespace kcall::inline KCALL_ABI_TAG
