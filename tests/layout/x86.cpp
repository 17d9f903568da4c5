// What only x86 has: options of arch_prctl, descriptors, virtual 8086 mode. Its headers exist for x86 only.
#include <kcall/types/arch_prctl.hpp>
#include <kcall/types/user_desc.hpp>
#include <kcall/types/vm86.hpp>

#include "same.hpp"

using kcall::arch_option;

#if defined(__x86_64__) || defined(__i386__)
#include <asm/ldt.h>
#include <asm/prctl.h>

SAME_VALUE(arch_option::set_gs, ARCH_SET_GS);
SAME_VALUE(arch_option::set_fs, ARCH_SET_FS);
SAME_VALUE(arch_option::get_fs, ARCH_GET_FS);
SAME_VALUE(arch_option::get_gs, ARCH_GET_GS);
SAME_VALUE(arch_option::get_cpuid, ARCH_GET_CPUID);
SAME_VALUE(arch_option::set_cpuid, ARCH_SET_CPUID);
SAME_VALUE(arch_option::get_xcomp_supp, ARCH_GET_XCOMP_SUPP);
SAME_VALUE(arch_option::get_xcomp_perm, ARCH_GET_XCOMP_PERM);
SAME_VALUE(arch_option::req_xcomp_perm, ARCH_REQ_XCOMP_PERM);
SAME_VALUE(arch_option::get_xcomp_guest_perm, ARCH_GET_XCOMP_GUEST_PERM);
SAME_VALUE(arch_option::req_xcomp_guest_perm, ARCH_REQ_XCOMP_GUEST_PERM);
SAME_VALUE(arch_option::map_vdso_x32, ARCH_MAP_VDSO_X32);
SAME_VALUE(arch_option::map_vdso_32, ARCH_MAP_VDSO_32);
SAME_VALUE(arch_option::map_vdso_64, ARCH_MAP_VDSO_64);
#ifdef ARCH_GET_UNTAG_MASK
SAME_VALUE(arch_option::get_untag_mask, ARCH_GET_UNTAG_MASK);
SAME_VALUE(arch_option::enable_tagged_addr, ARCH_ENABLE_TAGGED_ADDR);
SAME_VALUE(arch_option::get_max_tag_bits, ARCH_GET_MAX_TAG_BITS);
SAME_VALUE(arch_option::force_tagged_sva, ARCH_FORCE_TAGGED_SVA);
#endif
#ifdef ARCH_SHSTK_ENABLE
SAME_VALUE(arch_option::shstk_enable, ARCH_SHSTK_ENABLE);
SAME_VALUE(arch_option::shstk_disable, ARCH_SHSTK_DISABLE);
SAME_VALUE(arch_option::shstk_lock, ARCH_SHSTK_LOCK);
SAME_VALUE(arch_option::shstk_unlock, ARCH_SHSTK_UNLOCK);
SAME_VALUE(arch_option::shstk_status, ARCH_SHSTK_STATUS);
SAME_VALUE(kcall::shstk_features::shstk, ARCH_SHSTK_SHSTK);
SAME_VALUE(kcall::shstk_features::wrss, ARCH_SHSTK_WRSS);
#endif

SAME_SIZE(kcall::user_desc, ::user_desc);
SAME_FIELD(kcall::user_desc, entry_number, ::user_desc, entry_number);
SAME_FIELD(kcall::user_desc, base_addr, ::user_desc, base_addr);
SAME_FIELD(kcall::user_desc, limit, ::user_desc, limit);
static_assert(offsetof(kcall::user_desc, flags) == offsetof(::user_desc, limit) + sizeof(::user_desc::limit));
static_assert(static_cast<unsigned>(kcall::segment_flags::contents_stack) == MODIFY_LDT_CONTENTS_STACK << 1);
static_assert(static_cast<unsigned>(kcall::segment_flags::contents_code) == MODIFY_LDT_CONTENTS_CODE << 1);
#endif

#if defined(__i386__)
#include <asm/vm86.h>

SAME_VALUE(kcall::vm86_function::plus_install_check, VM86_PLUS_INSTALL_CHECK);
SAME_VALUE(kcall::vm86_function::enter, VM86_ENTER);
SAME_VALUE(kcall::vm86_function::enter_no_bypass, VM86_ENTER_NO_BYPASS);
SAME_VALUE(kcall::vm86_function::request_irq, VM86_REQUEST_IRQ);
SAME_VALUE(kcall::vm86_function::free_irq, VM86_FREE_IRQ);
SAME_VALUE(kcall::vm86_function::get_irq_bits, VM86_GET_IRQ_BITS);
SAME_VALUE(kcall::vm86_function::get_and_reset_irq, VM86_GET_AND_RESET_IRQ);
SAME_VALUE(kcall::vm86_reason::signal, VM86_SIGNAL);
SAME_VALUE(kcall::vm86_reason::unknown, VM86_UNKNOWN);
SAME_VALUE(kcall::vm86_reason::intx, VM86_INTx);
SAME_VALUE(kcall::vm86_reason::sti, VM86_STI);
SAME_VALUE(kcall::vm86_reason::picreturn, VM86_PICRETURN);
SAME_VALUE(kcall::vm86_reason::trap, VM86_TRAP);
SAME_SIZE(kcall::vm86_regs, ::vm86_regs);
SAME_FIELD(kcall::vm86_regs, ebx, ::vm86_regs, ebx);
SAME_FIELD(kcall::vm86_regs, ecx, ::vm86_regs, ecx);
SAME_FIELD(kcall::vm86_regs, edx, ::vm86_regs, edx);
SAME_FIELD(kcall::vm86_regs, esi, ::vm86_regs, esi);
SAME_FIELD(kcall::vm86_regs, edi, ::vm86_regs, edi);
SAME_FIELD(kcall::vm86_regs, ebp, ::vm86_regs, ebp);
SAME_FIELD(kcall::vm86_regs, eax, ::vm86_regs, eax);
SAME_FIELD(kcall::vm86_regs, null_ds, ::vm86_regs, __null_ds);
SAME_FIELD(kcall::vm86_regs, null_es, ::vm86_regs, __null_es);
SAME_FIELD(kcall::vm86_regs, null_fs, ::vm86_regs, __null_fs);
SAME_FIELD(kcall::vm86_regs, null_gs, ::vm86_regs, __null_gs);
SAME_FIELD(kcall::vm86_regs, orig_eax, ::vm86_regs, orig_eax);
SAME_FIELD(kcall::vm86_regs, eip, ::vm86_regs, eip);
SAME_FIELD(kcall::vm86_regs, cs, ::vm86_regs, cs);
SAME_FIELD(kcall::vm86_regs, csh, ::vm86_regs, __csh);
SAME_FIELD(kcall::vm86_regs, eflags, ::vm86_regs, eflags);
SAME_FIELD(kcall::vm86_regs, esp, ::vm86_regs, esp);
SAME_FIELD(kcall::vm86_regs, ss, ::vm86_regs, ss);
SAME_FIELD(kcall::vm86_regs, ssh, ::vm86_regs, __ssh);
SAME_FIELD(kcall::vm86_regs, es, ::vm86_regs, es);
SAME_FIELD(kcall::vm86_regs, esh, ::vm86_regs, __esh);
SAME_FIELD(kcall::vm86_regs, ds, ::vm86_regs, ds);
SAME_FIELD(kcall::vm86_regs, dsh, ::vm86_regs, __dsh);
SAME_FIELD(kcall::vm86_regs, fs, ::vm86_regs, fs);
SAME_FIELD(kcall::vm86_regs, fsh, ::vm86_regs, __fsh);
SAME_FIELD(kcall::vm86_regs, gs, ::vm86_regs, gs);
SAME_FIELD(kcall::vm86_regs, gsh, ::vm86_regs, __gsh);
SAME_SIZE(kcall::revectored_struct, ::revectored_struct);
SAME_FIELD(kcall::revectored_struct, map, ::revectored_struct, __map);
SAME_SIZE(kcall::vm86_struct, ::vm86_struct);
SAME_FIELD(kcall::vm86_struct, regs, ::vm86_struct, regs);
SAME_FIELD(kcall::vm86_struct, flags, ::vm86_struct, flags);
SAME_FIELD(kcall::vm86_struct, screen_bitmap, ::vm86_struct, screen_bitmap);
SAME_FIELD(kcall::vm86_struct, cpu_type, ::vm86_struct, cpu_type);
SAME_FIELD(kcall::vm86_struct, int_revectored, ::vm86_struct, int_revectored);
SAME_FIELD(kcall::vm86_struct, int21_revectored, ::vm86_struct, int21_revectored);
SAME_SIZE(kcall::vm86plus_info_struct, ::vm86plus_info_struct);
SAME_FIELD(kcall::vm86plus_info_struct, vm86dbg_intxxtab, ::vm86plus_info_struct, vm86dbg_intxxtab);
SAME_SIZE(kcall::vm86plus_struct, ::vm86plus_struct);
SAME_FIELD(kcall::vm86plus_struct, regs, ::vm86plus_struct, regs);
SAME_FIELD(kcall::vm86plus_struct, flags, ::vm86plus_struct, flags);
SAME_FIELD(kcall::vm86plus_struct, screen_bitmap, ::vm86plus_struct, screen_bitmap);
SAME_FIELD(kcall::vm86plus_struct, cpu_type, ::vm86plus_struct, cpu_type);
SAME_FIELD(kcall::vm86plus_struct, int_revectored, ::vm86plus_struct, int_revectored);
SAME_FIELD(kcall::vm86plus_struct, int21_revectored, ::vm86plus_struct, int21_revectored);
SAME_FIELD(kcall::vm86plus_struct, vm86plus, ::vm86plus_struct, vm86plus);
#endif

// Linux 6.6, arch/x86/include/uapi/asm/prctl.h.
static_assert(static_cast<int>(arch_option::shstk_status) == 0x5005);
// Everywhere, for programs that look at ia32 from elsewhere.
static_assert(sizeof(kcall::vm86_struct) == 160 && sizeof(kcall::vm86plus_struct) == 196);
// The functions of modify_ldt: arch/x86/kernel/ldt.c, and modify_ldt(2).
static_assert(layout::number(kcall::ldt_function::read) == 0);
static_assert(layout::number(kcall::ldt_function::write_old) == 1);
static_assert(layout::number(kcall::ldt_function::read_default) == 2);
static_assert(layout::number(kcall::ldt_function::write) == 0x11);
