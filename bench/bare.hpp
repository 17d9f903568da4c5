// The loops that kcall is measured against, written by hand: nothing but the call in them. Arguments that a call does
// not take are ignored by the kernel, so one loop serves all calls of up to three.
#pragma once
#include "contender.hpp"

namespace bench {

/// bare<G>::repeat<number>(calls, a, b, c): what G does, by hand.
template <class G>
struct bare;

#if KCALL_TARGET_X86_64

template <>
struct bare<kcall::gate::syscall> {
  template <long number>
  [[gnu::always_inline]] static void repeat(unsigned long calls, long a, const void* b, long c) {
    asm volatile(
        ".balign 64\n"
        "1:\tmov %[number], %%eax\n\tsyscall\n\tdec %[calls]\n\tjnz 1b"
        : [calls] "+r"(calls)
        : [number] "i"(number), "D"(a), "S"(b), "d"(c)
        : "rax", "rcx", "r11", "cc", "memory");
  }
};
template <>
struct bare<kcall::gate::x32> : bare<kcall::gate::syscall> {};

/// Older kernels clear r8 to r11 of 64-bit callers.
template <>
struct bare<kcall::gate::int80> {
  template <long number>
  [[gnu::always_inline]] static void repeat(unsigned long calls, long a, const void* b, long c) {
    asm volatile(
        ".balign 64\n"
        "1:\tmov %[number], %%eax\n\tint $0x80\n\tdec %[calls]\n\tjnz 1b"
        : [calls] "+D"(calls)
        : [number] "i"(number), "b"(a), "c"(b), "d"(c)
        : "rax", "r8", "r9", "r10", "r11", "cc", "memory");
  }
};

#elif KCALL_TARGET_IA32

template <>
struct bare<kcall::gate::int80> {
  template <long number>
  [[gnu::always_inline]] static void repeat(unsigned long calls, long a, const void* b, long c) {
    asm volatile(
        ".balign 64\n"
        "1:\tmov %[number], %%eax\n\tint $0x80\n\tdec %[calls]\n\tjnz 1b"
        : [calls] "+D"(calls)
        : [number] "i"(number), "b"(a), "c"(b), "d"(c)
        : "eax", "cc", "memory");
  }
};

/// Calls a function that enters the kernel.
template <auto target>
struct bare_called {
  template <long number>
  [[gnu::always_inline]] static void repeat(unsigned long calls, long a, const void* b, long c) {
    asm volatile(
        ".balign 64\n"
        "1:\tmov %[number], %%eax\n\tcall *%[target]\n\tdec %[calls]\n\tjnz 1b"
        : [calls] "+S"(calls)
        : [number] "i"(number), [target] "D"(target()), "b"(a), "c"(b), "d"(c)
        : "eax", "cc", "memory");
  }
};

inline unsigned long kernel_vsyscall() { return here.kernel_vsyscall; }
template <>
struct bare<kcall::gate::vsyscall> : bare_called<kernel_vsyscall> {};

KCALL_NAKED inline void sysenter_by_hand() { asm("push %ecx\n\tpush %edx\n\tpush %ebp\n\tmov %esp, %ebp\n\tsysenter"); }
inline void (*sysenter_address())() { return sysenter_by_hand; }
template <>
struct bare<kcall::gate::sysenter> : bare_called<sysenter_address> {};

#elif KCALL_TARGET_AARCH64

template <>
struct bare<kcall::gate::svc> {
  template <long number>
  [[gnu::always_inline]] static void repeat(unsigned long calls, long a, const void* b, long c) {
    register long x0 asm("x0");
    register const void* x1 asm("x1") = b;
    register long x2 asm("x2") = c;
    register long x8 asm("x8") = number;
    asm volatile(
        ".balign 64\n"
        "1:\tmov x0, %[a]\n\tsvc #0\n\tsubs %[calls], %[calls], #1\n\tb.ne 1b"
        : [calls] "+r"(calls), "=&r"(x0)
        : [a] "r"(a), "r"(x1), "r"(x2), "r"(x8)
        : "cc", "memory");
  }
};

#endif

}  // namespace bench
