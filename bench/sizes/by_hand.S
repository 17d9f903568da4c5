// Wrappers and their callers as one would write them for x86-64 without a compiler. Arguments arrive as in C, the
// kernel's word is returned as it is. A fourth argument moves from rcx, which `syscall` destroys, to r10.

.macro function name
  .globl \name
  .type \name, @function
  \name:
.endm
.macro end name
  .size \name, . - \name
.endm

.macro wrapper name, number
  function \name
  mov $\number, %eax
  syscall
  ret
  end \name
.endm
.macro wrapper_of_four name, number
  function \name
  mov %rcx, %r10
  mov $\number, %eax
  syscall
  ret
  end \name
.endm

  .text

function read
  xor %eax, %eax
  syscall
  ret
end read

wrapper write, 1
wrapper open, 2
wrapper_of_four openat, 257
wrapper close, 3
wrapper lseek, 8
wrapper_of_four pread, 17
wrapper_of_four pwrite, 18
wrapper readv, 19
wrapper writev, 20
wrapper dup2, 33
wrapper dup3, 292
wrapper pipe2, 293
wrapper ioctl, 16
wrapper fcntl, 72
wrapper ftruncate, 77
wrapper fsync, 74

wrapper_of_four copy_file_range, 326

wrapper fstat, 5
wrapper access, 21
wrapper mkdir, 83
wrapper unlink, 87
wrapper rename, 82
wrapper_of_four mmap, 9
wrapper munmap, 11
wrapper mprotect, 10
wrapper getpid, 39
wrapper execve, 59

function wait4
  xor %r10d, %r10d
  mov $61, %eax
  syscall
  ret
end wait4

wrapper kill, 62
wrapper nanosleep, 35
wrapper clock_gettime, 228
wrapper poll, 7

function futex_wait_private
  mov %rdx, %r10
  mov %esi, %edx
  mov $128, %esi
  mov $202, %eax
  syscall
  ret
end futex_wait_private

wrapper socket, 41
wrapper_of_four setsockopt, 54

// The callers. Failure is a negative word, -errno.

// long write_all(int file, const char* data, size_t size)
function write_all
1:
  xor %eax, %eax
  test %rdx, %rdx
  jz 3f
  mov $1, %eax
  syscall
  test %rax, %rax
  js 2f
  add %rax, %rsi
  sub %rax, %rdx
  jmp 1b
2:
  cmp $-4, %eax
  je 1b
3:
  ret
end write_all

// long read_some(int file, char* data, size_t size)
function read_some
1:
  xor %eax, %eax
  syscall
  cmp $-4, %rax
  je 1b
  ret
end read_some

// long make_directory(const char* path)
function make_directory
  mov $0777, %esi
  mov $83, %eax
  syscall
  cmp $-17, %eax
  jne 1f
  xor %eax, %eax
1:
  ret
end make_directory

// bool exists(const char* path)
function exists
  xor %esi, %esi
  mov $21, %eax
  syscall
  test %eax, %eax
  sete %al
  ret
end exists

  .section .note.GNU-stack, "", @progbits
