// What a wrapper tells the sanitizers, so that they see what the kernel reads and writes as they see it for libc's
// functions: the hooks of <sanitizer/linux_syscall_hooks.h>, one before and one after each call. gate/native.hpp
// includes this only where the code is compiled with a sanitizer; the hooks are weak, and absent ones are not called.
//
// Only gates whose structures are the code's own are watched: the hooks know no others. Calls that no hook knows
// (statx, renameat2, copy_file_range, …) go unseen, as raw calls always did.
#pragma once
#include <kcall/gate/gate.hpp>

// The hooked calls: this library's number, and the sanitizers' name of it, which is the kernel's entry point.
#define KCALL_SANITIZER_HOOKS(hook)                                                                                  \
  hook(accept4, accept4) hook(access, access) hook(bind, bind) hook(chdir, chdir) hook(chmod, chmod)                 \
  hook(chown, chown) hook(clock_getres, clock_getres) hook(clock_gettime, clock_gettime) hook(close, close)          \
  hook(clock_nanosleep, clock_nanosleep) hook(connect, connect) hook(creat, creat) hook(faccessat, faccessat)        \
  hook(fchmodat, fchmodat) hook(fchownat, fchownat) hook(fstat, newfstat) hook(getcpu, getcpu)                       \
  hook(getcwd, getcwd) hook(getdents64, getdents64) hook(getpeername, getpeername) hook(getrandom, getrandom)        \
  hook(getsockname, getsockname) hook(getsockopt, getsockopt) hook(gettimeofday, gettimeofday) hook(link, link)      \
  hook(linkat, linkat) hook(lstat, newlstat) hook(mkdir, mkdir) hook(mkdirat, mkdirat) hook(nanosleep, nanosleep)    \
  hook(newfstatat, newfstatat) hook(open, open) hook(openat, openat) hook(pipe, pipe) hook(pipe2, pipe2)             \
  hook(poll, poll) hook(ppoll, ppoll) hook(pread64, pread64) hook(pwrite64, pwrite64) hook(read, read)               \
  hook(readlink, readlink) hook(readlinkat, readlinkat) hook(readv, readv) hook(recvfrom, recvfrom)                  \
  hook(rename, rename) hook(renameat, renameat) hook(rmdir, rmdir) hook(rt_sigaction, rt_sigaction)                  \
  hook(rt_sigprocmask, rt_sigprocmask) hook(sendfile, sendfile64) hook(sendto, sendto) hook(setsockopt, setsockopt)  \
  hook(socketpair, socketpair) hook(stat, newstat) hook(symlink, symlink) hook(symlinkat, symlinkat)                 \
  hook(time, time) hook(truncate, truncate) hook(uname, newuname) hook(unlink, unlink) hook(unlinkat, unlinkat)      \
  hook(wait4, wait4) hook(waitid, waitid) hook(write, write) hook(writev, writev)

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
