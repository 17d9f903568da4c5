// select and pselect against glibc's select on the same descriptors, and timeouts against the clock.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "old_kernel.hpp"
#include "support.hpp"

#include <pthread.h>
#include <signal.h>
#include <sys/select.h>
#include <time.h>

#include <cstdint>
#include <cstring>

#include <kcall/call/select.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using set_of_fds = kcall::fd_set;  // libc's macros know one fd_set only
using kcall::sigset;
using kcall::timespec;
using kcall::timeval;

static_assert(set_of_fds().add(fd{3}).add(fd{1023}).has(fd{1023}));
static_assert(!set_of_fds().add(fd{3}).has(fd{4}) && !set_of_fds().add(fd{3}).remove(fd{3}).has(fd{3}));
static_assert(!set_of_fds().has(fd{1024}) && !set_of_fds().has(fd{-1}));

long long now() {
  struct ::timespec t;
  REQUIRE(::clock_gettime(CLOCK_MONOTONIC, &t) == 0);
  return static_cast<long long>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

/// A pipe with its reading end at `reader`.
class pipe_at {
 public:
  explicit pipe_at(int reader) : reader_(reader) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::dup2(ends[0], reader) == reader);
    ::close(ends[0]);
    writer_ = ends[1];
  }
  pipe_at(const pipe_at&) = delete;
  pipe_at& operator=(const pipe_at&) = delete;
  ~pipe_at() {
    ::close(reader_);
    ::close(writer_);
  }
  void put() const { REQUIRE(::write(writer_, "x", 1) == 1); }
  fd reader() const { return fd{reader_}; }
  fd writer() const { return fd{writer_}; }

 private:
  int reader_;
  int writer_ = -1;
};

bool same(const set_of_fds& ours, const ::fd_set& theirs) { return std::memcmp(&ours, &theirs, sizeof(ours)) == 0; }

TEST_CASE("fd_set is libc's fd_set") {
  set_of_fds ours;
  ::fd_set theirs;
  FD_ZERO(&theirs);
  CHECK(same(ours, theirs));
  for (const int f : {0, 1, 31, 32, 63, 64, 500, 1023}) {
    ours.add(fd{f});
    FD_SET(f, &theirs);
    CHECK(ours.has(fd{f}));
    CHECK(same(ours, theirs));
  }
  ours.remove(fd{63});
  FD_CLR(63, &theirs);
  CHECK(same(ours, theirs));
  ours.remove(fd{1024}).remove(fd{-1});
  CHECK(same(ours, theirs));
  ours.clear();
  FD_ZERO(&theirs);
  CHECK(same(ours, theirs));
}

template <class G>
void finds_what_glibc_finds() {
  const pipe_at low(70);
  const pipe_at high(900);
  const auto ask = [&](int expected) {
    set_of_fds reads, writes, excepts;
    ::fd_set reads2, writes2, excepts2;
    FD_ZERO(&reads2);
    FD_ZERO(&writes2);
    FD_ZERO(&excepts2);
    for (const fd f : {low.reader(), high.reader()}) {
      reads.add(f);
      excepts.add(f);
      FD_SET(f.get(), &reads2);
      FD_SET(f.get(), &excepts2);
    }
    writes.add(low.writer());
    FD_SET(low.writer().get(), &writes2);
    set_of_fds reads3 = reads, writes3 = writes, excepts3 = excepts;
    struct ::timeval zero {};
    CHECK(::select(901, &reads2, &writes2, &excepts2, &zero) == expected);
    constexpr timeval no_time = {0, 0};
    constexpr timespec no_time2 = {0, 0};
    CHECK(kcall::select<G>(901, &reads, &writes, &excepts, &no_time) == expected);
    CHECK(kcall::pselect<G>(901, &reads3, &writes3, &excepts3, &no_time2) == expected);
    CHECK(same(reads, reads2));
    CHECK(same(writes, writes2));
    CHECK(same(excepts, excepts2));
    CHECK(same(reads3, reads2));
    CHECK(same(writes3, writes2));
    CHECK(same(excepts3, excepts2));
  };
  ask(1);
  low.put();
  ask(2);
  high.put();
  ask(3);
  // Nothing to wait for any more, so without a timeout it comes back too; what is not below `count` is not looked at.
  set_of_fds reads = set_of_fds().add(low.reader()).add(high.reader());
  CHECK(kcall::select<G>(71, &reads, nullptr, nullptr) == 1);
  CHECK(reads.has(low.reader()));
  CHECK(kcall::pselect<G>(71, &reads, nullptr, nullptr) == 1);
}

TEST_CASE_TEMPLATE("select and pselect find what glibc's select finds", G, ALL_GATES) {
  finds_what_glibc_finds<G>();
  finds_what_glibc_finds<test::old_kernel<G>>();
}

TEST_CASE_TEMPLATE("timeouts are waited for and keep their value", G, ALL_GATES) {
  const pipe_at p(80);
  const auto waits = [&](const timeval& time, long long least) {
    set_of_fds reads = set_of_fds().add(p.reader());
    const auto copy = time;
    const auto start = now();
    CHECK(kcall::select<G>(81, &reads, nullptr, nullptr, &time) == 0);
    CHECK(now() - start >= least);
    CHECK(time == copy);
    CHECK_FALSE(reads.has(p.reader()));
  };
  waits({0, 3000}, 3'000'000);
  // Microseconds past a second carry over, as in the kernel's select: this is two milliseconds.
  waits({-1, 1'002'000}, 2'000'000);
  set_of_fds reads = set_of_fds().add(p.reader());
  constexpr timespec time = {0, 2'500'000};
  const auto start = now();
  CHECK(kcall::pselect<G>(81, &reads, nullptr, nullptr, &time) == 0);
  CHECK(now() - start >= 2'500'000);
  CHECK(time == timespec{0, 2'500'000});
  // Past 2038 and past all 32 bits: it finds what is there instead of failing.
  p.put();
  constexpr timespec centuries = {6'000'000'000, 0};
  constexpr timeval centuries2 = {6'000'000'000, 0};
  reads.add(p.reader());
  CHECK(kcall::pselect<G>(81, &reads, nullptr, nullptr, &centuries) == 1);
  CHECK(kcall::pselect<test::old_kernel<G>>(81, &reads, nullptr, nullptr, &centuries) == 1);
  CHECK(kcall::select<G>(81, &reads, nullptr, nullptr, &centuries2) == 1);
}

TEST_CASE_TEMPLATE("what is no time, no count, no descriptor", G, ALL_GATES) {
  set_of_fds reads;
  for (const timespec bad : {timespec{-1, 0}, timespec{0, -1}, timespec{0, 1'000'000'000}, timespec{0, 1LL << 32}}) {
    CHECK(kcall::pselect<G>(0, &reads, nullptr, nullptr, &bad) == errc::einval);
  }
  for (const timeval bad : {timeval{-1, 0}, timeval{0, -1}, timeval{-2, 1'000'000}}) {
    CHECK(kcall::select<G>(0, &reads, nullptr, nullptr, &bad) == errc::einval);
  }
  CHECK(kcall::select<G>(-1, &reads, nullptr, nullptr) == errc::einval);
  CHECK(kcall::pselect<G>(-1, &reads, nullptr, nullptr) == errc::einval);
  reads.add(fd{700});
  CHECK(kcall::select<G>(701, &reads, nullptr, nullptr) == errc::ebadf);
  CHECK(kcall::pselect<G>(701, &reads, nullptr, nullptr) == errc::ebadf);
  CHECK(reads.has(fd{700}));
}

volatile int handled;
void count(int) { handled = handled + 1; }

template <class G>
void mask_counts() {
  struct ::sigaction counting {};
  struct ::sigaction old {};
  counting.sa_handler = count;
  REQUIRE(::sigaction(SIGUSR1, &counting, &old) == 0);
  ::sigset_t only;
  ::sigset_t before;
  ::sigemptyset(&only);
  ::sigaddset(&only, SIGUSR1);
  REQUIRE(::pthread_sigmask(SIG_BLOCK, &only, &before) == 0);
  handled = 0;
  REQUIRE(::pthread_kill(::pthread_self(), SIGUSR1) == 0);

  constexpr timespec milliseconds = {0, 1'000'000};
  const auto held = sigset(kcall::signal::sigusr1);
  const sigset none;
  CHECK(kcall::pselect<G>(0, nullptr, nullptr, nullptr, &milliseconds) == 0);
  CHECK(kcall::pselect<G>(0, nullptr, nullptr, nullptr, &milliseconds, &held) == 0);
  CHECK(handled == 0);
  CHECK(kcall::pselect<G>(0, nullptr, nullptr, nullptr, nullptr, &none) == errc::eintr);
  CHECK(handled == 1);

  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::sigaction(SIGUSR1, &old, nullptr);
}

TEST_CASE_TEMPLATE("the signal mask counts while waiting", G, ALL_GATES) {
  mask_counts<G>();
  mask_counts<test::old_kernel<G>>();
}

#if KCALL_TARGET_X86_64
TEST_CASE("int80 refuses a mask that is out of its reach") {
  set_of_fds reads;
  const auto* far = reinterpret_cast<const sigset*>(0x1'0000'1000);
  CHECK(kcall::pselect<kcall::gate::int80>(0, &reads, nullptr, nullptr, nullptr, far) == errc::efault);
}
#endif

#if KCALL_TARGET_IA32 || KCALL_TARGET_X86_64
TEST_CASE("an ia32 kernel before 5.1 gets a 32-bit time, cut to 68 years") {
  using gate = test::scripted_ia32;
  std::int32_t seen[2] = {};
  gate::answer = [&](kcall::abi::ia32::nr number, const long* words) {
    CHECK(number == kcall::abi::ia32::nr::pselect6);
    CHECK(words[5] == 0);
    std::memcpy(seen, reinterpret_cast<const void*>(words[4]), sizeof(seen));
    return 0L;
  };
  constexpr timespec centuries = {6'000'000'000, 5};
  CHECK(kcall::pselect<gate>(0, nullptr, nullptr, nullptr, &centuries) == 0);
  CHECK(seen[0] == 0x7fff'ffff);
  CHECK(seen[1] == 5);
  constexpr timeval carried = {3, 2'000'007};
  CHECK(kcall::select<gate>(0, nullptr, nullptr, nullptr, &carried) == 0);
  CHECK(seen[0] == 5);
  CHECK(seen[1] == 7000);
  gate::answer = nullptr;
}
#endif

}  // namespace
