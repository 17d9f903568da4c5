// acct: towards files that do not exist, and where it may not be turned off.
#include <errno.h>
#include <unistd.h>

#include <kcall/call/accounting.hpp>

#include "in_child.hpp"
#include "namespaces.hpp"
#include "support.hpp"

namespace {

using kcall::errc;

TEST_CASE_TEMPLATE("accounting to no file fails as glibc's function does", G, ALL_GATES) {
  for (const char* const file : {"/nonexistent/kcall/acct", "/"}) {
    const long expected = ::acct(file) == -1 ? -errno : 0;
    CHECK(expected < 0);
    CHECK(kcall::acct<G>(file).word() == expected);
  }
}

TEST_CASE_TEMPLATE("who may not account is told", G, ALL_GATES) {
  const int status = test::in_namespaces(0, [] {
    const auto r = kcall::acct<G>(nullptr);
    REQUIRE_IN_CHILD(r == errc::eperm || r == errc::enosys);
    return 0;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
    return;
  }
  CHECK(status == 0);
}

TEST_CASE("numbers of the records are read as acct(5) says") {
  CHECK(kcall::from_comp_t(0) == 0);
  CHECK(kcall::from_comp_t(0x1fff) == 0x1fff);
  CHECK(kcall::from_comp_t(0x2001) == 8);
  CHECK(kcall::from_comp_t(0xffff) == 0x1fffULL << 21);
}

}  // namespace
