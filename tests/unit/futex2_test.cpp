// The newer futex calls between threads of this process.
#include "support.hpp"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>

#include <atomic>
#include <thread>

#include <kcall/call/futex2.hpp>

namespace {

using kcall::clock;
using kcall::errc;
using kcall::futex2_flags;
using kcall::futex2_private;
using kcall::timespec;

using word_type = std::atomic<kcall::uint32_t>;
// Low in memory, for int $0x80 from threads too.
word_type first_word;
word_type second_word;
timespec deadline;
kcall::futex_waitv_t both[2];

timespec shortly() {
  struct ::timespec now;
  static_cast<void>(::clock_gettime(CLOCK_MONOTONIC, &now));
  const long long n = static_cast<long long>(now.tv_sec) * 1'000'000'000 + now.tv_nsec + 3'000'000;
  return {n / 1'000'000'000, n % 1'000'000'000};
}

/// Tries until it says yes, for at most ten seconds.
template <class F>
bool soon(F attempt) {
  const time_t give_up = ::time(nullptr) + 10;
  while (!attempt()) {
    if (::time(nullptr) > give_up) return false;
    ::sched_yield();
  }
  return true;
}

TEST_CASE_TEMPLATE("futex_waitv: errors, timeouts, and which one was woken", G, ALL_GATES) {
  first_word = 1;
  second_word = 2;
  both[0] = kcall::futex_waiter(&first_word, 1);
  both[1] = kcall::futex_waiter(&second_word, 2);
  deadline = shortly();
  const auto timed = kcall::futex_waitv<G>(both, &deadline);
  if (timed == errc::enosys) {
    CHECK(::syscall(SYS_futex_waitv, nullptr, 0, 0, nullptr, 0) == -1);
    CHECK(errno == ENOSYS);
    MESSAGE("skipped: no futex_waitv here");
    return;
  }
  CHECK(timed == errc::etimedout);
  both[1].val = 3;
  CHECK(kcall::futex_waitv<G>(both) == errc::eagain);
  both[1].val = 2;
  CHECK(kcall::futex_waitv<G>(both, 2, nullptr, clock::monotonic, 1) == errc::einval);
  const unsigned none = 0;
  CHECK(kcall::futex_waitv<G>(both, none) == errc::einval);
  CHECK(kcall::futex_waitv<G>(both, 129) == errc::einval);
  deadline = {0, 1LL << 32};
  CHECK(kcall::futex_waitv<G>(both, &deadline) == errc::einval);

  std::atomic<int> woken{-2};
  std::thread sleeper([&] {
    const auto answer = kcall::futex_waitv<G>(both);
    woken = answer ? *answer : -1;
  });
  CHECK(soon([] { return ::syscall(SYS_futex, &second_word, FUTEX_WAKE_PRIVATE, 1) == 1; }));
  sleeper.join();
  CHECK(woken == 1);
}

TEST_CASE_TEMPLATE("futex_wait, futex_wake and futex_requeue of their own numbers", G, ALL_GATES) {
  first_word = 1;
  const auto unequal = kcall::futex_wait<G>(&first_word, 2, ~0U, futex2_private);
  if (unequal == errc::enosys) {
    CHECK(kcall::futex_wake<G>(&first_word, ~0U, 1, futex2_private) == errc::enosys);
    MESSAGE("skipped: not in this kernel");
    return;
  }
  CHECK(unequal == errc::eagain);
  CHECK(kcall::futex_wait<G>(&first_word, 1, 0, futex2_private) == errc::einval);
  CHECK(kcall::futex_wait<G>(&first_word, 1, 1, futex2_flags::size_u64) == errc::einval);
  deadline = shortly();
  CHECK(kcall::futex_wait<G>(&first_word, 1, 1, futex2_private, &deadline) == errc::etimedout);
  deadline = {0, 1LL << 32};
  CHECK(kcall::futex_wait<G>(&first_word, 1, 1, futex2_private, &deadline) == errc::einval);
  CHECK(kcall::futex_wake<G>(&first_word, 1, 1, futex2_private) == 0);
  const auto misaligned = kcall::from_word<kcall::uint32_t*>(kcall::to_word(&first_word) + 1);
  CHECK(kcall::futex_wake<G>(misaligned, 1, 1, futex2_private) == errc::einval);

  std::atomic<bool> slept{false};
  std::thread sleeper([&] { slept = kcall::futex_wait<G>(&first_word, 1, 2, futex2_private).has_value(); });
  CHECK(kcall::futex_wake<G>(&first_word, 1, 1, futex2_private) == 0);
  CHECK(soon([] { return kcall::futex_wake<G>(&first_word, 3, 1, futex2_private) == 1; }));
  sleeper.join();
  CHECK(slept);

  second_word = 0;
  both[0] = kcall::futex_waiter(&first_word, 9);
  both[1] = kcall::futex_waiter(&second_word, 0);
  CHECK(kcall::futex_requeue<G>(both, 0, 1) == errc::eagain);
  both[0].val = 1;
  CHECK(kcall::futex_requeue<G>(both, 0, 1, 1) == errc::einval);
  std::thread moved([&] { slept = kcall::futex_wait<G>(&first_word, 1, ~0U, futex2_private).has_value(); });
  slept = false;
  CHECK(soon([] { return kcall::futex_requeue<G>(both, 0, 1) == 1; }));
  CHECK(kcall::futex_wake<G>(&first_word, ~0U, 1, futex2_private) == 0);
  CHECK(kcall::futex_wake<G>(&second_word, ~0U, 1, futex2_private) == 1);
  moved.join();
  CHECK(slept);
}

}  // namespace
