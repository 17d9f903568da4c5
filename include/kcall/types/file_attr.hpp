// What file systems keep about a file beside its status.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How a file system treats a file (FS_XFLAG_*).
enum class xflags : uint64_t {
  realtime = 0x1,
  prealloc = 0x2,
  immutable = 0x8,
  append = 0x10,
  sync = 0x20,
  noatime = 0x40,
  nodump = 0x80,
  rtinherit = 0x100,
  projinherit = 0x200,
  nosymlinks = 0x400,
  extsize = 0x800,
  extszinherit = 0x1000,
  nodefrag = 0x2000,
  filestream = 0x4000,
  dax = 0x8000,
  cowextsize = 0x10000,
  /// Read only, since Linux 6.17.
  verity = 0x20000,
  hasattr = 0x80000000,
};
void is_flags(xflags);

/// What file_getattr and file_setattr read and write.
struct file_attr {
  xflags fa_xflags;
  /// Extent size hint, in bytes.
  uint32_t fa_extsize;
  /// Read only.
  uint32_t fa_nextents;
  /// Project id.
  uint32_t fa_projid;
  /// Extent size hint for copy on write, in bytes.
  uint32_t fa_cowextsize;
};
static_assert(sizeof(file_attr) == 24);

}  // namespace kcall::inline KCALL_ABI_TAG
