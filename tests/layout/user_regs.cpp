// Registers of tracees: this ABI's against its headers, the others' by their sizes alone.
#include <sys/user.h>

#include <kcall/types/user_regs.hpp>

#include "same.hpp"

#if defined(__x86_64__)
SAME_SIZE(kcall::user_regs_x86_64, ::user_regs_struct);
SAME_FIELD(kcall::user_regs_x86_64, r15, ::user_regs_struct, r15);
SAME_FIELD(kcall::user_regs_x86_64, r14, ::user_regs_struct, r14);
SAME_FIELD(kcall::user_regs_x86_64, r13, ::user_regs_struct, r13);
SAME_FIELD(kcall::user_regs_x86_64, r12, ::user_regs_struct, r12);
SAME_FIELD(kcall::user_regs_x86_64, rbp, ::user_regs_struct, rbp);
SAME_FIELD(kcall::user_regs_x86_64, rbx, ::user_regs_struct, rbx);
SAME_FIELD(kcall::user_regs_x86_64, r11, ::user_regs_struct, r11);
SAME_FIELD(kcall::user_regs_x86_64, r10, ::user_regs_struct, r10);
SAME_FIELD(kcall::user_regs_x86_64, r9, ::user_regs_struct, r9);
SAME_FIELD(kcall::user_regs_x86_64, r8, ::user_regs_struct, r8);
SAME_FIELD(kcall::user_regs_x86_64, rax, ::user_regs_struct, rax);
SAME_FIELD(kcall::user_regs_x86_64, rcx, ::user_regs_struct, rcx);
SAME_FIELD(kcall::user_regs_x86_64, rdx, ::user_regs_struct, rdx);
SAME_FIELD(kcall::user_regs_x86_64, rsi, ::user_regs_struct, rsi);
SAME_FIELD(kcall::user_regs_x86_64, rdi, ::user_regs_struct, rdi);
SAME_FIELD(kcall::user_regs_x86_64, orig_rax, ::user_regs_struct, orig_rax);
SAME_FIELD(kcall::user_regs_x86_64, rip, ::user_regs_struct, rip);
SAME_FIELD(kcall::user_regs_x86_64, cs, ::user_regs_struct, cs);
SAME_FIELD(kcall::user_regs_x86_64, eflags, ::user_regs_struct, eflags);
SAME_FIELD(kcall::user_regs_x86_64, rsp, ::user_regs_struct, rsp);
SAME_FIELD(kcall::user_regs_x86_64, ss, ::user_regs_struct, ss);
SAME_FIELD(kcall::user_regs_x86_64, fs_base, ::user_regs_struct, fs_base);
SAME_FIELD(kcall::user_regs_x86_64, gs_base, ::user_regs_struct, gs_base);
SAME_FIELD(kcall::user_regs_x86_64, ds, ::user_regs_struct, ds);
SAME_FIELD(kcall::user_regs_x86_64, es, ::user_regs_struct, es);
SAME_FIELD(kcall::user_regs_x86_64, fs, ::user_regs_struct, fs);
SAME_FIELD(kcall::user_regs_x86_64, gs, ::user_regs_struct, gs);
SAME_SIZE(kcall::user_fpregs_x86_64, ::user_fpregs_struct);
SAME_FIELD(kcall::user_fpregs_x86_64, cwd, ::user_fpregs_struct, cwd);
SAME_FIELD(kcall::user_fpregs_x86_64, swd, ::user_fpregs_struct, swd);
SAME_FIELD(kcall::user_fpregs_x86_64, ftw, ::user_fpregs_struct, ftw);
SAME_FIELD(kcall::user_fpregs_x86_64, fop, ::user_fpregs_struct, fop);
SAME_FIELD(kcall::user_fpregs_x86_64, rip, ::user_fpregs_struct, rip);
SAME_FIELD(kcall::user_fpregs_x86_64, rdp, ::user_fpregs_struct, rdp);
SAME_FIELD(kcall::user_fpregs_x86_64, mxcsr, ::user_fpregs_struct, mxcsr);
SAME_FIELD(kcall::user_fpregs_x86_64, st_space, ::user_fpregs_struct, st_space);
SAME_FIELD(kcall::user_fpregs_x86_64, xmm_space, ::user_fpregs_struct, xmm_space);
SAME_FIELD(kcall::user_fpregs_x86_64, mxcr_mask, ::user_fpregs_struct, mxcr_mask);
#elif defined(__i386__)
SAME_SIZE(kcall::user_regs_ia32, ::user_regs_struct);
SAME_FIELD(kcall::user_regs_ia32, ebx, ::user_regs_struct, ebx);
SAME_FIELD(kcall::user_regs_ia32, ecx, ::user_regs_struct, ecx);
SAME_FIELD(kcall::user_regs_ia32, edx, ::user_regs_struct, edx);
SAME_FIELD(kcall::user_regs_ia32, esi, ::user_regs_struct, esi);
SAME_FIELD(kcall::user_regs_ia32, edi, ::user_regs_struct, edi);
SAME_FIELD(kcall::user_regs_ia32, ebp, ::user_regs_struct, ebp);
SAME_FIELD(kcall::user_regs_ia32, eax, ::user_regs_struct, eax);
SAME_FIELD(kcall::user_regs_ia32, xds, ::user_regs_struct, xds);
SAME_FIELD(kcall::user_regs_ia32, xes, ::user_regs_struct, xes);
SAME_FIELD(kcall::user_regs_ia32, xfs, ::user_regs_struct, xfs);
SAME_FIELD(kcall::user_regs_ia32, xgs, ::user_regs_struct, xgs);
SAME_FIELD(kcall::user_regs_ia32, orig_eax, ::user_regs_struct, orig_eax);
SAME_FIELD(kcall::user_regs_ia32, eip, ::user_regs_struct, eip);
SAME_FIELD(kcall::user_regs_ia32, xcs, ::user_regs_struct, xcs);
SAME_FIELD(kcall::user_regs_ia32, eflags, ::user_regs_struct, eflags);
SAME_FIELD(kcall::user_regs_ia32, esp, ::user_regs_struct, esp);
SAME_FIELD(kcall::user_regs_ia32, xss, ::user_regs_struct, xss);
SAME_SIZE(kcall::user_fpregs_ia32, ::user_fpregs_struct);
SAME_FIELD(kcall::user_fpregs_ia32, cwd, ::user_fpregs_struct, cwd);
SAME_FIELD(kcall::user_fpregs_ia32, swd, ::user_fpregs_struct, swd);
SAME_FIELD(kcall::user_fpregs_ia32, twd, ::user_fpregs_struct, twd);
SAME_FIELD(kcall::user_fpregs_ia32, fip, ::user_fpregs_struct, fip);
SAME_FIELD(kcall::user_fpregs_ia32, fcs, ::user_fpregs_struct, fcs);
SAME_FIELD(kcall::user_fpregs_ia32, foo, ::user_fpregs_struct, foo);
SAME_FIELD(kcall::user_fpregs_ia32, fos, ::user_fpregs_struct, fos);
SAME_FIELD(kcall::user_fpregs_ia32, st_space, ::user_fpregs_struct, st_space);
#elif defined(__aarch64__)
#include <asm/ptrace.h>
SAME_SIZE(kcall::user_regs_aarch64, ::user_pt_regs);
SAME_FIELD(kcall::user_regs_aarch64, regs, ::user_pt_regs, regs);
SAME_FIELD(kcall::user_regs_aarch64, sp, ::user_pt_regs, sp);
SAME_FIELD(kcall::user_regs_aarch64, pc, ::user_pt_regs, pc);
SAME_FIELD(kcall::user_regs_aarch64, pstate, ::user_pt_regs, pstate);
SAME_SIZE(kcall::user_fpregs_aarch64, ::user_fpsimd_state);
SAME_SIZE(kcall::user_fpregs_aarch64::vector, __uint128_t);
using vector = kcall::user_fpregs_aarch64::vector;
static_assert(offsetof(vector, low) == 0 && offsetof(vector, high) == 8);
SAME_FIELD(kcall::user_fpregs_aarch64, vregs, ::user_fpsimd_state, vregs);
SAME_FIELD(kcall::user_fpregs_aarch64, fpsr, ::user_fpsimd_state, fpsr);
SAME_FIELD(kcall::user_fpregs_aarch64, fpcr, ::user_fpsimd_state, fpcr);
#endif

// The same on a target where 64-bit integers are aligned to 4.
static_assert(sizeof(kcall::user_regs_x86_64) == 216 && sizeof(kcall::user_regs_ia32) == 68);
static_assert(offsetof(kcall::user_fpregs_x86_64, mxcsr) == 24 &&
              offsetof(kcall::user_fpregs_x86_64, xmm_space) == 160);
