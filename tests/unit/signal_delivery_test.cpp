// Signals that carry something, wait in a queue, are read from a descriptor, or run on a stack of their own.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "old_kernel.hpp"
#include "support.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include <cstring>
#include <thread>

#include <kcall/call/file.hpp>
#include <kcall/call/signal_queue.hpp>
#include <kcall/call/signal_stack.hpp>
#include <kcall/call/signal_wait.hpp>
#include <kcall/call/signalfd.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::pid;
using kcall::sfd_flags;
using kcall::si_codes;
using kcall::signalfd_siginfo;
using kcall::sigval;
using kcall::timespec;
using signals = kcall::sigset;
using number = kcall::signal;

const pid self{::getpid()};
constexpr timespec no_time = {0, 0};
constexpr timespec second = {1, 0};

pid own_thread() { return pid{static_cast<int>(::syscall(SYS_gettid))}; }

/// Signals of this thread held back for a while; nothing of them is left then.
class held_back {
 public:
  explicit held_back(std::initializer_list<int> numbers) {
    ::sigemptyset(&set_);
    for (const int s : numbers) ::sigaddset(&set_, s);
    REQUIRE(::pthread_sigmask(SIG_BLOCK, &set_, &before_) == 0);
  }
  held_back(const held_back&) = delete;
  held_back& operator=(const held_back&) = delete;
  ~held_back() {
    while (wait(0).si_signo != 0) {
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  /// What came within a second, or all zeros. Not glibc's sigtimedwait: it hides SI_TKILL.
  ::siginfo_t wait(long seconds = 1) const {
    ::siginfo_t info{};
    const long most[2] = {seconds, 0};
    if (::syscall(SYS_rt_sigtimedwait, &set_, &info, most, 8L) < 0) info = {};
    return info;
  }

 private:
  ::sigset_t set_;
  ::sigset_t before_;
};

TEST_CASE_TEMPLATE("sigqueue and rt_sigqueueinfo: what glibc takes is what was sent", G, ALL_GATES) {
  const held_back held({SIGUSR1});
  CHECK(kcall::sigqueue<G>(self, number::sigusr1, -7654321));
  auto info = held.wait();
  CHECK(info.si_signo == SIGUSR1);
  CHECK(info.si_code == SI_QUEUE);
  CHECK(info.si_pid == self.get());
  CHECK(info.si_uid == ::getuid());
  CHECK(info.si_value.sival_int == -7654321);
  CHECK(kcall::sigqueue<G>(self, number::sigusr1, &info));
  CHECK(held.wait().si_value.sival_ptr == &info);

  kcall::siginfo_t own;
  std::memset(&own, 0, sizeof(own));
  own.si_code = static_cast<int>(si_codes::queue);
  own.fields.queued.process = 4711;
  own.fields.queued.user = 100'000;
  own.fields.queued.value.as_int = 5;
  CHECK(kcall::rt_sigqueueinfo<G>(self, number::sigusr1, own));
  info = held.wait();
  CHECK(info.si_signo == SIGUSR1);
  CHECK(info.si_pid == 4711);
  CHECK(info.si_uid == 100'000);
  CHECK(info.si_value.sival_int == 5);
  own.fields.queued.process = 4712;
  CHECK(kcall::rt_tgsigqueueinfo<G>(self, own_thread(), number::sigusr1, own));
  info = held.wait();
  CHECK(info.si_pid == 4712);

  CHECK(kcall::sigqueue<G>(pid{0x3fff'ffff}, number::sigusr1, 1) == errc::esrch);
  CHECK(kcall::rt_tgsigqueueinfo<G>(self, pid{0x3fff'ffff}, number::sigusr1, own) == errc::esrch);
  CHECK(kcall::sigqueue<G>(self, static_cast<number>(65), 1) == errc::einval);
}

#if KCALL_TARGET_X86_64
TEST_CASE("int80 sends only what it can say in 32 bits") {
  using int80 = kcall::gate::int80;
  CHECK(kcall::sigqueue<int80>(self, number::none, reinterpret_cast<void*>(0x1'0000'0000)) == errc::eoverflow);
  kcall::siginfo_t own;
  std::memset(&own, 0, sizeof(own));
  own.si_code = static_cast<int>(si_codes::asyncio);
  CHECK(kcall::rt_sigqueueinfo<int80>(self, number::none, own) == errc::eopnotsupp);
  CHECK(kcall::rt_tgsigqueueinfo<int80>(self, own_thread(), number::none, own) == errc::eopnotsupp);
}
#endif

TEST_CASE_TEMPLATE("tkill: to this thread", G, ALL_GATES) {
  const held_back held({SIGUSR2});
  CHECK(kcall::tkill<G>(own_thread(), number::sigusr2));
  const auto info = held.wait();
  CHECK(info.si_signo == SIGUSR2);
  CHECK(info.si_code == SI_TKILL);
  CHECK(info.si_pid == self.get());
  CHECK(kcall::tkill<G>(own_thread(), number::none));
  CHECK(kcall::tkill<G>(pid{-1}, number::sigusr2) == errc::einval);
  CHECK(kcall::tkill<G>(pid{0x3fff'ffff}, number::sigusr2) == errc::esrch);
}

template <class G>
void takes_signals() {
  const held_back held({SIGUSR1, SIGUSR2, SIGCHLD, SIGALRM});
  const signals awaited(number::sigusr1, number::sigusr2, number::sigchld, number::sigalrm);
  kcall::siginfo_t info;
  CHECK(kcall::rt_sigtimedwait<G>(awaited, info, &no_time) == errc::eagain);
  constexpr timespec short_time = {0, 1'000'000};
  CHECK(kcall::rt_sigtimedwait<G>(awaited, &short_time) == errc::eagain);

  REQUIRE(::sigqueue(self.get(), SIGUSR1, {.sival_int = 99}) == 0);
  CHECK(kcall::rt_sigtimedwait<G>(awaited, info, &second) == number::sigusr1);
  CHECK(info.number() == number::sigusr1);
  CHECK(info.is(si_codes::queue));
  CHECK(info.sender() == self);
  CHECK(info.sender_uid() == kcall::uid{::getuid()});
  CHECK(info.value_int() == 99);

  REQUIRE(::kill(self.get(), SIGUSR2) == 0);
  CHECK(kcall::rt_sigtimedwait<G>(awaited, info) == number::sigusr2);
  CHECK(info.is(si_codes::user));
  CHECK(info.sender() == self);

  REQUIRE(::pthread_kill(::pthread_self(), SIGUSR2) == 0);
  CHECK(kcall::rt_sigtimedwait<G>(awaited) == number::sigusr2);

  const ::pid_t child = ::fork();
  if (child == 0) ::_exit(23);
  CHECK(kcall::rt_sigtimedwait<G>(awaited, info, &second) == number::sigchld);
  CHECK(info.is(kcall::cld_codes::exited));
  CHECK(info.child_pid() == pid{child});
  CHECK(info.status() == 23);
  CHECK(::waitpid(child, nullptr, 0) == child);

  struct ::sigevent event {};
  event.sigev_signo = SIGALRM;
  event.sigev_value.sival_int = 31;
  ::timer_t timer{};
  REQUIRE(::timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
  const struct ::itimerspec soon = {{0, 0}, {0, 1000}};
  REQUIRE(::timer_settime(timer, 0, &soon, nullptr) == 0);
  CHECK(kcall::rt_sigtimedwait<G>(awaited, info, &second) == number::sigalrm);
  CHECK(info.is(si_codes::timer));
  CHECK(info.value_int() == 31);
  CHECK(info.timer_overrun() == 0);
  ::timer_delete(timer);

  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::fcntl(ends[0], F_SETOWN, self.get()) == 0);
  REQUIRE(::fcntl(ends[0], F_SETSIG, SIGUSR1) == 0);
  REQUIRE(::fcntl(ends[0], F_SETFL, O_ASYNC | O_NONBLOCK) == 0);
  REQUIRE(::write(ends[1], "x", 1) == 1);
  CHECK(kcall::rt_sigtimedwait<G>(awaited, info, &second) == number::sigusr1);
  ::close(ends[0]);
  ::close(ends[1]);

  for (const timespec bad : {timespec{-1, 0}, timespec{0, -1}, timespec{0, 1'000'000'000}, timespec{0, 1LL << 32}}) {
    CHECK(kcall::rt_sigtimedwait<G>(awaited, &bad) == errc::einval);
  }
  // Past 2038: it takes what is there instead of failing.
  constexpr timespec centuries = {6'000'000'000, 0};
  REQUIRE(::kill(self.get(), SIGUSR1) == 0);
  CHECK(kcall::rt_sigtimedwait<G>(awaited, &centuries) == number::sigusr1);
}

TEST_CASE_TEMPLATE("rt_sigtimedwait: what glibc and the kernel send", G, ALL_GATES) {
  takes_signals<G>();
  takes_signals<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("sigio tells of its descriptor", G, ALL_GATES) {
  const held_back held({SIGIO});
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::fcntl(ends[0], F_SETOWN, self.get()) == 0);
  REQUIRE(::fcntl(ends[0], F_SETSIG, SIGIO) == 0);
  REQUIRE(::fcntl(ends[0], F_SETFL, O_ASYNC | O_NONBLOCK) == 0);
  REQUIRE(::write(ends[1], "x", 1) == 1);
  const auto witness = held.wait();
  REQUIRE(::write(ends[1], "x", 1) == 1);
  kcall::siginfo_t info;
  CHECK(kcall::rt_sigtimedwait<G>(signals(number::sigio), info, &second) == number::sigio);
  CHECK(info.si_code == POLL_IN);
  CHECK(info.poll_events() == witness.si_band);
  if (witness.si_fd == ends[0]) {
    CHECK(info.poll_fd() == fd{ends[0]});
  } else {
    MESSAGE("skipped: qemu-user leaves si_fd unset");
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE_TEMPLATE("signalfd: signals as bytes", G, ALL_GATES) {
  const held_back held({SIGUSR1, SIGUSR2});
  const kcall::unique_fd f(
      kcall::signalfd<G>(signals(number::sigusr1), sfd_flags::nonblock | sfd_flags::cloexec).value());
  CHECK(::fcntl(f.get().get(), F_GETFD) == FD_CLOEXEC);
  signalfd_siginfo read[2];
  CHECK(kcall::read<G>(f, read) == errc::eagain);
  REQUIRE(::sigqueue(self.get(), SIGUSR1, {.sival_int = -3}) == 0);
  REQUIRE(::kill(self.get(), SIGUSR2) == 0);
  CHECK(kcall::read<G>(f, read) == sizeof(signalfd_siginfo));
  CHECK(read[0].number() == number::sigusr1);
  CHECK(read[0].is(si_codes::queue));
  CHECK(read[0].ssi_int == -3);
  CHECK(read[0].ssi_pid == static_cast<unsigned>(self.get()));
  CHECK(read[0].ssi_uid == ::getuid());
  // Now the other one.
  CHECK(kcall::signalfd<G>(f, signals(number::sigusr2)) == f.get());
  struct ::signalfd_siginfo witness {};
  CHECK(::read(f.get().get(), &witness, sizeof(witness)) == static_cast<ssize_t>(sizeof(witness)));
  CHECK(witness.ssi_signo == SIGUSR2);
  CHECK(kcall::signalfd<G>(fd{9999}, signals(number::sigusr1)) == errc::ebadf);
  CHECK(kcall::signalfd<G>(fd{0}, signals(number::sigusr1)) == errc::einval);
  CHECK(kcall::signalfd<G>(signals(number::sigusr1), static_cast<sfd_flags>(1)) == errc::einval);
}

volatile int handled;
void count(int) { handled = handled + 1; }

TEST_CASE_TEMPLATE("pause: until a handler has run", G, ALL_GATES) {
  struct ::sigaction counting {};
  struct ::sigaction old {};
  counting.sa_handler = count;
  REQUIRE(::sigaction(SIGUSR1, &counting, &old) == 0);
  handled = 0;
  const auto waiting = ::pthread_self();
  volatile bool done = false;
  // Again and again, because one that comes before pause does not count.
  std::thread sender([&] {
    while (!done) {
      ::usleep(1000);
      if (!done) ::pthread_kill(waiting, SIGUSR1);
    }
  });
  CHECK(kcall::pause<G>() == errc::eintr);
  done = true;
  sender.join();
  CHECK(handled > 0);
  ::sigaction(SIGUSR1, &old, nullptr);
}

#if KCALL_TARGET_X86_64
#define STACK_GATES kcall::gate::syscall, test::libc_gate
#else
#define STACK_GATES ALL_GATES
#endif

alignas(64) char other_stack[65536];
volatile bool ran_there;
void note_stack(int) {
  const char here = 0;
  const char* volatile where = &here;
  ran_there = where >= &other_stack[0] && where < &other_stack[0] + sizeof(other_stack);
}

TEST_CASE_TEMPLATE("sigaltstack: a handler runs there", G, STACK_GATES) {
  using kcall::sigaltstack_flags;
  const kcall::stack_t wanted = {other_stack, {}, sizeof(other_stack)};
  kcall::stack_t old{};
  CHECK(kcall::sigaltstack<G>(nullptr, &old));
  CHECK(kcall::sigaltstack<G>(wanted));
  ::stack_t witness{};
  CHECK(::sigaltstack(nullptr, &witness) == 0);
  CHECK(witness.ss_sp == other_stack);
  CHECK(witness.ss_size == sizeof(other_stack));
  CHECK(witness.ss_flags == 0);

  struct ::sigaction noting {};
  struct ::sigaction before {};
  noting.sa_handler = note_stack;
  noting.sa_flags = SA_ONSTACK;
  REQUIRE(::sigaction(SIGUSR1, &noting, &before) == 0);
  ran_there = false;
  REQUIRE(::raise(SIGUSR1) == 0);
  CHECK(ran_there);
  ::sigaction(SIGUSR1, &before, nullptr);

  kcall::stack_t in_use{};
  const kcall::stack_t none = {nullptr, sigaltstack_flags::disable, 0};
  CHECK(kcall::sigaltstack<G>(&none, &in_use));
  CHECK(in_use.ss_sp == other_stack);
  CHECK(in_use.ss_size == sizeof(other_stack));
  CHECK(in_use.ss_flags == sigaltstack_flags{});
  CHECK(kcall::sigaltstack<G>(nullptr, &in_use));
  CHECK(in_use.ss_flags == sigaltstack_flags::disable);
  CHECK(kcall::sigaltstack<G>({other_stack, {}, 100}) == errc::enomem);
  CHECK(kcall::sigaltstack<G>({other_stack, static_cast<sigaltstack_flags>(64), 65536}) == errc::einval);
  CHECK(kcall::sigaltstack<G>(old));
}

}  // namespace
