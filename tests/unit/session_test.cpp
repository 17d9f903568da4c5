#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/session.hpp>

#include "support.hpp"

namespace {

using kcall::errc;
using kcall::pid;

/// The exit status of a child that returns what `act` does.
template <class F>
int in_child(F act) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(act());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

TEST_CASE_TEMPLATE("process groups and sessions are told", G, ALL_GATES) {
  CHECK(kcall::getpgrp<G>() == pid{::getpgrp()});
  CHECK(kcall::getpgid<G>(pid{}) == pid{::getpgrp()});
  CHECK(kcall::getpgid<G>(pid{::getpid()}) == pid{::getpgid(::getpid())});
  CHECK(kcall::getsid<G>(pid{}) == pid{::getsid(0)});
  CHECK(kcall::getsid<G>(pid{::getpid()}) == pid{::getsid(0)});
  CHECK(kcall::getpgid<G>(pid{0x7fffffff}) == errc::esrch);
  CHECK(kcall::getsid<G>(pid{0x7fffffff}) == errc::esrch);
}

TEST_CASE_TEMPLATE("a child gets a process group and a session of its own", G, ALL_GATES) {
  CHECK(in_child([] {
          if (!kcall::setpgid<G>(pid{}, pid{})) return 1;
          if (::getpgrp() != ::getpid() || kcall::getpgrp<G>() != pid{::getpid()}) return 2;
          // The leader of a group cannot make a session.
          return kcall::setsid<G>() == errc::eperm ? 0 : 3;
        }) == 0);
  CHECK(in_child([] {
          if (kcall::setsid<G>() != pid{::getpid()}) return 1;
          if (::getsid(0) != ::getpid() || kcall::getsid<G>(pid{}) != pid{::getpid()}) return 2;
          return kcall::setpgid<G>(pid{}, pid{}) == errc::eperm ? 0 : 3;
        }) == 0);
  CHECK(kcall::setpgid<G>(pid{}, pid{-1}) == errc::einval);
  CHECK(kcall::setpgid<G>(pid{0x7fffffff}, pid{}) == errc::esrch);
}
