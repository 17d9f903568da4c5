// The vDSO gate against the kernel and against glibc, with this kernel's image, with made ones, and with none. The
// parser of images has a test of its own, vdso_image_test.cpp.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#include <array>
#include <climits>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <kcall/call/call.hpp>
#include <kcall/gate/vdso.hpp>
#include <string>
#include <thread>
#include <vector>

#include "live_vdso.hpp"
#include "support.hpp"
#include "vdso_images.hpp"

namespace {

using namespace test;
using kcall::gate::native;
using kcall::gate::vdso;
using trap = kcall::trap_of<native>;
using abi = native::abi;
using nr = abi::nr;
using exports = abi::vdso;

/// What the time calls write, with 64-bit or, those of 32-bit ABIs that have no "64" in their names, 32-bit times.
template <class N>
struct reading {
  N seconds;
  N nanoseconds;
  friend bool operator==(const reading&, const reading&) = default;
  friend bool operator<(const reading& a, const reading& b) { return a <= b && !(a == b); }
  friend bool operator<=(const reading& a, const reading& b) {
    return a.seconds != b.seconds ? a.seconds < b.seconds : a.nanoseconds <= b.nanoseconds;
  }
};
using timespec64 = reading<long long>;

template <class N>
constexpr N gettime_of() {
  if constexpr (requires { N::clock_gettime64; }) {
    return N::clock_gettime64;
  } else {
    return N::clock_gettime;
  }
}
template <class N>
constexpr N getres_of() {
  if constexpr (requires { N::clock_getres_time64; }) {
    return N::clock_getres_time64;
  } else {
    return N::clock_getres;
  }
}
template <class E>
const char* gettime_name() {
  if constexpr (requires { E::clock_gettime64; }) {
    return E::clock_gettime64.name;
  } else {
    return E::clock_gettime.name;
  }
}
constexpr nr gettime = gettime_of<nr>();
constexpr nr getres = getres_of<nr>();

template <class G, class... A>
long word(nr number, A... arguments) {
  return kcall::call<G>(number, arguments...).word();
}

// Puts the state back to what a fresh program has, however the test ends.
struct restored {
  restored() = default;
  restored(const restored&) = delete;
  restored& operator=(const restored&) = delete;
  ~restored() { vdso::use(live_image()); }
};

}  // namespace

TEST_CASE("the functions that this kernel exports are the ones used") {
  const restored state;
  const bytes image = dumped();
  vdso::use(live_image());
  timespec64 now{};
  CHECK(word<vdso>(gettime, CLOCK_MONOTONIC, &now) == 0);
  if (image.empty() || live_image() == 0) {
    MESSAGE("no vDSO here: the kernel answered");
    CHECK(kcall::detail::vdso_load(kcall::detail::vdso_slot::image) == kcall::detail::vdso_absent);
    return;
  }
  CHECK(word<vdso>(nr::clock_gettime, CLOCK_MONOTONIC, &now) == 0);
  unsigned long expected = 0;
  for (const auto& one : by_sections(image)) {
    if (one.name == exports::clock_gettime.name && one.version == exports::clock_gettime.version) {
      expected = live_image() + one.offset;
    }
  }
  REQUIRE(expected != 0);
  CHECK(kcall::detail::vdso_load(kcall::detail::vdso_slot::clock_gettime) == expected);
  CHECK(kcall::detail::vdso_load(kcall::detail::vdso_slot::image) == live_image());
}

namespace {

/// Valid ones, numbers that no clock has, and the CPU-time clocks of this process, of this thread, and of nobody.
std::vector<int> clocks() {
  std::vector<int> all{INT_MIN, INT_MIN + 1, -1000, 1 << 20, INT_MAX - 1, INT_MAX};
  for (int clock = -10; clock <= 40; ++clock) all.push_back(clock);
  constexpr int scheduled = 2, of_thread = 4, nobody = 0x3fffff;
  for (const int id : {getpid(), gettid(), nobody}) {
    all.push_back(~id * 8 + scheduled);
    all.push_back(~id * 8 + scheduled + of_thread);
  }
  return all;
}

/// A reading through the vDSO lies between two of the kernel's. Three attempts: the wall clock may be set meanwhile.
template <class Reading>
bool lies_between(nr number, int clock) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    Reading before{}, now{}, after{};
    if (word<native>(number, clock, &before) != 0 || word<vdso>(number, clock, &now) != 0 ||
        word<libc_gate>(number, clock, &after) != 0) {
      return false;
    }
    if (before <= now && now <= after) return true;
  }
  return false;
}

template <class Reading>
void clocks_agree(nr read, nr step) {
  for (const int clock : clocks()) {
    CAPTURE(clock);
    Reading now{};
    const long expected = word<native>(read, clock, &now);
    CHECK(word<vdso>(read, clock, &now) == expected);
    CHECK(word<libc_gate>(read, clock, &now) == expected);
    ::timespec theirs{};
    CHECK((::clock_gettime(clock, &theirs) == 0 ? 0 : -errno) == expected);
    if (expected == 0) CHECK(lies_between<Reading>(read, clock));
    Reading ours{-1, -1}, oracle{-1, -1};
    const long answer = word<native>(step, clock, &oracle);
    CHECK(word<vdso>(step, clock, &ours) == answer);
    CHECK(ours == oracle);
    CHECK(word<vdso>(step, clock, nullptr) == word<native>(step, clock, nullptr));
    CHECK(word<vdso>(read, clock, nullptr) == word<native>(read, clock, nullptr));
  }
}

}  // namespace

TEST_CASE("clocks: the same answer as the kernel's and glibc's, valid or not, with a place and without") {
  clocks_agree<timespec64>(gettime, getres);
}

TEST_CASE("clocks with times of a long, by the numbers without 64 in their names") {
  clocks_agree<reading<long>>(nr::clock_gettime, nr::clock_getres);
}

TEST_CASE("no place to write to") {
  const int clock = CLOCK_MONOTONIC;
  CHECK(word<vdso>(gettime, clock, nullptr) == -EFAULT);
  CHECK(word<native>(gettime, clock, nullptr) == -EFAULT);
  CHECK(word<vdso>(gettime, 100, nullptr) == word<native>(gettime, 100, nullptr));
  CHECK(word<vdso>(nr::gettimeofday, nullptr, nullptr) == 0);
  CHECK(word<vdso>(nr::getcpu, nullptr, nullptr, nullptr) == 0);
}

TEST_CASE("gettimeofday") {
  const auto microseconds = [](const auto& time, long parts) {
    return static_cast<long long>(time.seconds) * 1000000 + time.nanoseconds / parts;
  };
  bool between = false;
  // The clock may be set meanwhile.
  for (int attempt = 0; attempt < 3 && !between; ++attempt) {
    timespec64 before{}, after{};
    reading<long> now{-1, -1};
    CHECK(word<native>(gettime, CLOCK_REALTIME, &before) == 0);
    CHECK(word<vdso>(nr::gettimeofday, &now, nullptr) == 0);
    CHECK(word<native>(gettime, CLOCK_REALTIME, &after) == 0);
    CHECK(now.nanoseconds >= 0);
    CHECK(now.nanoseconds < 1000000);
    between = microseconds(before, 1000) <= microseconds(now, 1) && microseconds(now, 1) <= microseconds(after, 1000);
  }
  CHECK(between);
  struct {
    int minutes_west, kind;
  } zone{-1, -1}, oracle{-1, -1};
  CHECK(word<vdso>(nr::gettimeofday, nullptr, &zone) == 0);
  CHECK(word<native>(nr::gettimeofday, nullptr, &oracle) == 0);
  CHECK(zone.minutes_west == oracle.minutes_west);
  CHECK(zone.kind == oracle.kind);
}

template <class N>
void check_time() {
  if constexpr (requires { N::time; }) {
    long stored = 0;
    const long before = word<native>(N::time, nullptr);
    const long now = word<vdso>(N::time, &stored);
    CHECK(stored == now);
    CHECK(now >= before);
    CHECK(now <= word<native>(N::time, nullptr));
    CHECK(word<vdso>(N::time, nullptr) >= now);
  }
}
TEST_CASE("time") { check_time<nr>(); }

TEST_CASE("getcpu") {
  cpu_set_t old, one;
  REQUIRE(sched_getaffinity(0, sizeof old, &old) == 0);
  for (unsigned cpu = 0; cpu < 64; ++cpu) {
    if (!CPU_ISSET(cpu, &old)) continue;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) continue;
    unsigned found = 12345, node = 12345, oracle = 12345;
    CHECK(word<vdso>(nr::getcpu, &found, &node, nullptr) == 0);
    CHECK(word<native>(nr::getcpu, nullptr, &oracle, nullptr) == 0);
    CHECK(found == cpu);
    CHECK(node == oracle);
    // Without the third argument, which no kernel reads any more.
    CHECK(word<vdso>(nr::getcpu, &found, &node) == 0);
  }
  CHECK(sched_setaffinity(0, sizeof old, &old) == 0);
}

TEST_CASE("every other call goes to the kernel") {
  CHECK(word<vdso>(nr::getppid) == getppid());
  CHECK(word<vdso>(nr::close, -1) == -EBADF);
  CHECK(word<vdso>(nr::mmap, 0, 0, 0, 0, 0, 0) < 0);
  static_assert(kcall::gate_like<vdso>);
  static_assert(kcall::same_as<kcall::trap_of<vdso>, kcall::trap_of<native>>);
}

TEST_CASE("numbers that are not constants") {
  volatile int which = static_cast<int>(gettime);
  timespec64 before{}, now{};
  CHECK(word<native>(gettime, CLOCK_MONOTONIC, &before) == 0);
  CHECK(word<vdso>(static_cast<nr>(which), CLOCK_MONOTONIC, &now) == 0);
  CHECK(before <= now);
  which = static_cast<int>(nr::getppid);
  CHECK(word<vdso>(static_cast<nr>(which)) == getppid());
  CHECK(word<vdso>(static_cast<nr>(which), 0, 0) == getppid());
}

TEST_CASE("without a vDSO, and with one that is none, the kernel answers") {
  const restored state;
  std::vector<unsigned char> zeros(8192);
  for (const unsigned long image : {0UL, reinterpret_cast<unsigned long>(zeros.data())}) {
    vdso::use(image);
    for (int i = 0; i < 2; ++i) {
      timespec64 before{}, now{};
      CHECK(word<native>(gettime, CLOCK_MONOTONIC, &before) == 0);
      CHECK(word<vdso>(gettime, CLOCK_MONOTONIC, &now) == 0);
      CHECK(before <= now);
      CHECK(word<vdso>(gettime, 100, &now) == -EINVAL);
      CHECK(word<vdso>(getres, CLOCK_MONOTONIC, &now) == 0);
      CHECK(word<vdso>(nr::gettimeofday, nullptr, nullptr) == 0);
      CHECK(word<vdso>(nr::getcpu, nullptr, nullptr, nullptr) == 0);
    }
  }
}

namespace {

/// A function that returns `value`, in this target's code.
bytes function_returning(int value) {
  const auto bits = static_cast<unsigned>(value);
#if KCALL_TARGET_AARCH64
  // movz or movn w0, then ret
  const unsigned move = value < 0 ? 0x12800000U | (~bits & 0xffffU) << 5 : 0x52800000U | (bits & 0xffffU) << 5;
  std::vector<unsigned> words{move, 0xd65f03c0U};
  bytes code(8);
  std::memcpy(code.data(), words.data(), 8);
#else
  bytes code{0xb8, 0, 0, 0, 0, 0xc3};
  std::memcpy(code.data() + 1, &bits, 4);
#endif
  return code;
}

/// What the gate says to a clock_gettime that the image answers with `value`; the kernel would say -EINVAL to 7777.
long answer_through(int value, int clock) {
  const restored state;
  recipe how;
  how.code = function_returning(value);
  how.version = exports::clock_gettime.version;
  using layout = std::conditional_t<sizeof(long) == 8, layout64, layout32>;
  const made image = make<layout>(how, gettime_name<exports>(), abi::elf_machine);
  void* const place = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(place != MAP_FAILED);
  REQUIRE(image.data.size() <= 4096);
  std::memcpy(place, image.data.data(), image.data.size());
  auto* const start = static_cast<char*>(place);
  __builtin___clear_cache(start, start + 4096);
  REQUIRE(mprotect(place, 4096, PROT_READ | PROT_EXEC) == 0);
  vdso::use(reinterpret_cast<unsigned long>(place));
  timespec64 now{};
  const long answer = word<vdso>(gettime, clock, &now);
  const bool written = now.seconds != 0 || now.nanoseconds != 0;
  CHECK((kcall::detail::vdso_load(kcall::detail::vdso_slot::clock_gettime) > 1 ||
         kcall::detail::vdso_load(kcall::detail::vdso_slot::clock_gettime64) > 1));
  munmap(place, 4096);
  return answer == 0 && written ? 1 : answer;
}

}  // namespace

TEST_CASE("0 and -EINVAL are taken from the image, anything else is asked of the kernel") {
  constexpr int good = CLOCK_MONOTONIC;
  constexpr int bad = 7777;
  // 1: the kernel wrote the time.
  CHECK(answer_through(0, good) == 0);
  CHECK(answer_through(0, bad) == 0);
  CHECK(answer_through(-EINVAL, good) == -EINVAL);
  for (const int odd : {-ENOSYS, -EPERM, -EFAULT, -EINTR, -4095, 1, 22, 4096, 0x7fff}) {
    CAPTURE(odd);
    CHECK(answer_through(odd, good) == 1);
    CHECK(answer_through(odd, bad) == -EINVAL);
  }
}

TEST_CASE("threads that meet on first use all get an answer") {
  const restored state;
  for (int round = 0; round < 50; ++round) {
    for (unsigned i = 0; i < static_cast<unsigned>(kcall::detail::vdso_slot::count); ++i) {
      kcall::detail::vdso_store(static_cast<kcall::detail::vdso_slot>(i), kcall::detail::vdso_unknown);
    }
    std::array<long, 4> answers{};
    std::array<std::thread, 4> threads;
    for (size_t i = 0; i < threads.size(); ++i) {
      threads.at(i) = std::thread([&answers, i] {
        timespec64 now{};
        answers.at(i) = word<vdso>(gettime, CLOCK_MONOTONIC, &now) + (now.seconds == 0 && now.nanoseconds == 0 ? 1 : 0);
      });
    }
    for (auto& thread : threads) thread.join();
    for (const long answer : answers) CHECK(answer == 0);
  }
}

namespace {

/// Ends the child with the answer of f, without running anything of the libc's.
template <class F>
int status_of_child(F f) {
  std::fflush(nullptr);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // Not through a stub that the child may have moved away.
    trap::enter(nr::exit, static_cast<int>(f()));
    __builtin_trap();
  }
  int status = -1;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

/// From here on every system call but exit kills the thread's process.
bool forbid_calls() {
  sock_filter filter[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, 0},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<unsigned>(nr::exit)},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS},
  };
  const sock_fprog program{4, filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

template <class G>
int many_reads(int clock) {
  timespec64 now{};
  // First use, which asks for the auxiliary vector, comes before the filter.
  if (word<G>(gettime, clock, &now) != 0 || !forbid_calls()) return 3;
  for (int i = 0; i < 1000; ++i) {
    if (word<G>(gettime, clock, &now) != 0) return 4;
  }
  return 0;
}

}  // namespace

TEST_CASE("a clock is read without a system call") {
  if (live_image() == 0) {
    MESSAGE("no vDSO here: a system call is made");
    const int status = status_of_child([] { return many_reads<vdso>(CLOCK_MONOTONIC); });
    CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 3));
    return;
  }
  std::ifstream source("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  std::string name;
  source >> name;
  if (name == "hpet" || name == "acpi_pm" || name == "jiffies" || name == "xen") {
    MESSAGE("skipped: the vDSO cannot read this clock source: " << name);
    return;
  }
  const int refused = status_of_child([] { return many_reads<native>(CLOCK_MONOTONIC); });
  if (WIFEXITED(refused) && WEXITSTATUS(refused) == 3) {
    MESSAGE("skipped: no seccomp filters here");
    return;
  }
  CHECK(WIFSIGNALED(refused));
  CHECK(status_of_child([] { return many_reads<vdso>(CLOCK_MONOTONIC); }) == 0);
  CHECK(status_of_child([] { return many_reads<vdso>(CLOCK_REALTIME); }) == 0);
  CHECK(status_of_child([] { return many_reads<vdso>(CLOCK_MONOTONIC_COARSE); }) == 0);
}

TEST_CASE("an image that was moved is used where it is now") {
  if (live_image() == 0) {
    MESSAGE("skipped: no vDSO in this process");
    return;
  }
  // The code reads its data at a fixed distance, so all parts keep their order and their gaps.
  std::vector<mapping> parts = mappings("[vvar");
  for (const auto& part : mappings("[vdso]")) parts.push_back(part);
  unsigned long low = ~0UL, high = 0;
  for (const auto& part : parts) {
    low = part.start < low ? part.start : low;
    high = part.end > high ? part.end : high;
  }
  REQUIRE(high - low < 0x100000);
  void* const room = mmap(nullptr, high - low, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(room != MAP_FAILED);
  const unsigned long distance = reinterpret_cast<unsigned long>(room) - low;
  const auto move = [&] {
    // Nothing of the libc's from the first move on: it remembers the old place.
    for (const auto& part : parts) {
      const long size = static_cast<long>(part.end - part.start);
      const auto target = static_cast<long>(part.start + distance);
      if (trap::enter(nr::mremap, part.start, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, target) != target) return 3;
    }
    vdso::use(live_image() + distance);
    timespec64 before{}, now{};
    if (word<trap>(gettime, CLOCK_MONOTONIC, &before) != 0) return 4;
    if (word<vdso>(gettime, CLOCK_MONOTONIC, &now) != 0 || now < before) return 5;
    const unsigned long used = kcall::detail::vdso_load(kcall::detail::vdso_slot::image);
    return used == live_image() + distance ? 0 : 6;
  };
  CHECK(status_of_child(move) == 0);
  munmap(room, high - low);
}
