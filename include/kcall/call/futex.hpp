// Fast user-space locking: sleeping until another thread changes a word.
//
// futex() is the call as it is; the functions named after its operations take what each takes and nothing else. All are
// private to the process unless told otherwise.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/futex.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

KCALL_INLINE constexpr futex_op futex_in(futex_op op, futex_scope scope) { return op | static_cast<futex_op>(scope); }

template <gate_like G>
KCALL_COLD long futex32(futex_word word, futex_op op, uint32_t value, const timespec* timeout, futex_word word2,
                        uint32_t value3) {
  const bool is_point = (op & ~(futex_op::private_flag | futex_op::clock_realtime)) != futex_op::wait;
  if (timeout && is_point && beyond_2038(*timeout)) return -static_cast<long>(errc::eoverflow);
  timespec32 old{};
  if (timeout) old = narrowed(*timeout);
  return enter<long, G>(nr<G>::futex, word, op, value, timeout ? &old : nullptr, word2, value3).word();
}

/// Operations that wait.
template <class T, gate_like G, class... A>
KCALL_INLINE result<T> futex_timed(futex_word word, futex_op op, uint32_t value, const timespec* timeout, A... more) {
  if constexpr (G::abi::long_size == 4) {
    if (timeout && would_cut<G>(*timeout)) return errc::einval;
  }
  if constexpr (requires { nr<G>::futex_time64; }) {
    const auto answer = enter<T, G>(nr<G>::futex_time64, word, op, value, timeout, more...);
    if constexpr (may_lack<0x050100>) {
      if (answer == errc::enosys) [[unlikely]] {
        const auto cold = [](futex_word w, futex_op o, uint32_t v, const timespec* t, futex_word w2 = nullptr,
                             uint32_t v3 = 0) { return futex32<G>(w, o, v, t, w2, v3); };
        return result<T>::from_word(cold(word, op, value, timeout, more...));
      }
    }
    return answer;
  } else {
    return enter<T, G>(nr<G>::futex, word, op, value, timeout, more...);
  }
}

/// Operations that do not. The old number does the same, but a kernel may be built without it.
template <class T, gate_like G, class... A>
KCALL_INLINE result<T> futex_untimed(A... arguments) {
  if constexpr (requires { nr<G>::futex_time64; }) {
    const auto answer = enter<T, G>(nr<G>::futex_time64, arguments...);
    if constexpr (may_lack<0x050100>) {
      if (answer == errc::enosys) [[unlikely]]
        return enter<T, G>(nr<G>::futex, arguments...);
    }
    return answer;
  } else {
    return enter<T, G>(nr<G>::futex, arguments...);
  }
}

}  // namespace detail

/// futex(2): operation `op` on a word, for operations with a timeout or without both; a timeout is a duration for
/// futex_op::wait and a point in time for all others; what an operation does not use is ignored. Returns what the
/// operation does. On ia32: futex_time64 (5.1), else futex, which cuts durations to 68 years and refuses points past
/// 2038 with eoverflow. eagain, etimedout, eintr, einval, efault, enosys: not an operation this kernel has.
template <gate_like G = gate::native>
KCALL_INLINE result<long> futex(futex_word word, futex_op op, uint32_t value, const timespec* timeout = nullptr,
                                futex_word word2 = nullptr, uint32_t value3 = 0) {
  return detail::futex_timed<long, G>(word, op, value, timeout, word2, value3);
}
/// futex(2): the same for operations that take a number where others take a timeout (requeue, cmp_requeue, wake_op).
template <gate_like G = gate::native>
KCALL_INLINE result<long> futex(futex_word word, futex_op op, uint32_t value, futex_value2 value2, futex_word word2,
                                uint32_t value3 = 0) {
  return detail::futex_untimed<long, G>(word, op, value, value2, word2, value3);
}

/// FUTEX_WAIT, futex(2): sleeps while the word holds `expected`, until woken or for `timeout` (null: for ever). A
/// return without error may be spurious: look at the word. eagain: it holds something else; etimedout; eintr: a signal
/// handler ran; einval: misaligned word or malformed time; efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futex_wait(futex_word word, uint32_t expected, const timespec* timeout = nullptr,
                                     futex_scope scope = futex_scope::private_) {
  return detail::futex_timed<void, G>(word, detail::futex_in(futex_op::wait, scope), expected, timeout);
}

/// FUTEX_WAKE, futex(2): wakes at most `count` threads that sleep on the word; returns how many. einval: misaligned
/// word; efault.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_wake(futex_word word, int count, futex_scope scope = futex_scope::private_) {
  return detail::futex_untimed<int, G>(word, detail::futex_in(futex_op::wake, scope), count);
}

/// FUTEX_WAIT_BITSET, futex(2): as futex_wait, but until a point in time (null: for ever) on `clock`, and woken only by
/// futex_wake_bitset with a bit in common with `bitset`, and by futex_wake. einval: also an empty bitset.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futex_wait_bitset(futex_word word, uint32_t expected, uint32_t bitset,
                                            const timespec* deadline = nullptr,
                                            futex_clock clock = futex_clock::monotonic,
                                            futex_scope scope = futex_scope::private_) {
  const futex_op op = detail::futex_in(futex_op::wait_bitset, scope) | static_cast<futex_op>(clock);
  return detail::futex_timed<void, G>(word, op, expected, deadline, futex_word(nullptr), bitset);
}

/// FUTEX_WAKE_BITSET, futex(2): wakes at most `count` threads that sleep on the word with a bit in common with
/// `bitset`; returns how many. einval: misaligned word or empty bitset; efault.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_wake_bitset(futex_word word, int count, uint32_t bitset,
                                           futex_scope scope = futex_scope::private_) {
  return detail::futex_untimed<int, G>(word, detail::futex_in(futex_op::wake_bitset, scope), count, nullptr, nullptr,
                                       bitset);
}

/// FUTEX_REQUEUE, futex(2): wakes at most `wake` threads that sleep on the word and moves at most `move` of the others
/// to sleep on `to`; returns how many were woken. efault; einval: misaligned words or negative counts.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_requeue(futex_word word, int wake, int move, futex_word to,
                                       futex_scope scope = futex_scope::private_) {
  return detail::futex_untimed<int, G>(word, detail::futex_in(futex_op::requeue, scope), wake, move, to);
}

/// FUTEX_CMP_REQUEUE, futex(2): as futex_requeue, if the word holds `expected`; returns how many threads were woken or
/// moved. eagain: it holds something else; efault; einval.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_cmp_requeue(futex_word word, int wake, int move, futex_word to, uint32_t expected,
                                           futex_scope scope = futex_scope::private_) {
  return detail::futex_untimed<int, G>(word, detail::futex_in(futex_op::cmp_requeue, scope), wake, move, to, expected);
}

/// FUTEX_LOCK_PI, futex(2): takes a priority-inheriting lock that a compare-and-swap from 0 to the thread's id did not
/// get; waits until a point on CLOCK_REALTIME (null: for ever). edeadlk: it is the caller's already; etimedout; esrch:
/// its owner is gone; eagain: its owner is exiting; enosys: a kernel without.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futex_lock_pi(futex_word word, const timespec* deadline = nullptr,
                                        futex_scope scope = futex_scope::private_) {
  return detail::futex_timed<void, G>(word, detail::futex_in(futex_op::lock_pi, scope), 0U, deadline);
}

/// FUTEX_TRYLOCK_PI, futex(2): takes a priority-inheriting lock if nobody has it or its owner is dead. eagain: somebody
/// has it; edeadlk: the caller has it.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futex_trylock_pi(futex_word word, futex_scope scope = futex_scope::private_) {
  return detail::futex_untimed<void, G>(word, detail::futex_in(futex_op::trylock_pi, scope));
}

/// FUTEX_UNLOCK_PI, futex(2): gives a priority-inheriting lock to its next waiter, or frees it. eperm: it is not the
/// caller's.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futex_unlock_pi(futex_word word, futex_scope scope = futex_scope::private_) {
  return detail::futex_untimed<void, G>(word, detail::futex_in(futex_op::unlock_pi, scope));
}

}  // namespace kcall::inline KCALL_ABI_TAG
