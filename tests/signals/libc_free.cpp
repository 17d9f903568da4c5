// Signals in a program without a libc. Exits with 0, or with the number of the first check that failed.
//
//   libc_free            handlers of both kinds, masks, waiting, descriptors, an alternate stack
//   libc_free overflow   overflows the stack; the handler says so and exits with 42
//   libc_free twice      and the handler overflows its own, which must kill and not harm
//   libc_free helpless   overflows without an alternate stack
#include <kcall/alternate_stack.hpp>
#include <kcall/arguments.hpp>
#include <kcall/call/file.hpp>
#include <kcall/call/itimer.hpp>
#include <kcall/call/process.hpp>
#include <kcall/call/signal_queue.hpp>
#include <kcall/call/signalfd.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/signal_scope.hpp>
#include <kcall/start.hpp>

namespace {

using kcall::sigaction_flags;
using kcall::siginfo_t;
using number = kcall::signal;
using signals = kcall::sigset;

int volatile calls, last_number, last_value, last_sender;
bool volatile was_aligned, was_elsewhere;
number volatile to_raise = number::none;
kcall::uint64_t volatile mask_inside;
kcall::alternate_stack* elsewhere = nullptr;

[[noreturn]] void fail(int line) { kcall::exit_group(line); }
#define CHECK(good) static_cast<void>((good) || (fail(__COUNTER__ + 1), false))

/// A variable aligned to 16 really is, without the function aligning the stack itself.
[[gnu::noinline]] bool aligned() {
  alignas(16) char volatile sample[16] = {};
  const void* where = const_cast<const char*>(&sample[0]);
  asm volatile("" : "+r"(where) : : "memory");
  return reinterpret_cast<kcall::uintptr_t>(where) % 16 == 0;
}

[[gnu::noinline]] void note(int s) {
  calls = calls + 1;
  last_number = s;
  was_aligned = aligned();
  const char here = 0;
  was_elsewhere = elsewhere != nullptr && elsewhere->contains(&here);
  const auto held = kcall::rt_sigprocmask();
  mask_inside = held ? held->bits() : 0;
  const auto next = to_raise;
  if (next != number::none) {
    to_raise = number::none;
    static_cast<void>(kcall::kill(kcall::getpid(), next));
  }
}

void plain(int s) { note(s); }
void info(int s, siginfo_t* told, void* context) {
  note(s);
  if (told->si_signo != s || context == nullptr) last_number = -1;
  last_value = told->value_int();
  last_sender = told->sender().get();
}

void raise(number s) { CHECK(kcall::kill(kcall::getpid(), s)); }

void handlers() {
  // Often, so that a stack that is not put back exactly is noticed.
  CHECK(kcall::rt_sigaction(number::sigusr1, plain));
  calls = 0;
  for (int i = 1; i <= 3000; ++i) {
    raise(number::sigusr1);
    CHECK(calls == i && last_number == 10 && was_aligned && !was_elsewhere);
  }
  CHECK(kcall::rt_sigaction(number::sigusr2, info));
  calls = 0;
  for (int i = 1; i <= 3000; ++i) {
    CHECK(kcall::sigqueue(kcall::getpid(), number::sigusr2, i * 1001));
    CHECK(calls == i && last_number == 12 && was_aligned && last_value == i * 1001);
    CHECK(last_sender == kcall::getpid().get());
  }
  // One kind within the other.
  calls = 0;
  to_raise = number::sigusr2;
  raise(number::sigusr1);
  CHECK(calls == 2 && last_number == 12);
  to_raise = number::sigusr1;
  raise(number::sigusr2);
  CHECK(calls == 4);
  CHECK(kcall::rt_sigaction(number::sigrtmin + 9, info));
  raise(number::sigrtmin + 9);
  CHECK(calls == 5 && last_number == 41);
}

void flags() {
  const signals extra{number::sigterm, number::sigrtmin + 8};
  CHECK(kcall::rt_sigaction(number::sigusr1, {plain, sigaction_flags::resethand, extra}));
  raise(number::sigusr1);
  CHECK(mask_inside == (extra | signals{number::sigusr1}).bits());
  const auto after = kcall::rt_sigaction(number::sigusr1);
  CHECK(after && after->is_default());
  CHECK(kcall::rt_sigaction(number::sigusr1, {info, sigaction_flags::nodefer}));
  raise(number::sigusr1);
  CHECK(mask_inside == 0);
  // A captureless lambda will do.
  CHECK(kcall::rt_sigaction(
      number::sigusr1, +[](int) { calls = -7; }));
  raise(number::sigusr1);
  CHECK(calls == -7);
  CHECK(kcall::rt_sigaction(number::sigusr1, kcall::sigaction_t::ignore()));
  raise(number::sigusr1);
  CHECK(kcall::rt_sigaction(number::sigkill, plain).error_or(kcall::errc{}) == kcall::errc::einval);
}

void interrupted_calls() {
  static kcall::fd end;
  const auto pipe = kcall::pipe2(kcall::open_flags::cloexec);
  CHECK(pipe);
  end = pipe->write_end;
  const kcall::itimerval soon = {{0, 3000}, {0, 3000}};
  const kcall::itimerval never = {{0, 0}, {0, 0}};
  char byte = 0;
  CHECK(kcall::rt_sigaction(number::sigalrm, plain));
  CHECK(kcall::setitimer(kcall::itimer::real, soon));
  CHECK(kcall::read(pipe->read_end, &byte, 1) == kcall::errc::eintr);
  const auto write_one = +[](int) { static_cast<void>(kcall::write(end, "x")); };
  CHECK(kcall::rt_sigaction(number::sigalrm, {write_one, sigaction_flags::restart}));
  CHECK(kcall::read(pipe->read_end, &byte, 1) == 1 && byte == 'x');
  CHECK(kcall::setitimer(kcall::itimer::real, never));
}

void waiting() {
  CHECK(kcall::rt_sigaction(number::sigusr1, plain));
  CHECK(kcall::rt_sigaction(number::sigusr2, info));
  calls = 0;
  {
    const kcall::blocked_signals held{number::sigusr1, number::sigusr2};
    CHECK(held.held_back());
    raise(number::sigusr1);
    CHECK(calls == 0 && kcall::rt_sigpending()->has(number::sigusr1));
    CHECK(held.wait() == number::sigusr1);
    CHECK(kcall::sigqueue(kcall::getpid(), number::sigusr2, 77));
    siginfo_t told;
    CHECK(held.wait(told) == number::sigusr2 && told.value_int() == 77);
    CHECK(calls == 0);

    const kcall::unique_fd descriptor{kcall::signalfd(held.set(), kcall::sfd_flags::cloexec).value()};
    raise(number::sigusr2);
    kcall::signalfd_siginfo read_back[2];
    CHECK(kcall::read(descriptor, read_back) == sizeof(read_back[0]));
    CHECK(read_back[0].number() == number::sigusr2 && calls == 0);

    raise(number::sigusr2);
    CHECK(kcall::rt_sigsuspend(held.previous()) == kcall::errc::eintr);
    CHECK(calls == 1 && last_number == 12);
    raise(number::sigusr1);
    CHECK(calls == 1);
  }
  CHECK(calls == 2 && last_number == 10);
}

void other_stack() {
  kcall::alternate_stack stack;
  elsewhere = &stack;
  CHECK(stack.use(2 * kcall::alternate_stack::granule));
  CHECK(kcall::rt_sigaction(number::sigusr1, {plain, sigaction_flags::onstack}));
  CHECK(kcall::rt_sigaction(number::sigusr2, {info, sigaction_flags::onstack}));
  for (int i = 0; i < 100; ++i) {
    to_raise = number::sigusr2;
    was_elsewhere = false;
    raise(number::sigusr1);
    CHECK(was_elsewhere && was_aligned && last_number == 12);
  }
  CHECK(stack.release());
  raise(number::sigusr1);
  CHECK(!was_elsewhere);
}

int volatile no_depth = -1;

[[gnu::noinline]] int deeper(int depth) {
  char volatile room[512];
  room[0] = static_cast<char>(depth);
  if (depth == no_depth) return 0;
  const int further = deeper(depth + 1);
  return further + room[0];
}

kcall::uintptr_t stack_top;
bool once_more;

[[noreturn]] void overflowed(int, siginfo_t* told, void*) {
  const char here = 0;
  // On the stack that overflowed, below where it began. The kernel leaves a gap there, qemu-user maps a guard.
  const auto below = stack_top - reinterpret_cast<kcall::uintptr_t>(told->address());
  const bool absent = told->is(kcall::segv_codes::maperr) || told->is(kcall::segv_codes::accerr);
  if (!elsewhere->contains(&here) || !absent || below > (1U << 26)) kcall::exit_group(1);
  if (once_more) kcall::exit_group(deeper(0));
  static_cast<void>(kcall::write(kcall::stderr_fd, "stack overflow\n"));
  kcall::exit_group(42);
}

int overflow(bool helped, bool twice) {
  kcall::alternate_stack stack;
  elsewhere = &stack;
  stack_top = reinterpret_cast<kcall::uintptr_t>(&stack);
  once_more = twice;
  if (helped) CHECK(stack.use());
  CHECK(kcall::rt_sigaction(number::sigsegv, {overflowed, sigaction_flags::onstack}));
  return deeper(0);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) {
    const kcall::static_text word = *kcall::arguments{argc, argv}.begin();
    return overflow(word != "helpless", word == "twice");
  }
  handlers();
  flags();
  interrupted_calls();
  waiting();
  other_stack();
  return 0;
}
