// The registers of a traced process, one structure for each ABI, whatever ABI this code is: a 64-bit tracer also sees
// 32-bit programs.
#pragma once
#include <kcall/abi/native.hpp>
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace abi {
struct x86_64;
struct ia32;
struct aarch64;
}  // namespace abi

/// General registers of x86-64 (struct user_regs_struct).
struct user_regs_x86_64 {
  uint64_t r15, r14, r13, r12, rbp, rbx, r11, r10, r9, r8, rax, rcx, rdx, rsi, rdi;
  /// In a system call its number, else all ones.
  uint64_t orig_rax;
  uint64_t rip, cs, eflags, rsp, ss, fs_base, gs_base, ds, es, fs, gs;
};
static_assert(sizeof(user_regs_x86_64) == 216);

/// General registers of ia32 (struct user_regs_struct there).
struct user_regs_ia32 {
  uint32_t ebx, ecx, edx, esi, edi, ebp, eax, xds, xes, xfs, xgs;
  /// In a system call its number, else all ones.
  uint32_t orig_eax;
  uint32_t eip, xcs, eflags, esp, xss;
};
static_assert(sizeof(user_regs_ia32) == 68);

/// General registers of aarch64 (struct user_pt_regs).
struct user_regs_aarch64 {
  /// x0 to x30.
  uint64_t regs[31];
  uint64_t sp, pc, pstate;
};
static_assert(sizeof(user_regs_aarch64) == 272);

/// What fxsave writes: floating point and SSE registers of x86-64 (struct user_fpregs_struct).
struct user_fpregs_x86_64 {
  uint16_t cwd, swd, ftw, fop;
  uint64_t rip, rdp;
  uint32_t mxcsr, mxcr_mask;
  /// Eight of 16 bytes.
  uint32_t st_space[32];
  /// Sixteen of 16 bytes.
  uint32_t xmm_space[64];
  uint32_t padding[24];
};
static_assert(sizeof(user_fpregs_x86_64) == 512);

/// What fnsave writes: floating point registers of ia32 (struct user_fpregs_struct there).
struct user_fpregs_ia32 {
  uint32_t cwd, swd, twd, fip, fcs, foo, fos;
  uint32_t st_space[20];
};
static_assert(sizeof(user_fpregs_ia32) == 108);

/// Floating point and SIMD registers of aarch64 (struct user_fpsimd_state).
struct user_fpregs_aarch64 {
  struct vector {
    alignas(16) uint64_t low;
    uint64_t high;
  };
  vector vregs[32];
  uint32_t fpsr, fpcr;
  uint32_t reserved_[2];
};
static_assert(sizeof(user_fpregs_aarch64) == 528);

/// Both, by ABI.
template <class Abi>
struct user_regs_of;
template <>
struct user_regs_of<abi::x86_64> {
  using general = user_regs_x86_64;
  using floating = user_fpregs_x86_64;
};
template <>
struct user_regs_of<abi::ia32> {
  using general = user_regs_ia32;
  using floating = user_fpregs_ia32;
};
template <>
struct user_regs_of<abi::aarch64> {
  using general = user_regs_aarch64;
  using floating = user_fpregs_aarch64;
};

/// Those of the ABI that this code is compiled for.
using user_regs = user_regs_of<abi::native>::general;
using user_fpregs = user_regs_of<abi::native>::floating;

/// What PTRACE_GETREGSET takes (NT_*), those of x86 and Arm.
enum class regset : uint32_t {
  prstatus = 1,
  prfpreg = 2,
  prpsinfo = 3,
  prxfpreg = 0x46e62b7f,
  i386_tls = 0x200,
  i386_ioperm = 0x201,
  x86_xstate = 0x202,
  /// The shadow stack's pointer (6.6).
  x86_shstk = 0x204,
  arm_vfp = 0x400,
  arm_tls = 0x401,
  arm_hw_break = 0x402,
  arm_hw_watch = 0x403,
  arm_system_call = 0x404,
  arm_sve = 0x405,
  arm_pac_mask = 0x406,
  arm_paca_keys = 0x407,
  arm_pacg_keys = 0x408,
  arm_tagged_addr_ctrl = 0x409,
  arm_pac_enabled_keys = 0x40a,
  arm_ssve = 0x40b,
  arm_za = 0x40c,
};

namespace detail {

/// Which regset a structure is.
template <class R>
inline constexpr regset regset_of = regset::prpsinfo;
template <>
inline constexpr regset regset_of<user_regs_x86_64> = regset::prstatus;
template <>
inline constexpr regset regset_of<user_regs_ia32> = regset::prstatus;
template <>
inline constexpr regset regset_of<user_regs_aarch64> = regset::prstatus;
template <>
inline constexpr regset regset_of<user_fpregs_x86_64> = regset::prfpreg;
template <>
inline constexpr regset regset_of<user_fpregs_ia32> = regset::prfpreg;
template <>
inline constexpr regset regset_of<user_fpregs_aarch64> = regset::prfpreg;

/// The structures above.
template <class R>
concept register_struct = regset_of<R>
!= regset::prpsinfo;

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
