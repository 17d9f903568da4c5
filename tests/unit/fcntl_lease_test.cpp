#include <signal.h>
#include <time.h>

#include <kcall/call/fcntl_lease.hpp>
#include <kcall/call/fcntl_notice.hpp>
#include <string>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::delegation;
using kcall::errc;
using kcall::fd;
using kcall::lock_type;
using kcall::unique_fd;

unique_fd opened(const std::string& name, int flags) { return unique_fd(fd{::open64(name.c_str(), flags)}); }

/// Takes a blocked signal that should be there already.
siginfo_t taken(int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  siginfo_t told{};
  const timespec soon{1, 0};
  CHECK(::sigtimedwait(&set, &told, &soon) == number);
  return told;
}

TEST_CASE_TEMPLATE("leases are taken, broken and dropped", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "x");
  const unique_fd file = opened(name, O_RDONLY);
  if (::fcntl(file.get().get(), F_SETLEASE, F_RDLCK) == -1) {
    MESSAGE("skipped: no leases here");
    return;
  }
  CHECK(::fcntl(file.get().get(), F_SETLEASE, F_UNLCK) == 0);
  CHECK(kcall::fcntl_getlease<G>(file) == lock_type::unlck);
  CHECK(kcall::fcntl_setlease<G>(file, lock_type::rdlck));
  CHECK(kcall::fcntl_getlease<G>(file) == lock_type::rdlck);
  CHECK(::fcntl(file.get().get(), F_GETLEASE) == F_RDLCK);

  const int sent = SIGRTMIN + 3;
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, sent);
  ::sigprocmask(SIG_BLOCK, &blocked, &before);
  CHECK(kcall::fcntl_setsig<G>(file, static_cast<kcall::signal>(sent)));
  CHECK(::open64(name.c_str(), O_WRONLY | O_NONBLOCK) == -1);
  CHECK(errno == EWOULDBLOCK);
  CHECK(taken(sent).si_fd == file.get().get());
  CHECK(kcall::fcntl_getlease<G>(file) == lock_type::unlck);
  CHECK(kcall::fcntl_setlease<G>(file, lock_type::unlck));
  ::sigprocmask(SIG_SETMASK, &before, nullptr);

  const unique_fd writer = opened(name, O_WRONLY | O_NONBLOCK);
  CHECK(writer);
  CHECK(kcall::fcntl_setlease<G>(file, lock_type::rdlck) == errc::eagain);
  CHECK(kcall::fcntl_setlease<G>(file, static_cast<lock_type>(77)) == errc::einval);
  CHECK(kcall::fcntl_setlease<G>(fd{-1}, lock_type::rdlck) == errc::ebadf);
  CHECK(kcall::fcntl_getlease<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("delegations are taken and dropped, where the kernel has them", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file = opened(directory.file("file", "x"), O_RDONLY);
  delegation held{.d_type = lock_type::wrlck};
  delegation same = held;
  // 1039 is F_GETDELEG.
  const int answer = ::fcntl(file.get().get(), 1039, &same);
  if (answer == -1) {
    const int expected = errno;
    CHECK(kcall::fcntl_getdeleg<G>(file, held) == static_cast<errc>(expected));
    CHECK(kcall::fcntl_setdeleg<G>(file, held) == static_cast<errc>(expected));
    MESSAGE("skipped: no delegations here");
    return;
  }
  CHECK(kcall::fcntl_getdeleg<G>(file, held));
  CHECK(held.d_type == lock_type::unlck);
  CHECK(kcall::fcntl_setdeleg<G>(file, {.d_type = lock_type::rdlck}));
  CHECK(kcall::fcntl_getdeleg<G>(file, held));
  CHECK(held.d_type == lock_type::rdlck);
  CHECK(kcall::fcntl_setdeleg<G>(file, {.d_type = lock_type::unlck}));
  CHECK(kcall::fcntl_setdeleg<G>(file, {.d_flags = 1}) == errc::einval);
  CHECK(kcall::fcntl_getdeleg<G>(fd{-1}, held) == errc::ebadf);
}

}  // namespace
