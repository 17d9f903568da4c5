// How threads are scheduled, and where.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// SCHED_*: sched(7).
enum class sched_policy : int {
  /// SCHED_OTHER, the default.
  normal = 0,
  fifo = 1,
  rr = 2,
  batch = 3,
  idle = 5,
  /// sched_setattr only (3.14).
  deadline = 6,
  /// sched_ext's (6.12).
  ext = 7,
  /// Added to another: children start with the default.
  reset_on_fork = 0x40000000,
};
void is_flags(sched_policy);

/// sched_attr's flags (SCHED_FLAG_*).
enum class sched_flags : uint64_t {
  none = 0,
  reset_on_fork = 1,
  /// Deadline: uses what others leave (4.13).
  reclaim = 2,
  /// Deadline: sigxcpu when the time was overrun (4.16).
  dl_overrun = 4,
  keep_policy = 8,
  keep_params = 16,
  /// sched_util_min and sched_util_max are set (5.3).
  util_clamp_min = 32,
  util_clamp_max = 64,
};
void is_flags(sched_flags);

/// sched_setscheduler(2)'s one parameter: 1 to 99 for fifo and rr, else 0.
struct sched_param {
  int sched_priority;
};

// g++ 12 takes a member for something that hides the type of the same name.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// sched_setattr(2)'s parameters, the same on every ABI. Times in nanoseconds.
struct sched_attr {
  /// Of this structure.
  uint32_t size = 56;
  kcall::sched_policy sched_policy = kcall::sched_policy::normal;
  alignas(8) kcall::sched_flags sched_flags{};
  /// normal and batch: -20 to 19.
  int32_t sched_nice = 0;
  /// fifo and rr: 1 to 99.
  uint32_t sched_priority = 0;
  /// deadline; normal and batch: the slice (6.12).
  alignas(8) uint64_t sched_runtime = 0;
  alignas(8) uint64_t sched_deadline = 0;
  alignas(8) uint64_t sched_period = 0;
  /// 0 to 1024.
  uint32_t sched_util_min = 0;
  uint32_t sched_util_max = 0;
};
#pragma GCC diagnostic pop
static_assert(sizeof(sched_attr) == 56);

KCALL_POINTER_ARITHMETIC_BEGIN
/// A set of processors 0 to 1023.
class cpu_set {
 public:
  static constexpr size_t capacity = 1024;
  /// The empty set.
  KCALL_INLINE constexpr cpu_set() { clear_from(0); }
  KCALL_INLINE constexpr explicit cpu_set(unsigned processor) : cpu_set() { add(processor); }

  KCALL_INLINE constexpr cpu_set& add(unsigned processor) {
    if (processor < capacity) words_[processor / bits] |= 1UL << processor % bits;
    return *this;
  }
  KCALL_INLINE constexpr cpu_set& remove(unsigned processor) {
    if (processor < capacity) words_[processor / bits] &= ~(1UL << processor % bits);
    return *this;
  }
  KCALL_INLINE constexpr bool has(unsigned processor) const {
    return processor < capacity && (words_[processor / bits] >> processor % bits & 1) != 0;
  }
  KCALL_INLINE constexpr unsigned count() const {
    unsigned sum = 0;
    for (const unsigned long word : words_) {
      for (unsigned long rest = word; rest != 0; rest &= rest - 1) ++sum;
    }
    return sum;
  }

  KCALL_INLINE constexpr unsigned long* data() { return &words_[0]; }
  KCALL_INLINE constexpr const unsigned long* data() const { return &words_[0]; }
  /// Empties all from that word on.
  KCALL_INLINE constexpr void clear_from(size_t word) {
    for (; word < capacity / bits; ++word) {
      words_[word] = 0;
      // Or the compiler makes it a call of memset.
      if (!__builtin_is_constant_evaluated()) asm volatile("");
    }
  }

 private:
  static constexpr unsigned bits = 8 * sizeof(long);
  unsigned long words_[capacity / bits];
};
KCALL_POINTER_ARITHMETIC_END
static_assert(sizeof(cpu_set) == 128);

}  // namespace kcall::inline KCALL_ABI_TAG
