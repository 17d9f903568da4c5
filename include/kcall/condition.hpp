// condition: waiting until another thread has changed what a mutex protects.
//
//   kcall::mutex m;
//   kcall::condition not_empty;
//
//   {                                                // who takes
//     const kcall::lock_scope held{m};
//     not_empty.wait(m, [] { return !empty(); });
//     take(item);
//   }
//
//   {                                                // who gives
//     const kcall::lock_scope held{m};
//     put(item);
//   }
//   not_empty.notify_one();
//
// A number counts the notifications; who waits sleeps while it is what it was when the mutex was still theirs. So none
// is lost, unless 2^32 of them come between giving the mutex away and falling asleep. Who notifies where nobody waits
// makes no system call.
#pragma once
#include <kcall/futex/sleep.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Waits need a mutex that the caller has, of any type with lock() and unlock(); all that wait at a time use the same.
/// Notifying does not, but what was changed must have been changed under it. It must stay until all waits have returned,
/// which is longer than std::condition_variable must. All zeroes is a new one.
template <futex_scope Scope = futex_scope::private_, gate_like G = gate::native>
class basic_condition {
 public:
  constexpr basic_condition() = default;

  /// Gives the mutex away, sleeps until notified, has the mutex again. May also return for no reason: look, and wait
  /// again.
  template <class M>
  void wait(M& held) {
    static_cast<void>(sleep(held, nullptr));
  }
  /// The same until a point in time: etimedout. einval: tv_nsec is not one.
  template <class M>
  result<void> wait_until(M& held, const deadline& until) {
    return result<void>::from_word(sleep(held, &until));
  }

  /// Waits until predicate(), which is called with the mutex held.
  template <class M, class P>
  void wait(M& held, P predicate) {
    while (!predicate()) wait(held);
  }
  /// The same until a point in time: an error if predicate() does not hold even then.
  template <class M, class P>
  result<void> wait_until(M& held, const deadline& until, P predicate) {
    while (!predicate()) {
      if (const auto waited = wait_until(held, until); !waited) return predicate() ? result<void>() : waited;
    }
    return {};
  }

  /// Wakes one of those who wait, or all.
  KCALL_INLINE void notify_one() { notify(1); }
  KCALL_INLINE void notify_all() { notify(futex_all); }

 private:
  template <class M>
  long sleep(M& held, const deadline* until) {
    // The mutex orders both with a notification of what is changed under it.
    waiting_.template fetch_add<memory_order::relaxed>(1);
    const uint32_t seen = notified_.template load<memory_order::relaxed>();
    held.unlock();
    const long answer = detail::futex_sleep<G>(notified_, seen, until, Scope);
    waiting_.template fetch_sub<memory_order::relaxed>(1);
    held.lock();
    return answer;
  }
  KCALL_INLINE void notify(int count) {
    if (waiting_.template load<memory_order::relaxed>() == 0) return;
    notified_.template fetch_add<memory_order::relaxed>(1);
    detail::futex_rouse<G>(notified_, count, Scope);
  }

  atomic<uint32_t> notified_{0};
  atomic<uint32_t> waiting_{0};
};

/// A condition of the threads of one process.
using condition = basic_condition<>;
/// A condition in memory that processes share, with a process_shared_mutex.
using process_shared_condition = basic_condition<futex_scope::shared>;

}  // namespace kcall::inline KCALL_ABI_TAG
