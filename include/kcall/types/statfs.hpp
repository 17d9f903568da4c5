// What a file system says about itself.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Which file system it is (…_MAGIC, …_SUPER_MAGIC): those that programs ask for; others are numbers to this type.
enum class file_system : unsigned long {
  anon_inode_fs = 0x09041934,
  autofs = 0x0187,
  bpf_fs = 0xcafe4a11,
  btrfs = 0x9123683e,
  cgroup = 0x27e0eb,
  cgroup2 = 0x63677270,
  debugfs = 0x64626720,
  devpts = 0x1cd1,
  ext4 = 0xef53,
  fuse = 0x65735546,
  hugetlbfs = 0x958458f6,
  isofs = 0x9660,
  msdos = 0x4d44,
  nfs = 0x6969,
  nsfs = 0x6e736673,
  overlayfs = 0x794c7630,
  pid_fs = 0x50494446,
  pipefs = 0x50495045,
  proc = 0x9fa0,
  ramfs = 0x858458f6,
  smb2 = 0xfe534d42,
  sockfs = 0x534f434b,
  squashfs = 0x73717368,
  sysfs = 0x62656572,
  tmpfs = 0x01021994,
  tracefs = 0x74726163,
  v9fs = 0x01021997,
  xfs = 0x58465342,
};

/// How it is mounted (ST_*).
enum class statfs_flags : unsigned long {
  rdonly = 0x1,
  nosuid = 0x2,
  nodev = 0x4,
  noexec = 0x8,
  synchronous = 0x10,
  /// Set by the kernel: the rest means something.
  valid = 0x20,
  mandlock = 0x40,
  noatime = 0x400,
  nodiratime = 0x800,
  relatime = 0x1000,
  /// Since Linux 5.10.
  nosymfollow = 0x2000,
};
void is_flags(statfs_flags);

/// Tells file systems apart while they are mounted; zero where the caller may not know.
struct fsid_t {
  int32_t val[2];
};

/// A file system's status, in the layout of the calls with 64-bit counts (struct statfs64; on 64-bit ABIs struct
/// statfs). Blocks have f_frsize bytes.
struct statfs_t {
  file_system f_type;
  /// Bytes to read or write at once.
  unsigned long f_bsize;
  uint64_t f_blocks;
  uint64_t f_bfree;
  /// Free for those without privileges.
  uint64_t f_bavail;
  uint64_t f_files;
  uint64_t f_ffree;
  fsid_t f_fsid;
  /// Bytes of the longest name.
  unsigned long f_namelen;
  unsigned long f_frsize;
  statfs_flags f_flags;
  unsigned long f_spare[4];
};
static_assert(sizeof(statfs_t) == (sizeof(long) == 8 ? 120 : 84));

/// What ustat(2) says.
struct ustat_t {
  /// Free blocks, cut to 31 bits.
  int32_t f_tfree;
  /// Free inodes.
  unsigned long f_tinode;
  /// Always empty.
  char f_fname[6];
  char f_fpack[6];
};

namespace detail {

/// statfs_t as ABIs with four-byte longs have it. Packed, because 64-bit code would add bytes at its end otherwise.
struct [[gnu::packed]] statfs_narrow {
  uint32_t f_type, f_bsize;
  uint64_t f_blocks, f_bfree, f_bavail, f_files, f_ffree;
  fsid_t f_fsid;
  uint32_t f_namelen, f_frsize, f_flags, f_spare[4];
};
static_assert(sizeof(statfs_narrow) == 84);

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
