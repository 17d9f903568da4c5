// What -fstack-protector needs in a program without a libc: a canary, which lies in the thread block, and somebody to
// call when it has been overwritten. start.hpp includes this in programs that are compiled so.
#pragma once
#include <kcall/thread_local.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Says so and ends the program by SIGABRT, in one message and without returning into the overwritten frame.
KCALL_NO_CANARY [[noreturn]] KCALL_INLINE void stack_was_smashed() {
  using trap = trap_of<gate::native>;
  using nr = abi::native::nr;
  // Not an array: clang -O0 would copy it to the stack, by memcpy.
  const char* const message = "stack smashing detected\n";
  static_cast<void>(pass<trap>(nr::write, 2, message, size_t{24}));
  constexpr int sigabrt = 6;
  const long id = pass<trap>(nr::getpid);
  static_cast<void>(pass<trap>(nr::tgkill, id, pass<trap>(nr::gettid), sigabrt));
  // Blocked, ignored or handled: nobody may go on all the same.
  __builtin_trap();
}

// By other names than compilers call them: those are reserved.

[[noreturn, gnu::weak, gnu::used]] KCALL_NO_CANARY void smashed_stack() noexcept asm("__stack_chk_fail");
void smashed_stack() noexcept { stack_was_smashed(); }

/// What position-independent ia32 code calls.
[[noreturn, gnu::weak, gnu::used, gnu::visibility("hidden")]] KCALL_NO_CANARY void smashed_stack_near() noexcept
    asm("__stack_chk_fail_local");
void smashed_stack_near() noexcept { stack_was_smashed(); }

}  // namespace kcall::inline KCALL_ABI_TAG::detail
