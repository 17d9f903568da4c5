// Sets of registers, by the numbers of core notes. glibc's elf.h is behind the kernel's, and clashes with it.
#include <linux/elf.h>

#include <kcall/types/user_regs.hpp>

#include "same.hpp"

SAME_VALUE(kcall::regset::prstatus, NT_PRSTATUS);
SAME_VALUE(kcall::regset::prfpreg, NT_PRFPREG);
SAME_VALUE(kcall::regset::prpsinfo, NT_PRPSINFO);
SAME_VALUE(kcall::regset::prxfpreg, NT_PRXFPREG);
SAME_VALUE(kcall::regset::i386_tls, NT_386_TLS);
SAME_VALUE(kcall::regset::i386_ioperm, NT_386_IOPERM);
SAME_VALUE(kcall::regset::x86_xstate, NT_X86_XSTATE);
#ifdef NT_X86_SHSTK
SAME_VALUE(kcall::regset::x86_shstk, NT_X86_SHSTK);
#endif
SAME_VALUE(kcall::regset::arm_vfp, NT_ARM_VFP);
SAME_VALUE(kcall::regset::arm_tls, NT_ARM_TLS);
SAME_VALUE(kcall::regset::arm_hw_break, NT_ARM_HW_BREAK);
SAME_VALUE(kcall::regset::arm_hw_watch, NT_ARM_HW_WATCH);
SAME_VALUE(kcall::regset::arm_system_call, NT_ARM_SYSTEM_CALL);
SAME_VALUE(kcall::regset::arm_sve, NT_ARM_SVE);
SAME_VALUE(kcall::regset::arm_pac_mask, NT_ARM_PAC_MASK);
SAME_VALUE(kcall::regset::arm_paca_keys, NT_ARM_PACA_KEYS);
SAME_VALUE(kcall::regset::arm_pacg_keys, NT_ARM_PACG_KEYS);
SAME_VALUE(kcall::regset::arm_tagged_addr_ctrl, NT_ARM_TAGGED_ADDR_CTRL);
SAME_VALUE(kcall::regset::arm_pac_enabled_keys, NT_ARM_PAC_ENABLED_KEYS);
SAME_VALUE(kcall::regset::arm_ssve, NT_ARM_SSVE);
SAME_VALUE(kcall::regset::arm_za, NT_ARM_ZA);
