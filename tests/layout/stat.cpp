// The structures that stat and its relatives write: 64-bit ABIs fill stat_t, ia32's calls before statx fill struct
// stat64.
#include <asm/stat.h>

#include <kcall/call/stat.hpp>

#include "same.hpp"

// Each of ours is a seconds and nanoseconds pair, theirs two members.
#define SAME_TIME(ours, our_field, theirs, their_field)                                                          \
  static_assert(offsetof(ours, our_field) == offsetof(theirs, their_field), "offset of " #ours "::" #our_field); \
  static_assert(offsetof(ours, our_field) + 8 == offsetof(theirs, their_field##_nsec), #ours "::" #our_field);   \
  static_assert(sizeof(ours::our_field) == sizeof(theirs::their_field) + sizeof(theirs::their_field##_nsec),     \
                "size of " #ours "::" #our_field)

#ifdef __i386__
using kernel_stat64 = struct ::stat64;
using our_stat64 = kcall::detail::stat64_of<kcall::abi::ia32_nr>;
// Ours is packed, which 64-bit code needs.
static_assert(sizeof(our_stat64) == sizeof(kernel_stat64));
SAME_FIELD(our_stat64, st_dev, kernel_stat64, st_dev);
SAME_FIELD(our_stat64, low_ino_, kernel_stat64, __st_ino);
SAME_FIELD(our_stat64, st_mode, kernel_stat64, st_mode);
SAME_FIELD(our_stat64, st_nlink, kernel_stat64, st_nlink);
SAME_FIELD(our_stat64, st_uid, kernel_stat64, st_uid);
SAME_FIELD(our_stat64, st_gid, kernel_stat64, st_gid);
SAME_FIELD(our_stat64, st_rdev, kernel_stat64, st_rdev);
SAME_FIELD(our_stat64, st_size, kernel_stat64, st_size);
SAME_FIELD(our_stat64, st_blksize, kernel_stat64, st_blksize);
SAME_FIELD(our_stat64, st_blocks, kernel_stat64, st_blocks);
SAME_FIELD(our_stat64, atime_, kernel_stat64, st_atime);
SAME_FIELD(our_stat64, atime_nsec_, kernel_stat64, st_atime_nsec);
SAME_FIELD(our_stat64, mtime_, kernel_stat64, st_mtime);
SAME_FIELD(our_stat64, mtime_nsec_, kernel_stat64, st_mtime_nsec);
SAME_FIELD(our_stat64, ctime_, kernel_stat64, st_ctime);
SAME_FIELD(our_stat64, ctime_nsec_, kernel_stat64, st_ctime_nsec);
SAME_FIELD(our_stat64, st_ino, kernel_stat64, st_ino);
#else
using kernel_stat = struct ::stat;
#ifdef __x86_64__
using our_stat = kcall::stat_x86;
#else
using our_stat = kcall::stat_generic;
#endif
static_assert(kcall::same_as<our_stat, kcall::stat_t>);
SAME_SIZE(our_stat, kernel_stat);
SAME_FIELD(our_stat, st_dev, kernel_stat, st_dev);
SAME_FIELD(our_stat, st_ino, kernel_stat, st_ino);
SAME_FIELD(our_stat, st_nlink, kernel_stat, st_nlink);
SAME_FIELD(our_stat, st_mode, kernel_stat, st_mode);
SAME_FIELD(our_stat, st_uid, kernel_stat, st_uid);
SAME_FIELD(our_stat, st_gid, kernel_stat, st_gid);
SAME_FIELD(our_stat, st_rdev, kernel_stat, st_rdev);
SAME_FIELD(our_stat, st_size, kernel_stat, st_size);
SAME_FIELD(our_stat, st_blksize, kernel_stat, st_blksize);
SAME_FIELD(our_stat, st_blocks, kernel_stat, st_blocks);
SAME_TIME(our_stat, st_atim, kernel_stat, st_atime);
SAME_TIME(our_stat, st_mtim, kernel_stat, st_mtime);
SAME_TIME(our_stat, st_ctim, kernel_stat, st_ctime);
#endif
