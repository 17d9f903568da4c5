// clone's assembly for gate::svc: see call/clone.hpp. There is no red zone, so it can be inlined.
#pragma once
#include <kcall/call/vfork.hpp>
#include <kcall/gate/native.hpp>
#include <kcall/types/clone.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Makes the call `number` with five words; in the child exits with what start->run(start->argument) gives.
template <traps_by_svc G>
KCALL_INLINE long clone_and_call(long number, const long* words, clone_start* start) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  register long x8 asm("x8") = number;
  register long x0 asm("x0") = words[0];
  register long x1 asm("x1") = words[1];
  register long x2 asm("x2") = words[2];
  register long x3 asm("x3") = words[3];
  register long x4 asm("x4") = words[4];
  KCALL_POINTER_ARITHMETIC_END
  // To the compiler this returns once, and to the parent it does.
  asm volatile(
      "svc #0\n\t"
      "cbnz x0,1f\n\t"
      "mov x16,sp\n\t"
      "and sp,x16,#-16\n\t"
      "ldp x16,x0,[%[start]]\n\t"
      "mov x29,#0\n\t"
      "blr x16\n\t"
      "mov x8,#93\n\t"
      "svc #0\n\t"
      "brk #1000\n"
      "1:"
      : "+&r"(x0)
      : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), [start] "r"(start)
      : "x16", "memory");
  return x0;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
