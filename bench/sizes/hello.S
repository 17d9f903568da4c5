// examples/hello.cpp as one would write it without a compiler.
  .globl _start
_start:
  mov $1, %eax
  mov %eax, %edi
  lea text(%rip), %rsi
  mov $6, %edx
  syscall
  // The sign is the exit status: 1 where the write failed.
  xor %edi, %edi
  test %eax, %eax
  sets %dil
  mov $231, %eax
  syscall

  .section .rodata.str, "a", @progbits
text:
  .ascii "hello\n"

  .section .note.GNU-stack, "", @progbits
