// What splice(2) and its relatives take.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How to move data (SPLICE_F_*).
enum class splice_flags : uint32_t {
  /// A wish to move pages rather than copy them; ignored since Linux 2.6.21.
  move = 1,
  /// Does not wait for the pipe; other files wait as their own flags say.
  nonblock = 2,
  /// More will follow.
  more = 4,
  /// vmsplice only: the pages are the kernel's now, and the program does not write to them again.
  gift = 8,
};
void is_flags(splice_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
