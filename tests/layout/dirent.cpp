// Directory entries.
#include <dirent.h>

#include <kcall/types/dirent.hpp>

#include "same.hpp"

SAME_VALUE(kcall::dirent_type::unknown, DT_UNKNOWN);
SAME_VALUE(kcall::dirent_type::fifo, DT_FIFO);
SAME_VALUE(kcall::dirent_type::chr, DT_CHR);
SAME_VALUE(kcall::dirent_type::dir, DT_DIR);
SAME_VALUE(kcall::dirent_type::blk, DT_BLK);
SAME_VALUE(kcall::dirent_type::reg, DT_REG);
SAME_VALUE(kcall::dirent_type::lnk, DT_LNK);
SAME_VALUE(kcall::dirent_type::sock, DT_SOCK);
SAME_VALUE(kcall::dirent_type::wht, DT_WHT);

// The kernel's own is in include/linux/dirent.h, which is not for user space. glibc's has the same members, with some
// of the room that the name takes, and so another size and alignment.
using libc_dirent64 = struct ::dirent64;
SAME_FIELD(kcall::linux_dirent64, d_ino, libc_dirent64, d_ino);
SAME_FIELD(kcall::linux_dirent64, d_off, libc_dirent64, d_off);
SAME_FIELD(kcall::linux_dirent64, d_reclen, libc_dirent64, d_reclen);
SAME_FIELD(kcall::linux_dirent64, d_type, libc_dirent64, d_type);
static_assert(sizeof(kcall::linux_dirent64) == offsetof(libc_dirent64, d_name));
