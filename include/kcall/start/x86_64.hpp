// _start for x86-64: see start.hpp. At entry the kernel has aligned rsp to 16 bytes and zeroed the general registers
// (arch/x86/include/asm/elf.h), the frame pointer among them, where unwinders stop. Every byte counts in the smallest
// programs: hence pop and push where mov would do. The second push puts argc back, so that the call is aligned.
#pragma once
#include <kcall/start/piece.hpp>

KCALL_START_PIECE_(0, R"(
    .weak _start
    .type _start, @function
_start:
    popq %rdi                   # argc
    pushq %rsp
    popq %rsi                   # argv
    leaq 8(%rsi,%rdi,8), %rdx   # envp
    pushq %rdi
    .subsection 5
    call main
    .subsection 7
    xchgl %eax, %edi
    movl $231, %eax             # exit_group
    syscall
    .size _start, . - _start
)");
