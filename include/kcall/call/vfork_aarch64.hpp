// vfork's assembly for gate::svc, which is clone(CLONE_VM | CLONE_VFORK | SIGCHLD) on the caller's stack: see
// call/vfork.hpp.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/call/vfork.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// vfork whose child calls child(argument), below the parent's frames, and traps should that return.
template <traps_by_svc G>
KCALL_INLINE long vfork_and_call(void (*child)(void*), void* argument) {
  register long x8 asm("x8") = 220;
  register long x0 asm("x0") = 0x4111;
  register long x1 asm("x1") = 0;
  register long x2 asm("x2") = 0;
  register long x3 asm("x3") = 0;
  register long x4 asm("x4") = 0;
  // To the compiler this returns once, and to the parent it does.
  asm volatile(
      "svc #0\n\t"
      "cbnz x0,1f\n\t"
      "mov x16,%[child]\n\t"
      "mov x0,%[argument]\n\t"
      "mov x29,#0\n\t"
      "blr x16\n\t"
      "brk #1000\n"
      "1:"
      : "+&r"(x0)
      : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), [child] "r"(child), [argument] "r"(argument)
      : "x16", "memory");
  return x0;
}

}  // namespace detail

/// vfork itself: see call/vfork.hpp. The return address never leaves x30.
template <detail::traps_by_svc G = gate::native>
[[gnu::returns_twice]] KCALL_NAKED result<pid> vfork() {
  asm("mov x8,#220\n\t"
      "mov x0,#0x4111\n\t"
      "mov x1,#0\n\t"
      "mov x2,#0\n\t"
      "mov x3,#0\n\t"
      "mov x4,#0\n\t"
      "svc #0\n\t"
      "ret");
  KCALL_NAKED_END
}

}  // namespace kcall::inline KCALL_ABI_TAG
