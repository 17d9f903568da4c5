// _start for programs without a libc: include it in the file that defines main, link with -nostdlib -static.
//
//   #include <kcall/kcall.hpp>
//   #include <kcall/start.hpp>
//   int main(int argc, char** argv, char** envp) { … }       // or main(int, char**), or main()
//   int main(kcall::arguments words) { … }                   // the same, as a range: arguments.hpp
//
// The kernel starts a program with the stack pointer at argc, argv[0], …, nullptr, envp[0], …, nullptr, auxiliary vector
// (the psABI of each target). _start must be assembly: a compiled function would move the stack pointer first. What
// main returns goes whole to exit_group(2). _start is weak: with a libc's own start-up files linked, theirs is used and
// this header does nothing.
//
// main must return or exit: under -ffreestanding compilers no longer add `return 0` at its end, and falling off it runs
// into whatever follows.
//
// _start is made of numbered pieces (subsections of the assembler), and a program has those that it needs:
//
//   0  finds argc, argv and envp: always there
//   1  notes where the environment is, for what looks for the auxiliary vector   gate/auxv.hpp
//   2  relocates, in code that is compiled position-independent (-static-pie)    start/relocate.hpp
//   3  makes the thread block, in code that is compiled with a stack protector,  thread_local.hpp
//      and for thread_local variables
//   4  runs constructors                                                         constructors.hpp
//   5  calls main: always there
//   6  runs destructors                                                          constructors.hpp
//   7  exits: always there
//
// 2 and 3 follow from the compiler's flags. That a program has constructors or thread_local variables only the linker
// sees: with kcall/start.ld among its arguments, which kcall::freestanding puts there, it says which header is missing.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {
class arguments;
}

#if KCALL_MAIN_IS_MANGLED
int main(kcall::arguments) asm("main");
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

namespace kcall::inline KCALL_ABI_TAG::detail {
/// What only assembly calls is not there for g++ -flto. With --gc-sections no byte is left of this.
extern "C" [[gnu::visibility("hidden")]] int called_by_start(...) asm("main");
[[gnu::used]] inline void keep_main() { asm volatile("" ::"r"(&called_by_start)); }
}  // namespace kcall::inline KCALL_ABI_TAG::detail

KCALL_START_TELLS(3);
KCALL_START_TELLS(4);

#if KCALL_POSITION_INDEPENDENT
#include <kcall/start/relocate.hpp>
#endif
#if KCALL_STACK_PROTECTOR
#include <kcall/start/stack_protector.hpp>
#endif
