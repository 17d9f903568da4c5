// What seccomp(2) takes, what its filters see and decide, and what a listener reads and writes.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/sock_filter.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// SECCOMP_SET_MODE_*, SECCOMP_GET_*
enum class seccomp_operation : uint32_t {
  set_mode_strict = 0,
  set_mode_filter = 1,
  get_action_avail = 2,
  get_notif_sizes = 3,
};

/// SECCOMP_FILTER_FLAG_*
enum class seccomp_flags : uint32_t {
  /// All threads of the process, or none.
  tsync = 1,
  /// Since Linux 4.14.
  log = 2,
  /// Since Linux 4.17.
  spec_allow = 4,
  /// Gives a descriptor to which user_notif goes. Since Linux 5.0.
  new_listener = 8,
  /// esrch rather than the id of the thread that stood in the way of tsync. Since Linux 5.7.
  tsync_esrch = 16,
  /// Since Linux 5.19.
  wait_killable_recv = 32,
};
void is_flags(seccomp_flags);

/// What a filter decides (SECCOMP_RET_*), with 16 bits of data added; the lowest value of several filters counts, of
/// kill_process as a negative number.
enum class seccomp_action : uint32_t {
  /// Since Linux 4.14.
  kill_process = 0x80000000,
  kill_thread = 0,
  /// Sends sigsys; the data is its si_errno.
  trap = 0x00030000,
  /// The call fails with the data as its error. (A libc's macro is spelled errno.)
  errno_ = 0x00050000,
  /// Since Linux 5.0.
  user_notif = 0x7fc00000,
  trace = 0x7ff00000,
  /// Since Linux 4.14.
  log = 0x7ffc0000,
  allow = 0x7fff0000,
};

/// Masks of an answer (SECCOMP_RET_ACTION_FULL, SECCOMP_RET_DATA).
inline constexpr uint32_t seccomp_action_mask = 0xffff0000;
inline constexpr uint32_t seccomp_data_mask = 0x0000ffff;

/// What a filter sees of a call.
struct seccomp_data {
  int32_t nr;
  /// AUDIT_ARCH_*: of which ABI the number is.
  uint32_t arch;
  uint64_t instruction_pointer;
  uint64_t args[6];
};
static_assert(sizeof(seccomp_data) == 64);

/// Sizes in bytes of the structures below in this kernel.
struct seccomp_notif_sizes {
  uint16_t seccomp_notif;
  uint16_t seccomp_notif_resp;
  uint16_t seccomp_data;
};
static_assert(sizeof(seccomp_notif_sizes) == 6);

/// A call that waits for its answer.
struct seccomp_notif {
  uint64_t id;
  uint32_t pid;
  uint32_t flags;
  seccomp_data data;
};
static_assert(sizeof(seccomp_notif) == 80);

/// SECCOMP_USER_NOTIF_FLAG_CONTINUE
enum class seccomp_resp_flags : uint32_t {
  /// The call goes on as if nothing had been. Since Linux 5.5.
  continue_ = 1,
};
void is_flags(seccomp_resp_flags);

/// The answer: what the call returns, or its error (negative).
struct seccomp_notif_resp {
  uint64_t id;
  int64_t val;
  int32_t error;
  seccomp_resp_flags flags;
};
static_assert(sizeof(seccomp_notif_resp) == 24);

/// SECCOMP_ADDFD_FLAG_*
enum class seccomp_addfd_flags : uint32_t {
  setfd = 1,
  /// Since Linux 5.14.
  send = 2,
};
void is_flags(seccomp_addfd_flags);

/// A descriptor for the process that waits. Since Linux 5.9.
struct seccomp_notif_addfd {
  uint64_t id;
  seccomp_addfd_flags flags;
  uint32_t srcfd;
  uint32_t newfd;
  uint32_t newfd_flags;
};
static_assert(sizeof(seccomp_notif_addfd) == 24);

}  // namespace kcall::inline KCALL_ABI_TAG
