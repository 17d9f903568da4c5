// prctl. What is newer than the headers stands in #ifdef: include/uapi/linux/prctl.h of Linux 7.0.
#include <linux/prctl.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>

#include <kcall/types/prctl.hpp>

#include "same.hpp"

using kcall::prctl_operation;

SAME_VALUE(prctl_operation::set_pdeathsig, PR_SET_PDEATHSIG);
SAME_VALUE(prctl_operation::get_pdeathsig, PR_GET_PDEATHSIG);
SAME_VALUE(prctl_operation::get_dumpable, PR_GET_DUMPABLE);
SAME_VALUE(prctl_operation::set_dumpable, PR_SET_DUMPABLE);
SAME_VALUE(prctl_operation::get_unalign, PR_GET_UNALIGN);
SAME_VALUE(prctl_operation::set_unalign, PR_SET_UNALIGN);
SAME_VALUE(prctl_operation::get_keepcaps, PR_GET_KEEPCAPS);
SAME_VALUE(prctl_operation::set_keepcaps, PR_SET_KEEPCAPS);
SAME_VALUE(prctl_operation::get_fpemu, PR_GET_FPEMU);
SAME_VALUE(prctl_operation::set_fpemu, PR_SET_FPEMU);
SAME_VALUE(prctl_operation::get_fpexc, PR_GET_FPEXC);
SAME_VALUE(prctl_operation::set_fpexc, PR_SET_FPEXC);
SAME_VALUE(prctl_operation::get_timing, PR_GET_TIMING);
SAME_VALUE(prctl_operation::set_timing, PR_SET_TIMING);
SAME_VALUE(prctl_operation::set_name, PR_SET_NAME);
SAME_VALUE(prctl_operation::get_name, PR_GET_NAME);
SAME_VALUE(prctl_operation::get_endian, PR_GET_ENDIAN);
SAME_VALUE(prctl_operation::set_endian, PR_SET_ENDIAN);
SAME_VALUE(prctl_operation::get_seccomp, PR_GET_SECCOMP);
SAME_VALUE(prctl_operation::set_seccomp, PR_SET_SECCOMP);
SAME_VALUE(prctl_operation::capbset_read, PR_CAPBSET_READ);
SAME_VALUE(prctl_operation::capbset_drop, PR_CAPBSET_DROP);
SAME_VALUE(prctl_operation::get_tsc, PR_GET_TSC);
SAME_VALUE(prctl_operation::set_tsc, PR_SET_TSC);
SAME_VALUE(prctl_operation::get_securebits, PR_GET_SECUREBITS);
SAME_VALUE(prctl_operation::set_securebits, PR_SET_SECUREBITS);
SAME_VALUE(prctl_operation::set_timerslack, PR_SET_TIMERSLACK);
SAME_VALUE(prctl_operation::get_timerslack, PR_GET_TIMERSLACK);
SAME_VALUE(prctl_operation::task_perf_events_disable, PR_TASK_PERF_EVENTS_DISABLE);
SAME_VALUE(prctl_operation::task_perf_events_enable, PR_TASK_PERF_EVENTS_ENABLE);
SAME_VALUE(prctl_operation::mce_kill, PR_MCE_KILL);
SAME_VALUE(prctl_operation::mce_kill_get, PR_MCE_KILL_GET);
SAME_VALUE(prctl_operation::set_mm, PR_SET_MM);
SAME_VALUE(prctl_operation::set_child_subreaper, PR_SET_CHILD_SUBREAPER);
SAME_VALUE(prctl_operation::get_child_subreaper, PR_GET_CHILD_SUBREAPER);
SAME_VALUE(prctl_operation::set_no_new_privs, PR_SET_NO_NEW_PRIVS);
SAME_VALUE(prctl_operation::get_no_new_privs, PR_GET_NO_NEW_PRIVS);
SAME_VALUE(prctl_operation::get_tid_address, PR_GET_TID_ADDRESS);
SAME_VALUE(prctl_operation::set_thp_disable, PR_SET_THP_DISABLE);
SAME_VALUE(prctl_operation::get_thp_disable, PR_GET_THP_DISABLE);
SAME_VALUE(prctl_operation::mpx_enable_management, PR_MPX_ENABLE_MANAGEMENT);
SAME_VALUE(prctl_operation::mpx_disable_management, PR_MPX_DISABLE_MANAGEMENT);
SAME_VALUE(prctl_operation::set_fp_mode, PR_SET_FP_MODE);
SAME_VALUE(prctl_operation::get_fp_mode, PR_GET_FP_MODE);
SAME_VALUE(prctl_operation::cap_ambient, PR_CAP_AMBIENT);
SAME_VALUE(prctl_operation::sve_set_vl, PR_SVE_SET_VL);
SAME_VALUE(prctl_operation::sve_get_vl, PR_SVE_GET_VL);
SAME_VALUE(prctl_operation::get_speculation_ctrl, PR_GET_SPECULATION_CTRL);
SAME_VALUE(prctl_operation::set_speculation_ctrl, PR_SET_SPECULATION_CTRL);
SAME_VALUE(prctl_operation::pac_reset_keys, PR_PAC_RESET_KEYS);
SAME_VALUE(prctl_operation::set_tagged_addr_ctrl, PR_SET_TAGGED_ADDR_CTRL);
SAME_VALUE(prctl_operation::get_tagged_addr_ctrl, PR_GET_TAGGED_ADDR_CTRL);
SAME_VALUE(prctl_operation::set_io_flusher, PR_SET_IO_FLUSHER);
SAME_VALUE(prctl_operation::get_io_flusher, PR_GET_IO_FLUSHER);
SAME_VALUE(prctl_operation::set_syscall_user_dispatch, PR_SET_SYSCALL_USER_DISPATCH);
SAME_VALUE(prctl_operation::pac_set_enabled_keys, PR_PAC_SET_ENABLED_KEYS);
SAME_VALUE(prctl_operation::pac_get_enabled_keys, PR_PAC_GET_ENABLED_KEYS);
SAME_VALUE(prctl_operation::sched_core, PR_SCHED_CORE);
SAME_VALUE(prctl_operation::sme_set_vl, PR_SME_SET_VL);
SAME_VALUE(prctl_operation::sme_get_vl, PR_SME_GET_VL);
#ifdef PR_SET_MDWE
SAME_VALUE(prctl_operation::set_mdwe, PR_SET_MDWE);
#endif
#ifdef PR_GET_MDWE
SAME_VALUE(prctl_operation::get_mdwe, PR_GET_MDWE);
#endif
#ifdef PR_SET_MEMORY_MERGE
SAME_VALUE(prctl_operation::set_memory_merge, PR_SET_MEMORY_MERGE);
#endif
#ifdef PR_GET_MEMORY_MERGE
SAME_VALUE(prctl_operation::get_memory_merge, PR_GET_MEMORY_MERGE);
#endif
#ifdef PR_RISCV_V_SET_CONTROL
SAME_VALUE(prctl_operation::riscv_v_set_control, PR_RISCV_V_SET_CONTROL);
#endif
#ifdef PR_RISCV_V_GET_CONTROL
SAME_VALUE(prctl_operation::riscv_v_get_control, PR_RISCV_V_GET_CONTROL);
#endif
#ifdef PR_RISCV_SET_ICACHE_FLUSH_CTX
SAME_VALUE(prctl_operation::riscv_set_icache_flush_ctx, PR_RISCV_SET_ICACHE_FLUSH_CTX);
#endif
#ifdef PR_PPC_GET_DEXCR
SAME_VALUE(prctl_operation::ppc_get_dexcr, PR_PPC_GET_DEXCR);
#endif
#ifdef PR_PPC_SET_DEXCR
SAME_VALUE(prctl_operation::ppc_set_dexcr, PR_PPC_SET_DEXCR);
#endif
#ifdef PR_GET_SHADOW_STACK_STATUS
SAME_VALUE(prctl_operation::get_shadow_stack_status, PR_GET_SHADOW_STACK_STATUS);
#endif
#ifdef PR_SET_SHADOW_STACK_STATUS
SAME_VALUE(prctl_operation::set_shadow_stack_status, PR_SET_SHADOW_STACK_STATUS);
#endif
#ifdef PR_LOCK_SHADOW_STACK_STATUS
SAME_VALUE(prctl_operation::lock_shadow_stack_status, PR_LOCK_SHADOW_STACK_STATUS);
#endif
#ifdef PR_TIMER_CREATE_RESTORE_IDS
SAME_VALUE(prctl_operation::timer_create_restore_ids, PR_TIMER_CREATE_RESTORE_IDS);
#endif
#ifdef PR_FUTEX_HASH
SAME_VALUE(prctl_operation::futex_hash, PR_FUTEX_HASH);
#endif
#ifdef PR_RSEQ_SLICE_EXTENSION
SAME_VALUE(prctl_operation::rseq_slice_extension, PR_RSEQ_SLICE_EXTENSION);
#endif
#ifdef PR_GET_AUXV
SAME_VALUE(prctl_operation::get_auxv, PR_GET_AUXV);
#endif
SAME_VALUE(prctl_operation::set_vma, PR_SET_VMA);
SAME_VALUE(prctl_operation::set_ptracer, PR_SET_PTRACER);

SAME_VALUE(kcall::securebits::noroot, SECBIT_NOROOT);
SAME_VALUE(kcall::securebits::noroot_locked, SECBIT_NOROOT_LOCKED);
SAME_VALUE(kcall::securebits::no_setuid_fixup, SECBIT_NO_SETUID_FIXUP);
SAME_VALUE(kcall::securebits::no_setuid_fixup_locked, SECBIT_NO_SETUID_FIXUP_LOCKED);
SAME_VALUE(kcall::securebits::keep_caps, SECBIT_KEEP_CAPS);
SAME_VALUE(kcall::securebits::keep_caps_locked, SECBIT_KEEP_CAPS_LOCKED);
SAME_VALUE(kcall::securebits::no_cap_ambient_raise, SECBIT_NO_CAP_AMBIENT_RAISE);
SAME_VALUE(kcall::securebits::no_cap_ambient_raise_locked, SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED);
#ifdef SECBIT_EXEC_RESTRICT_FILE
SAME_VALUE(kcall::securebits::exec_restrict_file, SECBIT_EXEC_RESTRICT_FILE);
#endif
#ifdef SECBIT_EXEC_RESTRICT_FILE_LOCKED
SAME_VALUE(kcall::securebits::exec_restrict_file_locked, SECBIT_EXEC_RESTRICT_FILE_LOCKED);
#endif
#ifdef SECBIT_EXEC_DENY_INTERACTIVE
SAME_VALUE(kcall::securebits::exec_deny_interactive, SECBIT_EXEC_DENY_INTERACTIVE);
#endif
#ifdef SECBIT_EXEC_DENY_INTERACTIVE_LOCKED
SAME_VALUE(kcall::securebits::exec_deny_interactive_locked, SECBIT_EXEC_DENY_INTERACTIVE_LOCKED);
#endif
SAME_VALUE(kcall::seccomp_mode::disabled, SECCOMP_MODE_DISABLED);
SAME_VALUE(kcall::seccomp_mode::strict, SECCOMP_MODE_STRICT);
SAME_VALUE(kcall::seccomp_mode::filter, SECCOMP_MODE_FILTER);
SAME_VALUE(kcall::cap_ambient::is_set, PR_CAP_AMBIENT_IS_SET);
SAME_VALUE(kcall::cap_ambient::raise, PR_CAP_AMBIENT_RAISE);
SAME_VALUE(kcall::cap_ambient::lower, PR_CAP_AMBIENT_LOWER);
SAME_VALUE(kcall::cap_ambient::clear_all, PR_CAP_AMBIENT_CLEAR_ALL);
SAME_VALUE(kcall::speculation::store_bypass, PR_SPEC_STORE_BYPASS);
SAME_VALUE(kcall::speculation::indirect_branch, PR_SPEC_INDIRECT_BRANCH);
SAME_VALUE(kcall::speculation::l1d_flush, PR_SPEC_L1D_FLUSH);
SAME_VALUE(kcall::speculation_control::not_affected, PR_SPEC_NOT_AFFECTED);
SAME_VALUE(kcall::speculation_control::prctl, PR_SPEC_PRCTL);
SAME_VALUE(kcall::speculation_control::enable, PR_SPEC_ENABLE);
SAME_VALUE(kcall::speculation_control::disable, PR_SPEC_DISABLE);
SAME_VALUE(kcall::speculation_control::force_disable, PR_SPEC_FORCE_DISABLE);
SAME_VALUE(kcall::speculation_control::disable_noexec, PR_SPEC_DISABLE_NOEXEC);
SAME_VALUE(kcall::sched_core::get, PR_SCHED_CORE_GET);
SAME_VALUE(kcall::sched_core::create, PR_SCHED_CORE_CREATE);
SAME_VALUE(kcall::sched_core::share_to, PR_SCHED_CORE_SHARE_TO);
SAME_VALUE(kcall::sched_core::share_from, PR_SCHED_CORE_SHARE_FROM);
SAME_VALUE(kcall::sched_core_scope::thread, PR_SCHED_CORE_SCOPE_THREAD);
SAME_VALUE(kcall::sched_core_scope::thread_group, PR_SCHED_CORE_SCOPE_THREAD_GROUP);
SAME_VALUE(kcall::sched_core_scope::process_group, PR_SCHED_CORE_SCOPE_PROCESS_GROUP);
SAME_VALUE(kcall::dispatch_filter::allow, SYSCALL_DISPATCH_FILTER_ALLOW);
SAME_VALUE(kcall::dispatch_filter::block, SYSCALL_DISPATCH_FILTER_BLOCK);
SAME_VALUE(kcall::mce_kill::late, PR_MCE_KILL_LATE);
SAME_VALUE(kcall::mce_kill::early, PR_MCE_KILL_EARLY);
SAME_VALUE(kcall::mce_kill::default_, PR_MCE_KILL_DEFAULT);
SAME_VALUE(kcall::set_mm::start_code, PR_SET_MM_START_CODE);
SAME_VALUE(kcall::set_mm::end_code, PR_SET_MM_END_CODE);
SAME_VALUE(kcall::set_mm::start_data, PR_SET_MM_START_DATA);
SAME_VALUE(kcall::set_mm::end_data, PR_SET_MM_END_DATA);
SAME_VALUE(kcall::set_mm::start_stack, PR_SET_MM_START_STACK);
SAME_VALUE(kcall::set_mm::start_brk, PR_SET_MM_START_BRK);
SAME_VALUE(kcall::set_mm::brk, PR_SET_MM_BRK);
SAME_VALUE(kcall::set_mm::arg_start, PR_SET_MM_ARG_START);
SAME_VALUE(kcall::set_mm::arg_end, PR_SET_MM_ARG_END);
SAME_VALUE(kcall::set_mm::env_start, PR_SET_MM_ENV_START);
SAME_VALUE(kcall::set_mm::env_end, PR_SET_MM_ENV_END);
SAME_VALUE(kcall::set_mm::auxv, PR_SET_MM_AUXV);
SAME_VALUE(kcall::set_mm::exe_file, PR_SET_MM_EXE_FILE);
SAME_VALUE(kcall::set_mm::map, PR_SET_MM_MAP);
SAME_VALUE(kcall::set_mm::map_size, PR_SET_MM_MAP_SIZE);
SAME_VALUE(kcall::tsc::enable, PR_TSC_ENABLE);
SAME_VALUE(kcall::tsc::sigsegv, PR_TSC_SIGSEGV);
SAME_VALUE(kcall::prctl_timing::statistical, PR_TIMING_STATISTICAL);
SAME_VALUE(kcall::prctl_timing::timestamp, PR_TIMING_TIMESTAMP);
SAME_VALUE(kcall::pac_keys::apiakey, PR_PAC_APIAKEY);
SAME_VALUE(kcall::pac_keys::apibkey, PR_PAC_APIBKEY);
SAME_VALUE(kcall::pac_keys::apdakey, PR_PAC_APDAKEY);
SAME_VALUE(kcall::pac_keys::apdbkey, PR_PAC_APDBKEY);
SAME_VALUE(kcall::pac_keys::apgakey, PR_PAC_APGAKEY);
#ifdef PR_MDWE_REFUSE_EXEC_GAIN
SAME_VALUE(kcall::mdwe::refuse_exec_gain, PR_MDWE_REFUSE_EXEC_GAIN);
#endif
#ifdef PR_MDWE_NO_INHERIT
SAME_VALUE(kcall::mdwe::no_inherit, PR_MDWE_NO_INHERIT);
#endif
#ifdef PR_THP_DISABLE_EXCEPT_ADVISED
SAME_VALUE(kcall::thp_disable::except_advised, PR_THP_DISABLE_EXCEPT_ADVISED);
#endif
#ifdef PR_FUTEX_HASH_SET_SLOTS
SAME_VALUE(kcall::futex_hash::set_slots, PR_FUTEX_HASH_SET_SLOTS);
#endif
#ifdef PR_FUTEX_HASH_GET_SLOTS
SAME_VALUE(kcall::futex_hash::get_slots, PR_FUTEX_HASH_GET_SLOTS);
#endif
#ifdef PR_TIMER_CREATE_RESTORE_IDS_OFF
SAME_VALUE(kcall::timer_restore_ids::off, PR_TIMER_CREATE_RESTORE_IDS_OFF);
#endif
#ifdef PR_TIMER_CREATE_RESTORE_IDS_ON
SAME_VALUE(kcall::timer_restore_ids::on, PR_TIMER_CREATE_RESTORE_IDS_ON);
#endif
#ifdef PR_TIMER_CREATE_RESTORE_IDS_GET
SAME_VALUE(kcall::timer_restore_ids::get, PR_TIMER_CREATE_RESTORE_IDS_GET);
#endif
#ifdef PR_SHADOW_STACK_ENABLE
SAME_VALUE(kcall::shadow_stack::enable, PR_SHADOW_STACK_ENABLE);
#endif
#ifdef PR_SHADOW_STACK_WRITE
SAME_VALUE(kcall::shadow_stack::write, PR_SHADOW_STACK_WRITE);
#endif
#ifdef PR_SHADOW_STACK_PUSH
SAME_VALUE(kcall::shadow_stack::push, PR_SHADOW_STACK_PUSH);
#endif
// SUID_DUMP_*: include/linux/sched/coredump.h; prctl(2) has them as numbers.
static_assert(static_cast<int>(kcall::dumpable::disable) == 0 && static_cast<int>(kcall::dumpable::user) == 1);
static_assert(static_cast<int>(kcall::dumpable::root) == 2);

SAME_SIZE(kcall::prctl_mm_map, ::prctl_mm_map);
SAME_FIELD(kcall::prctl_mm_map, start_code, ::prctl_mm_map, start_code);
SAME_FIELD(kcall::prctl_mm_map, end_code, ::prctl_mm_map, end_code);
SAME_FIELD(kcall::prctl_mm_map, start_data, ::prctl_mm_map, start_data);
SAME_FIELD(kcall::prctl_mm_map, end_data, ::prctl_mm_map, end_data);
SAME_FIELD(kcall::prctl_mm_map, start_brk, ::prctl_mm_map, start_brk);
SAME_FIELD(kcall::prctl_mm_map, brk, ::prctl_mm_map, brk);
SAME_FIELD(kcall::prctl_mm_map, start_stack, ::prctl_mm_map, start_stack);
SAME_FIELD(kcall::prctl_mm_map, arg_start, ::prctl_mm_map, arg_start);
SAME_FIELD(kcall::prctl_mm_map, arg_end, ::prctl_mm_map, arg_end);
SAME_FIELD(kcall::prctl_mm_map, env_start, ::prctl_mm_map, env_start);
SAME_FIELD(kcall::prctl_mm_map, env_end, ::prctl_mm_map, env_end);
SAME_FIELD(kcall::prctl_mm_map, auxv, ::prctl_mm_map, auxv);
SAME_FIELD(kcall::prctl_mm_map, auxv_size, ::prctl_mm_map, auxv_size);
SAME_FIELD(kcall::prctl_mm_map, exe_fd, ::prctl_mm_map, exe_fd);
