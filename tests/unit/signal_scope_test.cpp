// signal_scope.hpp and alternate_stack.hpp in a program with a libc, which is the witness. Without one:
// tests/signals/libc_free.cpp.
#include <kcall/alternate_stack.hpp>
#include <kcall/signal_scope.hpp>

#include "support.hpp"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>

#include <kcall/call/process.hpp>

// Under qemu-user, and through glibc, a few signals cannot be held back; these can.
using number = kcall::signal;
using signals = kcall::sigset;
using kcall::errc;

namespace {

kcall::uint64_t held_now() {
  kcall::uint64_t bits = 0;
  REQUIRE(::syscall(SYS_rt_sigprocmask, SIG_BLOCK, nullptr, &bits, 8L) == 0);
  return bits;
}

volatile int calls;
void count(int) { calls = calls + 1; }

/// Counts a signal, and puts its action back.
struct counting {
  int number;
  struct ::sigaction before;
  explicit counting(int s) : number(s), before() {
    struct ::sigaction action = {};
    action.sa_handler = count;
    REQUIRE(::sigaction(s, &action, &before) == 0);
    calls = 0;
  }
  counting(const counting&) = delete;
  counting& operator=(const counting&) = delete;
  ~counting() { ::sigaction(number, &before, nullptr); }
};

/// What a filter may do to a program.
struct refusing {
  using abi = kcall::gate::native::abi;
  static inline int refused = 0;
  template <class... A>
  static long enter(long, A...) {
    ++refused;
    return -static_cast<long>(errc::eperm);
  }
};

/// Of the mapping that begins at `address`: its size and what may be done with it, as the kernel shows them.
struct mapping {
  kcall::uintptr_t size = 0;
  char rights[5] = "";
};
mapping mapped_at(kcall::uintptr_t address) {
  mapping found;
  FILE* const maps = ::fopen("/proc/self/maps", "r");
  REQUIRE(maps != nullptr);
  char line[512];
  while (::fgets(line, sizeof line, maps) != nullptr) {
    unsigned long first = 0, last = 0;
    char rights[5] = "";
    if (::sscanf(line, "%lx-%lx %4s", &first, &last, rights) == 3 && first <= address && address < last) {
      found.size = last - address;
      ::memcpy(found.rights, rights, sizeof rights);
    }
  }
  ::fclose(maps);
  return found;
}

::stack_t stack_now() {
  ::stack_t now = {};
  REQUIRE(::sigaltstack(nullptr, &now) == 0);
  return now;
}

/// As mapped and told by the kernel; where it lies.
kcall::uintptr_t check_in_use(const kcall::alternate_stack& stack, size_t bytes) {
  const ::stack_t now = stack_now();
  const auto lowest = reinterpret_cast<kcall::uintptr_t>(now.ss_sp);
  CHECK(now.ss_flags == 0);
  CHECK(now.ss_size == bytes);
  const char* const here = static_cast<const char*>(now.ss_sp);
  CHECK(stack.contains(here));
  CHECK(stack.contains(here + bytes - 1));
  CHECK_FALSE(stack.contains(here + bytes));
  CHECK_FALSE(stack.contains(here - 1));
  CHECK(stack.guards(here - 1));
  CHECK(stack.guards(here - 65536));
  CHECK_FALSE(stack.guards(here - 65537));
  CHECK_FALSE(stack.guards(here));
  const mapping guard = mapped_at(lowest - 65536);
  CHECK(guard.size == 65536);
  CHECK(::strcmp(guard.rights, "---p") == 0);
  // Its neighbour above may be of the same kind, and be shown with it.
  const mapping own = mapped_at(lowest);
  CHECK(own.size >= bytes);
  CHECK(::strcmp(own.rights, "rw-p") == 0);
  return lowest;
}

kcall::alternate_stack* current;
volatile bool inside, refused_release;
void look(int) {
  const char here = 0;
  inside = current->contains(&here);
  refused_release = current->release() == errc::eperm;
}

}  // namespace

TEST_CASE_TEMPLATE("blocked_signals: for a scope, and what came is delivered at its end", G, ALL_GATES) {
  const counting usr1(SIGUSR1);
  const auto before = held_now();
  {
    const kcall::basic_blocked_signals<G> held{number::sigusr1, number::sigrtmin + 8};
    CHECK(held.held_back());
    CHECK(held_now() == (before | signals{number::sigusr1, number::sigrtmin + 8}.bits()));
    CHECK(held.previous().bits() == before);
    CHECK(held.set() == signals{number::sigusr1, number::sigrtmin + 8});
    CHECK(::raise(SIGUSR1) == 0);
    CHECK(calls == 0);
    {
      // Held back twice, it stays so when the inner scope ends.
      const kcall::basic_blocked_signals<G> again{number::sigusr1};
      CHECK(held_now() == (before | signals{number::sigusr1, number::sigrtmin + 8}.bits()));
    }
    CHECK(calls == 0);
    const kcall::basic_blocked_signals<G> none{signals{}};
    CHECK(none.held_back());
  }
  CHECK(calls == 1);
  CHECK(held_now() == before);
}

TEST_CASE_TEMPLATE("blocked_signals::wait: one of them comes, and handlers of others do not end it", G, ALL_GATES) {
  const counting alarm(SIGALRM);
  const kcall::basic_blocked_signals<G> held{signals{number::sigusr1, number::sigusr2}};
  REQUIRE(held.held_back());
  CHECK(::raise(SIGUSR2) == 0);
  CHECK(held.wait() == number::sigusr2);
  ::sigval value = {};
  value.sival_int = -99;
  CHECK(::sigqueue(::getpid(), SIGUSR1, value) == 0);
  kcall::siginfo_t told;
  CHECK(held.wait(told) == number::sigusr1);
  CHECK(told.value_int() == -99);
  CHECK(told.sender().get() == ::getpid());

  // A helper sends the signal only after handlers have run.
  const auto waiting = ::pthread_self();
  ::pthread_t helper;
  const auto send = +[](void* to) -> void* {
    while (calls < 3) ::usleep(500);
    ::pthread_kill(*static_cast<const ::pthread_t*>(to), SIGUSR1);
    return nullptr;
  };
  signals const only_alarm{number::sigalrm};
  REQUIRE(::syscall(SYS_rt_sigprocmask, SIG_BLOCK, &only_alarm, nullptr, 8L) == 0);
  REQUIRE(::pthread_create(&helper, nullptr, send, const_cast<::pthread_t*>(&waiting)) == 0);
  REQUIRE(::syscall(SYS_rt_sigprocmask, SIG_UNBLOCK, &only_alarm, nullptr, 8L) == 0);
  const ::itimerval soon = {{0, 1000}, {0, 1000}};
  const ::itimerval never = {};
  ::setitimer(ITIMER_REAL, &soon, nullptr);
  CHECK(held.wait() == number::sigusr1);
  ::setitimer(ITIMER_REAL, &never, nullptr);
  ::pthread_join(helper, nullptr);
  CHECK(calls >= 3);
}

TEST_CASE("blocked_signals: refused, it says so and changes nothing") {
  const auto before = held_now();
  refusing::refused = 0;
  {
    const kcall::basic_blocked_signals<refusing> held{number::sigusr1};
    CHECK(held.held_back() == errc::eperm);
    CHECK(held.wait() == errc::eperm);
    CHECK(refusing::refused == 2);
  }
  CHECK(refusing::refused == 2);
  CHECK(held_now() == before);
}

TEST_CASE("alternate_stack: mapped, guarded, told to the kernel, and gone afterwards") {
  const ::stack_t before = stack_now();
  kcall::uintptr_t lowest = 0;
  {
    kcall::alternate_stack stack;
    CHECK_FALSE(stack.contains(&stack));
    CHECK_FALSE(stack.guards(&stack));
    CHECK(stack.release());
    CHECK(stack.use(0) == errc::einval);
    CHECK(stack.use(~kcall::size_t{0}) == errc::einval);
    // A 32-bit program may well have 2 GiB.
    if (sizeof(kcall::size_t) == 8) CHECK(stack.use(~kcall::size_t{0} / 2 - 3 * 65536) == errc::enomem);
    CHECK_FALSE(stack.contains(nullptr));
    REQUIRE(stack.use());
    CHECK(stack.use() == errc::ealready);
    lowest = check_in_use(stack, 65536);
    CHECK_FALSE(stack.contains(&stack));

    // Another within: the outer one's is back afterwards.
    {
      kcall::alternate_stack inner;
      REQUIRE(inner.use(65537));
      CHECK(check_in_use(inner, 131072) != lowest);
    }
    CHECK(reinterpret_cast<kcall::uintptr_t>(stack_now().ss_sp) == lowest);
    CHECK(stack.release());
    CHECK(stack_now().ss_flags == before.ss_flags);
    CHECK_FALSE(stack.contains(reinterpret_cast<const void*>(lowest)));
    REQUIRE(stack.use(1));
    lowest = check_in_use(stack, 65536);
  }
  CHECK(stack_now().ss_flags == before.ss_flags);
  CHECK(stack_now().ss_sp == before.ss_sp);
  CHECK(mapped_at(lowest).size == 0);
  CHECK(mapped_at(lowest - 65536).size == 0);
}

TEST_CASE("alternate_stack: a handler runs there, and cannot take it away from itself") {
  kcall::alternate_stack stack;
  REQUIRE(stack.use());
  current = &stack;
  struct ::sigaction action = {};
  struct ::sigaction before = {};
  action.sa_handler = look;
  action.sa_flags = SA_ONSTACK;
  REQUIRE(::sigaction(SIGUSR1, &action, &before) == 0);
  CHECK(::raise(SIGUSR1) == 0);
  CHECK(inside);
  CHECK(refused_release);
  const ::stack_t now = stack_now();
  CHECK(stack.contains(now.ss_sp));
  CHECK(::sigaction(SIGUSR1, &before, nullptr) == 0);
}

TEST_CASE("alternate_stack: a thousand times, without a leak") {
  const auto count_maps = [] {
    int lines = 0;
    FILE* const maps = ::fopen("/proc/self/maps", "r");
    REQUIRE(maps != nullptr);
    for (int c = ::fgetc(maps); c != EOF; c = ::fgetc(maps)) lines += c == '\n';
    ::fclose(maps);
    return lines;
  };
  const int before = count_maps();
  for (int i = 0; i < 1000; ++i) {
    kcall::alternate_stack stack;
    REQUIRE(stack.use());
  }
  CHECK(count_maps() <= before + 1);
}
