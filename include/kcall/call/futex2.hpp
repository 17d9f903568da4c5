// The newer futex calls, one for each operation. futex_wait, futex_wake and futex_requeue are overloads of those in
// call/futex.hpp, which make the older call: the newer ones take futex2_flags.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/futex.hpp>
#include <kcall/types/futex2.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// futex_waitv(2): sleeps while each of `count` words, at most 128, holds what it should, until one is woken or a point
/// in time on `on` (null: for ever). Returns the place of one that was woken. `flags` must be 0. Since 5.16. eagain:
/// one holds something else; etimedout, eintr, einval, efault, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_waitv(const futex_waitv_t* waiters, unsigned count, const timespec* deadline = nullptr,
                                     clock on = clock::monotonic, unsigned flags = 0) {
  if (deadline && detail::would_cut<G>(*deadline)) return errc::einval;
  return enter<int, G>(nr<G>::futex_waitv, waiters, count, flags, deadline, on);
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<int> futex_waitv(const futex_waitv_t (&waiters)[n], const timespec* deadline = nullptr,
                                     clock on = clock::monotonic) {
  return futex_waitv<G>(&waiters[0], static_cast<unsigned>(n), deadline, on);
}

/// futex_wait(2), not futex(2): sleeps while the word holds `expected`, until woken by one with a bit in common with
/// `mask`, or a point in time on `on` (null: for ever). Since 6.7. eagain, etimedout, eintr; einval: also an empty
/// mask, or bits beyond the word's size; efault, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> futex_wait(futex_word word, unsigned long expected, unsigned long mask, futex2_flags flags,
                                     const timespec* deadline = nullptr, clock on = clock::monotonic) {
  if (deadline && detail::would_cut<G>(*deadline)) return errc::einval;
  return enter<void, G>(nr<G>::futex_wait, word, expected, mask, flags, deadline, on);
}

/// futex_wake(2), not futex(2): wakes at most `count` threads that sleep on the word with a bit in common with `mask`;
/// returns how many. Since 6.7. einval, efault, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_wake(futex_word word, unsigned long mask, int count, futex2_flags flags) {
  return enter<int, G>(nr<G>::futex_wake, word, mask, count, flags);
}

/// futex_requeue(2), not futex(2): if the word of pair[0] holds its value, wakes at most `wake` threads that sleep on
/// it and moves at most `move` others to the word of pair[1]; returns how many were woken or moved. `flags` must be 0.
/// Since 6.7. eagain: it holds something else; einval, efault, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<int> futex_requeue(const futex_waitv_t (&pair)[2], int wake, int move, unsigned flags = 0) {
  return enter<int, G>(nr<G>::futex_requeue, &pair[0], flags, wake, move);
}

}  // namespace kcall::inline KCALL_ABI_TAG
