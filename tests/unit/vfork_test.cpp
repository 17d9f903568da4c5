// vfork: the child shares the parent's memory and stack, and the parent finds its variables and its way back unharmed.
#include "emulated.hpp"
#include "support.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <kcall/call/process.hpp>
#include <kcall/call/wait.hpp>
#include <kcall/call/vfork.hpp>

// The gates that have a routine; through glibc's syscall(), the child would overwrite the parent's return address.
#if KCALL_TARGET_X86_64
#define VFORK_GATES kcall::gate::syscall, kcall::gate::int80
#elif KCALL_TARGET_IA32
#define VFORK_GATES kcall::gate::int80, kcall::gate::vsyscall
#elif KCALL_TARGET_AARCH64
#define VFORK_GATES kcall::gate::svc
#endif

namespace {

using kcall::pid;

[[gnu::noinline]] unsigned long mixed(unsigned long seed, unsigned long index) {
  unsigned long x = seed * 2654435761UL + index * 40503UL + 1;
  asm volatile("" : "+r"(x) : : "memory");
  return x ^ x >> 7;
}

/// What a child may do to the stack below: overwrite plenty of it.
[[gnu::noinline]] void scribble(int depth) {
  volatile unsigned char block[512];
  for (unsigned i = 0; i < sizeof block; ++i) block[i] = static_cast<unsigned char>(0xa5 + depth);
  if (depth > 0) scribble(depth - 1);
  asm volatile("" : : "r"(&block) : "memory");
}

struct shared {
  volatile int runs;
  volatile unsigned long sum;
};

/// Many values live across vfork, many others in the child only. Returns the number of values that were lost.
template <class G>
[[gnu::noinline]] int keeps_variables(unsigned long seed, shared& both, int& status) {
  const unsigned long a = mixed(seed, 1), b = mixed(seed, 2), c = mixed(seed, 3), d = mixed(seed, 4);
  const unsigned long e = mixed(seed, 5), f = mixed(seed, 6), g = mixed(seed, 7), h = mixed(seed, 8);
  const unsigned long i = mixed(seed, 9), j = mixed(seed, 10), k = mixed(seed, 11), l = mixed(seed, 12);
  const unsigned long m = mixed(seed, 13), n = mixed(seed, 14), o = mixed(seed, 15), p = mixed(seed, 16);
  unsigned long array[16];
  for (unsigned long x = 0; x < 16; ++x) array[x] = mixed(seed, 100 + x);

  const kcall::result<pid> made = kcall::vfork<G>();
  if (made == pid{0}) {
    // Values of the child's own, for which the compiler might take the slots of those above.
    unsigned long q = mixed(seed, 21), r = mixed(seed, 22), s = mixed(seed, 23), t = mixed(seed, 24);
    unsigned long u = mixed(seed, 25), v = mixed(seed, 26), w = mixed(seed, 27), x = mixed(seed, 28);
    unsigned long own[32];
    for (unsigned long y = 0; y < 32; ++y) own[y] = mixed(seed, 200 + y);
    scribble(8);
    both.sum = q + r + s + t + u + v + w + x + own[seed % 32];
    both.runs = both.runs + 1;
    kcall::exit_group<G>(static_cast<int>(seed % 128));
  }
  if (!made) return -1;

  int lost = 0;
  const auto check = [&](unsigned long value, unsigned long index) { lost += value != mixed(seed, index); };
  check(a, 1), check(b, 2), check(c, 3), check(d, 4), check(e, 5), check(f, 6), check(g, 7), check(h, 8);
  check(i, 9), check(j, 10), check(k, 11), check(l, 12), check(m, 13), check(n, 14), check(o, 15), check(p, 16);
  for (unsigned long x = 0; x < 16; ++x) check(array[x], 100 + x);
  lost += made->get() <= 0;
  lost += ::waitpid(made->get(), &status, 0) != made->get();
  return lost;
}

/// A leaf with nothing else in it: the shortest way back.
template <class G>
[[gnu::noinline]] int bare() {
  const auto made = kcall::vfork<G>();
  if (made == pid{0}) {
    scribble(2);
    kcall::exit_group<G>(5);
  }
  return made ? made->get() : -1;
}

struct order {
  unsigned long seed;
  volatile int runs;
  bool aligned;
  int code;
};

/// The stack as the ABI wants it at a call: what is aligned to 16 really is.
[[gnu::noinline]] bool aligned_stack() {
  alignas(16) volatile char sample[16] = {};
  void* where = const_cast<char*>(&sample[0]);
  asm volatile("" : "+r"(where) : : "memory");
  return reinterpret_cast<kcall::uintptr_t>(where) % 16 == 0;
}

template <class G>
void obey(void* argument) {
  order& given = *static_cast<order*>(argument);
  scribble(8);
  given.aligned = aligned_stack();
  given.runs = given.runs + 1;
  kcall::exit_group<G>(given.code);
}

}  // namespace

TEST_CASE_TEMPLATE("vfork returns twice and keeps the parent's variables", G, VFORK_GATES) {
  const bool is_shared = !test::emulated();
  if (!is_shared) MESSAGE("vfork shares no memory here (qemu-user): only its return is tested");
  static shared both;
  both.runs = 0;
  for (unsigned long seed = 1; seed <= 200; ++seed) {
    int status = 0;
    REQUIRE(keeps_variables<G>(seed, both, status) == 0);
    REQUIRE(WIFEXITED(status));
    REQUIRE(WEXITSTATUS(status) == static_cast<int>(seed % 128));
  }
  CHECK(both.runs == (is_shared ? 200 : 0));
}

TEST_CASE_TEMPLATE("vfork from a function with nothing else in it", G, VFORK_GATES) {
  for (int i = 0; i < 50; ++i) {
    const int child = bare<G>();
    REQUIRE(child > 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WEXITSTATUS(status) == 5);
  }
}

TEST_CASE_TEMPLATE("vfork(child, argument) runs the child and comes back", G, VFORK_GATES) {
  const bool is_shared = !test::emulated();
  static order given;
  given.runs = 0;
  for (int i = 0; i < 100; ++i) {
    given.code = i;
    given.aligned = false;
    const auto made = kcall::vfork<G>(obey<G>, &given);
    REQUIRE(made);
    CHECK(made->get() > 0);
    int status = 0;
    REQUIRE(::waitpid(made->get(), &status, 0) == made->get());
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == i);
    if (is_shared) CHECK(given.aligned);
  }
  CHECK(given.runs == (is_shared ? 100 : 0));
}

TEST_CASE_TEMPLATE("vfork(child, argument): a child that returns is ended by a trap", G, VFORK_GATES) {
  // doctest's handlers, which the child has too, would report a crash of the parent.
  const auto ill = ::signal(SIGILL, SIG_DFL);
  const auto trap = ::signal(SIGTRAP, SIG_DFL);
  const auto made = kcall::vfork<G>([](void*) {}, nullptr);
  ::signal(SIGILL, ill);
  ::signal(SIGTRAP, trap);
  REQUIRE(made);
  int status = 0;
  REQUIRE(::waitpid(made->get(), &status, 0) == made->get());
  CHECK(WIFSIGNALED(status));
}

TEST_CASE_TEMPLATE("vfork and execve start a program", G, VFORK_GATES) {
  static const char* const argv[] = {"sh", "-c", "exit 42", nullptr};
  static const char* const envp[] = {nullptr};
  const auto made = kcall::vfork<G>();
  REQUIRE(made);
  if (made == pid{0}) {
    static_cast<void>(kcall::execve<G>("/bin/sh", argv, envp));
    kcall::exit_group<G>(127);
  }
  int status = 0;
  REQUIRE(::waitpid(made->get(), &status, 0) == made->get());
  CHECK(WEXITSTATUS(status) == 42);

  const auto safe = kcall::vfork<G>(
      [](void*) {
        static_cast<void>(kcall::execve<G>("/bin/sh", argv, envp));
        kcall::exit_group<G>(127);
      },
      nullptr);
  REQUIRE(safe);
  REQUIRE(::waitpid(safe->get(), &status, 0) == safe->get());
  CHECK(WEXITSTATUS(status) == 42);
}
