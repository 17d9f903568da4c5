// Limits, what was used, nice levels.
#pragma once
#include <kcall/types/time.hpp>
#include <kcall/types/wait.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What a limit is about (RLIMIT_*).
enum class rlimit_resource : int {
  /// CPU time in seconds.
  cpu = 0,
  /// Size of files, in bytes.
  fsize = 1,
  data = 2,
  stack = 3,
  core = 4,
  rss = 5,
  /// Processes and threads of a user.
  nproc = 6,
  /// Descriptors: one more than the highest.
  nofile = 7,
  memlock = 8,
  /// Address space, in bytes.
  as = 9,
  locks = 10,
  sigpending = 11,
  /// Bytes in POSIX message queues.
  msgqueue = 12,
  /// 20 less the lowest nice level.
  nice = 13,
  rtprio = 14,
  /// Microseconds of real-time scheduling without a wait.
  rttime = 15,
};

/// No limit (RLIM_INFINITY).
inline constexpr uint64_t rlim_infinity = ~uint64_t{0};

/// A limit, 64 bits wide on every ABI.
struct rlimit {
  /// What is in force; a process may set it up to rlim_max.
  uint64_t rlim_cur;
  uint64_t rlim_max;
  friend constexpr bool operator==(const rlimit&, const rlimit&) = default;
};
static_assert(sizeof(rlimit) == 16);

/// Whose usage (RUSAGE_*).
enum class rusage_who : int { self = 0, children = -1, both = -2, thread = 1 };

/// CPU time in clock ticks (100 a second) of a process, and of its children that it waited for. The kernel's counters
/// have 32 bits on ia32.
struct tms {
  int64_t tms_utime;
  int64_t tms_stime;
  int64_t tms_cutime;
  int64_t tms_cstime;
};

/// Whom a nice level is about (PRIO_*).
enum class priority_who : int { process = 0, pgrp = 1, user = 2 };

/// A nice level, from -20 (much) to 19 (little). The kernel says 20 less that, so that no level looks like an error.
class nice_level {
 public:
  using kernel_type = int;
  constexpr nice_level() = default;
  /// From the kernel's word; from a level: of().
  KCALL_INLINE constexpr explicit nice_level(int word) : word_(word) {}
  KCALL_INLINE static constexpr nice_level of(int level) { return nice_level(20 - level); }
  KCALL_INLINE constexpr int get() const { return word_; }
  /// -20 to 19.
  KCALL_INLINE constexpr int level() const { return 20 - word_; }
  KCALL_INLINE friend constexpr bool operator==(nice_level a, nice_level b) { return a.word_ == b.word_; }

 private:
  int word_ = 20;
};

/// Whose I/O priority (IOPRIO_WHO_*).
enum class ioprio_who : int { process = 1, pgrp = 2, user = 3 };
/// IOPRIO_CLASS_*.
enum class ioprio_class : int { none = 0, rt = 1, be = 2, idle = 3, invalid = 7 };
/// IOPRIO_HINT_* (6.5): how long a command may take, as a share of what its device allows.
enum class ioprio_hint : int {
  none = 0,
  dev_duration_limit_1 = 1,
  dev_duration_limit_2 = 2,
  dev_duration_limit_3 = 3,
  dev_duration_limit_4 = 4,
  dev_duration_limit_5 = 5,
  dev_duration_limit_6 = 6,
  dev_duration_limit_7 = 7,
};

/// An I/O priority: a class, and in rt and be a level from 0 (first) to 7.
class io_priority {
 public:
  using kernel_type = int;
  constexpr io_priority() = default;
  KCALL_INLINE constexpr explicit io_priority(int word) : word_(word) {}
  KCALL_INLINE constexpr io_priority(ioprio_class kind, int level, ioprio_hint hint = ioprio_hint::none)
      : word_(static_cast<int>(kind) << 13 | static_cast<int>(hint) << 3 | (level & 7)) {}
  KCALL_INLINE constexpr int get() const { return word_; }
  KCALL_INLINE constexpr ioprio_class kind() const { return static_cast<ioprio_class>(word_ >> 13 & 7); }
  KCALL_INLINE constexpr int level() const { return word_ & 7; }
  KCALL_INLINE constexpr ioprio_hint hint() const { return static_cast<ioprio_hint>(word_ >> 3 & 0x3ff); }
  KCALL_INLINE friend constexpr bool operator==(io_priority a, io_priority b) { return a.word_ == b.word_; }

 private:
  int word_ = 0;
};

}  // namespace kcall::inline KCALL_ABI_TAG
