// vfork's assembly for gate::syscall and gate::int80: see gate/vfork.hpp.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/gate/vfork.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// vfork whose child calls child(argument), below the parent's frames, and traps should that return.
template <class G>
requires traps_by_syscall<G> KCALL_NAKED long vfork_and_call(void (*)(void*), void*) {
  asm("mov $58,%eax\n\t"
      "syscall\n\t"
      "test %eax,%eax\n\t"
      "jz 1f\n\t"
      "ret\n"
      "1:\tmov %rdi,%rax\n\t"
      "mov %rsi,%rdi\n\t"
      "xor %ebp,%ebp\n\t"
      "sub $8,%rsp\n\t"
      "call *%rax\n\t"
      "ud2");
  KCALL_NAKED_END
}
template <class G>
requires traps_by_wide_int80<G> KCALL_NAKED long vfork_and_call(void (*)(void*), void*) {
  asm("mov $190,%eax\n\t"
      "int $0x80\n\t"
      "test %eax,%eax\n\t"
      "jz 1f\n\t"
      "cltq\n\t"
      "ret\n"
      "1:\tmov %rdi,%rax\n\t"
      "mov %rsi,%rdi\n\t"
      "xor %ebp,%ebp\n\t"
      "sub $8,%rsp\n\t"
      "call *%rax\n\t"
      "ud2");
  KCALL_NAKED_END
}
template <class G>
requires traps_by_int80<G> KCALL_NAKED long vfork_and_call(void (*)(void*), void*) {
  asm("mov $190,%eax\n\t"
      "int $0x80\n\t"
      "test %eax,%eax\n\t"
      "jz 1f\n\t"
      "ret\n"
      "1:\tmov 4(%esp),%eax\n\t"
      "mov 8(%esp),%ecx\n\t"
      "xor %ebp,%ebp\n\t"
      "sub $28,%esp\n\t"
      "mov %ecx,(%esp)\n\t"
      "call *%eax\n\t"
      "ud2");
  KCALL_NAKED_END
}
}  // namespace detail

// vfork itself: it returns twice into its caller, which the compiler must be told, and what is told so cannot be
// inlined into anything. So these are the functions that users call. All registers that they use survive the call.

// The ten bytes are rdssp %rcx and, where there is a shadow stack, incssp %rcx: its entry for this call is dropped, as
// `ret` would do, because the child may have overwritten it (clang 14 does not assemble them by name).
template <gate_like G = gate::native>
requires detail::traps_by_syscall<G>
[[gnu::returns_twice]] KCALL_NAKED result<pid> vfork() {
  asm("pop %rdx\n\t"
      "mov $58,%eax\n\t"
      "syscall\n\t"
      "xor %ecx,%ecx\n\t"
      ".byte 0xf3,0x48,0x0f,0x1e,0xc9\n\t"
      "test %rcx,%rcx\n\t"
      "jz 1f\n\t"
      "mov $1,%ecx\n\t"
      ".byte 0xf3,0x48,0x0f,0xae,0xe9\n"
      "1:\tjmp *%rdx");
  KCALL_NAKED_END
}
template <gate_like G = gate::native>
requires detail::traps_by_wide_int80<G>
[[gnu::returns_twice]] KCALL_NAKED result<pid> vfork() {
  asm("pop %rdx\n\t"
      "mov $190,%eax\n\t"
      "int $0x80\n\t"
      "cltq\n\t"
      "xor %ecx,%ecx\n\t"
      ".byte 0xf3,0x48,0x0f,0x1e,0xc9\n\t"
      "test %rcx,%rcx\n\t"
      "jz 1f\n\t"
      "mov $1,%ecx\n\t"
      ".byte 0xf3,0x48,0x0f,0xae,0xe9\n"
      "1:\tjmp *%rdx");
  KCALL_NAKED_END
}
// ia32 returns a class through a pointer on the stack, which the child may overwrite too: edx holds it.
template <gate_like G = gate::native>
requires detail::traps_by_int80<G>
[[gnu::returns_twice]] KCALL_NAKED result<pid> vfork() {
  asm("pop %ecx\n\t"
      "pop %edx\n\t"
      "mov $190,%eax\n\t"
      "int $0x80\n\t"
      "mov %eax,(%edx)\n\t"
      "mov %edx,%eax\n\t"
      "jmp *%ecx");
  KCALL_NAKED_END
}
}  // namespace kcall::inline KCALL_ABI_TAG
