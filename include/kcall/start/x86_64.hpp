// _start for x86-64: see start.hpp. The kernel aligns rsp to 16 bytes, and the call leaves it as the psABI wants it at
// a function's entry. The frame pointer is zero, so that unwinders stop here.
#pragma once

asm(R"(
    .pushsection .text._start, "axG", @progbits, _start, comdat
    .weak _start
    .type _start, @function
_start:
    .cfi_startproc
    .cfi_undefined rip
    xorl %ebp, %ebp
    movl (%rsp), %edi
    leaq 8(%rsp), %rsi
    leaq 8(%rsi,%rdi,8), %rdx
    call main
    movl %eax, %edi
    movl $231, %eax             # exit_group
    syscall
    .cfi_endproc
    .size _start, . - _start
    .popsection
)");
