// Timers against glibc's functions and the clock; times past 2038; and what kernels without 64-bit times are asked.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "old_kernel.hpp"
#include "support.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>

#include <kcall/call/itimer.hpp>
#include <kcall/call/timer.hpp>
#include <kcall/call/timerfd.hpp>

namespace {

using kcall::clock;
using kcall::errc;
using kcall::fd;
using kcall::itimer;
using kcall::itimerspec;
using kcall::itimerval;
using kcall::sigevent;
using kcall::tfd_flags;
using kcall::tfd_timer_flags;
using kcall::timer_flags;
using kcall::timer_id;
using ia32 = kcall::abi::ia32::nr;

constexpr long long year_2040 = 2'208'988'800;
constexpr long long forever = 0x7fff'ffff;

/// Seconds that go by while a test runs, on a busy machine, and a clock of glibc's that ticks.
template <class A, class B>
bool about(A a, B b) {
  return std::llabs(static_cast<long long>(a) - static_cast<long long>(b)) <= 10;
}

/// Signals of this thread held back for a while; taken with glibc's sigtimedwait.
class held_back {
 public:
  explicit held_back(int number) {
    ::sigemptyset(&set_);
    ::sigaddset(&set_, number);
    REQUIRE(::sigprocmask(SIG_BLOCK, &set_, &before_) == 0);
  }
  held_back(const held_back&) = delete;
  held_back& operator=(const held_back&) = delete;
  ~held_back() {
    while (wait(0).si_signo != 0) {
    }
    ::sigprocmask(SIG_SETMASK, &before_, nullptr);
  }
  /// What came within a second, or all zeros.
  ::siginfo_t wait(long seconds = 1) const {
    ::siginfo_t info{};
    const struct ::timespec most = {seconds, 0};
    if (::sigtimedwait(&set_, &info, &most) < 0) info = {};
    return info;
  }

 private:
  sigset_t set_;
  sigset_t before_;
};

/// How the kernel sees the timer: a line of /proc/self/timers, empty where that does not exist.
std::string kernel_timer(timer_id timer, const std::string& key) {
  std::ifstream lines("/proc/self/timers");
  bool is_it = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("ID: ", 0) == 0) is_it = line == "ID: " + std::to_string(timer.get());
    if (is_it && line.rfind(key, 0) == 0) return line.substr(key.size());
  }
  return "";
}

TEST_CASE_TEMPLATE("timer_create: a signal comes, with the value that was asked for", G, ALL_GATES) {
  const held_back held(SIGUSR1);
  const auto timer = kcall::timer_create<G>(clock::monotonic, sigevent::to_process(kcall::signal::sigusr1, 12345));
  REQUIRE(timer.has_value());
  itimerspec old = {{7, 7}, {7, 7}};
  CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 0}, {0, 1'000'000}}, old));
  CHECK(old == itimerspec{{0, 0}, {0, 0}});
  const auto info = held.wait();
  CHECK(info.si_signo == SIGUSR1);
  CHECK(info.si_code == SI_TIMER);
  CHECK(info.si_value.sival_int == 12345);
  CHECK(kcall::timer_getoverrun<G>(*timer) == ::syscall(SYS_timer_getoverrun, timer->get()));
  CHECK(kcall::timer_delete<G>(*timer));
  CHECK(kcall::timer_delete<G>(*timer) == errc::einval);
  itimerspec none;
  CHECK(kcall::timer_gettime<G>(*timer, none) == errc::einval);
  CHECK(kcall::timer_getoverrun<G>(*timer) == errc::einval);
  CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 0}, {0, 1}}) == errc::einval);
}

TEST_CASE_TEMPLATE("timer_create: to one thread, to nobody, and sigalrm by default", G, ALL_GATES) {
  const auto self = static_cast<int>(::syscall(SYS_gettid));
  {
    const held_back held(SIGUSR2);
    int target = 0;
    const auto timer = kcall::timer_create<G>(
        clock::realtime, sigevent::to_thread(kcall::pid{self}, kcall::signal::sigusr2, static_cast<void*>(&target)));
    REQUIRE(timer.has_value());
    const std::string notify = kernel_timer(*timer, "notify: ");
    if (!notify.empty()) CHECK(notify == "signal/tid." + std::to_string(self));
    CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 0}, {0, 1'000'000}}));
    const auto info = held.wait();
    CHECK(info.si_signo == SIGUSR2);
    CHECK(info.si_value.sival_ptr == &target);
    CHECK(kcall::timer_delete<G>(*timer));
  }
  {
    const auto timer = kcall::timer_create<G>(clock::boottime, sigevent::none());
    REQUIRE(timer.has_value());
    const std::string notify = kernel_timer(*timer, "notify: ");
    if (!notify.empty()) CHECK(notify.rfind("none/", 0) == 0);
    CHECK(kcall::timer_delete<G>(*timer));
  }
  {
    const held_back held(SIGALRM);
    const auto timer = kcall::timer_create<G>(clock::monotonic);
    REQUIRE(timer.has_value());
    CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 0}, {0, 1'000'000}}));
    const auto info = held.wait();
    CHECK(info.si_signo == SIGALRM);
    if (timer->get() > 0xffff) {
      MESSAGE("skipped: qemu-user, whose timer ids are its own, sends no id along");
    } else {
      CHECK(info.si_value.sival_int == timer->get());
    }
    CHECK(kcall::timer_delete<G>(*timer));
  }
  CHECK(kcall::timer_create<G>(static_cast<clock>(99)) == errc::einval);
  CHECK(kcall::timer_create<G>(clock::monotonic, sigevent::to_process(static_cast<kcall::signal>(999))) ==
        errc::einval);
  CHECK(kcall::timer_create<G>(clock::monotonic, sigevent::to_thread(kcall::pid{1}, kcall::signal::sigusr1)) ==
        errc::einval);
}

TEST_CASE_TEMPLATE("timers count in 64 bits: a point in 2040, and distances of centuries", G, ALL_GATES) {
  const auto timer = kcall::timer_create<G>(clock::realtime, sigevent::none());
  REQUIRE(timer.has_value());
  itimerspec left{};
  CHECK(kcall::timer_settime<G>(*timer, timer_flags::abstime, {{4'000'000'000, 5}, {year_2040, 0}}));
  const auto now = ::time(nullptr);
  CHECK(kcall::timer_gettime<G>(*timer, left));
  CHECK(left.it_interval == kcall::timespec{4'000'000'000, 5});
  CHECK(about(left.it_value.tv_sec, year_2040 - now));
  struct ::itimerspec witness {};
  if (sizeof(long) == 8) {
    CHECK(::syscall(SYS_timer_gettime, timer->get(), &witness) == 0);
    CHECK(about(witness.it_value.tv_sec, left.it_value.tv_sec));
    CHECK(static_cast<long long>(witness.it_interval.tv_sec) == 4'000'000'000);
  }
  itimerspec before{};
  CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 0}, {5'000'000'000, 0}}, before));
  CHECK(before.it_interval == kcall::timespec{4'000'000'000, 5});
  CHECK(kcall::timer_gettime<G>(*timer, left));
  CHECK(left.it_interval == kcall::timespec{0, 0});
  CHECK(left.it_value.tv_sec >= 4'999'999'990);
  CHECK(left.it_value.tv_sec <= 5'000'000'000);
  CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 0}, {0, 1'000'000'000}}) == errc::einval);
  CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 0}, {-1, 0}}) == errc::einval);
  CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 0}, {0, 5'000'000'000}}) == errc::einval);
  CHECK(kcall::timer_settime<G>(*timer, {}, {{0, 5'000'000'000}, {0, 5}}) == errc::einval);
  CHECK(kcall::timer_delete<G>(*timer));
}

TEST_CASE_TEMPLATE("timerfd: fires, counts, and agrees with glibc on what is left", G, ALL_GATES) {
  const auto made = kcall::timerfd_create<G>(clock::monotonic, tfd_flags::cloexec | tfd_flags::nonblock);
  REQUIRE(made.has_value());
  const kcall::unique_fd f(*made);
  CHECK(::fcntl(made->get(), F_GETFD) == FD_CLOEXEC);
  CHECK((::fcntl(made->get(), F_GETFL) & O_NONBLOCK) != 0);
  kcall::uint64_t times = 77;
  CHECK(kcall::timerfd_read<G>(f, times) == errc::eagain);
  CHECK(kcall::timerfd_settime<G>(f, {}, {{0, 1'000'000}, {0, 1'000'000}}));
  struct ::pollfd ready = {made->get(), POLLIN, 0};
  REQUIRE(::poll(&ready, 1, 1000) == 1);
  ::usleep(3000);
  CHECK(kcall::timerfd_read<G>(f, times));
  CHECK(times >= 2);
  CHECK(times < 1'000'000);

  itimerspec old{};
  CHECK(kcall::timerfd_settime<G>(f, {}, {{60, 1}, {3600, 0}}, old));
  CHECK(old.it_interval == kcall::timespec{0, 1'000'000});
  struct ::itimerspec witness {};
  itimerspec left{};
  CHECK(::timerfd_gettime(made->get(), &witness) == 0);
  CHECK(kcall::timerfd_gettime<G>(f, left));
  CHECK(left.it_interval == kcall::timespec{60, 1});
  CHECK(about(left.it_value.tv_sec, witness.it_value.tv_sec));

  CHECK(kcall::timerfd_gettime<G>(fd{9999}, left) == errc::ebadf);
  CHECK(kcall::timerfd_settime<G>(fd{9999}, {}, {{0, 0}, {1, 0}}) == errc::ebadf);
  CHECK(kcall::timerfd_settime<G>(f, {}, {{0, 0}, {0, -1}}) == errc::einval);
  CHECK(kcall::timerfd_settime<G>(f, {}, {{0, 0}, {0, 1LL << 32}}) == errc::einval);
  CHECK(kcall::timerfd_create<G>(clock::process_cputime_id) == errc::einval);
}

TEST_CASE_TEMPLATE("timerfd: a point in 2040 and one long ago", G, ALL_GATES) {
  const auto made = kcall::timerfd_create<G>(clock::realtime, tfd_flags::nonblock);
  REQUIRE(made.has_value());
  const kcall::unique_fd f(*made);
  constexpr auto point = tfd_timer_flags::abstime | tfd_timer_flags::cancel_on_set;
  CHECK(kcall::timerfd_settime<G>(f, point, {{0, 0}, {year_2040, 123}}));
  struct ::itimerspec witness {};
  CHECK(::timerfd_gettime(made->get(), &witness) == 0);
  const long long now = ::time(nullptr);
  CHECK(about(witness.it_value.tv_sec, year_2040 - now));
  itimerspec left{};
  CHECK(kcall::timerfd_gettime<G>(f, left));
  CHECK(about(left.it_value.tv_sec, year_2040 - now));
  kcall::uint64_t times = 0;
  CHECK(kcall::timerfd_read<G>(f, times) == errc::eagain);
  CHECK(kcall::timerfd_settime<G>(f, point, {{0, 0}, {1, 0}}));
  CHECK(kcall::timerfd_read<G>(f, times));
  CHECK(times == 1);
}

TEST_CASE_TEMPLATE("setitimer and getitimer, as glibc sees them", G, ALL_GATES) {
  const std::pair<itimer, __itimer_which> all[] = {
      {itimer::real, ITIMER_REAL}, {itimer::virtual_, ITIMER_VIRTUAL}, {itimer::prof, ITIMER_PROF}};
  for (const auto& pair : all) {
    const itimer which = pair.first;
    const __itimer_which number = pair.second;
    CAPTURE(static_cast<int>(number));
    CHECK(kcall::setitimer<G>(which, {{20, 30}, {1000, 0}}));
    struct ::itimerval witness {};
    itimerval current{};
    CHECK(::getitimer(number, &witness) == 0);
    CHECK(kcall::getitimer<G>(which, current));
    CHECK(witness.it_interval.tv_sec == 20);
    CHECK(std::llabs(static_cast<long long>(witness.it_interval.tv_usec) - 30) <= 10'000);  // ticks, for CPU time
    CHECK(current.it_interval.tv_sec == 20);
    CHECK(current.it_interval.tv_usec == witness.it_interval.tv_usec);
    CHECK(about(witness.it_value.tv_sec, current.it_value.tv_sec));
    itimerval old{};
    CHECK(kcall::setitimer<G>(which, {}, old));
    CHECK(old.it_interval == current.it_interval);
    CHECK(kcall::getitimer<G>(which, current));
    CHECK(current == itimerval{});
    CHECK(kcall::setitimer<G>(which, {{0, 0}, {0, 1'000'000}}) == errc::einval);
    CHECK(kcall::setitimer<G>(which, {{0, 0}, {-1, 0}}) == errc::einval);
    CHECK(kcall::setitimer<G>(which, {{0, 0}, {1, 1LL << 32}}) == errc::einval);
  }
  itimerval current{};
  CHECK(kcall::getitimer<G>(static_cast<itimer>(3), current) == errc::einval);
  // 158 years: on ia32 the 68 that its structure can say, not a negative number or some other one.
  CHECK(kcall::setitimer<G>(itimer::real, {{0, 0}, {5'000'000'000, 0}}));
  CHECK(kcall::getitimer<G>(itimer::real, current));
  CHECK(current.it_value.tv_sec >= forever - 10);
  CHECK(kcall::setitimer<G>(itimer::real, {}));
}

TEST_CASE_TEMPLATE("alarm: sets what glibc's alarm returns, and returns what glibc's set", G, ALL_GATES) {
  CHECK(::alarm(0) == 0);
  CHECK(kcall::alarm<G>(100) == 0);
  struct ::itimerval witness {};
  CHECK(::getitimer(ITIMER_REAL, &witness) == 0);
  CHECK(about(witness.it_value.tv_sec, 100));
  CHECK(about(kcall::alarm<G>(50), 100));
  CHECK(about(::alarm(70), 50));
  CHECK(about(kcall::alarm<G>(0), 70));
  CHECK(kcall::alarm<G>(0) == 0);
  // Less than half a second is not reported as none.
  const struct ::itimerval soon = {{0, 0}, {0, 400'000}};
  CHECK(::setitimer(ITIMER_REAL, &soon, nullptr) == 0);
  CHECK(kcall::alarm<G>(0) == 1);
  const held_back held(SIGALRM);
  const struct ::itimerval now = {{0, 0}, {0, 1000}};
  CHECK(::setitimer(ITIMER_REAL, &now, nullptr) == 0);
  CHECK(held.wait().si_signo == SIGALRM);
}

TEST_CASE_TEMPLATE("a kernel before 5.1: distances are cut, points past 2038 refused", G, ALL_GATES) {
  using old = test::old_kernel<G>;
  const bool is_old = kcall::same_as<typename G::abi, kcall::abi::ia32>;
  const auto timer = kcall::timer_create<old>(clock::realtime, sigevent::none());
  REQUIRE(timer.has_value());
  const kcall::unique_fd f(kcall::timerfd_create<old>(clock::realtime).value());
  itimerspec left{};
  CHECK(kcall::timer_settime<old>(*timer, {}, {{3, 4}, {5'000'000'000, 0}}));
  CHECK(kcall::timerfd_settime<old>(f, {}, {{3, 4}, {5'000'000'000, 0}}));
  CHECK(kcall::timer_gettime<old>(*timer, left));
  CHECK(left.it_interval == kcall::timespec{3, 4});
  CHECK(left.it_value.tv_sec >= (is_old ? forever - 5 : 4'999'999'995));
  CHECK(left.it_value.tv_sec <= (is_old ? forever : 5'000'000'000));
  left = {};
  CHECK(kcall::timerfd_gettime<old>(f, left));
  CHECK(left.it_interval == kcall::timespec{3, 4});
  CHECK(left.it_value.tv_sec >= (is_old ? forever - 5 : 4'999'999'995));
  left = {};
  CHECK(kcall::timer_settime<old>(*timer, {}, {{0, 0}, {100, 0}}, left));
  CHECK(left.it_interval == kcall::timespec{3, 4});
  left = {};
  CHECK(kcall::timerfd_settime<old>(f, {}, {{0, 0}, {100, 0}}, left));
  CHECK(left.it_interval == kcall::timespec{3, 4});
  if (is_old) {
    CHECK(kcall::timer_settime<old>(*timer, timer_flags::abstime, {{0, 0}, {year_2040, 0}}) == errc::eoverflow);
    CHECK(kcall::timerfd_settime<old>(f, tfd_timer_flags::abstime, {{0, 0}, {year_2040, 0}}) == errc::eoverflow);
  }
  CHECK(kcall::timer_settime<old>(*timer, {}, {{0, 0}, {-1, 0}}) == errc::einval);
  CHECK(kcall::timerfd_settime<old>(f, {}, {{0, 0}, {-1, 0}}) == errc::einval);
  CHECK(kcall::timer_delete<old>(*timer));
}

#if KCALL_TARGET_IA32 || KCALL_TARGET_X86_64
TEST_CASE("ia32's old calls get eight bytes a time, cut and not wrapped") {
  using gate = test::scripted_ia32;
  std::int32_t seen[4];
  ia32 called{};
  gate::answer = [&](ia32 number, const long* words) {
    called = number;
    if (number == ia32::setitimer || number == ia32::timer_settime || number == ia32::timerfd_settime) {
      const bool is_itimer = number == ia32::setitimer;
      std::memcpy(seen, reinterpret_cast<const void*>(words[is_itimer ? 1 : 2]), sizeof(seen));
      const std::int32_t before[4] = {1, 2, -2, 4};  // -2: past 2038, as a 32-bit kernel cuts it
      std::memcpy(reinterpret_cast<void*>(words[is_itimer ? 2 : 3]), before, sizeof(before));
    }
    return 0L;
  };
  itimerspec old{};
  CHECK(kcall::timer_settime<gate>(timer_id{1}, {}, {{6'000'000'000, 1}, {-5'000'000'000, 2}}, old));
  CHECK(called == ia32::timer_settime);
  CHECK(seen[0] == forever);
  CHECK(seen[1] == 1);
  CHECK(seen[2] == -1);
  CHECK(old == itimerspec{{1, 2}, {0xffff'fffe, 4}});
  CHECK(kcall::timerfd_settime<gate>(fd{1}, tfd_timer_flags::abstime, {{6'000'000'000, 1}, {forever, 2}}, old));
  CHECK(called == ia32::timerfd_settime);
  CHECK(seen[2] == forever);
  itimerval before{};
  CHECK(kcall::setitimer<gate>(itimer::real, {{1, 2}, {6'000'000'000, 3}}, before));
  CHECK(seen[0] == 1);
  CHECK(seen[2] == forever);
  CHECK(seen[3] == 3);
  gate::answer = nullptr;
}
#endif

}  // namespace
