// statmount and listmount against /proc/self/mountinfo and glibc's statx.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <kcall/call/mount.hpp>
#include <kcall/call/statmount.hpp>
#include <string>
#include <vector>

#include "mount_namespace.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::mount_flags;
using kcall::statmount_mask;
using kcall::statmount_t;
using kcall::uint64_t;

/// The unique id of the mount that `file` lies on, or 0.
uint64_t mount_of(const std::string& file) {
  struct ::statx status {};
  constexpr unsigned mnt_id_unique = 0x4000;
  if (::statx(AT_FDCWD, file.c_str(), 0, mnt_id_unique, &status) != 0) return 0;
  return (status.stx_mask & mnt_id_unique) != 0 ? status.stx_mnt_id : 0;
}

/// Whether the kernel or the emulator lacks these calls.
bool lacking() {
  if (kcall::listmount<test::libc_gate>(0, 0, nullptr, 0) != errc::enosys && mount_of("/") != 0) return false;
  MESSAGE("skipped: no statmount here");
  return true;
}

TEST_CASE_TEMPLATE("a mount is told of as mountinfo tells of it", G, ALL_GATES) {
  if (lacking()) return;
  const test::scratch directory;
  const std::string place = directory.path("place"), bound = directory.path("bound");
  for (const auto& name : {place, bound}) REQUIRE(::mkdir(name.c_str(), 0755) == 0);
  test::in_mount_namespace([&] {
    REQUIRE_IN_CHILD(
        kcall::mount<G>("kcall-source", place, "tmpfs", mount_flags::nosuid | mount_flags::rdonly, "size=1m"));
    const uint64_t id = mount_of(place);
    alignas(8) char room[4096];
    const auto answer = kcall::statmount<G>(
        id,
        statmount_mask::sb_basic | statmount_mask::mnt_basic | statmount_mask::mnt_root | statmount_mask::mnt_point |
            statmount_mask::fs_type | statmount_mask::mnt_opts | statmount_mask::sb_source,
        room);
    REQUIRE_IN_CHILD(answer);
    const statmount_t& told = **answer;
    REQUIRE_IN_CHILD(kcall::has(told.mask, statmount_mask::sb_basic | statmount_mask::mnt_basic |
                                               statmount_mask::mnt_root | statmount_mask::mnt_point |
                                               statmount_mask::fs_type));
    const std::string line = test::line_of_mount(place);
    REQUIRE_IN_CHILD(told.mnt_id == id);
    char device[40];
    static_cast<void>(std::snprintf(device, sizeof device, "%u %u %u:%u / ", told.mnt_id_old, told.mnt_parent_id_old,
                                    told.sb_dev_major, told.sb_dev_minor));
    REQUIRE_IN_CHILD(line.find(device) == 0);
    REQUIRE_IN_CHILD(told.mnt_parent_id == mount_of(directory.path("")));
    REQUIRE_IN_CHILD(told.sb_magic == 0x01021994);
    REQUIRE_IN_CHILD((told.sb_flags & 1) == 1);
    REQUIRE_IN_CHILD(kcall::has(told.mnt_attr, kcall::mount_attr_flags::nosuid | kcall::mount_attr_flags::rdonly));
    REQUIRE_IN_CHILD(told.mnt_propagation == kcall::mount_propagation::private_);
    REQUIRE_IN_CHILD(std::string(told.string(told.fs_type)) == "tmpfs");
    REQUIRE_IN_CHILD(std::string(told.string(told.mnt_root)) == "/");
    REQUIRE_IN_CHILD(std::string(told.string(told.mnt_point)) == place);
    if (kcall::has(told.mask, statmount_mask::mnt_opts)) {
      REQUIRE_IN_CHILD(line.find(std::string(told.string(told.mnt_opts))) != std::string::npos);
      REQUIRE_IN_CHILD(std::string(told.string(told.mnt_opts)).find("size=1024k") != std::string::npos);
    }
    if (kcall::has(told.mask, statmount_mask::sb_source)) {
      REQUIRE_IN_CHILD(std::string(told.string(told.sb_source)) == "kcall-source");
    }
    REQUIRE_IN_CHILD(kcall::statmount<G>(id, statmount_mask::fs_type, kcall::mutable_buffer(room, 513)) ==
                     errc::eoverflow);
    REQUIRE_IN_CHILD(kcall::statmount<G>(uint64_t{1} << 62, statmount_mask::fs_type, room) == errc::enoent);
    REQUIRE_IN_CHILD(kcall::statmount<G>({.mnt_id = id, .param = 2}, room, sizeof room,
                                         static_cast<kcall::statmount_flags>(0x80)) == errc::einval);
    return 0;
  });
}

TEST_CASE_TEMPLATE("mounts are listed, all that mountinfo lists, in pages and backwards", G, ALL_GATES) {
  if (lacking()) return;
  const test::scratch directory;
  const std::string place = directory.path("place");
  REQUIRE(::mkdir(place.c_str(), 0755) == 0);
  test::in_mount_namespace([&] {
    REQUIRE_IN_CHILD(kcall::mount<G>("none", place, "tmpfs"));
    REQUIRE_IN_CHILD(::mkdir((place + "/a").c_str(), 0755) == 0 && ::mkdir((place + "/b").c_str(), 0755) == 0);
    REQUIRE_IN_CHILD(kcall::mount<G>("none", place + "/a", "tmpfs") && kcall::mount<G>("none", place + "/b", "tmpfs"));
    const uint64_t a = mount_of(place + "/a"), b = mount_of(place + "/b");
    uint64_t ids[4];
    REQUIRE_IN_CHILD(kcall::listmount<G>(mount_of(place), 0, ids, 4) == 2);
    REQUIRE_IN_CHILD(ids[0] == a && ids[1] == b);
    REQUIRE_IN_CHILD(kcall::listmount<G>(mount_of(place), a, ids, 4) == 1);
    REQUIRE_IN_CHILD(ids[0] == b);
    const auto back = kcall::listmount<G>(mount_of(place), 0, ids, 4, kcall::listmount_flags::reverse);
    REQUIRE_IN_CHILD(back == errc::einval || (back == 2 && ids[0] == b && ids[1] == a));
    // All of them, three at a time, each with the old id that mountinfo starts its line with.
    std::vector<std::string> listed, expected;
    for (uint64_t after = 0;;) {
      const auto more = kcall::listmount<G>(kcall::lsmt_root, after, ids, 3);
      REQUIRE_IN_CHILD(more);
      for (size_t i = 0; i < *more; ++i) {
        alignas(8) char room[4096];
        const auto told = kcall::statmount<G>(ids[i], statmount_mask::mnt_basic, room);
        REQUIRE_IN_CHILD(told);
        listed.push_back(std::to_string((*told)->mnt_id_old));
      }
      if (*more < 3) break;
      after = ids[2];
    }
    std::ifstream lines("/proc/self/mountinfo");
    for (std::string line; std::getline(lines, line);) expected.push_back(line.substr(0, line.find(' ')));
    std::sort(listed.begin(), listed.end());
    std::sort(expected.begin(), expected.end());
    REQUIRE_IN_CHILD(!expected.empty() && listed == expected);
    return 0;
  });
}

}  // namespace
