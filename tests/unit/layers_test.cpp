// Gates over gates, and what they are for: write_all() below is a piece of a user's program, tested against what a
// disk, a pipe and a signal can do to it without any of them (docs/testing_your_code.md).
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>

#include <cstring>
#include <initializer_list>
#include <kcall/call/call.hpp>
#include <kcall/call/file.hpp>
#include <kcall/gate/layers.hpp>

#include "support.hpp"

namespace {

// [write_all]
template <kcall::gate_like G = kcall::gate::native>
kcall::result<void> write_all(kcall::fd file, const char* data, kcall::size_t size) {
  while (size > 0) {
    const auto written = kcall::write<G>(file, data, size);
    if (written == kcall::errc::eintr) continue;
    if (!written) return written.error();
    data += *written;
    size -= *written;
  }
  return {};
}
// [write_all]

// [test]
// Nothing of this enters the kernel: refusing<> is what lies under the script.
using fake = kcall::gate::scripted<kcall::gate::refusing<>>;
using nr = kcall::nr<fake>;

TEST_CASE("write_all goes on after partial writes") {
  const char text[] = "hello, world";
  fake::reset();
  fake::answer(nr::write, 5);
  fake::answer(nr::write, kcall::errc::eintr);
  fake::answer(nr::write, 7);
  CHECK(write_all<fake>(kcall::fd{3}, &text[0], 12).has_value());
  CHECK(fake::finished());
  REQUIRE(fake::calls() == 3);
  CHECK(fake::call(0).arguments[0] == 3);
  CHECK(fake::call(2).arguments[1] == reinterpret_cast<long>(&text[5]));
  CHECK(fake::call(2).arguments[2] == 7);
}

TEST_CASE("write_all reports a full disk") {
  fake::reset();
  fake::answer(nr::write, 5);
  fake::answer(nr::write, kcall::errc::enospc);
  CHECK(write_all<fake>(kcall::fd{3}, "hello, world", 12) == kcall::errc::enospc);
  CHECK(fake::calls() == 2);
}
// [test]

TEST_CASE("scripted: a handler answers and writes where the kernel would") {
  fake::reset();
  fake::answer(nr::read, [](const long(&arguments)[6]) {
    std::memcpy(kcall::from_word<void*>(arguments[1]), "abc", 3);
    return 3L;
  });
  char buffer[4] = {};
  CHECK(kcall::call<fake>(nr::read, 0, &buffer[0], sizeof buffer) == 3);
  CHECK(std::strcmp(&buffer[0], "abc") == 0);
}

TEST_CASE("scripted: answers are kept apart by number, and what is not queued goes on to the gate below") {
  fake::reset();
  fake::answer(nr::write, 1);
  fake::answer(nr::read, 2);
  fake::answer(nr::write, 3);
  CHECK(kcall::call<fake>(nr::read, 0, nullptr, 0) == 2);
  CHECK_FALSE(fake::finished());
  CHECK(kcall::call<fake>(nr::write, 0, nullptr, 0) == 1);
  CHECK(kcall::call<fake>(nr::write, 0, nullptr, 0) == 3);
  CHECK(fake::finished());
  CHECK(kcall::call<fake>(nr::write, 0, nullptr, 0) == kcall::errc::enosys);

  struct over_the_kernel {};
  using partly = kcall::gate::scripted<kcall::gate::native, over_the_kernel>;
  partly::reset();
  partly::answer(nr::getppid, 4711);
  CHECK(kcall::call<partly>(nr::getppid) == 4711);
  CHECK(kcall::call<partly>(nr::getppid) == getppid());
  CHECK(kcall::call<partly>(nr::getpid) == getpid());
  CHECK(partly::call(2).number == nr::getpid);
  CHECK(partly::call(2).count == 0);
  CHECK(partly::call(2).answer == getpid());
}

TEST_CASE("scripted: records all six arguments, and counts on when the record is full") {
  fake::reset();
  static_cast<void>(kcall::call<fake>(nr::futex, 1U, -2, &fake::reset, nullptr, '\5', true));
  CHECK(fake::call(0).number == nr::futex);
  REQUIRE(fake::call(0).count == 6);
  CHECK(fake::call(0).arguments[0] == 1);
  CHECK(fake::call(0).arguments[1] == -2);
  CHECK(fake::call(0).arguments[2] == reinterpret_cast<long>(&fake::reset));
  CHECK(fake::call(0).arguments[3] == 0);
  CHECK(fake::call(0).arguments[4] == 5);
  CHECK(fake::call(0).arguments[5] == 1);
  CHECK(fake::call(0).answer == -ENOSYS);
  for (int i = 0; i < 100; ++i) static_cast<void>(kcall::call<fake>(nr::close, i));
  CHECK(fake::calls() == 101);
  CHECK(fake::call(63).arguments[0] == 62);
  CHECK(fake::call(100).arguments[0] == 99);
  fake::reset();
  CHECK(fake::calls() == 0);
}

using retry = kcall::gate::retrying<fake>;

TEST_CASE("retrying makes an interrupted call again") {
  fake::reset();
  for (int i = 0; i < 3; ++i) fake::answer(nr::read, kcall::errc::eintr);
  fake::answer(nr::read, 42);
  CHECK(kcall::call<retry>(nr::read, 7, nullptr, 9) == 42);
  REQUIRE(fake::calls() == 4);
  CHECK(fake::call(3).arguments[0] == 7);
  CHECK(fake::call(3).arguments[2] == 9);
  fake::reset();
  fake::answer(nr::read, kcall::errc::eagain);
  CHECK(kcall::call<retry>(nr::read, 7, nullptr, 9) == kcall::errc::eagain);
  CHECK(fake::calls() == 1);
}

template <class N>
void calls_of_one_abi() {
  if constexpr (requires { N::poll; }) {
    for (const N number : {N::poll, N::select, N::epoll_wait, N::pause}) CHECK_FALSE(kcall::detail::repeatable(number));
  }
  if constexpr (requires { N::futex_time64; }) {
    for (const N number : {N::futex_time64, N::ppoll_time64, N::pselect6_time64, N::_newselect, N::socketcall}) {
      CHECK_FALSE(kcall::detail::repeatable(number));
    }
  }
}

TEST_CASE("retrying leaves alone what a second call would do wrong") {
  constexpr nr never[] = {nr::close,        nr::connect,     nr::nanosleep,     nr::clock_nanosleep, nr::ppoll,
                          nr::pselect6,     nr::epoll_pwait, nr::rt_sigsuspend, nr::rt_sigtimedwait, nr::futex,
                          nr::epoll_pwait2, nr::recvmmsg,    nr::io_uring_enter};
  for (const nr number : never) {
    CAPTURE(static_cast<unsigned>(number));
    fake::reset();
    fake::answer(number, kcall::errc::eintr);
    fake::answer(number, 0);
    CHECK(kcall::call<retry>(number, 1) == kcall::errc::eintr);
    CHECK(fake::calls() == 1);
  }
  constexpr nr again[] = {nr::read, nr::write, nr::openat, nr::wait4, nr::accept4, nr::getrandom, nr::flock, nr::dup3};
  for (const nr number : again) CHECK(kcall::detail::repeatable(number));
  calls_of_one_abi<nr>();
}

int reader_end;
int writer_end;
int signals;

// Twice only interrupts; the third time there is something to read.
void on_alarm(int) {
  const int kept = errno;
  if (++signals == 3 && write(writer_end, "x", 1) != 1) _exit(1);
  errno = kept;
}

TEST_CASE("retrying outlasts real signals") {
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  reader_end = ends[0];
  writer_end = ends[1];
  signals = 0;
  struct sigaction action = {};
  struct sigaction before = {};
  action.sa_handler = on_alarm;  // without SA_RESTART: read returns eintr
  REQUIRE(sigaction(SIGALRM, &action, &before) == 0);
  itimerval every = {{0, 2000}, {0, 2000}};
  REQUIRE(setitimer(ITIMER_REAL, &every, nullptr) == 0);
  char byte = 0;
  const auto got = kcall::call<kcall::gate::retrying<>>(kcall::abi::native::nr::read, reader_end, &byte, 1);
  every = {};
  setitimer(ITIMER_REAL, &every, nullptr);
  sigaction(SIGALRM, &before, nullptr);
  CHECK(got == 1);
  CHECK(byte == 'x');
  CHECK(signals >= 3);
  close(reader_end);
  close(writer_end);
}

TEST_CASE("counting counts in all and by number") {
  struct here {};
  using counted = kcall::gate::counting<kcall::gate::native, here>;
  counted::reset();
  CHECK(counted::calls() == 0);
  CHECK(kcall::call<counted>(nr::getpid) == getpid());
  CHECK(kcall::call<counted>(nr::getpid) == getpid());
  CHECK(kcall::call<counted>(nr::close, -1) == kcall::errc::ebadf);
  CHECK(counted::calls() == 3);
  CHECK(counted::calls(nr::getpid) == 2);
  CHECK(counted::calls(nr::close) == 1);
  CHECK(counted::calls(nr::write) == 0);
  counted::reset();
  CHECK(counted::calls() == 0);
}

TEST_CASE("layers nest: every attempt of a retried call counts") {
  struct here {};
  using all = kcall::gate::retrying<kcall::gate::counting<fake, here>>;
  using counted = kcall::gate::counting<fake, here>;
  counted::reset();
  fake::reset();
  fake::answer(nr::write, kcall::errc::eintr);
  fake::answer(nr::write, 1);
  CHECK(kcall::call<all>(nr::write, 1, "x", 1) == 1);
  CHECK(counted::calls(nr::write) == 2);
}

TEST_CASE("layers keep the trap of what lies below, with the same state") {
  using kcall::trap_of;
  using native = kcall::gate::native;
  struct tag {};
  static_assert(
      kcall::same_as<trap_of<kcall::gate::counting<native, tag>>, kcall::gate::counting<trap_of<native>, tag>>);
  static_assert(kcall::same_as<trap_of<kcall::gate::retrying<native>>, kcall::gate::retrying<trap_of<native>>>);
  using counted = kcall::gate::counting<native, tag>;
  counted::reset();
  CHECK(kcall::call<trap_of<counted>>(nr::getpid) == getpid());
  CHECK(counted::calls(nr::getpid) == 1);
}

}  // namespace
