#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/capability.hpp>

#include "namespaces.hpp"
#include "support.hpp"

namespace {

using kcall::capabilities;
using kcall::capability;
using kcall::capability_set;
using kcall::errc;
using kcall::pid;
using kcall::uint64_t;

/// A line of this thread's status in /proc, as a number in base 16.
uint64_t status_bits(const char* name) {
  FILE* const f = ::fopen("/proc/thread-self/status", "r");
  if (f == nullptr) return 1;
  char line[4096];
  unsigned long long bits = 1;
  while (::fgets(line, sizeof line, f) != nullptr) {
    if (::strncmp(line, name, ::strlen(name)) == 0) ::sscanf(line + ::strlen(name), ": %llx", &bits);
  }
  ::fclose(f);
  return bits;
}

}  // namespace

TEST_CASE_TEMPLATE("capabilities are those in /proc", G, ALL_GATES) {
  const auto mine = kcall::capget<G>();
  REQUIRE(mine);
  CHECK(mine->effective.bits() == status_bits("CapEff"));
  CHECK(mine->permitted.bits() == status_bits("CapPrm"));
  CHECK(mine->inheritable.bits() == status_bits("CapInh"));
  CHECK(kcall::capget<G>(pid{::getpid()}) == *mine);
  CHECK(kcall::capget<G>(pid{0x7fffffff}) == errc::esrch);
  CHECK(kcall::capget<G>(pid{-1}) == errc::einval);
}

TEST_CASE_TEMPLATE("the kernel says which version it prefers", G, ALL_GATES) {
  kcall::cap_user_header header{static_cast<kcall::capability_version>(1), {}};
  CHECK(kcall::capget<G>(header, nullptr));
  CHECK(header.version == kcall::capability_version::v3);
  header.version = static_cast<kcall::capability_version>(1);
  kcall::cap_user_data data[2] = {};
  CHECK(kcall::capget<G>(header, &data[0]) == errc::einval);
  header.version = static_cast<kcall::capability_version>(1);
  CHECK(kcall::capset<G>(header, &data[0]) == errc::einval);
}

TEST_CASE_TEMPLATE("capabilities are given up one by one", G, ALL_GATES) {
  const int status = test::in_namespaces(0, [] {
    auto mine = kcall::capget<G>();
    if (!mine || !mine->effective.has(capability::sys_admin)) return 1;
    // One from each half.
    mine->effective.remove(capability::sys_admin).remove(capability::audit_read);
    mine->permitted.remove(capability::audit_read);
    mine->inheritable.add(capability::chown);
    if (!kcall::capset<G>(*mine)) return 2;
    if (status_bits("CapEff") != mine->effective.bits()) return 3;
    if (status_bits("CapPrm") != mine->permitted.bits()) return 4;
    if (status_bits("CapInh") != mine->inheritable.bits()) return 5;
    mine->permitted.add(capability::audit_read);
    if (kcall::capset<G>(*mine) != errc::eperm) return 6;
    if (!kcall::capset<G>({})) return 7;
    return status_bits("CapPrm") == 0 ? 0 : 8;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
    return;
  }
  CHECK(status == 0);
}

TEST_CASE("sets of capabilities") {
  constexpr capability_set set{capability::chown, capability::bpf};
  static_assert(set.bits() == ((uint64_t{1} << 39) | 1));
  static_assert(set.has(capability::bpf) && !set.has(capability::kill) && !set.empty());
  static_assert((set & capability_set{capability::bpf}) == capability_set{capability::bpf});
  static_assert((capability_set{} | capability_set{capability::bpf}).has(capability::bpf));
  CHECK(capability_set{}.empty());
}
