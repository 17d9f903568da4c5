// The probe: right about every gate, and unnoticed by the program.
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cstring>
#include <kcall/gate/layers.hpp>
#include <kcall/probe.hpp>

#include "support.hpp"

namespace {

// qemu-user cannot make a child that ends without SIGCHLD; there the probe is not unnoticed.
bool children_always_signal() {
  const long child = ::syscall(SYS_clone, 0L, 0L, 0L, 0L, 0L);
  if (child == 0) _exit(0);
  if (child > 0) waitpid(static_cast<pid_t>(child), nullptr, __WALL);
  return child < 0;
}

#if !KCALL_TARGET_AARCH64
// What the libc and a few bytes of assembly find out: whether `attempt` gives this process' number, in a child.
bool works_in_a_child(long (*attempt)()) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGILL, SIG_DFL);  // doctest's
    _exit(attempt() == getpid() ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
#endif

#if KCALL_TARGET_X86_64
long through_x32() { return ::syscall(0x40000000L + 39); }
long through_int80() {
  long answer = 20;
  asm volatile("int $0x80" : "+a"(answer) : : "r8", "r9", "r10", "r11", "memory");
  return answer;
}

TEST_CASE("available: what an independent attempt finds") {
  CHECK(kcall::available<kcall::gate::syscall>());
  CHECK(kcall::available<kcall::gate::int80>() == works_in_a_child(through_int80));
  CHECK(kcall::available<kcall::gate::x32>() == works_in_a_child(through_x32));
}
#elif KCALL_TARGET_IA32
long through_sysenter() {
  long answer = 20;
  asm volatile(
      "call 1f\n\tjmp 2f\n1:\n\tpush %%ecx\n\tpush %%edx\n\tpush %%ebp\n\tmov %%esp, %%ebp\n\t"
      "sysenter\n2:"
      : "+a"(answer)
      :
      : "memory");
  return answer;
}
long through_int80() {
  long answer = 20;
  asm volatile("int $0x80" : "+a"(answer) : : "memory");
  return answer;
}

TEST_CASE("available: what an independent attempt finds") {
  CHECK(kcall::available<kcall::gate::vsyscall>());
  CHECK(kcall::available<kcall::gate::int80>() == works_in_a_child(through_int80));
  CHECK(kcall::available<kcall::gate::sysenter>() == works_in_a_child(through_sysenter));
}
#endif

// Gates with something wrong.
struct broken {
  using abi = kcall::abi::native;
};
struct faulting : broken {
  static long enter(abi::nr, auto...) { return *static_cast<volatile long*>(nullptr); }
};
struct trapping : broken {
  static long enter(abi::nr, auto...) { __builtin_trap(); }
};
struct lying : broken {
  static long enter(abi::nr, auto...) { return 1; }
};
struct killing : broken {
  static long enter(abi::nr, auto...) { return kill(getpid(), SIGKILL); }
};

TEST_CASE("a gate that faults, traps, lies or is killed is not available") {
  CHECK_FALSE(kcall::available<faulting>());
  CHECK_FALSE(kcall::available<trapping>());
  CHECK_FALSE(kcall::available<lying>());
  CHECK_FALSE(kcall::available<killing>());
  CHECK_FALSE(kcall::available<kcall::gate::refusing<>>());
  CHECK(kcall::available<test::libc_gate>());
  CHECK(kcall::available<kcall::gate::counting<>>());
}

volatile int* handled;  // shared with children
void note(int) { *handled = *handled + 1; }

// Sets handlers for a while and counts what they see, in children too.
class handlers {
 public:
  handlers() {
    void* const page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(page != MAP_FAILED);
    handled = static_cast<volatile int*>(page);
    struct sigaction action = {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // a fault would come again and again
    for (int i = 0; i < 4; ++i) sigaction(signals[i], &action, &before_[i]);
  }
  ~handlers() {
    for (int i = 0; i < 4; ++i) sigaction(signals[i], &before_[i], nullptr);
    munmap(const_cast<int*>(handled), 4096);
  }
  handlers(const handlers&) = delete;
  handlers& operator=(const handlers&) = delete;
  static int count() { return *handled; }

 private:
  static constexpr int signals[4] = {SIGCHLD, SIGSEGV, SIGILL, SIGTRAP};
  struct sigaction before_[4];
};

TEST_CASE("the program notices nothing: no SIGCHLD, no zombie, no handler run, the same signal mask") {
  if (children_always_signal()) {
    MESSAGE("skipped: no silent children here (qemu-user)");
    return;
  }
  handlers in_place;
  sigset_t before;
  sigset_t after;
  sigprocmask(SIG_SETMASK, nullptr, &before);
  CHECK_FALSE(kcall::available<faulting>());
  CHECK_FALSE(kcall::available<trapping>());
  static_cast<void>(kcall::available_gates());
  sigprocmask(SIG_SETMASK, nullptr, &after);
  CHECK(handlers::count() == 0);
  CHECK(std::memcmp(&before, &after, 8) == 0);
  CHECK(waitpid(-1, nullptr, WNOHANG | __WALL) == -1);
  CHECK(errno == ECHILD);
}

TEST_CASE("works where SIGCHLD is ignored, and children of the program's own stay its own") {
  const pid_t own = fork();
  if (own == 0) _exit(5);
  struct sigaction ignore = {};
  struct sigaction before = {};
  CHECK(kcall::available<kcall::gate::counting<>>());
  int status = 0;
  CHECK(waitpid(own, &status, 0) == own);
  CHECK(WEXITSTATUS(status) == 5);
  if (children_always_signal()) {
    MESSAGE("skipped the rest: no silent children here (qemu-user)");
    return;
  }
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGCHLD, &ignore, &before);
  CHECK(kcall::available<kcall::gate::counting<>>());
  CHECK_FALSE(kcall::available<trapping>());
  sigaction(SIGCHLD, &before, nullptr);
}

void* probe_often(void* wrong) {
  for (int i = 0; i < 5; ++i) {
    if (!kcall::available<kcall::gate::counting<>>()) *static_cast<int*>(wrong) += 1;
    if (kcall::available<trapping>()) *static_cast<int*>(wrong) += 1;
  }
  return nullptr;
}

TEST_CASE("works in several threads at once") {
  pthread_t threads[3];
  int wrong[3] = {};
  for (int i = 0; i < 3; ++i) REQUIRE(pthread_create(&threads[i], nullptr, probe_often, &wrong[i]) == 0);
  for (int i = 0; i < 3; ++i) {
    pthread_join(threads[i], nullptr);
    CHECK(wrong[i] == 0);
  }
}

TEST_CASE("where no child can be made nothing is available, and the mask is put back") {
  struct tag {};
  using fake = kcall::gate::scripted<kcall::trap_of<kcall::gate::native>, tag>;
  using nr = kcall::nr<fake>;
  const auto probe = kcall::detail::probed<kcall::gate::counting<>, fake>;
  fake::reset();
  fake::answer(nr::clone, kcall::errc::eagain);
  CHECK_FALSE(probe());
  REQUIRE(fake::calls() == 3);
  CHECK(fake::call(2).number == nr::rt_sigprocmask);
  CHECK(fake::call(2).answer == 0);
  // A wait that signals interrupt goes on.
  fake::reset();
  fake::answer(nr::wait4, kcall::errc::eintr);
  fake::answer(nr::wait4, kcall::errc::eintr);
  CHECK(probe());
  CHECK(fake::finished());
  fake::reset();
}

TEST_CASE("the report names every gate of the target") {
  kcall::size_t count = 0;
  for (const kcall::gate_status& gate : kcall::available_gates()) {
    ++count;
    CHECK(std::strlen(gate.name) > 2);
    CHECK(std::strlen(gate.abi) > 2);
  }
  CHECK(count == kcall::gate::all::size);
  CHECK(kcall::available_gates().begin()->available);
}

}  // namespace
