#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include <kcall/call/fcntl_notice.hpp>
#include <string>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::dn_flags;
using kcall::errc;
using kcall::fd;
using kcall::pid;
using kcall::signal;
using kcall::unique_fd;

/// A signal that waits to be taken, for as long as this lives.
class waiting_signal {
 public:
  explicit waiting_signal(int number) : number_(number) {
    sigemptyset(&set_);
    sigaddset(&set_, number);
    REQUIRE(::sigprocmask(SIG_BLOCK, &set_, &before_) == 0);
  }
  waiting_signal(const waiting_signal&) = delete;
  waiting_signal& operator=(const waiting_signal&) = delete;
  ~waiting_signal() {
    while (comes(timespec{})) {
    }
    ::sigprocmask(SIG_SETMASK, &before_, nullptr);
  }
  bool comes(timespec within = {1, 0}) { return ::sigtimedwait(&set_, &told_, &within) == number_; }
  const siginfo_t& told() const { return told_; }

 private:
  int number_;
  sigset_t set_{}, before_{};
  siginfo_t told_{};
};

struct two_ends {
  two_ends() {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    in = unique_fd(fd{ends[0]});
    out = unique_fd(fd{ends[1]});
  }
  unique_fd in, out;
};

TEST_CASE_TEMPLATE("a file's signal is set, got, and sent", G, ALL_GATES) {
  const two_ends pipe;
  const int number = SIGRTMIN + 4;
  waiting_signal waiting(number);
  CHECK(kcall::fcntl_getsig<G>(pipe.in) == signal::none);
  const auto done = kcall::fcntl_setsig<G>(pipe.in, static_cast<signal>(number));
  REQUIRE(done);
  CHECK(kcall::fcntl_getsig<G>(pipe.in) == static_cast<signal>(number));
  CHECK(::fcntl(pipe.in.get().get(), F_GETSIG) == number);
  CHECK(kcall::fcntl_setown<G>(pipe.in, pid{::getpid()}));
  REQUIRE(::fcntl(pipe.in.get().get(), F_SETFL, O_ASYNC) == 0);
  REQUIRE(::write(pipe.out.get().get(), "x", 1) == 1);
  CHECK(waiting.comes());
  CHECK(waiting.told().si_fd == pipe.in.get().get());
  // Or the end of the pipe's other end would be told, too, by a signal that kills.
  REQUIRE(::fcntl(pipe.in.get().get(), F_SETFL, 0) == 0);
  CHECK(kcall::fcntl_setsig<G>(pipe.in, signal::none));
  CHECK(::fcntl(pipe.in.get().get(), F_GETSIG) == 0);
  CHECK(kcall::fcntl_setsig<G>(pipe.in, static_cast<signal>(77)) == errc::einval);
  CHECK(kcall::fcntl_setsig<G>(fd{-1}, signal::none) == errc::ebadf);
  CHECK(kcall::fcntl_getsig<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("owners are processes and groups", G, ALL_GATES) {
  const two_ends pipe;
  pid owner{7};
  CHECK(kcall::fcntl_getown<G>(pipe.in, owner));
  CHECK(owner == pid{0});
  CHECK(kcall::fcntl_setown<G>(pipe.in, pid{::getpid()}));
  CHECK(::fcntl(pipe.in.get().get(), F_GETOWN) == ::getpid());
  CHECK(kcall::fcntl_getown<G>(pipe.in, owner));
  CHECK(owner == pid{::getpid()});
  CHECK(kcall::fcntl_setown<G>(pipe.in, pid{-::getpgrp()}));
  CHECK(::fcntl(pipe.in.get().get(), F_GETOWN) == -::getpgrp());
  CHECK(kcall::fcntl_getown<G>(pipe.in, owner));
  CHECK(owner == pid{-::getpgrp()});
  CHECK(kcall::fcntl_setown<G>(pipe.in, pid{0}));
  CHECK(::fcntl(pipe.in.get().get(), F_GETOWN) == 0);
  owner = pid{7};
  CHECK(kcall::fcntl_getown<G>(fd{-1}, owner) == errc::ebadf);
  CHECK(owner == pid{7});
  CHECK(kcall::fcntl_setown<G>(fd{-1}, pid{0}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("who set the owner is known", G, ALL_GATES) {
  const two_ends pipe;
  REQUIRE(::fcntl(pipe.in.get().get(), F_SETOWN, ::getpid()) == 0);
  kcall::owner_uids users{};
  unsigned expected[2];
  // 17 is F_GETOWNER_UIDS.
  if (::fcntl(pipe.in.get().get(), 17, expected) == -1) {
    CHECK(kcall::fcntl_getowner_uids<G>(pipe.in, users) == static_cast<errc>(errno));
    MESSAGE("skipped: this kernel does not tell");
    return;
  }
  CHECK(kcall::fcntl_getowner_uids<G>(fd{-1}, users) == errc::ebadf);
  CHECK(kcall::fcntl_getowner_uids<G>(pipe.in, users));
  CHECK(users.real == kcall::uid{::getuid()});
  CHECK(users.effective == kcall::uid{::geteuid()});
}

TEST_CASE_TEMPLATE("directories tell what happens in them", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file(fd{::open64(directory.path(".").c_str(), O_RDONLY | O_DIRECTORY)});
  const int f = file.get().get();
  CHECK(kcall::fcntl_notify<G>(fd{-1}, dn_flags::create) == errc::ebadf);
  if (::fcntl(f, F_NOTIFY, DN_CREATE) == -1) {
    MESSAGE("skipped: no F_NOTIFY here");
    return;
  }
  CHECK(::fcntl(f, F_NOTIFY, 0) == 0);
  const int number = SIGRTMIN + 5;
  waiting_signal waiting(number);
  REQUIRE(::fcntl(f, F_SETSIG, number) == 0);
  CHECK(kcall::fcntl_notify<G>(file, dn_flags::create | dn_flags::delete_ | dn_flags::multishot));
  static_cast<void>(directory.file("one", ""));
  CHECK(waiting.comes());
  CHECK(waiting.told().si_fd == f);
  CHECK(::unlink(directory.path("one").c_str()) == 0);
  CHECK(waiting.comes());
  CHECK(kcall::fcntl_notify<G>(file, {}));
  static_cast<void>(directory.file("two", ""));
  CHECK(!waiting.comes(timespec{}));
  const unique_fd plain(fd{::open64(directory.path("two").c_str(), O_RDONLY)});
  CHECK(kcall::fcntl_notify<G>(plain, dn_flags::create) == errc::enotdir);
}

}  // namespace
