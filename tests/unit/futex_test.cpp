// futex: sleeping, waking, moving and priority-inheriting locks between threads of this process.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "old_kernel.hpp"
#include "support.hpp"

#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#include <atomic>
#include <thread>

#include <kcall/call/futex.hpp>

namespace {

using kcall::errc;
using kcall::futex_all;
using kcall::futex_clock;
using kcall::futex_op;
using kcall::futex_scope;
using kcall::futex_value2;
using kcall::timespec;

static_assert(static_cast<int>(futex_op::wait) == FUTEX_WAIT && static_cast<int>(futex_op::wake) == FUTEX_WAKE);
static_assert(static_cast<int>(futex_op::requeue) == FUTEX_REQUEUE);
static_assert(static_cast<int>(futex_op::cmp_requeue) == FUTEX_CMP_REQUEUE);
static_assert(static_cast<int>(futex_op::wake_op) == FUTEX_WAKE_OP);
static_assert(static_cast<int>(futex_op::lock_pi) == FUTEX_LOCK_PI);
static_assert(static_cast<int>(futex_op::unlock_pi) == FUTEX_UNLOCK_PI);
static_assert(static_cast<int>(futex_op::trylock_pi) == FUTEX_TRYLOCK_PI);
static_assert(static_cast<int>(futex_op::wait_bitset) == FUTEX_WAIT_BITSET);
static_assert(static_cast<int>(futex_op::wake_bitset) == FUTEX_WAKE_BITSET);
static_assert(static_cast<int>(futex_op::wait_requeue_pi) == FUTEX_WAIT_REQUEUE_PI);
static_assert(static_cast<int>(futex_op::cmp_requeue_pi) == FUTEX_CMP_REQUEUE_PI);
static_assert(static_cast<int>(futex_op::lock_pi2) == FUTEX_LOCK_PI2);
static_assert(static_cast<int>(futex_op::private_flag) == FUTEX_PRIVATE_FLAG);
static_assert(static_cast<int>(futex_op::clock_realtime) == FUTEX_CLOCK_REALTIME);
static_assert(static_cast<int>(futex_scope::private_) == FUTEX_PRIVATE_FLAG);
static_assert(static_cast<int>(futex_clock::realtime) == FUTEX_CLOCK_REALTIME);
static_assert(kcall::futex_bitset_match_any == FUTEX_BITSET_MATCH_ANY && kcall::futex_waiters == FUTEX_WAITERS);
static_assert(kcall::futex_owner_died == FUTEX_OWNER_DIED && kcall::futex_tid_mask == FUTEX_TID_MASK);

using word_type = std::atomic<kcall::uint32_t>;
// Low in memory, for 64-bit int $0x80 from threads too, whose stacks lie high.
word_type first_word;
word_type second_word;

#if KCALL_TARGET_X86_64
constexpr int map_low = MAP_32BIT;
#else
constexpr int map_low = 0;
#endif

long long clock_ns(clockid_t which) {
  struct ::timespec t;
  static_cast<void>(::clock_gettime(which, &t));
  return static_cast<long long>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}
timespec shortly_on(clockid_t which) {
  const long long n = clock_ns(which) + 3'000'000;
  return {n / 1'000'000'000, n % 1'000'000'000};
}

/// Tries until it says yes; a thread that has not gone to sleep yet is given time.
template <class F>
bool soon(F attempt) {
  const long long give_up = clock_ns(CLOCK_MONOTONIC) + 10'000'000'000;
  while (!attempt()) {
    if (clock_ns(CLOCK_MONOTONIC) > give_up) return false;
    ::sched_yield();
  }
  return true;
}

template <class G>
void answers_at_once() {
  first_word = 5;
  const timespec zero = {0, 0};
  const timespec brief = {0, 3'000'000};
  CHECK(kcall::futex_wait<G>(&first_word, 4) == errc::eagain);
  CHECK(kcall::futex_wait<G>(&first_word, 4, &brief) == errc::eagain);
  CHECK(kcall::futex_wait<G>(&first_word, 5, &zero) == errc::etimedout);
  CHECK(kcall::futex_wait<G>(&first_word, 5, &zero, futex_scope::shared) == errc::etimedout);
  CHECK(kcall::futex_wait_bitset<G>(&first_word, 4, 1) == errc::eagain);
  CHECK(kcall::futex_wait_bitset<G>(&first_word, 5, 0, &zero) == errc::einval);
  CHECK(kcall::futex_wake<G>(&first_word, 1) == 0);
  CHECK(kcall::futex_wake<G>(&first_word, futex_all, futex_scope::shared) == 0);
  CHECK(kcall::futex_wake_bitset<G>(&first_word, 1, 0) == errc::einval);
  CHECK(kcall::futex_cmp_requeue<G>(&first_word, 1, 1, &second_word, 4) == errc::eagain);
  CHECK(kcall::futex_cmp_requeue<G>(&first_word, 1, 1, &second_word, 5) == 0);
  CHECK(kcall::futex_requeue<G>(&first_word, 1, 1, &second_word) == 0);
  CHECK(kcall::futex_requeue<G>(&first_word, -1, 1, &second_word) == errc::einval);

  const auto misaligned = kcall::from_word<kcall::uint32_t*>(kcall::to_word(&first_word) + 1);
  CHECK(kcall::futex_wake<G>(misaligned, 1) == errc::einval);
  CHECK(kcall::futex_wait<G>(misaligned, 5) == errc::einval);
  CHECK(kcall::futex_wait<G>(nullptr, 5) == errc::efault);
  CHECK(kcall::futex<G>(&first_word, static_cast<futex_op>(99), 0) == errc::enosys);

  for (const timespec& malformed : {timespec{-1, 0}, timespec{0, -1}, timespec{0, 1'000'000'000},
                                    timespec{0, 5'000'000'000LL}, timespec{0, 1LL << 32}, timespec{-(1LL << 40), 0}}) {
    CHECK(kcall::futex_wait<G>(&first_word, 5, &malformed) == errc::einval);
    CHECK(kcall::futex_wait_bitset<G>(&first_word, 5, 1, &malformed) == errc::einval);
  }
  // Far in the future, but the word differs.
  for (const timespec& far : {timespec{1LL << 40, 0}, timespec{(1LL << 32) + 1, 0}}) {
    CHECK(kcall::futex_wait<G>(&first_word, 4, &far) == errc::eagain);
  }
}

template <class G>
void times_out() {
  first_word = 5;
  const timespec duration = {0, 3'000'000};
  const long long start = clock_ns(CLOCK_MONOTONIC);
  CHECK(kcall::futex_wait<G>(&first_word, 5, &duration) == errc::etimedout);
  CHECK(clock_ns(CLOCK_MONOTONIC) - start >= 3'000'000);

  timespec deadline = shortly_on(CLOCK_MONOTONIC);
  CHECK(kcall::futex_wait_bitset<G>(&first_word, 5, 1, &deadline) == errc::etimedout);
  CHECK(clock_ns(CLOCK_MONOTONIC) >= deadline.tv_sec * 1'000'000'000 + deadline.tv_nsec);

  deadline = shortly_on(CLOCK_REALTIME);
  CHECK(kcall::futex_wait_bitset<G>(&first_word, 5, 1, &deadline, futex_clock::realtime) == errc::etimedout);
  CHECK(clock_ns(CLOCK_REALTIME) >= deadline.tv_sec * 1'000'000'000 + deadline.tv_nsec);

  deadline = shortly_on(CLOCK_REALTIME);
  CHECK(kcall::futex<G>(&first_word, futex_op::wait_bitset | futex_op::private_flag | futex_op::clock_realtime, 5,
                        &deadline, nullptr, 1) == errc::etimedout);
}

/// A thread that sleeps on a word until it is no longer 0.
template <class Wait>
std::thread sleeper(word_type& word, Wait wait) {
  word = 0;
  return std::thread([&word, wait] {
    while (word == 0) static_cast<void>(wait());
  });
}

template <class G>
void wakes() {
  std::thread other = sleeper(first_word, [] { return kcall::futex_wait<G>(&first_word, 0); });
  // The word stays 0, so it goes back to sleep: both wakings find it sleeping.
  CHECK(soon([] { return kcall::futex_wake<G>(&first_word, 1) == 1; }));
  CHECK(soon([] { return kcall::futex_wake<G>(&first_word, futex_all) == 1; }));
  // Waiting in one scope, waking in the other: not the same futex.
  CHECK(kcall::futex_wake<G>(&first_word, 1, futex_scope::shared) == 0);
  first_word = 1;
  CHECK(kcall::futex_wake<G>(&first_word, 1).has_value());
  other.join();
}

template <class G>
void wakes_by_bits() {
  std::thread other = sleeper(first_word, [] { return kcall::futex_wait_bitset<G>(&first_word, 0, 6); });
  CHECK(soon([] { return kcall::futex_wake_bitset<G>(&first_word, 1, 2) == 1; }));
  CHECK(kcall::futex_wake_bitset<G>(&first_word, 1, 1) == 0);
  CHECK(soon([] { return kcall::futex_wake_bitset<G>(&first_word, 1, 12) == 1; }));
  CHECK(kcall::futex_wake_bitset<G>(&first_word, 1, ~6U) == 0);
  first_word = 1;
  CHECK(kcall::futex_wake<G>(&first_word, 1).has_value());
  other.join();
}

/// One attempt. The kernel lets a moved thread go back to the first word when it wakes it for reasons of its own, so
/// not every attempt sees what is expected.
template <class G>
bool moves_once() {
  const auto wait = [] { return kcall::futex_wait<G>(&first_word, 0); };
  std::thread a = sleeper(first_word, wait);
  std::thread b = sleeper(first_word, wait);
  int moved = 0;
  bool good = soon([&] {
    moved += kcall::futex_cmp_requeue<G>(&first_word, 0, 1, &second_word, 0).value_or(0);
    return moved == 2;
  });
  good = kcall::futex_wake<G>(&first_word, futex_all) == 0 && good;
  // One back, without looking at the word; the untyped call in between.
  good = kcall::futex_requeue<G>(&second_word, 0, 1, &first_word).has_value() && good;
  good = kcall::futex<G>(&second_word, futex_op::cmp_requeue | futex_op::private_flag, 0, futex_value2{0}, &first_word,
                         second_word) == 0 &&
         good;
  first_word = 1;
  good = kcall::futex_wake<G>(&first_word, futex_all) == 1 && good;
  good = kcall::futex_wake<G>(&second_word, futex_all) == 1 && good;
  a.join();
  b.join();
  return good;
}

template <class G>
void moves() {
  CHECK(soon([] { return moves_once<G>(); }));
}

TEST_CASE_TEMPLATE("futex answers at once where it need not sleep", G, ALL_GATES) {
  answers_at_once<G>();
  answers_at_once<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("futex_wait and futex_wait_bitset time out, not too early", G, ALL_GATES) {
  times_out<G>();
  using old = test::old_kernel<G>;
  old::refused = 0;
  times_out<old>();
  CHECK((old::refused > 0) == requires { G::abi::nr::futex_time64; });
}

TEST_CASE_TEMPLATE("futex_wake wakes a thread that sleeps", G, ALL_GATES) {
  wakes<G>();
  wakes<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("futex_wake_bitset wakes by common bits", G, ALL_GATES) {
  wakes_by_bits<G>();
  wakes_by_bits<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("futex_requeue moves sleeping threads", G, ALL_GATES) {
  moves<G>();
  moves<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("a shared futex works between processes", G, ALL_GATES) {
  void* const place = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | map_low, -1, 0);
  REQUIRE(place != MAP_FAILED);
  auto* const word = static_cast<volatile kcall::uint32_t*>(place);
  const ::pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const timespec limit = {20, 0};
    while (*word == 0) {
      if (kcall::futex_wait<G>(word, 0, &limit, futex_scope::shared) == errc::etimedout) ::_exit(1);
    }
    ::_exit(7);
  }
  CHECK(soon([&] { return kcall::futex_wake<G>(word, 1, futex_scope::shared) == 1; }));
  *word = 1;
  CHECK(kcall::futex_wake<G>(word, 1, futex_scope::shared).has_value());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 7);
  ::munmap(place, 4096);
}

TEST_CASE_TEMPLATE("a signal interrupts futex_wait", G, ALL_GATES) {
  struct ::sigaction action {};
  struct ::sigaction before {};
  action.sa_handler = [](int) {};
  REQUIRE(::sigaction(SIGALRM, &action, &before) == 0);
  const struct ::itimerval every = {{0, 5000}, {0, 5000}};
  REQUIRE(::setitimer(ITIMER_REAL, &every, nullptr) == 0);
  first_word = 5;
  const timespec limit = {20, 0};
  CHECK(kcall::futex_wait<G>(&first_word, 5, &limit) == errc::eintr);
  const struct ::itimerval none {};
  REQUIRE(::setitimer(ITIMER_REAL, &none, nullptr) == 0);
  REQUIRE(::sigaction(SIGALRM, &before, nullptr) == 0);
}

template <class G>
void inherits_priority() {
  const auto self = static_cast<kcall::uint32_t>(::gettid());
  first_word = 0;
  const auto locked = kcall::futex_lock_pi<G>(&first_word);
  if (locked == errc::enosys) {
    MESSAGE("skipped: no priority-inheriting futexes here");
    return;
  }
  REQUIRE(locked);
  CHECK((first_word & kcall::futex_tid_mask) == self);
  CHECK(kcall::futex_lock_pi<G>(&first_word) == errc::edeadlk);
  CHECK(kcall::futex_trylock_pi<G>(&first_word) == errc::edeadlk);

  std::thread next([] {
    CHECK(kcall::futex_lock_pi<G>(&first_word));
    CHECK((first_word & kcall::futex_tid_mask) == static_cast<kcall::uint32_t>(::gettid()));
    CHECK(kcall::futex_unlock_pi<G>(&first_word));
  });
  CHECK(soon([] { return (first_word & kcall::futex_waiters) != 0; }));
  CHECK(kcall::futex_unlock_pi<G>(&first_word));
  next.join();
  CHECK(first_word == 0);

  second_word = 0;
  std::thread owner([] {
    CHECK(kcall::futex_trylock_pi<G>(&first_word));
    second_word = 1;
    CHECK(soon([] { return second_word == 2; }));
    CHECK(kcall::futex_unlock_pi<G>(&first_word));
  });
  CHECK(soon([] { return second_word == 1; }));
  CHECK(kcall::futex_trylock_pi<G>(&first_word) == errc::eagain);
  CHECK(kcall::futex_unlock_pi<G>(&first_word) == errc::eperm);
  const timespec deadline = shortly_on(CLOCK_REALTIME);
  CHECK(kcall::futex_lock_pi<G>(&first_word, &deadline) == errc::etimedout);
  CHECK(clock_ns(CLOCK_REALTIME) >= deadline.tv_sec * 1'000'000'000 + deadline.tv_nsec);
  second_word = 2;
  owner.join();
}

TEST_CASE_TEMPLATE("futex_lock_pi, futex_trylock_pi, futex_unlock_pi", G, ALL_GATES) {
  inherits_priority<G>();
  inherits_priority<test::old_kernel<G>>();
}

TEST_CASE("futex on an old kernel: durations are cut to 68 years, points past 2038 refused, other numbers kept") {
  using script = test::scripted_ia32;
  kcall::detail::timespec32 seen{};
  int calls = 0;
  script::answer = [&](script::abi::nr number, const long* words) -> long {
    ++calls;
    CHECK(number == script::abi::nr::futex);
    seen = *kcall::from_word<const kcall::detail::timespec32*>(words[3]);
    return 0;
  };
  const timespec wraps = {(1LL << 32) + 1, 5};
  CHECK(kcall::futex_wait<script>(&first_word, 0, &wraps));
  CHECK(seen.tv_sec == 0x7fffffff);
  CHECK(seen.tv_nsec == 5);
  CHECK(kcall::futex_wait<script>(&first_word, 0, &wraps, futex_scope::shared));
  CHECK(seen.tv_sec == 0x7fffffff);
  CHECK(kcall::futex<script>(&first_word, futex_op::wait | futex_op::clock_realtime, 0, &wraps) == 0L);
  CHECK(calls == 3);
  const timespec year_2040 = {2'208'988'800, 0};
  CHECK(kcall::futex_wait_bitset<script>(&first_word, 0, 1, &year_2040, futex_clock::realtime) == errc::eoverflow);
  CHECK(kcall::futex_lock_pi<script>(&first_word, &year_2040) == errc::eoverflow);
  CHECK(calls == 3);
  const timespec early_2038 = {0x7fffffff, 9};
  CHECK(kcall::futex_lock_pi<script>(&first_word, &early_2038));
  CHECK(seen.tv_sec == 0x7fffffff);
  CHECK(seen.tv_nsec == 9);

  long value2 = 0;
  script::answer = [&](script::abi::nr, const long* words) -> long {
    value2 = words[3];
    return 3;
  };
  CHECK(kcall::futex<script>(&first_word, futex_op::requeue, 1, futex_value2{41}, &second_word) == 3L);
  CHECK(value2 == 41);
  CHECK(kcall::futex_requeue<script>(&first_word, 1, 42, &second_word) == 3);
  CHECK(value2 == 42);
}

}  // namespace
