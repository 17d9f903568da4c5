// gate::int80 (provisional: ia32 code, up to three arguments in registers, the rest loaded from an array)
#pragma once
#include <kcall/abi/ia32.hpp>
#include <kcall/gate/gate.hpp>

namespace kcall::inline KCALL_ABI_TAG::gate {

struct int80 {
  using abi = kcall::abi::ia32;
  KCALL_INLINE static long enter(auto number, auto... arguments) {
    const long words[7] = {static_cast<long>(number), to_word(arguments)...};
    long result;
    asm volatile(
        "push %%esi\n\tpush %%ebp\n\tmov 16(%%eax),%%esi\n\tmov 24(%%eax),%%ebp\n\tmov (%%eax),%%eax\n\t"
        "int $0x80\n\tpop %%ebp\n\tpop %%esi"
        : "=a"(result)
        : "0"(words), "b"(words[1]), "c"(words[2]), "d"(words[3]), "D"(words[5])
        : "memory");
    return result;
  }
};

}  // namespace kcall::inline KCALL_ABI_TAG::gate
