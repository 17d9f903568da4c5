// Extended attributes, and the attributes of file_getattr.
#include <linux/fs.h>
#include <linux/xattr.h>

#include <kcall/types/file_attr.hpp>
#include <kcall/types/xattr.hpp>

#include "same.hpp"

SAME_VALUE(kcall::xattr_flags::create, XATTR_CREATE);
SAME_VALUE(kcall::xattr_flags::replace, XATTR_REPLACE);

// Linux 6.13, include/uapi/linux/xattr.h: __aligned_u64 value; __u32 size; __u32 flags; XATTR_ARGS_SIZE_VER0 is 16.
static_assert(sizeof(kcall::xattr_args) == 16 && alignof(kcall::xattr_args) == 8);
static_assert(offsetof(kcall::xattr_args, value) == 0 && offsetof(kcall::xattr_args, size) == 8 &&
              offsetof(kcall::xattr_args, flags) == 12);

// Linux 6.17, include/uapi/linux/fs.h: __u64 fa_xflags; __u32 fa_extsize, fa_nextents, fa_projid, fa_cowextsize;
// FILE_ATTR_SIZE_VER0 is 24.
static_assert(sizeof(kcall::file_attr) == 24);
static_assert(offsetof(kcall::file_attr, fa_xflags) == 0 && offsetof(kcall::file_attr, fa_extsize) == 8 &&
              offsetof(kcall::file_attr, fa_nextents) == 12 && offsetof(kcall::file_attr, fa_projid) == 16 &&
              offsetof(kcall::file_attr, fa_cowextsize) == 20);

SAME_VALUE(kcall::xflags::realtime, FS_XFLAG_REALTIME);
SAME_VALUE(kcall::xflags::prealloc, FS_XFLAG_PREALLOC);
SAME_VALUE(kcall::xflags::immutable, FS_XFLAG_IMMUTABLE);
SAME_VALUE(kcall::xflags::append, FS_XFLAG_APPEND);
SAME_VALUE(kcall::xflags::sync, FS_XFLAG_SYNC);
SAME_VALUE(kcall::xflags::noatime, FS_XFLAG_NOATIME);
SAME_VALUE(kcall::xflags::nodump, FS_XFLAG_NODUMP);
SAME_VALUE(kcall::xflags::rtinherit, FS_XFLAG_RTINHERIT);
SAME_VALUE(kcall::xflags::projinherit, FS_XFLAG_PROJINHERIT);
SAME_VALUE(kcall::xflags::nosymlinks, FS_XFLAG_NOSYMLINKS);
SAME_VALUE(kcall::xflags::extsize, FS_XFLAG_EXTSIZE);
SAME_VALUE(kcall::xflags::extszinherit, FS_XFLAG_EXTSZINHERIT);
SAME_VALUE(kcall::xflags::nodefrag, FS_XFLAG_NODEFRAG);
SAME_VALUE(kcall::xflags::filestream, FS_XFLAG_FILESTREAM);
SAME_VALUE(kcall::xflags::dax, FS_XFLAG_DAX);
SAME_VALUE(kcall::xflags::cowextsize, FS_XFLAG_COWEXTSIZE);
#ifdef FS_XFLAG_VERITY
SAME_VALUE(kcall::xflags::verity, FS_XFLAG_VERITY);
#endif
SAME_VALUE(kcall::xflags::hasattr, FS_XFLAG_HASATTR);
