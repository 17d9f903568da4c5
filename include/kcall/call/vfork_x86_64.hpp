// vfork's assembly in 64-bit code, for gate::syscall and gate::int80: see call/vfork.hpp. Every register that it uses
// survives the call: rdx, rdi and rsi do through `syscall` and `int $0x80` alike.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/call/vfork.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// vfork whose child calls child(argument), below the parent's frames, and traps should that return.
template <traps_by_syscall G>
KCALL_NAKED long vfork_and_call(void (*)(void*), void*) {
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
template <traps_by_wide_int80 G>
KCALL_NAKED long vfork_and_call(void (*)(void*), void*) {
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

}  // namespace detail

// The ten bytes are rdssp %rcx and, where there is a shadow stack, incssp %rcx: its entry for this call is dropped, as
// `ret` would do, because the child may have overwritten it (clang 14 does not assemble them by name).

/// vfork(2): see call/process.hpp.
template <detail::traps_by_syscall G = gate::native>
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
/// vfork(2): see call/process.hpp.
template <detail::traps_by_wide_int80 G = gate::native>
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

}  // namespace kcall::inline KCALL_ABI_TAG
