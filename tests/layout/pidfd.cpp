// pidfds and kcmp.
#include <linux/kcmp.h>
#include <linux/pidfd.h>
#include <sys/ioctl.h>

#include <kcall/types/kcmp.hpp>
#include <kcall/types/pidfd.hpp>

#include "same.hpp"

using kcall::pidfd_info_t;
using info = kcall::pidfd_info_mask;

SAME_VALUE(kcall::pidfd_flags::nonblock, PIDFD_NONBLOCK);
SAME_VALUE(kcall::pidfd_flags::thread, O_EXCL);

// The rest is newer than 6.1: include/uapi/linux/pidfd.h of Linux 6.19.
#ifdef PIDFD_THREAD
SAME_VALUE(kcall::pidfd_flags::thread, PIDFD_THREAD);
SAME_VALUE(kcall::pidfd_signal_flags::thread, PIDFD_SIGNAL_THREAD);
SAME_VALUE(kcall::pidfd_signal_flags::thread_group, PIDFD_SIGNAL_THREAD_GROUP);
SAME_VALUE(kcall::pidfd_signal_flags::process_group, PIDFD_SIGNAL_PROCESS_GROUP);
#endif
#ifdef PIDFD_SELF_THREAD
SAME_VALUE(kcall::pidfd_self.get(), PIDFD_SELF_THREAD);
SAME_VALUE(kcall::pidfd_self_process.get(), PIDFD_SELF_THREAD_GROUP);
#endif
#ifdef PIDFD_INFO_PID
SAME_VALUE(info::pid, PIDFD_INFO_PID);
SAME_VALUE(info::creds, PIDFD_INFO_CREDS);
SAME_VALUE(info::cgroupid, PIDFD_INFO_CGROUPID);
#endif
#ifdef PIDFD_INFO_EXIT
SAME_VALUE(info::exit, PIDFD_INFO_EXIT);
#endif
#ifdef PIDFD_INFO_COREDUMP
SAME_VALUE(info::coredump, PIDFD_INFO_COREDUMP);
SAME_VALUE(kcall::pidfd_coredump::coredumped, PIDFD_COREDUMPED);
SAME_VALUE(kcall::pidfd_coredump::skip, PIDFD_COREDUMP_SKIP);
SAME_VALUE(kcall::pidfd_coredump::user, PIDFD_COREDUMP_USER);
SAME_VALUE(kcall::pidfd_coredump::root, PIDFD_COREDUMP_ROOT);
#endif
#ifdef PIDFD_INFO_SUPPORTED_MASK
SAME_VALUE(info::supported_mask, PIDFD_INFO_SUPPORTED_MASK);
SAME_VALUE(info::coredump_signal, PIDFD_INFO_COREDUMP_SIGNAL);
#endif

// PIDFD_INFO_SIZE_VER2.
static_assert(sizeof(pidfd_info_t) == 80 && alignof(pidfd_info_t) == 8);
static_assert(offsetof(pidfd_info_t, mask) == 0 && offsetof(pidfd_info_t, cgroupid) == 8);
static_assert(offsetof(pidfd_info_t, pid) == 16 && offsetof(pidfd_info_t, tgid) == 20);
static_assert(offsetof(pidfd_info_t, ppid) == 24 && offsetof(pidfd_info_t, ruid) == 28);
static_assert(offsetof(pidfd_info_t, rgid) == 32 && offsetof(pidfd_info_t, euid) == 36);
static_assert(offsetof(pidfd_info_t, egid) == 40 && offsetof(pidfd_info_t, suid) == 44);
static_assert(offsetof(pidfd_info_t, sgid) == 48 && offsetof(pidfd_info_t, fsuid) == 52);
static_assert(offsetof(pidfd_info_t, fsgid) == 56 && offsetof(pidfd_info_t, exit_code) == 60);
static_assert(offsetof(pidfd_info_t, coredump_mask) == 64 && offsetof(pidfd_info_t, coredump_signal) == 68);
static_assert(offsetof(pidfd_info_t, supported_mask) == 72);

// PIDFS_IOCTL_MAGIC is 0xff.
SAME_VALUE(kcall::pidfd_namespace::cgroup, _IO(0xff, 1));
SAME_VALUE(kcall::pidfd_namespace::ipc, _IO(0xff, 2));
SAME_VALUE(kcall::pidfd_namespace::mnt, _IO(0xff, 3));
SAME_VALUE(kcall::pidfd_namespace::net, _IO(0xff, 4));
SAME_VALUE(kcall::pidfd_namespace::pid, _IO(0xff, 5));
SAME_VALUE(kcall::pidfd_namespace::pid_for_children, _IO(0xff, 6));
SAME_VALUE(kcall::pidfd_namespace::time, _IO(0xff, 7));
SAME_VALUE(kcall::pidfd_namespace::time_for_children, _IO(0xff, 8));
SAME_VALUE(kcall::pidfd_namespace::user, _IO(0xff, 9));
SAME_VALUE(kcall::pidfd_namespace::uts, _IO(0xff, 10));

SAME_VALUE(kcall::kcmp_type::file, KCMP_FILE);
SAME_VALUE(kcall::kcmp_type::vm, KCMP_VM);
SAME_VALUE(kcall::kcmp_type::files, KCMP_FILES);
SAME_VALUE(kcall::kcmp_type::fs, KCMP_FS);
SAME_VALUE(kcall::kcmp_type::sighand, KCMP_SIGHAND);
SAME_VALUE(kcall::kcmp_type::io, KCMP_IO);
SAME_VALUE(kcall::kcmp_type::sysvsem, KCMP_SYSVSEM);
SAME_VALUE(kcall::kcmp_type::epoll_tfd, KCMP_EPOLL_TFD);
SAME_SIZE(kcall::kcmp_epoll_slot, ::kcmp_epoll_slot);
SAME_FIELD(kcall::kcmp_epoll_slot, efd, ::kcmp_epoll_slot, efd);
SAME_FIELD(kcall::kcmp_epoll_slot, tfd, ::kcmp_epoll_slot, tfd);
SAME_FIELD(kcall::kcmp_epoll_slot, toff, ::kcmp_epoll_slot, toff);
// What kcmp returns, which no header names: kcmp(2).
static_assert(layout::number(kcall::kcmp_order::equal) == 0);
static_assert(layout::number(kcall::kcmp_order::less) == 1);
static_assert(layout::number(kcall::kcmp_order::greater) == 2);
static_assert(layout::number(kcall::kcmp_order::unordered) == 3);
