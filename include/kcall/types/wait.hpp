// Waiting for children: which, how, and what became of them.
#pragma once
#include <kcall/types/fd.hpp>
#include <kcall/types/signal.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What to wait for, and how. wait4 takes wnohang, wuntraced, wcontinued; waitid all but wuntraced, and needs at least
/// one of wexited, wstopped and wcontinued.
enum class wait_flags : uint32_t {
  none = 0,
  /// Returns at once where there is nothing to tell.
  wnohang = 1,
  /// wait4: stopped children too.
  wuntraced = 2,
  wstopped = 2,
  wexited = 4,
  wcontinued = 8,
  /// waitid: the child can be waited for again.
  wnowait = 0x01000000,
  /// Only this thread's children.
  wnothread = 0x20000000,
  /// Children of any kind, clone's without sigchld too.
  wall = 0x40000000,
  /// Only those of clone's that do not send sigchld.
  wclone = 0x80000000,
};
void is_flags(wait_flags);

/// What became of a child, in the one word of wait4.
class wait_status {
 public:
  using kernel_type = int;
  constexpr wait_status() = default;
  KCALL_INLINE constexpr explicit wait_status(int word) : word_(word) {}
  KCALL_INLINE constexpr int get() const { return word_; }
  KCALL_INLINE friend constexpr bool operator==(wait_status a, wait_status b) { return a.word_ == b.word_; }

  /// It called exit.
  KCALL_INLINE constexpr bool exited() const { return low() == 0; }
  /// With what, 0 to 255; only where exited().
  KCALL_INLINE constexpr int exit_code() const { return word_ >> 8 & 0xff; }
  /// A signal killed it.
  KCALL_INLINE constexpr bool signaled() const { return low() != 0 && low() != 0x7f; }
  /// Which; only where signaled().
  KCALL_INLINE constexpr signal term_signal() const { return static_cast<signal>(low()); }
  /// It left a core dump; only where signaled().
  KCALL_INLINE constexpr bool core_dumped() const { return (word_ & 0x80) != 0; }
  /// It stopped, for a signal or a tracer.
  KCALL_INLINE constexpr bool stopped() const { return (word_ & 0xff) == 0x7f; }
  /// For which signal; only where stopped(). A tracer may find 0x80 added.
  KCALL_INLINE constexpr signal stop_signal() const { return static_cast<signal>(word_ >> 8 & 0xff); }
  /// PTRACE_EVENT_*, or 0; only where stopped().
  KCALL_INLINE constexpr int stop_event() const { return word_ >> 16; }
  /// It went on after a stop.
  KCALL_INLINE constexpr bool continued() const { return word_ == 0xffff; }

 private:
  KCALL_INLINE constexpr int low() const { return word_ & 0x7f; }
  int word_ = 0;
};

/// What wait4 returns: `auto [child, status] = *wait4(…)`.
struct waited {
  /// pid{0}: none yet (wnohang).
  pid child;
  wait_status status;
};

// g++ 12 takes idtype::pid, which is scoped, for something that hides the type.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// What kind of id waitid gets (P_*).
enum class idtype : int {
  /// Any child; the id is not looked at.
  all = 0,
  pid = 1,
  pgid = 2,
  /// Since 5.4.
  pidfd = 3,
};
#pragma GCC diagnostic pop

/// waitid's id: a process, a process group, or a pidfd; `{}` for idtype::all, which needs none.
class wait_id {
 public:
  using kernel_type = int;
  KCALL_INLINE constexpr wait_id() : value_(0) {}
  KCALL_INLINE constexpr wait_id(pid p) : value_(p.get()) {}
  KCALL_INLINE constexpr wait_id(fd f) : value_(f.get()) {}
  KCALL_INLINE constexpr int get() const { return value_; }

 private:
  int value_;
};

/// What a process has used (getrusage(2)). Wider than the kernel's on ia32, whose counters have 32 bits.
struct rusage_t {
  /// CPU time in user and in kernel mode.
  timeval ru_utime;
  timeval ru_stime;
  /// Largest resident set, in KiB.
  int64_t ru_maxrss;
  /// Always 0, like all that are not documented here.
  int64_t ru_ixrss;
  int64_t ru_idrss;
  int64_t ru_isrss;
  /// Page faults without and with reading from a device.
  int64_t ru_minflt;
  int64_t ru_majflt;
  int64_t ru_nswap;
  /// Reads and writes of the file system.
  int64_t ru_inblock;
  int64_t ru_oublock;
  int64_t ru_msgsnd;
  int64_t ru_msgrcv;
  int64_t ru_nsignals;
  /// Context switches: waited, and was made to.
  int64_t ru_nvcsw;
  int64_t ru_nivcsw;
};
static_assert(sizeof(rusage_t) == 144);

}  // namespace kcall::inline KCALL_ABI_TAG
