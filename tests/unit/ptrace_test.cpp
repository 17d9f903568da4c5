// A tracee is a child that does little, in steps that the test knows.
#include <elf.h>
#include <errno.h>
#include <linux/ptrace.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/ptrace.hpp>
#include <kcall/call/ptrace_state.hpp>
#include <kcall/types/wait.hpp>

#include "support.hpp"

namespace {

using kcall::errc;
using kcall::pid;
using kcall::ptrace_event;
using kcall::ptrace_options;
using kcall::uintptr_t;
using kcall::user_regs;
using kcall::wait_status;

/// glibc's ptrace() is a macro-laden variadic one: this is the kernel's.
long theirs(long request, pid tracee, const void* address, const void* data) {
  return ::syscall(SYS_ptrace, request, tracee.get(), address, data);
}

/// A child, killed and waited for at the end.
class child_process {
 public:
  template <class F>
  explicit child_process(F act) : id_(::fork()) {
    if (id_ == 0) {
      ::alarm(20);  // not to outlive a test that crashes
      ::_exit(act());
    }
  }
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;
  ~child_process() {
    while (!over_) {
      ::kill(id_, SIGKILL);
      wait();
    }
  }
  pid id() const { return pid{id_}; }
  wait_status wait() {
    int status = 0;
    if (::waitpid(id_, &status, __WALL) != id_) over_ = true;
    const wait_status told(status);
    if (told.exited() || told.signaled()) over_ = true;
    return told;
  }
  bool exits_with(int code) {
    const auto told = wait();
    return told.exited() && told.exit_code() == code;
  }
  bool stops_with(int number) {
    const auto told = wait();
    return told.stopped() && static_cast<int>(told.stop_signal()) == number;
  }

 private:
  pid_t id_;
  bool over_ = false;
};

template <class G>
bool lacks_ptrace() {
  if (kcall::ptrace_cont<G>(pid{0x7fffffff}) != errc::enosys) return false;
  MESSAGE("skipped: no ptrace here (qemu-user)");
  return true;
}

volatile unsigned long variable;

/// Traced from the start, stopped; then getppid, and the variable's value as exit code.
template <class G>
int traced_child() {
  variable = 17;
  if (!kcall::ptrace_traceme<G>()) return 101;
  ::raise(SIGSTOP);
  const long parent = ::syscall(SYS_getppid);
  return parent == 77 ? 78 : static_cast<int>(variable);
}

uintptr_t address_of_variable() { return reinterpret_cast<uintptr_t>(&variable); }

}  // namespace

TEST_CASE_TEMPLATE("a tracee's memory is read and written", G, ALL_GATES) {
  if constexpr (kcall::detail::native_layout<G>) {
    if (lacks_ptrace<G>()) return;
    child_process child(traced_child<G>);
    REQUIRE(child.stops_with(SIGSTOP));
    const pid id = child.id();
    unsigned long word = 0;
    CHECK(kcall::ptrace_peekdata<G>(id, address_of_variable(), word));
    CHECK(word == 17);
    CHECK(kcall::ptrace_pokedata<G>(id, address_of_variable(), 4711UL));
    word = 0;
    CHECK(kcall::ptrace_peektext<G>(id, address_of_variable(), word));
    CHECK(word == 4711);
    CHECK(kcall::ptrace_poketext<G>(id, address_of_variable(), ~0UL));
    CHECK(kcall::ptrace_peekdata<G>(id, address_of_variable(), word));
    CHECK(word == ~0UL);  // no error, though the word looks like one
    CHECK(kcall::ptrace_pokedata<G>(id, address_of_variable(), 42UL));
    CHECK(variable != 42);
    const auto nothing = kcall::ptrace_peekdata<G>(id, 8, word);
    CHECK((nothing == errc::eio || nothing == errc::efault));
    word = 0;
    CHECK(kcall::ptrace_peekusr<G>(id, 0, word));
    unsigned long seen = 0;
    CHECK(theirs(PTRACE_PEEKUSR, id, nullptr, &seen) == 0);
    CHECK(word == seen);
    CHECK(kcall::ptrace_pokeusr<G>(id, 0, word));
    CHECK(kcall::ptrace_pokeusr<G>(id, 100000, word) == errc::eio);
    CHECK(kcall::ptrace_cont<G>(id));
    CHECK(child.exits_with(42));
  }
}

TEST_CASE_TEMPLATE("a tracee's registers", G, ALL_GATES) {
  if (lacks_ptrace<G>()) return;
  child_process child(traced_child<G>);
  REQUIRE(child.stops_with(SIGSTOP));
  const pid id = child.id();
  user_regs registers{}, seen{};
  CHECK(kcall::ptrace_getregset<G>(id, registers));
  ::iovec piece{&seen, sizeof seen};
  CHECK(theirs(PTRACE_GETREGSET, id, reinterpret_cast<void*>(NT_PRSTATUS), &piece) == 0);
  CHECK(piece.iov_len == sizeof seen);
  CHECK(::memcmp(&registers, &seen, sizeof seen) == 0);
  kcall::user_fpregs floating{}, floating_seen{};
  CHECK(kcall::ptrace_getregset<G>(id, floating));
  piece = {&floating_seen, sizeof floating_seen};
  CHECK(theirs(PTRACE_GETREGSET, id, reinterpret_cast<void*>(NT_PRFPREG), &piece) == 0);
  CHECK(piece.iov_len == sizeof floating_seen);
  CHECK(::memcmp(&floating, &floating_seen, sizeof floating) == 0);
  CHECK(kcall::ptrace_setregset<G>(id, floating));
#if KCALL_TARGET_X86_64
  registers.r15 ^= 0x5555;
#elif KCALL_TARGET_IA32
  registers.edi ^= 0x5555;
#elif KCALL_TARGET_AARCH64
  registers.regs[28] ^= 0x5555;
#endif
  const user_regs changed = registers;
  CHECK(kcall::ptrace_setregset<G>(id, registers));
  piece = {&seen, sizeof seen};
  CHECK(theirs(PTRACE_GETREGSET, id, reinterpret_cast<void*>(NT_PRSTATUS), &piece) == 0);
  CHECK(::memcmp(&changed, &seen, sizeof seen) == 0);
  unsigned char part[16];
  CHECK(kcall::ptrace_getregset<G>(id, kcall::regset::prstatus, &part[0], sizeof part) == sizeof part);
  CHECK(::memcmp(&part[0], &seen, sizeof part) == 0);
  CHECK(kcall::ptrace_setregset<G>(id, kcall::regset::prstatus, &part[0], sizeof part) == sizeof part);
  CHECK(kcall::ptrace_getregset<G>(id, static_cast<kcall::regset>(0x7777), &part[0], sizeof part) == errc::einval);
  CHECK(kcall::ptrace_getregset<G>(id, kcall::regset::prstatus, &part[0], 3) == errc::einval);
  // Another ABI's.
#if KCALL_TARGET_IA32
  kcall::user_regs_x86_64 other{};
#else
  kcall::user_regs_ia32 other{};
#endif
  CHECK(kcall::ptrace_getregset<G>(id, other) == errc::einval);
  CHECK(kcall::ptrace_kill<G>(id));
  const auto end = child.wait();
  CHECK(end.signaled());
  CHECK(static_cast<int>(end.term_signal()) == SIGKILL);
}

TEST_CASE_TEMPLATE("a tracee's signals", G, ALL_GATES) {
  if (lacks_ptrace<G>()) return;
  child_process child([] {
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGUSR1);
    ::sigprocmask(SIG_BLOCK, &held, nullptr);
    sigval value{};
    value.sival_int = 99;
    ::sigqueue(::getpid(), SIGUSR1, value);
    if (!kcall::ptrace_traceme<G>()) return 101;
    ::raise(SIGSTOP);
    siginfo_t got{};
    timespec none{};
    return ::sigtimedwait(&held, &got, &none) == SIGUSR1 ? got.si_value.sival_int : 102;
  });
  REQUIRE(child.stops_with(SIGSTOP));
  const pid id = child.id();
  kcall::sigset held;
  CHECK(kcall::ptrace_getsigmask<G>(id, held));
  CHECK(held == kcall::sigset{kcall::signal::sigusr1});
  CHECK(kcall::ptrace_setsigmask<G>(id, kcall::sigset{kcall::signal::sigusr1, kcall::signal::sigusr2}));
  CHECK(kcall::ptrace_getsigmask<G>(id, held));
  CHECK(held == kcall::sigset{kcall::signal::sigusr1, kcall::signal::sigusr2});
  if constexpr (kcall::detail::native_layout<G>) {
    kcall::siginfo_t info{};
    CHECK(kcall::ptrace_getsiginfo<G>(id, info));
    CHECK(info.si_signo == SIGSTOP);
    CHECK(info.sender() == id);
    info.si_errno = 5;
    CHECK(kcall::ptrace_setsiginfo<G>(id, info));
    siginfo_t seen{};
    CHECK(theirs(PTRACE_GETSIGINFO, id, nullptr, &seen) == 0);
    CHECK(seen.si_errno == 5);
    kcall::siginfo_t list[3];
    kcall::ptrace_peeksiginfo_args wanted{0, PTRACE_PEEKSIGINFO_SHARED, 3};
    CHECK(kcall::ptrace_peeksiginfo<G>(id, wanted, &list[0]) == 1);
    CHECK(list[0].si_signo == SIGUSR1);
    CHECK(list[0].value_int() == 99);
    wanted.off = 1;
    CHECK(kcall::ptrace_peeksiginfo<G>(id, wanted, &list[0]) == 0);
    wanted.nr = -1;
    CHECK(kcall::ptrace_peeksiginfo<G>(id, wanted, &list[0]) == errc::einval);
  }
  CHECK(kcall::ptrace_cont<G>(id));
  CHECK(child.exits_with(99));
}

TEST_CASE_TEMPLATE("a tracee's system calls are seen and changed", G, ALL_GATES) {
  if (lacks_ptrace<G>()) return;
  child_process child(traced_child<G>);
  REQUIRE(child.stops_with(SIGSTOP));
  const pid id = child.id();
  CHECK(kcall::ptrace_setoptions<G>(
      id, ptrace_options::tracesysgood | ptrace_options::traceexit | ptrace_options::exitkill));
  CHECK(kcall::ptrace_setoptions<G>(id, static_cast<ptrace_options>(1U << 30)) == errc::einval);
  // raise() makes calls of its own before it returns.
  kcall::ptrace_syscall_info_t info{};
  bool found = false;
  for (int i = 0; i < 50 && !found; ++i) {
    REQUIRE(kcall::ptrace_syscall<G>(id));
    REQUIRE(child.stops_with(SIGTRAP | 0x80));
    const auto size = kcall::ptrace_get_syscall_info<G>(id, info);
    REQUIRE(size);
    if (info.op != kcall::ptrace_syscall_op::entry) continue;
    CHECK(*size == offsetof(kcall::ptrace_syscall_info_t, entry) + sizeof info.entry);
    found = info.entry.nr == SYS_getppid;
  }
  REQUIRE(found);
  CHECK(info.instruction_pointer != 0);
  CHECK(info.stack_pointer != 0);
  REQUIRE(kcall::ptrace_syscall<G>(id));
  REQUIRE(child.stops_with(SIGTRAP | 0x80));
  CHECK(kcall::ptrace_get_syscall_info<G>(id, info));
  CHECK(info.op == kcall::ptrace_syscall_op::exit);
  CHECK(info.exit.is_error == 0);
  CHECK(info.exit.rval == ::getpid());
  info.reserved = 0;
  info.flags = 0;
  info.exit.rval = 77;
  const auto set = kcall::ptrace_set_syscall_info<G>(id, info);
  if (!set) CHECK(set == errc::eio);  // before 6.16
  REQUIRE(kcall::ptrace_cont<G>(id));
  const auto stop = child.wait();
  CHECK(stop.stopped());
  CHECK(stop.stop_event() == static_cast<int>(ptrace_event::exit));
  unsigned long message = 1;
  CHECK(kcall::ptrace_geteventmsg<G>(id, message));
  const int code = set ? 78 : 17;
  CHECK(message == static_cast<unsigned long>(code) << 8);
  CHECK(kcall::ptrace_detach<G>(id));
  CHECK(child.exits_with(code));
}

TEST_CASE_TEMPLATE("a tracee makes single steps, and skips calls", G, ALL_GATES) {
  if (lacks_ptrace<G>()) return;
  child_process child(traced_child<G>);
  REQUIRE(child.stops_with(SIGSTOP));
  const pid id = child.id();
  user_regs before{}, after{};
  CHECK(kcall::ptrace_getregset<G>(id, before));
  CHECK(kcall::ptrace_singlestep<G>(id));
  CHECK(child.stops_with(SIGTRAP));
  CHECK(kcall::ptrace_getregset<G>(id, after));
#if KCALL_TARGET_X86_64
  CHECK(after.rip != before.rip);
#elif KCALL_TARGET_IA32
  CHECK(after.eip != before.eip);
#elif KCALL_TARGET_AARCH64
  CHECK(after.pc != before.pc);
#endif
#if KCALL_TARGET_X86_64 || KCALL_TARGET_IA32
  const auto block = kcall::ptrace_singleblock<G>(id);
  if (block) {
    CHECK(child.stops_with(SIGTRAP));
  } else {
    CHECK(block == errc::eio);
  }
#endif
  // No call is made: the next ones are seen at their entries only, and getppid gives what was in the register.
  CHECK(kcall::ptrace_sysemu<G>(id));
  CHECK(child.stops_with(SIGTRAP));
  CHECK(kcall::ptrace_sysemu_singlestep<G>(id));
  CHECK(child.stops_with(SIGTRAP));
}

TEST_CASE_TEMPLATE("a running process is seized, interrupted, and let go", G, ALL_GATES) {
  if (lacks_ptrace<G>()) return;
  child_process child([] {
    for (;;) ::pause();
    return 0;
  });
  const pid id = child.id();
  CHECK(kcall::ptrace_interrupt<G>(id) == errc::esrch);
  CHECK(kcall::ptrace_seize<G>(id, ptrace_options::exitkill));
  CHECK(kcall::ptrace_seize<G>(id) == errc::eperm);
  CHECK(kcall::ptrace_interrupt<G>(id));
  auto stop = child.wait();
  CHECK(stop.stopped());
  CHECK(stop.stop_event() == static_cast<int>(ptrace_event::stop));
  CHECK(kcall::ptrace_cont<G>(id));
  CHECK(::kill(id.get(), SIGSTOP) == 0);
  CHECK(child.stops_with(SIGSTOP));
  CHECK(kcall::ptrace_listen<G>(id) == errc::eio);  // this is not the group stop yet
  CHECK(kcall::ptrace_cont<G>(id, kcall::signal::sigstop));
  stop = child.wait();
  CHECK(stop.stop_event() == static_cast<int>(ptrace_event::stop));
  CHECK(kcall::ptrace_listen<G>(id));
  CHECK(::kill(id.get(), SIGCONT) == 0);
  stop = child.wait();
  CHECK(stop.stopped());
  CHECK(kcall::ptrace_detach<G>(id));
  CHECK(kcall::ptrace_detach<G>(id) == errc::esrch);
}

TEST_CASE_TEMPLATE("a running process is attached to, which stops it", G, ALL_GATES) {
  if (lacks_ptrace<G>()) return;
  child_process child([] {
    for (;;) ::pause();
    return 0;
  });
  const pid id = child.id();
  CHECK(kcall::ptrace_attach<G>(id));
  CHECK(child.stops_with(SIGSTOP));
  CHECK(kcall::ptrace_interrupt<G>(id) == errc::eio);
  // What few kernels and processes have: right, or the kernel's error for it.
  kcall::ptrace_rseq_configuration rseq{};
  const auto area = kcall::ptrace_get_rseq_configuration<G>(id, rseq);
  ptrace_rseq_configuration rseq_seen{};
  const long same = theirs(PTRACE_GET_RSEQ_CONFIGURATION, id, reinterpret_cast<void*>(sizeof rseq_seen), &rseq_seen);
  CHECK(area.has_value() == (same >= 0));
  CHECK(::memcmp(&rseq, &rseq_seen, sizeof rseq) == 0);
  kcall::ptrace_sud_config dispatch{1, 1, 1, 1};
  const auto told = kcall::ptrace_get_syscall_user_dispatch_config<G>(id, dispatch);
  if (told) {
    CHECK(dispatch.mode == 0);
    CHECK(kcall::ptrace_set_syscall_user_dispatch_config<G>(id, dispatch));
    dispatch.mode = 99;
    CHECK(kcall::ptrace_set_syscall_user_dispatch_config<G>(id, dispatch) == errc::einval);
  } else {
    CHECK((told == errc::eio || told == errc::einval));
    CHECK(!kcall::ptrace_set_syscall_user_dispatch_config<G>(id, dispatch));
  }
  const auto filter = kcall::ptrace_seccomp_get_filter<G>(id, 0, nullptr);
  CHECK((filter == errc::einval || filter == errc::eacces || filter == errc::eio));
  kcall::seccomp_metadata metadata{0, 0};
  const auto flags = kcall::ptrace_seccomp_get_metadata<G>(id, metadata);
  CHECK((flags == errc::einval || flags == errc::eacces || flags == errc::eio));
  CHECK(kcall::ptrace_detach<G>(id, kcall::signal::sigkill));
  const auto end = child.wait();
  CHECK(end.signaled());
  CHECK(kcall::ptrace_attach<G>(pid{0x7fffffff}) == errc::esrch);
}

TEST_CASE_TEMPLATE("the untyped door of ptrace", G, ALL_GATES) {
  if (lacks_ptrace<G>()) return;
  child_process child(traced_child<G>);
  REQUIRE(child.stops_with(SIGSTOP));
  CHECK(kcall::ptrace<G>(kcall::ptrace_request::setoptions, child.id(), nullptr, ptrace_options::exitkill) == 0);
  CHECK(kcall::ptrace<G>(kcall::ptrace_request::cont, child.id(), 0, kcall::signal::sigkill) == 0);
  CHECK(child.wait().signaled());
  CHECK(kcall::ptrace<G>(kcall::ptrace_request::cont, child.id()) == errc::esrch);
}
