// uname, getcpu, sched_yield and getrandom against glibc's.
#include "support.hpp"

#include <sched.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/utsname.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

#include <kcall/call/random.hpp>
#include <kcall/call/system.hpp>

namespace {

using kcall::errc;
using kcall::getrandom_flags;
using kcall::utsname;

using libc_utsname = struct ::utsname;
static_assert(sizeof(utsname) == sizeof(libc_utsname));
static_assert(offsetof(utsname, sysname) == offsetof(libc_utsname, sysname));
static_assert(offsetof(utsname, nodename) == offsetof(libc_utsname, nodename));
static_assert(offsetof(utsname, release) == offsetof(libc_utsname, release));
static_assert(offsetof(utsname, version) == offsetof(libc_utsname, version));
static_assert(offsetof(utsname, machine) == offsetof(libc_utsname, machine));
static_assert(sizeof(utsname::domainname) == 65);
static_assert(static_cast<unsigned>(getrandom_flags::nonblock) == GRND_NONBLOCK);
static_assert(static_cast<unsigned>(getrandom_flags::random) == GRND_RANDOM);
static_assert(static_cast<unsigned>(getrandom_flags::insecure) == GRND_INSECURE);

TEST_CASE_TEMPLATE("uname says what glibc's says", G, ALL_GATES) {
  libc_utsname expected;
  REQUIRE(::uname(&expected) == 0);
  const auto names = kcall::uname<G>();
  REQUIRE(names);
  utsname in_place;
  REQUIRE(kcall::uname<G>(in_place));
  for (const utsname& n : {*names, in_place}) {
    CHECK(std::strcmp(n.sysname, expected.sysname) == 0);
    CHECK(std::strcmp(n.nodename, expected.nodename) == 0);
    CHECK(std::strcmp(n.release, expected.release) == 0);
    CHECK(std::strcmp(n.version, expected.version) == 0);
    // The kernel names the machine after the ABI of the process, not of the call.
    CHECK(std::strcmp(n.machine, expected.machine) == 0);
    char domain[65];
    REQUIRE(::getdomainname(domain, sizeof domain) == 0);
    CHECK(std::strcmp(n.domainname, domain) == 0);
  }
}

TEST_CASE_TEMPLATE("getcpu names the processor that the thread is bound to", G, ALL_GATES) {
  cpu_set_t before;
  REQUIRE(::sched_getaffinity(0, sizeof before, &before) == 0);
  int tried = 0;
  for (size_t cpu = 0; cpu < CPU_SETSIZE && tried < 4; ++cpu) {
    if (!CPU_ISSET(cpu, &before)) continue;
    ++tried;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    REQUIRE(::sched_setaffinity(0, sizeof one, &one) == 0);
    unsigned expected_cpu = 0;
    unsigned expected_node = 0;
    REQUIRE(::getcpu(&expected_cpu, &expected_node) == 0);
    const auto where = kcall::getcpu<G>();
    REQUIRE(where);
    CHECK(where->cpu == cpu);
    CHECK(where->cpu == expected_cpu);
    CHECK(where->node == expected_node);
    kcall::getcpu_t in_place{77, 77};
    REQUIRE(kcall::getcpu<G>(in_place));
    CHECK(in_place.cpu == expected_cpu);
    CHECK(in_place.node == expected_node);
  }
  CHECK(tried > 0);
  REQUIRE(::sched_setaffinity(0, sizeof before, &before) == 0);
}

TEST_CASE_TEMPLATE("sched_yield succeeds", G, ALL_GATES) { CHECK(kcall::sched_yield<G>()); }

TEST_CASE_TEMPLATE("getrandom fills what it is given and nothing else", G, ALL_GATES) {
  for (const size_t size : {size_t{0}, size_t{1}, size_t{7}, size_t{256}, size_t{4096}}) {
    CAPTURE(size);
    static std::array<unsigned char, 4096 + 32> bytes;
    bytes.fill(0);
    REQUIRE(kcall::getrandom<G>(bytes.data() + 16, size) == size);
    for (size_t i = 0; i < 16; ++i) {
      CHECK(bytes[i] == 0);
      CHECK(bytes[16 + size + i] == 0);
    }
    size_t nonzero = 0;
    for (const unsigned char byte : bytes) nonzero += byte != 0;
    // 255/256 of them on average; less than half of 256 happens once in 10^200 runs.
    if (size >= 256) CHECK(nonzero > size / 2);
  }
}

TEST_CASE_TEMPLATE("getrandom gives something else each time", G, ALL_GATES) {
  std::array<unsigned char, 32> first{};
  std::array<unsigned char, 32> second{};
  CHECK(kcall::getrandom<G>(first) == 32U);
  CHECK(kcall::getrandom<G>(second, getrandom_flags::nonblock) == 32U);
  CHECK(first != second);
  unsigned raw[8] = {};
  CHECK(kcall::getrandom<G>(raw) == 32U);
  CHECK(std::memcmp(raw, first.data(), 32) != 0);
  std::vector<unsigned> numbers(8);
  CHECK(kcall::getrandom<G>(numbers, getrandom_flags::random | getrandom_flags::nonblock) == 32U);
}

TEST_CASE_TEMPLATE("getrandom's errors", G, ALL_GATES) {
  unsigned char byte = 7;
  const auto unknown = static_cast<getrandom_flags>(0x100);
  CHECK(::getrandom(&byte, 1, 0x100) == -1);
  CHECK(errno == EINVAL);
  CHECK(kcall::getrandom<G>(&byte, 1, unknown) == errc::einval);
  CHECK(kcall::getrandom<G>(&byte, 1, getrandom_flags::random | getrandom_flags::insecure) == errc::einval);
  CHECK(byte == 7);
  CHECK(kcall::getrandom<G>(nullptr, 16) == errc::efault);
}

#if KCALL_TARGET_X86_64
TEST_CASE("64-bit int $0x80: what is above 4 GiB is refused and stays as it was") {
  void* const page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(page != MAP_FAILED);
  REQUIRE((reinterpret_cast<unsigned long>(page) >> 32) != 0);
  using gate = kcall::gate::int80;
  CHECK(kcall::getrandom<gate>(page, 4096) == errc::efault);
  CHECK(kcall::uname<gate>(*static_cast<utsname*>(page)) == errc::efault);
  CHECK(kcall::getcpu<gate>(*static_cast<kcall::getcpu_t*>(page)) == errc::efault);
  const auto* const bytes = static_cast<const unsigned char*>(page);
  for (int i = 0; i < 4096; ++i) REQUIRE(bytes[i] == 0);
  ::munmap(page, 4096);

  unsigned char byte = 7;
  CHECK(kcall::getrandom<gate>(&byte, (size_t{1} << 32) + 1) == errc::eoverflow);
  CHECK(byte == 7);
}
#endif

}  // namespace
