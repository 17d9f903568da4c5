// open(2)'s flags as the kernel has them, which differ by ABI, the *at calls' flags, origins of a seek, ways to rename.
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/watch_queue.h>

#include <kcall/types/fd.hpp>
#include <kcall/types/handle.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/rename.hpp>

#include "same.hpp"

SAME_VALUE(kcall::open_flags::rdonly, O_RDONLY);
SAME_VALUE(kcall::open_flags::wronly, O_WRONLY);
SAME_VALUE(kcall::open_flags::rdwr, O_RDWR);
SAME_VALUE(kcall::open_flags::accmode, O_ACCMODE);
SAME_VALUE(kcall::open_flags::creat, O_CREAT);
SAME_VALUE(kcall::open_flags::excl, O_EXCL);
SAME_VALUE(kcall::open_flags::noctty, O_NOCTTY);
SAME_VALUE(kcall::open_flags::trunc, O_TRUNC);
SAME_VALUE(kcall::open_flags::append, O_APPEND);
SAME_VALUE(kcall::open_flags::nonblock, O_NONBLOCK);
SAME_VALUE(kcall::open_flags::ndelay, O_NDELAY);
SAME_VALUE(kcall::open_flags::dsync, O_DSYNC);
SAME_VALUE(kcall::open_flags::async, FASYNC);
SAME_VALUE(kcall::open_flags::noatime, O_NOATIME);
SAME_VALUE(kcall::open_flags::cloexec, O_CLOEXEC);
SAME_VALUE(kcall::open_flags::sync, O_SYNC);
SAME_VALUE(kcall::open_flags::path, O_PATH);
SAME_VALUE(kcall::open_flags::direct, O_DIRECT);
SAME_VALUE(kcall::open_flags::largefile, O_LARGEFILE);
SAME_VALUE(kcall::open_flags::directory, O_DIRECTORY);
SAME_VALUE(kcall::open_flags::nofollow, O_NOFOLLOW);
SAME_VALUE(kcall::open_flags::tmpfile, O_TMPFILE);
SAME_VALUE(kcall::open_flags::notification_pipe, O_NOTIFICATION_PIPE);

SAME_VALUE(kcall::at_flags::symlink_nofollow, AT_SYMLINK_NOFOLLOW);
SAME_VALUE(kcall::at_flags::eaccess, AT_EACCESS);
SAME_VALUE(kcall::at_flags::removedir, AT_REMOVEDIR);
#ifdef AT_HANDLE_FID
SAME_VALUE(kcall::at_flags::handle_fid, AT_HANDLE_FID);
#endif
SAME_VALUE(kcall::at_flags::symlink_follow, AT_SYMLINK_FOLLOW);
SAME_VALUE(kcall::at_flags::no_automount, AT_NO_AUTOMOUNT);
SAME_VALUE(kcall::at_flags::empty_path, AT_EMPTY_PATH);
SAME_VALUE(kcall::at_flags::statx_sync_as_stat, AT_STATX_SYNC_AS_STAT);
SAME_VALUE(kcall::at_flags::statx_force_sync, AT_STATX_FORCE_SYNC);
SAME_VALUE(kcall::at_flags::statx_dont_sync, AT_STATX_DONT_SYNC);
SAME_VALUE(kcall::at_flags::statx_sync_type, AT_STATX_SYNC_TYPE);
SAME_VALUE(kcall::at_flags::recursive, AT_RECURSIVE);
#ifdef AT_EXECVE_CHECK
SAME_VALUE(kcall::at_flags::execve_check, AT_EXECVE_CHECK);
#endif

// Linux 6.13, include/uapi/linux/fcntl.h.
#ifdef AT_HANDLE_MNT_ID_UNIQUE
SAME_VALUE(kcall::handle_mnt_id_unique, AT_HANDLE_MNT_ID_UNIQUE);
#endif
#ifdef AT_HANDLE_CONNECTABLE
SAME_VALUE(kcall::handle_connectable, AT_HANDLE_CONNECTABLE);
#endif

SAME_VALUE(kcall::at_fdcwd.get(), AT_FDCWD);

SAME_VALUE(kcall::seek::set, SEEK_SET);
SAME_VALUE(kcall::seek::cur, SEEK_CUR);
SAME_VALUE(kcall::seek::end, SEEK_END);
SAME_VALUE(kcall::seek::data, SEEK_DATA);
SAME_VALUE(kcall::seek::hole, SEEK_HOLE);

SAME_VALUE(kcall::rename_flags::noreplace, RENAME_NOREPLACE);
SAME_VALUE(kcall::rename_flags::exchange, RENAME_EXCHANGE);
SAME_VALUE(kcall::rename_flags::whiteout, RENAME_WHITEOUT);
