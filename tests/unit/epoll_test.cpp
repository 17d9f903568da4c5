// epoll and eventfd against glibc's functions on the same descriptors.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "support.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>

#include <array>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <kcall/call/epoll.hpp>
#include <kcall/call/eventfd.hpp>

namespace {

using kcall::efd_flags;
using kcall::epoll_event;
using kcall::epoll_events;
using kcall::epoll_flags;
using kcall::epoll_op;
using kcall::errc;
using kcall::fd;
using kcall::sigset;
using kcall::timespec;
using kcall::unique_fd;

constexpr kcall::uint64_t big_value = 0x0123'4567'89ab'cdef;

long long now() {
  struct ::timespec t;
  REQUIRE(::clock_gettime(CLOCK_MONOTONIC, &t) == 0);
  return static_cast<long long>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

/// What /proc says of a descriptor, behind `key`.
std::string fdinfo(fd f, const std::string& key) {
  std::ifstream lines("/proc/self/fdinfo/" + std::to_string(f.get()));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(key, 0) == 0) return line.substr(key.size());
  }
  return "";
}

TEST_CASE_TEMPLATE("eventfd: a counter, read and written from both sides", G, ALL_GATES) {
  const unique_fd f(kcall::eventfd<G>(5, efd_flags::nonblock | efd_flags::cloexec).value());
  CHECK(::fcntl(f.get().get(), F_GETFD) == FD_CLOEXEC);
  kcall::uint64_t value = 0;
  CHECK(kcall::eventfd_read<G>(f, value));
  CHECK(value == 5);
  CHECK(kcall::eventfd_read<G>(f, value) == errc::eagain);
  CHECK(kcall::eventfd_write<G>(f, big_value));
  CHECK(kcall::eventfd_write<G>(f, 1));
  eventfd_t witness = 0;
  CHECK(::eventfd_read(f.get().get(), &witness) == 0);
  CHECK(witness == big_value + 1);
  // The highest count is a count, though its word would be an error's.
  CHECK(::eventfd_write(f.get().get(), 0xffff'ffff'ffff'fffe) == 0);
  CHECK(kcall::eventfd_write<G>(f, 1) == errc::eagain);
  CHECK(kcall::eventfd_read<G>(f, value));
  CHECK(value == 0xffff'ffff'ffff'fffe);
  CHECK(kcall::eventfd_write<G>(f, ~kcall::uint64_t{0}) == errc::einval);

  const unique_fd s(kcall::eventfd<G>(2, efd_flags::semaphore | efd_flags::nonblock).value());
  CHECK(kcall::eventfd_read<G>(s, value));
  CHECK(value == 1);
  CHECK(kcall::eventfd_read<G>(s, value));
  CHECK(value == 1);
  CHECK(kcall::eventfd_read<G>(s, value) == errc::eagain);

  CHECK(kcall::eventfd<G>(0, static_cast<efd_flags>(0x10)) == errc::einval);
  CHECK(kcall::eventfd_read<G>(fd{9999}, value) == errc::ebadf);
  CHECK(kcall::eventfd_write<G>(fd{9999}, 1) == errc::ebadf);
}

TEST_CASE_TEMPLATE("epoll: events and their data, the kernel's view of them, and glibc's", G, ALL_GATES) {
  const unique_fd set(kcall::epoll_create1<G>(epoll_flags::cloexec).value());
  CHECK(::fcntl(set.get().get(), F_GETFD) == FD_CLOEXEC);
  const unique_fd first(fd{::eventfd(0, EFD_NONBLOCK)});
  const unique_fd second(fd{::eventfd(0, EFD_NONBLOCK)});
  const unique_fd third(fd{::eventfd(0, EFD_NONBLOCK)});
  int anything = 0;
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::add, first, {epoll_events::in, big_value}));
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::add, second, {epoll_events::in | epoll_events::et, second}));
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::add, third, {epoll_events::in, &anything}));
  CHECK(fdinfo(set, "tfd:").find("data:") != std::string::npos);
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::add, first, {epoll_events::in, 1}) == errc::eexist);

  CHECK(epoll_event{epoll_events::in, 0}.data.u64() == 0);
  CHECK(epoll_event{epoll_events::in, -1}.data.u64() == ~kcall::uint64_t{0});

  std::array<epoll_event, 4> events;
  CHECK(kcall::epoll_wait<G>(set, events, 0) == 0);
  for (const auto* f : {&first, &second, &third}) CHECK(::eventfd_write(f->get().get(), 1) == 0);

  const auto check_all = [&](const epoll_event* found) {
    bool seen[3] = {};
    for (int i = 0; i < 3; ++i) {
      CHECK(found[i].events == epoll_events::in);
      seen[0] = seen[0] || found[i].data.u64() == big_value;
      seen[1] = seen[1] || (found[i].data.u64() == static_cast<unsigned>(second.get().get()) &&
                            found[i].data.descriptor() == second);
      seen[2] = seen[2] || found[i].data.pointer() == &anything;
    }
    CHECK(seen[0]);
    CHECK(seen[1]);
    CHECK(seen[2]);
  };
  CHECK(kcall::epoll_wait<G>(set, events, 1000) == 3);
  check_all(events.data());
  // Level-triggered ones are still there; the edge-triggered one is not.
  struct ::epoll_event witness[4];
  REQUIRE(::epoll_wait(set.get().get(), witness, 4, 0) == 2);
  CHECK((witness[0].data.u64 == big_value || witness[1].data.u64 == big_value));
  epoll_event some[4];
  CHECK(kcall::epoll_wait<G>(set, some, 0) == 2);
  CHECK(kcall::epoll_wait<G>(set, some, 1, 0) == 1);
  CHECK(kcall::epoll_pwait<G>(set, some, 0, nullptr) == 2);
  constexpr timespec zero = {0, 0};
  if (kcall::epoll_pwait2<G>(set, some, &zero) == errc::enosys) MESSAGE("no epoll_pwait2 here");
  CHECK(kcall::epoll_pwait2<G>(set, some, &zero) == 2);

  CHECK(kcall::epoll_ctl<G>(set, epoll_op::mod, first, {epoll_events::out | epoll_events::oneshot, 7}));
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::del, third));
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::del, third) == errc::enoent);
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::mod, third, {epoll_events::in, 1}) == errc::enoent);
  REQUIRE(kcall::epoll_wait<G>(set, some, 0) == 1);
  CHECK(some[0].events == epoll_events::out);
  CHECK(some[0].data.u32() == 7);
  CHECK(kcall::epoll_wait<G>(set, some, 0) == 0);

  CHECK(kcall::epoll_ctl<G>(set, epoll_op::add, fd{9999}, {epoll_events::in, 1}) == errc::ebadf);
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::add, set, {epoll_events::in, 1}) == errc::einval);
  const unique_fd file(fd{::open("/proc/self/exe", O_RDONLY | O_CLOEXEC)});
  CHECK(kcall::epoll_ctl<G>(set, epoll_op::add, file, {epoll_events::in, 1}) == errc::eperm);
  CHECK(kcall::epoll_wait<G>(set, some, 0, 0) == errc::einval);
  CHECK(kcall::epoll_wait<G>(fd{9999}, some, 0) == errc::ebadf);
  CHECK(kcall::epoll_wait<G>(first, some, 0) == errc::einval);
  CHECK(kcall::epoll_create1<G>(static_cast<epoll_flags>(1)) == errc::einval);
}

TEST_CASE_TEMPLATE("epoll_create", G, ALL_GATES) {
  const unique_fd set(kcall::epoll_create<G>(1).value());
  CHECK(::fcntl(set.get().get(), F_GETFD) == 0);
  epoll_event event[1];
  CHECK(kcall::epoll_wait<G>(set, event, 0) == 0);
  CHECK(kcall::epoll_create<G>(0) == errc::einval);
  CHECK(kcall::epoll_create<G>(-1) == errc::einval);
}

TEST_CASE_TEMPLATE("epoll waits as long as it should", G, ALL_GATES) {
  const unique_fd set(kcall::epoll_create1<G>().value());
  epoll_event events[2];
  auto start = now();
  CHECK(kcall::epoll_wait<G>(set, events, 3) == 0);
  CHECK(now() - start >= 3'000'000);
  start = now();
  CHECK(kcall::epoll_pwait<G>(set, events, 2, nullptr) == 0);
  CHECK(now() - start >= 2'000'000);
  constexpr timespec short_time = {0, 1'500'000};
  start = now();
  CHECK(kcall::epoll_pwait2<G>(set, events, &short_time) == 0);
  CHECK(now() - start >= 1'500'000);
  constexpr timespec no_time = {0, 1'000'000'000};
  constexpr timespec cut_time = {0, 1LL << 32};
  constexpr timespec negative = {-1, 0};
  CHECK(kcall::epoll_pwait2<G>(set, events, &no_time) == errc::einval);
  CHECK(kcall::epoll_pwait2<G>(set, events, &cut_time) == errc::einval);
  CHECK(kcall::epoll_pwait2<G>(set, events, &negative) == errc::einval);
}

volatile int handled;
void count(int) { handled = handled + 1; }

/// SIGUSR1 blocked and pending, with a handler that counts.
class pending_signal {
 public:
  pending_signal() {
    struct ::sigaction counting {};
    counting.sa_handler = count;
    REQUIRE(::sigaction(SIGUSR1, &counting, &old_) == 0);
    ::sigset_t only;
    ::sigemptyset(&only);
    ::sigaddset(&only, SIGUSR1);
    REQUIRE(::pthread_sigmask(SIG_BLOCK, &only, &before_) == 0);
    handled = 0;
    REQUIRE(::pthread_kill(::pthread_self(), SIGUSR1) == 0);
  }
  pending_signal(const pending_signal&) = delete;
  pending_signal& operator=(const pending_signal&) = delete;
  ~pending_signal() {
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    ::sigaction(SIGUSR1, &old_, nullptr);
  }

 private:
  struct ::sigaction old_ {};
  ::sigset_t before_;
};

TEST_CASE_TEMPLATE("the signal mask counts while waiting", G, ALL_GATES) {
  const unique_fd set(kcall::epoll_create1<G>().value());
  epoll_event events[2];
  const auto held = sigset(kcall::signal::sigusr1);
  const sigset none;
  constexpr timespec milliseconds = {0, 1'000'000};
  const pending_signal pending;
  CHECK(kcall::epoll_pwait<G>(set, events, 1, nullptr) == 0);
  CHECK(kcall::epoll_pwait<G>(set, events, 1, &held) == 0);
  CHECK(kcall::epoll_pwait2<G>(set, events, &milliseconds, &held) == 0);
  CHECK(handled == 0);
  CHECK(kcall::epoll_pwait<G>(set, events, -1, &none) == errc::eintr);
  CHECK(handled == 1);
  REQUIRE(::pthread_kill(::pthread_self(), SIGUSR1) == 0);
  CHECK(kcall::epoll_pwait2<G>(set, events, nullptr, &none) == errc::eintr);
  CHECK(handled == 2);
}

/// Knows no epoll_pwait2, and answers epoll_pwait from a function of the test.
struct before_5_11 {
  using abi = kcall::gate::native::abi;
  static inline std::function<long(long)> answer;
  static inline std::vector<long> timeouts;
  template <class... A>
  static long enter(abi::nr number, A... arguments) {
    if (number != abi::nr::epoll_pwait) return -38;
    const long words[] = {kcall::to_word(arguments)..., 0, 0, 0, 0};
    timeouts.push_back(words[3]);
    return answer ? answer(words[3]) : 0;
  }
};

TEST_CASE("before 5.11 epoll_pwait waits, in milliseconds rounded up") {
  epoll_event event[1];
  const auto timeouts_of = [&](timespec time, int result) {
    before_5_11::timeouts.clear();
    CHECK(kcall::epoll_pwait2<before_5_11>(fd{1}, event, &time) == result);
    return before_5_11::timeouts;
  };
  using list = std::vector<long>;
  before_5_11::answer = [](long) { return 0L; };
  CHECK(timeouts_of({0, 0}, 0) == list{0});
  CHECK(timeouts_of({0, 1}, 0) == list{1});
  CHECK(timeouts_of({0, 1'000'000}, 0) == list{1});
  CHECK(timeouts_of({0, 1'000'001}, 0) == list{2});
  CHECK(timeouts_of({3, 999'999'999}, 0) == list{4000});
  // A month is more milliseconds than an int has.
  CHECK(timeouts_of({2'592'000, 0}, 0) == list{0x7fff'ffff, 2'592'000'000 - 0x7fff'ffff});
  before_5_11::answer = [](long) { return before_5_11::timeouts.size() == 3 ? 2L : 0L; };
  CHECK(timeouts_of({0x7fff'ffff'ffff'ffff, 0}, 2) == list{0x7fff'ffff, 0x7fff'ffff, 0x7fff'ffff});
  before_5_11::timeouts.clear();
  before_5_11::answer = [](long) { return -4L; };
  CHECK(kcall::epoll_pwait2<before_5_11>(fd{1}, event, nullptr) == errc::eintr);
  CHECK(before_5_11::timeouts == list{-1});
  for (const timespec bad : {timespec{-1, 0}, timespec{0, -1}, timespec{0, 1'000'000'000}}) {
    CHECK(kcall::epoll_pwait2<before_5_11>(fd{1}, event, &bad) == errc::einval);
  }
  CHECK(before_5_11::timeouts == list{-1});
}

}  // namespace
