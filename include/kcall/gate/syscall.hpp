// gate::syscall: the `syscall` instruction of x86-64.
//
//   number  arguments 1 to 6          result  destroyed
//   rax     rdi rsi rdx r10 r8 r9     rax     rcx (return address), r11 (flags)
//
// Source: arch/x86/entry/entry_64.S, syscall(2). The kernel keeps every other register.
#pragma once
#include <kcall/abi/x86_64.hpp>
#include <kcall/gate/gate.hpp>

namespace kcall::inline KCALL_ABI_TAG::gate {

/// 64-bit calls through `syscall`.
struct syscall {
  using abi = kcall::abi::x86_64;
  static constexpr const char* name = "syscall";
  static constexpr bool enters_kernel = true;

  // "memory" always: the kernel reads and writes what pointers lead to, and may change what other calls see.
  KCALL_INLINE static long enter(auto number) {
    long result;
    asm volatile("syscall" : "=a"(result) : "0"(static_cast<long>(number)) : "rcx", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a) {
    long result;
    asm volatile("syscall" : "=a"(result) : "0"(static_cast<long>(number)), "D"(a) : "rcx", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b) {
    long result;
    asm volatile("syscall" : "=a"(result) : "0"(static_cast<long>(number)), "D"(a), "S"(b) : "rcx", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c) {
    long result;
    asm volatile("syscall"
                 : "=a"(result)
                 : "0"(static_cast<long>(number)), "D"(a), "S"(b), "d"(c)
                 : "rcx", "r11", "memory");
    return result;
  }
  // r10, r8 and r9 have no constraint letter. Their register variables are set from plain words and nothing is
  // called in between, so nothing can take them away again.
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d) {
    long result;
    register auto r10 asm("r10") = d;
    asm volatile("syscall"
                 : "=a"(result)
                 : "0"(static_cast<long>(number)), "D"(a), "S"(b), "d"(c), "r"(r10)
                 : "rcx", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d, auto e) {
    long result;
    register auto r10 asm("r10") = d;
    register auto r8 asm("r8") = e;
    asm volatile("syscall"
                 : "=a"(result)
                 : "0"(static_cast<long>(number)), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                 : "rcx", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d, auto e, auto f) {
    long result;
    register auto r10 asm("r10") = d;
    register auto r8 asm("r8") = e;
    register auto r9 asm("r9") = f;
    asm volatile("syscall"
                 : "=a"(result)
                 : "0"(static_cast<long>(number)), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                 : "rcx", "r11", "memory");
    return result;
  }
};

}  // namespace kcall::inline KCALL_ABI_TAG::gate
