// _start for programs without a libc: include it in the file that defines main, link with -nostdlib -static.
//
//   #include <kcall/kcall.hpp>
//   #include <kcall/start.hpp>
//   int main(int argc, char** argv, char** envp) { … }       // or main(int, char**), or main()
//
// The kernel starts a program with the stack pointer at argc, argv[0], …, nullptr, envp[0], …, nullptr, auxiliary vector
// (the psABI of each target). _start must be assembly: a compiled function would move the stack pointer first. What
// main returns goes whole to exit_group(2). _start is weak: with a libc's own start-up files linked, theirs is used and
// this header does nothing.
//
// main must return or exit: under -ffreestanding compilers no longer add `return 0` at its end, and falling off it runs
// into whatever follows. Only assembly calls main, which g++ -flto does not see: link with -Wl,-u,main then.
//
// _start is made of numbered pieces (subsections of the assembler): 0 finds argc, argv and envp, and 2 calls main.
// Headers that need something of the kernel's first words put their own piece between them, in programs that use them:
// see environment() in gate/auxv.hpp.
//
// With a stack protector, a program that needs one does not link: __stack_chk_fail is a libc's. -fno-stack-protector.
//
// Missing, for now: constructors, destructors, thread_local, stack protector, position-independent executables.
#pragma once
#include <kcall/config.hpp>

#if KCALL_MAIN_IS_MANGLED
int main() asm("main");
int main(int, char**) asm("main");
int main(int, char**, char**) asm("main");
#endif

#if KCALL_TARGET_X86_64
#include <kcall/start/x86_64.hpp>
#elif KCALL_TARGET_IA32
#include <kcall/start/ia32.hpp>
#elif KCALL_TARGET_AARCH64
#include <kcall/start/aarch64.hpp>
#endif
