#include <sys/stat.h>
#include <sys/wait.h>

#include <kcall/call/call.hpp>
#include <kcall/call/open_how.hpp>
#include <string>

#include "absent.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::close_range_flags;
using kcall::errc;
using kcall::fd;
using kcall::int64_t;
using kcall::mode;
using kcall::open_flags;
using kcall::open_how;
using kcall::resolve_flags;
using kcall::unique_fd;
using native_nr = kcall::gate::native::abi::nr;

constexpr int64_t far = (int64_t{5} << 30) + 0x1234567;

TEST_CASE_TEMPLATE("openat2 opens, and resolves as it is told", G, ALL_GATES) {
  if (test::absent(native_nr::openat2, "openat2")) return;
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, "here");
  REQUIRE(::symlink("file", directory.path("link").c_str()) == 0);
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  const unique_fd opened(
      kcall::openat2<G>(dir, "file", open_flags::rdwr | open_flags::cloexec, resolve_flags::beneath).value_or(fd{}));
  REQUIRE(opened);
  char text[4];
  CHECK(::pread64(opened.get().get(), text, 4, far) == 4);
  CHECK(::fcntl(opened.get().get(), F_GETFD) == FD_CLOEXEC);
  const auto tries = [&](const char* path, resolve_flags resolve) {
    // A rename or a mount anywhere on the machine meanwhile makes ".." unclear: openat2(2) says to try again.
    kcall::result<fd> tried = errc::eagain;
    for (int i = 0; i < 1000 && tried == errc::eagain; ++i) {
      tried = kcall::openat2<G>(dir, path, open_flags::rdonly, resolve);
    }
    return unique_fd(tried.value_or(fd{}));
  };
  CHECK(tries("link", {}));
  CHECK(tries("link", resolve_flags::beneath | resolve_flags::no_magiclinks));
  CHECK(tries("/file", resolve_flags::in_root));
  CHECK(tries("../../file", resolve_flags::in_root));
  CHECK(kcall::openat2<G>(dir, "link", open_flags::rdonly, resolve_flags::no_symlinks) == errc::eloop);
  CHECK(kcall::openat2<G>(dir, "../x", open_flags::rdonly, resolve_flags::beneath) == errc::exdev);
  CHECK(kcall::openat2<G>(dir, "/proc/self/status", open_flags::rdonly, resolve_flags::no_xdev) == errc::exdev);
  CHECK(kcall::openat2<G>(dir, "/proc/self/exe", open_flags::rdonly, resolve_flags::no_magiclinks) == errc::eloop);
  const unique_fd path_only(kcall::openat2<G>(dir, "file", open_flags::path, {}).value_or(fd{}));
  CHECK(path_only);
  const unique_fd made(
      kcall::openat2<G>(dir, "new", open_flags::creat | open_flags::excl | open_flags::wronly, {}, mode{0640})
          .value_or(fd{}));
  CHECK(made);
  CHECK((test::status_of(directory.path("new")).st_mode & 0777) == 0640);
  const open_how how{.flags = static_cast<kcall::uint64_t>(open_flags::rdonly), .mode = 0, .resolve = {}};
  const unique_fd again(kcall::openat2<G>(dir, "file", how).value_or(fd{}));
  CHECK(again);
  CHECK(kcall::openat2<G>(dir, "file", open_how{.flags = kcall::uint64_t{1} << 62}) == errc::einval);
  CHECK(kcall::openat2<G>(dir, "file", open_how{.flags = 0, .mode = 0600}) == errc::einval);
  CHECK(kcall::openat2<G>(dir, "file", open_flags::rdonly, static_cast<resolve_flags>(1 << 20)) == errc::einval);
  CHECK(kcall::openat2<G>(dir, "none", open_flags::rdonly, {}) == errc::enoent);
  CHECK(kcall::openat2<G>(fd{-1}, "file", open_flags::rdonly, {}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("ranges of descriptors are closed", G, ALL_GATES) {
  if (test::absent(native_nr::close_range, "close_range")) return;
  // In a child: whoever runs the tests may have descriptors of their own up there.
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const auto is = [](int f) { return ::fcntl(f, F_GETFD); };
    for (const int f : {200, 201, 202, 203, 300}) {
      if (::dup2(2, f) != f) ::_exit(1);
    }
    if (!kcall::close_range<G>(fd{201}, fd{202})) ::_exit(2);
    if (is(200) != 0 || is(201) != -1 || is(202) != -1 || is(203) != 0) ::_exit(3);
    if (kcall::close_range<G>(fd{202}, fd{201}) != errc::einval) ::_exit(4);
    const auto marked = kcall::close_range<G>(fd{203}, fd{}, close_range_flags::cloexec | close_range_flags::unshare);
    if (marked) {
      if (is(200) != 0 || is(203) != FD_CLOEXEC || is(300) != FD_CLOEXEC) ::_exit(5);
    } else if (marked != errc::einval) {  // before 5.11
      ::_exit(6);
    }
    if (!kcall::close_range<G>(fd{203}, fd{})) ::_exit(7);
    if (is(200) != 0 || is(203) != -1 || is(300) != -1) ::_exit(8);
    if (kcall::close_range<G>(fd{200}, fd{200}, static_cast<close_range_flags>(64)) != errc::einval) ::_exit(9);
    ::_exit(0);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

}  // namespace
