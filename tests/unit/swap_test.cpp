// swapon and swapoff: of nothing that exists, so that nothing is ever swapped to.
#include <errno.h>
#include <sys/swap.h>

#include <kcall/call/swap.hpp>

#include "in_child.hpp"
#include "namespaces.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::swap_flags;

constexpr const char* nowhere = "/nonexistent/kcall/swap";

TEST_CASE_TEMPLATE("swapping to nothing fails as glibc's functions do", G, ALL_GATES) {
  const long on = ::swapon(nowhere, SWAP_FLAG_PREFER | 5) == -1 ? -errno : 0;
  const long off = ::swapoff(nowhere) == -1 ? -errno : 0;
  CHECK((on == -ENOENT || on == -EPERM || on == -ENOSYS));
  CHECK(kcall::swapon<G>(nowhere, kcall::swap_priority(5)).word() == on);
  CHECK(kcall::swapoff<G>(nowhere).word() == off);
  CHECK(kcall::swap_priority(5) == static_cast<swap_flags>(SWAP_FLAG_PREFER | 5));
}

TEST_CASE_TEMPLATE("who may not swap is told", G, ALL_GATES) {
  const int status = test::in_namespaces(0, [] {
    REQUIRE_IN_CHILD(kcall::swapon<G>(nowhere, static_cast<swap_flags>(0x80000000)) == errc::einval);
    REQUIRE_IN_CHILD(kcall::swapon<G>(nowhere) == errc::eperm);
    REQUIRE_IN_CHILD(kcall::swapoff<G>(nowhere) == errc::eperm);
    return 0;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
    return;
  }
  CHECK(status == 0);
}

}  // namespace
