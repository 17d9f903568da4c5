// gate::svc: the `svc #0` instruction of aarch64.
//
//   number  arguments 1 to 6      result  destroyed
//   x8      x0 x1 x2 x3 x4 x5     x0      nothing else (SVE: what lies above the 128 bits of a v register)
//
// Source: arch/arm64/kernel/entry.S, syscall(2). x8 is an operand of every call: a compiler that does not know of it
// keeps its own values there.
#pragma once
#include <kcall/abi/aarch64.hpp>
#include <kcall/gate/gate.hpp>

namespace kcall::inline KCALL_ABI_TAG::gate {

/// 64-bit Arm calls.
struct svc {
  using abi = kcall::abi::aarch64;
  static constexpr const char* name = "svc";
  static constexpr bool enters_kernel = true;

  KCALL_INLINE static long enter(auto number) {
    register long x8 asm("x8") = static_cast<long>(number);
    register long result asm("x0");
    asm volatile("svc #0" : "=r"(result) : "r"(x8) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a) {
    register long x8 asm("x8") = static_cast<long>(number);
    register auto x0 asm("x0") = a;
    register long result asm("x0");
    asm volatile("svc #0" : "=r"(result) : "r"(x8), "r"(x0) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b) {
    register long x8 asm("x8") = static_cast<long>(number);
    register auto x0 asm("x0") = a;
    register auto x1 asm("x1") = b;
    register long result asm("x0");
    asm volatile("svc #0" : "=r"(result) : "r"(x8), "r"(x0), "r"(x1) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c) {
    register long x8 asm("x8") = static_cast<long>(number);
    register auto x0 asm("x0") = a;
    register auto x1 asm("x1") = b;
    register auto x2 asm("x2") = c;
    register long result asm("x0");
    asm volatile("svc #0" : "=r"(result) : "r"(x8), "r"(x0), "r"(x1), "r"(x2) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d) {
    register long x8 asm("x8") = static_cast<long>(number);
    register auto x0 asm("x0") = a;
    register auto x1 asm("x1") = b;
    register auto x2 asm("x2") = c;
    register auto x3 asm("x3") = d;
    register long result asm("x0");
    asm volatile("svc #0" : "=r"(result) : "r"(x8), "r"(x0), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d, auto e) {
    register long x8 asm("x8") = static_cast<long>(number);
    register auto x0 asm("x0") = a;
    register auto x1 asm("x1") = b;
    register auto x2 asm("x2") = c;
    register auto x3 asm("x3") = d;
    register auto x4 asm("x4") = e;
    register long result asm("x0");
    asm volatile("svc #0" : "=r"(result) : "r"(x8), "r"(x0), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d, auto e, auto f) {
    register long x8 asm("x8") = static_cast<long>(number);
    register auto x0 asm("x0") = a;
    register auto x1 asm("x1") = b;
    register auto x2 asm("x2") = c;
    register auto x3 asm("x3") = d;
    register auto x4 asm("x4") = e;
    register auto x5 asm("x5") = f;
    register long result asm("x0");
    asm volatile("svc #0" : "=r"(result) : "r"(x8), "r"(x0), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return result;
  }
};

}  // namespace kcall::inline KCALL_ABI_TAG::gate
