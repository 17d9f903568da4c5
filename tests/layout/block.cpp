// Requests to block devices, files on disk and loop devices.
#include <linux/fs.h>
#include <linux/loop.h>

#include <kcall/types/block.hpp>
#include <kcall/types/clone_range.hpp>
#include <kcall/types/loop.hpp>

#include "same.hpp"

SAME_VALUE(kcall::block_request::roset, BLKROSET);
SAME_VALUE(kcall::block_request::roget, BLKROGET);
SAME_VALUE(kcall::block_request::rrpart, BLKRRPART);
SAME_VALUE(kcall::block_request::flsbuf, BLKFLSBUF);
SAME_VALUE(kcall::block_request::sszget, BLKSSZGET);
SAME_VALUE(kcall::block_request::bszget, BLKBSZGET);
SAME_VALUE(kcall::block_request::bszset, BLKBSZSET);
SAME_VALUE(kcall::block_request::getsize64, BLKGETSIZE64);
SAME_VALUE(kcall::block_request::discard, BLKDISCARD);
SAME_VALUE(kcall::block_request::iomin, BLKIOMIN);
SAME_VALUE(kcall::block_request::ioopt, BLKIOOPT);
SAME_VALUE(kcall::block_request::alignoff, BLKALIGNOFF);
SAME_VALUE(kcall::block_request::pbszget, BLKPBSZGET);
SAME_VALUE(kcall::block_request::rotational, BLKROTATIONAL);
SAME_VALUE(kcall::block_request::zeroout, BLKZEROOUT);
// BLKDISCARD and BLKZEROOUT read uint64_t range[2] (block/ioctl.c).
static_assert(sizeof(kcall::block_range) == 16 && offsetof(kcall::block_range, start) == 0 &&
              offsetof(kcall::block_range, length) == 8);

SAME_VALUE(kcall::file_request::ficlone, FICLONE);
SAME_VALUE(kcall::file_request::ficlonerange, FICLONERANGE);
SAME_VALUE(kcall::file_request::fideduperange, FIDEDUPERANGE);
SAME_VALUE(kcall::file_request::getflags, FS_IOC_GETFLAGS);
SAME_VALUE(kcall::file_request::setflags, FS_IOC_SETFLAGS);
SAME_VALUE(kcall::file_request::figetbsz, FIGETBSZ);
// Through ABIs with four-byte longs.
SAME_VALUE(kcall::ior<int>('f', 1), FS_IOC32_GETFLAGS);
SAME_VALUE(kcall::iow<int>('f', 2), FS_IOC32_SETFLAGS);

static_assert(sizeof(kcall::file_dedupe_range) == sizeof(::file_dedupe_range));
SAME_SIZE(kcall::file_clone_range, ::file_clone_range);
SAME_FIELD(kcall::file_clone_range, src_fd, ::file_clone_range, src_fd);
SAME_FIELD(kcall::file_clone_range, src_offset, ::file_clone_range, src_offset);
SAME_FIELD(kcall::file_clone_range, src_length, ::file_clone_range, src_length);
SAME_FIELD(kcall::file_clone_range, dest_offset, ::file_clone_range, dest_offset);
SAME_FIELD(kcall::file_dedupe_range, src_offset, ::file_dedupe_range, src_offset);
SAME_FIELD(kcall::file_dedupe_range, src_length, ::file_dedupe_range, src_length);
SAME_FIELD(kcall::file_dedupe_range, dest_count, ::file_dedupe_range, dest_count);
SAME_FIELD(kcall::file_dedupe_range, reserved1, ::file_dedupe_range, reserved1);
SAME_FIELD(kcall::file_dedupe_range, reserved2, ::file_dedupe_range, reserved2);
SAME_SIZE(kcall::file_dedupe_range_info, ::file_dedupe_range_info);
SAME_FIELD(kcall::file_dedupe_range_info, dest_fd, ::file_dedupe_range_info, dest_fd);
SAME_FIELD(kcall::file_dedupe_range_info, dest_offset, ::file_dedupe_range_info, dest_offset);
SAME_FIELD(kcall::file_dedupe_range_info, bytes_deduped, ::file_dedupe_range_info, bytes_deduped);
SAME_FIELD(kcall::file_dedupe_range_info, status, ::file_dedupe_range_info, status);
SAME_FIELD(kcall::file_dedupe_range_info, reserved, ::file_dedupe_range_info, reserved);

SAME_VALUE(kcall::inode_flags::secrm, FS_SECRM_FL);
SAME_VALUE(kcall::inode_flags::unrm, FS_UNRM_FL);
SAME_VALUE(kcall::inode_flags::compr, FS_COMPR_FL);
SAME_VALUE(kcall::inode_flags::sync, FS_SYNC_FL);
SAME_VALUE(kcall::inode_flags::immutable, FS_IMMUTABLE_FL);
SAME_VALUE(kcall::inode_flags::append, FS_APPEND_FL);
SAME_VALUE(kcall::inode_flags::nodump, FS_NODUMP_FL);
SAME_VALUE(kcall::inode_flags::noatime, FS_NOATIME_FL);
SAME_VALUE(kcall::inode_flags::nocomp, FS_NOCOMP_FL);
SAME_VALUE(kcall::inode_flags::encrypt, FS_ENCRYPT_FL);
SAME_VALUE(kcall::inode_flags::index, FS_INDEX_FL);
SAME_VALUE(kcall::inode_flags::journal_data, FS_JOURNAL_DATA_FL);
SAME_VALUE(kcall::inode_flags::notail, FS_NOTAIL_FL);
SAME_VALUE(kcall::inode_flags::dirsync, FS_DIRSYNC_FL);
SAME_VALUE(kcall::inode_flags::topdir, FS_TOPDIR_FL);
SAME_VALUE(kcall::inode_flags::extent, FS_EXTENT_FL);
SAME_VALUE(kcall::inode_flags::verity, FS_VERITY_FL);
SAME_VALUE(kcall::inode_flags::nocow, FS_NOCOW_FL);
SAME_VALUE(kcall::inode_flags::dax, FS_DAX_FL);
SAME_VALUE(kcall::inode_flags::inline_data, FS_INLINE_DATA_FL);
SAME_VALUE(kcall::inode_flags::projinherit, FS_PROJINHERIT_FL);
SAME_VALUE(kcall::inode_flags::casefold, FS_CASEFOLD_FL);

SAME_VALUE(kcall::loop_request::set_fd, LOOP_SET_FD);
SAME_VALUE(kcall::loop_request::clr_fd, LOOP_CLR_FD);
SAME_VALUE(kcall::loop_request::set_status64, LOOP_SET_STATUS64);
SAME_VALUE(kcall::loop_request::get_status64, LOOP_GET_STATUS64);
SAME_VALUE(kcall::loop_request::change_fd, LOOP_CHANGE_FD);
SAME_VALUE(kcall::loop_request::set_capacity, LOOP_SET_CAPACITY);
SAME_VALUE(kcall::loop_request::set_direct_io, LOOP_SET_DIRECT_IO);
SAME_VALUE(kcall::loop_request::set_block_size, LOOP_SET_BLOCK_SIZE);
SAME_VALUE(kcall::loop_request::configure, LOOP_CONFIGURE);
SAME_VALUE(kcall::loop_request::ctl_add, LOOP_CTL_ADD);
SAME_VALUE(kcall::loop_request::ctl_remove, LOOP_CTL_REMOVE);
SAME_VALUE(kcall::loop_request::ctl_get_free, LOOP_CTL_GET_FREE);
SAME_VALUE(kcall::loop_flags::read_only, LO_FLAGS_READ_ONLY);
SAME_VALUE(kcall::loop_flags::autoclear, LO_FLAGS_AUTOCLEAR);
SAME_VALUE(kcall::loop_flags::partscan, LO_FLAGS_PARTSCAN);
SAME_VALUE(kcall::loop_flags::direct_io, LO_FLAGS_DIRECT_IO);
SAME_SIZE(kcall::loop_info64, ::loop_info64);
SAME_FIELD(kcall::loop_info64, lo_device, ::loop_info64, lo_device);
SAME_FIELD(kcall::loop_info64, lo_inode, ::loop_info64, lo_inode);
SAME_FIELD(kcall::loop_info64, lo_rdevice, ::loop_info64, lo_rdevice);
SAME_FIELD(kcall::loop_info64, lo_offset, ::loop_info64, lo_offset);
SAME_FIELD(kcall::loop_info64, lo_sizelimit, ::loop_info64, lo_sizelimit);
SAME_FIELD(kcall::loop_info64, lo_number, ::loop_info64, lo_number);
SAME_FIELD(kcall::loop_info64, lo_encrypt_type, ::loop_info64, lo_encrypt_type);
SAME_FIELD(kcall::loop_info64, lo_encrypt_key_size, ::loop_info64, lo_encrypt_key_size);
SAME_FIELD(kcall::loop_info64, lo_flags, ::loop_info64, lo_flags);
SAME_FIELD(kcall::loop_info64, lo_file_name, ::loop_info64, lo_file_name);
SAME_FIELD(kcall::loop_info64, lo_crypt_name, ::loop_info64, lo_crypt_name);
SAME_FIELD(kcall::loop_info64, lo_encrypt_key, ::loop_info64, lo_encrypt_key);
SAME_FIELD(kcall::loop_info64, lo_init, ::loop_info64, lo_init);
SAME_SIZE(kcall::loop_config, ::loop_config);
SAME_FIELD(kcall::loop_config, fd, ::loop_config, fd);
SAME_FIELD(kcall::loop_config, block_size, ::loop_config, block_size);
SAME_FIELD(kcall::loop_config, info, ::loop_config, info);
SAME_FIELD(kcall::loop_config, reserved, ::loop_config, __reserved);
