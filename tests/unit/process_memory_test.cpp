// Another process's memory: a child's, which waits until its pipe is closed.
#include "low_pages.hpp"
#include "support.hpp"

#include <signal.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include <cstring>
#include <string>

#include <kcall/call/process_memory.hpp>

namespace {

using kcall::advice;
using kcall::errc;
using kcall::fd;
using kcall::iovec;
using kcall::pid;

char theirs[32];

/// A child with its own copy of `theirs`, which it sends back before it ends.
class child_of_test {
 public:
  child_of_test() {
    REQUIRE(::pipe(to_) == 0);
    REQUIRE(::pipe(from_) == 0);
    std::strcpy(theirs, "of the child, as forked");
    id_ = ::fork();
    if (id_ == 0) {
      ::close(to_[1]);
      char end = 0;
      static_cast<void>(::read(to_[0], &end, 1));
      static_cast<void>(!::write(from_[1], theirs, sizeof theirs));
      ::_exit(0);
    }
    REQUIRE(id_ > 0);
    std::memset(theirs, '-', sizeof theirs);
    pidfd_ = static_cast<int>(::syscall(SYS_pidfd_open, id_, 0));
  }
  child_of_test(const child_of_test&) = delete;
  child_of_test& operator=(const child_of_test&) = delete;
  ~child_of_test() {
    static_cast<void>(ended());
    if (pidfd_ >= 0) ::close(pidfd_);
    for (const int f : {to_[0], from_[0], from_[1]}) ::close(f);
  }
  /// Lets it end; gives what its `theirs` was.
  std::string ended() {
    if (id_ == 0) return {};
    ::close(to_[1]);
    char last[sizeof theirs] = {};
    CHECK(::read(from_[0], last, sizeof last) == static_cast<ssize_t>(sizeof last));
    ::waitpid(id_, nullptr, 0);
    id_ = 0;
    return last;
  }
  pid id() const { return pid{id_}; }
  fd pidfd() const { return fd{pidfd_}; }

 private:
  int to_[2], from_[2];
  pid_t id_ = 0;
  int pidfd_ = -1;
};

TEST_CASE_TEMPLATE("process_vm_readv and process_vm_writev", G, ALL_GATES) {
  child_of_test child;
  char here[24] = {};
  if (::process_vm_readv(child.id().get(), nullptr, 0, nullptr, 0, 0) != 0) {
    MESSAGE("skipped: no process_vm_readv here");
    CHECK(kcall::process_vm_readv<G>(child.id(), here, theirs) == errc::enosys);
    CHECK(kcall::process_vm_writev<G>(child.id(), here, theirs) == errc::enosys);
    return;
  }
  CHECK(kcall::process_vm_readv<G>(child.id(), here, theirs) == 24);
  CHECK(std::string(here) == "of the child, as forked");
  char first[6] = {}, second[6] = {};
  const iovec local[] = {{first, 5}, {second, 5}};
  const iovec remote[] = {{theirs + 7, 6}, {theirs, 4}};
  CHECK(kcall::process_vm_readv<G>(child.id(), local, 2, remote, 2) == 10);
  CHECK(std::string(first) == "child");
  CHECK(std::string(second) == ",of t");
  CHECK(kcall::process_vm_writev<G>(child.id(), "written by its parent\0", theirs) == 22);
  CHECK(theirs[0] == '-');

  CHECK(kcall::process_vm_readv<G>(child.id(), here, nullptr) == errc::efault);
  CHECK(kcall::process_vm_writev<G>(child.id(), local, 1025, remote, 1) == errc::einval);
  CHECK(kcall::process_vm_readv<G>(pid{0x3fffffff}, here, theirs) == errc::esrch);
  CHECK(kcall::process_vm_readv<G>(child.id(), nullptr, 0, nullptr, 0) == 0);
  CHECK(child.ended() == "written by its parent");
}

TEST_CASE_TEMPLATE("process_madvise advises and counts bytes", G, ALL_GATES) {
  // The child has a copy of the mapping.
  const test::low_pages memory(2);
  const child_of_test child;
  const iovec pieces[] = {{memory.data(), memory.size()}};
  const ::iovec same[] = {{memory.data(), memory.size()}};
  const long glibc = ::syscall(SYS_process_madvise, child.pidfd().get(), same, 1L, 20, 0);
  if (glibc < 0 && errno == ENOSYS) {
    MESSAGE("skipped: no process_madvise here");
    CHECK(kcall::process_madvise<G>(child.pidfd(), pieces, 1, advice::cold) == errc::enosys);
    return;
  }
  CHECK(glibc == static_cast<long>(memory.size()));
  CHECK(kcall::process_madvise<G>(child.pidfd(), pieces, 1, advice::cold) == memory.size());
  CHECK(kcall::process_madvise<G>(child.pidfd(), pieces, 1, advice::cold, 1) == errc::einval);
  CHECK(kcall::process_madvise<G>(fd{}, pieces, 1, advice::cold) == errc::ebadf);
  CHECK(kcall::process_madvise<G>(child.pidfd(), pieces, 1, advice::hugepage) == errc::einval);
}

TEST_CASE_TEMPLATE("process_mrelease wants a dying process", G, ALL_GATES) {
  const child_of_test child;
  const auto alive = kcall::process_mrelease<G>(child.pidfd());
  if (alive == errc::enosys) {
    MESSAGE("skipped: no process_mrelease here");
    return;
  }
  CHECK(alive == errc::einval);
  CHECK(kcall::process_mrelease<G>(child.pidfd(), 1) == errc::einval);
  CHECK(kcall::process_mrelease<G>(fd{}) == errc::ebadf);

  const pid_t dying = ::fork();
  if (dying == 0) {
    for (;;) ::pause();
  }
  REQUIRE(dying > 0);
  const int pidfd = static_cast<int>(::syscall(SYS_pidfd_open, dying, 0));
  REQUIRE(pidfd >= 0);
  CHECK(::kill(dying, SIGKILL) == 0);
  const auto released = kcall::process_mrelease<G>(fd{pidfd});
  // It may be faster than we are.
  CHECK((released.has_value() || released == errc::esrch || released == errc::eagain));
  CHECK(::waitpid(dying, nullptr, 0) == dying);
  CHECK(kcall::process_mrelease<G>(fd{pidfd}) == errc::esrch);
  ::close(pidfd);
}

}  // namespace
