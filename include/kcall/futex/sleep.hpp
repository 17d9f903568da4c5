// Sleeping on a word until another thread has changed it: what mutex.hpp, condition.hpp and the others are made of.
#pragma once
#include <kcall/call/futex.hpp>
#include <kcall/types/atomic.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A point in time on a clock. deadline_after() in deadline.hpp makes one from a duration.
struct deadline {
  timespec time;
  futex_clock clock = futex_clock::monotonic;
};

namespace detail {

/// Sleeps if `word` holds `expected`. 0: woken, or it held something else, or a signal handler ran: look at the word.
/// Else -etimedout, or what else the kernel said of `until`. Without `until` always 0: should the kernel refuse to let
/// this thread sleep (a filter), it waits awake, because it must not go on.
template <gate_like G>
[[gnu::noinline]] inline long futex_sleep(atomic<uint32_t>& word, uint32_t expected, const deadline* until,
                                          futex_scope scope) {
  // Past, where the kernel says einval.
  if (until && until->time.tv_sec < 0) return -static_cast<long>(errc::etimedout);
  const auto slept = futex_wait_bitset<G>(&word, expected, futex_bitset_match_any, until ? &until->time : nullptr,
                                          until ? until->clock : futex_clock::monotonic, scope);
  return !until || slept == errc::eagain || slept == errc::eintr ? 0 : slept.word();
}

/// Wakes up to `count` sleepers. Whoever was let go may have unmapped the word by now, so that there may be nobody to
/// wake, or no memory: neither is an error.
template <gate_like G>
KCALL_COLD inline void futex_rouse(atomic<uint32_t>& word, int count, futex_scope scope) {
  static_cast<void>(futex_wake<G>(&word, count, scope));
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
