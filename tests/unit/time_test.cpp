// Clocks against glibc's, sleeps against the clock, and the conversions for kernels without 64-bit times.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "old_kernel.hpp"
#include "support.hpp"

#include <linux/time_types.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

#include <cstddef>
#include <thread>

#include <kcall/call/time.hpp>
#include <kcall/gate/vdso.hpp>

namespace {

using kcall::clock;
using kcall::errc;
using kcall::timer_flags;
using kcall::timespec;
using kcall::timeval;

static_assert(sizeof(timespec) == sizeof(__kernel_timespec) && sizeof(timespec::tv_sec) == 8);
static_assert(offsetof(timespec, tv_nsec) == offsetof(__kernel_timespec, tv_nsec) && sizeof(timespec::tv_nsec) == 8);
static_assert(offsetof(timespec, tv_sec) == offsetof(__kernel_timespec, tv_sec));
static_assert(sizeof(timeval) == sizeof(__kernel_sock_timeval) && sizeof(timeval::tv_sec) == 8);
static_assert(offsetof(timeval, tv_usec) == offsetof(__kernel_sock_timeval, tv_usec) && sizeof(timeval::tv_usec) == 8);
#if !KCALL_TARGET_IA32
static_assert(sizeof(timespec) == sizeof(struct ::timespec) && sizeof(timeval) == sizeof(struct ::timeval));
#endif

static_assert(static_cast<int>(clock::realtime) == CLOCK_REALTIME);
static_assert(static_cast<int>(clock::monotonic) == CLOCK_MONOTONIC);
static_assert(static_cast<int>(clock::process_cputime_id) == CLOCK_PROCESS_CPUTIME_ID);
static_assert(static_cast<int>(clock::thread_cputime_id) == CLOCK_THREAD_CPUTIME_ID);
static_assert(static_cast<int>(clock::monotonic_raw) == CLOCK_MONOTONIC_RAW);
static_assert(static_cast<int>(clock::realtime_coarse) == CLOCK_REALTIME_COARSE);
static_assert(static_cast<int>(clock::monotonic_coarse) == CLOCK_MONOTONIC_COARSE);
static_assert(static_cast<int>(clock::boottime) == CLOCK_BOOTTIME);
static_assert(static_cast<int>(clock::realtime_alarm) == CLOCK_REALTIME_ALARM);
static_assert(static_cast<int>(clock::boottime_alarm) == CLOCK_BOOTTIME_ALARM);
static_assert(static_cast<int>(clock::tai) == CLOCK_TAI);
static_assert(static_cast<int>(timer_flags::abstime) == TIMER_ABSTIME);

constexpr clock all_clocks[] = {clock::realtime,
                                clock::monotonic,
                                clock::process_cputime_id,
                                clock::thread_cputime_id,
                                clock::monotonic_raw,
                                clock::realtime_coarse,
                                clock::monotonic_coarse,
                                clock::boottime,
                                clock::realtime_alarm,
                                clock::boottime_alarm,
                                clock::tai};

constexpr long long billion = 1'000'000'000;
constexpr long long year_2040 = 2'208'988'800;

template <class T>
long long ns(const T& t) {
  return static_cast<long long>(t.tv_sec) * billion + static_cast<long long>(t.tv_nsec);
}
timespec from_ns(long long n) { return {n / billion, n % billion}; }

/// glibc's clock, or -errno.
long long libc_clock(clock which) {
  struct ::timespec t;
  return ::clock_gettime(static_cast<clockid_t>(which), &t) == 0 ? ns(t) : -errno;
}

template <class G>
void reads_between() {
  for (const clock which : all_clocks) {
    CAPTURE(static_cast<int>(which));
    const long long start = libc_clock(which);
    const auto value = kcall::clock_gettime<G>(which);
    timespec in_place{-1, -1};
    const auto done = kcall::clock_gettime<G>(which, in_place);
    const long long end = libc_clock(which);
    CHECK(value.has_value() == (start >= 0));
    CHECK(done.has_value() == (start >= 0));
    if (start < 0) {
      CHECK(static_cast<long long>(value.error()) == -start);
      continue;
    }
    REQUIRE(value);
    CHECK(start <= ns(*value));
    CHECK(ns(*value) <= ns(in_place));
    CHECK(ns(in_place) <= end);
    CHECK(value->tv_nsec >= 0);
    CHECK(value->tv_nsec < billion);
  }
}

template <class G>
void wall_clock_reads_between() {
  const auto start = ::time(nullptr);
  const auto seconds = kcall::time<G>();
  const auto now = kcall::gettimeofday<G>();
  timeval in_place{-1, -1};
  REQUIRE(kcall::gettimeofday<G>(in_place));
  const long long end = libc_clock(clock::realtime);
  REQUIRE(now);
  CHECK(start <= seconds);
  CHECK(seconds <= end / billion);
  CHECK(start <= now->tv_sec);
  CHECK(now->tv_usec >= 0);
  CHECK(now->tv_usec < 1'000'000);
  const long long first = now->tv_sec * 1'000'000 + now->tv_usec;
  const long long second = in_place.tv_sec * 1'000'000 + in_place.tv_usec;
  CHECK(first <= second);
  CHECK(second <= end / 1000);
}

TEST_CASE_TEMPLATE("clock_gettime lies between two readings of glibc's, for every clock", G, ALL_GATES) {
  reads_between<G>();
}

TEST_CASE("clock_gettime through the vDSO lies between two readings of glibc's") {
  reads_between<kcall::gate::vdso>();
  wall_clock_reads_between<kcall::gate::vdso>();
}

TEST_CASE_TEMPLATE("clock_gettime on a kernel without 64-bit times is the older call", G, ALL_GATES) {
  using old = test::old_kernel<G>;
  old::refused = 0;
  reads_between<old>();
  CHECK((old::refused > 0) == requires { G::abi::nr::clock_gettime64; });
  old::refused = 0;
  wall_clock_reads_between<old>();
  CHECK((old::refused > 0) == requires { G::abi::nr::clock_gettime64; });
}

TEST_CASE_TEMPLATE("gettimeofday and time lie between two readings of glibc's", G, ALL_GATES) {
  wall_clock_reads_between<G>();
}

TEST_CASE_TEMPLATE("a clock that is not there is einval", G, ALL_GATES) {
  timespec untouched{17, 18};
  for (const int number : {10, 12, 100, 1 << 30}) {
    CAPTURE(number);
    CHECK(libc_clock(static_cast<clock>(number)) == -EINVAL);
    CHECK(kcall::clock_gettime<G>(static_cast<clock>(number)) == errc::einval);
    CHECK(kcall::clock_getres<G>(static_cast<clock>(number)) == errc::einval);
    CHECK(kcall::clock_gettime<G>(static_cast<clock>(number), untouched) == errc::einval);
    CHECK(kcall::clock_getres<test::old_kernel<G>>(static_cast<clock>(number), untouched) == errc::einval);
    CHECK(kcall::clock_gettime<test::old_kernel<G>>(static_cast<clock>(number), untouched) == errc::einval);
    CHECK(kcall::clock_nanosleep<G>(static_cast<clock>(number), {}, timespec{0, 1}).has_value() == false);
  }
  CHECK(untouched == timespec{17, 18});
}

TEST_CASE_TEMPLATE("clock_getres says what glibc's says", G, ALL_GATES) {
  for (const clock which : all_clocks) {
    CAPTURE(static_cast<int>(which));
    struct ::timespec expected {};
    const int failed = ::clock_getres(static_cast<clockid_t>(which), &expected) == 0 ? 0 : errno;
    const auto step = kcall::clock_getres<G>(which);
    const auto old_step = kcall::clock_getres<test::old_kernel<G>>(which);
    CHECK((step == old_step));
    if (failed != 0) {
      CHECK(step == static_cast<errc>(failed));
    } else {
      REQUIRE(step);
      CHECK(ns(*step) == ns(expected));
    }
  }
}

TEST_CASE_TEMPLATE("clocks of processes, threads and devices", G, ALL_GATES) {
  clockid_t expected;
  REQUIRE(::clock_getcpuclockid(::getpid(), &expected) == 0);
  CHECK(static_cast<clockid_t>(kcall::cpu_clock(kcall::pid{::getpid()})) == expected);
  REQUIRE(::clock_getcpuclockid(0, &expected) == 0);
  CHECK(static_cast<clockid_t>(kcall::cpu_clock(kcall::pid{0})) == expected);
  REQUIRE(::pthread_getcpuclockid(::pthread_self(), &expected) == 0);
  CHECK(static_cast<clockid_t>(kcall::thread_cpu_clock(kcall::pid{::gettid()})) == expected);
  // FD_TO_CLOCKID of clock_gettime(2), which no header has.
  for (const int f : {0, 3, 1000}) CHECK(static_cast<int>(kcall::device_clock(kcall::fd{f})) == ((~f * 8) | 3));

  const auto mine = kcall::clock_gettime<G>(kcall::cpu_clock(kcall::pid{::getpid()}));
  REQUIRE(mine);
  CHECK(ns(*mine) <= libc_clock(clock::process_cputime_id));
  // No clock: a pipe, and a descriptor that is not open.
  CHECK(kcall::clock_gettime<G>(kcall::device_clock(kcall::fd{9999})) == errc::einval);
}

TEST_CASE_TEMPLATE("nanosleep sleeps at least as long as asked", G, ALL_GATES) {
  const timespec wanted = {0, 2'000'000};
  timespec remaining = {5, 6};
  const auto sleep_and_check = [&](auto sleep) {
    const long long start = libc_clock(clock::monotonic);
    CHECK(sleep());
    CHECK(libc_clock(clock::monotonic) - start >= 2'000'000);
  };
  sleep_and_check([&] { return kcall::nanosleep<G>(wanted); });
  sleep_and_check([&] { return kcall::nanosleep<G>(wanted, remaining); });
  sleep_and_check([&] { return kcall::nanosleep<test::old_kernel<G>>(wanted, remaining); });
  sleep_and_check([&] { return kcall::clock_nanosleep<G>(clock::monotonic, {}, wanted); });
  sleep_and_check([&] { return kcall::clock_nanosleep<G>(clock::realtime, {}, wanted, remaining); });
  sleep_and_check([&] { return kcall::clock_nanosleep<test::old_kernel<G>>(clock::boottime, {}, wanted, remaining); });
  CHECK(remaining == timespec{5, 6});
  CHECK(kcall::nanosleep<G>(timespec{0, 0}));
}

TEST_CASE_TEMPLATE("clock_nanosleep until a point in time", G, ALL_GATES) {
  for (const clock which : {clock::monotonic, clock::realtime, clock::boottime}) {
    CAPTURE(static_cast<int>(which));
    const timespec then = from_ns(libc_clock(which) + 2'000'000);
    CHECK(kcall::clock_nanosleep<G>(which, timer_flags::abstime, then));
    CHECK(libc_clock(which) >= ns(then));
    const timespec then_too = from_ns(libc_clock(which) + 2'000'000);
    CHECK(kcall::clock_nanosleep<test::old_kernel<G>>(which, timer_flags::abstime, then_too));
    CHECK(libc_clock(which) >= ns(then_too));
    // Long ago.
    CHECK(kcall::clock_nanosleep<G>(which, timer_flags::abstime, timespec{1, 0}));
  }
}

TEST_CASE_TEMPLATE("a malformed time is einval, whatever the width of the ABI", G, ALL_GATES) {
  const timespec malformed[] = {{0, billion},         {0, -1},           {-1, 0},          {-(1LL << 40), 0},
                                {0, 5'000'000'000LL}, {0, (1LL << 32)},  {0, (1LL << 31)}, {0, (1LL << 32) + 1},
                                {0, (1LL << 40)},     {0, -(1LL << 32)}, {0, -(1LL << 62)}};
  for (const timespec& t : malformed) {
    CAPTURE(t.tv_sec);
    CAPTURE(t.tv_nsec);
    CHECK(kcall::nanosleep<G>(t) == errc::einval);
    CHECK(kcall::nanosleep<test::old_kernel<G>>(t) == errc::einval);
    CHECK(kcall::clock_nanosleep<G>(clock::realtime, {}, t) == errc::einval);
    CHECK(kcall::clock_nanosleep<G>(clock::realtime, timer_flags::abstime, t) == errc::einval);
    CHECK(kcall::clock_nanosleep<test::old_kernel<G>>(clock::realtime, timer_flags::abstime, t) == errc::einval);
  }
}

TEST_CASE_TEMPLATE("clocks that cannot be slept on are refused as by glibc", G, ALL_GATES) {
  // glibc answers EINVAL itself for this one.
  CHECK(kcall::clock_nanosleep<G>(clock::thread_cputime_id, {}, timespec{0, 1}) == errc::eopnotsupp);
  for (const clock which : {clock::monotonic_raw, clock::realtime_coarse}) {
    CAPTURE(static_cast<int>(which));
    struct ::timespec shortly = {0, 1};
    const int expected = ::clock_nanosleep(static_cast<clockid_t>(which), 0, &shortly, nullptr);
    CHECK(expected != 0);
    CHECK(kcall::clock_nanosleep<G>(which, {}, timespec{0, 1}) == static_cast<errc>(expected));
  }
}

volatile sig_atomic_t alarms;

/// SIGALRM every 5 ms, without SA_RESTART.
class ticking {
 public:
  ticking() {
    struct ::sigaction action {};
    action.sa_handler = [](int) { alarms = alarms + 1; };
    REQUIRE(::sigaction(SIGALRM, &action, &before_) == 0);
    set(5000);
  }
  ticking(const ticking&) = delete;
  ticking& operator=(const ticking&) = delete;
  ~ticking() {
    set(0);
    ::sigaction(SIGALRM, &before_, nullptr);
  }

 private:
  static void set(int us) {
    const struct ::itimerval every = {{0, us}, {0, us}};
    REQUIRE(::setitimer(ITIMER_REAL, &every, nullptr) == 0);
  }
  struct ::sigaction before_ {};
};

template <class G>
void is_interrupted() {
  // Far longer than until the first signal: who gets no processor for all of a sleep is told that it is over.
  constexpr timespec wanted = {5, 0};
  const ticking ticks;

  timespec remaining = {-1, -1};
  long long start = libc_clock(clock::monotonic);
  CHECK(kcall::nanosleep<G>(wanted, remaining) == errc::eintr);
  long long slept = libc_clock(clock::monotonic) - start;
  CHECK(ns(remaining) > 0);
  CHECK(ns(remaining) < ns(wanted));
  CHECK(slept + ns(remaining) >= ns(wanted));

  CHECK(kcall::nanosleep<G>(wanted) == errc::eintr);

  // The same object for both: to the end, and not longer than it takes.
  int interruptions = 0;
  for (int i = 0; i < 50 && interruptions == 0; ++i) {
    timespec left = {0, 20'000'000};
    start = libc_clock(clock::monotonic);
    while (kcall::clock_nanosleep<G>(clock::realtime, {}, left, left) == errc::eintr) ++interruptions;
    slept = libc_clock(clock::monotonic) - start;
    CHECK(slept >= 20'000'000);
  }
  CHECK(interruptions > 0);

  // A point in time leaves no remainder.
  remaining = {-1, -2};
  const timespec then = from_ns(libc_clock(clock::monotonic) + ns(wanted));
  CHECK(kcall::clock_nanosleep<G>(clock::monotonic, timer_flags::abstime, then, remaining) == errc::eintr);
  CHECK(remaining == timespec{-1, -2});
}

TEST_CASE_TEMPLATE("a sleep that a signal interrupts says what is left", G, ALL_GATES) { is_interrupted<G>(); }

TEST_CASE_TEMPLATE("a sleep that a signal interrupts says what is left, by the older calls", G, ALL_GATES) {
  is_interrupted<test::old_kernel<G>>();
}

using script = test::scripted_ia32;
using old_timespec = kcall::detail::timespec32;

static_assert(kcall::detail::widened({static_cast<int32_t>(year_2040 - (1LL << 32)), 5}) == timespec{year_2040, 5});
static_assert(kcall::detail::narrowed({1LL << 40, 7}).tv_sec == 0x7fffffff);
static_assert(kcall::detail::narrowed({(1LL << 32) + 1, 7}).tv_sec == 0x7fffffff);
static_assert(kcall::detail::narrowed({-(1LL << 40), 7}).tv_sec < 0);
static_assert(kcall::detail::narrowed({-(1LL << 32) + 5, 7}).tv_sec < 0);
static_assert(kcall::detail::narrowed({0x7fffffff, 999'999'999}).tv_nsec == 999'999'999);

TEST_CASE("clocks of an old kernel are right in 2040") {
  script::answer = [](script::abi::nr number, const long* words) -> long {
    if (number == script::abi::nr::clock_gettime || number == script::abi::nr::clock_getres) {
      *kcall::from_word<old_timespec*>(words[1]) = {static_cast<int32_t>(year_2040 - (1LL << 32)), 987'654'321};
      return 0;
    }
    return -38;
  };
  CHECK(kcall::clock_gettime<script>(clock::realtime) == timespec{year_2040, 987'654'321});
  CHECK(kcall::clock_getres<script>(clock::realtime) == timespec{year_2040, 987'654'321});
  CHECK(kcall::gettimeofday<script>() == timeval{year_2040, 987'654});
  CHECK(kcall::time<script>() == year_2040);
}

TEST_CASE("time, where no clock can be read, is the old call's 32 bits as they are until 2106") {
  script::answer = [](script::abi::nr number, const long*) -> long {
    return number == script::abi::nr::time ? static_cast<long>(static_cast<int32_t>(year_2040 - (1LL << 32))) : -14;
  };
  CHECK(kcall::time<script>() == year_2040);
  CHECK(kcall::gettimeofday<script>() == errc::efault);
  script::answer = [](script::abi::nr, const long*) -> long { return -38; };
  CHECK(kcall::time<script>() == -1);
}

TEST_CASE("sleeps on an old kernel: long ones are cut and say so in what is left, points past 2038 are refused") {
  old_timespec seen{};
  int calls = 0;
  script::answer = [&](script::abi::nr number, const long* words) -> long {
    ++calls;
    CHECK(number == script::abi::nr::clock_nanosleep);
    seen = *kcall::from_word<const old_timespec*>(words[2]);
    if (words[3] != 0) *kcall::from_word<old_timespec*>(words[3]) = {100, 7};
    return -4;
  };
  timespec remaining = {-1, -1};
  CHECK(kcall::nanosleep<script>(timespec{1LL << 40, 8}, remaining) == errc::eintr);
  CHECK(seen.tv_sec == 0x7fffffff);
  CHECK(seen.tv_nsec == 8);
  CHECK(remaining == timespec{(1LL << 40) - 0x7fffffff + 100, 7});

  timespec both = {(1LL << 32) + 1, 8};
  CHECK(kcall::clock_nanosleep<script>(clock::boottime, {}, both, both) == errc::eintr);
  CHECK(seen.tv_sec == 0x7fffffff);
  CHECK(both == timespec{(1LL << 32) + 1 - 0x7fffffff + 100, 7});

  CHECK(kcall::nanosleep<script>(timespec{50, 8}, remaining) == errc::eintr);
  CHECK(seen.tv_sec == 50);
  CHECK(remaining == timespec{100, 7});

  calls = 0;
  remaining = {-1, -1};
  CHECK(kcall::clock_nanosleep<script>(clock::realtime, timer_flags::abstime, timespec{year_2040, 0}, remaining) ==
        errc::eoverflow);
  CHECK(calls == 0);
  CHECK(kcall::clock_nanosleep<script>(clock::realtime, timer_flags::abstime, timespec{0x7fffffff, 0}, remaining) ==
        errc::eintr);
  CHECK(calls == 1);
  CHECK(seen.tv_sec == 0x7fffffff);
  CHECK(remaining == timespec{-1, -1});
}

#if KCALL_TARGET_X86_64
TEST_CASE("64-bit int $0x80: a place above 4 GiB is efault and stays as it was; time() needs none") {
  void* const page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(page != MAP_FAILED);
  REQUIRE((reinterpret_cast<unsigned long>(page) >> 32) != 0);
  auto& high = *static_cast<timespec*>(page);
  high = {17, 18};
  using gate = kcall::gate::int80;
  CHECK(kcall::clock_gettime<gate>(clock::monotonic, high) == errc::efault);
  CHECK(kcall::clock_getres<gate>(clock::monotonic, high) == errc::efault);
  CHECK(kcall::nanosleep<gate>(high) == errc::efault);
  CHECK(high == timespec{17, 18});
  ::munmap(page, 4096);

  // Stacks of threads lie high.
  std::thread([] {
    const auto start = ::time(nullptr);
    const auto seconds = kcall::time<gate>();
    CHECK(start <= seconds);
    CHECK(seconds <= libc_clock(clock::realtime) / billion);
    CHECK(kcall::clock_gettime<gate>(clock::realtime) == errc::efault);
  }).join();
}
#endif

}  // namespace
