// Steering and setting clocks. Nothing here may change this machine's: reading, arguments that the kernel refuses, and
// children in a user namespace, who have no right to the clock.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "namespaces.hpp"
#include "old_kernel.hpp"
#include "support.hpp"

#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <kcall/call/clock_adjust.hpp>
#include <kcall/call/clock_set.hpp>

namespace {

using kcall::adj_modes;
using kcall::clock;
using kcall::errc;
using kcall::sta_flags;
using kcall::time_state;
using kcall::timespec;
using kcall::timeval;
using kcall::timex;
using ia32 = kcall::abi::ia32::nr;

constexpr long long year_2040 = 2'208'988'800;

timex reading() {
  timex question;
  std::memset(&question, 0x55, sizeof(question));
  question.modes = {};
  return question;
}

template <class G>
void reads_what_glibc_reads() {
  struct ::timex witness {};
  const int state = ::adjtimex(&witness);
  REQUIRE(state >= 0);
  for (const bool by_clock : {false, true}) {
    timex t = reading();
    const auto got = by_clock ? kcall::clock_adjtime<G>(clock::realtime, t) : kcall::adjtimex<G>(t);
    REQUIRE(got.has_value());
    CHECK(*got == static_cast<time_state>(state));
    CHECK(t.status == static_cast<sta_flags>(witness.status));
    CHECK(t.tick == witness.tick);
    CHECK(t.precision == witness.precision);
    CHECK(t.tolerance == witness.tolerance);
    CHECK(t.constant == witness.constant);
    CHECK(t.tai == witness.tai);
    CHECK(t.freq == witness.freq);
    CHECK(std::llabs(t.time.tv_sec - static_cast<long long>(witness.time.tv_sec)) <= 10);
    CHECK(std::llabs(t.maxerror - static_cast<long long>(witness.maxerror)) <= 5000);
    CHECK(t.shift == witness.shift);
    CHECK(t.stbcnt == witness.stbcnt);
  }
}

TEST_CASE_TEMPLATE("adjtimex and clock_adjtime read what glibc's adjtimex reads", G, ALL_GATES) {
  reads_what_glibc_reads<G>();
  timex t = reading();
  CHECK(kcall::clock_adjtime<G>(static_cast<clock>(99), t) == errc::einval);
  CHECK(kcall::clock_adjtime<G>(clock::monotonic, t) == errc::eopnotsupp);
}

TEST_CASE_TEMPLATE("before 5.1 the 32-bit calls give the same", G, ALL_GATES) {
  reads_what_glibc_reads<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("without the right to it nobody sets a clock", G, ALL_GATES) {
  const int status = test::in_namespaces(0, [] {
    int failed = 0;
    const auto expect = [&failed](bool good, int bit) { failed |= good ? 0 : bit; };
    timex t = reading();
    t.modes = adj_modes::tick;
    t.tick = 10000;
    expect(kcall::adjtimex<G>(t) == errc::eperm, 1);
    expect(kcall::clock_adjtime<G>(clock::realtime, t) == errc::eperm, 2);
    struct ::timespec now;
    ::clock_gettime(CLOCK_REALTIME, &now);
    expect(kcall::clock_settime<G>(clock::realtime, timespec{now.tv_sec, 0}) == errc::eperm, 4);
    expect(kcall::settimeofday<G>(timeval{now.tv_sec, 0}) == errc::eperm, 8);
    expect(kcall::settimeofday<G>(kcall::timezone{0, 0}) == errc::eperm, 16);
    expect(kcall::stime<G>(now.tv_sec) == errc::eperm, 32);
    return failed;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
    return;
  }
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("what is no time, and what is no clock to set", G, ALL_GATES) {
  CHECK(kcall::clock_settime<G>(clock::monotonic, {1, 0}) == errc::einval);
  CHECK(kcall::clock_settime<G>(static_cast<clock>(99), {1, 0}) == errc::einval);
  CHECK(kcall::clock_settime<G>(clock::realtime, {-1, 0}) == errc::einval);
  CHECK(kcall::clock_settime<G>(clock::realtime, {1, 1'000'000'000}) == errc::einval);
  CHECK(kcall::clock_settime<G>(clock::monotonic, {1, 1LL << 32}) == errc::einval);
  CHECK(kcall::settimeofday<G>(timeval{1, 1'000'000}) == errc::einval);
  CHECK(kcall::settimeofday<G>(timeval{1, -1}) == errc::einval);
  CHECK(kcall::settimeofday<G>(timeval{-1, 0}) == errc::einval);
  CHECK(kcall::stime<G>(-1) == errc::einval);
}

#if KCALL_TARGET_IA32 || KCALL_TARGET_X86_64
/// An ia32 kernel since 5.1, as far as it is told.
struct scripted_new_ia32 {
  using abi = kcall::abi::ia32;
  static inline std::function<long(abi::nr, const long*)> answer;
  template <class... A>
  static long enter(abi::nr number, A... arguments) {
    const long words[sizeof...(A) + 1] = {kcall::to_word(arguments)...};
    return answer(number, words);
  }
};

TEST_CASE("on ia32 the wall clock is set to 2040 with 64 bits") {
  using gate = scripted_new_ia32;
  std::int64_t seen[2] = {};
  gate::answer = [&](ia32 number, const long* words) {
    CHECK(number == ia32::clock_settime64);
    CHECK(words[0] == CLOCK_REALTIME);
    std::memcpy(seen, reinterpret_cast<const void*>(words[1]), sizeof(seen));
    return 0L;
  };
  CHECK(kcall::clock_settime<gate>(clock::realtime, {year_2040, 7}));
  CHECK(seen[0] == year_2040);
  CHECK(seen[1] == 7);
  CHECK(kcall::settimeofday<gate>(timeval{year_2040 + 1, 999'999}));
  CHECK(seen[0] == year_2040 + 1);
  CHECK(seen[1] == 999'999'000);
  CHECK(kcall::stime<gate>(year_2040 + 2));
  CHECK(seen[0] == year_2040 + 2);
  CHECK(seen[1] == 0);
  gate::answer = nullptr;
}

TEST_CASE("an ia32 kernel before 5.1 is set up to 2038") {
  using gate = test::scripted_ia32;
  std::int32_t seen[2] = {};
  int calls = 0;
  gate::answer = [&](ia32 number, const long* words) {
    ++calls;
    CHECK(number == ia32::clock_settime);
    std::memcpy(seen, reinterpret_cast<const void*>(words[1]), sizeof(seen));
    return 0L;
  };
  CHECK(kcall::clock_settime<gate>(clock::realtime, {0x7fff'ffff, 7}));
  CHECK(seen[0] == 0x7fff'ffff);
  CHECK(seen[1] == 7);
  CHECK(kcall::settimeofday<gate>(timeval{1000, 5}));
  CHECK(seen[0] == 1000);
  CHECK(seen[1] == 5000);
  CHECK(calls == 2);
  CHECK(kcall::clock_settime<gate>(clock::realtime, {year_2040, 0}) == errc::eoverflow);
  CHECK(kcall::settimeofday<gate>(timeval{year_2040, 0}) == errc::eoverflow);
  CHECK(kcall::stime<gate>(year_2040) == errc::eoverflow);
  CHECK(calls == 2);
  gate::answer = nullptr;
}

TEST_CASE("an ia32 kernel before 5.1 is steered with 32 bits, or not at all") {
  using gate = test::scripted_ia32;
  // asm/timex.h's struct timex of longs of four bytes: 14 of the 20 words matter here.
  std::int32_t seen[32] = {};
  ia32 called{};
  int calls = 0;
  gate::answer = [&](ia32 number, const long* words) {
    ++calls;
    called = number;
    const auto place = reinterpret_cast<void*>(words[number == ia32::adjtimex ? 0 : 1]);
    std::memcpy(seen, place, sizeof(seen));
    std::int32_t answered[32];
    for (int i = 0; i < 32; ++i) answered[i] = 100 + i;
    answered[9] = -2;  // the clock's seconds: past 2038, cut
    std::memcpy(place, answered, sizeof(answered));
    return 5L;
  };
  timex t = reading();
  t.modes = adj_modes::offset | adj_modes::frequency | adj_modes::tick | adj_modes::timeconst | adj_modes::status;
  t.offset = -12345;
  t.freq = 0x7fff'ffff;
  t.tick = 9999;
  t.constant = 3;
  t.status = sta_flags::pll;
  CHECK(kcall::adjtimex<gate>(t) == time_state::error);
  CHECK(called == ia32::adjtimex);
  CHECK(seen[0] == 0x4033);
  CHECK(seen[1] == -12345);
  CHECK(seen[2] == 0x7fff'ffff);
  CHECK(seen[5] == 1);
  CHECK(seen[6] == 3);
  CHECK(seen[11] == 9999);
  CHECK(t.offset == 101);
  CHECK(t.maxerror == 103);
  CHECK(t.tolerance == 108);
  CHECK(t.time == timeval{0xffff'fffe, 110});
  CHECK(t.ppsfreq == 112);
  CHECK(t.shift == 114);
  CHECK(t.stbcnt == 119);
  CHECK(t.tai == 120);

  t = reading();
  CHECK(kcall::clock_adjtime<gate>(clock::tai, t) == time_state::error);
  CHECK(called == ia32::clock_adjtime);
  CHECK(calls == 2);
  t = reading();
  t.modes = adj_modes::setoffset;
  t.time = {1LL << 31, 0};
  CHECK(kcall::adjtimex<gate>(t) == errc::eoverflow);
  t.modes = adj_modes::frequency;
  t.freq = -(1LL << 31) - 1;
  CHECK(kcall::adjtimex<gate>(t) == errc::eoverflow);
  CHECK(calls == 2);
  gate::answer = nullptr;
}
#endif

}  // namespace
