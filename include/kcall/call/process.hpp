// Processes: who they are, making them, ending them. Programs: call/exec.hpp; waiting for children: call/wait.hpp.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/exec.hpp>
#include <kcall/call/wait.hpp>
#include <kcall/call/vfork.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// getpid(2): the caller's process id.
template <gate_like G = gate::native>
KCALL_INLINE pid getpid() {
  return from_word<pid>(detail::pass<G>(nr<G>::getpid));
}

/// getppid(2): its parent's, or pid{0} where that is in another pid namespace.
template <gate_like G = gate::native>
KCALL_INLINE pid getppid() {
  return from_word<pid>(detail::pass<G>(nr<G>::getppid));
}

/// gettid(2): the caller's thread id; that of the first thread is the process id.
template <gate_like G = gate::native>
KCALL_INLINE pid gettid() {
  return from_word<pid>(detail::pass<G>(nr<G>::gettid));
}

/// getuid(2): the real user id. ia32: getuid32.
template <gate_like G = gate::native>
KCALL_INLINE uid getuid() {
  if constexpr (requires { nr<G>::getuid32; }) {
    return from_word<uid>(detail::pass<G>(nr<G>::getuid32));
  } else {
    return from_word<uid>(detail::pass<G>(nr<G>::getuid));
  }
}

/// geteuid(2): the effective user id. ia32: geteuid32.
template <gate_like G = gate::native>
KCALL_INLINE uid geteuid() {
  if constexpr (requires { nr<G>::geteuid32; }) {
    return from_word<uid>(detail::pass<G>(nr<G>::geteuid32));
  } else {
    return from_word<uid>(detail::pass<G>(nr<G>::geteuid));
  }
}

/// getgid(2): the real group id. ia32: getgid32.
template <gate_like G = gate::native>
KCALL_INLINE gid getgid() {
  if constexpr (requires { nr<G>::getgid32; }) {
    return from_word<gid>(detail::pass<G>(nr<G>::getgid32));
  } else {
    return from_word<gid>(detail::pass<G>(nr<G>::getgid));
  }
}

/// getegid(2): the effective group id. ia32: getegid32.
template <gate_like G = gate::native>
KCALL_INLINE gid getegid() {
  if constexpr (requires { nr<G>::getegid32; }) {
    return from_word<gid>(detail::pass<G>(nr<G>::getegid32));
  } else {
    return from_word<gid>(detail::pass<G>(nr<G>::getegid));
  }
}

/// fork(2): a copy of this process, with this thread only. Returns the child's id, and pid{0} in the child. eagain,
/// enomem. A libc in the same program is not told (its atfork handlers, its cached ids). Where there is only clone:
/// clone(SIGCHLD).
template <gate_like G = gate::native>
KCALL_INLINE result<pid> fork() {
  if constexpr (requires { nr<G>::fork; }) {
    return enter<pid, G>(nr<G>::fork);
  } else {
    // The orders of clone's last three arguments differ; all are 0 here.
    return enter<pid, G>(nr<G>::clone, static_cast<unsigned long>(signal::sigchld), 0L, 0L, 0L, 0L);
  }
}

/// vfork(2): a child that shares this memory and this stack, and stops the caller until it calls execve, execveat or
/// exit. Returns the child's id, and before that pid{0} in the child. eagain, enomem. The child may do nothing else but
/// change variables of the function that called vfork, and must not return from it. A function with vfork in it is not
/// inlined by g++; vfork(child, argument) has neither limit.
///
/// For the gates that trap, and those that name one as their trap, this is an assembly routine (call/vfork.hpp). This
/// one is for gates of your own: it trusts them to return safely twice.
template <detail::lacks_vfork_routine G = gate::native>
KCALL_INLINE result<pid> vfork() {
  if constexpr (requires { nr<G>::vfork; }) {
    return enter<pid, trap_of<G>>(nr<G>::vfork);
  } else {
    // CLONE_VM | CLONE_VFORK
    return enter<pid, trap_of<G>>(nr<G>::clone, 0x4100UL | static_cast<unsigned long>(signal::sigchld), 0L, 0L, 0L, 0L);
  }
}

/// vfork(2), safely: the child calls child(argument) below the caller's frames, in the caller's memory, and the caller
/// goes on when that has called execve, execveat or exit. It must not return: that traps. Returns the child's id;
/// eagain, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> vfork(void (*child)(void*), void* argument) {
  if constexpr (detail::has_vfork_routine<G>) {
    const long word = detail::vfork_and_call<G>(child, argument);
    detail::forget_child_frames();
    return result<pid>::from_word(word);
  } else {
    const result<pid> made = vfork<G>();
    if (made == pid{0}) {
      child(argument);
      __builtin_trap();
    }
    return made;
  }
}

/// exit_group(2): ends the process with `code`, of which the parent sees the lower eight bits. No destructors, no libc.
template <gate_like G = gate::native>
[[noreturn]] KCALL_INLINE void exit_group(int code) {
  static_cast<void>(detail::pass<G>(nr<G>::exit_group, code));
  __builtin_trap();
}

/// exit(2): ends this thread, and the process with `code` if it was the last.
template <gate_like G = gate::native>
[[noreturn]] KCALL_INLINE void exit(int code) {
  static_cast<void>(detail::pass<G>(nr<G>::exit, code));
  __builtin_trap();
}

}  // namespace kcall::inline KCALL_ABI_TAG
