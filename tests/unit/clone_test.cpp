// clone, clone3: children that copy the caller's memory and children with a stack of their own, in it.
#include "emulated.hpp"
#include "support.hpp"

#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <kcall/call/clone.hpp>
#include <kcall/call/wait.hpp>

// The gates that have a routine for children with a stack of their own.
#if KCALL_TARGET_X86_64
#define CLONE_GATES kcall::gate::syscall, kcall::gate::int80
#elif KCALL_TARGET_IA32
#define CLONE_GATES kcall::gate::int80, kcall::gate::vsyscall
#elif KCALL_TARGET_AARCH64
#define CLONE_GATES kcall::gate::svc
#endif

namespace {

using kcall::clone_args;
using kcall::clone_flags;
using kcall::errc;
using kcall::mutable_buffer;
using kcall::pid;
using kcall::uintptr_t;
// qemu-user knows of clone what threads and fork need, and answers the rest by itself.
using test::emulated;

/// Below 4 GiB in 64-bit code too: this program lies there.
alignas(16) unsigned char stack_memory[64 << 10];
mutable_buffer stack() { return {&stack_memory[0], sizeof stack_memory}; }

int status_of(pid child, int options = __WALL) {
  int status = 0;
  if (::waitpid(child.get(), &status, options) != child.get()) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

[[gnu::noinline]] unsigned mixed(unsigned seed, unsigned index) {
  unsigned x = seed * 2654435761U + index * 40503U + 1;
  asm volatile("" : "+r"(x) : : "memory");
  return x ^ x >> 7;
}

[[gnu::noinline]] bool aligned_stack() {
  alignas(16) volatile char sample[16] = {};
  void* where = const_cast<char*>(&sample[0]);
  asm volatile("" : "+r"(where) : : "memory");
  return reinterpret_cast<uintptr_t>(where) % 16 == 0;
}

struct order {
  volatile int runs;
  volatile bool aligned;
  volatile uintptr_t place;
  int code;
};

/// What a child may do to the stack below: overwrite plenty of it. No libc: the child shares this thread's errno.
[[gnu::noinline]] int obey(void* argument) {
  order& given = *static_cast<order*>(argument);
  volatile unsigned char block[2048];
  for (unsigned i = 0; i < sizeof block; ++i) block[i] = 0xa5;
  given.aligned = aligned_stack();
  given.place = reinterpret_cast<uintptr_t>(&block[0]);
  given.runs = given.runs + 1;
  return given.code;
}

bool on_stack(uintptr_t place) {
  const auto low = reinterpret_cast<uintptr_t>(&stack_memory[0]);
  return place >= low && place < low + sizeof stack_memory;
}

order fresh(int code) { return {0, false, 0, code}; }

/// The caller's variables live on across the call. Returns how many were lost.
template <class G>
[[gnu::noinline]] unsigned keeps_variables(unsigned seed, clone_flags flags, pid& child, order& given) {
  const unsigned a = mixed(seed, 1), b = mixed(seed, 2), c = mixed(seed, 3), d = mixed(seed, 4), e = mixed(seed, 5);
  const unsigned f = mixed(seed, 6), g = mixed(seed, 7), h = mixed(seed, 8), i = mixed(seed, 9), j = mixed(seed, 10);
  unsigned array[16];
  for (unsigned x = 0; x < 16; ++x) array[x] = mixed(seed, 100 + x);
  const auto made = kcall::clone<G>(flags, kcall::signal::sigchld, stack(), obey, &given);
  unsigned lost = 0;
  const auto check = [&](unsigned value, unsigned index) { lost += value != mixed(seed, index); };
  check(a, 1), check(b, 2), check(c, 3), check(d, 4), check(e, 5), check(f, 6), check(g, 7), check(h, 8);
  check(i, 9), check(j, 10);
  for (unsigned x = 0; x < 16; ++x) check(array[x], 100 + x);
  child = made.value_or(pid{-1});
  return lost;
}

constexpr clone_flags shared_all = clone_flags::vm | clone_flags::fs | clone_flags::files | clone_flags::sighand |
                                   clone_flags::sysvsem | clone_flags::io;

}  // namespace

TEST_CASE_TEMPLATE("clone without a stack is fork", G, ALL_GATES) {
  volatile int local = 1;
  const auto made = kcall::clone<G>();
  REQUIRE(made);
  if (made == pid{0}) {
    local = 2;
    ::_exit(::getppid() > 0 && local == 2 ? 21 : 1);
  }
  CHECK(status_of(*made, 0) == 21);
  CHECK(local == 1);
}

TEST_CASE_TEMPLATE("clone stores the child's id on both sides", G, ALL_GATES) {
  static int parent_sees, child_sees;
  parent_sees = child_sees = 0;
  const auto made = kcall::clone<G>(clone_flags::parent_settid | clone_flags::child_settid, kcall::signal::sigchld,
                                    &parent_sees, &child_sees);
  REQUIRE(made);
  if (made == pid{0}) ::_exit(child_sees == ::getpid() ? 22 : 1);
  CHECK(status_of(*made, 0) == 22);
  // qemu-user stores it in the child's copy.
  if (!emulated()) CHECK(parent_sees == made->get());
  CHECK(child_sees == 0);
}

TEST_CASE_TEMPLATE("clone: another signal at the child's end, or none", G, ALL_GATES) {
  if (emulated()) {
    MESSAGE("skipped: qemu-user's fork has sigchld only");
    return;
  }
  const auto made = kcall::clone<G>({}, kcall::signal::none);
  REQUIRE(made);
  if (made == pid{0}) ::_exit(3);
  int status = 0;
  CHECK(::waitpid(made->get(), &status, 0) == -1);
  CHECK(errno == ECHILD);
  CHECK(status_of(*made) == 3);
}

TEST_CASE_TEMPLATE("clone: a pidfd", G, ALL_GATES) {
  static int descriptor;
  descriptor = -1;
  const auto made = kcall::clone<G>(clone_flags::pidfd, kcall::signal::sigchld, &descriptor);
  if (emulated() && made == errc::einval) {
    MESSAGE("skipped: qemu-user knows no CLONE_PIDFD");
    return;
  }
  REQUIRE(made);
  if (made == pid{0}) ::_exit(4);
  siginfo_t info{};
  CHECK(::waitid(static_cast<idtype_t>(3), static_cast<id_t>(descriptor), &info, WEXITED) == 0);
  CHECK(info.si_pid == made->get());
  CHECK(info.si_status == 4);
  CHECK(::close(descriptor) == 0);
}

TEST_CASE_TEMPLATE("clone refuses what would go wrong", G, ALL_GATES) {
  CHECK(kcall::clone<G>(clone_flags::vm) == errc::einval);
  CHECK(kcall::clone<G>(clone_flags::clear_sighand) == errc::einval);
  CHECK(kcall::clone<G>(clone_flags::newtime) == errc::einval);
  CHECK(kcall::clone<G>({}, static_cast<kcall::signal>(256)) == errc::einval);
  // sighand without vm, thread without sighand: the kernel's own rule.
  CHECK(kcall::clone<G>(clone_flags::sighand) == errc::einval);
  CHECK(kcall::clone<G>(clone_flags::thread) == errc::einval);
}

TEST_CASE_TEMPLATE("a child on its own stack shares memory, and the caller loses nothing", G, CLONE_GATES) {
  if (emulated()) {
    MESSAGE("skipped: qemu-user refuses a shared memory without all that threads share");
    return;
  }
  static order given;
  for (unsigned seed = 1; seed <= 50; ++seed) {
    given = fresh(static_cast<int>(seed));
    pid child;
    REQUIRE(keeps_variables<G>(seed, shared_all, child, given) == 0);
    REQUIRE(child.get() > 0);
    REQUIRE(status_of(child) == static_cast<int>(seed));
    CHECK(given.runs == 1);
    CHECK(given.aligned);
    CHECK(on_stack(given.place));
  }
}

TEST_CASE_TEMPLATE("vfork with a stack: the caller waits for the child", G, CLONE_GATES) {
  static order given;
  for (unsigned seed = 1; seed <= 50; ++seed) {
    given = fresh(7);
    pid child;
    REQUIRE(keeps_variables<G>(seed, clone_flags::vm | clone_flags::vfork, child, given) == 0);
    REQUIRE(child.get() > 0);
    if (!emulated()) {
      CHECK(given.runs == 1);  // before it is waited for
      CHECK(on_stack(given.place));
      CHECK(given.aligned);
    }
    CHECK(status_of(child) == 7);
  }
}

TEST_CASE_TEMPLATE("a child on its own stack in a copy of the memory", G, CLONE_GATES) {
  static order given;
  given = fresh(9);
  pid child;
  CHECK(keeps_variables<G>(3, {}, child, given) == 0);
  CHECK(status_of(child, 0) == 9);
  CHECK(given.runs == 0);
  // An end that is not aligned.
  static const auto check_aligned = [](void*) { return aligned_stack() ? 11 : 12; };
  const auto made =
      kcall::clone<G>({}, kcall::signal::sigchld, {&stack_memory[0], sizeof stack_memory - 5}, check_aligned, nullptr);
  REQUIRE(made);
  CHECK(status_of(*made, 0) == 11);
}

TEST_CASE_TEMPLATE("threads: ids are stored and cleared", G, CLONE_GATES) {
  static int parent_sees;
  static volatile int cleared;
  static order given;
  static volatile int go;
  given = fresh(0);
  parent_sees = 0;
  cleared = 1;
  go = 0;
  const auto wait_for_go = [](void* argument) {
    while (go == 0) asm volatile("" : : : "memory");
    return obey(argument);
  };
  // qemu-user gives a thread the thread pointer that it is told, so it is told this one's.
  auto flags = shared_all | clone_flags::thread | clone_flags::parent_settid | clone_flags::child_cleartid;
  flags ^= clone_flags::io;
  const auto made = kcall::clone<G>(flags, kcall::signal::none, stack(), wait_for_go, &given, &parent_sees,
                                    const_cast<int*>(&cleared));
  if (emulated() && !made) {
    MESSAGE("skipped: qemu-user wants all that threads share");
    return;
  }
  REQUIRE(made);
  CHECK(parent_sees == made->get());
  CHECK(made->get() != ::getpid());
  CHECK(cleared == 1);
  go = 1;
  while (cleared != 0) ::sched_yield();
  CHECK(given.runs == 1);
  CHECK(on_stack(given.place));
}

TEST_CASE_TEMPLATE("a child with a stack: what cannot be is refused", G, CLONE_GATES) {
  const auto run = [](void*) { return 0; };
  CHECK(kcall::clone<G>({}, kcall::signal::sigchld, {&stack_memory[0], 63}, run, nullptr) == errc::einval);
  CHECK(kcall::clone<G>(clone_flags::into_cgroup, kcall::signal::sigchld, stack(), run, nullptr) == errc::einval);
  CHECK(kcall::clone<G>(clone_flags::thread, kcall::signal::sigchld, stack(), run, nullptr) == errc::einval);
  if constexpr (!kcall::detail::native_layout<G>) {
    void* const far = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(kcall::clone<G>({}, kcall::signal::sigchld, {far, 4096}, run, nullptr) == errc::efault);
    CHECK(kcall::clone<G>({}, kcall::signal::sigchld, stack(), run, nullptr, static_cast<int*>(far)) == errc::efault);
    ::munmap(far, 4096);
  }
}

TEST_CASE_TEMPLATE("clone3 without a stack is fork", G, ALL_GATES) {
  static clone_args wanted;
  static int descriptor, parent_sees;
  wanted = {};
  wanted.flags = clone_flags::pidfd | clone_flags::parent_settid;
  wanted.pidfd = reinterpret_cast<uintptr_t>(&descriptor);
  wanted.parent_tid = reinterpret_cast<uintptr_t>(&parent_sees);
  const auto made = kcall::clone3<G>(wanted);
  if (made == errc::enosys) {
    MESSAGE("skipped: no clone3 here");
    return;
  }
  REQUIRE(made);
  if (made == pid{0}) ::_exit(31);
  CHECK(parent_sees == made->get());
  siginfo_t info{};
  CHECK(::waitid(static_cast<idtype_t>(3), static_cast<id_t>(descriptor), &info, WEXITED) == 0);
  CHECK(info.si_status == 31);
  CHECK(::close(descriptor) == 0);
  wanted = {};
  wanted.exit_signal = 1000;
  CHECK(kcall::clone3<G>(wanted) == errc::einval);
  wanted = {};
  wanted.flags = clone_flags::vm;
  CHECK(kcall::clone3<G>(wanted) == errc::einval);
  wanted = {};
  wanted.stack = 4096;
  CHECK(kcall::clone3<G>(wanted) == errc::einval);
}

TEST_CASE_TEMPLATE("clone3: handlers go back to the default", G, ALL_GATES) {
  static clone_args wanted;
  wanted = {};
  wanted.flags = clone_flags::clear_sighand;
  const auto before = ::signal(SIGUSR1, [](int) {});
  const auto made = kcall::clone3<G>(wanted);
  if (made == pid{0}) ::_exit(::signal(SIGUSR1, SIG_IGN) == SIG_DFL ? 32 : 1);
  ::signal(SIGUSR1, before);
  if (made == errc::enosys) {
    MESSAGE("skipped: no clone3 here");
    return;
  }
  REQUIRE(made);
  CHECK(status_of(*made, 0) == 32);
}

TEST_CASE_TEMPLATE("clone3 with a function", G, CLONE_GATES) {
  static order given;
  static clone_args wanted;
  const auto with = [](clone_flags flags, bool own_stack) {
    wanted = {};
    wanted.flags = flags;
    if (own_stack) {
      wanted.stack = reinterpret_cast<uintptr_t>(&stack_memory[0]);
      wanted.stack_size = sizeof stack_memory;
    }
    given = fresh(13);
    return kcall::clone3<G>(wanted, obey, &given);
  };
  auto made = with(shared_all, true);
  if (made == errc::enosys) {
    MESSAGE("skipped: no clone3 here");
    return;
  }
  REQUIRE(made);
  CHECK(status_of(*made) == 13);
  CHECK(given.runs == 1);
  CHECK(on_stack(given.place));
  CHECK(given.aligned);

  made = with(clone_flags::vm | clone_flags::vfork, false);
  REQUIRE(made);
  CHECK(given.runs == 1);
  CHECK(!on_stack(given.place));
  CHECK(given.aligned);
  CHECK(status_of(*made) == 13);

  made = with({}, false);
  REQUIRE(made);
  CHECK(status_of(*made) == 13);
  CHECK(given.runs == 0);

  CHECK(with(clone_flags::vm, false) == errc::einval);
  wanted = {};
  wanted.stack = reinterpret_cast<uintptr_t>(&stack_memory[0]);
  wanted.stack_size = 8;
  CHECK(kcall::clone3<G>(wanted, obey, &given) == errc::einval);
}
