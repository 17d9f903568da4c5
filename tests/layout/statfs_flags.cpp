// How a file system is mounted. The C library's header; the kernel's own (linux/statfs.h) is not for user space.
#include <sys/statvfs.h>

#include <kcall/types/statfs.hpp>

#include "same.hpp"

SAME_VALUE(kcall::statfs_flags::rdonly, ST_RDONLY);
SAME_VALUE(kcall::statfs_flags::nosuid, ST_NOSUID);
SAME_VALUE(kcall::statfs_flags::nodev, ST_NODEV);
SAME_VALUE(kcall::statfs_flags::noexec, ST_NOEXEC);
SAME_VALUE(kcall::statfs_flags::synchronous, ST_SYNCHRONOUS);
SAME_VALUE(kcall::statfs_flags::mandlock, ST_MANDLOCK);
SAME_VALUE(kcall::statfs_flags::noatime, ST_NOATIME);
SAME_VALUE(kcall::statfs_flags::nodiratime, ST_NODIRATIME);
SAME_VALUE(kcall::statfs_flags::relatime, ST_RELATIME);
// linux/statfs.h: ST_VALID, ST_NOSYMFOLLOW.
SAME_VALUE(kcall::statfs_flags::valid, 0x20UL);
SAME_VALUE(kcall::statfs_flags::nosymfollow, 0x2000UL);
