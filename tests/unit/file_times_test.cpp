#include <sys/stat.h>

#include <kcall/abi/ia32.hpp>
#include <kcall/call/call.hpp>
#include <kcall/call/file_times.hpp>
#include <string>

#include "old_kernel.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::at_flags;
using kcall::errc;
using kcall::fd;
using kcall::int64_t;
using kcall::timespec;
using kcall::timeval;
using kcall::unique_fd;

constexpr int64_t year_2040 = 2208988800;  // beyond 31 bits
constexpr int64_t year_2020 = 1577836800;

/// The times as statx of glibc gives them: 64 bits in 32-bit programs too.
struct seen {
  timespec access, modification;
};
seen times_of(const std::string& name) {
  struct statx status {};
  REQUIRE(::statx(AT_FDCWD, name.c_str(), AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status) == 0);
  return {{status.stx_atime.tv_sec, status.stx_atime.tv_nsec}, {status.stx_mtime.tv_sec, status.stx_mtime.tv_nsec}};
}
bool is_now(const timespec& time) {
  struct statx status {};
  const test::scratch directory;
  REQUIRE(::statx(AT_FDCWD, directory.file("now", "").c_str(), 0, STATX_BASIC_STATS, &status) == 0);
  return time.tv_sec >= status.stx_mtime.tv_sec - 60 && time.tv_sec <= status.stx_mtime.tv_sec;
}

/// ALL_GATES, and each of them to a kernel that has no utimensat_time64.
template <class G>
constexpr bool is_old = requires {
  G::refused;
};
template <class G>
constexpr bool cannot_2040 = is_old<G>&& requires {
  kcall::nr<G>::utimensat_time64;
};

template <class G>
void check_utimensat() {
  const test::scratch directory;
  const std::string name = directory.file("file", ""), link = directory.path("link");
  REQUIRE(::symlink("file", link.c_str()) == 0);
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  const unique_fd file(fd{::open(name.c_str(), O_RDWR)});
  const timespec early[2] = {{year_2020, 123456789}, {year_2020 + 1, 987654321}};
  const timespec late[2] = {{year_2040, 123456789}, {year_2040 + 1, 987654321}};
  CHECK(kcall::utimensat<G>(dir, "link", early));
  CHECK(times_of(name).access == early[0]);
  CHECK(times_of(name).modification == early[1]);
  const auto done = kcall::utimensat<G>(dir, "file", late);
  if constexpr (cannot_2040<G>) {
    CHECK(done == errc::eoverflow);
    CHECK(times_of(name).modification == early[1]);
  } else {
    CHECK(done);
    CHECK(times_of(name).access == late[0]);
    CHECK(times_of(name).modification == late[1]);
  }
  CHECK(kcall::utimensat<G>(dir, "link", early, at_flags::symlink_nofollow));
  CHECK(times_of(link).access == early[0]);
  CHECK(times_of(link).modification == early[1]);
  // Now, and not at all; seconds do not count then.
  const timespec before = times_of(name).access;
  const timespec special[2] = {{year_2040, kcall::utime_omit}, {-year_2040, kcall::utime_now}};
  CHECK(kcall::utimensat<G>(dir, "file", special));
  CHECK(times_of(name).access == before);
  CHECK(is_now(times_of(name).modification));
  // The open file.
  CHECK(kcall::futimens<G>(file, early));
  CHECK(times_of(name).modification == early[1]);
  CHECK(kcall::utimensat<G>(dir, "file", nullptr));
  CHECK(is_now(times_of(name).access));
  CHECK(is_now(times_of(name).modification));
  CHECK(kcall::futimens<G>(file, early));
  CHECK(kcall::futimens<G>(file, nullptr));
  CHECK(is_now(times_of(name).modification));
  // Before 1970.
  const timespec old[2] = {{-5, 1}, {-1000000, 2}};
  CHECK(kcall::futimens<G>(file, old));
  CHECK(times_of(name).access == old[0]);
  CHECK(times_of(name).modification == old[1]);
  const timespec wrong[2] = {{0, 1000000000}, {0, 0}}, cut[2] = {{0, 0}, {0, int64_t{1} << 32}};
  CHECK(kcall::utimensat<G>(dir, "file", wrong) == errc::einval);
  CHECK(kcall::utimensat<G>(dir, "file", cut) == errc::einval);
  CHECK(kcall::utimensat<G>(dir, "none", early) == errc::enoent);
  CHECK(kcall::utimensat<G>(fd{-1}, "file", early) == errc::ebadf);
  CHECK(kcall::futimens<G>(fd{-1}, early) == errc::ebadf);
  CHECK(times_of(name).access == old[0]);
}

template <class G>
void check_microseconds() {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd dir(fd{::open(directory.path("").c_str(), O_RDONLY | O_DIRECTORY)});
  const timeval early[2] = {{year_2020, 123456}, {year_2020 + 1, 999999}};
  const timeval late[2] = {{year_2040, 123456}, {year_2040 + 1, 999999}};
  const timeval wrong[2] = {{year_2020, 1000000}, {year_2020, 0}}, negative[2] = {{0, 0}, {0, -1}};
  CHECK(kcall::utimes<G>(name, early));
  CHECK(times_of(name).access == timespec{year_2020, 123456000});
  CHECK(times_of(name).modification == timespec{year_2020 + 1, 999999000});
  CHECK(kcall::utimes<G>(name, nullptr));
  CHECK(is_now(times_of(name).modification));
  CHECK(kcall::futimesat<G>(dir, "file", early));
  CHECK(times_of(name).modification == timespec{year_2020 + 1, 999999000});
  CHECK(kcall::futimesat<G>(dir, "file", nullptr));
  CHECK(is_now(times_of(name).access));
  const kcall::utimbuf seconds{year_2020 + 5, year_2020 + 6};
  CHECK(kcall::utime<G>(name, &seconds));
  CHECK(times_of(name).access == timespec{year_2020 + 5, 0});
  CHECK(times_of(name).modification == timespec{year_2020 + 6, 0});
  CHECK(kcall::utimes<G>(name, wrong) == errc::einval);
  CHECK(kcall::utimes<G>(name, negative) == errc::einval);
  CHECK(kcall::futimesat<G>(dir, "file", wrong) == errc::einval);
  CHECK(times_of(name).access == timespec{year_2020 + 5, 0});
  CHECK(kcall::utime<G>(name, nullptr));
  CHECK(is_now(times_of(name).access));
  const kcall::utimbuf late_seconds{year_2040, year_2040 + 6};
  if constexpr (cannot_2040<G>) {
    CHECK(kcall::utimes<G>(name, late) == errc::eoverflow);
    CHECK(kcall::futimesat<G>(dir, "file", late) == errc::eoverflow);
    CHECK(kcall::utime<G>(name, &late_seconds) == errc::eoverflow);
  } else {
    CHECK(kcall::utimes<G>(name, late));
    CHECK(times_of(name).access == timespec{year_2040, 123456000});
    CHECK(kcall::utime<G>(name, &late_seconds));
    CHECK(times_of(name).modification == timespec{year_2040 + 6, 0});
    CHECK(kcall::futimesat<G>(dir, "file", late));
    CHECK(times_of(name).modification == timespec{year_2040 + 1, 999999000});
  }
  const std::string none = directory.path("none");
  CHECK(kcall::utimes<G>(none, early) == errc::enoent);
  CHECK(kcall::futimesat<G>(dir, "none", early) == errc::enoent);
  CHECK(kcall::utime<G>(none, &seconds) == errc::enoent);
}

TEST_CASE_TEMPLATE("times are set to the nanosecond, beyond 2038 too", G, ALL_GATES) { check_utimensat<G>(); }

TEST_CASE_TEMPLATE("times are set to the microsecond and second", G, ALL_GATES) { check_microseconds<G>(); }

TEST_CASE_TEMPLATE("on a kernel of old ia32 sets what 32 bits hold, and refuses the rest", G, ALL_GATES) {
  check_utimensat<test::old_kernel<G>>();
  check_microseconds<test::old_kernel<G>>();
}

}  // namespace
