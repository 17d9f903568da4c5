// poll and ppoll against glibc's poll, and timeouts against the clock.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "old_kernel.hpp"
#include "support.hpp"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include <array>
#include <cstddef>
#include <vector>

#include <kcall/call/poll.hpp>
#include <kcall/types/signal.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::poll_events;
using kcall::pollfd;
using kcall::sigset;
using kcall::timespec;

using libc_pollfd = struct ::pollfd;
static_assert(sizeof(pollfd) == sizeof(libc_pollfd) && sizeof(pollfd::fd) == sizeof(libc_pollfd::fd));
static_assert(offsetof(pollfd, events) == offsetof(libc_pollfd, events));
static_assert(offsetof(pollfd, revents) == offsetof(libc_pollfd, revents));
static_assert(sizeof(pollfd::revents) == sizeof(libc_pollfd::revents));
static_assert(static_cast<int>(poll_events::in) == POLLIN && static_cast<int>(poll_events::pri) == POLLPRI);
static_assert(static_cast<int>(poll_events::out) == POLLOUT && static_cast<int>(poll_events::err) == POLLERR);
static_assert(static_cast<int>(poll_events::hup) == POLLHUP && static_cast<int>(poll_events::nval) == POLLNVAL);
static_assert(static_cast<int>(poll_events::rdnorm) == POLLRDNORM && static_cast<int>(poll_events::msg) == POLLMSG);
static_assert(static_cast<int>(poll_events::rdband) == POLLRDBAND && static_cast<int>(poll_events::rdhup) == POLLRDHUP);
static_assert(static_cast<int>(poll_events::wrnorm) == POLLWRNORM &&
              static_cast<int>(poll_events::wrband) == POLLWRBAND);
static_assert(static_cast<int>(poll_events::remove) == POLLREMOVE);

long long now() {
  struct ::timespec t;
  REQUIRE(::clock_gettime(CLOCK_MONOTONIC, &t) == 0);
  return static_cast<long long>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

class pipe_ends {
 public:
  pipe_ends() { REQUIRE(::pipe(ends_) == 0); }
  pipe_ends(const pipe_ends&) = delete;
  pipe_ends& operator=(const pipe_ends&) = delete;
  ~pipe_ends() {
    ::close(ends_[0]);
    close_writer();
  }
  fd reader() const { return fd{ends_[0]}; }
  fd writer() const { return fd{ends_[1]}; }
  void put() const { REQUIRE(::write(ends_[1], "x", 1) == 1); }
  void close_writer() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  int ends_[2];
};

/// What glibc finds for the same question.
int libc_poll(std::array<pollfd, 4>& fds) {
  std::array<libc_pollfd, 4> same{};
  for (size_t i = 0; i < 4; ++i) same[i] = {fds[i].fd.get(), static_cast<short>(fds[i].events), 0};
  const int ready = ::poll(same.data(), 4, 0);
  for (size_t i = 0; i < 4; ++i) fds[i].revents = static_cast<poll_events>(same[i].revents);
  return ready;
}

template <class G>
void finds_what_glibc_finds() {
  pipe_ends p;
  constexpr auto all = poll_events::in | poll_events::out | poll_events::pri | poll_events::rdnorm |
                       poll_events::wrnorm | poll_events::rdhup;
  const std::array<pollfd, 4> question = {{{p.reader(), all}, {p.writer(), all}, {fd{9999}, all}, {fd{-5}, all}}};
  const auto same = [&] {
    auto expected = question;
    const int ready = libc_poll(expected);
    auto fds = question;
    auto fds2 = question;
    CHECK(kcall::poll<G>(fds, 0) == ready);
    constexpr timespec zero = {0, 0};
    CHECK(kcall::ppoll<G>(fds2, &zero) == ready);
    for (size_t i = 0; i < 4; ++i) {
      CHECK(fds[i].revents == expected[i].revents);
      CHECK(fds2[i].revents == expected[i].revents);
      CHECK(fds[i].events == question[i].events);
    }
    return fds;
  };
  auto found = same();
  CHECK(found[0].revents == poll_events{});
  CHECK(has(found[1].revents, poll_events::out));
  CHECK(found[2].revents == poll_events::nval);
  CHECK(found[3].revents == poll_events{});
  p.put();
  found = same();
  CHECK(has(found[0].revents, poll_events::in));
  p.close_writer();
  found = same();
  CHECK(has(found[0].revents, poll_events::hup));
}

template <class G>
void times_out() {
  const pipe_ends p;
  pollfd fds[1] = {{p.reader(), poll_events::in, poll_events::hup}};
  long long start = now();
  CHECK(kcall::poll<G>(fds, 3) == 0);
  CHECK(now() - start >= 3'000'000);
  CHECK(fds[0].revents == poll_events{});

  timespec timeout = {0, 3'000'000};
  start = now();
  CHECK(kcall::ppoll<G>(fds, &timeout) == 0);
  CHECK(now() - start >= 3'000'000);
  CHECK(timeout == timespec{0, 3'000'000});

  // No descriptors: only the time.
  start = now();
  CHECK(kcall::poll<G>(nullptr, 0, 3) == 0);
  CHECK(kcall::ppoll<G>(nullptr, 0, &timeout) == 0);
  CHECK(now() - start >= 6'000'000);
}

template <class G>
void takes_any_timeout() {
  const pipe_ends p;
  p.put();
  pollfd one = {p.reader(), poll_events::in};
  for (const int timeout : {-1, -1000, 0, 1, 999, 1000, 60'001, 0x7fffffff}) {
    CAPTURE(timeout);
    one.revents = {};
    CHECK(kcall::poll<G>(&one, 1, timeout) == 1);
    CHECK(one.revents == poll_events::in);
  }
  CHECK(kcall::ppoll<G>(&one, 1) == 1);
  for (const timespec& timeout : {timespec{0, 0}, timespec{0, 999'999'999}, timespec{1LL << 40, 0},
                                  timespec{(1LL << 32) + 1, 5}, timespec{0x7fffffffffffffff, 999'999'999}}) {
    CHECK(kcall::ppoll<G>(&one, 1, &timeout) == 1);
  }
  for (const timespec& malformed : {timespec{-1, 0}, timespec{0, -1}, timespec{0, 1'000'000'000},
                                    timespec{0, 5'000'000'000LL}, timespec{0, 1LL << 32}, timespec{-(1LL << 40), 0}}) {
    CHECK(kcall::ppoll<G>(&one, 1, &malformed) == errc::einval);
  }
}

TEST_CASE_TEMPLATE("poll and ppoll find what glibc finds", G, ALL_GATES) {
  finds_what_glibc_finds<G>();
  finds_what_glibc_finds<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("poll and ppoll wait as long as asked, and the timeout stays what it was", G, ALL_GATES) {
  times_out<G>();
  times_out<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("timeouts: none, long, malformed", G, ALL_GATES) {
  takes_any_timeout<G>();
  using old = test::old_kernel<G>;
  old::refused = 0;
  takes_any_timeout<old>();
  CHECK((old::refused > 0) == requires { G::abi::nr::ppoll_time64; });
}

TEST_CASE_TEMPLATE("poll takes arrays and containers", G, ALL_GATES) {
  const pipe_ends p;
  std::vector<pollfd> many(3, pollfd{p.writer(), poll_events::out});
  CHECK(kcall::poll<G>(many, 0) == 3);
  CHECK(kcall::ppoll<G>(many) == 3);
  pollfd array[2] = {{p.writer(), poll_events::out}, {}};
  CHECK(kcall::poll<G>(array, -1) == 1);
  CHECK(array[0].revents == poll_events::out);
  CHECK(array[1].revents == poll_events{});
  CHECK(kcall::poll<G>(std::vector<pollfd>{}, 0) == 0);
}

TEST_CASE_TEMPLATE("errors of poll and ppoll", G, ALL_GATES) {
  pollfd one = {fd{0}, poll_events::in};
  constexpr timespec zero = {0, 0};
  CHECK(kcall::poll<G>(&one, 0xffffffff, 0) == errc::einval);
  CHECK(kcall::ppoll<G>(&one, 0xffffffff, &zero) == errc::einval);
  CHECK(kcall::poll<G>(kcall::from_word<pollfd*>(8), 1, 0) == errc::efault);
  CHECK(kcall::ppoll<G>(kcall::from_word<pollfd*>(8), 1, &zero) == errc::efault);
  // A container of more than 32 bits count.
  static_assert(kcall::detail::poll_count((1ULL << 32) + 1) == 0xffffffff);
  static_assert(kcall::detail::poll_count(5) == 5);
}

volatile sig_atomic_t handled;

/// sigusr1 counts in `handled`, and is blocked.
class blocked_usr1 {
 public:
  blocked_usr1() {
    struct ::sigaction action {};
    action.sa_handler = [](int) { handled = handled + 1; };
    REQUIRE(::sigaction(SIGUSR1, &action, &action_before_) == 0);
    ::sigset_t only;
    ::sigemptyset(&only);
    ::sigaddset(&only, SIGUSR1);
    REQUIRE(::pthread_sigmask(SIG_BLOCK, &only, &mask_before_) == 0);
    handled = 0;
  }
  blocked_usr1(const blocked_usr1&) = delete;
  blocked_usr1& operator=(const blocked_usr1&) = delete;
  ~blocked_usr1() {
    ::pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
    ::sigaction(SIGUSR1, &action_before_, nullptr);
  }

 private:
  struct ::sigaction action_before_ {};
  ::sigset_t mask_before_;
};

template <class G>
void blocks_as_told() {
  const blocked_usr1 guard;
  const pipe_ends p;
  pollfd one = {p.reader(), poll_events::in};
  constexpr timespec shortly = {0, 2'000'000};
  REQUIRE(::pthread_kill(::pthread_self(), SIGUSR1) == 0);

  // Its own mask, which blocks the signal; and one that blocks it too.
  CHECK(kcall::ppoll<G>(&one, 1, &shortly) == 0);
  const sigset everything = sigset::full();
  CHECK(kcall::ppoll<G>(&one, 1, &shortly, &everything) == 0);
  const sigset others = ~sigset(kcall::signal::sigusr2);
  CHECK(kcall::ppoll<G>(&one, 1, &shortly, &others) == 0);
  CHECK(handled == 0);

  // All but this one: the signal is delivered, and the mask is as it was afterwards.
  const sigset all_but_this = ~sigset(kcall::signal::sigusr1);
  timespec forever = {1LL << 33, 0};
  CHECK(kcall::ppoll<G>(&one, 1, &forever, &all_but_this) == errc::eintr);
  CHECK(forever == timespec{1LL << 33, 0});
  CHECK(handled == 1);
  REQUIRE(::pthread_kill(::pthread_self(), SIGUSR1) == 0);
  CHECK(handled == 1);
  const sigset none;
  CHECK(kcall::ppoll<G>(&one, 1, nullptr, &none) == errc::eintr);
  CHECK(handled == 2);
}

TEST_CASE_TEMPLATE("ppoll waits with the signals blocked that it is told", G, ALL_GATES) {
  blocks_as_told<G>();
  blocks_as_told<test::old_kernel<G>>();
}

TEST_CASE("ppoll on an old kernel waits 68 years at most, never a wrapped time") {
  using script = test::scripted_ia32;
  kcall::detail::timespec32 seen{};
  script::answer = [&](script::abi::nr number, const long* words) -> long {
    CHECK(number == script::abi::nr::ppoll);
    CHECK(words[4] == 8);
    seen = *kcall::from_word<const kcall::detail::timespec32*>(words[2]);
    return 0;
  };
  pollfd one;
  const timespec wraps = {(1LL << 32) + 1, 5};
  CHECK(kcall::ppoll<script>(&one, 1, &wraps) == 0);
  CHECK(seen.tv_sec == 0x7fffffff);
  CHECK(seen.tv_nsec == 5);
  const timespec fits = {0x7ffffffe, 6};
  CHECK(kcall::ppoll<script>(&one, 1, &fits) == 0);
  CHECK(seen.tv_sec == 0x7ffffffe);
  CHECK(seen.tv_nsec == 6);
  script::answer = [&](script::abi::nr, const long* words) -> long {
    CHECK(words[2] == 0);
    return 0;
  };
  CHECK(kcall::ppoll<script>(&one, 1) == 0);
}

}  // namespace
