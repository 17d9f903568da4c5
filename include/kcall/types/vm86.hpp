// Virtual 8086 mode, of 32-bit x86 kernels: its longs have four bytes.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// VM86_*: what vm86 does.
enum class vm86_function : uint32_t {
  plus_install_check = 0,
  enter = 1,
  enter_no_bypass = 2,
  request_irq = 3,
  free_irq = 4,
  get_irq_bits = 5,
  get_and_reset_irq = 6,
};

/// VM86_*: why it came back, the lowest byte of what vm86 returns.
enum class vm86_reason : uint32_t {
  /// A signal.
  signal = 0,
  /// What the program did cannot be done for it.
  unknown = 1,
  /// int n: n in the next byte.
  intx = 2,
  sti = 3,
  picreturn = 4,
  trap = 6,
};

struct vm86_regs {
  int32_t ebx, ecx, edx, esi, edi, ebp, eax;
  int32_t null_ds, null_es, null_fs, null_gs;
  int32_t orig_eax, eip;
  uint16_t cs, csh;
  int32_t eflags, esp;
  uint16_t ss, ssh;
  uint16_t es, esh, ds, dsh, fs, fsh, gs, gsh;
};

/// 256 bits: interrupts that come back as vm86_reason::intx.
struct revectored_struct {
  uint32_t map[8];
};

struct vm86_struct {
  vm86_regs regs;
  uint32_t flags;
  uint32_t screen_bitmap;
  /// 2 to 5: 286 to 586.
  uint32_t cpu_type;
  revectored_struct int_revectored;
  revectored_struct int21_revectored;
};

struct vm86plus_info_struct {
  /// Bit 0: return for a pending interrupt; bits 1 and 2: for debuggers.
  uint32_t flags;
  uint8_t vm86dbg_intxxtab[32];
};

struct vm86plus_struct {
  vm86_regs regs;
  uint32_t flags;
  uint32_t screen_bitmap;
  uint32_t cpu_type;
  revectored_struct int_revectored;
  revectored_struct int21_revectored;
  vm86plus_info_struct vm86plus;
};

}  // namespace kcall::inline KCALL_ABI_TAG
