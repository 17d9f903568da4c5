// The pieces of _start that headers bring when they are included: see start.hpp. They are top-level assembly, because
// link-time optimisation may take a function away from the object that has _start, and its assembly with it: to another
// part of the program (g++), or because another file has the same inline function (clang's ThinLTO). Whole-program
// optimisation puts the assembly of all files into one, which must have each piece once.
#pragma once
#include <kcall/config.hpp>

#if KCALL_TARGET_X86_64
#define KCALL_START_PIECE(number, x86_64, ia32, aarch64) KCALL_START_PIECE_(number, x86_64)
#elif KCALL_TARGET_IA32
#define KCALL_START_PIECE(number, x86_64, ia32, aarch64) KCALL_START_PIECE_(number, ia32)
#elif KCALL_TARGET_AARCH64
#define KCALL_START_PIECE(number, x86_64, ia32, aarch64) KCALL_START_PIECE_(number, aarch64)
#endif

// For start.ld and thread.hpp: kcall_piece_<number> is _start if the file that has it has that piece, too, else 0.
// start.hpp says so of those that were included before it, each other piece for itself. Weak like _start: both are the
// first file's of several.
#define KCALL_START_TELLS(number)                                                                     \
  asm(".weak kcall_piece_" #number "\n.set kcall_piece_" #number ", 0\n.ifdef .Lkcall_piece_" #number \
      "\n.set kcall_piece_" #number ", _start\n.endif\n")
#define KCALL_START_PIECE_(number, text)                                                                          \
  asm(".ifndef .Lkcall_piece_" #number "\n.set .Lkcall_piece_" #number ", 1\n.pushsection .text._start, " #number \
      ", \"ax\", @progbits" text ".popsection\n.ifdef .Lkcall_piece_0\n.set kcall_piece_" #number                 \
      ", _start\n.endif\n.endif\n")
