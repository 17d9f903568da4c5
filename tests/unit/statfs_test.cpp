#include <sys/statfs.h>

#include <kcall/call/call.hpp>
#include <kcall/call/statfs.hpp>
#include <string>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::file_system;
using kcall::statfs_flags;
using kcall::statfs_t;
using kcall::unique_fd;

/// What does not change while other programs write.
void check_same(const statfs_t& ours, const struct statfs64& theirs) {
  CHECK(ours.f_type == static_cast<file_system>(static_cast<uint32_t>(theirs.f_type)));
  CHECK(ours.f_bsize == static_cast<unsigned long>(theirs.f_bsize));
  CHECK(ours.f_blocks == theirs.f_blocks);
  CHECK(ours.f_files == theirs.f_files);
  CHECK(ours.f_fsid.val[0] == theirs.f_fsid.__val[0]);
  CHECK(ours.f_fsid.val[1] == theirs.f_fsid.__val[1]);
  CHECK(ours.f_namelen == static_cast<unsigned long>(theirs.f_namelen));
  CHECK(ours.f_frsize == static_cast<unsigned long>(theirs.f_frsize));
  CHECK(ours.f_bfree <= ours.f_blocks);
  CHECK(ours.f_bavail <= ours.f_bfree);
  CHECK(ours.f_ffree <= ours.f_files);
}

TEST_CASE_TEMPLATE("statfs says what glibc's says", G, ALL_GATES) {
  const test::scratch directory;
  const std::string file = directory.file("file", "");
  for (const std::string& name : {file, std::string("/proc"), std::string("/dev/shm"), std::string("/sys")}) {
    CAPTURE(name);
    struct statfs64 theirs {};
    if (::statfs64(name.c_str(), &theirs) != 0) continue;
    const auto ours = kcall::statfs<G>(name);
    REQUIRE(ours.has_value());
    check_same(*ours, theirs);
    statfs_t again;
    CHECK(kcall::statfs<G>(name, again));
    check_same(again, theirs);
    const unique_fd opened(fd{::open(name.c_str(), O_RDONLY)});
    const auto by_descriptor = kcall::fstatfs<G>(opened);
    REQUIRE(by_descriptor.has_value());
    check_same(*by_descriptor, theirs);
    CHECK(kcall::fstatfs<G>(opened, again));
    check_same(again, theirs);
  }
}

TEST_CASE_TEMPLATE("file systems are told by their type, and how they are mounted", G, ALL_GATES) {
  const auto proc = kcall::statfs<G>("/proc/self");
  REQUIRE(proc.has_value());
  CHECK(proc->f_type == file_system::proc);
  struct statfs64 theirs {};
  REQUIRE(::statfs64("/proc/self", &theirs) == 0);
  CHECK(kcall::has(proc->f_flags, statfs_flags::valid));
  if (theirs.f_flags != 0) {  // glibc does not show `valid`
    CHECK((proc->f_flags & ~statfs_flags::valid) == (static_cast<statfs_flags>(theirs.f_flags) & ~statfs_flags::valid));
  }
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  const auto pipe = kcall::fstatfs<G>(in);
  REQUIRE(pipe.has_value());
  CHECK(pipe->f_type == file_system::pipefs);
}

TEST_CASE_TEMPLATE("statfs says what is wrong", G, ALL_GATES) {
  statfs_t status;
  CHECK(kcall::statfs<G>("/none") == errc::enoent);
  CHECK(kcall::statfs<G>("/proc/version/x", status) == errc::enotdir);
  CHECK(kcall::fstatfs<G>(fd{-1}) == errc::ebadf);
  CHECK(kcall::fstatfs<G>(fd{-1}, status) == errc::ebadf);
}

TEST_CASE_TEMPLATE("ustat counts what is free", G, ALL_GATES) {
  kcall::ustat_t status{};
  if constexpr (!requires { kcall::nr<G>::ustat; }) {
    CHECK(kcall::ustat<G>(0, status) == errc::enosys);
  } else {
    const test::scratch directory;
    const auto device = static_cast<kcall::uint64_t>(test::status_of(directory.file("file", "")).st_dev);
    const auto done = kcall::ustat<G>(device, status);
    if (done == errc::enosys) {
      MESSAGE("skipped: no ustat here");
      return;
    }
    CHECK(done);
    struct statfs64 theirs {};
    REQUIRE(::statfs64(directory.path("file").c_str(), &theirs) == 0);
    // Other programs may be at work there.
    const auto expected = static_cast<double>(theirs.f_bfree & 0x7fffffff);
    if (theirs.f_bfree <= 0x7fffffff) CHECK(status.f_tfree == doctest::Approx(expected).epsilon(0.1));
    CHECK(static_cast<double>(status.f_tinode) == doctest::Approx(static_cast<double>(theirs.f_ffree)).epsilon(0.1));
    CHECK(kcall::ustat<G>(0xfff00fff, status) == errc::einval);
    // The lower half alone would name a file system.
    CHECK(kcall::ustat<G>(device | kcall::uint64_t{1} << 32, status) == errc::einval);
  }
}

}  // namespace
