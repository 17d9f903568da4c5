#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <kcall/call/call.hpp>
#include <kcall/call/node.hpp>
#include <kcall/types/stat.hpp>
#include <string>

#include "namespaces.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::mode;
using kcall::unique_fd;

mode_t mode_of(const std::string& name) {
  struct stat64 status {};
  return ::lstat64(name.c_str(), &status) == 0 ? status.st_mode : 0;
}

TEST_CASE_TEMPLATE("pipes, sockets and files are made by mknod", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  const auto before = ::umask(022);
  const std::string pipe = directory.path("pipe"), none = directory.path("none/none");
  CHECK(kcall::mknod<G>(pipe, mode::ififo | mode{0666}));
  CHECK(mode_of(pipe) == (S_IFIFO | 0644));
  CHECK(kcall::mknod<G>(pipe, mode::ififo | mode{0666}) == errc::eexist);
  CHECK(kcall::mknodat<G>(dir, "socket", mode::ifsock | mode{0600}));
  CHECK(mode_of(directory.path("socket")) == (S_IFSOCK | 0600));
  CHECK(kcall::mknodat<G>(dir, "file", mode{0600}));
  CHECK(mode_of(directory.path("file")) == (S_IFREG | 0600));
  CHECK(kcall::mkfifo<G>(directory.path("fifo"), mode{0611}));
  CHECK(mode_of(directory.path("fifo")) == (S_IFIFO | 0611));
  CHECK(kcall::mkfifoat<G>(dir, "other", mode{0600}));
  CHECK(mode_of(directory.path("other")) == (S_IFIFO | 0600));
  ::umask(before);
  CHECK(kcall::mknod<G>(none, mode::ififo) == errc::enoent);
  CHECK(kcall::mknodat<G>(fd{-1}, "x", mode::ififo) == errc::ebadf);
  CHECK(kcall::mkfifo<G>(none, mode{}) == errc::enoent);
  CHECK(kcall::mkfifoat<G>(dir, "other", mode{}) == errc::eexist);
  CHECK(kcall::mknod<G>(directory.path("dir"), mode::iflnk | mode{0600}) == errc::einval);
}

TEST_CASE_TEMPLATE("device numbers are not cut", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  const std::string name = directory.path("device");
  // 1:3 with more in the upper half, where newer majors would be.
  const auto device = kcall::make_device(0x1000 | 1, 3);
  CHECK(kcall::mknod<G>(name, mode::ifchr | mode{0600}, device) == errc::einval);
  CHECK(kcall::mknodat<G>(dir, "device", mode::ifchr | mode{0600}, device) == errc::einval);
  CHECK(mode_of(name) == 0);
  // In a user namespace nobody may make devices: the kernel says so, and nothing comes into being.
  const int status = test::in_namespaces(0, [&] {
    return kcall::mknod<G>(name, mode::ifchr | mode{0600}, kcall::make_device(1, 3)) == errc::eperm ? 0 : 1;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
  } else {
    CHECK(status == 0);
  }
  // Overlay's "whiteout" 0:0 is the device that everyone may make (since 5.8).
  const auto made = kcall::mknodat<G>(dir, "whiteout", mode::ifchr, 0);
  if (made) CHECK(mode_of(directory.path("whiteout")) == S_IFCHR);
}

}  // namespace
