// unshare, setns and listns in children that are root of user namespaces of their own, compared with /proc/self/ns.
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <kcall/call/namespace.hpp>
#include <string>
#include <vector>

#include "in_child.hpp"
#include "namespaces.hpp"
#include "support.hpp"

namespace {

using kcall::clone_flags;
using kcall::errc;
using kcall::fd;
using kcall::uint64_t;
using kcall::unique_fd;

/// Which namespace this process is in, as /proc says.
std::string here(const char* kind) {
  char text[64];
  const ssize_t size = ::readlink((std::string("/proc/self/ns/") + kind).c_str(), text, sizeof text);
  return std::string(text, size < 0 ? 0 : static_cast<size_t>(size));
}

unique_fd opened(const char* kind) {
  return unique_fd(fd{::open((std::string("/proc/self/ns/") + kind).c_str(), O_RDONLY | O_CLOEXEC)});
}

void check(int status) {
  if (status == test::not_permitted) {
    MESSAGE("skipped: no namespaces here");
    return;
  }
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("namespaces are left and joined again", G, ALL_GATES) {
  check(test::in_namespaces(CLONE_NEWUTS | CLONE_NEWIPC, [] {
    const std::string uts = here("uts"), ipc = here("ipc");
    const unique_fd back = opened("uts");
    REQUIRE_IN_CHILD(back);
    REQUIRE_IN_CHILD(kcall::unshare<G>(clone_flags::newuts | clone_flags::newipc));
    REQUIRE_IN_CHILD(here("uts") != uts && here("ipc") != ipc);
    const std::string second = here("uts");
    REQUIRE_IN_CHILD(kcall::setns<G>(back, clone_flags::newipc) == errc::einval);
    REQUIRE_IN_CHILD(here("uts") == second);
    REQUIRE_IN_CHILD(kcall::setns<G>(back, clone_flags::newuts));
    REQUIRE_IN_CHILD(here("uts") == uts && here("ipc") != ipc);
    REQUIRE_IN_CHILD(kcall::unshare<G>(clone_flags::newuts));
    REQUIRE_IN_CHILD(kcall::setns<G>(back));
    REQUIRE_IN_CHILD(here("uts") == uts);
    return 0;
  }));
}

TEST_CASE_TEMPLATE("a user namespace is made by unshare itself", G, ALL_GATES) {
  const int status = test::in_child([]() -> int {
    const std::string user = here("user");
    const auto made = kcall::unshare<G>(clone_flags::newuser | clone_flags::newnet);
    const auto same = kcall::unshare<test::libc_gate>(clone_flags::newuser);
    if (!made) return made.word() == same.word() ? test::not_permitted : 1;
    REQUIRE_IN_CHILD(here("user") != user);
    return 0;
  });
  check(status);
}

TEST_CASE_TEMPLATE("files and the current directory are taken out of what is shared", G, ALL_GATES) {
  const int status = test::in_child([]() -> int {
    REQUIRE_IN_CHILD(kcall::unshare<G>(clone_flags::files | clone_flags::fs | clone_flags::sysvsem));
    REQUIRE_IN_CHILD(kcall::unshare<G>(clone_flags::none));
    return 0;
  });
  CHECK(status == 0);
  CHECK(kcall::unshare<G>(clone_flags::pidfd) == errc::einval);
  CHECK(kcall::unshare<G>(static_cast<clone_flags>(uint64_t{1} << 40)) == errc::einval);
}

TEST_CASE_TEMPLATE("setns says what is wrong", G, ALL_GATES) {
  CHECK(kcall::setns<G>(fd{-1}) == errc::ebadf);
  const unique_fd null(fd{::open("/dev/null", O_RDONLY)});
  CHECK(kcall::setns<G>(null, clone_flags::newuts) == errc::einval);
  CHECK(kcall::setns<G>(null, static_cast<clone_flags>(uint64_t{1} << 32)) == errc::einval);
}

TEST_CASE_TEMPLATE("namespaces are listed, or the kernel has no listns", G, ALL_GATES) {
  uint64_t ids[64];
  const auto listed = kcall::listns<G>({.ns_type = static_cast<kcall::uint32_t>(clone_flags::newuts)}, ids, 64);
  const auto same =
      kcall::listns<test::libc_gate>({.ns_type = static_cast<kcall::uint32_t>(clone_flags::newuts)}, ids, 64);
  if (same == errc::enosys) {
    CHECK(listed == errc::enosys);
    return;
  }
  REQUIRE(listed.has_value());
  CHECK(listed == *same);
  CHECK(*listed >= 1);
  CHECK(std::is_sorted(ids, ids + *listed));
  CHECK(kcall::listns<G>({.spare = 1}, ids, 64) == errc::einval);
}

}  // namespace
