// Mounts, in a mount namespace of each test's own, compared with /proc/self/mountinfo and glibc.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <kcall/call/mount.hpp>
#include <string>

#include "mount_namespace.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::mount_flags;
using kcall::umount_flags;
using test::in_mount_namespace;
using test::mounted_at;

TEST_CASE_TEMPLATE("a tmpfs is mounted with flags and options, remounted and unmounted", G, ALL_GATES) {
  const test::scratch directory;
  const std::string place = directory.path("place");
  REQUIRE(::mkdir(place.c_str(), 0755) == 0);
  in_mount_namespace([&] {
    REQUIRE_IN_CHILD(
        kcall::mount<G>("kcall", place, "tmpfs", mount_flags::nosuid | mount_flags::noexec, "size=1m,mode=700"));
    const std::string options = mounted_at(place);
    REQUIRE_IN_CHILD(options.find("nosuid,noexec") != std::string::npos);
    REQUIRE_IN_CHILD(options.find(" - tmpfs kcall ") != std::string::npos);
    REQUIRE_IN_CHILD(options.find("size=1024k,mode=700") != std::string::npos);
    struct statfs64 fs {};
    REQUIRE_IN_CHILD(::statfs64(place.c_str(), &fs) == 0 && fs.f_type == 0x01021994);
    REQUIRE_IN_CHILD(kcall::mount<G>(nullptr, place, nullptr, mount_flags::remount | mount_flags::rdonly, nullptr));
    REQUIRE_IN_CHILD(::mkdir((place + "/x").c_str(), 0755) == -1 && errno == EROFS);
    REQUIRE_IN_CHILD(kcall::umount<G>(place));
    REQUIRE_IN_CHILD(mounted_at(place).empty());
    REQUIRE_IN_CHILD(kcall::umount<G>(place) == errc::einval);
    return 0;
  });
}

TEST_CASE_TEMPLATE("a directory is bound, made shared and private, and moved", G, ALL_GATES) {
  const test::scratch directory;
  const std::string from = directory.path("from"), to = directory.path("to"), third = directory.path("third");
  for (const auto& name : {from, to, third}) REQUIRE(::mkdir(name.c_str(), 0755) == 0);
  static_cast<void>(directory.file("from/file", "seen"));
  in_mount_namespace([&] {
    REQUIRE_IN_CHILD(kcall::mount<G>(from, to, nullptr, mount_flags::bind));
    REQUIRE_IN_CHILD(::access((to + "/file").c_str(), R_OK) == 0);
    REQUIRE_IN_CHILD(kcall::mount<G>(nullptr, to, nullptr, mount_flags::shared));
    REQUIRE_IN_CHILD(mounted_at(to).find(" shared:") != std::string::npos);
    REQUIRE_IN_CHILD(kcall::mount<G>(nullptr, to, nullptr, mount_flags::private_ | mount_flags::rec));
    REQUIRE_IN_CHILD(mounted_at(to).find(" shared:") == std::string::npos);
    REQUIRE_IN_CHILD(kcall::mount<G>(to, third, nullptr, mount_flags::move));
    REQUIRE_IN_CHILD(mounted_at(to).empty());
    REQUIRE_IN_CHILD(::access((third + "/file").c_str(), R_OK) == 0);
    REQUIRE_IN_CHILD(
        kcall::mount<G>(nullptr, third, nullptr, mount_flags::bind | mount_flags::remount | mount_flags::rdonly));
    REQUIRE_IN_CHILD(::open((third + "/file").c_str(), O_WRONLY) == -1 && errno == EROFS);
    REQUIRE_IN_CHILD(kcall::umount2<G>(third, umount_flags::expire) == errc::eagain);
    REQUIRE_IN_CHILD(kcall::umount2<G>(third, umount_flags::expire | umount_flags::nofollow));
    REQUIRE_IN_CHILD(mounted_at(third).empty());
    return 0;
  });
}

TEST_CASE_TEMPLATE("a busy mount is refused, and detached", G, ALL_GATES) {
  const test::scratch directory;
  const std::string place = directory.path("place");
  REQUIRE(::mkdir(place.c_str(), 0755) == 0);
  in_mount_namespace([&] {
    REQUIRE_IN_CHILD(kcall::mount<G>("none", place, "tmpfs"));
    REQUIRE_IN_CHILD(::chdir(place.c_str()) == 0);
    REQUIRE_IN_CHILD(kcall::umount<G>(place) == errc::ebusy);
    REQUIRE_IN_CHILD(kcall::umount2<G>(place, umount_flags::detach));
    REQUIRE_IN_CHILD(mounted_at(place).empty());
    return 0;
  });
}

TEST_CASE_TEMPLATE("roots are changed and exchanged", G, ALL_GATES) {
  const test::scratch directory;
  const std::string place = directory.path("place");
  REQUIRE(::mkdir(place.c_str(), 0755) == 0);
  in_mount_namespace([&] {
    REQUIRE_IN_CHILD(kcall::mount<G>("none", place, "tmpfs"));
    REQUIRE_IN_CHILD(::mkdir((place + "/inside").c_str(), 0755) == 0);
    REQUIRE_IN_CHILD(::chdir(place.c_str()) == 0);
    REQUIRE_IN_CHILD(kcall::pivot_root<G>(".", "."));
    REQUIRE_IN_CHILD(kcall::umount2<G>(".", umount_flags::detach));
    REQUIRE_IN_CHILD(::access("/inside", X_OK) == 0);
    REQUIRE_IN_CHILD(::access("/proc", X_OK) == -1);
    REQUIRE_IN_CHILD(kcall::chroot<G>("/inside"));
    REQUIRE_IN_CHILD(::access("/inside", X_OK) == -1);
    return 0;
  });
}

TEST_CASE_TEMPLATE("mount says what is wrong", G, ALL_GATES) {
  const test::scratch directory;
  const std::string place = directory.path("place"), file = directory.file("file", "");
  REQUIRE(::mkdir(place.c_str(), 0755) == 0);
  in_mount_namespace([&] {
    REQUIRE_IN_CHILD(kcall::mount<G>("none", place, "kcall-no-such-type") == errc::enodev);
    REQUIRE_IN_CHILD(kcall::mount<G>("none", place + "/nowhere", "tmpfs") == errc::enoent);
    REQUIRE_IN_CHILD(kcall::mount<G>("none", file, "tmpfs") == errc::enotdir);
    REQUIRE_IN_CHILD(kcall::mount<G>("none", place, "tmpfs", {}, "kcall=1") == errc::einval);
    REQUIRE_IN_CHILD(kcall::umount2<G>(place, umount_flags::expire | umount_flags::force) == errc::einval);
    REQUIRE_IN_CHILD(kcall::chroot<G>(file) == errc::enotdir);
    REQUIRE_IN_CHILD(kcall::chroot<G>(place + "/nowhere") == errc::enoent);
    // ebusy where this is on the root's own mount, and that is looked at first.
    const auto no_mount = kcall::pivot_root<G>(place, place);
    REQUIRE_IN_CHILD(no_mount == errc::einval || no_mount == errc::ebusy);
    return 0;
  });
}

}  // namespace
