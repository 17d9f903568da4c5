// A program's own on_bad_access(). Built with an option that the other tests are not built with, and linked with them:
// the inline namespace keeps the two apart.
#define KCALL_ON_BAD_ACCESS 1
#include <doctest/doctest.h>
#include <kcall/kcall.hpp>

// Defined as users will: here inside the namespace.
namespace kcall {
[[noreturn]] void on_bad_access(errc error) { exit_group(100 + static_cast<int>(error)); }
}  // namespace kcall

TEST_CASE("value() without a value calls the program's on_bad_access") {
  const auto child = kcall::fork();
  REQUIRE(child.has_value());
  if (*child == kcall::pid{0}) {
    kcall::close(kcall::fd{-1}).value();
    kcall::exit_group(1);
  }
  kcall::wait_status status{0};
  REQUIRE(kcall::wait4(*child, status).has_value());
  CHECK(status.exited());
  CHECK(status.exit_code() == 100 + static_cast<int>(kcall::errc::ebadf));
}
