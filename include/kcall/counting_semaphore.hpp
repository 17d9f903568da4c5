// counting_semaphore: a number that threads and signal handlers add to, and threads take from, waiting while it is 0.
//
// One word: the number, and a bit that says that somebody may sleep. Adding clears the bit and wakes as many as there
// is for; who slept sets it again, since others may sleep still, and wakes the next while something is left. So nobody
// sleeps while there is something to take, and the word is not touched once its last unit can be had: who takes that
// may free the memory.
//
// Missing: recovery when a process is killed that waits: if it had been woken, others may sleep on though there is
// something to take.
#pragma once
#include <kcall/futex/sleep.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

inline constexpr uint32_t semaphore_sleepers = 0x80000000, semaphore_max = 0x7fffffff;

/// Takes one if there is one.
KCALL_INLINE bool semaphore_take(atomic<uint32_t>& word) {
  uint32_t seen = word.load<memory_order::relaxed>();
  while ((seen & semaphore_max) != 0) {
    if (word.compare_exchange<memory_order::acquire>(seen, seen - 1)) return true;
  }
  return false;
}

/// Takes one, waiting for it. 0, or what futex_sleep() says of `until`.
template <gate_like G>
KCALL_COLD inline long semaphore_wait(atomic<uint32_t>& word, const deadline* until, futex_scope scope) {
  uint32_t seen = word.load<memory_order::relaxed>();
  uint32_t others = 0;
  for (;;) {
    if ((seen & semaphore_max) != 0) {
      const uint32_t rest = (seen - 1) | others;
      if (!word.compare_exchange<memory_order::acquire>(seen, rest)) continue;
      if (others != 0 && (rest & semaphore_max) != 0) futex_rouse<G>(word, 1, scope);
      return 0;
    }
    if (seen == 0 && !word.compare_exchange<memory_order::relaxed>(seen, semaphore_sleepers)) continue;
    if (const long failed = futex_sleep<G>(word, semaphore_sleepers, until, scope); failed != 0) return failed;
    others = semaphore_sleepers;
    seen = word.load<memory_order::relaxed>();
  }
}

}  // namespace detail

template <futex_scope Scope = futex_scope::private_, gate_like G = gate::native>
class basic_semaphore {
 public:
  static constexpr uint32_t max = detail::semaphore_max;

  /// `count`: how many can be taken at once, at most max.
  KCALL_INLINE constexpr explicit basic_semaphore(uint32_t count = 0) : word_(count) {}

  /// Takes one, waiting for it.
  KCALL_INLINE void acquire() {
    if (!try_acquire()) [[unlikely]]
      static_cast<void>(detail::semaphore_wait<G>(word_, nullptr, Scope));
  }
  /// Takes one if there is one; says whether.
  KCALL_INLINE bool try_acquire() { return detail::semaphore_take(word_); }
  /// Takes one, waiting for it until a point in time: etimedout. What is there is taken whatever the time. einval:
  /// tv_nsec is not one.
  KCALL_INLINE result<void> acquire_until(const deadline& until) {
    if (try_acquire()) [[likely]]
      return {};
    return result<void>::from_word(detail::semaphore_wait<G>(word_, &until, Scope));
  }

  /// Adds `count`. eoverflow: more than max, and nothing is added. Signal handlers may call it.
  result<void> release(uint32_t count = 1) {
    // The bit is for those who are woken to set again, and a kernel need not wake one where it was asked for none.
    if (count == 0) return {};
    uint32_t seen = word_.template load<memory_order::relaxed>();
    uint32_t there;
    do {
      there = seen & max;
      if (count > max - there) return errc::eoverflow;
    } while (!word_.template compare_exchange<memory_order::release>(seen, there + count));
    if ((seen & detail::semaphore_sleepers) != 0) [[unlikely]]
      detail::futex_rouse<G>(word_, static_cast<int>(count), Scope);
    return {};
  }

  /// How many there are now; when this returns, it may be another number.
  KCALL_INLINE uint32_t count() const { return word_.template load<memory_order::relaxed>() & max; }

 private:
  atomic<uint32_t> word_;
};

/// A semaphore of the threads of one process.
using counting_semaphore = basic_semaphore<>;
/// A semaphore in memory that processes share.
using process_shared_semaphore = basic_semaphore<futex_scope::shared>;

}  // namespace kcall::inline KCALL_ABI_TAG
