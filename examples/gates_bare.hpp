// For gates.cpp: the ways into the kernel as one writes them by hand, inline and with nothing around them. What kcall's
// gates are measured against, so kcall gives nothing but the numbers.
#pragma once
#include <sys/auxv.h>

#include <kcall/gate/native.hpp>

namespace bare {

#if KCALL_TARGET_X86_64

struct syscall {
  using abi = kcall::abi::x86_64;
  static constexpr const char* name = "bare syscall";
  static bool find() { return true; }
  [[gnu::always_inline]] static long call(long number) {
    asm volatile("syscall" : "+a"(number) : : "rcx", "r11", "memory");
    return number;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b) {
    asm volatile("syscall" : "+a"(number) : "D"(a), "S"(b) : "rcx", "r11", "memory");
    return number;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b, long c) {
    asm volatile("syscall" : "+a"(number) : "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
    return number;
  }
};
using native = syscall;

#elif KCALL_TARGET_IA32

struct vsyscall {
  using abi = kcall::abi::ia32;
  static constexpr const char* name = "bare call *AT_SYSINFO";
  static inline unsigned long target = 0;
  static bool find() { return (target = getauxval(AT_SYSINFO)) != 0; }
  [[gnu::always_inline]] static long call(long number) {
    asm volatile("call *%1" : "+a"(number) : "D"(target) : "memory");
    return number;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b) {
    asm volatile("call *%1" : "+a"(number) : "D"(target), "b"(a), "c"(b) : "memory");
    return number;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b, long c) {
    asm volatile("call *%1" : "+a"(number) : "D"(target), "b"(a), "c"(b), "d"(c) : "memory");
    return number;
  }
};
using native = vsyscall;

#elif KCALL_TARGET_AARCH64

struct svc {
  using abi = kcall::abi::aarch64;
  static constexpr const char* name = "bare svc";
  static bool find() { return true; }
  [[gnu::always_inline]] static long call(long number) {
    register long x8 asm("x8") = number;
    register long x0 asm("x0");
    asm volatile("svc #0" : "=r"(x0) : "r"(x8) : "memory");
    return x0;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b) {
    register long x8 asm("x8") = number;
    register long x0 asm("x0") = a;
    register const void* x1 asm("x1") = b;
    asm volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1) : "memory");
    return x0;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b, long c) {
    register long x8 asm("x8") = number;
    register long x0 asm("x0") = a;
    register const void* x1 asm("x1") = b;
    register long x2 asm("x2") = c;
    asm volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
    return x0;
  }
};
using native = svc;

#endif

#if KCALL_TARGET_X86_64 || KCALL_TARGET_IA32

/// ia32 numbers, from 32-bit and from 64-bit code. Older kernels clear r8 to r11 of 64-bit callers.
struct int80 {
  using abi = kcall::abi::ia32;
  static constexpr const char* name = "bare int $0x80";
#if KCALL_TARGET_X86_64
  [[gnu::always_inline]] static long call(long number) {
    asm volatile("int $0x80" : "+a"(number) : : "r8", "r9", "r10", "r11", "memory");
    return number;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b) {
    asm volatile("int $0x80" : "+a"(number) : "b"(a), "c"(b) : "r8", "r9", "r10", "r11", "memory");
    return number;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b, long c) {
    asm volatile("int $0x80" : "+a"(number) : "b"(a), "c"(b), "d"(c) : "r8", "r9", "r10", "r11", "memory");
    return number;
  }
#else
  [[gnu::always_inline]] static long call(long number) {
    asm volatile("int $0x80" : "+a"(number) : : "memory");
    return number;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b) {
    asm volatile("int $0x80" : "+a"(number) : "b"(a), "c"(b) : "memory");
    return number;
  }
  [[gnu::always_inline]] static long call(long number, long a, const void* b, long c) {
    asm volatile("int $0x80" : "+a"(number) : "b"(a), "c"(b), "d"(c) : "memory");
    return number;
  }
#endif
};

#endif

/// Calls f.template operator()<by hand, kcall's gate of the same kind>() for those that are not the native one.
template <class F>
void each_other(const F& f) {
#if KCALL_TARGET_X86_64 || KCALL_TARGET_IA32
  f.template operator()<int80, kcall::gate::int80>();
#else
  static_cast<void>(f);
#endif
}

}  // namespace bare
