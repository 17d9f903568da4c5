// The end of a thread that frees its own stack. Assembly, because after the first of the two calls there is none: not
// even the instruction after it may push. Always by the trapping instruction.
#pragma once
#include <kcall/gate/native.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// munmap(mapping, size), exit(0). Signals are blocked, because a handler needs a stack.
template <class Abi>
[[noreturn]] KCALL_INLINE void unmap_and_exit(void* mapping, size_t size) {
  using nr = typename Abi::nr;
  constexpr int munmap = static_cast<int>(nr::munmap), exit = static_cast<int>(nr::exit);
  // Both by one operand in any register, which is all that compilers accept for targets that are not theirs. Nothing is
  // listed as destroyed: nobody comes back to miss it.
  const long words[] = {to_word(mapping), to_word(size)};
  if constexpr (Abi::elf_machine == 62) {
    asm volatile(
        "mov %[words], %%rax\n\t"
        "mov (%%rax), %%rdi\n\t"
        "mov 8(%%rax), %%rsi\n\t"
        "mov %[munmap], %%eax\n\t"
        "syscall\n\t"
        "xor %%edi, %%edi\n\t"
        "mov %[exit], %%eax\n\t"
        "syscall"
        :
        : [words] "r"(&words[0]), [munmap] "i"(munmap), [exit] "i"(exit)
        : "memory");
  } else if constexpr (Abi::elf_machine == 3) {
    asm volatile(
        "mov %[words], %%eax\n\t"
        "mov (%%eax), %%ebx\n\t"
        "mov 4(%%eax), %%ecx\n\t"
        "mov %[munmap], %%eax\n\t"
        "int $0x80\n\t"
        "xor %%ebx, %%ebx\n\t"
        "mov %[exit], %%eax\n\t"
        "int $0x80"
        :
        : [words] "r"(&words[0]), [munmap] "i"(munmap), [exit] "i"(exit)
        : "memory");
  } else {
    static_assert(Abi::elf_machine == 183, "kcall: the end of a detached thread needs assembly for this ABI");
    asm volatile(
        "ldp x0, x1, [%[words]]\n\t"
        "mov x8, %[munmap]\n\t"
        "svc #0\n\t"
        "mov x0, #0\n\t"
        "mov x8, %[exit]\n\t"
        "svc #0"
        :
        : [words] "r"(&words[0]), [munmap] "i"(munmap), [exit] "i"(exit)
        : "memory");
  }
  __builtin_trap();
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
