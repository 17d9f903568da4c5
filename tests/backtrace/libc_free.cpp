// handler.cpp without a libc: a handler of each kind interrupts outer(), the last one on a stack of its own, and run.py
// has gdb look for the way back. There is no unwinder to ask here.
#include <kcall/alternate_stack.hpp>
#include <kcall/call/process.hpp>
#include <kcall/call/signal.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>

extern "C" {

int volatile seen = 0;

[[gnu::noinline]] int outer(kcall::signal s) {
  if (!kcall::kill(kcall::getpid(), s)) return 1;
  asm volatile("" : : : "memory");
  return 0;
}

[[gnu::noinline]] void inner() { seen = seen + 1; }

[[gnu::noinline]] void plain_handler(int) {
  inner();
  asm volatile("");
}

[[gnu::noinline]] void info_handler(int, kcall::siginfo_t*, void*) {
  inner();
  asm volatile("");
}

[[gnu::noinline]] void plain_elsewhere(int) {
  inner();
  asm volatile("");
}

[[gnu::noinline]] void info_elsewhere(int, kcall::siginfo_t*, void*) {
  inner();
  asm volatile("");
}

}  // extern "C"

int main() {
  using kcall::sigaction_flags;
  kcall::alternate_stack stack;
  if (!stack.use()) return 2;
  if (!kcall::rt_sigaction(kcall::signal::sigusr1, plain_handler)) return 3;
  if (!kcall::rt_sigaction(kcall::signal::sigusr2, info_handler)) return 3;
  if (outer(kcall::signal::sigusr1) != 0 || outer(kcall::signal::sigusr2) != 0) return 4;
  if (!kcall::rt_sigaction(kcall::signal::sigusr1, {plain_elsewhere, sigaction_flags::onstack})) return 3;
  if (!kcall::rt_sigaction(kcall::signal::sigusr2, {info_elsewhere, sigaction_flags::onstack})) return 3;
  if (outer(kcall::signal::sigusr1) != 0 || outer(kcall::signal::sigusr2) != 0) return 4;
  return seen == 4 ? 0 : 5;
}
