// Processes as descriptors.
#pragma once
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// The calling thread, and its process, where pidfd_send_signal and process_madvise take a pidfd (PIDFD_SELF*, 6.15).
inline constexpr fd pidfd_self{-10000};
inline constexpr fd pidfd_self_process{-10001};

/// How pidfd_open opens (PIDFD_*).
enum class pidfd_flags : uint32_t {
  none = 0,
  /// A thread that need not be its process's first (6.9).
  thread = 0200,
  /// waitid fails with eagain instead of waiting (5.10).
  nonblock = 04000,
};
void is_flags(pidfd_flags);

/// Whom pidfd_send_signal reaches; nothing: what the pidfd was opened for (PIDFD_SIGNAL_*, 6.9).
enum class pidfd_signal_flags : uint32_t { none = 0, thread = 1, thread_group = 2, process_group = 4 };
void is_flags(pidfd_signal_flags);

// g++ 12 takes members and scoped enumerators for something that hides the type of the same name.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// What is asked for and what was told in a pidfd_info (PIDFD_INFO_*).
enum class pidfd_info_mask : uint64_t {
  /// Always told.
  pid = 1,
  /// Always told.
  creds = 2,
  /// Always told where there are cgroups.
  cgroupid = 4,
  /// 6.15; only where asked for, and the process was waited for.
  exit = 8,
  /// 6.16.
  coredump = 16,
  /// 6.19.
  supported_mask = 32,
  /// 6.19.
  coredump_signal = 64,
};
void is_flags(pidfd_info_mask);

/// How a crash was dumped (PIDFD_COREDUMP*).
enum class pidfd_coredump : uint32_t { coredumped = 1, skip = 2, user = 4, root = 8 };
void is_flags(pidfd_coredump);

/// What PIDFD_GET_INFO tells of a process, the same on every ABI; look at `mask` for what it did.
struct pidfd_info_t {
  alignas(8) pidfd_info_mask mask;
  alignas(8) uint64_t cgroupid;
  /// The thread, its process, and that one's parent.
  kcall::pid pid;
  kcall::pid tgid;
  kcall::pid ppid;
  uid ruid;
  gid rgid;
  uid euid;
  gid egid;
  uid suid;
  gid sgid;
  uid fsuid;
  gid fsgid;
  /// As wait_status has it.
  int32_t exit_code;
  pidfd_coredump coredump_mask;
  uint32_t coredump_signal;
  /// All that this kernel can tell.
  alignas(8) pidfd_info_mask supported_mask;
};
static_assert(sizeof(pidfd_info_t) == 80);

/// Which namespace of a process (PIDFD_GET_*_NAMESPACE, 6.11).
enum class pidfd_namespace : uint32_t {
  cgroup = 0xff01,
  ipc = 0xff02,
  mnt = 0xff03,
  net = 0xff04,
  pid = 0xff05,
  pid_for_children = 0xff06,
  time = 0xff07,
  time_for_children = 0xff08,
  user = 0xff09,
  uts = 0xff0a,
};
#pragma GCC diagnostic pop

}  // namespace kcall::inline KCALL_ABI_TAG
