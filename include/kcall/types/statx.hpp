// What statx(2) takes and gives. The structure is the same on every ABI.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

// g++ takes the enumerators of a scoped enumeration for things that could hide uid and gid.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// What to ask statx for, and in stx_mask what it gave (STATX_*).
enum class statx_mask : uint32_t {
  type = 0x1,
  mode = 0x2,
  nlink = 0x4,
  uid = 0x8,
  gid = 0x10,
  atime = 0x20,
  mtime = 0x40,
  ctime = 0x80,
  ino = 0x100,
  size = 0x200,
  blocks = 0x400,
  /// All of the above: what stat gives.
  basic_stats = 0x7ff,
  /// Time of creation.
  btime = 0x800,
  /// Since 5.8; an id that may be used again after an unmount.
  mnt_id = 0x1000,
  /// Since 6.1.
  dioalign = 0x2000,
  /// Since 6.8: stx_mnt_id is never used again.
  mnt_id_unique = 0x4000,
  /// Since 6.10.
  subvol = 0x8000,
  /// Since 6.11.
  write_atomic = 0x10000,
  /// Since 6.14.
  dio_read_align = 0x20000,
};
#pragma GCC diagnostic pop
void is_flags(statx_mask);

/// Attributes of a file, in stx_attributes where stx_attributes_mask has the bit (STATX_ATTR_*).
enum class statx_attr : uint64_t {
  compressed = 0x4,
  immutable = 0x10,
  append = 0x20,
  nodump = 0x40,
  encrypted = 0x800,
  automount = 0x1000,
  mount_root = 0x2000,
  verity = 0x100000,
  dax = 0x200000,
  write_atomic = 0x400000,
};
void is_flags(statx_attr);

/// Seconds since 1970 and nanoseconds.
struct statx_timestamp {
  int64_t tv_sec;
  uint32_t tv_nsec;
  int32_t reserved_;
};

/// A file's status as statx gives it. Fields that this kernel or file system does not know are 0: see stx_mask.
struct statx_t {
  statx_mask stx_mask;
  uint32_t stx_blksize;
  statx_attr stx_attributes;
  uint32_t stx_nlink;
  uint32_t stx_uid;
  uint32_t stx_gid;
  uint16_t stx_mode;
  uint16_t spare0_;
  uint64_t stx_ino;
  /// In bytes.
  uint64_t stx_size;
  /// In units of 512 bytes.
  uint64_t stx_blocks;
  statx_attr stx_attributes_mask;
  statx_timestamp stx_atime;
  statx_timestamp stx_btime;
  statx_timestamp stx_ctime;
  statx_timestamp stx_mtime;
  uint32_t stx_rdev_major;
  uint32_t stx_rdev_minor;
  uint32_t stx_dev_major;
  uint32_t stx_dev_minor;
  uint64_t stx_mnt_id;
  /// In bytes, for open_flags::direct: alignment of the memory, and of offset and length in the file.
  uint32_t stx_dio_mem_align;
  uint32_t stx_dio_offset_align;
  uint64_t stx_subvol;
  /// In bytes: smallest and largest write that is atomic.
  uint32_t stx_atomic_write_unit_min;
  uint32_t stx_atomic_write_unit_max;
  /// How many pieces an atomic writev may have.
  uint32_t stx_atomic_write_segments_max;
  /// In bytes, for reads where that differs from stx_dio_offset_align; else 0.
  uint32_t stx_dio_read_offset_align;
  /// In bytes: largest atomic write that is fast, 0 if all are. Since 6.16.
  uint32_t stx_atomic_write_unit_max_opt;
  uint32_t spare2_;
  uint64_t spare3_[8];
};

// Where the members are: tests/unit/stat_test.cpp.
static_assert(sizeof(statx_timestamp) == 16 && sizeof(statx_t) == 256);
}  // namespace kcall::inline KCALL_ABI_TAG
