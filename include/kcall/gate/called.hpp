// What gates share that enter ia32 kernels by calling a function, as the C library does: the kernel's own
// __kernel_vsyscall, or one of ours that looks the same to its caller.
//
//   number  arguments 1 to 6             result  destroyed
//   eax     ebx ecx edx esi edi ebp      eax     nothing (the function keeps ecx, edx and ebp on the stack)
//
// Source: arch/x86/entry/vdso/vdso32/system_call.S.
//
// esi is clang's base pointer and ebp the frame pointer, so both are loaded inside, from an array that eax points to.
// The function's address goes through edi, or where that holds an argument through the stack. gs:0x10, where the C
// library keeps the address, is its own thread block: a program without it has none.
#pragma once
#include <kcall/abi/ia32.hpp>
#include <kcall/gate/gate.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Target::function() gives the address to call.
template <class Target>
struct called {
  KCALL_INLINE static long enter(auto number) {
    long result;
    asm volatile("call *%%edi" : "=a"(result) : "0"(static_cast<long>(number)), "D"(Target::function()) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a) {
    long result;
    asm volatile("call *%%edi"
                 : "=a"(result)
                 : "0"(static_cast<long>(number)), "D"(Target::function()), "b"(a)
                 : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b) {
    long result;
    asm volatile("call *%%edi"
                 : "=a"(result)
                 : "0"(static_cast<long>(number)), "D"(Target::function()), "b"(a), "c"(b)
                 : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c) {
    long result;
    asm volatile("call *%%edi"
                 : "=a"(result)
                 : "0"(static_cast<long>(number)), "D"(Target::function()), "b"(a), "c"(b), "d"(c)
                 : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d) {
    const long inside[] = {static_cast<long>(number), to_word(d)};
    long result;
    asm volatile(
        "push %%esi\n\tmov 4(%%eax), %%esi\n\tmov (%%eax), %%eax\n\t"
        "call *%%edi\n\tpop %%esi"
        : "=a"(result)
        : "0"(&inside[0]), "D"(Target::function()), "b"(a), "c"(b), "d"(c)
        : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d, auto e) {
    const long inside[] = {static_cast<long>(number), to_word(d), static_cast<long>(Target::function())};
    long result;
    asm volatile(
        "push %%esi\n\tmov 4(%%eax), %%esi\n\tpush 8(%%eax)\n\tmov (%%eax), %%eax\n\t"
        "call *(%%esp)\n\tlea 4(%%esp), %%esp\n\tpop %%esi"
        : "=a"(result)
        : "0"(&inside[0]), "b"(a), "c"(b), "d"(c), "D"(e)
        : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d, auto e, auto f) {
    const long inside[] = {static_cast<long>(number), to_word(d), static_cast<long>(Target::function()), to_word(f)};
    long result;
    asm volatile(
        "push %%esi\n\tpush %%ebp\n\tmov 4(%%eax), %%esi\n\tpush 8(%%eax)\n\t"
        "mov 12(%%eax), %%ebp\n\tmov (%%eax), %%eax\n\t"
        "call *(%%esp)\n\tlea 4(%%esp), %%esp\n\tpop %%ebp\n\tpop %%esi"
        : "=a"(result)
        : "0"(&inside[0]), "b"(a), "c"(b), "d"(c), "D"(e)
        : "memory");
    return result;
  }
};

}  // namespace kcall::inline KCALL_ABI_TAG::detail
