#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/xattr.h>

#include <algorithm>
#include <kcall/call/file_attr.hpp>
#include <kcall/call/xattr.hpp>
#include <string>
#include <vector>

#include "absent.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::at_flags;
using kcall::errc;
using kcall::fd;
using kcall::unique_fd;
using kcall::xattr_flags;

/// What glibc finds as the value; "-" for no such attribute.
std::string value_of(const std::string& file, const char* name) {
  char value[100];
  const auto size = ::lgetxattr(file.c_str(), name, value, sizeof value);
  return size < 0 ? "-" : std::string(value, static_cast<size_t>(size));
}

bool no_attributes(const std::string& file) {
  if (::setxattr(file.c_str(), "user.probe", "", 0, 0) == 0) return ::removexattr(file.c_str(), "user.probe") != 0;
  MESSAGE("skipped: no extended attributes in ", file);
  return true;
}

/// The names in what listxattr gave, that start with "user.".
std::vector<std::string> user_names(const char* names, size_t size) {
  std::vector<std::string> all;
  for (size_t at = 0; at < size; at += all.back().size() + 1) all.emplace_back(names + at);
  std::erase_if(all, [](const std::string& name) { return name.rfind("user.", 0) != 0; });
  std::sort(all.begin(), all.end());
  return all;
}

TEST_CASE_TEMPLATE("attributes are set, got, listed and removed by name", G, ALL_GATES) {
  const test::scratch directory;
  const std::string file = directory.file("file", "");
  if (no_attributes(file)) return;
  CHECK(kcall::setxattr<G>(file, "user.one", "value"));
  CHECK(value_of(file, "user.one") == "value");
  CHECK(kcall::setxattr<G>(file, "user.one", "other", xattr_flags::create) == errc::eexist);
  CHECK(kcall::setxattr<G>(file, "user.two", "", xattr_flags::replace) == errc::enodata);
  CHECK(kcall::setxattr<G>(file, "user.one", std::string("longer than that"), xattr_flags::replace));
  CHECK(value_of(file, "user.one") == "longer than that");
  CHECK(kcall::setxattr<G>(file, "user.two", "", xattr_flags::create));
  char value[100];
  CHECK(kcall::getxattr<G>(file, "user.one", value) == 16);
  CHECK(std::string(value, 16) == "longer than that");
  CHECK(kcall::getxattr<G>(file, "user.one", {nullptr, 0}) == 16);
  CHECK(kcall::getxattr<G>(file, "user.one", {value, 3}) == errc::erange);
  CHECK(kcall::getxattr<G>(file, "user.three", value) == errc::enodata);
  const auto size = kcall::listxattr<G>(file, value);
  REQUIRE(size.has_value());
  CHECK(user_names(value, *size) == std::vector<std::string>{"user.one", "user.two"});
  CHECK(kcall::listxattr<G>(file, {nullptr, 0}) == *size);
  CHECK(static_cast<long>(*size) == ::listxattr(file.c_str(), nullptr, 0));
  CHECK(kcall::listxattr<G>(file, {value, 3}) == errc::erange);
  CHECK(kcall::removexattr<G>(file, "user.one"));
  CHECK(value_of(file, "user.one") == "-");
  CHECK(kcall::removexattr<G>(file, "user.one") == errc::enodata);
  CHECK(kcall::setxattr<G>(file, "user.big", std::string(65537, 'x')) == errc::e2big);
  CHECK(kcall::setxattr<G>(file, "", "x") == errc::erange);
  CHECK(kcall::setxattr<G>(directory.path("none"), "user.one", "x") == errc::enoent);
  CHECK(kcall::getxattr<G>(directory.path("none"), "user.one", value) == errc::enoent);
  CHECK(kcall::listxattr<G>(directory.path("none"), value) == errc::enoent);
  CHECK(kcall::removexattr<G>(directory.path("none"), "user.one") == errc::enoent);
}

TEST_CASE_TEMPLATE("attributes of an open file", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  if (no_attributes(name)) return;
  const unique_fd file(fd{::open(name.c_str(), O_RDWR)});
  CHECK(kcall::fsetxattr<G>(file, "user.one", "value", xattr_flags::create));
  CHECK(value_of(name, "user.one") == "value");
  char value[100];
  CHECK(kcall::fgetxattr<G>(file, "user.one", value) == 5);
  CHECK(std::string(value, 5) == "value");
  const auto size = kcall::flistxattr<G>(file, value);
  REQUIRE(size.has_value());
  CHECK(user_names(value, *size) == std::vector<std::string>{"user.one"});
  CHECK(kcall::fremovexattr<G>(file, "user.one"));
  CHECK(value_of(name, "user.one") == "-");
  CHECK(kcall::fsetxattr<G>(fd{-1}, "user.one", "value") == errc::ebadf);
  CHECK(kcall::fgetxattr<G>(fd{-1}, "user.one", value) == errc::ebadf);
  CHECK(kcall::flistxattr<G>(fd{-1}, value) == errc::ebadf);
  CHECK(kcall::fremovexattr<G>(fd{-1}, "user.one") == errc::ebadf);
}

TEST_CASE_TEMPLATE("attributes of a symbolic link are not those of its file", G, ALL_GATES) {
  const test::scratch directory;
  const std::string file = directory.file("file", ""), link = directory.path("link");
  if (no_attributes(file)) return;
  REQUIRE(::symlink(file.c_str(), link.c_str()) == 0);
  CHECK(kcall::setxattr<G>(link, "user.one", "value"));
  CHECK(value_of(file, "user.one") == "value");
  char value[100];
  CHECK(kcall::getxattr<G>(link, "user.one", value) == 5);
  // User attributes are not for links; what else there may be is for the privileged.
  CHECK(kcall::lsetxattr<G>(link, "user.one", "value") == errc::eperm);
  CHECK(::lgetxattr(link.c_str(), "user.one", value, sizeof value) == -1);
  CHECK(kcall::lgetxattr<G>(link, "user.one", value) == static_cast<errc>(errno));
  CHECK(kcall::lremovexattr<G>(link, "user.one") == errc::eperm);
  const auto size = kcall::llistxattr<G>(link, value);
  REQUIRE(size.has_value());
  CHECK(static_cast<long>(*size) == ::llistxattr(link.c_str(), nullptr, 0));
  CHECK(user_names(value, *size).empty());
  CHECK(kcall::lsetxattr<G>(file, "user.two", "2"));
  CHECK(kcall::lgetxattr<G>(file, "user.two", value) == 1);
  CHECK(kcall::lremovexattr<G>(file, "user.two"));
  CHECK(value_of(file, "user.two") == "-");
}

TEST_CASE_TEMPLATE("attributes of a file in a directory", G, ALL_GATES) {
  using number = kcall::gate::native::abi::nr;
  if (test::absent(number::setxattrat, "setxattrat")) return;
  const test::scratch directory;
  const std::string file = directory.file("file", "");
  if (no_attributes(file)) return;
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  const unique_fd opened(fd{::open(file.c_str(), O_RDWR)});
  CHECK(kcall::setxattrat<G>(dir, "file", {}, "user.one", "value", xattr_flags::create));
  CHECK(value_of(file, "user.one") == "value");
  CHECK(kcall::setxattrat<G>(dir, "file", {}, "user.one", "value", xattr_flags::create) == errc::eexist);
  CHECK(kcall::setxattrat<G>(opened, "", at_flags::empty_path, "user.one", "other"));
  CHECK(value_of(file, "user.one") == "other");
  char value[100];
  CHECK(kcall::getxattrat<G>(dir, "file", {}, "user.one", value) == 5);
  CHECK(std::string(value, 5) == "other");
  CHECK(kcall::getxattrat<G>(dir, "file", {}, "user.one", {value, 0}) == 5);
  CHECK(kcall::getxattrat<G>(dir, "file", {}, "user.one", {value, 4}) == errc::erange);
  const auto size = kcall::listxattrat<G>(dir, "file", at_flags::symlink_nofollow, value);
  REQUIRE(size.has_value());
  CHECK(user_names(value, *size) == std::vector<std::string>{"user.one"});
  CHECK(kcall::removexattrat<G>(dir, "file", {}, "user.one"));
  CHECK(value_of(file, "user.one") == "-");
  CHECK(kcall::removexattrat<G>(dir, "file", {}, "user.one") == errc::enodata);
  CHECK(kcall::getxattrat<G>(dir, "none", {}, "user.one", value) == errc::enoent);
  CHECK(kcall::listxattrat<G>(dir, "file", at_flags::removedir, value) == errc::einval);
  // A size whose lower half would do is not cut.
  if constexpr (sizeof(size_t) == 8) {
    CHECK(kcall::setxattrat<G>(dir, "file", {}, "user.big", {value, size_t{0xffffffff} + 5}) == errc::e2big);
  }
}

TEST_CASE_TEMPLATE("file systems' attributes are got and set", G, ALL_GATES) {
  using number = kcall::gate::native::abi::nr;
  if (test::absent(number::file_getattr, "file_getattr")) return;
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  const unique_fd file(fd{::open(name.c_str(), O_RDWR)});
  kcall::file_attr attributes{};
  const auto got = kcall::file_getattr<G>(dir, "file", attributes);
  struct fsxattr seen {};
  if (::ioctl(file.get().get(), FS_IOC_FSGETXATTR, &seen) != 0) {
    MESSAGE("skipped: no such attributes in this file system");
    CHECK(!got);
    return;
  }
  CHECK(got);
  CHECK(static_cast<uint64_t>(attributes.fa_xflags) == seen.fsx_xflags);
  CHECK(attributes.fa_projid == seen.fsx_projid);
  CHECK(attributes.fa_nextents == seen.fsx_nextents);
  attributes.fa_xflags |= kcall::xflags::nodump;
  CHECK(kcall::file_setattr<G>(dir, "file", attributes));
  CHECK(::ioctl(file.get().get(), FS_IOC_FSGETXATTR, &seen) == 0);
  CHECK((seen.fsx_xflags & FS_XFLAG_NODUMP) != 0);
  attributes.fa_xflags &= ~kcall::xflags::nodump;
  CHECK(kcall::file_setattr<G>(file, "", attributes, at_flags::empty_path));
  CHECK(::ioctl(file.get().get(), FS_IOC_FSGETXATTR, &seen) == 0);
  CHECK((seen.fsx_xflags & FS_XFLAG_NODUMP) == 0);
  CHECK(kcall::file_getattr<G>(dir, "none", attributes) == errc::enoent);
  CHECK(kcall::file_setattr<G>(dir, "none", attributes) == errc::enoent);
  CHECK(kcall::file_getattr<G>(fd{-1}, "file", attributes) == errc::ebadf);
}

}  // namespace
