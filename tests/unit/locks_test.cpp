// atomic, mutex, condition, call_once, counting_semaphore: between threads of a libc, and between processes.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "old_kernel.hpp"
#include "support.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#include <kcall/condition.hpp>
#include <kcall/counting_semaphore.hpp>
#include <kcall/deadline.hpp>
#include <kcall/mutex.hpp>
#include <kcall/once.hpp>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using kcall::deadline;
using kcall::errc;
using kcall::futex_clock;
using kcall::futex_scope;
using kcall::memory_order;
using kcall::uint32_t;

#if KCALL_TARGET_X86_64
constexpr int map_low = MAP_32BIT;
#else
constexpr int map_low = 0;
#endif

/// A gate for where no call may be made, or none succeeds.
struct no_gate {
  using abi = kcall::gate::native::abi;
  static inline kcall::atomic<int> calls = 0;
  template <class... A>
  static long enter(long, A...) {
    calls.fetch_add(1);
    return -ENOSYS;
  }
};

/// G, with something done before a thread falls asleep, or when it has been woken: once.
template <class G>
struct disturbed {
  using abi = typename G::abi;
  using disturbance = kcall::atomic<void (*)()>;
  static inline disturbance before_sleep, after_sleep;
  static inline kcall::atomic<int> sleeps;
  template <class... A>
  static long enter(typename abi::nr number, A... words) {
    if (sizeof...(A) != 6) return kcall::detail::pass<G>(number, words...);  // futex_wait_bitset has a bitset
    once(before_sleep);
    sleeps.fetch_add(1);
    const long answer = kcall::detail::pass<G>(number, words...);
    once(after_sleep);
    return answer;
  }

 private:
  static void once(disturbance& wanted) {
    if (const auto disturb = wanted.exchange(nullptr)) disturb();
  }
};

long long now(clockid_t which) {
  struct ::timespec t;
  static_cast<void>(::clock_gettime(which, &t));
  return static_cast<long long>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}
deadline point(long long ns, futex_clock clock = futex_clock::monotonic) {
  return {{ns / 1'000'000'000, ns % 1'000'000'000}, clock};
}
deadline shortly() { return point(now(CLOCK_MONOTONIC) + 3'000'000); }
deadline shortly_by_the_wall() { return point(now(CLOCK_REALTIME) + 3'000'000, futex_clock::realtime); }
bool passed(const deadline& until) {
  const auto which = until.clock == futex_clock::monotonic ? CLOCK_MONOTONIC : CLOCK_REALTIME;
  return now(which) >= until.time.tv_sec * 1'000'000'000 + until.time.tv_nsec;
}
const deadline past = {{0, 1}};
const deadline long_past = {{-1, 999'999'999}};
const deadline malformed = {{0, 1'000'000'000}};

/// Runs function(i) in `count` threads of libc's.
template <class F>
void in_threads(int count, F function) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&function, i] { function(i); });
  for (std::thread& thread : threads) thread.join();
}

/// Zeroes that this process shares with its children.
template <class T>
class shared_between_processes {
 public:
  shared_between_processes()
      : place_(::mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | map_low, -1, 0)) {
    REQUIRE(place_ != MAP_FAILED);
  }
  ~shared_between_processes() { ::munmap(place_, sizeof(T)); }
  shared_between_processes(const shared_between_processes&) = delete;
  shared_between_processes& operator=(const shared_between_processes&) = delete;
  T* operator->() { return static_cast<T*>(place_); }

 private:
  void* place_;
};

/// Interrupts this process every few milliseconds.
class alarms {
 public:
  alarms() {
    struct ::sigaction action {};
    action.sa_handler = [](int) { seen = seen + 1; };
    REQUIRE(::sigaction(SIGALRM, &action, &before_) == 0);
    const struct ::itimerval every = {{0, 2000}, {0, 2000}};
    REQUIRE(::setitimer(ITIMER_REAL, &every, nullptr) == 0);
  }
  ~alarms() {
    const struct ::itimerval none {};
    ::setitimer(ITIMER_REAL, &none, nullptr);
    ::sigaction(SIGALRM, &before_, nullptr);
  }
  alarms(const alarms&) = delete;
  alarms& operator=(const alarms&) = delete;
  static inline volatile int seen = 0;

 private:
  struct ::sigaction before_ {};
};

// Low in memory, for 64-bit int $0x80 from threads too, whose stacks lie high. Not std::atomic: what is counted here is
// protected by what is tested.
long counted;
int turn;

// ---- atomic

template <class T>
void single_atomic() {
  kcall::atomic<T> a(5);
  CHECK(a.load() == 5);
  CHECK(a.exchange(7) == 5);
  CHECK(a.fetch_add(3) == 7);
  CHECK(a.fetch_sub(4) == 10);
  CHECK(a.fetch_or(9) == 6);
  CHECK(a.fetch_and(12) == 15);
  CHECK(a.load() == 12);
  T expected = 11;
  CHECK_FALSE(a.compare_exchange(expected, 1));
  CHECK(expected == 12);
  CHECK(a.compare_exchange(expected, 1));
  CHECK(expected == 12);
  CHECK(a.load() == 1);
  a.template store<memory_order::release>(0);
  CHECK(a.fetch_sub(1) == 0);
  const T all = static_cast<T>(-1);
  CHECK(a.template load<memory_order::relaxed>() == all);
  CHECK(a.template fetch_add<memory_order::relaxed>(1) == all);
  CHECK(a.template exchange<memory_order::acq_rel>(all) == 0);
  CHECK(a.template fetch_and<memory_order::release>(all / 2) == all);
  CHECK(a.template fetch_or<memory_order::acquire>(0) == all / 2);
  expected = all;
  CHECK_FALSE(a.template compare_exchange<memory_order::acq_rel>(expected, 3));
  CHECK(a.template compare_exchange<memory_order::relaxed>(expected, 3));
  CHECK(a.load() == 3);
}

template <class T>
void contended_atomic() {
  static kcall::atomic<T> sum, once, bits, in, exchanged, out;
  kcall::atomic<uint32_t> taken(0);
  in_threads(4, [&](int i) {
    for (int n = 0; n < 20'000; ++n) {
      sum.template fetch_add<memory_order::relaxed>(3);
      sum.template fetch_sub<memory_order::relaxed>(1);
      T seen = once.template load<memory_order::relaxed>();
      while (!once.template compare_exchange<memory_order::relaxed>(seen, seen + 1)) {
      }
      // Each thread has bits of its own, which the others must leave alone.
      const T mine = static_cast<T>(T{1} << (7 * i) << n % 7);
      if ((bits.fetch_or(mine) & mine) != 0) taken.fetch_add(1);
      if ((bits.fetch_and(static_cast<T>(~mine)) & mine) == 0) taken.fetch_add(1);
      // What is put there comes out, once.
      const T given = static_cast<T>(n % 100);
      in.fetch_add(given);
      out.fetch_add(exchanged.exchange(given));
    }
  });
  CHECK(sum.load() == 160'000);
  CHECK(once.load() == 80'000);
  CHECK(bits.load() == 0);
  CHECK(taken.load() == 0);
  CHECK(in.load() == 80'000 / 100 * 4950);
  CHECK(out.load() + exchanged.load() == in.load());
}

TEST_CASE("atomic: one thread") {
  single_atomic<int>();
  single_atomic<uint32_t>();
  single_atomic<long>();
  single_atomic<unsigned long>();
  int places[2] = {};
  kcall::atomic<int*> pointer(&places[0]);
  CHECK(pointer.exchange(&places[1]) == &places[0]);
  int* expected = &places[1];
  CHECK(pointer.compare_exchange(expected, nullptr));
  CHECK(pointer.load() == nullptr);
  static_assert(sizeof(kcall::atomic<uint32_t>) == 4 && alignof(kcall::atomic<uint32_t>) == 4);
  static_assert(sizeof(kcall::atomic<long>) == sizeof(long) && alignof(kcall::atomic<long>) == sizeof(long));
}

TEST_CASE("atomic: four threads") {
  contended_atomic<int>();
  contended_atomic<uint32_t>();
  contended_atomic<long>();
  contended_atomic<unsigned long>();
}

// ---- mutex

TEST_CASE_TEMPLATE("mutex: eight threads count to 800,000", G, ALL_GATES) {
  static kcall::basic_mutex<futex_scope::private_, G> mutex;
  counted = 0;
  in_threads(8, [](int) {
    for (int n = 0; n < 100'000; ++n) {
      const kcall::lock_scope held{mutex};
      counted = counted + 1;
    }
  });
  CHECK(counted == 800'000);
  CHECK(mutex.try_lock());
}

TEST_CASE("mutex: no call without contention") {
  kcall::basic_mutex<futex_scope::private_, no_gate> mutex;
  no_gate::calls.store(0);
  mutex.lock();
  CHECK_FALSE(mutex.try_lock());
  mutex.unlock();
  CHECK(mutex.try_lock());
  mutex.unlock();
  CHECK(mutex.lock_until(past));
  mutex.unlock();
  CHECK(no_gate::calls.load() == 0);
}

TEST_CASE("mutex: where the kernel refuses to let a thread sleep, it waits awake") {
  static kcall::basic_mutex<futex_scope::private_, no_gate> mutex;
  counted = 0;
  no_gate::calls.store(0);
  mutex.lock();
  CHECK(mutex.lock_until(past) == errc::enosys);
  std::thread other([] {
    while (no_gate::calls.load() < 10) ::sched_yield();
    counted = counted + 1;
    mutex.unlock();
  });
  mutex.lock();
  CHECK(counted == 1);
  mutex.unlock();
  other.join();
}

TEST_CASE("mutex: standard lock guards take it") {
  kcall::mutex mutex;
  {
    const std::lock_guard<kcall::mutex> held(mutex);
    CHECK_FALSE(mutex.try_lock());
  }
  std::unique_lock<kcall::mutex> held(mutex, std::try_to_lock);
  CHECK(held.owns_lock());
}

template <class G>
void mutex_times_out() {
  static kcall::basic_mutex<futex_scope::private_, G> mutex;
  mutex.lock();
  for (const deadline& until : {shortly(), shortly_by_the_wall(), past, long_past}) {
    CHECK(mutex.lock_until(until) == errc::etimedout);
    CHECK(passed(until));
  }
  CHECK(mutex.lock_until(malformed) == errc::einval);
  mutex.unlock();
  CHECK(mutex.lock_until(malformed));
  mutex.unlock();
  // Has it in time.
  mutex.lock();
  std::thread other([] {
    ::usleep(2000);
    mutex.unlock();
  });
  CHECK(mutex.lock_until(kcall::deadline_after({30, 0})));
  other.join();
  mutex.unlock();
}

TEST_CASE_TEMPLATE("mutex: deadlines", G, ALL_GATES) {
  mutex_times_out<G>();
  mutex_times_out<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("mutex: two processes count together", G, ALL_GATES) {
  struct place {
    kcall::basic_mutex<futex_scope::shared, G> mutex;
    long count;
  };
  shared_between_processes<place> shared;
  const auto count = [&] {
    for (int n = 0; n < 20'000; ++n) {
      const kcall::lock_scope held{shared->mutex};
      shared->count = shared->count + 1;
    }
    return 5;
  };
  const ::pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(count());
  count();
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 5);
  CHECK(shared->count == 40'000);
}

TEST_CASE("deadline_after: carries, and ends where the clock does") {
  const auto before = now(CLOCK_MONOTONIC);
  const deadline soon = kcall::deadline_after({2, 999'999'999});
  CHECK(soon.time.tv_nsec >= 0);
  CHECK(soon.time.tv_nsec < 1'000'000'000);
  const long long ns = soon.time.tv_sec * 1'000'000'000 + soon.time.tv_nsec;
  CHECK(ns >= before + 2'999'999'999);
  CHECK(ns <= now(CLOCK_MONOTONIC) + 2'999'999'999);
  CHECK(kcall::deadline_after({0x7fff'ffff'ffff'ffff, 0}).time.tv_sec == 0x7fff'ffff'ffff'ffff);
  kcall::mutex mutex;
  mutex.lock();
  CHECK(mutex.lock_until(kcall::deadline_after({0, 1'000'000})) == errc::etimedout);
  CHECK(mutex.lock_until(kcall::deadline_after({-0x7fff'ffff'ffff'ffff, 0})) == errc::etimedout);
}

// ---- condition

TEST_CASE_TEMPLATE("condition: two threads take turns", G, ALL_GATES) {
  static kcall::basic_mutex<futex_scope::private_, G> mutex;
  static kcall::basic_condition<futex_scope::private_, G> changed;
  turn = 0;
  counted = 0;
  in_threads(2, [](int i) {
    for (int n = 0; n < 5'000; ++n) {
      const kcall::lock_scope held{mutex};
      changed.wait(mutex, [i] { return turn == i; });
      counted = counted + 1;
      turn = 1 - i;
      changed.notify_one();
    }
  });
  CHECK(counted == 10'000);
}

TEST_CASE_TEMPLATE("condition: a queue of one loses nothing", G, ALL_GATES) {
  static kcall::basic_mutex<futex_scope::private_, G> mutex;
  static kcall::basic_condition<futex_scope::private_, G> not_empty, not_full;
  static int item;
  static long taken;
  item = 0;
  taken = 0;
  constexpr int each = 3'000;
  in_threads(8, [](int i) {
    for (int n = 1; n <= each; ++n) {
      if (i % 2 == 0) {
        const kcall::lock_scope held{mutex};
        not_full.wait(mutex, [] { return item == 0; });
        item = n;
        not_empty.notify_one();
      } else {
        {
          const kcall::lock_scope held{mutex};
          not_empty.wait(mutex, [] { return item != 0; });
          taken += item;
          item = 0;
        }
        not_full.notify_one();
      }
    }
  });
  CHECK(taken == 4L * each * (each + 1) / 2);
}

TEST_CASE_TEMPLATE("condition: notify_all wakes all", G, ALL_GATES) {
  static kcall::basic_mutex<futex_scope::private_, G> mutex;
  static kcall::basic_condition<futex_scope::private_, G> changed, arrived;
  for (int round = 0; round < 50; ++round) {
    counted = 0;
    turn = 0;
    in_threads(5, [](int i) {
      const kcall::lock_scope held{mutex};
      if (i != 4) {
        counted = counted + 1;
        arrived.notify_one();
        changed.wait(mutex, [] { return turn != 0; });
        counted = counted + 10;
      } else {
        arrived.wait(mutex, [] { return counted == 4; });
        turn = 1;
        changed.notify_all();
      }
    });
    CHECK(counted == 44);
  }
}

template <class G>
void condition_times_out() {
  static kcall::basic_mutex<futex_scope::private_, G> mutex;
  static kcall::basic_condition<futex_scope::private_, G> changed;
  const kcall::lock_scope held{mutex};
  for (const deadline& until : {shortly(), shortly_by_the_wall(), past, long_past}) {
    CHECK(changed.wait_until(mutex, until) == errc::etimedout);
    CHECK(passed(until));
    CHECK_FALSE(mutex.try_lock());
    int asked = 0;
    CHECK(changed.wait_until(mutex, until, [&] { return ++asked == 10; }) == errc::etimedout);
    CHECK(asked == 2);
    CHECK(changed.wait_until(mutex, until, [] { return true; }));
    asked = 0;
    CHECK(changed.wait_until(mutex, until, [&] { return ++asked == 2; }));
  }
  CHECK(changed.wait_until(mutex, malformed) == errc::einval);
}

TEST_CASE_TEMPLATE("condition: deadlines", G, ALL_GATES) {
  condition_times_out<G>();
  condition_times_out<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("condition: notified between giving the mutex away and falling asleep", G, ALL_GATES) {
  using gate = disturbed<G>;
  static kcall::mutex mutex;
  static kcall::basic_condition<futex_scope::private_, gate> changed;
  turn = 0;
  gate::before_sleep.store([] {
    std::thread([] {
      const kcall::lock_scope held{mutex};
      turn = 1;
      changed.notify_one();
    }).join();
  });
  const deadline until = kcall::deadline_after({20, 0});
  const kcall::lock_scope held{mutex};
  CHECK(changed.wait_until(mutex, until, [] { return turn == 1; }));
  CHECK_FALSE(passed(until));
}

TEST_CASE("condition: no call where nobody waits, and any mutex will do") {
  kcall::basic_condition<futex_scope::private_, no_gate> silent;
  no_gate::calls.store(0);
  silent.notify_one();
  silent.notify_all();
  CHECK(no_gate::calls.load() == 0);

  static std::mutex mutex;
  static kcall::condition changed;
  turn = 0;
  std::thread other([] {
    const std::lock_guard<std::mutex> held(mutex);
    turn = 1;
    changed.notify_one();
  });
  std::unique_lock<std::mutex> held(mutex);
  changed.wait(held, [] { return turn == 1; });
  held.unlock();
  other.join();
}

// ---- call_once

TEST_CASE_TEMPLATE("call_once: of many threads one does it, all see it done", G, ALL_GATES) {
  static kcall::atomic<int> done, unseen;
  done.store(0);
  unseen.store(0);
  constexpr int rounds = 200;
  static long values[rounds];
  for (long& value : values) value = 0;
  std::vector<kcall::once_flag> flags(rounds);
  auto* const flag = flags.data();
  // The words lie where std::vector put them: small blocks of the heap are low enough for int $0x80.
  in_threads(8, [flag](int) {
    for (int n = 0; n < rounds; ++n) {
      const auto called = kcall::call_once<G>(flag[n], [n] {
        done.fetch_add(1);
        if (n % 16 == 0) ::usleep(200);
        values[n] = n + 1;
      });
      if (!called || values[n] != n + 1 || !flag[n].done()) unseen.fetch_add(1);
    }
  });
  CHECK(done.load() == rounds);
  CHECK(unseen.load() == 0);
}

TEST_CASE_TEMPLATE("call_once: who fails leaves it to the next", G, ALL_GATES) {
  static kcall::once_flag flag;
  static kcall::atomic<int> attempts, failures;
  ::new (&flag, kcall::detail::here{}) kcall::once_flag;
  attempts.store(0);
  failures.store(0);
  in_threads(8, [](int) {
    const auto called = kcall::call_once<G>(flag, []() -> kcall::result<int> {
      ::usleep(300);
      if (attempts.fetch_add(1) < 5) return errc::enospc;
      return 3;
    });
    if (called == errc::enospc) failures.fetch_add(1);
  });
  CHECK(attempts.load() == 6);
  CHECK(failures.load() == 5);
  CHECK(flag.done());
  CHECK(kcall::call_once<G>(flag, [] { attempts.store(0); }));
  CHECK(attempts.load() == 6);
}

#if defined(__cpp_exceptions)
TEST_CASE("call_once: an exception is a failure") {
  kcall::once_flag flag;
  CHECK_THROWS_AS(static_cast<void>(kcall::call_once(flag, [] { throw 3; })), int);
  CHECK_FALSE(flag.done());
  CHECK(kcall::call_once(flag, [] {}));
  CHECK(flag.done());
}
#endif

// ---- counting_semaphore

TEST_CASE("semaphore: numbers") {
  using semaphore = kcall::basic_semaphore<futex_scope::private_, no_gate>;
  no_gate::calls.store(0);
  semaphore three(3);
  CHECK(three.count() == 3);
  three.acquire();
  CHECK(three.try_acquire());
  CHECK(three.acquire_until(past));
  CHECK_FALSE(three.try_acquire());
  CHECK(three.release(2));
  CHECK(three.count() == 2);
  CHECK(three.release(semaphore::max) == errc::eoverflow);
  CHECK(three.release(semaphore::max - 1) == errc::eoverflow);
  CHECK(three.count() == 2);
  CHECK(three.release(semaphore::max - 2));
  CHECK(three.count() == semaphore::max);
  CHECK(three.release() == errc::eoverflow);
  CHECK(three.release(0));
  CHECK(three.try_acquire());
  CHECK(no_gate::calls.load() == 0);
  // Nothing for nobody: whoever sleeps is still woken by the next.
  semaphore none;
  CHECK(none.acquire_until(past) == errc::enosys);
  no_gate::calls.store(0);
  CHECK(none.release(0));
  CHECK(no_gate::calls.load() == 0);
  CHECK(none.release());
  CHECK(no_gate::calls.load() != 0);
}

TEST_CASE_TEMPLATE("semaphore: as many get through as were let through", G, ALL_GATES) {
  static kcall::basic_semaphore<futex_scope::private_, G> semaphore;
  static kcall::atomic<long> through;
  through.store(0);
  in_threads(8, [](int i) {
    if (i % 2 == 0) {
      for (int n = 0; n < 20'000; ++n) {
        semaphore.acquire();
        through.fetch_add(1);
      }
    } else {
      // 1, 2, 3, 4, 1, …: sums to 20,000.
      for (int n = 0; n < 8'000; ++n) static_cast<void>(semaphore.release(static_cast<uint32_t>(1 + n % 4)));
    }
  });
  CHECK(through.load() == 80'000);
  CHECK(semaphore.count() == 0);
}

TEST_CASE_TEMPLATE("semaphore: of one, is a mutex", G, ALL_GATES) {
  static kcall::basic_semaphore<futex_scope::private_, G> semaphore;
  REQUIRE(semaphore.release());
  counted = 0;
  in_threads(8, [](int) {
    for (int n = 0; n < 20'000; ++n) {
      semaphore.acquire();
      counted = counted + 1;
      static_cast<void>(semaphore.release());
    }
  });
  CHECK(counted == 160'000);
  CHECK(semaphore.count() == 1);
  CHECK(semaphore.try_acquire());
}

TEST_CASE_TEMPLATE("semaphore: one release for all who sleep", G, ALL_GATES) {
  static kcall::basic_semaphore<futex_scope::private_, G> semaphore;
  for (int round = 0; round < 50; ++round) {
    in_threads(5, [round](int i) {
      if (i != 4) {
        semaphore.acquire();
      } else {
        if (round % 2 == 0) ::usleep(300);
        static_cast<void>(semaphore.release(4));
      }
    });
    CHECK(semaphore.count() == 0);
  }
}

/// Two threads sleep; what comes for both at different times wakes both.
template <class G, class F>
void two_sleepers(kcall::basic_semaphore<futex_scope::private_, G>& semaphore, F let_through) {
  static kcall::atomic<int> through, late;
  through.store(0);
  late.store(0);
  static deadline until;
  until = kcall::deadline_after({20, 0});
  std::thread threads[2];
  for (std::thread& thread : threads) {
    thread = std::thread([&semaphore] {
      if (!semaphore.acquire_until(until)) late.fetch_add(1);
      through.fetch_add(1);
    });
  }
  // Long enough to fall asleep; if not, less is tested.
  ::usleep(3000);
  let_through([] {
    while (through.load() == 0) ::sched_yield();
  });
  for (std::thread& thread : threads) thread.join();
  CHECK(through.load() == 2);
  CHECK(late.load() == 0);
  CHECK(semaphore.count() == 0);
}

TEST_CASE_TEMPLATE("semaphore: released twice, who sleeps still is woken still", G, ALL_GATES) {
  static kcall::basic_semaphore<futex_scope::private_, G> semaphore;
  two_sleepers(semaphore, [](auto wait_for_one) {
    CHECK(semaphore.release());
    wait_for_one();
    CHECK(semaphore.release());
  });
}

TEST_CASE_TEMPLATE("semaphore: released again before the woken one has come", G, ALL_GATES) {
  using gate = disturbed<G>;
  gate::sleeps.store(0);
  static kcall::basic_semaphore<futex_scope::private_, gate> semaphore;
  two_sleepers(semaphore, [](auto) {
    while (gate::sleeps.load() == 0) ::sched_yield();
    gate::after_sleep.store([] { static_cast<void>(semaphore.release()); });
    CHECK(semaphore.release());
  });
}

template <class G>
void semaphore_times_out() {
  static kcall::basic_semaphore<futex_scope::private_, G> semaphore;
  for (const deadline& until : {shortly(), shortly_by_the_wall(), past, long_past}) {
    CHECK(semaphore.acquire_until(until) == errc::etimedout);
    CHECK(passed(until));
  }
  CHECK(semaphore.acquire_until(malformed) == errc::einval);
  CHECK(semaphore.release());
  CHECK(semaphore.acquire_until(malformed));
  CHECK(semaphore.count() == 0);
}

TEST_CASE_TEMPLATE("semaphore: deadlines", G, ALL_GATES) {
  semaphore_times_out<G>();
  semaphore_times_out<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("semaphore: released by a signal handler, while signals interrupt the wait", G, ALL_GATES) {
  static kcall::basic_semaphore<futex_scope::private_, G> semaphore;
  static kcall::basic_mutex<futex_scope::private_, G> mutex;
  alarms::seen = 0;
  const alarms running;
  // Interruptions do not end a wait: not with a deadline either.
  const deadline until = point(now(CLOCK_MONOTONIC) + 10'000'000);
  mutex.lock();
  CHECK(mutex.lock_until(until) == errc::etimedout);
  CHECK(passed(until));
  CHECK(alarms::seen > 0);
  struct ::sigaction action {};
  action.sa_handler = [](int) { static_cast<void>(semaphore.release()); };
  struct ::sigaction before {};
  REQUIRE(::sigaction(SIGALRM, &action, &before) == 0);
  semaphore.acquire();
  semaphore.acquire();
  REQUIRE(::sigaction(SIGALRM, &before, nullptr) == 0);
  while (semaphore.try_acquire()) {
  }
  mutex.unlock();
}

TEST_CASE_TEMPLATE("semaphore and condition between processes", G, ALL_GATES) {
  struct place {
    kcall::basic_semaphore<futex_scope::shared, G> there, back;
    kcall::basic_mutex<futex_scope::shared, G> mutex;
    kcall::basic_condition<futex_scope::shared, G> changed;
    int state;
  };
  shared_between_processes<place> shared;
  const ::pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    for (int n = 0; n < 1'000; ++n) {
      shared->there.acquire();
      static_cast<void>(shared->back.release());
    }
    const kcall::lock_scope held{shared->mutex};
    shared->state = 1;
    shared->changed.notify_all();
    shared->changed.wait(shared->mutex, [&] { return shared->state == 2; });
    ::_exit(6);
  }
  for (int n = 0; n < 1'000; ++n) {
    static_cast<void>(shared->there.release());
    shared->back.acquire();
  }
  {
    const kcall::lock_scope held{shared->mutex};
    shared->changed.wait(shared->mutex, [&] { return shared->state == 1; });
    shared->state = 2;
    shared->changed.notify_one();
  }
  // The child never gives its lock back: it leaves with _exit.
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 6);
}

}  // namespace
