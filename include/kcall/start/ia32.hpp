// _start for ia32: see start.hpp. Arguments go on the stack, which is 16-aligned at the call (movaps needs it). The
// kernel has zeroed the general registers, the frame pointer among them, where unwinders stop.
#pragma once
#include <kcall/start/piece.hpp>

KCALL_START_PIECE_(0, R"(
    .weak _start
    .type _start, @function
_start:
    movl (%esp), %eax           # argc
    leal 4(%esp), %ecx          # argv
    leal 4(%ecx,%eax,4), %edx   # envp
    andl $-16, %esp
    pushl %edx
    pushl %edx
    pushl %ecx
    pushl %eax
    .subsection 5
    call main
    .subsection 7
    movl %eax, %ebx
    movl $252, %eax             # exit_group
    int $0x80
    .size _start, . - _start
)");
