#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>

#include <kcall/call/call.hpp>
#include <kcall/call/ioctl_terminal.hpp>
#include <string>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::control_flags;
using kcall::errc;
using kcall::fd;
using kcall::flush_queue;
using kcall::input_flags;
using kcall::local_flags;
using kcall::open_flags;
using kcall::pid;
using kcall::unique_fd;

/// A pseudoterminal: what is written to `controller` is what is typed in `terminal`.
struct pty {
  pty() : controller(fd{::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)}) {
    if (!controller || ::grantpt(number()) != 0 || ::unlockpt(number()) != 0) return;
    char name[64];
    if (::ptsname_r(number(), name, sizeof name) != 0) return;
    terminal = unique_fd(fd{::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)});
  }
  int number() const { return controller.get().get(); }
  int terminal_number() const { return terminal.get().get(); }
  bool absent() const {
    if (!terminal) MESSAGE("skipped: no pseudoterminals here");
    return !terminal;
  }
  unique_fd controller, terminal;
};

struct ::termios their_attributes(const pty& both) {
  struct ::termios attributes {};
  REQUIRE(::tcgetattr(both.terminal_number(), &attributes) == 0);
  return attributes;
}

TEST_CASE_TEMPLATE("a terminal's size is got and set", G, ALL_GATES) {
  const pty both;
  if (both.absent()) return;
  CHECK(kcall::ioctl_tiocswinsz<G>(both.controller, {33, 101, 5, 6}));
  struct ::winsize seen {};
  REQUIRE(::ioctl(both.terminal_number(), TIOCGWINSZ, &seen) == 0);
  CHECK(seen.ws_row == 33);
  CHECK(seen.ws_col == 101);
  CHECK(seen.ws_xpixel == 5);
  CHECK(seen.ws_ypixel == 6);
  seen.ws_row = 44;
  REQUIRE(::ioctl(both.terminal_number(), TIOCSWINSZ, &seen) == 0);
  const auto size = kcall::ioctl_tiocgwinsz<G>(both.terminal);
  REQUIRE(size.has_value());
  CHECK(size->ws_row == 44);
  CHECK(size->ws_col == 101);
  kcall::winsize again{};
  CHECK(kcall::ioctl_tiocgwinsz<G>(both.controller, again));
  CHECK(again.ws_row == 44);
  CHECK(again.ws_ypixel == 6);
  const unique_fd null(fd{::open("/dev/null", O_RDWR)});
  CHECK(kcall::ioctl_tiocgwinsz<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_tiocswinsz<G>(null, again) == errc::enotty);
  CHECK(kcall::ioctl_tiocgwinsz<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("a terminal's attributes are got and set", G, ALL_GATES) {
  const pty both;
  if (both.absent()) return;
  kcall::termios attributes{};
  CHECK(kcall::ioctl_tcgets<G>(both.terminal, attributes));
  auto theirs = their_attributes(both);
  CHECK(static_cast<unsigned>(attributes.c_iflag) == theirs.c_iflag);
  CHECK(static_cast<unsigned>(attributes.c_oflag) == theirs.c_oflag);
  CHECK(static_cast<unsigned>(attributes.c_lflag) == theirs.c_lflag);
  CHECK(kcall::has(attributes.c_lflag, local_flags::icanon | local_flags::echo));
  CHECK(attributes.c_cc[kcall::cc::vintr] == theirs.c_cc[VINTR]);
  CHECK(attributes.c_cc[kcall::cc::veof] == 4);
  attributes.c_lflag &= ~(local_flags::icanon | local_flags::echo);
  attributes.c_cc[kcall::cc::vmin] = 3;
  CHECK(kcall::ioctl_tcsets<G>(both.terminal, attributes));
  theirs = their_attributes(both);
  CHECK((theirs.c_lflag & (ICANON | ECHO)) == 0);
  CHECK(theirs.c_cc[VMIN] == 3);
  attributes.c_iflag |= input_flags::ixoff;
  CHECK(kcall::ioctl_tcsetsw<G>(both.terminal, attributes));
  CHECK((their_attributes(both).c_iflag & IXOFF) != 0);
  // What was typed and not yet read is dropped by the last form only.
  REQUIRE(::write(both.number(), "typed", 5) == 5);
  int waiting = 0;
  for (int i = 0; i < 50 && waiting == 0; ++i) {
    CHECK(::ioctl(both.terminal_number(), FIONREAD, &waiting) == 0);
    if (waiting == 0) ::usleep(1000);
  }
  CHECK(waiting == 5);
  attributes.c_iflag &= ~input_flags::ixoff;
  CHECK(kcall::ioctl_tcsetsf<G>(both.terminal, attributes));
  CHECK(::ioctl(both.terminal_number(), FIONREAD, &waiting) == 0);
  CHECK(waiting == 0);
  CHECK((their_attributes(both).c_iflag & IXOFF) == 0);
  const unique_fd null(fd{::open("/dev/null", O_RDWR)});
  CHECK(kcall::ioctl_tcgets<G>(null, attributes) == errc::enotty);
  for (const auto done : {kcall::ioctl_tcsets<G>(null, attributes), kcall::ioctl_tcsetsw<G>(null, attributes),
                          kcall::ioctl_tcsetsf<G>(null, attributes)}) {
    CHECK(done == errc::enotty);
  }
}

TEST_CASE_TEMPLATE("speeds are any number", G, ALL_GATES) {
  const pty both;
  if (both.absent()) return;
  kcall::termios2 attributes{};
  const auto got = kcall::ioctl_tcgets2<G>(both.terminal, attributes);
  if (got == errc::enotty || got == errc::enosys) {
    MESSAGE("skipped: no such request here");
    return;
  }
  CHECK(got);
  CHECK((attributes.c_cflag & control_flags::cbaud) == control_flags::b38400);
  CHECK(attributes.c_ospeed == 38400);
  attributes.c_cflag = (attributes.c_cflag & ~control_flags::cbaud) | control_flags::b115200;
  CHECK(kcall::ioctl_tcsets2<G>(both.terminal, attributes));
  const auto theirs = their_attributes(both);
  CHECK(::cfgetospeed(&theirs) == B115200);
  attributes.c_cflag = (attributes.c_cflag & ~control_flags::cbaud) | control_flags::bother;
  attributes.c_ispeed = attributes.c_ospeed = 12345;
  CHECK(kcall::ioctl_tcsetsw2<G>(both.terminal, attributes));
  attributes.c_ospeed = 0;
  CHECK(kcall::ioctl_tcgets2<G>(both.terminal, attributes));
  CHECK(attributes.c_ospeed == 12345);
  attributes.c_ospeed = 54321;
  CHECK(kcall::ioctl_tcsetsf2<G>(both.terminal, attributes));
  CHECK(kcall::ioctl_tcgets2<G>(both.terminal, attributes));
  CHECK(attributes.c_ospeed == 54321);
}

TEST_CASE_TEMPLATE("queues are counted and emptied", G, ALL_GATES) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  REQUIRE(::write(ends[1], "text", 4) == 4);
  CHECK(kcall::ioctl_fionread<G>(in) == 4);
  CHECK(kcall::ioctl_fionread<G>(fd{-1}) == errc::ebadf);
  const pty both;
  if (both.absent()) return;
  CHECK(kcall::ioctl_tiocoutq<G>(both.terminal) == 0);
  REQUIRE(::write(both.terminal_number(), "out", 3) == 3);
  CHECK(kcall::ioctl_tcsbrk<G>(both.terminal, 1));
  CHECK(kcall::ioctl_tcflsh<G>(both.terminal, flush_queue::both));
  CHECK(kcall::ioctl_tcflsh<G>(both.terminal, static_cast<flush_queue>(9)) == errc::einval);
  CHECK(kcall::ioctl_tcsbrk<G>(in, 1) == errc::enotty);
  CHECK(kcall::ioctl_tiocoutq<G>(in) == errc::enotty);
}

TEST_CASE_TEMPLATE("pseudoterminals are unlocked and opened", G, ALL_GATES) {
  const unique_fd controller(fd{::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)});
  if (!controller) {
    MESSAGE("skipped: no pseudoterminals here");
    return;
  }
  const int number = controller.get().get();
  char name[64];
  REQUIRE(::ptsname_r(number, name, sizeof name) == 0);
  const auto n = kcall::ioctl_tiocgptn<G>(controller);
  REQUIRE(n.has_value());
  CHECK("/dev/pts/" + std::to_string(*n) == name);
  CHECK(kcall::ioctl_tiocsptlck<G>(controller, true));
  CHECK(::open(name, O_RDWR | O_NOCTTY) == -1);
  CHECK(errno == EIO);
  CHECK(kcall::ioctl_tiocsptlck<G>(controller, false));
  const unique_fd opened(fd{::open(name, O_RDWR | O_NOCTTY)});
  CHECK(opened);
  const auto peer =
      kcall::ioctl_tiocgptpeer<G>(controller, open_flags::rdwr | open_flags::noctty | open_flags::cloexec);
  const unique_fd owner(peer.value_or(fd{}));
  if (!peer) {
    CHECK(peer == errc::enotty);
    MESSAGE("skipped: no TIOCGPTPEER here");
  } else {
    char seen[64];
    CHECK(::ttyname_r(owner.get().get(), seen, sizeof seen) == 0);
    CHECK(std::string(seen) == name);
    CHECK(::fcntl(owner.get().get(), F_GETFD) == FD_CLOEXEC);
  }
  const unique_fd null(fd{::open("/dev/null", O_RDWR)});
  CHECK(kcall::ioctl_tiocgptn<G>(null) == errc::enotty);
  CHECK(kcall::ioctl_tiocsptlck<G>(null, false) == errc::enotty);
  CHECK(kcall::ioctl_tiocgptpeer<G>(null, open_flags::rdwr) == errc::enotty);
}

TEST_CASE_TEMPLATE("a session takes a controlling terminal and gives it up", G, ALL_GATES) {
  const pty both;
  if (both.absent()) return;
  CHECK(kcall::ioctl_tiocgsid<G>(both.terminal) == errc::enotty);
  CHECK(kcall::ioctl_tiocgpgrp<G>(both.terminal) == errc::enotty);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (::setsid() < 0) ::_exit(1);
    ::signal(SIGHUP, SIG_IGN);
    ::signal(SIGTTOU, SIG_IGN);
    const int terminal = both.terminal_number();
    if (!kcall::ioctl_tiocsctty<G>(both.terminal)) ::_exit(2);
    // qemu-user 7.2 answers this one with success and writes nothing.
    pid_t session = -7;
    if (::ioctl(terminal, TIOCGSID, &session) != 0 || session != -7) {
      if (session != ::getpid()) ::_exit(3);
      if (kcall::ioctl_tiocgsid<G>(both.terminal) != pid{session}) ::_exit(4);
    }
    if (kcall::ioctl_tiocgpgrp<G>(both.terminal) != pid{::getpid()}) ::_exit(5);
    int ends[2];
    if (::pipe(ends) != 0) ::_exit(6);
    const pid_t other = ::fork();
    if (other == 0) {
      char byte;
      ::close(ends[1]);
      ::_exit(::read(ends[0], &byte, 1) == 0 ? 0 : 1);
    }
    if (::setpgid(other, other) != 0) ::_exit(7);
    if (!kcall::ioctl_tiocspgrp<G>(both.terminal, pid{other})) ::_exit(8);
    if (::tcgetpgrp(terminal) != other) ::_exit(9);
    if (kcall::ioctl_tiocgpgrp<G>(both.terminal) != pid{other}) ::_exit(10);
    if (kcall::ioctl_tiocspgrp<G>(both.terminal, pid{-5}) != errc::einval) ::_exit(11);
    ::close(ends[1]);
    if (::waitpid(other, nullptr, 0) != other) ::_exit(12);
    if (!kcall::ioctl_tiocnotty<G>(both.terminal)) ::_exit(13);
    if (::tcgetpgrp(terminal) != -1) ::_exit(14);
    ::_exit(0);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

}  // namespace
