// statx(2): the structure, what to ask for, attributes.
#include <linux/stat.h>

#include <kcall/types/statx.hpp>

#include "same.hpp"

SAME_VALUE(kcall::statx_mask::type, STATX_TYPE);
SAME_VALUE(kcall::statx_mask::mode, STATX_MODE);
SAME_VALUE(kcall::statx_mask::nlink, STATX_NLINK);
SAME_VALUE(kcall::statx_mask::uid, STATX_UID);
SAME_VALUE(kcall::statx_mask::gid, STATX_GID);
SAME_VALUE(kcall::statx_mask::atime, STATX_ATIME);
SAME_VALUE(kcall::statx_mask::mtime, STATX_MTIME);
SAME_VALUE(kcall::statx_mask::ctime, STATX_CTIME);
SAME_VALUE(kcall::statx_mask::ino, STATX_INO);
SAME_VALUE(kcall::statx_mask::size, STATX_SIZE);
SAME_VALUE(kcall::statx_mask::blocks, STATX_BLOCKS);
SAME_VALUE(kcall::statx_mask::basic_stats, STATX_BASIC_STATS);
SAME_VALUE(kcall::statx_mask::btime, STATX_BTIME);
SAME_VALUE(kcall::statx_mask::mnt_id, STATX_MNT_ID);
SAME_VALUE(kcall::statx_mask::dioalign, STATX_DIOALIGN);
#ifdef STATX_MNT_ID_UNIQUE
SAME_VALUE(kcall::statx_mask::mnt_id_unique, STATX_MNT_ID_UNIQUE);
#endif
#ifdef STATX_SUBVOL
SAME_VALUE(kcall::statx_mask::subvol, STATX_SUBVOL);
#endif
#ifdef STATX_WRITE_ATOMIC
SAME_VALUE(kcall::statx_mask::write_atomic, STATX_WRITE_ATOMIC);
#endif
#ifdef STATX_DIO_READ_ALIGN
SAME_VALUE(kcall::statx_mask::dio_read_align, STATX_DIO_READ_ALIGN);
#endif

SAME_VALUE(kcall::statx_attr::compressed, STATX_ATTR_COMPRESSED);
SAME_VALUE(kcall::statx_attr::immutable, STATX_ATTR_IMMUTABLE);
SAME_VALUE(kcall::statx_attr::append, STATX_ATTR_APPEND);
SAME_VALUE(kcall::statx_attr::nodump, STATX_ATTR_NODUMP);
SAME_VALUE(kcall::statx_attr::encrypted, STATX_ATTR_ENCRYPTED);
SAME_VALUE(kcall::statx_attr::automount, STATX_ATTR_AUTOMOUNT);
SAME_VALUE(kcall::statx_attr::mount_root, STATX_ATTR_MOUNT_ROOT);
SAME_VALUE(kcall::statx_attr::verity, STATX_ATTR_VERITY);
SAME_VALUE(kcall::statx_attr::dax, STATX_ATTR_DAX);
#ifdef STATX_ATTR_WRITE_ATOMIC
SAME_VALUE(kcall::statx_attr::write_atomic, STATX_ATTR_WRITE_ATOMIC);
#endif

using kernel_timestamp = struct ::statx_timestamp;

SAME_SIZE(kcall::statx_timestamp, kernel_timestamp);
SAME_FIELD(kcall::statx_timestamp, tv_sec, kernel_timestamp, tv_sec);
SAME_FIELD(kcall::statx_timestamp, tv_nsec, kernel_timestamp, tv_nsec);

using kernel_statx = struct ::statx;

SAME_SIZE(kcall::statx_t, kernel_statx);
SAME_FIELD(kcall::statx_t, stx_mask, kernel_statx, stx_mask);
SAME_FIELD(kcall::statx_t, stx_blksize, kernel_statx, stx_blksize);
SAME_FIELD(kcall::statx_t, stx_attributes, kernel_statx, stx_attributes);
SAME_FIELD(kcall::statx_t, stx_nlink, kernel_statx, stx_nlink);
SAME_FIELD(kcall::statx_t, stx_uid, kernel_statx, stx_uid);
SAME_FIELD(kcall::statx_t, stx_gid, kernel_statx, stx_gid);
SAME_FIELD(kcall::statx_t, stx_mode, kernel_statx, stx_mode);
SAME_FIELD(kcall::statx_t, stx_ino, kernel_statx, stx_ino);
SAME_FIELD(kcall::statx_t, stx_size, kernel_statx, stx_size);
SAME_FIELD(kcall::statx_t, stx_blocks, kernel_statx, stx_blocks);
SAME_FIELD(kcall::statx_t, stx_attributes_mask, kernel_statx, stx_attributes_mask);
SAME_FIELD(kcall::statx_t, stx_atime, kernel_statx, stx_atime);
SAME_FIELD(kcall::statx_t, stx_btime, kernel_statx, stx_btime);
SAME_FIELD(kcall::statx_t, stx_ctime, kernel_statx, stx_ctime);
SAME_FIELD(kcall::statx_t, stx_mtime, kernel_statx, stx_mtime);
SAME_FIELD(kcall::statx_t, stx_rdev_major, kernel_statx, stx_rdev_major);
SAME_FIELD(kcall::statx_t, stx_rdev_minor, kernel_statx, stx_rdev_minor);
SAME_FIELD(kcall::statx_t, stx_dev_major, kernel_statx, stx_dev_major);
SAME_FIELD(kcall::statx_t, stx_dev_minor, kernel_statx, stx_dev_minor);
SAME_FIELD(kcall::statx_t, stx_mnt_id, kernel_statx, stx_mnt_id);
SAME_FIELD(kcall::statx_t, stx_dio_mem_align, kernel_statx, stx_dio_mem_align);
SAME_FIELD(kcall::statx_t, stx_dio_offset_align, kernel_statx, stx_dio_offset_align);

// Newer than Linux 6.1: include/uapi/linux/stat.h of 6.16, which gives each member's offset.
static_assert(offsetof(kcall::statx_t, stx_subvol) == 0xa0 && sizeof(kcall::statx_t::stx_subvol) == 8);
static_assert(offsetof(kcall::statx_t, stx_atomic_write_unit_min) == 0xa8);
static_assert(offsetof(kcall::statx_t, stx_atomic_write_unit_max) == 0xac);
static_assert(offsetof(kcall::statx_t, stx_atomic_write_segments_max) == 0xb0);
static_assert(offsetof(kcall::statx_t, stx_dio_read_offset_align) == 0xb4);
static_assert(offsetof(kcall::statx_t, stx_atomic_write_unit_max_opt) == 0xb8);
static_assert(sizeof(kcall::statx_t::stx_atomic_write_unit_max_opt) == 4);
