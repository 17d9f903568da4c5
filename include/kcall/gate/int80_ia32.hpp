// gate::int80 in ia32 code: see gate/int80.hpp.
//
// esi is clang's base pointer and ebp the frame pointer: an operand in either is silently lost in some
// functions. So they are loaded inside, from an array that eax points to, and nothing else is addressed there: ia32
// has no red zone, pushing is safe.
#pragma once
#include <kcall/abi/ia32.hpp>
#include <kcall/gate/gate.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

struct int80_here {
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

}  // namespace kcall::inline KCALL_ABI_TAG::detail
