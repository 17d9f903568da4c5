// Priority-inheriting futexes beyond lock and unlock: a lock by another clock, and what condition variables are made
// of.
#pragma once
#include <kcall/call/futex.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// FUTEX_LOCK_PI2, futex(2): as futex_lock_pi, with the deadline on `clock`. enosys before 5.14.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futex_lock_pi2(futex_word word, const timespec* deadline, futex_clock clock,
                                         futex_scope scope = futex_scope::private_) {
  const futex_op op = detail::futex_in(futex_op::lock_pi2, scope) | static_cast<futex_op>(clock);
  return detail::futex_timed<void, G>(word, op, 0U, deadline);
}

/// FUTEX_WAIT_REQUEUE_PI, futex(2): sleeps while `word` holds `expected`, until futex_cmp_requeue_pi hands on the lock
/// `lock`, which the caller has then. `deadline` (null: for ever) is a point on `clock`. eagain: the word holds
/// something else; etimedout; einval; efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futex_wait_requeue_pi(futex_word word, uint32_t expected, futex_word lock,
                                                const timespec* deadline = nullptr,
                                                futex_clock clock = futex_clock::monotonic,
                                                futex_scope scope = futex_scope::private_) {
  const futex_op op = detail::futex_in(futex_op::wait_requeue_pi, scope) | static_cast<futex_op>(clock);
  return detail::futex_timed<void, G>(word, op, expected, deadline, lock);
}

/// FUTEX_CMP_REQUEUE_PI, futex(2): if `word` holds `expected`, gives one thread that sleeps on it in
/// futex_wait_requeue_pi the lock `lock`, or makes it wait for that, and at most `move` of the others too; returns how
/// many threads that are. eagain: the word holds something else; einval; efault; esrch: the lock's owner is gone.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_cmp_requeue_pi(futex_word word, int move, futex_word lock, uint32_t expected,
                                              futex_scope scope = futex_scope::private_) {
  return detail::futex_untimed<int, G>(word, detail::futex_in(futex_op::cmp_requeue_pi, scope), 1, move, lock,
                                       expected);
}

}  // namespace kcall::inline KCALL_ABI_TAG
