/* A C program without a libc in the style of the kernel's nolibc (tools/include/nolibc): one header, static functions
 * over the bare call, errno as a variable. Only what hello.c, cat.c and wc.c want, for x86-64. Errors have numbers, no
 * texts: a table of those is what such programs leave out. */
#ifndef KCALL_BENCH_NOLIBC_STYLE_H
#define KCALL_BENCH_NOLIBC_STYLE_H

#include <asm/errno.h>
#include <asm/fcntl.h>
#include <asm/stat.h>
#include <asm/unistd.h>
#include <linux/stat.h>
#include <linux/uio.h>

typedef long ssize_t;
typedef long off_t;
typedef __SIZE_TYPE__ size_t;
#define NULL ((void*)0)
#define SEEK_CUR 1
#define SMALL static __attribute__((unused))

static int errno;

__asm__(
    ".pushsection .text\n"
    ".globl _start\n"
    "_start:\n"
    "  xor %ebp, %ebp\n"
    "  mov %rsp, %rdi\n"
    "  and $-16, %rsp\n"
    "  call start_c\n"
    ".popsection");

SMALL long bare_call(long number, long a, long b, long c) {
  long answer;
  __asm__ volatile("syscall" : "=a"(answer) : "a"(number), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
  return answer;
}
SMALL long call(long number, long a, long b, long c) {
  const long answer = bare_call(number, a, b, c);
  if (answer >= 0 || answer < -4095) return answer;
  errno = (int)-answer;
  return -1;
}

SMALL __attribute__((noreturn)) void _exit(int status) {
  bare_call(__NR_exit_group, status, 0, 0);
  __builtin_unreachable();
}
SMALL ssize_t read(int file, void* data, size_t size) { return call(__NR_read, file, (long)data, (long)size); }
SMALL ssize_t write(int file, const void* data, size_t size) { return call(__NR_write, file, (long)data, (long)size); }
SMALL ssize_t writev(int file, const struct iovec* parts, int count) {
  return call(__NR_writev, file, (long)parts, count);
}
SMALL int open(const char* path, int flags) { return (int)call(__NR_open, (long)path, flags, 0); }
SMALL int close(int file) { return (int)call(__NR_close, file, 0, 0); }
SMALL int fstat(int file, struct stat* status) { return (int)call(__NR_fstat, file, (long)status, 0); }
SMALL int stat(const char* path, struct stat* status) { return (int)call(__NR_stat, (long)path, (long)status, 0); }
SMALL off_t lseek(int file, off_t offset, int from) { return call(__NR_lseek, file, offset, from); }

SMALL size_t strlen(const char* text) {
  size_t length = 0;
  while (text[length]) {
    ++length;
    __asm__("");
  }
  return length;
}
SMALL int strcmp(const char* a, const char* b) {
  while (*a && *a == *b) ++a, ++b;
  return (unsigned char)*a - (unsigned char)*b;
}
SMALL char* strerror(int number) {
  static char text[] = "errno 000";
  char* digit = text + sizeof(text) - 1;
  for (; digit[-1] != ' '; number /= 10) *--digit = (char)('0' + number % 10);
  return text;
}

int main();
__attribute__((noreturn, used)) static void start_c(long* stack) { _exit(main((int)*stack, (char**)(stack + 1))); }

#endif
