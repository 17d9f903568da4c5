#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <kcall/call/fcntl.hpp>
#include <kcall/call/file.hpp>
#include <string>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fcntl_command;
using kcall::fd;
using kcall::fd_flags;
using kcall::flock_t;
using kcall::int64_t;
using kcall::lock_type;
using kcall::open_flags;
using kcall::pid;
using kcall::seek;
using kcall::unique_fd;

constexpr int64_t far = (int64_t{5} << 30) + 0x1234567;

unique_fd opened(const std::string& name, int flags = O_RDWR) { return unique_fd(fd{::open64(name.c_str(), flags)}); }

unique_fd null_device() { return opened("/dev/null"); }

/// What `act` returns in another process.
template <class F>
int in_another_process(F act) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(act());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

/// Which lock glibc, in another process, finds in the way of a write lock on one byte: its type, or F_UNLCK.
int lock_seen_at(const std::string& name, int64_t offset, int64_t start, int64_t length) {
  const pid_t here = ::getpid();
  return in_another_process([&] {
    const int f = ::open64(name.c_str(), O_RDWR);
    struct flock64 lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = offset;
    lock.l_len = 1;
    if (::fcntl(f, F_GETLK64, &lock) != 0) return 99;
    if (lock.l_type == F_UNLCK) return F_UNLCK;
    if (lock.l_start != start || lock.l_len != length || lock.l_whence != SEEK_SET) return 98;
    if (lock.l_pid != here && lock.l_pid != -1) return 97;
    return int{lock.l_type};
  });
}

TEST_CASE("commands, seals and locks have the values of the C library's headers") {
  const auto value = [](auto item) { return static_cast<int>(item); };
  CHECK(value(fcntl_command::dupfd) == F_DUPFD);
  CHECK(value(fcntl_command::getfd) == F_GETFD);
  CHECK(value(fcntl_command::setfd) == F_SETFD);
  CHECK(value(fcntl_command::getfl) == F_GETFL);
  CHECK(value(fcntl_command::setfl) == F_SETFL);
#if KCALL_TARGET_IA32
  CHECK(value(fcntl_command::getlk) == F_GETLK);
  CHECK(value(fcntl_command::setlk) == F_SETLK);
  CHECK(value(fcntl_command::setlkw) == F_SETLKW);
  CHECK(value(fcntl_command::getlk64) == F_GETLK64);
  CHECK(value(fcntl_command::setlk64) == F_SETLK64);
  CHECK(value(fcntl_command::setlkw64) == F_SETLKW64);
#else
  CHECK(value(fcntl_command::getlk) == F_GETLK64);
  CHECK(value(fcntl_command::setlk) == F_SETLK64);
  CHECK(value(fcntl_command::setlkw) == F_SETLKW64);
#endif
  CHECK(value(fcntl_command::setown) == F_SETOWN);
  CHECK(value(fcntl_command::getown) == F_GETOWN);
  CHECK(value(fcntl_command::setsig) == F_SETSIG);
  CHECK(value(fcntl_command::getsig) == F_GETSIG);
  CHECK(value(fcntl_command::setown_ex) == F_SETOWN_EX);
  CHECK(value(fcntl_command::getown_ex) == F_GETOWN_EX);
  CHECK(value(fcntl_command::ofd_getlk) == F_OFD_GETLK);
  CHECK(value(fcntl_command::ofd_setlk) == F_OFD_SETLK);
  CHECK(value(fcntl_command::ofd_setlkw) == F_OFD_SETLKW);
  CHECK(value(fcntl_command::setlease) == F_SETLEASE);
  CHECK(value(fcntl_command::getlease) == F_GETLEASE);
  CHECK(value(fcntl_command::notify) == F_NOTIFY);
  CHECK(value(fcntl_command::dupfd_cloexec) == F_DUPFD_CLOEXEC);
  CHECK(value(fcntl_command::setpipe_sz) == F_SETPIPE_SZ);
  CHECK(value(fcntl_command::getpipe_sz) == F_GETPIPE_SZ);
  CHECK(value(fcntl_command::add_seals) == F_ADD_SEALS);
  CHECK(value(fcntl_command::get_seals) == F_GET_SEALS);
  CHECK(value(fcntl_command::get_rw_hint) == F_GET_RW_HINT);
  CHECK(value(fcntl_command::set_rw_hint) == F_SET_RW_HINT);
  CHECK(value(fcntl_command::get_file_rw_hint) == F_GET_FILE_RW_HINT);
  CHECK(value(fcntl_command::set_file_rw_hint) == F_SET_FILE_RW_HINT);
  CHECK(value(fd_flags::cloexec) == FD_CLOEXEC);
  CHECK(value(kcall::seals::seal) == F_SEAL_SEAL);
  CHECK(value(kcall::seals::shrink) == F_SEAL_SHRINK);
  CHECK(value(kcall::seals::grow) == F_SEAL_GROW);
  CHECK(value(kcall::seals::write) == F_SEAL_WRITE);
  CHECK(value(kcall::seals::future_write) == F_SEAL_FUTURE_WRITE);
  CHECK(value(lock_type::rdlck) == F_RDLCK);
  CHECK(value(lock_type::wrlck) == F_WRLCK);
  CHECK(value(lock_type::unlck) == F_UNLCK);
  CHECK(value(kcall::owner_type::tid) == F_OWNER_TID);
  CHECK(value(kcall::owner_type::pid) == F_OWNER_PID);
  CHECK(value(kcall::owner_type::pgrp) == F_OWNER_PGRP);
}

TEST_CASE("flock_t is laid out as the C library's flock64") {
  CHECK(sizeof(flock_t) == sizeof(struct flock64));
  CHECK(offsetof(flock_t, l_whence) == offsetof(struct flock64, l_whence));
  CHECK(offsetof(flock_t, l_start) == offsetof(struct flock64, l_start));
  CHECK(offsetof(flock_t, l_len) == offsetof(struct flock64, l_len));
  CHECK(offsetof(flock_t, l_pid) == offsetof(struct flock64, l_pid));
}

TEST_CASE("flags combine, in place too") {
  auto flags = open_flags::append;
  flags |= open_flags::nonblock | open_flags::cloexec;
  flags ^= open_flags::append | open_flags::excl;
  flags &= ~open_flags::cloexec;
  CHECK(flags == (open_flags::nonblock | open_flags::excl));
}

TEST_CASE_TEMPLATE("descriptor flags are set and got", G, ALL_GATES) {
  const unique_fd file = null_device();
  CHECK(kcall::fcntl_getfd<G>(file) == fd_flags{});
  CHECK(kcall::fcntl_setfd<G>(file, fd_flags::cloexec));
  CHECK(::fcntl(file.get().get(), F_GETFD) == FD_CLOEXEC);
  CHECK(kcall::fcntl_getfd<G>(file) == fd_flags::cloexec);
  CHECK(kcall::fcntl_setfd<G>(file, {}));
  CHECK(::fcntl(file.get().get(), F_GETFD) == 0);
  CHECK(kcall::fcntl_getfd<G>(fd{-1}) == errc::ebadf);
  CHECK(kcall::fcntl_setfd<G>(fd{-1}, {}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("status flags are set and got", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file = opened(directory.file("file", ""), O_WRONLY | O_APPEND);
  const auto flags = kcall::fcntl_getfl<G>(file);
  REQUIRE(flags.has_value());
  CHECK((*flags & open_flags::accmode) == open_flags::wronly);
  CHECK(kcall::has(*flags, open_flags::append));
  CHECK(static_cast<int>(*flags) == ::fcntl(file.get().get(), F_GETFL));
  CHECK(kcall::fcntl_setfl<G>(file, open_flags::nonblock));
  CHECK((::fcntl(file.get().get(), F_GETFL) & (O_NONBLOCK | O_APPEND | O_ACCMODE)) == (O_NONBLOCK | O_WRONLY));
  CHECK(kcall::fcntl_getfl<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("descriptors are duplicated from a number on", G, ALL_GATES) {
  const unique_fd file = null_device();
  const unique_fd copy(kcall::fcntl_dupfd<G>(file, fd{100}).value_or(fd{}));
  CHECK(copy.get().get() >= 100);
  CHECK(::fcntl(copy.get().get(), F_GETFD) == 0);
  const unique_fd next(kcall::fcntl_dupfd_cloexec<G>(file, fd{100}).value_or(fd{}));
  CHECK(next.get() > copy.get());
  CHECK(::fcntl(next.get().get(), F_GETFD) == FD_CLOEXEC);
  const unique_fd low(kcall::fcntl_dupfd_cloexec<G>(file).value_or(fd{}));
  CHECK(low);
  CHECK(low.get().get() < 100);
  CHECK(kcall::fcntl_dupfd<G>(file, fd{-1}) == errc::einval);
  CHECK(kcall::fcntl_dupfd<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("the untyped door takes integers, pointers and nothing", G, ALL_GATES) {
  const unique_fd file = null_device();
  CHECK(kcall::fcntl<G>(file, fcntl_command::setfd, 1) == 0);
  CHECK(kcall::fcntl<G>(file, fcntl_command::getfd) == 1);
  CHECK(kcall::fcntl<G>(file, fcntl_command::setfd, fd_flags{}) == 0);
  CHECK(kcall::fcntl<G>(file, fcntl_command::getfd, nullptr) == 0);
  CHECK(kcall::fcntl<G>(file, fcntl_command::setown, -::getpgrp()) == 0);
  CHECK(::fcntl(file.get().get(), F_GETOWN) == -::getpgrp());
  CHECK(kcall::fcntl<G>(file, fcntl_command::setown, 0) == 0);
  struct f_owner_ex owner {
    F_OWNER_PID, 1
  };
  CHECK(kcall::fcntl<G>(file, fcntl_command::getown_ex, &owner) == 0);
  CHECK(owner.pid == 0);
  CHECK(kcall::fcntl<G>(file, static_cast<fcntl_command>(9999), 0) == errc::einval);
}

TEST_CASE_TEMPLATE("locks are seen by another process, at 64-bit offsets", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd file = opened(name);
  flock_t lock{.l_type = lock_type::wrlck, .l_whence = seek::set, .l_start = far, .l_len = 10};
  CHECK(lock_seen_at(name, far, far, 10) == F_UNLCK);
  CHECK(kcall::fcntl_setlk<G>(file, lock));
  CHECK(lock_seen_at(name, far + 9, far, 10) == F_WRLCK);
  CHECK(lock_seen_at(name, far + 10, far, 10) == F_UNLCK);
  CHECK(lock_seen_at(name, far & 0xffffffff, far, 10) == F_UNLCK);
  lock.l_type = lock_type::rdlck;
  CHECK(kcall::fcntl_setlkw<G>(file, lock));
  CHECK(lock_seen_at(name, far, far, 10) == F_RDLCK);
  lock.l_type = lock_type::unlck;
  CHECK(kcall::fcntl_setlk<G>(file, lock));
  CHECK(lock_seen_at(name, far, far, 10) == F_UNLCK);
  // The same through the untyped name, which picks the structure by the argument's type.
  lock = {lock_type::wrlck, seek::set, far + 5, far, {}};
  CHECK(kcall::fcntl<G>(file, fcntl_command::setlk, &lock));
  CHECK(lock_seen_at(name, 2 * far, far + 5, far) == F_WRLCK);
  // From the end of the file, to the end however far.
  REQUIRE(::ftruncate64(file.get().get(), 3 * far) == 0);
  CHECK(kcall::fcntl_setlk<G>(file, {lock_type::wrlck, seek::end, -1, 0, {}}));
  CHECK(lock_seen_at(name, int64_t{1} << 50, 3 * far - 1, 0) == F_WRLCK);
}

TEST_CASE_TEMPLATE("locks of another process are seen", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd file = opened(name);
  int ready[2], done[2];
  REQUIRE(::pipe(ready) == 0);
  REQUIRE(::pipe(done) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const int f = ::open64(name.c_str(), O_RDWR);
    struct flock64 lock {};
    lock.l_type = F_WRLCK;
    lock.l_start = far;
    lock.l_len = far;
    char byte = ::fcntl(f, F_SETLK64, &lock) == 0 ? 'y' : 'n';
    ::close(done[1]);
    if (::write(ready[1], &byte, 1) != 1) ::_exit(1);
    ::_exit(::read(done[0], &byte, 1) == 0 ? 0 : 1);
  }
  char byte = 'n';
  CHECK(::read(ready[0], &byte, 1) == 1);
  CHECK(byte == 'y');
  flock_t lock{.l_type = lock_type::rdlck, .l_whence = seek::set, .l_start = 0, .l_len = 0};
  CHECK(kcall::fcntl_getlk<G>(file, lock));
  CHECK(lock.l_type == lock_type::wrlck);
  CHECK(lock.l_whence == seek::set);
  CHECK(lock.l_start == far);
  CHECK(lock.l_len == far);
  CHECK(lock.l_pid == pid{child});
  lock = {lock_type::wrlck, seek::set, 2 * far - 1, 1, {}};
  CHECK(!kcall::fcntl_setlk<G>(file, lock));
  const auto refused = kcall::fcntl_setlk<G>(file, lock);
  CHECK((refused == errc::eagain || refused == errc::eacces));
  lock = {lock_type::wrlck, seek::set, far - 1, 1, {}};
  CHECK(kcall::fcntl_getlk<G>(file, lock));
  CHECK(lock.l_type == lock_type::unlck);
  CHECK(lock.l_start == far - 1);
  for (const int f : {ready[0], ready[1], done[0], done[1]}) ::close(f);
  int status = -1;
  CHECK(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("locks of open files stand in each other's way", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd file = opened(name), other = opened(name);
  flock_t lock{.l_type = lock_type::wrlck, .l_whence = seek::set, .l_start = far, .l_len = 10};
  const auto taken = kcall::fcntl_ofd_setlk<G>(file, lock);
  if (taken == errc::einval) {
    MESSAGE("skipped: no open file description locks here");
    return;
  }
  CHECK(taken);
  CHECK(lock_seen_at(name, far, far, 10) == F_WRLCK);
  CHECK(kcall::fcntl_ofd_setlk<G>(other, lock) == errc::eagain);
  struct flock64 seen {};
  seen.l_type = F_RDLCK;
  CHECK(::fcntl64(other.get().get(), F_OFD_GETLK, &seen) == 0);
  CHECK(seen.l_start == far);
  CHECK(kcall::fcntl_ofd_getlk<G>(other, lock));
  CHECK(lock.l_type == lock_type::wrlck);
  CHECK(lock.l_start == far);
  CHECK(lock.l_len == 10);
  CHECK(lock.l_pid == pid{-1});
  CHECK(kcall::fcntl_ofd_setlk<G>(other, lock) == errc::einval);  // l_pid is not zero
  CHECK(kcall::fcntl_ofd_setlk<G>(file, {lock_type::unlck, seek::set, 0, 0, {}}));
  CHECK(kcall::fcntl_ofd_setlkw<G>(other, {lock_type::rdlck, seek::set, far, 10, {}}));
  CHECK(lock_seen_at(name, far, far, 10) == F_RDLCK);
}

TEST_CASE_TEMPLATE("locks say what is wrong", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd reader = opened(name, O_RDONLY);
  flock_t lock{.l_type = lock_type::wrlck};
  CHECK(kcall::fcntl_setlk<G>(reader, lock) == errc::ebadf);
  CHECK(kcall::fcntl_setlk<G>(fd{-1}, lock) == errc::ebadf);
  lock.l_start = -1;
  CHECK(kcall::fcntl_getlk<G>(reader, lock) == errc::einval);
  lock = {static_cast<lock_type>(77), seek::set, 0, 0, {}};
  CHECK(kcall::fcntl_getlk<G>(reader, lock) == errc::einval);
  CHECK(lock.l_type == static_cast<lock_type>(77));
  CHECK(kcall::fcntl<G>(reader, fcntl_command::getlk, static_cast<flock_t*>(nullptr)) == errc::efault);
}

TEST_CASE_TEMPLATE("pipes are made larger", G, ALL_GATES) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  const auto size = kcall::fcntl_getpipe_sz<G>(in);
  REQUIRE(size.has_value());
  CHECK(static_cast<int>(*size) == ::fcntl(ends[0], F_GETPIPE_SZ));
  const auto larger = kcall::fcntl_setpipe_sz<G>(out, *size * 2 - 1);
  if (larger == errc::eperm) {
    MESSAGE("skipped: this user's pipes may not grow");
  } else {
    CHECK(larger == *size * 2);
    CHECK(kcall::fcntl_getpipe_sz<G>(in) == *size * 2);
  }
  CHECK(kcall::fcntl_getpipe_sz<G>(null_device().get()) == errc::ebadf);
}

TEST_CASE_TEMPLATE("seals are added and hold", G, ALL_GATES) {
  using kcall::seals;
  const unique_fd file(fd{::memfd_create("kcall", MFD_ALLOW_SEALING)});
  REQUIRE(file);
  REQUIRE(::ftruncate(file.get().get(), 10) == 0);
  CHECK(kcall::fcntl_get_seals<G>(file) == seals{});
  const auto added = kcall::fcntl_add_seals<G>(file, seals::shrink | seals::grow);
  if (added == errc::einval) {
    MESSAGE("skipped: no seals here");
    return;
  }
  CHECK(added);
  CHECK(kcall::fcntl_get_seals<G>(file) == (seals::shrink | seals::grow));
  CHECK(::fcntl(file.get().get(), F_GET_SEALS) == (F_SEAL_SHRINK | F_SEAL_GROW));
  CHECK(::ftruncate(file.get().get(), 5) == -1);
  CHECK(kcall::fcntl_add_seals<G>(file, seals::seal | seals::write));
  CHECK(kcall::fcntl_add_seals<G>(file, seals::write) == errc::eperm);
  CHECK(kcall::write<G>(file, "x") == errc::eperm);
  CHECK(kcall::fcntl_get_seals<G>(null_device().get()) == errc::einval);
}

TEST_CASE_TEMPLATE("owners are set and got, groups too", G, ALL_GATES) {
  using kcall::owner_type;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  CHECK(kcall::fcntl_setown_ex<G>(in, {owner_type::pgrp, pid{::getpgrp()}}));
  struct f_owner_ex seen {};
  CHECK(::fcntl(ends[0], F_GETOWN_EX, &seen) == 0);
  CHECK(seen.type == F_OWNER_PGRP);
  CHECK(seen.pid == ::getpgrp());
  const auto owner = kcall::fcntl_getown_ex<G>(in);
  REQUIRE(owner.has_value());
  CHECK(owner->type == owner_type::pgrp);
  CHECK(owner->pid == pid{::getpgrp()});
  CHECK(kcall::fcntl_setown_ex<G>(in, {static_cast<owner_type>(9), pid{1}}) == errc::einval);
  CHECK(kcall::fcntl_getown_ex<G>(fd{-1}) == errc::ebadf);
}

}  // namespace
