// A handler of each kind interrupts outer(); the unwinder must find its way from inner() through the handler to
// outer(). Exits with 0 if it does; run.py has gdb look too.
#include <unwind.h>

#include <kcall/call/process.hpp>
#include <kcall/call/signal.hpp>

extern "C" {

int volatile seen = 0;

[[gnu::noinline]] int outer(kcall::signal s) {
  if (!kcall::kill(kcall::getpid(), s)) return 1;
  asm volatile("" : : : "memory");
  return 0;
}

[[gnu::noinline]] void inner() {
  const auto look = [](_Unwind_Context* frame, void*) {
    int before = 0;
    const auto address = _Unwind_GetIPInfo(frame, &before);
    void* const function = _Unwind_FindEnclosingFunction(reinterpret_cast<void*>(address - (before == 0)));
    if (function == reinterpret_cast<void*>(&outer)) seen = seen + 1;
    return _URC_NO_REASON;
  };
  _Unwind_Backtrace(look, nullptr);
}

[[gnu::noinline]] void plain_handler(int) {
  inner();
  asm volatile("");
}

[[gnu::noinline]] void info_handler(int, kcall::siginfo_t*, void*) {
  inner();
  asm volatile("");
}

}  // extern "C"

int main() {
  if (!kcall::rt_sigaction(kcall::signal::sigusr1, plain_handler)) return 2;
  if (!kcall::rt_sigaction(kcall::signal::sigusr2, info_handler)) return 3;
  if (outer(kcall::signal::sigusr1) != 0 || outer(kcall::signal::sigusr2) != 0) return 4;
  return seen == 2 ? 0 : 5;
}
