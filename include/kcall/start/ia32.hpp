// _start for ia32: see start.hpp. Arguments go on the stack, which is 16-aligned at the call (movaps needs it). The
// kernel has zeroed the general registers, the frame pointer among them, where unwinders stop.
//
// Programs that use gate::vsyscall have a word for the address of __kernel_vsyscall, and its address is not zero here:
// it is filled from the auxiliary vector, which spares a system call later.
#pragma once

asm(R"(
    .pushsection .text._start, "axG", @progbits, _start, comdat
    .weak kcall_vsyscall_target
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
    movl $kcall_vsyscall_target, %edi
    testl %edi, %edi
    jz 3f
    movl %edx, %esi
1:  lodsl                       # past the environment
    testl %eax, %eax
    jnz 1b
2:  lodsl                       # an entry's type, then its value
    xchgl %eax, %ecx
    lodsl
    jecxz 3f                    # AT_NULL
    cmpl $32, %ecx              # AT_SYSINFO
    jne 2b
    movl %eax, (%edi)
3:  call main
    movl %eax, %ebx
    movl $252, %eax             # exit_group
    int $0x80
    .size _start, . - _start
    .popsection
)");
