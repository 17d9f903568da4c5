// File systems' status. ia32: the kernel's statfs64.
#include <asm/statfs.h>
#include <linux/magic.h>
#include <linux/types.h>

#include <kcall/types/statfs.hpp>

#include "same.hpp"

namespace {

using kernel_statfs = struct statfs64;

}  // namespace

SAME_SIZE(kcall::statfs_t, kernel_statfs);
SAME_FIELD(kcall::statfs_t, f_type, kernel_statfs, f_type);
SAME_FIELD(kcall::statfs_t, f_bsize, kernel_statfs, f_bsize);
SAME_FIELD(kcall::statfs_t, f_blocks, kernel_statfs, f_blocks);
SAME_FIELD(kcall::statfs_t, f_bfree, kernel_statfs, f_bfree);
SAME_FIELD(kcall::statfs_t, f_bavail, kernel_statfs, f_bavail);
SAME_FIELD(kcall::statfs_t, f_files, kernel_statfs, f_files);
SAME_FIELD(kcall::statfs_t, f_ffree, kernel_statfs, f_ffree);
SAME_FIELD(kcall::statfs_t, f_fsid, kernel_statfs, f_fsid);
SAME_SIZE(kcall::fsid_t, __kernel_fsid_t);
SAME_FIELD(kcall::fsid_t, val, __kernel_fsid_t, val);
SAME_FIELD(kcall::statfs_t, f_namelen, kernel_statfs, f_namelen);
SAME_FIELD(kcall::statfs_t, f_frsize, kernel_statfs, f_frsize);
SAME_FIELD(kcall::statfs_t, f_flags, kernel_statfs, f_flags);
SAME_FIELD(kcall::statfs_t, f_spare, kernel_statfs, f_spare);

#ifndef __aarch64__
namespace {
using narrow = kcall::detail::statfs_narrow;
}
static_assert(sizeof(narrow) == sizeof(compat_statfs64));
SAME_FIELD(narrow, f_blocks, compat_statfs64, f_blocks);
SAME_FIELD(narrow, f_ffree, compat_statfs64, f_ffree);
SAME_FIELD(narrow, f_fsid, compat_statfs64, f_fsid);
SAME_FIELD(narrow, f_namelen, compat_statfs64, f_namelen);
SAME_FIELD(narrow, f_frsize, compat_statfs64, f_frsize);
SAME_FIELD(narrow, f_flags, compat_statfs64, f_flags);
SAME_FIELD(narrow, f_spare, compat_statfs64, f_spare);
#endif

// linux/types.h hides struct ustat from user space: __kernel_daddr_t f_tfree; ino_t f_tinode; char f_fname[6],
// f_fpack[6].
static_assert(sizeof(kcall::ustat_t) == (sizeof(long) == 8 ? 32 : 20));
static_assert(offsetof(kcall::ustat_t, f_tfree) == 0 && offsetof(kcall::ustat_t, f_tinode) == sizeof(long) &&
              offsetof(kcall::ustat_t, f_fname) == 2 * sizeof(long) &&
              offsetof(kcall::ustat_t, f_fpack) == 2 * sizeof(long) + 6);

SAME_VALUE(kcall::file_system::anon_inode_fs, ANON_INODE_FS_MAGIC);
SAME_VALUE(kcall::file_system::autofs, AUTOFS_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::bpf_fs, BPF_FS_MAGIC);
SAME_VALUE(kcall::file_system::btrfs, BTRFS_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::cgroup, CGROUP_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::cgroup2, CGROUP2_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::debugfs, DEBUGFS_MAGIC);
SAME_VALUE(kcall::file_system::devpts, DEVPTS_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::ext4, EXT4_SUPER_MAGIC);
#ifdef FUSE_SUPER_MAGIC
SAME_VALUE(kcall::file_system::fuse, FUSE_SUPER_MAGIC);
#endif
SAME_VALUE(kcall::file_system::hugetlbfs, HUGETLBFS_MAGIC);
SAME_VALUE(kcall::file_system::isofs, ISOFS_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::msdos, MSDOS_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::nfs, NFS_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::nsfs, NSFS_MAGIC);
SAME_VALUE(kcall::file_system::overlayfs, OVERLAYFS_SUPER_MAGIC);
#ifdef PID_FS_MAGIC
SAME_VALUE(kcall::file_system::pid_fs, PID_FS_MAGIC);
#endif
SAME_VALUE(kcall::file_system::pipefs, PIPEFS_MAGIC);
SAME_VALUE(kcall::file_system::proc, PROC_SUPER_MAGIC);
SAME_VALUE(kcall::file_system::ramfs, RAMFS_MAGIC);
#ifdef SMB2_SUPER_MAGIC
SAME_VALUE(kcall::file_system::smb2, SMB2_SUPER_MAGIC);
#endif
SAME_VALUE(kcall::file_system::sockfs, SOCKFS_MAGIC);
SAME_VALUE(kcall::file_system::squashfs, SQUASHFS_MAGIC);
SAME_VALUE(kcall::file_system::sysfs, SYSFS_MAGIC);
SAME_VALUE(kcall::file_system::tmpfs, TMPFS_MAGIC);
SAME_VALUE(kcall::file_system::tracefs, TRACEFS_MAGIC);
SAME_VALUE(kcall::file_system::v9fs, V9FS_MAGIC);
SAME_VALUE(kcall::file_system::xfs, XFS_SUPER_MAGIC);
