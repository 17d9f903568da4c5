// mutex: one word, and no system call unless two threads want it at once.
//
//   kcall::mutex m;
//   {
//     const kcall::lock_scope held{m};
//     …
//   }
//
// Works between threads, whoever made them; process_shared_mutex also between processes that share its memory. What
// std::lock_guard and std::unique_lock want of a mutex, it has.
//
// Missing: recursion (a thread that locks twice waits for itself), inheritance of priorities (futex_lock_pi), recovery
// when a process dies with the lock.
#pragma once
#include <kcall/futex/sleep.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

enum mutex_state : uint32_t { mutex_free = 0, mutex_taken = 1, mutex_wanted = 2 };

/// Takes a mutex that was not free, leaving word that others may sleep. 0, or what futex_sleep() says of `until`.
template <gate_like G>
KCALL_COLD inline long mutex_wait(atomic<uint32_t>& word, const deadline* until, futex_scope scope) {
  while (word.exchange<memory_order::acquire>(mutex_wanted) != mutex_free) {
    if (const long failed = futex_sleep<G>(word, mutex_wanted, until, scope); failed != 0) return failed;
  }
  return 0;
}

}  // namespace detail

/// A lock that one thread at a time has. All zeroes is a free one.
template <futex_scope Scope = futex_scope::private_, gate_like G = gate::native>
class basic_mutex {
 public:
  constexpr basic_mutex() = default;

  /// Waits until the mutex is the caller's.
  KCALL_INLINE void lock() {
    if (!try_lock()) [[unlikely]]
      static_cast<void>(detail::mutex_wait<G>(word_, nullptr, Scope));
  }
  /// Takes the mutex if nobody has it; says whether.
  KCALL_INLINE bool try_lock() {
    uint32_t expected = detail::mutex_free;
    return word_.compare_exchange<memory_order::acquire>(expected, detail::mutex_taken);
  }
  /// Waits until the mutex is the caller's or a point in time has come: etimedout. A free one is taken whatever the
  /// time. einval: tv_nsec is not one.
  KCALL_INLINE result<void> lock_until(const deadline& until) {
    if (try_lock()) [[likely]]
      return {};
    return result<void>::from_word(detail::mutex_wait<G>(word_, &until, Scope));
  }
  /// Gives the mutex, which is the caller's, to whoever wants it. It may be gone when this returns.
  KCALL_INLINE void unlock() {
    if (word_.exchange<memory_order::release>(detail::mutex_free) == detail::mutex_wanted) [[unlikely]]
      detail::futex_rouse<G>(word_, 1, Scope);
  }

 private:
  atomic<uint32_t> word_{detail::mutex_free};
};

/// A mutex of the threads of one process.
using mutex = basic_mutex<>;
/// A mutex in memory that processes share.
using process_shared_mutex = basic_mutex<futex_scope::shared>;

/// Has a mutex from here to the end of the block.
template <class M>
class [[nodiscard]] lock_scope {
 public:
  KCALL_INLINE explicit lock_scope(M& wanted) : mutex_(wanted) { mutex_.lock(); }
  KCALL_INLINE ~lock_scope() { mutex_.unlock(); }
  lock_scope(const lock_scope&) = delete;
  lock_scope& operator=(const lock_scope&) = delete;

 private:
  M& mutex_;
};
template <class M>
lock_scope(M&) -> lock_scope<M>;

}  // namespace kcall::inline KCALL_ABI_TAG
