// fcntl(2): commands, flags, locks, owners, hints, events.
#include <linux/fcntl.h>

#include <kcall/types/fcntl.hpp>
#include <kcall/types/fcntl_hint.hpp>
#include <kcall/types/fcntl_lease.hpp>
#include <kcall/types/fcntl_notice.hpp>

#include "same.hpp"

using kcall::dn_flags;
using kcall::fcntl_command;
using kcall::rwh_write_life;

SAME_VALUE(fcntl_command::getlk, F_GETLK);
SAME_VALUE(fcntl_command::setlk, F_SETLK);
SAME_VALUE(fcntl_command::setlkw, F_SETLKW);
#ifdef F_GETLK64
SAME_VALUE(fcntl_command::getlk64, F_GETLK64);
SAME_VALUE(fcntl_command::setlk64, F_SETLK64);
SAME_VALUE(fcntl_command::setlkw64, F_SETLKW64);
#else
// include/uapi/asm-generic/fcntl.h has them for 32-bit ABIs only.
static_assert(layout::number(fcntl_command::getlk64) == 12);
static_assert(layout::number(fcntl_command::setlk64) == 13);
static_assert(layout::number(fcntl_command::setlkw64) == 14);
#endif
SAME_VALUE(fcntl_command::dupfd, F_DUPFD);
SAME_VALUE(fcntl_command::getfd, F_GETFD);
SAME_VALUE(fcntl_command::setfd, F_SETFD);
SAME_VALUE(fcntl_command::getfl, F_GETFL);
SAME_VALUE(fcntl_command::setfl, F_SETFL);
SAME_VALUE(fcntl_command::setown, F_SETOWN);
SAME_VALUE(fcntl_command::getown, F_GETOWN);
SAME_VALUE(fcntl_command::setsig, F_SETSIG);
SAME_VALUE(fcntl_command::getsig, F_GETSIG);
SAME_VALUE(fcntl_command::setown_ex, F_SETOWN_EX);
SAME_VALUE(fcntl_command::getown_ex, F_GETOWN_EX);
SAME_VALUE(fcntl_command::ofd_getlk, F_OFD_GETLK);
SAME_VALUE(fcntl_command::ofd_setlk, F_OFD_SETLK);
SAME_VALUE(fcntl_command::ofd_setlkw, F_OFD_SETLKW);
SAME_VALUE(fcntl_command::setlease, F_SETLEASE);
SAME_VALUE(fcntl_command::getlease, F_GETLEASE);
SAME_VALUE(fcntl_command::notify, F_NOTIFY);
SAME_VALUE(fcntl_command::dupfd_cloexec, F_DUPFD_CLOEXEC);
SAME_VALUE(fcntl_command::setpipe_sz, F_SETPIPE_SZ);
SAME_VALUE(fcntl_command::getpipe_sz, F_GETPIPE_SZ);
SAME_VALUE(fcntl_command::add_seals, F_ADD_SEALS);
SAME_VALUE(fcntl_command::get_seals, F_GET_SEALS);
SAME_VALUE(fcntl_command::get_rw_hint, F_GET_RW_HINT);
SAME_VALUE(fcntl_command::set_rw_hint, F_SET_RW_HINT);
SAME_VALUE(fcntl_command::get_file_rw_hint, F_GET_FILE_RW_HINT);
SAME_VALUE(fcntl_command::set_file_rw_hint, F_SET_FILE_RW_HINT);
SAME_VALUE(fcntl_command::getowner_uids, F_GETOWNER_UIDS);
// Newer than these headers: include/uapi/linux/fcntl.h of Linux 6.10, 6.12 and 6.19, each F_LINUX_SPECIFIC_BASE and
// more.
#ifdef F_DUPFD_QUERY
SAME_VALUE(fcntl_command::dupfd_query, F_DUPFD_QUERY);
#else
static_assert(layout::number(fcntl_command::dupfd_query) == 1024 + 3);
#endif
#ifdef F_CREATED_QUERY
SAME_VALUE(fcntl_command::created_query, F_CREATED_QUERY);
#else
static_assert(layout::number(fcntl_command::created_query) == 1024 + 4);
#endif
#ifdef F_GETDELEG
SAME_VALUE(fcntl_command::getdeleg, F_GETDELEG);
SAME_VALUE(fcntl_command::setdeleg, F_SETDELEG);
#else
static_assert(layout::number(fcntl_command::getdeleg) == 1024 + 15);
static_assert(layout::number(fcntl_command::setdeleg) == 1024 + 16);
#endif

SAME_VALUE(kcall::fd_flags::cloexec, FD_CLOEXEC);
SAME_VALUE(kcall::seals::seal, F_SEAL_SEAL);
SAME_VALUE(kcall::seals::shrink, F_SEAL_SHRINK);
SAME_VALUE(kcall::seals::grow, F_SEAL_GROW);
SAME_VALUE(kcall::seals::write, F_SEAL_WRITE);
SAME_VALUE(kcall::seals::future_write, F_SEAL_FUTURE_WRITE);
#ifdef F_SEAL_EXEC
SAME_VALUE(kcall::seals::exec, F_SEAL_EXEC);
#else
// include/uapi/linux/fcntl.h of Linux 6.3.
static_assert(layout::number(kcall::seals::exec) == 0x20);
#endif
SAME_VALUE(kcall::lock_type::rdlck, F_RDLCK);
SAME_VALUE(kcall::lock_type::wrlck, F_WRLCK);
SAME_VALUE(kcall::lock_type::unlck, F_UNLCK);
SAME_VALUE(kcall::owner_type::tid, F_OWNER_TID);
SAME_VALUE(kcall::owner_type::pid, F_OWNER_PID);
SAME_VALUE(kcall::owner_type::pgrp, F_OWNER_PGRP);
SAME_VALUE(dn_flags::access, DN_ACCESS);
SAME_VALUE(dn_flags::modify, DN_MODIFY);
SAME_VALUE(dn_flags::create, DN_CREATE);
SAME_VALUE(dn_flags::delete_, DN_DELETE);
SAME_VALUE(dn_flags::rename, DN_RENAME);
SAME_VALUE(dn_flags::attrib, DN_ATTRIB);
SAME_VALUE(dn_flags::multishot, DN_MULTISHOT);
SAME_VALUE(rwh_write_life::not_set, RWH_WRITE_LIFE_NOT_SET);
SAME_VALUE(rwh_write_life::none, RWH_WRITE_LIFE_NONE);
SAME_VALUE(rwh_write_life::short_, RWH_WRITE_LIFE_SHORT);
SAME_VALUE(rwh_write_life::medium, RWH_WRITE_LIFE_MEDIUM);
SAME_VALUE(rwh_write_life::long_, RWH_WRITE_LIFE_LONG);
SAME_VALUE(rwh_write_life::extreme, RWH_WRITE_LIFE_EXTREME);

using kernel_flock = struct ::flock64;
SAME_SIZE(kcall::flock_t, kernel_flock);
SAME_FIELD(kcall::flock_t, l_type, kernel_flock, l_type);
SAME_FIELD(kcall::flock_t, l_whence, kernel_flock, l_whence);
SAME_FIELD(kcall::flock_t, l_start, kernel_flock, l_start);
SAME_FIELD(kcall::flock_t, l_len, kernel_flock, l_len);
SAME_FIELD(kcall::flock_t, l_pid, kernel_flock, l_pid);

using kernel_owner = struct ::f_owner_ex;
SAME_SIZE(kcall::f_owner_ex, kernel_owner);
SAME_FIELD(kcall::f_owner_ex, type, kernel_owner, type);
SAME_FIELD(kcall::f_owner_ex, pid, kernel_owner, pid);

// fs/fcntl.c, f_getowner_uids: two uid_t, the real one first.
static_assert(sizeof(kcall::owner_uids) == 8);
static_assert(offsetof(kcall::owner_uids, real) == 0);
static_assert(offsetof(kcall::owner_uids, effective) == 4);

// F_GETDELEG(2const): __u32 d_flags, __u16 d_type, __u16 padding.
static_assert(sizeof(kcall::delegation) == 8);
static_assert(alignof(kcall::delegation) == 4);
static_assert(offsetof(kcall::delegation, d_flags) == 0);
static_assert(offsetof(kcall::delegation, d_type) == 4 && sizeof(kcall::delegation::d_type) == 2);
static_assert(offsetof(kcall::delegation, pad) == 6 && sizeof(kcall::delegation::pad) == 2);
// For gates to ia32, whose 64-bit members begin at multiples of four bytes.
#ifdef __i386__
using flock_ia32 = kcall::detail::flock_ia32;
using kernel_flock64 = struct ::flock64;
SAME_SIZE(flock_ia32, kernel_flock64);
SAME_FIELD(flock_ia32, l_type, kernel_flock64, l_type);
SAME_FIELD(flock_ia32, l_whence, kernel_flock64, l_whence);
static_assert(offsetof(flock_ia32, start_low) == offsetof(kernel_flock64, l_start));
static_assert(offsetof(flock_ia32, start_high) == offsetof(kernel_flock64, l_start) + 4);
static_assert(offsetof(flock_ia32, len_low) == offsetof(kernel_flock64, l_len));
static_assert(offsetof(flock_ia32, len_high) == offsetof(kernel_flock64, l_len) + 4);
SAME_FIELD(flock_ia32, l_pid, kernel_flock64, l_pid);
#endif
static_assert(sizeof(kcall::detail::seek16) == sizeof(::flock::l_whence));
