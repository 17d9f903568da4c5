// Mounts step by step, in a mount namespace of each test's own, compared with /proc/self/mountinfo and glibc.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <kcall/call/mount_api.hpp>
#include <string>

#include "mount_namespace.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::at_fdcwd;
using kcall::errc;
using kcall::fd;
using kcall::fsmount_flags;
using kcall::fsopen_flags;
using kcall::fspick_flags;
using kcall::mount_attr;
using kcall::mount_attr_flags;
using kcall::move_mount_flags;
using kcall::open_tree_flags;
using kcall::unique_fd;
using test::in_mount_namespace;
using test::mounted_at;

/// Whether the kernel or the emulator lacks these calls.
bool lacking() {
  if (kcall::fsopen<test::libc_gate>("") != errc::enosys) return false;
  MESSAGE("skipped: no fsopen here");
  return true;
}

/// A tmpfs of this size in no place yet.
template <class G>
unique_fd new_tmpfs(const char* size, mount_attr_flags attributes = {}) {
  const unique_fd context(kcall::fsopen<G>("tmpfs").value_or(fd{}));
  if (!kcall::fsconfig_set_string<G>(context, "size", size) || !kcall::fsconfig_create<G>(context)) return {};
  return unique_fd(kcall::fsmount<G>(context, fsmount_flags::cloexec, attributes).value_or(fd{}));
}

TEST_CASE_TEMPLATE("a file system is opened, configured, mounted, put in place and moved", G, ALL_GATES) {
  if (lacking()) return;
  const test::scratch directory;
  const std::string place = directory.path("place"), next = directory.path("next");
  for (const auto& name : {place, next}) REQUIRE(::mkdir(name.c_str(), 0755) == 0);
  in_mount_namespace([&] {
    const unique_fd context(kcall::fsopen<G>("tmpfs", fsopen_flags::cloexec).value_or(fd{}));
    REQUIRE_IN_CHILD(::fcntl(context.get().get(), F_GETFD) == FD_CLOEXEC);
    REQUIRE_IN_CHILD(kcall::fsconfig_set_string<G>(context, "source", "kcall-source"));
    REQUIRE_IN_CHILD(kcall::fsconfig_set_string<G>(context, "mode", "0711"));
    REQUIRE_IN_CHILD(kcall::fsconfig_set_flag<G>(context, "ro"));
    REQUIRE_IN_CHILD(kcall::fsconfig_set_string<G>(context, "kcall-no-such", "1") == errc::einval);
    REQUIRE_IN_CHILD(kcall::fsmount<G>(context) == errc::ebusy || kcall::fsmount<G>(context) == errc::einval);
    REQUIRE_IN_CHILD(kcall::fsconfig_create<G>(context));
    const unique_fd tree(
        kcall::fsmount<G>(context, fsmount_flags{}, mount_attr_flags::nosuid | mount_attr_flags::noatime)
            .value_or(fd{}));
    REQUIRE_IN_CHILD(::fcntl(tree.get().get(), F_GETFD) == 0);
    REQUIRE_IN_CHILD(mounted_at(place).empty());
    REQUIRE_IN_CHILD(kcall::move_mount<G>(tree, "", at_fdcwd, place, move_mount_flags::f_empty_path));
    const std::string seen = mounted_at(place);
    REQUIRE_IN_CHILD(seen.find("rw,nosuid,noatime") == 0);
    REQUIRE_IN_CHILD(seen.find(" - tmpfs kcall-source ro") != std::string::npos);
    struct stat64 status {};
    REQUIRE_IN_CHILD(::stat64(place.c_str(), &status) == 0 && (status.st_mode & 0777) == 0711);
    REQUIRE_IN_CHILD(kcall::move_mount<G>(at_fdcwd, place, at_fdcwd, next, {}));
    REQUIRE_IN_CHILD(mounted_at(place).empty());
    REQUIRE_IN_CHILD(mounted_at(next) == seen);
    return 0;
  });
}

TEST_CASE_TEMPLATE("a mounted file system is picked and reconfigured", G, ALL_GATES) {
  if (lacking()) return;
  const test::scratch directory;
  const std::string place = directory.path("place");
  REQUIRE(::mkdir(place.c_str(), 0755) == 0);
  in_mount_namespace([&] {
    const unique_fd tree = new_tmpfs<G>("1m");
    REQUIRE_IN_CHILD(tree);
    REQUIRE_IN_CHILD(kcall::move_mount<G>(tree, "", at_fdcwd, place, move_mount_flags::f_empty_path));
    const unique_fd picked(
        kcall::fspick<G>(at_fdcwd, place, fspick_flags::cloexec | fspick_flags::no_automount).value_or(fd{}));
    REQUIRE_IN_CHILD(kcall::fsconfig_set_string<G>(picked, "size", "2m"));
    REQUIRE_IN_CHILD(kcall::fsconfig_reconfigure<G>(picked));
    struct statfs64 fs {};
    REQUIRE_IN_CHILD(::statfs64(place.c_str(), &fs) == 0);
    REQUIRE_IN_CHILD(static_cast<long long>(fs.f_blocks) * fs.f_bsize == 2 << 20);
    REQUIRE_IN_CHILD(kcall::fspick<G>(at_fdcwd, place + "/nowhere") == errc::enoent);
    return 0;
  });
}

TEST_CASE_TEMPLATE("what else a parameter can be reaches the file system, which refuses it", G, ALL_GATES) {
  if (lacking()) return;
  const test::scratch directory;
  in_mount_namespace([&] {
    const unique_fd context(kcall::fsopen<G>("tmpfs").value_or(fd{}));
    const char bytes[] = {1, 2, 3};
    // tmpfs wants text: einval from the file system. A bad descriptor is found before it is asked.
    REQUIRE_IN_CHILD(kcall::fsconfig_set_binary<G>(context, "size", bytes) == errc::einval);
    REQUIRE_IN_CHILD(kcall::fsconfig_set_path<G>(context, "size", at_fdcwd, "/") == errc::einval);
    REQUIRE_IN_CHILD(kcall::fsconfig_set_path_empty<G>(context, "size", context, "") == errc::einval);
    REQUIRE_IN_CHILD(kcall::fsconfig_set_fd<G>(context, "size", context) == errc::einval);
    REQUIRE_IN_CHILD(kcall::fsconfig_set_fd<G>(context, "size", fd{999}) == errc::ebadf);
    REQUIRE_IN_CHILD(kcall::fsconfig_set_flag<G>(fd{-1}, "ro") == errc::einval);
    const auto made = kcall::fsconfig_create_excl<G>(context);
    REQUIRE_IN_CHILD(made || made == errc::eopnotsupp);
    REQUIRE_IN_CHILD(kcall::fsopen<G>("kcall-no-such-type") == errc::enodev);
    REQUIRE_IN_CHILD(kcall::fsmount<G>(context, {}, static_cast<mount_attr_flags>(1ULL << 32)) == errc::einval);
    return 0;
  });
}

TEST_CASE_TEMPLATE("a mount is opened, copied, and given other properties", G, ALL_GATES) {
  if (lacking()) return;
  const test::scratch directory;
  const std::string from = directory.path("from"), to = directory.path("to");
  for (const auto& name : {from, to}) REQUIRE(::mkdir(name.c_str(), 0755) == 0);
  static_cast<void>(directory.file("from/file", "seen"));
  in_mount_namespace([&] {
    const unique_fd opened(kcall::open_tree<G>(at_fdcwd, from, open_tree_flags{}).value_or(fd{}));
    REQUIRE_IN_CHILD((::fcntl(opened.get().get(), F_GETFL) & O_PATH) != 0);
    const unique_fd copy(
        kcall::open_tree<G>(at_fdcwd, from,
                            open_tree_flags::clone | open_tree_flags::cloexec | open_tree_flags::recursive)
            .value_or(fd{}));
    REQUIRE_IN_CHILD(::fcntl(copy.get().get(), F_GETFD) == FD_CLOEXEC);
    const mount_attr attributes{.attr_set = mount_attr_flags::rdonly | mount_attr_flags::nodev,
                                .propagation = kcall::mount_propagation::shared};
    const auto set = kcall::mount_setattr<G>(copy, "", kcall::at_flags::empty_path, attributes);
    REQUIRE_IN_CHILD(set || set == errc::enosys);
    REQUIRE_IN_CHILD(kcall::move_mount<G>(copy, "", at_fdcwd, to, move_mount_flags::f_empty_path));
    REQUIRE_IN_CHILD(::access((to + "/file").c_str(), R_OK) == 0);
    if (!set) return 0;
    REQUIRE_IN_CHILD(mounted_at(to).find("ro,nodev") == 0);
    REQUIRE_IN_CHILD(mounted_at(to).find(" shared:") != std::string::npos);
    REQUIRE_IN_CHILD(::open((to + "/file").c_str(), O_WRONLY) == -1 && errno == EROFS);
    REQUIRE_IN_CHILD(
        kcall::mount_setattr<G>(at_fdcwd, to, kcall::at_flags::recursive, {.attr_clr = mount_attr_flags::rdonly}));
    REQUIRE_IN_CHILD(mounted_at(to).find("rw,nodev") == 0);
    REQUIRE_IN_CHILD(kcall::mount_setattr<G>(at_fdcwd, to, {},
                                             {.attr_set = static_cast<mount_attr_flags>(1ULL << 40)}) == errc::einval);
    REQUIRE_IN_CHILD(kcall::open_tree<G>(at_fdcwd, to + "/nowhere", {}) == errc::enoent);
    return 0;
  });
}

TEST_CASE_TEMPLATE("a copy of a mount is made with its properties at once", G, ALL_GATES) {
  if (lacking()) return;
  const test::scratch directory;
  const std::string from = directory.path("from"), to = directory.path("to");
  for (const auto& name : {from, to}) REQUIRE(::mkdir(name.c_str(), 0755) == 0);
  in_mount_namespace([&] {
    const mount_attr attributes{.attr_set = mount_attr_flags::rdonly | mount_attr_flags::nosymfollow};
    const auto made =
        kcall::open_tree_attr<G>(at_fdcwd, from, open_tree_flags::clone | open_tree_flags::cloexec, attributes);
    if (made == errc::enosys) return 0;
    REQUIRE_IN_CHILD(made);
    const unique_fd copy(*made);
    REQUIRE_IN_CHILD(kcall::move_mount<G>(copy, "", at_fdcwd, to, move_mount_flags::f_empty_path));
    REQUIRE_IN_CHILD(mounted_at(to).find("ro,") == 0);
    REQUIRE_IN_CHILD(mounted_at(to).find("nosymfollow") != std::string::npos);
    return 0;
  });
}

}  // namespace

TEST_CASE_TEMPLATE("fsconfig's untyped form: the errors of the kernel's and of glibc's syscall()", G, ALL_GATES) {
  using kcall::fsconfig_command;
  const long expected =
      test::libc_gate::enter(static_cast<long>(kcall::nr<test::libc_gate>::fsconfig), -1L, 6L, 0L, 0L, 0L);
  CHECK((expected == -EBADF || expected == -EINVAL || expected == -ENOSYS));
  CHECK(kcall::fsconfig<G>(kcall::fd{-1}, fsconfig_command::cmd_create, nullptr, nullptr, 0).word() == expected);
}
