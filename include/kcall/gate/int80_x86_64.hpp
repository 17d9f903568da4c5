// gate::int80 in 64-bit code: see gate/int80.hpp.
//
// rbx is clang's base pointer and rbp the frame pointer: they are exchanged with r12 and r13 and back.
// Never pushed: a leaf function keeps locals below the stack pointer.
#pragma once
#include <kcall/abi/ia32.hpp>
#include <kcall/error.hpp>
#include <kcall/gate/gate.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

struct int80_here {
  /// What the kernel would do to this argument if it were cut to 32 bits: nothing (0), or an error instead of a call.
  template <gate_argument T>
  KCALL_INLINE static constexpr long refusal(T argument) {
    if constexpr (is_pointer<T>) {
      return static_cast<uint64_t>(reinterpret_cast<uintptr_t>(argument)) <= 0xffffffffU
                 ? 0
                 : -static_cast<long>(errc::efault);
    } else if constexpr (sizeof(T) <= 4) {
      return 0;
    } else if constexpr (T(-1) < T(0)) {
      return argument >= -0x80000000LL && argument <= 0xffffffffLL ? 0 : -static_cast<long>(errc::eoverflow);
    } else {
      return argument <= 0xffffffffU ? 0 : -static_cast<long>(errc::eoverflow);
    }
  }

  /// An error is one in the lower half already: a debugger or emulator may leave the upper half zero.
  KCALL_INLINE static constexpr long answer(long rax) {
    return static_cast<unsigned long>(rax) - 0xfffff001UL <= 4094UL ? static_cast<int32_t>(rax) : rax;
  }

  KCALL_INLINE static long enter(auto number, auto... arguments) {
    long error = 0;
    static_cast<void>((((error = refusal(natural(arguments))) != 0) || ...));
    if (error != 0) return error;
    return answer(interrupt(static_cast<long>(number), natural(arguments)...));
  }

 private:
  KCALL_INLINE static long interrupt(auto number) {
    long result;
    asm volatile("int $0x80" : "=a"(result) : "0"(number) : "r8", "r9", "r10", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long interrupt(auto number, auto a) {
    long result;
    register auto r12 asm("r12") = a;
    asm volatile("xchg %%r12, %%rbx\n\tint $0x80\n\txchg %%r12, %%rbx"
                 : "=a"(result), "+r"(r12)
                 : "0"(number)
                 : "r8", "r9", "r10", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long interrupt(auto number, auto a, auto b) {
    long result;
    register auto r12 asm("r12") = a;
    asm volatile("xchg %%r12, %%rbx\n\tint $0x80\n\txchg %%r12, %%rbx"
                 : "=a"(result), "+r"(r12)
                 : "0"(number), "c"(b)
                 : "r8", "r9", "r10", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long interrupt(auto number, auto a, auto b, auto c) {
    long result;
    register auto r12 asm("r12") = a;
    asm volatile("xchg %%r12, %%rbx\n\tint $0x80\n\txchg %%r12, %%rbx"
                 : "=a"(result), "+r"(r12)
                 : "0"(number), "c"(b), "d"(c)
                 : "r8", "r9", "r10", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long interrupt(auto number, auto a, auto b, auto c, auto d) {
    long result;
    register auto r12 asm("r12") = a;
    asm volatile("xchg %%r12, %%rbx\n\tint $0x80\n\txchg %%r12, %%rbx"
                 : "=a"(result), "+r"(r12)
                 : "0"(number), "c"(b), "d"(c), "S"(d)
                 : "r8", "r9", "r10", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long interrupt(auto number, auto a, auto b, auto c, auto d, auto e) {
    long result;
    register auto r12 asm("r12") = a;
    asm volatile("xchg %%r12, %%rbx\n\tint $0x80\n\txchg %%r12, %%rbx"
                 : "=a"(result), "+r"(r12)
                 : "0"(number), "c"(b), "d"(c), "S"(d), "D"(e)
                 : "r8", "r9", "r10", "r11", "memory");
    return result;
  }
  KCALL_INLINE static long interrupt(auto number, auto a, auto b, auto c, auto d, auto e, auto f) {
    long result;
    register auto r12 asm("r12") = a;
    register auto r13 asm("r13") = f;
    asm volatile(
        "xchg %%r12, %%rbx\n\txchg %%r13, %%rbp\n\tint $0x80\n\t"
        "xchg %%r13, %%rbp\n\txchg %%r12, %%rbx"
        : "=a"(result), "+r"(r12), "+r"(r13)
        : "0"(number), "c"(b), "d"(c), "S"(d), "D"(e)
        : "r8", "r9", "r10", "r11", "memory");
    return result;
  }
};

}  // namespace kcall::inline KCALL_ABI_TAG::detail
