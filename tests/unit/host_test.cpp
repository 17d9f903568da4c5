// The machine's names in a uts namespace of each test's own; its memory, load and log compared with glibc and /proc.
#include <errno.h>
#include <sched.h>
#include <sys/klog.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include <fstream>
#include <kcall/call/host.hpp>
#include <string>
#include <vector>

#include "in_child.hpp"
#include "namespaces.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::sysinfo_t;
using kcall::syslog_action;

TEST_CASE_TEMPLATE("the host and its domain are named", G, ALL_GATES) {
  const auto act = []() -> int {
    REQUIRE_IN_CHILD(kcall::sethostname<G>("kcall-host"));
    REQUIRE_IN_CHILD(kcall::setdomainname<G>(std::string("kcall.domain")));
    char name[65];
    REQUIRE_IN_CHILD(::gethostname(name, sizeof name) == 0 && std::string(name) == "kcall-host");
    REQUIRE_IN_CHILD(::getdomainname(name, sizeof name) == 0 && std::string(name) == "kcall.domain");
    const std::string longest(64, 'x');
    REQUIRE_IN_CHILD(kcall::sethostname<G>(longest));
    REQUIRE_IN_CHILD(::gethostname(name, sizeof name) == 0 && name == longest);
    REQUIRE_IN_CHILD(kcall::sethostname<G>(longest + "x") == errc::einval);
    REQUIRE_IN_CHILD(kcall::setdomainname<G>(longest + "x") == errc::einval);
    // Three, were the length cut to the kernel's int.
    const auto huge = static_cast<size_t>(0x1'0000'0003ULL);
    if (huge > 3) {
      REQUIRE_IN_CHILD(kcall::sethostname<G>({"abc", huge}) == errc::einval);
      REQUIRE_IN_CHILD(kcall::setdomainname<G>({"abc", huge}) == errc::einval);
    }
    return 0;
  };
  int status = test::in_namespaces(CLONE_NEWUTS, act);
  if (status == test::not_permitted && ::geteuid() == 0) {
    // An emulator's threads rule out a user namespace.
    status = test::in_child([&]() -> int { return ::unshare(CLONE_NEWUTS) == 0 ? act() : test::not_permitted; });
  }
  if (status == test::not_permitted) {
    MESSAGE("skipped: no uts namespaces here");
    return;
  }
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("sysinfo says what glibc's says", G, ALL_GATES) {
  using libc_sysinfo = struct ::sysinfo;
  libc_sysinfo before{}, after{};
  REQUIRE(::sysinfo(&before) == 0);
  sysinfo_t info{};
  REQUIRE(kcall::sysinfo<G>(info));
  const auto value = kcall::sysinfo<G>();
  REQUIRE(value);
  REQUIRE(::sysinfo(&after) == 0);
  for (const sysinfo_t& i : {info, *value}) {
    CHECK(i.uptime >= before.uptime);
    CHECK(i.uptime <= after.uptime);
    CHECK(i.totalram * i.mem_unit == static_cast<unsigned long long>(before.totalram) * before.mem_unit);
    CHECK(i.totalswap * i.mem_unit == static_cast<unsigned long long>(before.totalswap) * before.mem_unit);
    CHECK(i.totalhigh == before.totalhigh);
    CHECK(i.freeram > 0);
    CHECK(i.freeram <= i.totalram);
    CHECK(i.procs > 0);
    CHECK(i.mem_unit > 0);
  }
  std::ifstream lines("/proc/meminfo");
  std::string word;
  unsigned long long kib = 0;
  REQUIRE((lines >> word >> kib).good());
  REQUIRE(word == "MemTotal:");
  CHECK(info.totalram * info.mem_unit / 1024 == kib);
  std::ifstream load("/proc/loadavg");
  double one = 0;
  REQUIRE((load >> one).good());
  const double difference = static_cast<double>(info.loads[0]) / 65536 - one;
  CHECK(difference < 2);
  CHECK(difference > -2);
}

TEST_CASE_TEMPLATE("the log has the size and the content that klogctl says", G, ALL_GATES) {
  const int size = ::klogctl(10, nullptr, 0);
  const auto told = kcall::syslog<G>(syslog_action::size_buffer);
  if (size < 0) {
    CHECK(!told);
    MESSAGE("skipped: the log may not be read here");
    return;
  }
  CHECK(told == size);
  std::vector<char> ours(4096), theirs(4096);
  const int expected = ::klogctl(3, theirs.data(), 4096);
  const auto got = kcall::syslog<G>(syslog_action::read_all, ours.data(), 4096);
  // Unless the log grew in between.
  CHECK((got == expected || ::klogctl(3, theirs.data(), 4096) != expected));
  const long refused = ::klogctl(3, theirs.data(), -1) == -1 ? -errno : 0;
  CHECK(refused < 0);
  CHECK(kcall::syslog<G>(syslog_action::read_all, ours.data(), -1).word() == refused);
  CHECK(kcall::syslog<G>(static_cast<syslog_action>(77)) == errc::einval);
}

TEST_CASE_TEMPLATE("who may not, hangs nothing up and sets no level", G, ALL_GATES) {
  const int status = test::in_namespaces(0, [] {
    REQUIRE_IN_CHILD(kcall::vhangup<G>() == errc::eperm);
    REQUIRE_IN_CHILD(kcall::syslog<G>(syslog_action::console_level, nullptr, 9) == errc::eperm);
    return 0;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
    return;
  }
  CHECK(status == 0);
}

}  // namespace
