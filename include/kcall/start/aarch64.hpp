// _start for aarch64: see start.hpp. The kernel aligns sp to 16 bytes. Frame pointer and link register are zero, so that
// unwinders stop here.
#pragma once
#include <kcall/start/piece.hpp>

KCALL_START_PIECE_(0, R"(
    .weak _start
    .type _start, @function
_start:
    mov x29, #0
    mov x30, #0
    ldr w0, [sp]
    add x1, sp, #8
    add x2, x1, x0, lsl #3
    add x2, x2, #8
    .subsection 5
    bl main
    .subsection 7
    mov x8, #94                 // exit_group
    svc #0
    .size _start, . - _start
)");
