// clone's assembly in ia32 code, by int $0x80: see call/clone.hpp. ebp is the one register that is no argument.
#pragma once
#include <kcall/call/vfork.hpp>
#include <kcall/gate/native.hpp>
#include <kcall/types/clone.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Makes the call `number` with five words; in the child exits with what start->run(start->argument) gives.
template <traps_by_int80 G>
KCALL_NAKED long clone_and_call(long, const long*, clone_start*) {
  // In the child the argument lies where the stack is aligned to 16.
  asm("push %ebx\n\t"
      "push %esi\n\t"
      "push %edi\n\t"
      "push %ebp\n\t"
      "mov 20(%esp),%eax\n\t"
      "mov 24(%esp),%edi\n\t"
      "mov 28(%esp),%ebp\n\t"
      "mov (%edi),%ebx\n\t"
      "mov 4(%edi),%ecx\n\t"
      "mov 8(%edi),%edx\n\t"
      "mov 12(%edi),%esi\n\t"
      "mov 16(%edi),%edi\n\t"
      "int $0x80\n\t"
      "test %eax,%eax\n\t"
      "jz 1f\n\t"
      "pop %ebp\n\t"
      "pop %edi\n\t"
      "pop %esi\n\t"
      "pop %ebx\n\t"
      "ret\n"
      "1:\tmov (%ebp),%eax\n\t"
      "mov 4(%ebp),%ecx\n\t"
      "xor %ebp,%ebp\n\t"
      "and $-16,%esp\n\t"
      "sub $16,%esp\n\t"
      "mov %ecx,(%esp)\n\t"
      "call *%eax\n\t"
      "mov %eax,%ebx\n\t"
      "mov $1,%eax\n\t"
      "int $0x80\n\t"
      "ud2");
  KCALL_NAKED_END
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
