// gate::int80: the software interrupt that ia32 Linux has had from the start, from ia32 code and from 64-bit code.
//
//   number  arguments 1 to 6             result  destroyed
//   eax     ebx ecx edx esi edi ebp      eax     nothing; from 64-bit code r8 to r11 (old kernels clear them)
//
// Source: arch/x86/entry/entry_32.S, arch/x86/entry/entry_64_compat.S, arch/x86/entry/common.c, syscall(2).
#pragma once
#include <kcall/abi/ia32.hpp>
#include <kcall/error.hpp>
#include <kcall/gate/gate.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

// In ia32 code. esi is clang's base pointer and ebp the frame pointer: an operand in either is silently lost in some
// functions. So they are loaded inside, from an array that eax points to, and nothing else is addressed there: ia32
// has no red zone, pushing is safe.
struct int80_in_ia32_code {
  KCALL_INLINE static long enter(auto number) {
    long result;
    asm volatile("int $0x80" : "=a"(result) : "0"(static_cast<long>(number)) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a) {
    long result;
    asm volatile("int $0x80" : "=a"(result) : "0"(static_cast<long>(number)), "b"(a) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b) {
    long result;
    asm volatile("int $0x80" : "=a"(result) : "0"(static_cast<long>(number)), "b"(a), "c"(b) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c) {
    long result;
    asm volatile("int $0x80" : "=a"(result) : "0"(static_cast<long>(number)), "b"(a), "c"(b), "d"(c) : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d) {
    const long inside[] = {static_cast<long>(number), to_word(d)};
    long result;
    asm volatile(
        "push %%esi\n\tmov 4(%%eax), %%esi\n\tmov (%%eax), %%eax\n\t"
        "int $0x80\n\tpop %%esi"
        : "=a"(result)
        : "0"(&inside[0]), "b"(a), "c"(b), "d"(c)
        : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d, auto e) {
    const long inside[] = {static_cast<long>(number), to_word(d)};
    long result;
    asm volatile(
        "push %%esi\n\tmov 4(%%eax), %%esi\n\tmov (%%eax), %%eax\n\t"
        "int $0x80\n\tpop %%esi"
        : "=a"(result)
        : "0"(&inside[0]), "b"(a), "c"(b), "d"(c), "D"(e)
        : "memory");
    return result;
  }
  KCALL_INLINE static long enter(auto number, auto a, auto b, auto c, auto d, auto e, auto f) {
    const long inside[] = {static_cast<long>(number), to_word(d), to_word(f)};
    long result;
    asm volatile(
        "push %%esi\n\tpush %%ebp\n\tmov 4(%%eax), %%esi\n\tmov 8(%%eax), %%ebp\n\tmov (%%eax), %%eax\n\t"
        "int $0x80\n\tpop %%ebp\n\tpop %%esi"
        : "=a"(result)
        : "0"(&inside[0]), "b"(a), "c"(b), "d"(c), "D"(e)
        : "memory");
    return result;
  }
};

// In 64-bit code. rbx is clang's base pointer and rbp the frame pointer: they are exchanged with r12 and r13 and back.
// Never pushed: a leaf function keeps locals below the stack pointer.
struct int80_in_64_bit_code {
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

template <bool in_64_bit_code>
struct int80_for {
  using type = int80_in_ia32_code;
};
template <>
struct int80_for<true> {
  using type = int80_in_64_bit_code;
};

}  // namespace detail

namespace gate {

/// ia32 calls through `int $0x80`. From 64-bit code an argument that does not fit 32 bits is refused before the kernel
/// is entered: a pointer with efault, an integer (outside -2^31 to 2^32-1) with eoverflow.
struct int80 : detail::int80_for<sizeof(long) == 8>::type {
  using abi = kcall::abi::ia32;
  static constexpr const char* name = "int80";
  static constexpr bool enters_kernel = true;
};

}  // namespace gate

}  // namespace kcall::inline KCALL_ABI_TAG
