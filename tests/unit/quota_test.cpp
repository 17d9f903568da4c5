// Quotas: asked of what has none, so that none is changed; compared with glibc's quotactl and with syscall().
#include <errno.h>
#include <fcntl.h>
#include <sys/quota.h>
#include <unistd.h>

#include <kcall/call/quota.hpp>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::quota_command;
using kcall::quota_format;
using kcall::quota_type;
using kcall::unique_fd;

TEST_CASE("commands have glibc's values") {
  CHECK(kcall::detail::quota_word(quota_command::getquota, quota_type::grpquota) ==
        QCMD(static_cast<unsigned>(Q_GETQUOTA), GRPQUOTA));
  CHECK(kcall::detail::quota_word(quota_command::sync, quota_type::usrquota) ==
        QCMD(static_cast<unsigned>(Q_SYNC), USRQUOTA));
}

TEST_CASE_TEMPLATE("a path that is no block device is refused, whatever is asked", G, ALL_GATES) {
  const test::scratch directory;
  const std::string file = directory.file("file", ""), none = directory.path("none");
  kcall::if_dqblk limits{};
  kcall::if_nextdqblk next{};
  kcall::if_dqinfo info{};
  quota_format format{};
  struct ::dqblk theirs {};
  const long expected = ::quotactl(static_cast<int>(QCMD(static_cast<unsigned>(Q_GETQUOTA), USRQUOTA)), file.c_str(), 0,
                                   reinterpret_cast<char*>(&theirs)) == -1
                            ? -errno
                            : 0;
  CHECK((expected == -ENOTBLK || expected == -ENOSYS));
  const auto type = quota_type::usrquota;
  CHECK(kcall::quotactl_getquota<G>(file, type, 0, limits).word() == expected);
  CHECK(kcall::quotactl_setquota<G>(file, type, 0, limits).word() == expected);
  CHECK(kcall::quotactl_getnextquota<G>(file, type, 0, next).word() == expected);
  CHECK(kcall::quotactl_getinfo<G>(file, type, info).word() == expected);
  CHECK(kcall::quotactl_setinfo<G>(file, type, info).word() == expected);
  CHECK(kcall::quotactl_getfmt<G>(file, type, format).word() == expected);
  CHECK(kcall::quotactl_quotaoff<G>(file, type).word() == expected);
  CHECK(kcall::quotactl_sync<G>(file, type).word() == expected);
  // The file with the quotas is looked up first, and is not there.
  const auto on = kcall::quotactl_quotaon<G>(file, type, quota_format::vfs_v1, none);
  CHECK((on.word() == expected || on == errc::enoent));
  const auto missing = kcall::quotactl_getquota<G>(none, type, 0, limits);
  CHECK((missing == errc::enoent || missing == errc::enosys));
  const auto sync_all = kcall::quotactl_sync<G>(nullptr, type);
  CHECK(sync_all.word() == kcall::quotactl_sync<test::libc_gate>(nullptr, type).word());
  if (expected == -ENOTBLK) {
    CHECK(sync_all);
    CHECK(kcall::quotactl<G>(quota_command::getquota, static_cast<quota_type>(9), file, 0, &limits) == errc::einval);
  }
}

TEST_CASE_TEMPLATE("a pipe has no quotas, whatever is asked", G, ALL_GATES) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  const fd f = in;
  kcall::if_dqblk limits{};
  kcall::if_nextdqblk next{};
  kcall::if_dqinfo info{};
  quota_format format{};
  const auto type = quota_type::prjquota;
  const auto expected = kcall::quotactl_fd<test::libc_gate>(f, quota_command::getquota, type, 0, &limits);
  CHECK(!expected);
  CHECK(kcall::quotactl_fd<G>(f, quota_command::getquota, type, 0, &limits).word() == expected.word());
  CHECK(kcall::quotactl_getquota<G>(f, type, 0, limits).word() == expected.word());
  CHECK(kcall::quotactl_setquota<G>(f, type, 0, limits).word() == expected.word());
  CHECK(kcall::quotactl_getnextquota<G>(f, type, 0, next).word() == expected.word());
  CHECK(kcall::quotactl_getinfo<G>(f, type, info).word() == expected.word());
  CHECK(kcall::quotactl_setinfo<G>(f, type, info).word() == expected.word());
  CHECK(kcall::quotactl_getfmt<G>(f, type, format).word() == expected.word());
  CHECK(kcall::quotactl_quotaoff<G>(f, type).word() == expected.word());
  const auto bad = kcall::quotactl_getquota<G>(fd{-1}, type, 0, limits);
  CHECK((bad == errc::ebadf || bad == errc::enosys));
}

}  // namespace
