// Memory barriers on other processors: what the kernel has, and registering.
#include "child.hpp"
#include "support.hpp"

#include <sys/syscall.h>

#include <kcall/call/membarrier.hpp>

namespace {

using kcall::errc;
using command = kcall::membarrier_command;

TEST_CASE_TEMPLATE("membarrier: query, barriers, registering", G, ALL_GATES) {
  const long theirs = ::syscall(SYS_membarrier, 0, 0, 0);
  if (theirs < 0) {
    MESSAGE("skipped: no membarrier here");
    CHECK(kcall::membarrier<G>(command::query) == errc::enosys);
    return;
  }
  const auto ours = kcall::membarrier<G>(command::query);
  REQUIRE(ours.has_value());
  CHECK(static_cast<long>(*ours) == theirs);
  CHECK(has(*ours, command::private_expedited));
  CHECK(kcall::membarrier<G>(command::query, static_cast<kcall::membarrier_flags>(4)) == errc::einval);
  CHECK(kcall::membarrier<G>(static_cast<command>(1 << 20)) == errc::einval);
  const int status = test::in_child([&ours] {
    // A forked child has its parent's registrations (kernel/sched/membarrier.c): glibc makes none.
    if (kcall::membarrier<G>(command::private_expedited) != errc::eperm) return 1;
    if (!kcall::membarrier<G>(command::register_private_expedited)) return 2;
    if (!kcall::membarrier<G>(command::private_expedited)) return 3;
    if (!has(*ours, command::get_registrations)) return 0;
    return kcall::membarrier<G>(command::get_registrations) == command::register_private_expedited ? 0 : 4;
  });
  CHECK(status == 0);
}

}  // namespace
