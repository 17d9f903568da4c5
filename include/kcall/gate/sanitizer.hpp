// What a wrapper tells the sanitizers, so that they see what the kernel reads and writes as they see it for libc's
// functions: the hooks of <sanitizer/linux_syscall_hooks.h>, one before and one after each call. gate/native.hpp
// includes this only where the code is compiled with a sanitizer; the hooks are weak, and absent ones are not called.
//
// Only gates whose structures are the code's own are watched: the hooks know no others. Calls that no hook knows
// (statx, renameat2, copy_file_range, …) go unseen, as raw calls always did; so do sendmsg and recvmsg, whose hooks know
// nothing of the pieces and complain of the padding in msghdr.
#pragma once
#include <kcall/gate/gate.hpp>

// The hooked calls: this library's number, and the sanitizers' name of it, which is the kernel's entry point.
#define KCALL_SANITIZER_HOOKS(hook)                                                                                  \
  hook(accept, accept) hook(accept4, accept4) hook(access, access) hook(acct, acct) hook(add_key, add_key)           \
  hook(adjtimex, adjtimex) hook(bind, bind) hook(capget, capget) hook(capset, capset) hook(chdir, chdir)             \
  hook(chmod, chmod) hook(chown, chown) hook(chroot, chroot) hook(clock_adjtime, clock_adjtime)                      \
  hook(clock_getres, clock_getres) hook(clock_gettime, clock_gettime) hook(clock_nanosleep, clock_nanosleep)         \
  hook(clock_settime, clock_settime) hook(close, close) hook(connect, connect) hook(creat, creat)                    \
  hook(delete_module, delete_module) hook(epoll_ctl, epoll_ctl) hook(epoll_pwait, epoll_pwait)                       \
  hook(epoll_wait, epoll_wait) hook(faccessat, faccessat) hook(fanotify_mark, fanotify_mark)                         \
  hook(fchmodat, fchmodat) hook(fchownat, fchownat) hook(fgetxattr, fgetxattr) hook(flistxattr, flistxattr)          \
  hook(fremovexattr, fremovexattr) hook(fsetxattr, fsetxattr) hook(fstat, newfstat) hook(fstatfs, fstatfs)           \
  hook(futimesat, futimesat) hook(get_mempolicy, get_mempolicy) hook(get_robust_list, get_robust_list)               \
  hook(getcpu, getcpu) hook(getcwd, getcwd) hook(getdents64, getdents64) hook(getgroups, getgroups)                  \
  hook(getitimer, getitimer) hook(getpeername, getpeername) hook(getrandom, getrandom) hook(getresgid, getresgid)    \
  hook(getresuid, getresuid) hook(getrlimit, getrlimit) hook(getrusage, getrusage) hook(getsockname, getsockname)    \
  hook(getsockopt, getsockopt) hook(gettimeofday, gettimeofday) hook(getxattr, getxattr)                             \
  hook(init_module, init_module) hook(inotify_add_watch, inotify_add_watch) hook(io_getevents, io_getevents)         \
  hook(io_setup, io_setup) hook(keyctl, keyctl) hook(lchown, lchown) hook(lgetxattr, lgetxattr) hook(link, link)     \
  hook(linkat, linkat) hook(listxattr, listxattr) hook(llistxattr, llistxattr) hook(lremovexattr, lremovexattr)      \
  hook(lsetxattr, lsetxattr) hook(lstat, newlstat) hook(mbind, mbind) hook(mincore, mincore) hook(mkdir, mkdir)      \
  hook(mkdirat, mkdirat) hook(mknod, mknod) hook(mknodat, mknodat) hook(mount, mount) hook(move_pages, move_pages)   \
  hook(mq_getsetattr, mq_getsetattr) hook(mq_open, mq_open) hook(mq_timedreceive, mq_timedreceive)                   \
  hook(mq_timedsend, mq_timedsend) hook(mq_unlink, mq_unlink) hook(msgrcv, msgrcv) hook(msgsnd, msgsnd)              \
  hook(name_to_handle_at, name_to_handle_at) hook(nanosleep, nanosleep) hook(newfstatat, newfstatat)                 \
  hook(open, open) hook(open_by_handle_at, open_by_handle_at) hook(openat, openat) hook(pipe, pipe)                  \
  hook(pipe2, pipe2) hook(pivot_root, pivot_root) hook(poll, poll) hook(ppoll, ppoll) hook(pread64, pread64)         \
  hook(preadv, preadv) hook(prlimit64, prlimit64) hook(process_vm_readv, process_vm_readv)                           \
  hook(process_vm_writev, process_vm_writev) hook(pselect6, pselect6) hook(pwrite64, pwrite64)                       \
  hook(pwritev, pwritev) hook(quotactl, quotactl) hook(read, read) hook(readlink, readlink)                          \
  hook(readlinkat, readlinkat) hook(readv, readv) hook(recvfrom, recvfrom) hook(removexattr, removexattr)            \
  hook(rename, rename) hook(renameat, renameat) hook(request_key, request_key) hook(rmdir, rmdir)                    \
  hook(rt_sigaction, rt_sigaction) hook(rt_sigpending, rt_sigpending) hook(rt_sigprocmask, rt_sigprocmask)           \
  hook(rt_sigtimedwait, rt_sigtimedwait) hook(sched_getaffinity, sched_getaffinity)                                  \
  hook(sched_getparam, sched_getparam) hook(sched_rr_get_interval, sched_rr_get_interval)                            \
  hook(sched_setaffinity, sched_setaffinity) hook(sched_setparam, sched_setparam)                                    \
  hook(sched_setscheduler, sched_setscheduler) hook(sendfile, sendfile64) hook(sendto, sendto)                       \
  hook(set_mempolicy, set_mempolicy) hook(setdomainname, setdomainname) hook(setgroups, setgroups)                   \
  hook(sethostname, sethostname) hook(setitimer, setitimer) hook(setrlimit, setrlimit) hook(setsockopt, setsockopt)  \
  hook(settimeofday, settimeofday) hook(setxattr, setxattr) hook(socketpair, socketpair) hook(splice, splice)        \
  hook(stat, newstat) hook(statfs, statfs) hook(swapoff, swapoff) hook(swapon, swapon) hook(symlink, symlink)        \
  hook(symlinkat, symlinkat) hook(sysinfo, sysinfo) hook(syslog, syslog) hook(time, time)                            \
  hook(timer_gettime, timer_gettime) hook(timer_settime, timer_settime) hook(timerfd_gettime, timerfd_gettime)       \
  hook(timerfd_settime, timerfd_settime) hook(times, times) hook(truncate, truncate) hook(uname, newuname)           \
  hook(unlink, unlink) hook(unlinkat, unlinkat) hook(ustat, ustat) hook(utime, utime) hook(utimensat, utimensat)     \
  hook(utimes, utimes) hook(vmsplice, vmsplice) hook(wait4, wait4) hook(waitid, waitid) hook(write, write)           \
  hook(writev, writev)

namespace kcall::inline KCALL_ABI_TAG::detail {

// Every hook takes the call's arguments as longs. Here all are declared with six, of which each looks at its own: the
// calling conventions of Linux leave the rest to the caller.
using sanitizer_before = void(long, long, long, long, long, long);
using sanitizer_after = void(long, long, long, long, long, long, long);

#define KCALL_DECLARE(call, entry)                                                            \
  [[gnu::weak]] sanitizer_before before_##call asm("__sanitizer_syscall_pre_impl_" #entry);   \
  [[gnu::weak]] sanitizer_after after_##call asm("__sanitizer_syscall_post_impl_" #entry);
KCALL_SANITIZER_HOOKS(KCALL_DECLARE)
#undef KCALL_DECLARE

struct sanitizer_hooks {
  sanitizer_before* before = nullptr;
  sanitizer_after* after = nullptr;
};

template <class N>
inline sanitizer_hooks hooks_of(N number) {
#define KCALL_LOOK_UP(call, entry)                                        \
  if constexpr (requires { N::call; }) {                                  \
    if (number == N::call) return {&before_##call, &after_##call};        \
  }
  KCALL_SANITIZER_HOOKS(KCALL_LOOK_UP)
#undef KCALL_LOOK_UP
  return {};
}

template <class G>
  requires(G::abi::long_size == sizeof(long) && G::enters_kernel)
struct observer<G> {
  using watched = void;
  template <class... A>
  static long enter(typename G::abi::nr number, A... arguments) {
    const sanitizer_hooks hooks = hooks_of(number);
    const long words[6] = {to_word(arguments)...};
    if (hooks.before != nullptr) hooks.before(words[0], words[1], words[2], words[3], words[4], words[5]);
    const long answer = G::enter(number, arguments...);
    if (hooks.after != nullptr) hooks.after(answer, words[0], words[1], words[2], words[3], words[4], words[5]);
    return answer;
  }
};

}  // namespace kcall::inline KCALL_ABI_TAG::detail

#undef KCALL_SANITIZER_HOOKS
