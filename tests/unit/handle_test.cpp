#include <sys/stat.h>

#include <cstring>
#include <kcall/call/call.hpp>
#include <kcall/call/handle.hpp>
#include <string>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::at_flags;
using kcall::errc;
using kcall::fd;
using kcall::file_handle;
using kcall::int64_t;
using kcall::open_flags;
using kcall::unique_fd;

constexpr int64_t far = (int64_t{5} << 30) + 0x1234567;

/// glibc's, on the same file.
struct their_handle {
  explicit their_handle(const std::string& name) {
    head()->handle_bytes = 128;
    REQUIRE(::name_to_handle_at(AT_FDCWD, name.c_str(), head(), &mount_id, 0) == 0);
  }
  struct ::file_handle* head() {
    return reinterpret_cast<struct ::file_handle*>(bytes);
  }
  bool is(const file_handle& ours) {
    return head()->handle_bytes == ours.handle_bytes && head()->handle_type == ours.handle_type &&
           std::memcmp(bytes + 8, ours.f_handle, ours.handle_bytes) == 0;
  }
  alignas(8) unsigned char bytes[136] = {};
  int mount_id = 0;
};

TEST_CASE_TEMPLATE("a file gets a handle, and is opened by it", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, "here");
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  file_handle handle;
  kcall::int32_t mount_id = 0;
  const auto got = kcall::name_to_handle_at<G>(dir, "file", handle, mount_id);
  if (got == errc::eopnotsupp || got == errc::enosys) {
    MESSAGE("skipped: no handles here");
    return;
  }
  REQUIRE(got);
  their_handle theirs(name);
  CHECK(theirs.is(handle));
  CHECK(mount_id == theirs.mount_id);
  const unique_fd opened(kcall::open_by_handle_at<G>(dir, handle, open_flags::rdonly).value_or(fd{}));
  if (!opened) {
    CHECK(kcall::open_by_handle_at<G>(dir, handle, open_flags::rdonly) == errc::eperm);
    CHECK(::open_by_handle_at(dir.get().get(), theirs.head(), O_RDONLY) == -1);
    MESSAGE("skipped: not privileged to open by handle");
  } else {
    char text[5] = {};
    CHECK(::pread64(opened.get().get(), text, 4, far) == 4);
    CHECK(std::string(text) == "here");
    REQUIRE(::unlink(name.c_str()) == 0);
    CHECK(kcall::open_by_handle_at<G>(fd{-1}, handle, open_flags::rdonly) == errc::ebadf);
  }
  file_handle small;
  small.handle_bytes = 0;
  CHECK(kcall::name_to_handle_at<G>(dir, "", small, mount_id, at_flags::empty_path) == errc::eoverflow);
  CHECK(small.handle_bytes > 0);
  CHECK(small.handle_bytes <= 128);
  CHECK(kcall::name_to_handle_at<G>(dir, "none", handle, mount_id) == errc::enoent);
  CHECK(kcall::name_to_handle_at<G>(dir, "", handle, mount_id) == errc::enoent);
  CHECK(kcall::name_to_handle_at<G>(fd{-1}, "file", handle, mount_id) == errc::ebadf);
  small.handle_bytes = 129;
  CHECK(kcall::name_to_handle_at<G>(dir, "", small, mount_id, at_flags::empty_path) == errc::einval);
}

TEST_CASE_TEMPLATE("mounts have ids of 64 bits that are not used again", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  struct statx status {};
  constexpr unsigned mnt_id_unique = 0x4000;  // STATX_MNT_ID_UNIQUE, linux/stat.h of 6.8
  REQUIRE(::statx(AT_FDCWD, name.c_str(), 0, mnt_id_unique, &status) == 0);
  if (status.stx_mnt_id == 0) {
    // Not tried: qemu-user 7.2, whose statx gives none either, has room for 32 bits where the kernel writes 64.
    MESSAGE("skipped: no ids of mounts in statx here");
    return;
  }
  file_handle handle;
  kcall::uint64_t mount_id = 0;
  const auto got = kcall::name_to_handle_at<G>(dir, "file", handle, mount_id);
  if (!got) {
    const bool old = got == errc::einval || got == errc::eopnotsupp;
    CHECK(old);
    MESSAGE("skipped: no such ids here");
    return;
  }
  if ((status.stx_mask & mnt_id_unique) != 0) CHECK(mount_id == status.stx_mnt_id);
  CHECK(their_handle(name).is(handle));
  // With 32 bits the flag is taken away: nothing is written past them.
  kcall::int32_t ids[2] = {0, 77};
  CHECK(kcall::name_to_handle_at<G>(dir, "file", handle, ids[0], kcall::handle_mnt_id_unique));
  CHECK(ids[1] == 77);
  CHECK(ids[0] == their_handle(name).mount_id);
}

}  // namespace
