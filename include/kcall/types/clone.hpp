// What clone(2) and clone3(2) take.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What a child shares with the caller, and what else is to be done (CLONE_*). unshare(2) and setns(2) take some too.
enum class clone_flags : uint64_t {
  none = 0,
  /// A time namespace of its own (5.6): clone3 and unshare only, clone has the exit signal there.
  newtime = 0x80,
  /// Shares memory.
  vm = 0x100,
  /// Shares root, current directory and umask.
  fs = 0x200,
  /// Shares the table of descriptors.
  files = 0x400,
  /// Shares signal handlers; needs vm.
  sighand = 0x800,
  /// Stores a pidfd of the child (5.2).
  pidfd = 0x1000,
  /// The child is traced if the caller is.
  ptrace = 0x2000,
  /// The caller waits until the child calls execve or exit.
  vfork = 0x4000,
  /// The child's parent is the caller's.
  parent = 0x8000,
  /// A thread of this process; needs sighand.
  thread = 0x10000,
  /// A mount namespace of its own.
  newns = 0x20000,
  /// Shares the System V semaphore adjustments.
  sysvsem = 0x40000,
  /// Sets the thread pointer.
  settls = 0x80000,
  /// Stores the child's id in the caller's memory.
  parent_settid = 0x100000,
  /// Zeroes the id in the child's memory at its end, and wakes a futex there.
  child_cleartid = 0x200000,
  /// Ignored.
  detached = 0x400000,
  /// A tracer cannot force `ptrace` on the child.
  untraced = 0x800000,
  /// Stores the child's id in the child's memory.
  child_settid = 0x1000000,
  newcgroup = 0x2000000,
  newuts = 0x4000000,
  newipc = 0x8000000,
  newuser = 0x10000000,
  newpid = 0x20000000,
  newnet = 0x40000000,
  /// Shares the I/O context.
  io = 0x80000000,
  /// clone3: all handlers back to the default (5.5).
  clear_sighand = 0x100000000,
  /// clone3: into the cgroup of clone_args::cgroup (5.7).
  into_cgroup = 0x200000000,
};
void is_flags(clone_flags);

/// What clone3 reads, the same on every ABI. Addresses as numbers; 0 is none.
struct clone_args {
  alignas(8) clone_flags flags{};
  /// Where clone_flags::pidfd stores an int.
  alignas(8) uint64_t pidfd = 0;
  /// Where child_settid and child_cleartid have an int.
  alignas(8) uint64_t child_tid = 0;
  /// Where parent_settid stores an int.
  alignas(8) uint64_t parent_tid = 0;
  /// The signal that tells the parent of the child's end; 0: none.
  alignas(8) uint64_t exit_signal = static_cast<uint64_t>(signal::sigchld);
  /// Lowest address of the child's stack, and its size in bytes.
  alignas(8) uint64_t stack = 0;
  alignas(8) uint64_t stack_size = 0;
  /// settls: the thread pointer; on ia32 the address of a user_desc.
  alignas(8) uint64_t tls = 0;
  /// 5.5: ids (int) that the child is to have, innermost pid namespace first, and how many.
  alignas(8) uint64_t set_tid = 0;
  alignas(8) uint64_t set_tid_size = 0;
  /// 5.7: into_cgroup's directory, as a descriptor.
  alignas(8) uint64_t cgroup = 0;
};
static_assert(sizeof(clone_args) == 88);

namespace detail {

/// What a child is to do, where it finds it: on its own stack, because the caller's frame may be gone by then.
struct clone_start {
  int (*run)(void*);
  void* argument;
};

}  // namespace detail

}  // namespace kcall::inline KCALL_ABI_TAG
