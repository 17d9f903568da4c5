// stat, lstat, fstat, fstatat and statx say what glibc says, field by field, on every gate.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include <asm/posix_types.h>

// The kernel's own structures, before glibc's macros make st_atime something else.
namespace kernel {
#include <asm/stat.h>
#if defined(__i386__)
using newest_stat = struct stat64;
#else
using newest_stat = struct stat;
#endif
constexpr auto atime_place = __builtin_offsetof(newest_stat, st_atime);
constexpr auto mtime_place = __builtin_offsetof(newest_stat, st_mtime);
constexpr auto ctime_place = __builtin_offsetof(newest_stat, st_ctime);
}  // namespace kernel

#include "fresh_directory.hpp"
#include "support.hpp"

#include <sys/socket.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

#include <kcall/abi/ia32.hpp>
#include <kcall/abi/x32.hpp>
#include <kcall/call/stat.hpp>

namespace {

using kcall::at_fdcwd;
using kcall::at_flags;
using kcall::errc;
using kcall::stat_t;
using kcall::statx_mask;

using libc_stat = struct ::stat;
using libc_statx = struct ::statx;

#define SAME_PLACE(theirs, member)                                      \
  static_assert(offsetof(stat_t, member) == offsetof(theirs, member) && \
                sizeof(stat_t::member) == sizeof(theirs::member))
#if !KCALL_TARGET_IA32
static_assert(sizeof(stat_t) == sizeof(kernel::stat) && sizeof(stat_t) == sizeof(struct ::stat));
SAME_PLACE(libc_stat, st_dev);
SAME_PLACE(libc_stat, st_ino);
SAME_PLACE(libc_stat, st_nlink);
SAME_PLACE(libc_stat, st_mode);
SAME_PLACE(libc_stat, st_uid);
SAME_PLACE(libc_stat, st_gid);
SAME_PLACE(libc_stat, st_rdev);
SAME_PLACE(libc_stat, st_size);
SAME_PLACE(libc_stat, st_blksize);
SAME_PLACE(libc_stat, st_blocks);
SAME_PLACE(libc_stat, st_atim);
SAME_PLACE(libc_stat, st_mtim);
SAME_PLACE(libc_stat, st_ctim);
SAME_PLACE(kernel::stat, st_dev);
SAME_PLACE(kernel::stat, st_ino);
SAME_PLACE(kernel::stat, st_nlink);
SAME_PLACE(kernel::stat, st_mode);
SAME_PLACE(kernel::stat, st_uid);
SAME_PLACE(kernel::stat, st_gid);
SAME_PLACE(kernel::stat, st_rdev);
SAME_PLACE(kernel::stat, st_size);
SAME_PLACE(kernel::stat, st_blksize);
SAME_PLACE(kernel::stat, st_blocks);
static_assert(offsetof(stat_t, st_atim) == kernel::atime_place);
static_assert(offsetof(stat_t, st_mtim) == kernel::mtime_place);
static_assert(offsetof(stat_t, st_ctim) == kernel::ctime_place);
#else
using stat64_of_ia32 = kcall::detail::stat64_of<kcall::abi::ia32_nr>;
#define SAME_IN_STAT64(member) static_assert(offsetof(stat64_of_ia32, member) == offsetof(kernel::stat64, member))
static_assert(sizeof(stat64_of_ia32) == sizeof(kernel::stat64));
SAME_IN_STAT64(st_dev);
SAME_IN_STAT64(st_mode);
SAME_IN_STAT64(st_nlink);
SAME_IN_STAT64(st_uid);
SAME_IN_STAT64(st_gid);
SAME_IN_STAT64(st_rdev);
SAME_IN_STAT64(st_size);
SAME_IN_STAT64(st_blksize);
SAME_IN_STAT64(st_blocks);
SAME_IN_STAT64(st_ino);
static_assert(offsetof(stat64_of_ia32, atime_) == kernel::atime_place);
static_assert(offsetof(stat64_of_ia32, mtime_) == kernel::mtime_place);
static_assert(offsetof(stat64_of_ia32, ctime_) == kernel::ctime_place);
#endif

#define SAME_IN_STATX(member)                                                       \
  static_assert(offsetof(kcall::statx_t, member) == offsetof(libc_statx, member) && \
                sizeof(kcall::statx_t::member) == sizeof(libc_statx::member))
static_assert(sizeof(kcall::statx_t) == sizeof(struct ::statx));
SAME_IN_STATX(stx_mask);
SAME_IN_STATX(stx_blksize);
SAME_IN_STATX(stx_attributes);
SAME_IN_STATX(stx_nlink);
SAME_IN_STATX(stx_uid);
SAME_IN_STATX(stx_gid);
SAME_IN_STATX(stx_mode);
SAME_IN_STATX(stx_ino);
SAME_IN_STATX(stx_size);
SAME_IN_STATX(stx_blocks);
SAME_IN_STATX(stx_attributes_mask);
SAME_IN_STATX(stx_atime);
SAME_IN_STATX(stx_btime);
SAME_IN_STATX(stx_ctime);
SAME_IN_STATX(stx_mtime);
SAME_IN_STATX(stx_rdev_major);
SAME_IN_STATX(stx_rdev_minor);
SAME_IN_STATX(stx_dev_major);
SAME_IN_STATX(stx_dev_minor);
SAME_IN_STATX(stx_mnt_id);
static_assert(static_cast<unsigned>(statx_mask::basic_stats) == STATX_BASIC_STATS);
static_assert(static_cast<unsigned>(statx_mask::btime) == STATX_BTIME);
static_assert(static_cast<unsigned>(statx_mask::mnt_id) == STATX_MNT_ID);
static_assert(static_cast<unsigned>(kcall::statx_attr::mount_root) == STATX_ATTR_MOUNT_ROOT);
static_assert(static_cast<unsigned>(kcall::statx_attr::dax) == STATX_ATTR_DAX);

/// A kernel without statx, or a filter that refuses it.
template <class G, errc answer>
struct without_statx {
  using abi = typename G::abi;
  static long enter(kcall::nr<G> number, auto... arguments) {
    if (number == abi::nr::statx) return -static_cast<long>(answer);
    return kcall::detail::pass<G>(number, arguments...);
  }
};

#if KCALL_TARGET_X86_64
/// x32's numbers and structures on kernels that are built without x32: these calls are the 64-bit ones.
struct x32_numbers {
  using abi = kcall::abi::x32;
  static long enter(kcall::abi::x32::nr number, auto... arguments) {
    return kcall::gate::syscall::enter(static_cast<long>(number) & ~0x40000000L, arguments...);
  }
};
#define STAT_GATES ALL_GATES, x32_numbers
#define OLD_GATES without_statx<kcall::gate::int80, errc::enosys>, without_statx<kcall::gate::int80, errc::eperm>
#elif KCALL_TARGET_IA32
#define STAT_GATES ALL_GATES
#define OLD_GATES                                                                                  \
  without_statx<kcall::gate::int80, errc::enosys>, without_statx<kcall::gate::int80, errc::eperm>, \
      without_statx<test::libc_gate, errc::enosys>
#else
#define STAT_GATES ALL_GATES
#define OLD_GATES without_statx<kcall::gate::native, errc::enosys>
#endif

void check_same(const stat_t& ours, const struct ::stat& theirs) {
  CHECK(ours.st_dev == theirs.st_dev);
  CHECK(ours.st_ino == theirs.st_ino);
  CHECK(ours.st_nlink == theirs.st_nlink);
  CHECK(ours.st_mode == theirs.st_mode);
  CHECK(ours.st_uid == theirs.st_uid);
  CHECK(ours.st_gid == theirs.st_gid);
  CHECK(ours.st_rdev == theirs.st_rdev);
  CHECK(ours.st_size == theirs.st_size);
  CHECK(ours.st_blksize == theirs.st_blksize);
  CHECK(ours.st_blocks == theirs.st_blocks);
  CHECK(ours.st_atim.tv_sec == theirs.st_atim.tv_sec);
  CHECK(ours.st_atim.tv_nsec == theirs.st_atim.tv_nsec);
  CHECK(ours.st_mtim.tv_sec == theirs.st_mtim.tv_sec);
  CHECK(ours.st_mtim.tv_nsec == theirs.st_mtim.tv_nsec);
  CHECK(ours.st_ctim.tv_sec == theirs.st_ctim.tv_sec);
  CHECK(ours.st_ctim.tv_nsec == theirs.st_ctim.tv_nsec);
  CHECK(kcall::device_major(ours.st_dev) == ::gnu_dev_major(theirs.st_dev));
  CHECK(kcall::device_minor(ours.st_dev) == ::gnu_dev_minor(theirs.st_dev));
}

/// All forms of all calls, against glibc, for a file that nobody changes meanwhile.
template <class G>
void check_all_forms(const std::string& file) {
  CAPTURE(file);
  struct ::stat followed;
  struct ::stat itself;
  REQUIRE(::lstat(file.c_str(), &itself) == 0);

  const auto ours = kcall::lstat<G>(file);
  REQUIRE(ours.has_value());
  check_same(*ours, itself);
  stat_t status;
  std::memset(&status, 0xa5, sizeof status);
  REQUIRE(kcall::lstat<G>(file, status).has_value());
  check_same(status, itself);
  REQUIRE(kcall::fstatat<G>(at_fdcwd, file, status, at_flags::symlink_nofollow).has_value());
  check_same(status, itself);
  const auto relative = kcall::fstatat<G>(at_fdcwd, file, at_flags::symlink_nofollow);
  REQUIRE(relative.has_value());
  check_same(*relative, itself);

  if (::stat(file.c_str(), &followed) != 0) {
    const auto why = static_cast<errc>(errno);
    CHECK(kcall::stat<G>(file) == why);
    CHECK(kcall::stat<G>(file, status) == why);
    return;
  }
  const auto target = kcall::stat<G>(file);
  REQUIRE(target.has_value());
  check_same(*target, followed);
  std::memset(&status, 0xa5, sizeof status);
  REQUIRE(kcall::stat<G>(file, status).has_value());
  check_same(status, followed);
  REQUIRE(kcall::fstatat<G>(at_fdcwd, file, status).has_value());
  check_same(status, followed);

  const int f = ::open(file.c_str(), O_PATH | O_CLOEXEC);
  REQUIRE(f >= 0);
  const auto open = kcall::fstat<G>(kcall::fd{f});
  REQUIRE(open.has_value());
  check_same(*open, followed);
  std::memset(&status, 0xa5, sizeof status);
  REQUIRE(kcall::fstat<G>(kcall::fd{f}, status).has_value());
  check_same(status, followed);
  std::memset(&status, 0xa5, sizeof status);
  REQUIRE(kcall::fstatat<G>(kcall::fd{f}, "", status, at_flags::empty_path).has_value());
  check_same(status, followed);
  ::close(f);
}

void set_times(const std::string& file, long long accessed, long long modified) {
  const struct ::timespec times[2] = {{static_cast<time_t>(accessed), 123456789},
                                      {static_cast<time_t>(modified), 987654321}};
  REQUIRE(::utimensat(AT_FDCWD, file.c_str(), times, AT_SYMLINK_NOFOLLOW) == 0);
}

/// One of each kind of file that a test may make.
std::vector<std::string> one_of_each(const test::fresh_directory& in) {
  std::vector<std::string> all;
  all.push_back(in.file("regular", "some content"));
  all.push_back(in.file("empty"));
  all.push_back(in.file("setuid", std::string(10000, 'x')));
  REQUIRE(::chmod(all.back().c_str(), 07751) == 0);
  all.push_back(in("linked"));
  REQUIRE(::link(all[0].c_str(), all.back().c_str()) == 0);
  all.push_back(in("directory"));
  REQUIRE(::mkdir(all.back().c_str(), 0700) == 0);
  all.push_back(in("symlink"));
  REQUIRE(::symlink("regular", all.back().c_str()) == 0);
  all.push_back(in("dangling"));
  REQUIRE(::symlink("nowhere", all.back().c_str()) == 0);
  all.push_back(in("loop"));
  REQUIRE(::symlink("loop", all.back().c_str()) == 0);
  all.push_back(in("fifo"));
  REQUIRE(::mkfifo(all.back().c_str(), 0600) == 0);
  all.push_back(in("socket"));
  struct ::sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  REQUIRE(all.back().size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, all.back().c_str(), all.back().size());
  const int s = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(s >= 0);
  void* const any_address = &address;
  REQUIRE(::bind(s, static_cast<struct ::sockaddr*>(any_address), sizeof address) == 0);
  ::close(s);
  all.push_back(in(std::string(255, 'n')));
  REQUIRE(::mkdir(all.back().c_str(), 0) == 0);
  all.push_back("/");
  all.push_back("/dev/null");
  return all;
}

}  // namespace

TEST_CASE_TEMPLATE("every kind of file has glibc's status", G, STAT_GATES) {
  const test::fresh_directory in;
  for (const auto& file : one_of_each(in)) check_all_forms<G>(file);
}

TEST_CASE_TEMPLATE("file types", G, STAT_GATES) {
  const test::fresh_directory in;
  one_of_each(in);
  CHECK(is_regular(*kcall::lstat<G>(in("regular"))));
  CHECK(is_directory(*kcall::lstat<G>(in("directory"))));
  CHECK(is_symlink(*kcall::lstat<G>(in("symlink"))));
  CHECK(is_regular(*kcall::stat<G>(in("symlink"))));
  CHECK(is_fifo(*kcall::lstat<G>(in("fifo"))));
  CHECK(is_socket(*kcall::lstat<G>(in("socket"))));
  CHECK(is_character_device(*kcall::lstat<G>("/dev/null")));
  CHECK(kcall::lstat<G>("/dev/null")->st_rdev == kcall::make_device(1, 3));
  CHECK(kcall::permissions(*kcall::stat<G>(in("setuid"))) == kcall::mode{07751});
  CHECK(kcall::file_type(kcall::stat<G>(in("setuid"))->st_mode) == kcall::mode::ifreg);
}

TEST_CASE("types and permissions out of plain modes") {
  static_assert(kcall::is_block_device(060644u) && !kcall::is_block_device(020644u));
  static_assert(kcall::is_directory(kcall::mode::ifdir | kcall::mode::irwxu));
  static_assert(!kcall::is_directory(kcall::mode::ifblk));  // Shares a bit with ifdir.
  static_assert(!kcall::is_regular(kcall::mode::ifsock) && !kcall::is_symlink(kcall::mode::ifsock));
  static_assert(kcall::permissions(0104755u) == kcall::mode{04755});
}

TEST_CASE("device numbers are glibc's") {
  for (const unsigned major_number : {0u, 1u, 8u, 255u, 256u, 4095u, 4096u, 0xfffffu, 0xffffffffu}) {
    for (const unsigned minor_number : {0u, 3u, 255u, 256u, 0xfffffu, 0x100000u, 0xffffffffu}) {
      const auto device = kcall::make_device(major_number, minor_number);
      CHECK(device == ::gnu_dev_makedev(major_number, minor_number));
      CHECK(kcall::device_major(device) == major_number);
      CHECK(kcall::device_minor(device) == minor_number);
    }
  }
}

TEST_CASE_TEMPLATE("sizes beyond 4 GiB", G, STAT_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("sparse");
  REQUIRE(::truncate(file.c_str(), 5LL << 30) == 0);
  CHECK(kcall::stat<G>(file)->st_size == 5LL << 30);
  check_all_forms<G>(file);
}

TEST_CASE_TEMPLATE("times before 1970 and after 2038", G, STAT_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("clock");
  for (const long long second : {0LL, -86400LL * 365, 2208988800LL, 4102444800LL}) {
    set_times(file, second, second + 1);
    struct ::stat theirs;
    REQUIRE(::stat(file.c_str(), &theirs) == 0);
    if (theirs.st_mtim.tv_sec != second + 1) {
      MESSAGE("not here: the file system of /tmp does not hold the time " << second);
      continue;
    }
    const auto ours = kcall::stat<G>(file);
    REQUIRE(ours.has_value());
    CHECK(ours->st_atim.tv_sec == second);
    CHECK(ours->st_atim.tv_nsec == 123456789);
    CHECK(ours->st_mtim.tv_sec == second + 1);
    CHECK(ours->st_mtim.tv_nsec == 987654321);
    check_all_forms<G>(file);
  }
}

TEST_CASE_TEMPLATE("owners beyond 16 bits", G, STAT_GATES) {
  if (::geteuid() != 0) {
    MESSAGE("not here: only root may give files away");
    return;
  }
  const test::fresh_directory in;
  const auto file = in.file("given");
  REQUIRE(::chown(file.c_str(), 100000, 4000000000u) == 0);
  CHECK(kcall::stat<G>(file)->st_uid == 100000);
  CHECK(kcall::stat<G>(file)->st_gid == 4000000000u);
  check_all_forms<G>(file);
}

TEST_CASE_TEMPLATE("stat's errors", G, STAT_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("file");
  stat_t status;
  CHECK(kcall::stat<G>(in("nowhere")) == errc::enoent);
  CHECK(kcall::lstat<G>(in("nowhere")) == errc::enoent);
  CHECK(kcall::stat<G>("") == errc::enoent);
  CHECK(kcall::stat<G>(in("file/below"), status) == errc::enotdir);
  CHECK(kcall::lstat<G>(in("file/"), status) == errc::enotdir);
  REQUIRE(::symlink("loop", in("loop").c_str()) == 0);
  CHECK(kcall::stat<G>(in("loop")) == errc::eloop);
  CHECK(kcall::stat<G>(in(std::string(256, 'n'))) == errc::enametoolong);
  CHECK(kcall::stat<G>("/" + std::string(5000, '/')) == errc::enametoolong);
  CHECK(kcall::fstat<G>(kcall::fd{-1}) == errc::ebadf);
  CHECK(kcall::fstat<G>(kcall::fd{1 << 20}, status) == errc::ebadf);
  CHECK(kcall::fstatat<G>(kcall::fd{1 << 20}, "relative") == errc::ebadf);
  CHECK(kcall::fstatat<G>(at_fdcwd, file, static_cast<at_flags>(1u << 30)) == errc::einval);
  CHECK(kcall::stat<G>(static_cast<const char*>(nullptr)) == errc::efault);

  const int f = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  CHECK(kcall::fstatat<G>(kcall::fd{f}, "relative") == errc::enotdir);
  ::close(f);
  const int d = ::open(in.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(d >= 0);
  CHECK(kcall::fstatat<G>(kcall::fd{d}, "file")->st_ino == kcall::stat<G>(file)->st_ino);
  ::close(d);
}

TEST_CASE_TEMPLATE("a removed file still has a status", G, STAT_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("removed", "four");
  const int f = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  REQUIRE(::unlink(file.c_str()) == 0);
  CHECK(kcall::fstat<G>(kcall::fd{f})->st_nlink == 0);
  CHECK(kcall::fstat<G>(kcall::fd{f})->st_size == 4);
  ::close(f);
}

// On ABIs whose struct stat is stat_t, these gates show that statx is not needed.
TEST_CASE_TEMPLATE("a kernel without statx", G, OLD_GATES) {
  const test::fresh_directory in;
  for (const auto& file : one_of_each(in)) check_all_forms<G>(file);
  const auto file = in.file("old");
  for (const long long second : {0LL, -86400LL * 365, 2147483646LL}) {
    set_times(file, second, second + 1);
    CHECK(kcall::stat<G>(file)->st_atim.tv_sec == second);
    check_all_forms<G>(file);
  }
  REQUIRE(::truncate(file.c_str(), 5LL << 30) == 0);
  check_all_forms<G>(file);
  if (::geteuid() == 0) {
    REQUIRE(::chown(file.c_str(), 100000, 4000000000u) == 0);
    check_all_forms<G>(file);
  }
  CHECK(kcall::stat<G>(in("nowhere")) == errc::enoent);
  CHECK(kcall::lstat<G>(in("old/below")) == errc::enotdir);
  CHECK(kcall::fstat<G>(kcall::fd{-1}) == errc::ebadf);
  CHECK(kcall::stat<G>(static_cast<const char*>(nullptr)) == errc::efault);
}

TEST_CASE_TEMPLATE("statx gives what glibc's statx gives", G, STAT_GATES) {
  const test::fresh_directory in;
  for (const auto& file : one_of_each(in)) {
    CAPTURE(file);
    struct ::statx theirs;
    constexpr auto mask = statx_mask::basic_stats | statx_mask::btime | statx_mask::mnt_id;
    REQUIRE(::statx(AT_FDCWD, file.c_str(), AT_SYMLINK_NOFOLLOW, static_cast<unsigned>(mask), &theirs) == 0);
    const auto ours = kcall::statx<G>(at_fdcwd, file, at_flags::symlink_nofollow, mask);
    REQUIRE(ours.has_value());
    CHECK(std::memcmp(&*ours, &theirs, sizeof theirs) == 0);
    CHECK(has(ours->stx_mask, statx_mask::basic_stats));
    kcall::statx_t status;
    std::memset(&status, 0xa5, sizeof status);
    REQUIRE(kcall::statx<G>(at_fdcwd, file, at_flags::symlink_nofollow, mask, status).has_value());
    CHECK(std::memcmp(&status, &theirs, sizeof theirs) == 0);
    CHECK(kcall::mode_of(*ours) == kcall::mode_of(*kcall::lstat<G>(file)));
  }
}

TEST_CASE_TEMPLATE("statx of open files, and its errors", G, STAT_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("file", "content");
  const int f = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  const auto open = kcall::statx<G>(kcall::fd{f}, "", at_flags::empty_path, statx_mask::size);
  REQUIRE(open.has_value());
  CHECK(open->stx_size == 7);
  CHECK(kcall::statx<G>(kcall::fd{f}, "", at_flags{}, statx_mask::size) == errc::enoent);
  CHECK(kcall::statx<G>(kcall::fd{f}, "x", at_flags{}, statx_mask::size) == errc::enotdir);
  ::close(f);
  CHECK(kcall::statx<G>(at_fdcwd, in("nowhere"), at_flags{}, statx_mask::size) == errc::enoent);
  CHECK(kcall::statx<G>(at_fdcwd, file, static_cast<at_flags>(1u << 30), statx_mask::size) == errc::einval);
  CHECK(kcall::statx<G>(at_fdcwd, file, at_flags::statx_sync_type, statx_mask::size) == errc::einval);
  CHECK(kcall::statx<G>(at_fdcwd, file, at_flags{}, static_cast<statx_mask>(0x80000000)) == errc::einval);
  CHECK(kcall::statx<G>(at_fdcwd, file, at_flags::statx_dont_sync, statx_mask::size)->stx_size == 7);
  set_times(file, 2208988800LL, 2208988801LL);
  CHECK(kcall::statx<G>(at_fdcwd, file, at_flags{}, statx_mask::mtime)->stx_mtime.tv_sec == 2208988801LL);
  CHECK(kcall::statx<G>(at_fdcwd, file, at_flags{}, statx_mask::mtime)->stx_mtime.tv_nsec == 987654321);
}

namespace {

/// A made-up kernel: statx or, where `has_statx` is false, ia32's fstatat64 gives every field a value of its own that
/// needs the field's whole width.
template <bool has_statx>
struct made_up_kernel {
  using abi = kcall::abi::ia32;

  static long enter(long number, auto... words) {
    const long w[6] = {words...};
    if (number == static_cast<long>(abi::nr::statx)) return has_statx ? give_statx(w[4]) : -ENOSYS;
    return number == static_cast<long>(abi::nr::fstatat64) ? give_stat64(w[2]) : -EBADF;
  }
  static long give_statx(long place) {
    kcall::statx_t s = {};
    s.stx_mask = statx_mask::basic_stats;
    s.stx_blksize = 0x70000001;
    s.stx_nlink = 0xf0000002;
    s.stx_uid = 0xf0000003;
    s.stx_gid = 0xf0000004;
    s.stx_mode = 0xf005;
    s.stx_ino = 0xf000000000000006;
    s.stx_size = 0x7000000000000007;
    s.stx_blocks = 0x7000000000000008;
    s.stx_atime = {0x7000000000000009, 999999991, 0};
    s.stx_mtime = {-0x700000000000000a, 999999992, 0};
    s.stx_ctime = {0x700000000000000b, 999999993, 0};
    s.stx_btime = {1, 2, 3};
    s.stx_rdev_major = 0xfff;
    s.stx_rdev_minor = 0xffffc;
    s.stx_dev_major = 0xabc;
    s.stx_dev_minor = 0xdef01;
    *reinterpret_cast<kcall::statx_t*>(place) = s;
    return 0;
  }
  static long give_stat64(long place) {
    kcall::detail::stat64_of<abi::nr> s = {};
    s.st_blksize = 0x70000001;
    s.st_nlink = 0xf0000002;
    s.st_uid = 0xf0000003;
    s.st_gid = 0xf0000004;
    s.st_mode = 0xf005;
    s.st_ino = 0xf000000000000006;
    s.st_size = 0x7000000000000007;
    s.st_blocks = 0x7000000000000008;
    s.atime_ = 0x70000009;
    s.atime_nsec_ = 999999991;
    s.mtime_ = -0x7000000a;
    s.mtime_nsec_ = 999999992;
    s.ctime_ = 0x7000000b;
    s.ctime_nsec_ = 999999993;
    s.st_rdev = ::gnu_dev_makedev(0xfff, 0xffffc);
    s.st_dev = ::gnu_dev_makedev(0xabc, 0xdef01);
    s.low_ino_ = 99;
    *reinterpret_cast<kcall::detail::stat64_of<abi::nr>*>(place) = s;
    return 0;
  }
};

}  // namespace

TEST_CASE_TEMPLATE("every field keeps every bit", G, made_up_kernel<true>, made_up_kernel<false>) {
  constexpr long long times = kcall::same_as<G, made_up_kernel<true>> ? 0x7000000000000000 : 0x70000000;
  kcall::stat_t all_ones;
  std::memset(&all_ones, 0xff, sizeof all_ones);
  REQUIRE(kcall::stat<G>("any", all_ones).has_value());
  const auto s = kcall::stat<G>("any");
  REQUIRE(s.has_value());
  CHECK(std::memcmp(&*s, &all_ones, sizeof all_ones) == 0);  // Padding too.
  CHECK(s->st_blksize == 0x70000001);
  CHECK(s->st_nlink == 0xf0000002);
  CHECK(s->st_uid == 0xf0000003);
  CHECK(s->st_gid == 0xf0000004);
  CHECK(s->st_mode == 0xf005);
  CHECK(s->st_ino == 0xf000000000000006);
  CHECK(s->st_size == 0x7000000000000007);
  CHECK(s->st_blocks == 0x7000000000000008);
  CHECK(s->st_atim.tv_sec == times + 9);
  CHECK(s->st_atim.tv_nsec == 999999991);
  CHECK(s->st_mtim.tv_sec == -times - 10);
  CHECK(s->st_mtim.tv_nsec == 999999992);
  CHECK(s->st_ctim.tv_sec == times + 11);
  CHECK(s->st_ctim.tv_nsec == 999999993);
  CHECK(s->st_rdev == ::gnu_dev_makedev(0xfff, 0xffffc));
  CHECK(s->st_dev == ::gnu_dev_makedev(0xabc, 0xdef01));
}
