// futex_wake_op, futex_lock_pi2, and the requeueing of priority-inheriting locks.
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <kcall/call/futex_requeue_pi.hpp>
#include <kcall/call/futex_wake_op.hpp>
#include <kcall/call/time.hpp>
#include <thread>

#include "support.hpp"

namespace {

using kcall::futex_change;
using kcall::futex_step;
using kcall::futex_test;

static_assert(futex_step{futex_change::add, 5, futex_test::gt, 7}.word() ==
              FUTEX_OP(FUTEX_OP_ADD, 5, FUTEX_OP_CMP_GT, 7));
static_assert(futex_step{futex_change::or_, 11, futex_test::le, 2047, true}.word() ==
              FUTEX_OP(FUTEX_OP_OR | static_cast<unsigned>(FUTEX_OP_OPARG_SHIFT), 11, FUTEX_OP_CMP_LE, 2047));
static_assert(futex_step{futex_change::andn, -1, futex_test::ne, -2048}.word() == (3U << 28 | 1U << 24 | 0xfff800));

// Where int $0x80 can reach them.
std::uint32_t word, word2;

/// Seconds that nothing here takes, unless something is wrong.
constexpr int for_ever = 20;

/// Runs `wake` again and again, as long as it wakes nobody.
template <class F>
int until_some(F&& wake) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(for_ever);
  while (std::chrono::steady_clock::now() < give_up) {
    const int count = wake();
    if (count != 0) return count;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return 0;
}

template <class G>
bool never(kcall::timespec& deadline, kcall::clock clock) {
  if (!kcall::clock_gettime<G>(clock, deadline)) return false;
  deadline.tv_sec += for_ever;
  return true;
}

}  // namespace

TEST_CASE_TEMPLATE("futex_wake_op changes the second word as told", G, ALL_GATES) {
  struct one {
    futex_step step;
    std::uint32_t before, after;
  };
  for (const one& o :
       {one{{futex_change::set, 7, futex_test::eq, 0}, 3, 7}, one{{futex_change::add, -2, futex_test::eq, 0}, 9, 7},
        one{{futex_change::or_, 4, futex_test::eq, 0}, 3, 7}, one{{futex_change::andn, 5, futex_test::eq, 0}, 7, 2},
        one{{futex_change::xor_, 6, futex_test::eq, 0}, 3, 5},
        one{{futex_change::set, 11, futex_test::eq, 0, true}, 0, 2048}}) {
    word2 = o.before;
    CHECK(kcall::futex_wake_op<G>(&word, 1, &word2, 1, o.step) == 0);
    CHECK(word2 == o.after);
  }
  CHECK(kcall::futex_wake_op<G>(&word, 1, nullptr, 1, {futex_change::set, 0, futex_test::eq, 0}) ==
        kcall::errc::efault);
}

TEST_CASE_TEMPLATE("futex_wake_op wakes sleepers of both words, of the second if the test says so", G, ALL_GATES) {
  const auto sleep_on = [](std::uint32_t* which) {
    return std::thread([which] {
      const timespec limit{for_ever, 0};
      syscall(SYS_futex, which, FUTEX_WAIT_PRIVATE, 1, &limit, nullptr, 0);
    });
  };
  word = word2 = 1;
  std::thread first = sleep_on(&word), second = sleep_on(&word2);
  // The test fails: the first sleeper alone.
  CHECK(until_some([] {
          return kcall::futex_wake_op<G>(&word, 1, &word2, 1, {futex_change::or_, 0, futex_test::gt, 1}).value_or(-1);
        }) == 1);
  first.join();
  // It holds: the second. The word stays what it is, so that it can fall asleep still.
  CHECK(until_some([] {
          return kcall::futex_wake_op<G>(&word, 1, &word2, 1, {futex_change::set, 1, futex_test::eq, 1}).value_or(-1);
        }) == 1);
  second.join();
  CHECK(word2 == 1);
}

TEST_CASE_TEMPLATE("futex_lock_pi2: the caller's own lock, and a deadline by the monotonic clock", G, ALL_GATES) {
  word = 0;
  const auto locked = kcall::futex_lock_pi2<G>(&word, nullptr, kcall::futex_clock::monotonic);
  if (locked == kcall::errc::enosys) {
    MESSAGE("skipped: no FUTEX_LOCK_PI2 here");
    return;
  }
  REQUIRE(locked);
  CHECK(word == static_cast<std::uint32_t>(gettid()));
  CHECK(kcall::futex_lock_pi2<G>(&word, nullptr, kcall::futex_clock::monotonic) == kcall::errc::edeadlk);
  std::thread([] {
    static kcall::timespec deadline;
    CHECK(kcall::clock_gettime<kcall::gate::native>(kcall::clock::monotonic, deadline));
    deadline.tv_nsec += 1000000;
    if (deadline.tv_nsec >= 1000000000) deadline = {deadline.tv_sec + 1, deadline.tv_nsec - 1000000000};
    CHECK(kcall::futex_lock_pi2<G>(&word, &deadline, kcall::futex_clock::monotonic) == kcall::errc::etimedout);
  }).join();
  CHECK(kcall::futex_unlock_pi<G>(&word));
  CHECK(word == 0);
}

TEST_CASE_TEMPLATE("futex_cmp_requeue_pi hands the lock to a thread in futex_wait_requeue_pi", G, ALL_GATES) {
  word = word2 = 0;
  CHECK(kcall::futex_cmp_requeue_pi<G>(&word, 0, &word2, 1) == kcall::errc::eagain);
  const auto nobody = kcall::futex_cmp_requeue_pi<G>(&word, 0, &word2, 0);
  if (nobody == kcall::errc::enosys) {
    MESSAGE("skipped: no FUTEX_CMP_REQUEUE_PI here");
    return;
  }
  CHECK(nobody == 0);
  CHECK(kcall::futex_wait_requeue_pi<G>(&word, 1, &word2) == kcall::errc::eagain);
  static kcall::timespec deadline;
  REQUIRE(never<kcall::gate::native>(deadline, kcall::clock::monotonic));
  std::atomic<int> got{-1};
  std::atomic<std::uint32_t> holder{0}, waiter{0};
  std::thread thread([&] {
    waiter = static_cast<std::uint32_t>(gettid());
    const auto woken = kcall::futex_wait_requeue_pi<G>(&word, 0, &word2, &deadline);
    got = woken ? 0 : static_cast<int>(woken.error());
    holder = __atomic_load_n(&word2, __ATOMIC_SEQ_CST);
    if (woken) static_cast<void>(kcall::futex_unlock_pi<G>(&word2));
  });
  const int handed = until_some([] { return kcall::futex_cmp_requeue_pi<G>(&word, 0, &word2, 0).value_or(-1); });
  thread.join();
  CHECK(handed == 1);
  CHECK(got == 0);
  CHECK((holder & FUTEX_TID_MASK) == waiter);
  CHECK(word2 == 0);
}
