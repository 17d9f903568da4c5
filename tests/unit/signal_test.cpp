// Signals: handlers that really run, and glibc's functions as witnesses of what was set.
#include "support.hpp"

#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <bit>
#include <kcall/call/process.hpp>
#include <kcall/call/signal.hpp>

#include <cerrno>
#include <cstring>

// Handlers can only be set through gates of this code's own ABI.
#if KCALL_TARGET_X86_64
#define HANDLER_GATES kcall::gate::syscall, test::libc_gate
#else
#define HANDLER_GATES ALL_GATES
#endif

namespace {

using kcall::errc;
using kcall::pid;
using kcall::sig_how;
using kcall::sigaction_flags;
using kcall::sigaction_t;
using signals = kcall::sigset;
using number = kcall::signal;

volatile int calls;
volatile int last_number;
volatile int last_code;
volatile int last_sender;
volatile unsigned last_user;
volatile int last_value;
volatile bool was_aligned;
volatile bool context_seen;
kcall::uint64_t mask_inside;
int pipe_end = -1;

void forget() {
  calls = 0;
  last_number = 0;
  last_code = 0;
  last_sender = 0;
  last_value = 0;
  was_aligned = false;
  context_seen = false;
  mask_inside = 0;
}

/// The stack as the ABI wants it: a variable aligned to 16 really is, without the function aligning the stack itself.
[[gnu::noinline]] bool aligned() {
  alignas(16) volatile char sample[16] = {};
  void* where = const_cast<char*>(&sample[0]);
  asm volatile("" : "+r"(where) : : "memory");
  return reinterpret_cast<kcall::uintptr_t>(where) % 16 == 0;
}

void note_mask() {
  sigset_t now;
  ::sigprocmask(SIG_BLOCK, nullptr, &now);
  std::memcpy(&mask_inside, &now, sizeof mask_inside);
}

void plain(int s) {
  calls = calls + 1;
  last_number = s;
  was_aligned = aligned();
  note_mask();
}

void info(int s, kcall::siginfo_t* told, void* context) {
  calls = calls + 1;
  last_number = s;
  was_aligned = aligned();
  if (told->number() != static_cast<number>(s)) last_number = -1;
  last_code = told->si_code;
  last_sender = told->sender().get();
  last_user = told->sender_uid().get();
  last_value = told->value_int();
  // The set that was blocked before, and comes back after.
  const auto* const frame = static_cast<const ucontext_t*>(context);
  context_seen = !::sigismember(&frame->uc_sigmask, s);
  note_mask();
}

void write_byte(int) {
  calls = calls + 1;
  static_cast<void>(::write(pipe_end, "x", 1));
}

void count_only(int) { calls = calls + 1; }

bool is_blocked(int s) {
  sigset_t now;
  ::sigprocmask(SIG_BLOCK, nullptr, &now);
  return ::sigismember(&now, s) == 1;
}

// Of the others, glibc and qemu-user keep some for themselves.
constexpr number real_time = number::sigrtmin + 8;

/// All that can be blocked: not sigkill, not sigstop, and under qemu-user not those that it needs.
kcall::uint64_t most_signals() {
  const kcall::uint64_t all = ~kcall::uint64_t{0};
  kcall::uint64_t before = 0, most = 0;
  ::syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &before, 8);
  ::syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, &most, 8);
  return most;
}

/// Puts a signal's action back, and unblocks it.
struct keep_action {
  int number;
  struct sigaction before;
  explicit keep_action(int s) : number(s), before() { ::sigaction(s, nullptr, &before); }
  keep_action(const keep_action&) = delete;
  keep_action& operator=(const keep_action&) = delete;
  ~keep_action() {
    ::sigaction(number, &before, nullptr);
    sigset_t one;
    ::sigemptyset(&one);
    ::sigaddset(&one, number);
    ::sigprocmask(SIG_UNBLOCK, &one, nullptr);
  }
};

template <class F>
int status_of(F f) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    for (int s = 1; s < 32; ++s) ::signal(s, SIG_DFL);
    f();
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

}  // namespace

TEST_CASE("sigset") {
  signals set;
  CHECK(set.empty());
  set.add(number::sighup).add(number::sigrtmax).add(number::sigkill);
  CHECK(set.bits() == 0x8000'0000'0000'0101);
  CHECK(set.has(number::sigkill));
  CHECK(!set.has(number::sigint));
  set.remove(number::sigkill);
  CHECK(set == signals{number::sigrtmax, number::sighup});
  CHECK(set.add(static_cast<number>(0)).add(static_cast<number>(65)) == signals{number::sigrtmax, number::sighup});
  CHECK(~signals{} == signals::full());
  CHECK((signals{number::sigint} | signals{number::sigterm}) == signals{number::sigint, number::sigterm});
  CHECK((signals::full() & signals{number::sigterm}) == signals{number::sigterm});
  for (int s = 1; s <= 64; ++s) {
    sigset_t theirs;
    ::sigemptyset(&theirs);
    const bool can = ::sigaddset(&theirs, s) == 0;  // glibc keeps two for itself
    kcall::uint64_t bits = 0;
    std::memcpy(&bits, &theirs, sizeof bits);
    if (can) CHECK(signals{static_cast<number>(s)}.bits() == bits);
  }
}

TEST_CASE_TEMPLATE("kill and tgkill", G, ALL_GATES) {
  const pid self{::getpid()};
  CHECK(kcall::kill<G>(self, number::none));
  CHECK(kcall::kill<G>(self, static_cast<number>(65)) == errc::einval);
  CHECK(kcall::kill<G>(pid{0x7fff'fff0}, number::none) == errc::esrch);
  const pid thread{static_cast<int>(::syscall(SYS_gettid))};
  CHECK(kcall::tgkill<G>(self, thread, number::none));
  CHECK(kcall::tgkill<G>(pid{-1}, thread, number::none) == errc::einval);
  CHECK(kcall::tgkill<G>(self, pid{0x7fff'fff0}, number::none) == errc::esrch);
  CHECK(WTERMSIG(status_of([] { static_cast<void>(kcall::kill<G>(pid{::getpid()}, number::sigusr2)); })) == SIGUSR2);
  CHECK(WTERMSIG(status_of([] {
          const pid me{::getpid()};
          static_cast<void>(kcall::tgkill<G>(me, me, number::sigkill));
        })) == SIGKILL);
}

TEST_CASE_TEMPLATE("a handler with one argument runs and returns, many times", G, HANDLER_GATES) {
  const keep_action keep(SIGUSR1);
  forget();
  REQUIRE(kcall::rt_sigaction<G>(number::sigusr1, plain));
  for (int i = 1; i <= 5000; ++i) {
    ::raise(SIGUSR1);
    REQUIRE(calls == i);
  }
  CHECK(last_number == SIGUSR1);
  CHECK(was_aligned);
  CHECK((mask_inside & signals{number::sigusr1}.bits()) != 0);
  CHECK(!is_blocked(SIGUSR1));
}

TEST_CASE_TEMPLATE("a handler with three arguments is told who sent what", G, HANDLER_GATES) {
  const keep_action keep(SIGUSR2);
  forget();
  REQUIRE(kcall::rt_sigaction<G>(number::sigusr2, info));
  for (int i = 1; i <= 5000; ++i) {
    ::kill(::getpid(), SIGUSR2);
    REQUIRE(calls == i);
  }
  CHECK(last_number == SIGUSR2);
  CHECK(was_aligned);
  CHECK(context_seen);
  CHECK(last_code == static_cast<int>(kcall::si_codes::user));
  CHECK(last_sender == ::getpid());
  CHECK(last_user == ::getuid());
  CHECK((mask_inside & signals{number::sigusr2}.bits()) != 0);
  CHECK(!is_blocked(SIGUSR2));

  const pid thread{static_cast<int>(::syscall(SYS_gettid))};
  CHECK(kcall::tgkill<G>(pid{::getpid()}, thread, number::sigusr2));
  CHECK(last_code == static_cast<int>(kcall::si_codes::tkill));

  union sigval value = {};
  value.sival_int = 12345;
  CHECK(::sigqueue(::getpid(), SIGUSR2, value) == 0);
  CHECK(last_code == static_cast<int>(kcall::si_codes::queue));
  CHECK(last_value == 12345);
}

TEST_CASE_TEMPLATE("real-time signals have handlers too", G, HANDLER_GATES) {
  // 40: below are glibc's own, and qemu-user's.
  const keep_action keep(40);
  forget();
  REQUIRE(kcall::rt_sigaction<G>(number::sigrtmin + 8, info));
  ::raise(40);
  CHECK(calls == 1);
  CHECK(last_number == 40);
}

TEST_CASE_TEMPLATE("glibc sees the action that was set, and kcall the one that glibc set", G, HANDLER_GATES) {
  const keep_action keep(SIGUSR1);
  const auto flags = sigaction_flags::restart | sigaction_flags::nodefer;
  REQUIRE(kcall::rt_sigaction<G>(number::sigusr1, sigaction_t(plain, flags, signals{number::sigterm, number::sigint})));
  struct sigaction theirs = {};
  REQUIRE(::sigaction(SIGUSR1, nullptr, &theirs) == 0);
  CHECK((theirs.sa_handler == &plain));  // doctest cannot print pointers to functions
  const unsigned known = SA_RESTART | SA_NODEFER | SA_SIGINFO | SA_RESETHAND;
  CHECK((static_cast<unsigned>(theirs.sa_flags) & known) == (SA_RESTART | SA_NODEFER));
  CHECK(::sigismember(&theirs.sa_mask, SIGTERM) == 1);
  CHECK(::sigismember(&theirs.sa_mask, SIGINT) == 1);
  CHECK(::sigismember(&theirs.sa_mask, SIGHUP) == 0);

  theirs.sa_flags = static_cast<int>(SA_SIGINFO | SA_RESETHAND);
  theirs.sa_sigaction = std::bit_cast<void (*)(int, siginfo_t*, void*)>(&info);
  ::sigemptyset(&theirs.sa_mask);
  ::sigaddset(&theirs.sa_mask, SIGHUP);
  REQUIRE(::sigaction(SIGUSR1, &theirs, nullptr) == 0);
  const auto seen = kcall::rt_sigaction<G>(number::sigusr1);
  REQUIRE(seen);
  CHECK((seen->handler.info == &info));
  CHECK(kcall::has(seen->flags, sigaction_flags::siginfo | sigaction_flags::resethand));
  CHECK(seen->mask == signals{number::sighup});
  // The old action comes back, and can be set again as it is.
  const auto old = kcall::rt_sigaction<G>(number::sigusr1, plain);
  REQUIRE(old);
  CHECK((old->handler.info == &info));
  CHECK(kcall::rt_sigaction<G>(number::sigusr1, &*old, nullptr));
  forget();
  ::raise(SIGUSR1);
  CHECK(calls == 1);
  CHECK(last_code == static_cast<int>(kcall::si_codes::tkill));
  const auto after = kcall::rt_sigaction<G>(number::sigusr1);  // resethand
  REQUIRE(after);
  CHECK(after->is_default());
}

TEST_CASE_TEMPLATE("the mask of an action holds while its handler runs", G, HANDLER_GATES) {
  const keep_action keep(SIGUSR1);
  forget();
  REQUIRE(kcall::rt_sigaction<G>(number::sigusr1, sigaction_t(plain, {}, signals{number::sigterm, real_time})));
  ::raise(SIGUSR1);
  CHECK(mask_inside == signals{number::sigusr1, number::sigterm, real_time}.bits());
  REQUIRE(kcall::rt_sigaction<G>(number::sigusr1, sigaction_t(plain, sigaction_flags::nodefer)));
  ::raise(SIGUSR1);
  CHECK(mask_inside == 0);
  REQUIRE(kcall::rt_sigaction<G>(number::sigusr1, sigaction_t(info, sigaction_flags::nodefer, signals::full())));
  ::raise(SIGUSR1);
  // qemu-user shows the two that cannot be blocked.
  CHECK((mask_inside & ~signals{number::sigkill, number::sigstop}.bits()) == most_signals());
  CHECK(calls == 3);
  CHECK(!is_blocked(SIGTERM));
}

TEST_CASE_TEMPLATE("ignore and default", G, ALL_GATES) {
  const keep_action keep(SIGURG);
  ::signal(SIGURG, SIG_DFL);
  const auto first = kcall::rt_sigaction<G>(number::sigurg, sigaction_t::ignore(sigaction_flags::restart));
  REQUIRE(first);
  CHECK(first->is_default());
  struct sigaction theirs = {};
  ::sigaction(SIGURG, nullptr, &theirs);
  CHECK((theirs.sa_handler == SIG_IGN));
  CHECK((theirs.sa_flags & SA_RESTART) != 0);
  const auto second = kcall::rt_sigaction<G>(number::sigurg);
  REQUIRE(second);
  CHECK(second->is_ignore());
  CHECK(kcall::has(second->flags, sigaction_flags::restart));
  const sigaction_t back = sigaction_t::default_();
  sigaction_t old;
  CHECK(kcall::rt_sigaction<G>(number::sigurg, &back, &old));
  CHECK(old.is_ignore());
  CHECK(kcall::rt_sigaction<G>(number::sigurg, nullptr, nullptr));
  CHECK(kcall::rt_sigaction<G>(number::sigkill, sigaction_t::ignore()).error_or(errc{}) == errc::einval);
  CHECK(kcall::rt_sigaction<G>(static_cast<number>(65)).error_or(errc{}) == errc::einval);
  CHECK(kcall::rt_sigaction<G>(number::none).error_or(errc{}) == errc::einval);
}

#if KCALL_TARGET_X86_64
TEST_CASE("int $0x80 in 64-bit code sets no handlers and hides none") {
  using gate = kcall::gate::int80;
  const keep_action keep(SIGUSR1);
  ::signal(SIGUSR1, SIG_DFL);
  const sigaction_t action(plain);
  CHECK(kcall::rt_sigaction<gate>(number::sigusr1, &action, nullptr) == errc::eopnotsupp);
  CHECK(kcall::rt_sigaction<gate>(number::sigusr1, action).error_or(errc{}) == errc::eopnotsupp);
  ::signal(SIGUSR1, plain);
  CHECK(kcall::rt_sigaction<gate>(number::sigusr1).error_or(errc{}) == errc::eoverflow);
  CHECK(kcall::rt_sigaction<gate>(number::sigusr1, sigaction_t::ignore()).error_or(errc{}) == errc::eoverflow);
  CHECK((::signal(SIGUSR1, plain) == &plain));
  const sigaction_t ignore = sigaction_t::ignore();
  CHECK(kcall::rt_sigaction<gate>(number::sigusr1, &ignore, nullptr));
  CHECK((::signal(SIGUSR1, plain) == SIG_IGN));
}
#endif

TEST_CASE_TEMPLATE("a handler interrupts a call, and with restart does not", G, HANDLER_GATES) {
  const keep_action keep(SIGALRM);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  pipe_end = ends[1];
  // Again and again, in case it comes before the read.
  const itimerval soon = {{0, 5000}, {0, 5000}};
  const itimerval never = {};
  char byte = 0;

  calls = 0;
  REQUIRE(kcall::rt_sigaction<G>(number::sigalrm, count_only));
  ::setitimer(ITIMER_REAL, &soon, nullptr);
  errno = 0;
  CHECK(::read(ends[0], &byte, 1) == -1);
  CHECK(errno == EINTR);
  ::setitimer(ITIMER_REAL, &never, nullptr);
  CHECK(calls >= 1);

  calls = 0;
  REQUIRE(kcall::rt_sigaction<G>(number::sigalrm, sigaction_t(write_byte, sigaction_flags::restart)));
  ::setitimer(ITIMER_REAL, &soon, nullptr);
  CHECK(::read(ends[0], &byte, 1) == 1);
  ::setitimer(ITIMER_REAL, &never, nullptr);
  CHECK(calls >= 1);
  CHECK(byte == 'x');
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE_TEMPLATE("a handler for a fault is told the address", G, HANDLER_GATES) {
  const int status = status_of([] {
    static void* page;
    page = ::mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const auto handler = +[](int s, kcall::siginfo_t* told, void*) {
      const bool right =
          s == SIGSEGV && told->is(kcall::segv_codes::accerr) && told->address() == static_cast<char*>(page) + 24;
      ::_exit(right ? 88 : 1);
    };
    if (!kcall::rt_sigaction<G>(number::sigsegv, handler)) ::_exit(2);
    static_cast<volatile char*>(page)[24] = 1;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 88);
}

TEST_CASE_TEMPLATE("a handler on a stack of its own", G, HANDLER_GATES) {
  const int status = status_of([] {
    static char stack[65536];
    const stack_t other = {stack, 0, sizeof stack};
    if (::sigaltstack(&other, nullptr) != 0) ::_exit(1);
    static volatile bool inside;
    const auto handler = +[](int) {
      char here;
      const volatile char* const where = &here;
      inside = where >= &stack[0] && where < &stack[0] + sizeof stack && aligned();
    };
    if (!kcall::rt_sigaction<G>(number::sigusr1, sigaction_t(handler, sigaction_flags::onstack))) ::_exit(2);
    for (int i = 0; i < 100; ++i) ::raise(SIGUSR1);
    ::_exit(inside ? 88 : 3);
  });
  CHECK(WEXITSTATUS(status) == 88);
}

TEST_CASE_TEMPLATE("sigchld tells the handler about the child", G, HANDLER_GATES) {
  const keep_action keep(SIGCHLD);
  static volatile int child, code, told_status;
  child = 0;
  code = 0;
  told_status = 0;
  const auto handler = +[](int, kcall::siginfo_t* told, void*) {
    child = told->child_pid().get();
    code = told->si_code;
    told_status = told->status();
  };
  REQUIRE(kcall::rt_sigaction<G>(number::sigchld, handler));
  const pid_t made = ::fork();
  if (made == 0) ::_exit(6);
  int status = 0;
  while (::waitpid(made, &status, 0) == -1 && errno == EINTR) {
  }
  CHECK(child == made);
  CHECK(code == static_cast<int>(kcall::cld_codes::exited));
  CHECK(told_status == 6);
}

TEST_CASE_TEMPLATE("registers and floating point survive a handler", G, HANDLER_GATES) {
  const keep_action keep(SIGVTALRM);
  calls = 0;
  REQUIRE(kcall::rt_sigaction<G>(number::sigvtalrm, count_only));
  const itimerval often = {{0, 1000}, {0, 1000}};
  const itimerval never = {};
  const auto work = [] {
    unsigned long sum = 1;
    double product = 1;
    for (unsigned long i = 1; i < 300000; ++i) {
      sum = sum * 31 + i;
      product = product * 1.0000001 + 1.0 / static_cast<double>(i);
    }
    return static_cast<double>(sum % 1000003) + product;
  };
  const double quiet = work();
  ::setitimer(ITIMER_VIRTUAL, &often, nullptr);
  int same = 0;
  for (int i = 0; i < 30; ++i) same += work() <= quiet && work() >= quiet;
  ::setitimer(ITIMER_VIRTUAL, &never, nullptr);
  CHECK(same == 30);
}

TEST_CASE_TEMPLATE("rt_sigprocmask does what glibc's does", G, ALL_GATES) {
  sigset_t before;
  ::sigprocmask(SIG_BLOCK, nullptr, &before);
  const auto old = kcall::rt_sigprocmask<G>(sig_how::setmask, signals{number::sigusr1});
  REQUIRE(old);
  kcall::uint64_t bits = 0;
  std::memcpy(&bits, &before, sizeof bits);
  CHECK(old->bits() == bits);
  CHECK(is_blocked(SIGUSR1));
  CHECK(kcall::rt_sigprocmask<G>(sig_how::block, signals{number::sigusr2, real_time}));
  CHECK(is_blocked(SIGUSR1));
  CHECK(is_blocked(SIGUSR2));
  CHECK(is_blocked(static_cast<int>(real_time)));
  CHECK(kcall::rt_sigprocmask<G>(sig_how::unblock, signals{number::sigusr1}));
  CHECK(!is_blocked(SIGUSR1));
  const auto now = kcall::rt_sigprocmask<G>();
  REQUIRE(now);
  CHECK(*now == signals{number::sigusr2, real_time});
  // The whole set is a value, not an error; two signals cannot be held back.
  CHECK(kcall::rt_sigprocmask<G>(sig_how::setmask, signals::full()));
  const auto full = kcall::rt_sigprocmask<G>();
  CHECK(kcall::rt_sigprocmask<G>(sig_how::setmask, *old));
  REQUIRE(full);
  CHECK(full->bits() == most_signals());
  CHECK(kcall::rt_sigprocmask<G>(static_cast<sig_how>(7), signals{}).error_or(errc{}) == errc::einval);
  CHECK(kcall::rt_sigprocmask<G>(sig_how::block, reinterpret_cast<const signals*>(1), nullptr) == errc::efault);
  CHECK(kcall::rt_sigprocmask<G>(sig_how::block, nullptr, nullptr));
}

TEST_CASE_TEMPLATE("rt_sigpending and rt_sigsuspend", G, ALL_GATES) {
  const keep_action keep(SIGUSR1);
  ::signal(SIGUSR1, plain);
  forget();
  const auto old = kcall::rt_sigprocmask<G>(sig_how::block, signals{number::sigusr1});
  REQUIRE(old);
  ::raise(SIGUSR1);
  CHECK(calls == 0);
  const auto waiting = kcall::rt_sigpending<G>();
  REQUIRE(waiting);
  CHECK(waiting->has(number::sigusr1));
  CHECK(!waiting->has(number::sigusr2));
  CHECK(kcall::rt_sigsuspend<G>(*old) == errc::eintr);
  CHECK(calls == 1);
  CHECK(is_blocked(SIGUSR1));
  const auto none = kcall::rt_sigpending<G>();
  REQUIRE(none);
  CHECK(!none->has(number::sigusr1));
  CHECK(kcall::rt_sigprocmask<G>(sig_how::setmask, *old));
}

TEST_CASE("siginfo_t lies as the headers here have it") {
  ::siginfo_t theirs;
  std::memset(&theirs, 0, sizeof theirs);
  const auto ours = [&] {
    kcall::siginfo_t copy;
    static_assert(sizeof copy == sizeof theirs);
    std::memcpy(&copy, &theirs, sizeof copy);
    return copy;
  };
  theirs.si_signo = SIGCHLD;
  theirs.si_errno = 2;
  theirs.si_code = CLD_DUMPED;
  theirs.si_pid = 4;
  theirs.si_uid = 4294967290U;
  theirs.si_status = 6;
  theirs.si_utime = 7;
  theirs.si_stime = 8;
  CHECK(ours().number() == number::sigchld);
  CHECK(ours().si_errno == 2);
  CHECK(ours().is(kcall::cld_codes::dumped));
  CHECK(ours().child_pid() == pid{4});
  CHECK(ours().child_uid() == kcall::uid{4294967290U});
  CHECK(ours().status() == 6);
  CHECK(ours().user_ticks() == 7);
  CHECK(ours().system_ticks() == 8);
  theirs.si_value.sival_ptr = &theirs;
  CHECK(ours().value_pointer() == &theirs);
  theirs.si_timerid = 9;
  theirs.si_overrun = 10;
  CHECK(ours().timer_id() == 9);
  CHECK(ours().timer_overrun() == 10);
  theirs.si_addr = &theirs;
  theirs.si_addr_lsb = 11;
  CHECK(ours().address() == &theirs);
  CHECK(ours().address_lsb() == 11);
  theirs.si_band = 12;
  theirs.si_fd = 13;
  CHECK(ours().poll_events() == 12);
  CHECK(ours().poll_fd() == kcall::fd{13});
  theirs.si_call_addr = &theirs;
  theirs.si_syscall = 14;
  theirs.si_arch = 15;
  CHECK(ours().call_address() == &theirs);
  CHECK(ours().call_number() == 14);
  CHECK(ours().call_arch() == 15);
}

TEST_CASE("signals have the numbers of the headers here") {
  CHECK(static_cast<int>(number::sighup) == SIGHUP);
  CHECK(static_cast<int>(number::sigbus) == SIGBUS);
  CHECK(static_cast<int>(number::sigusr1) == SIGUSR1);
  CHECK(static_cast<int>(number::sigusr2) == SIGUSR2);
  CHECK(static_cast<int>(number::sigstkflt) == SIGSTKFLT);
  CHECK(static_cast<int>(number::sigchld) == SIGCHLD);
  CHECK(static_cast<int>(number::sigtstp) == SIGTSTP);
  CHECK(static_cast<int>(number::sigttou) == SIGTTOU);
  CHECK(static_cast<int>(number::sigurg) == SIGURG);
  CHECK(static_cast<int>(number::sigwinch) == SIGWINCH);
  CHECK(static_cast<int>(number::sigpoll) == SIGPOLL);
  CHECK(static_cast<int>(number::sigpwr) == SIGPWR);
  CHECK(static_cast<int>(number::sigsys) == SIGSYS);
  CHECK(static_cast<int>(number::sigrtmax) == SIGRTMAX);
  CHECK(static_cast<unsigned long>(sigaction_flags::resethand) == static_cast<unsigned>(SA_RESETHAND));
  CHECK(static_cast<unsigned long>(sigaction_flags::nodefer) == SA_NODEFER);
  CHECK(static_cast<unsigned long>(sigaction_flags::onstack) == SA_ONSTACK);
  CHECK(static_cast<unsigned long>(sigaction_flags::restart) == SA_RESTART);
}
