// open(2)'s flags and the modes of files as glibc has them. Its O_LARGEFILE is 0 on 64-bit ABIs: that is open.cpp's.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kcall/types/fd.hpp>
#include <kcall/types/open.hpp>

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
SAME_VALUE(kcall::open_flags::async, O_ASYNC);
SAME_VALUE(kcall::open_flags::noatime, O_NOATIME);
SAME_VALUE(kcall::open_flags::cloexec, O_CLOEXEC);
SAME_VALUE(kcall::open_flags::sync, O_SYNC);
SAME_VALUE(kcall::open_flags::rsync, O_RSYNC);
SAME_VALUE(kcall::open_flags::path, O_PATH);
SAME_VALUE(kcall::open_flags::direct, O_DIRECT);
SAME_VALUE(kcall::open_flags::directory, O_DIRECTORY);
SAME_VALUE(kcall::open_flags::nofollow, O_NOFOLLOW);
SAME_VALUE(kcall::open_flags::tmpfile, O_TMPFILE);

SAME_VALUE(kcall::mode::ixoth, S_IXOTH);
SAME_VALUE(kcall::mode::iwoth, S_IWOTH);
SAME_VALUE(kcall::mode::iroth, S_IROTH);
SAME_VALUE(kcall::mode::irwxo, S_IRWXO);
SAME_VALUE(kcall::mode::ixgrp, S_IXGRP);
SAME_VALUE(kcall::mode::iwgrp, S_IWGRP);
SAME_VALUE(kcall::mode::irgrp, S_IRGRP);
SAME_VALUE(kcall::mode::irwxg, S_IRWXG);
SAME_VALUE(kcall::mode::ixusr, S_IXUSR);
SAME_VALUE(kcall::mode::iwusr, S_IWUSR);
SAME_VALUE(kcall::mode::irusr, S_IRUSR);
SAME_VALUE(kcall::mode::irwxu, S_IRWXU);
SAME_VALUE(kcall::mode::isvtx, S_ISVTX);
SAME_VALUE(kcall::mode::isgid, S_ISGID);
SAME_VALUE(kcall::mode::isuid, S_ISUID);
SAME_VALUE(kcall::mode::ifmt, S_IFMT);
SAME_VALUE(kcall::mode::ififo, S_IFIFO);
SAME_VALUE(kcall::mode::ifchr, S_IFCHR);
SAME_VALUE(kcall::mode::ifdir, S_IFDIR);
SAME_VALUE(kcall::mode::ifblk, S_IFBLK);
SAME_VALUE(kcall::mode::ifreg, S_IFREG);
SAME_VALUE(kcall::mode::iflnk, S_IFLNK);
SAME_VALUE(kcall::mode::ifsock, S_IFSOCK);

SAME_VALUE(kcall::access_mode::f_ok, F_OK);
SAME_VALUE(kcall::access_mode::x_ok, X_OK);
SAME_VALUE(kcall::access_mode::w_ok, W_OK);
SAME_VALUE(kcall::access_mode::r_ok, R_OK);

SAME_VALUE(kcall::stdin_fd.get(), STDIN_FILENO);
SAME_VALUE(kcall::stdout_fd.get(), STDOUT_FILENO);
SAME_VALUE(kcall::stderr_fd.get(), STDERR_FILENO);
