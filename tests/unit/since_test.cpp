// since<abi>(nr): versions known from the release notes of the kernel, and against the kernel that runs here.
#include <sys/utsname.h>

#include <cstdio>
#include <initializer_list>
#include <kcall/call/call.hpp>
#include <kcall/since.hpp>
#include <type_traits>

#include "support.hpp"

namespace abi = kcall::abi;
using kcall::since;

static_assert(since<abi::x86_64>(abi::x86_64::nr::openat2) == 0x050600);
static_assert(since<abi::ia32>(abi::ia32::nr::openat2) == 0x050600);
static_assert(since<abi::aarch64>(abi::aarch64::nr::read) == 0x030700);
static_assert(since<abi::x86_64>(abi::x86_64::nr::read) == 0x020600);
static_assert(since<abi::ia32>(abi::ia32::nr::read) == 0x010000);
static_assert(since<abi::x32>(abi::x32::nr::read) == 0x030400);
static_assert(since<abi::x32>(abi::x32::nr::openat2) == 0x050600);
// ia32 had the calls of socketcall(2) and ipc(2) long before their numbers.
static_assert(since<abi::ia32>(abi::ia32::nr::socket) == 0x040300);
static_assert(since<abi::x86_64>(abi::x86_64::nr::socket) == 0x020600);
static_assert(since<abi::ia32>(abi::ia32::nr::semget) == 0x050100);
static_assert(since<abi::ia32>(abi::ia32::nr::clock_gettime64) == 0x050100);
static_assert(since<abi::x86_64>(abi::x86_64::nr::accept4) == 0x02061c);
static_assert(since<abi::x86_64>(abi::x86_64::nr::vserver) == 0);
static_assert(since<abi::x86_64>(static_cast<abi::x86_64::nr>(100000)) == 0);
static_assert(since<abi::x86_64>(static_cast<abi::x86_64::nr>(0xffffffff)) == 0);

TEST_CASE("calls that are newer than this kernel are absent, and the newest of its own are there") {
  struct ::utsname names {};
  REQUIRE(uname(&names) == 0);
  unsigned major = 0, minor = 0;
  REQUIRE(std::sscanf(names.release, "%u.%u", &major, &minor) == 2);
  const unsigned running = major << 16 | minor << 8;
  using native = kcall::gate::native::abi;
  using nr = native::nr;
  // Calls that do nothing with such arguments.
  const auto is_there = [](nr number) {
    return kcall::detail::pass<kcall::trap_of<kcall::gate::native>>(number, -1L, -1L, -1L, -1L, -1L, -1L) != -ENOSYS;
  };
  for (const nr number : {nr::listns, nr::statmount, nr::cachestat, nr::mount_setattr, nr::openat2, nr::statx}) {
    CAPTURE(static_cast<unsigned>(number));
    if (since<native>(number) > running) CHECK_FALSE(is_there(number));
  }
  // A sandbox may refuse calls that the kernel has, so that presence is shown by an old one only.
  CHECK(is_there(nr::close));
}
