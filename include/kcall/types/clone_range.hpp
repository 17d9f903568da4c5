// Files that share blocks, and flags of inodes.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/ioctl.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What FICLONERANGE reads.
struct file_clone_range {
  /// A descriptor.
  int64_t src_fd;
  /// In bytes; length 0: to the end.
  uint64_t src_offset;
  uint64_t src_length;
  uint64_t dest_offset;
};
static_assert(sizeof(file_clone_range) == 32);

/// A place that might contain the same bytes.
struct file_dedupe_range_info {
  /// A descriptor.
  int64_t dest_fd;
  uint64_t dest_offset;
  /// Out.
  uint64_t bytes_deduped = 0;
  /// Out: 0 where it is shared now, 1 where the bytes differ, or a negative error.
  int32_t status = 0;
  uint32_t reserved = 0;
};

/// What FIDEDUPERANGE reads before `dest_count` such places.
struct file_dedupe_range {
  /// In bytes.
  uint64_t src_offset;
  uint64_t src_length;
  uint16_t dest_count;
  uint16_t reserved1 = 0;
  uint32_t reserved2 = 0;
};
static_assert(sizeof(file_dedupe_range) == 24 && sizeof(file_dedupe_range_info) == 32);

/// Flags of an inode (FS_*_FL), as chattr(1) sets them.
enum class inode_flags : uint32_t {
  secrm = 0x1,
  unrm = 0x2,
  compr = 0x4,
  sync = 0x8,
  immutable = 0x10,
  append = 0x20,
  nodump = 0x40,
  noatime = 0x80,
  nocomp = 0x400,
  encrypt = 0x800,
  index = 0x1000,
  journal_data = 0x4000,
  notail = 0x8000,
  dirsync = 0x10000,
  topdir = 0x20000,
  extent = 0x80000,
  verity = 0x100000,
  nocow = 0x800000,
  dax = 0x2000000,
  inline_data = 0x10000000,
  projinherit = 0x20000000,
  casefold = 0x40000000,
};
void is_flags(inode_flags);

/// Requests to files on disk, for the untyped ioctl() too. getflags and setflags are those of the code's own ABI.
namespace file_request {
inline constexpr uint32_t ficlone = iow<int>(0x94, 9), ficlonerange = iow<file_clone_range>(0x94, 13),
                          fideduperange = iowr<file_dedupe_range>(0x94, 54), getflags = ior<long>('f', 1),
                          setflags = iow<long>('f', 2), figetbsz = io(0, 2);
}  // namespace file_request

}  // namespace kcall::inline KCALL_ABI_TAG
