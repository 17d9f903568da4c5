// clone's assembly in 64-bit code, for gate::syscall and gate::int80: see call/clone.hpp.
//
// The child gets the caller's registers but for the stack pointer, so what it is to do stays in one that the call keeps
// and that is no argument of it.
#pragma once
#include <kcall/call/vfork.hpp>
#include <kcall/gate/native.hpp>
#include <kcall/types/clone.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Makes the call `number` with five words; in the child exits with what start->run(start->argument) gives.
template <traps_by_syscall G>
KCALL_NAKED long clone_and_call(long, const long*, clone_start*) {
  // The alignment drops at least the return address, which is the parent's where the stack is.
  asm("mov %rdi,%rax\n\t"
      "mov %rdx,%r9\n\t"
      "mov (%rsi),%rdi\n\t"
      "mov 16(%rsi),%rdx\n\t"
      "mov 24(%rsi),%r10\n\t"
      "mov 32(%rsi),%r8\n\t"
      "mov 8(%rsi),%rsi\n\t"
      "syscall\n\t"
      "test %rax,%rax\n\t"
      "jz 1f\n\t"
      "ret\n"
      "1:\txor %ebp,%ebp\n\t"
      "mov 8(%r9),%rdi\n\t"
      "and $-16,%rsp\n\t"
      "call *(%r9)\n\t"
      "mov %eax,%edi\n\t"
      "mov $60,%eax\n\t"
      "syscall\n\t"
      "ud2");
  KCALL_NAKED_END
}
template <traps_by_wide_int80 G>
KCALL_NAKED long clone_and_call(long, const long*, clone_start*) {
  asm("push %rbx\n\t"
      "push %rbp\n\t"
      "mov %rdi,%rax\n\t"
      "mov %rdx,%rbp\n\t"
      "mov %rsi,%r8\n\t"
      "mov (%r8),%rbx\n\t"
      "mov 8(%r8),%rcx\n\t"
      "mov 16(%r8),%rdx\n\t"
      "mov 24(%r8),%rsi\n\t"
      "mov 32(%r8),%rdi\n\t"
      "int $0x80\n\t"
      "test %eax,%eax\n\t"
      "jz 1f\n\t"
      "cltq\n\t"
      "pop %rbp\n\t"
      "pop %rbx\n\t"
      "ret\n"
      "1:\tmov %rbp,%rax\n\t"
      "xor %ebp,%ebp\n\t"
      "mov 8(%rax),%rdi\n\t"
      "and $-16,%rsp\n\t"
      "call *(%rax)\n\t"
      "mov %eax,%ebx\n\t"
      "mov $1,%eax\n\t"
      "int $0x80\n\t"
      "ud2");
  KCALL_NAKED_END
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
