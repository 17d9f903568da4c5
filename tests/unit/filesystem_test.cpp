// Names, links, directories and permissions: each call has the effect that glibc sees, on every gate.
#define _FILE_OFFSET_BITS 64
#include "fresh_directory.hpp"
#include "support.hpp"

#include <sys/wait.h>

#include <cstring>
#include <string>

#include <kcall/call/filesystem.hpp>

#if KCALL_TARGET_X86_64
#include <sys/mman.h>

#include <kcall/abi/x32.hpp>
#endif

namespace {

using kcall::access_mode;
using kcall::at_fdcwd;
using kcall::at_flags;
using kcall::errc;
using kcall::fd;
using kcall::gid;
using kcall::mode;
using kcall::rename_flags;
using kcall::uid;

static_assert(static_cast<unsigned>(rename_flags::noreplace) == RENAME_NOREPLACE);
static_assert(static_cast<unsigned>(rename_flags::exchange) == RENAME_EXCHANGE);
static_assert(static_cast<unsigned>(rename_flags::whiteout) == RENAME_WHITEOUT);

#if KCALL_TARGET_X86_64
/// x32's numbers on kernels that are built without x32: these calls are the 64-bit ones.
struct x32_numbers {
  using abi = kcall::abi::x32;
  static long enter(kcall::abi::x32::nr number, auto... arguments) {
    return kcall::gate::syscall::enter(static_cast<long>(number) & ~0x40000000L, arguments...);
  }
};
#define FILE_GATES ALL_GATES, x32_numbers
#else
#define FILE_GATES ALL_GATES
#endif

struct ::stat status_of(const std::string& name) {
  struct ::stat status;
  CAPTURE(name);
  REQUIRE(::lstat(name.c_str(), &status) == 0);
  return status;
}
bool exists(const std::string& name) {
  struct ::stat status;
  return ::lstat(name.c_str(), &status) == 0;
}
std::string link_of(const std::string& name) {
  std::string text(4096, '\0');
  const auto n = ::readlink(name.c_str(), text.data(), text.size());
  REQUIRE(n >= 0);
  text.resize(static_cast<size_t>(n));
  return text;
}
std::string content_of(const std::string& name) {
  const int f = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  std::string text(4096, '\0');
  const auto n = ::read(f, text.data(), text.size());
  ::close(f);
  REQUIRE(n >= 0);
  text.resize(static_cast<size_t>(n));
  return text;
}

/// Open for the life of one test.
struct opened {
  explicit opened(const std::string& name, int flags = O_RDONLY) : f(::open(name.c_str(), flags | O_CLOEXEC)) {
    REQUIRE(f >= 0);
  }
  opened(const opened&) = delete;
  opened& operator=(const opened&) = delete;
  ~opened() { ::close(f); }
  operator fd() const { return fd{f}; }
  int f;
};

/// The calls below must not see this process's umask.
struct no_umask {
  no_umask() : old(::umask(0)) {}
  no_umask(const no_umask&) = delete;
  no_umask& operator=(const no_umask&) = delete;
  ~no_umask() { ::umask(old); }
  mode_t old;
};

/// Runs `f` in a child and returns what it returned, 0 to 255.
template <class F>
int in_child(F f) {
  const auto child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(f());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}
template <class T>
int code(const kcall::result<T>& r) {
  return static_cast<int>(r.error_or(errc{}));
}
int code(errc e) { return static_cast<int>(e); }

bool is_root(const std::string& what) {
  if (::geteuid() == 0) return true;
  MESSAGE("not here: only root can " << what);
  return false;
}
template <class T>
bool is_there(const kcall::result<T>& r, const std::string& what) {
  if (r != errc::enosys) return true;
  MESSAGE("not here: this kernel has no " << what);
  return false;
}

}  // namespace

TEST_CASE_TEMPLATE("mkdir and rmdir", G, FILE_GATES) {
  const test::fresh_directory in;
  const no_umask here;
  CHECK(kcall::mkdir<G>(in("one"), mode{0751}).has_value());
  CHECK(status_of(in("one")).st_mode == (S_IFDIR | 0751));
  CHECK(kcall::mkdir<G>(in("sticky"), mode::isvtx | mode::irwxu).has_value());
  CHECK(status_of(in("sticky")).st_mode == (S_IFDIR | 01700));
  CHECK(kcall::mkdir<G>(in("one"), mode{0700}) == errc::eexist);
  CHECK(kcall::mkdir<G>(in("nowhere/two"), mode{0700}) == errc::enoent);
  const auto file = in.file("file");
  CHECK(kcall::mkdir<G>(in("file/two"), mode{0700}) == errc::enotdir);
  CHECK(kcall::mkdir<G>(in(std::string(256, 'n')), mode{0700}) == errc::enametoolong);
  const auto longest = in(std::string(255, 'n'));
  CHECK(kcall::mkdir<G>(longest, mode{0700}).has_value());
  CHECK(exists(longest));
  CHECK(kcall::rmdir<G>(longest).has_value());
  CHECK(!exists(longest));

  in.file("one/inside");
  CHECK(kcall::rmdir<G>(in("one")) == errc::enotempty);
  CHECK(kcall::rmdir<G>(in("file")) == errc::enotdir);
  CHECK(kcall::rmdir<G>(in("nowhere")) == errc::enoent);
  CHECK(kcall::rmdir<G>(in("sticky/.")) == errc::einval);
  CHECK(exists(in("one/inside")));
  CHECK(kcall::rmdir<G>(in("sticky")).has_value());
  CHECK(!exists(in("sticky")));
}

TEST_CASE_TEMPLATE("mkdirat and unlinkat are relative to a directory", G, FILE_GATES) {
  const test::fresh_directory in;
  const no_umask here;
  const opened dir(in.path());
  CHECK(kcall::mkdirat<G>(dir, "below", mode{0700}).has_value());
  CHECK(status_of(in("below")).st_mode == (S_IFDIR | 0700));
  CHECK(kcall::mkdirat<G>(at_fdcwd, in("absolute"), mode{0700}).has_value());
  CHECK(exists(in("absolute")));
  CHECK(kcall::mkdirat<G>(fd{1 << 20}, "below", mode{0700}) == errc::ebadf);
  in.file("file");
  CHECK(kcall::unlinkat<G>(dir, "below") == errc::eisdir);
  CHECK(kcall::unlinkat<G>(dir, "file", at_flags::removedir) == errc::enotdir);
  CHECK(kcall::unlinkat<G>(dir, "file", at_flags::symlink_follow) == errc::einval);
  CHECK(kcall::unlinkat<G>(dir, "below", at_flags::removedir).has_value());
  CHECK(!exists(in("below")));
  CHECK(kcall::unlinkat<G>(dir, "file").has_value());
  CHECK(!exists(in("file")));
  CHECK(kcall::unlinkat<G>(dir, "file") == errc::enoent);
}

TEST_CASE_TEMPLATE("unlink removes a name, not what a link leads to", G, FILE_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("file", "content");
  REQUIRE(::symlink("file", in("symlink").c_str()) == 0);
  REQUIRE(::link(file.c_str(), in("linked").c_str()) == 0);
  CHECK(kcall::unlink<G>(in("symlink")).has_value());
  CHECK(!exists(in("symlink")));
  CHECK(kcall::unlink<G>(file).has_value());
  CHECK(!exists(file));
  CHECK(content_of(in("linked")) == "content");
  CHECK(kcall::unlink<G>(file) == errc::enoent);
  CHECK(kcall::unlink<G>(in.path()) == errc::eisdir);
  CHECK(kcall::unlink<G>(in("linked/below")) == errc::enotdir);
}

TEST_CASE_TEMPLATE("rename", G, FILE_GATES) {
  const test::fresh_directory in;
  in.file("old", "old content");
  in.file("new", "new content");
  CHECK(kcall::rename<G>(in("old"), in("new")).has_value());
  CHECK(!exists(in("old")));
  CHECK(content_of(in("new")) == "old content");
  CHECK(kcall::rename<G>(in("old"), in("new")) == errc::enoent);

  REQUIRE(::mkdir(in("dir").c_str(), 0700) == 0);
  REQUIRE(::mkdir(in("full").c_str(), 0700) == 0);
  in.file("full/inside");
  CHECK(kcall::rename<G>(in("dir"), in("dir/below")) == errc::einval);
  CHECK(kcall::rename<G>(in("dir"), in("full")) == errc::enotempty);
  CHECK(kcall::rename<G>(in("new"), in("dir")) == errc::eisdir);
  CHECK(kcall::rename<G>(in("dir"), in("new")) == errc::enotdir);
  CHECK(kcall::rename<G>(in("full"), in("dir")).has_value());
  CHECK(exists(in("dir/inside")));
  CHECK(kcall::rename<G>(in("new"), in(std::string(256, 'n'))) == errc::enametoolong);
  CHECK(kcall::rename<G>(in("new"), in(std::string(255, 'n'))).has_value());
  CHECK(exists(in(std::string(255, 'n'))));
}

TEST_CASE_TEMPLATE("rename and link do not cross file systems", G, FILE_GATES) {
  const test::fresh_directory in;
  struct ::stat other;
  if (::stat("/dev/shm", &other) != 0 || other.st_dev == status_of(in.path()).st_dev) {
    MESSAGE("not here: /dev/shm is no file system of its own");
    return;
  }
  const auto file = in.file("file");
  CHECK(kcall::rename<G>(file, "/dev/shm/kcall.filesystem_test") == errc::exdev);
  CHECK(kcall::link<G>(file, "/dev/shm/kcall.filesystem_test") == errc::exdev);
}

TEST_CASE_TEMPLATE("renameat is relative to two directories", G, FILE_GATES) {
  const test::fresh_directory in;
  REQUIRE(::mkdir(in("from").c_str(), 0700) == 0);
  REQUIRE(::mkdir(in("to").c_str(), 0700) == 0);
  in.file("from/a", "content");
  const opened from(in("from"));
  const opened to(in("to"));
  CHECK(kcall::renameat<G>(from, "a", to, "b").has_value());
  CHECK(!exists(in("from/a")));
  CHECK(content_of(in("to/b")) == "content");
  CHECK(kcall::renameat<G>(fd{1 << 20}, "a", to, "b") == errc::ebadf);
}

TEST_CASE_TEMPLATE("renameat2", G, FILE_GATES) {
  const test::fresh_directory in;
  in.file("a", "content of a");
  in.file("b", "content of b");
  const opened dir(in.path());
  const auto refused = kcall::renameat2<G>(dir, "a", dir, "b", rename_flags::noreplace);
  if (!is_there(refused, "renameat2")) return;
  CHECK(refused == errc::eexist);
  CHECK(kcall::renameat2<G>(dir, "a", dir, "b", rename_flags::exchange).has_value());
  CHECK(content_of(in("a")) == "content of b");
  CHECK(content_of(in("b")) == "content of a");
  CHECK(kcall::renameat2<G>(dir, "a", dir, "nowhere", rename_flags::exchange) == errc::enoent);
  CHECK(kcall::renameat2<G>(dir, "a", dir, "c", rename_flags::noreplace).has_value());
  CHECK(content_of(in("c")) == "content of b");
  CHECK(kcall::renameat2<G>(dir, "c", dir, "b", rename_flags::noreplace | rename_flags::exchange) == errc::einval);
  CHECK(kcall::renameat2<G>(dir, "c", dir, "b", static_cast<rename_flags>(1u << 20)) == errc::einval);
  CHECK(kcall::renameat2<G>(dir, "c", dir, "b", rename_flags{}).has_value());
  CHECK(content_of(in("b")) == "content of b");
}

TEST_CASE_TEMPLATE("link and linkat", G, FILE_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("file", "content");
  CHECK(kcall::link<G>(file, in("second")).has_value());
  CHECK(status_of(in("second")).st_ino == status_of(file).st_ino);
  CHECK(status_of(file).st_nlink == 2);
  CHECK(kcall::link<G>(file, in("second")) == errc::eexist);
  CHECK(kcall::link<G>(in("nowhere"), in("third")) == errc::enoent);
  CHECK(kcall::link<G>(in.path(), in("third")) == errc::eperm);

  REQUIRE(::symlink("file", in("symlink").c_str()) == 0);
  CHECK(kcall::link<G>(in("symlink"), in("of symlink")).has_value());
  CHECK(status_of(in("of symlink")).st_ino == status_of(in("symlink")).st_ino);
  const opened dir(in.path());
  CHECK(kcall::linkat<G>(dir, "symlink", dir, "not followed").has_value());
  CHECK(S_ISLNK(status_of(in("not followed")).st_mode));
  CHECK(kcall::linkat<G>(dir, "symlink", dir, "followed", at_flags::symlink_follow).has_value());
  CHECK(status_of(in("followed")).st_ino == status_of(file).st_ino);
  CHECK(kcall::linkat<G>(dir, "file", dir, "x", at_flags::removedir) == errc::einval);
  if (!is_root("give an open file a name")) return;
  const opened f(file);
  CHECK(kcall::linkat<G>(f, "", dir, "by descriptor", at_flags::empty_path).has_value());
  CHECK(status_of(in("by descriptor")).st_ino == status_of(file).st_ino);
}

TEST_CASE_TEMPLATE("symlink and readlink", G, FILE_GATES) {
  const test::fresh_directory in;
  CHECK(kcall::symlink<G>("some/target", in("link")).has_value());
  CHECK(link_of(in("link")) == "some/target");
  CHECK(kcall::symlink<G>("other", in("link")) == errc::eexist);
  CHECK(kcall::symlink<G>("", in("empty")) == errc::enoent);
  CHECK(kcall::symlink<G>("x", in("nowhere/link")) == errc::enoent);
  CHECK(kcall::symlink<G>(std::string(4096, 't'), in("too long")) == errc::enametoolong);

  char text[64];
  const auto read = [&](size_t size) {
    std::memset(text, '#', sizeof text);
    return kcall::readlink<G>(in("link"), text, size);
  };
  CHECK(read(sizeof text) == 11u);
  CHECK(std::string(text, 13) == "some/target##");  // No NUL behind it.
  CHECK(read(11) == 11u);
  CHECK(std::string(text, 13) == "some/target##");
  CHECK(read(4) == 4u);
  CHECK(std::string(text, 6) == "some##");
  CHECK(read(0) == errc::einval);
  CHECK(kcall::readlink<G>(in("link"), text) == 11u);
  std::string buffer(5, '#');
  CHECK(kcall::readlink<G>(in("link"), buffer) == 5u);
  CHECK(buffer == "some/");

  const auto file = in.file("file");
  CHECK(kcall::readlink<G>(file, text) == errc::einval);
  CHECK(kcall::readlink<G>(in("nowhere"), text) == errc::enoent);
  CHECK(kcall::readlink<G>(in("file/below"), text) == errc::enotdir);
  CHECK(kcall::readlink<G>(in("link"), nullptr, 10) == errc::efault);
  const std::string longest(4095, 't');
  REQUIRE(kcall::symlink<G>(longest, in("longest")).has_value());
  std::string all(5000, '#');
  CHECK(kcall::readlink<G>(in("longest"), all) == 4095u);
  CHECK(all == longest + std::string(5000 - 4095, '#'));
  REQUIRE(kcall::symlink<G>("round", in("round")).has_value());
  CHECK(kcall::readlink<G>(in("round/x"), text) == errc::eloop);
}

TEST_CASE_TEMPLATE("symlinkat and readlinkat are relative to a directory", G, FILE_GATES) {
  const test::fresh_directory in;
  const opened dir(in.path());
  char text[64];
  std::memset(text, '#', sizeof text);
  CHECK(kcall::symlinkat<G>("target", dir, "link").has_value());
  CHECK(link_of(in("link")) == "target");
  CHECK(kcall::symlinkat<G>("target", fd{1 << 20}, "link") == errc::ebadf);
  CHECK(kcall::readlinkat<G>(dir, "link", text, 3) == 3u);
  CHECK(std::string(text, 4) == "tar#");
  CHECK(kcall::readlinkat<G>(dir, "link", text) == 6u);
  CHECK(std::string(text, 7) == "target#");
  CHECK(kcall::readlinkat<G>(fd{1 << 20}, "link", text) == errc::ebadf);
  const opened link(in("link"), O_PATH | O_NOFOLLOW);
  CHECK(kcall::readlinkat<G>(link, "", text) == 6u);
}

TEST_CASE_TEMPLATE("chmod, fchmod, fchmodat", G, FILE_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("file");
  const opened f(file);
  const opened dir(in.path());
  for (const unsigned bits : {0u, 0644u, 0777u, 01000u, 04711u, 07777u}) {
    CHECK(kcall::chmod<G>(file, mode{bits}).has_value());
    CHECK(status_of(file).st_mode == (S_IFREG | bits));
    CHECK(kcall::fchmod<G>(f, mode{bits ^ 0111u}).has_value());
    CHECK(status_of(file).st_mode == (S_IFREG | (bits ^ 0111u)));
    CHECK(kcall::fchmodat<G>(dir, "file", mode{bits}).has_value());
    CHECK(status_of(file).st_mode == (S_IFREG | bits));
    CHECK(kcall::fchmodat<G>(dir, "file", mode{bits ^ 0222u}, at_flags{}).has_value());
    CHECK(status_of(file).st_mode == (S_IFREG | (bits ^ 0222u)));
  }
  CHECK(kcall::chmod<G>(in("nowhere"), mode{0}) == errc::enoent);
  CHECK(kcall::fchmod<G>(fd{1 << 20}, mode{0}) == errc::ebadf);
  REQUIRE(::symlink("file", in("symlink").c_str()) == 0);
  CHECK(kcall::chmod<G>(in("symlink"), mode{0640}).has_value());
  CHECK(status_of(file).st_mode == (S_IFREG | 0640));
  const auto itself = kcall::fchmodat<G>(dir, "symlink", mode{0600}, at_flags::symlink_nofollow);
  if (is_there(itself, "fchmodat2")) {
    CHECK((itself.has_value() || itself == errc::eopnotsupp));
    CHECK(kcall::fchmodat<G>(dir, "file", mode{0604}, at_flags::symlink_nofollow).has_value());
    CHECK(status_of(file).st_mode == (S_IFREG | 0604));
    CHECK(kcall::fchmodat<G>(f, "", mode{0602}, at_flags::empty_path).has_value());
    CHECK(status_of(file).st_mode == (S_IFREG | 0602));
    CHECK(kcall::fchmodat<G>(dir, "file", mode{0}, at_flags::removedir) == errc::einval);
  }
  CHECK((status_of(file).st_mode & 0777) >= 0600);  // The link's target keeps its own.
}

TEST_CASE_TEMPLATE("chown, lchown, fchown, fchownat with ids beyond 16 bits", G, FILE_GATES) {
  if (!is_root("give files away")) return;
  const test::fresh_directory in;
  const auto file = in.file("file");
  REQUIRE(::symlink("file", in("symlink").c_str()) == 0);
  const auto owned = [&](const std::string& name, unsigned owner, unsigned group) {
    const auto status = status_of(name);
    return status.st_uid == owner && status.st_gid == group;
  };
  CHECK(kcall::chown<G>(file, uid{100000}, gid{200000}).has_value());
  CHECK(owned(file, 100000, 200000));
  CHECK(kcall::chown<G>(file, uid{4000000000u}, gid{}).has_value());
  CHECK(owned(file, 4000000000u, 200000));
  CHECK(kcall::chown<G>(file, uid{}, gid{65537}).has_value());
  CHECK(owned(file, 4000000000u, 65537));
  CHECK(kcall::chown<G>(file, uid{}, gid{}).has_value());
  CHECK(owned(file, 4000000000u, 65537));

  CHECK(kcall::lchown<G>(in("symlink"), uid{100001}, gid{200001}).has_value());
  CHECK(owned(in("symlink"), 100001, 200001));
  CHECK(owned(file, 4000000000u, 65537));
  CHECK(kcall::chown<G>(in("symlink"), uid{100002}, gid{200002}).has_value());
  CHECK(owned(in("symlink"), 100001, 200001));
  CHECK(owned(file, 100002, 200002));

  const opened f(file);
  CHECK(kcall::fchown<G>(f, uid{100003}, gid{200003}).has_value());
  CHECK(owned(file, 100003, 200003));
  const opened dir(in.path());
  CHECK(kcall::fchownat<G>(dir, "symlink", uid{100004}, gid{200004}).has_value());
  CHECK(owned(file, 100004, 200004));
  CHECK(kcall::fchownat<G>(dir, "symlink", uid{100005}, gid{200005}, at_flags::symlink_nofollow).has_value());
  CHECK(owned(in("symlink"), 100005, 200005));
  CHECK(owned(file, 100004, 200004));
  CHECK(kcall::fchownat<G>(f, "", uid{65536}, gid{65535}, at_flags::empty_path).has_value());
  CHECK(owned(file, 65536, 65535));

  CHECK(kcall::chown<G>(in("nowhere"), uid{1}, gid{1}) == errc::enoent);
  CHECK(kcall::lchown<G>(in("file/below"), uid{1}, gid{1}) == errc::enotdir);
  CHECK(kcall::fchown<G>(fd{1 << 20}, uid{1}, gid{1}) == errc::ebadf);
  CHECK(kcall::fchownat<G>(dir, "file", uid{1}, gid{1}, at_flags::removedir) == errc::einval);
}

TEST_CASE_TEMPLATE("what another user may not do", G, FILE_GATES) {
  if (!is_root("become another user")) return;
  const test::fresh_directory in;
  REQUIRE(::chmod(in.path().c_str(), 0755) == 0);
  const auto file = in.file("file");
  REQUIRE(::mkdir(in("closed").c_str(), 0700) == 0);
  in.file("closed/inside");
  const auto inside = in("closed/inside");
  const auto as_nobody = [&](auto f) {
    return in_child([&] {
      if (::setresgid(65534, 65534, 65534) != 0 || ::setresuid(65534, 65534, 65534) != 0) return 255;
      return code(f());
    });
  };
  CHECK(as_nobody([&] { return kcall::chown<G>(file, uid{65534}, gid{}); }) == code(errc::eperm));
  CHECK(as_nobody([&] { return kcall::chmod<G>(file, mode{0777}); }) == code(errc::eperm));
  CHECK(as_nobody([&] { return kcall::unlink<G>(file); }) == code(errc::eacces));
  CHECK(as_nobody([&] { return kcall::mkdir<G>(in("new"), mode{0700}); }) == code(errc::eacces));
  CHECK(as_nobody([&] { return kcall::stat<G>(inside); }) == code(errc::eacces));
  CHECK(as_nobody([&] { return kcall::chdir<G>(in("closed")); }) == code(errc::eacces));
  CHECK(as_nobody([&] { return kcall::access<G>(file, access_mode::w_ok); }) == code(errc::eacces));
  CHECK(as_nobody([&] { return kcall::access<G>(file, access_mode::r_ok); }) == 0);
  CHECK(as_nobody([&] { return kcall::access<G>(inside, access_mode::f_ok); }) == code(errc::eacces));
  CHECK(as_nobody([&] { return kcall::faccessat<G>(at_fdcwd, file, access_mode::w_ok); }) == code(errc::eacces));
}

TEST_CASE_TEMPLATE("access and faccessat", G, FILE_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("file");
  REQUIRE(::chmod(file.c_str(), 0600) == 0);
  const opened dir(in.path());
  CHECK(kcall::access<G>(file, access_mode::f_ok).has_value());
  CHECK(kcall::access<G>(file, access_mode::r_ok | access_mode::w_ok).has_value());
  CHECK(kcall::access<G>(file, access_mode::x_ok) == errc::eacces);  // Not even root, without any x.
  CHECK(kcall::access<G>(in("nowhere"), access_mode::f_ok) == errc::enoent);
  CHECK(kcall::access<G>(in("file/below"), access_mode::f_ok) == errc::enotdir);
  CHECK(kcall::access<G>(file, static_cast<access_mode>(8)) == errc::einval);
  CHECK(kcall::faccessat<G>(dir, "file", access_mode::r_ok).has_value());
  CHECK(kcall::faccessat<G>(dir, "file", access_mode::x_ok, at_flags{}) == errc::eacces);
  CHECK(kcall::faccessat<G>(dir, "nowhere", access_mode::f_ok) == errc::enoent);
  CHECK(kcall::faccessat<G>(fd{1 << 20}, "file", access_mode::f_ok) == errc::ebadf);
  REQUIRE(::symlink("nowhere", in("dangling").c_str()) == 0);
  CHECK(kcall::faccessat<G>(dir, "dangling", access_mode::f_ok) == errc::enoent);

  const auto link = kcall::faccessat<G>(dir, "dangling", access_mode::f_ok, at_flags::symlink_nofollow);
  if (!is_there(link, "faccessat2")) return;
  CHECK(link.has_value());
  CHECK(kcall::faccessat<G>(dir, "file", access_mode::f_ok, at_flags::symlink_follow) == errc::einval);
  const opened f(file);
  CHECK(kcall::faccessat<G>(f, "", access_mode::r_ok, at_flags::empty_path).has_value());
  if (!is_root("have a real and another effective user")) return;
  REQUIRE(::chmod(in.path().c_str(), 0755) == 0);
  CHECK(in_child([&] {
          if (::setresuid(0, 65534, 0) != 0) return 255;
          if (!kcall::faccessat<G>(at_fdcwd, file, access_mode::r_ok)) return 1;
          return code(kcall::faccessat<G>(at_fdcwd, file, access_mode::r_ok, at_flags::eaccess));
        }) == code(errc::eacces));
}

namespace {

/// A kernel older than faccessat2 and fchmodat2, which notes what else it was asked.
template <class G>
struct without_flags {
  using abi = typename G::abi;
  static inline int others = 0;
  static long enter(kcall::nr<G> number, auto... arguments) {
    if (number == abi::nr::faccessat2 || number == abi::nr::fchmodat2) return -static_cast<long>(errc::enosys);
    ++others;
    return kcall::detail::pass<G>(number, arguments...);
  }
};

}  // namespace

TEST_CASE_TEMPLATE("flags that an old kernel has no call for are refused, not ignored", G, FILE_GATES) {
  using old = without_flags<G>;
  const test::fresh_directory in;
  const auto file = in.file("file");
  old::others = 0;
  CHECK(kcall::faccessat<old>(at_fdcwd, file, access_mode::r_ok, at_flags::eaccess) == errc::enosys);
  CHECK(kcall::fchmodat<old>(at_fdcwd, file, mode{0}, at_flags::symlink_nofollow) == errc::enosys);
  CHECK(old::others == 0);
  CHECK(kcall::faccessat<old>(at_fdcwd, file, access_mode::r_ok, at_flags{}).has_value());
  CHECK(kcall::fchmodat<old>(at_fdcwd, file, mode{0640}, at_flags{}).has_value());
  CHECK(status_of(file).st_mode == (S_IFREG | 0640));
}

TEST_CASE_TEMPLATE("umask", G, FILE_GATES) {
  const test::fresh_directory in;
  const no_umask here;
  CHECK(kcall::umask<G>(mode{0027}) == mode{0});
  in.file("file");
  CHECK(kcall::umask<G>(mode{0777}) == mode{0027});
  CHECK(kcall::umask<G>(mode{0}) == mode{0777});
  CHECK(status_of(in("file")).st_mode == (S_IFREG | 0640));
}

TEST_CASE_TEMPLATE("chdir, fchdir, getcwd", G, FILE_GATES) {
  const test::fresh_directory in;
  const opened back(".");
  static char text[8192];
  REQUIRE(::mkdir(in("below").c_str(), 0700) == 0);
  std::memset(text, '#', sizeof text);
  CHECK(kcall::chdir<G>(in("below")).has_value());
  const auto filled = kcall::getcwd<G>(text);
  const auto expected = in("below");
  // The NUL counts.
  CHECK(filled == expected.size() + 1);
  CHECK(expected == text);
  CHECK(text[expected.size() + 1] == '#');
  CHECK(kcall::getcwd<G>(text, expected.size() + 1) == expected.size() + 1);
  CHECK(kcall::getcwd<G>(text, expected.size()) == errc::erange);
  CHECK(kcall::getcwd<G>(text, 0) == errc::erange);
  CHECK(kcall::getcwd<G>(nullptr, 4096) == errc::efault);
  CHECK(kcall::chdir<G>("..").has_value());
  char libc[4096];
  REQUIRE(::getcwd(libc, sizeof libc) != nullptr);
  CHECK(in.path() == libc);

  CHECK(kcall::chdir<G>("nowhere") == errc::enoent);
  in.file("file");
  CHECK(kcall::chdir<G>("file") == errc::enotdir);
  const opened below(in("below"));
  const opened file(in("file"));
  CHECK(kcall::fchdir<G>(file) == errc::enotdir);
  CHECK(kcall::fchdir<G>(fd{1 << 20}) == errc::ebadf);
  CHECK(kcall::fchdir<G>(below).has_value());
  REQUIRE(::getcwd(libc, sizeof libc) != nullptr);
  CHECK(expected == libc);
  REQUIRE(::rmdir(expected.c_str()) == 0);
  CHECK(kcall::getcwd<G>(text) == errc::enoent);
  REQUIRE(::fchdir(back.f) == 0);
}

TEST_CASE_TEMPLATE("getcwd outside the root says so", G, FILE_GATES) {
  if (!is_root("chroot")) return;
  const test::fresh_directory in;
  REQUIRE(::mkdir(in("root").c_str(), 0700) == 0);
  static char text[4096];
  CHECK(in_child([&] {
          if (::chdir(in.path().c_str()) != 0 || ::chroot(in("root").c_str()) != 0) return 1;
          const auto filled = kcall::getcwd<G>(text);
          if (!filled || *filled != std::strlen(text) + 1) return 2;
          return std::strncmp(text, "(unreachable)", 13) == 0 ? 0 : 3;
        }) == 0);
}

TEST_CASE_TEMPLATE("pointers that lead nowhere", G, FILE_GATES) {
  const char* const nowhere = nullptr;
  CHECK(kcall::mkdir<G>(nowhere, mode{0}) == errc::efault);
  CHECK(kcall::rename<G>(nowhere, nowhere) == errc::efault);
  CHECK(kcall::unlink<G>(nowhere) == errc::efault);
  CHECK(kcall::chmod<G>(nowhere, mode{0}) == errc::efault);
  CHECK(kcall::chdir<G>(nowhere) == errc::efault);
  CHECK(kcall::symlink<G>(nowhere, "/tmp/never") == errc::efault);
  CHECK(kcall::access<G>(nowhere, access_mode::f_ok) == errc::efault);
  CHECK(kcall::chown<G>(nowhere, uid{}, gid{}) == errc::efault);
}

#if KCALL_TARGET_X86_64
TEST_CASE("through int $0x80, pointers beyond 4 GiB are refused, not cut short") {
  using G = kcall::gate::int80;
  const test::fresh_directory in;
  const opened dir(in.path());
  const opened back(".");
  // Its lower half is the address of something harmful to write to: `low` must stay as it is.
  static char low[4096];
  void* const address = reinterpret_cast<void*>(reinterpret_cast<unsigned long>(low) / 4096 * 4096 + (5UL << 32));
  void* const mapped =
      ::mmap(address, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  REQUIRE(mapped == address);
  char* const high = static_cast<char*>(address) + reinterpret_cast<unsigned long>(low) % 4096;
  const auto name = in("name");
  std::memcpy(high, name.c_str(), name.size() + 1);
  std::memcpy(low, name.c_str(), name.size() + 1);
  const std::string before(low, sizeof low);
  kcall::stat_t status;
  CHECK(kcall::mkdir<G>(high, mode{0700}) == errc::efault);
  CHECK(kcall::mkdirat<G>(dir, high, mode{0700}) == errc::efault);
  CHECK(kcall::symlink<G>(high, low) == errc::efault);
  CHECK(kcall::symlink<G>(low, high) == errc::efault);
  CHECK(!exists(name));
  in.file("name");
  const auto untouched = status_of(name);
  CHECK(kcall::stat<G>(high, status) == errc::efault);
  CHECK(kcall::lstat<G>(high, status) == errc::efault);
  CHECK(kcall::access<G>(high, access_mode::f_ok) == errc::efault);
  CHECK(kcall::chmod<G>(high, mode{0}) == errc::efault);
  CHECK(kcall::chown<G>(high, uid{1}, gid{1}) == errc::efault);
  CHECK(kcall::unlink<G>(high) == errc::efault);
  CHECK(kcall::rename<G>(high, low) == errc::efault);
  CHECK(kcall::rename<G>(low, high) == errc::efault);
  CHECK(kcall::link<G>(low, high) == errc::efault);
  CHECK(kcall::getcwd<G>(high, 4096) == errc::efault);
  CHECK(kcall::getdents64<G>(dir, high, 4096) == errc::efault);
  CHECK(kcall::getdents64<G>(dir, low, (1UL << 32) + 4096) == errc::eoverflow);
  CHECK(kcall::getcwd<G>(low, (1UL << 32) + 4096) == errc::eoverflow);
  CHECK(std::string(low, sizeof low) == before);
  CHECK(status_of(name).st_ctim.tv_nsec == untouched.st_ctim.tv_nsec);
  // What only kcall writes to may lie anywhere.
  auto* const far_status = static_cast<kcall::stat_t*>(address);
  CHECK(kcall::stat<G>(low, *far_status).has_value() == true);
  CHECK(far_status->st_ino == untouched.st_ino);
  ::munmap(mapped, 8192);
}
#endif
