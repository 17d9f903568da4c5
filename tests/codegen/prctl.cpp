// prctl. How to read this: run.py.
//
// Not here:
//   prctl_get_pdeathsig, prctl_get_child_subreaper, prctl_get_tid_address, prctl_get_tsc, prctl_get_unalign,
//     prctl_get_fpemu, prctl_get_fpexc, prctl_get_endian, prctl_get_shadow_stack_status, prctl_set_mm_map_size: the
//     kernel writes the answer in the frame
//   prctl_set_thp_disable: flags count only where it is switched off
#include <kcall/call/prctl.hpp>
#include <kcall/call/prctl_machine.hpp>

namespace out {

using namespace kcall;

result<void> prctl_set_name(const char* a) { return kcall::prctl_set_name(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_get_name(char (&a)[16]) { return kcall::prctl_get_name(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_set_pdeathsig(signal a) { return kcall::prctl_set_pdeathsig(a); }  // 8: the operation, three zeros, one argument is widened
result<void> prctl_set_dumpable(dumpable a) { return kcall::prctl_set_dumpable(a); }  // 8: the operation, three zeros, one argument is widened
result<dumpable> prctl_get_dumpable() { return kcall::prctl_get_dumpable(); }  // 8: the operation, four zeros
result<void> prctl_set_no_new_privs() { return kcall::prctl_set_no_new_privs(); }  // 8: the operation, one constant, three zeros
result<bool> prctl_get_no_new_privs() { return kcall::prctl_get_no_new_privs(); }  // 8: the operation, four zeros
result<void> prctl_set_keepcaps(bool a) { return kcall::prctl_set_keepcaps(a); }  // 8: the operation, three zeros, one argument is widened
result<bool> prctl_get_keepcaps() { return kcall::prctl_get_keepcaps(); }  // 8: the operation, four zeros
result<void> prctl_set_securebits(securebits a) { return kcall::prctl_set_securebits(a); }  // 8: the operation, three zeros, one argument moves
result<securebits> prctl_get_securebits() { return kcall::prctl_get_securebits(); }  // 8: the operation, four zeros
result<bool> prctl_capbset_read(capability a) { return kcall::prctl_capbset_read(a); }  // 8: the operation, three zeros, one argument is widened
result<void> prctl_capbset_drop(capability a) { return kcall::prctl_capbset_drop(a); }  // 8: the operation, three zeros, one argument is widened
result<bool> prctl_cap_ambient_is_set(capability a) { return kcall::prctl_cap_ambient_is_set(a); }  // 8: the operation, one constant, two zeros, one argument is widened
result<void> prctl_cap_ambient_raise(capability a) { return kcall::prctl_cap_ambient_raise(a); }  // 8: the operation, one constant, two zeros, one argument is widened
result<void> prctl_cap_ambient_lower(capability a) { return kcall::prctl_cap_ambient_lower(a); }  // 8: the operation, one constant, two zeros, one argument is widened
result<void> prctl_cap_ambient_clear_all() { return kcall::prctl_cap_ambient_clear_all(); }  // 8: the operation, one constant, three zeros
result<void> prctl_set_seccomp(seccomp_mode a, const void* b) { return kcall::prctl_set_seccomp(a, b); }  // 8: the operation, two zeros, one argument moves, one argument is widened
result<seccomp_mode> prctl_get_seccomp() { return kcall::prctl_get_seccomp(); }  // 8: the operation, four zeros
result<void> prctl_set_child_subreaper(bool a) { return kcall::prctl_set_child_subreaper(a); }  // 8: the operation, three zeros, one argument is widened
result<void> prctl_set_ptracer(pid a) { return kcall::prctl_set_ptracer(a); }  // 8: the operation, three zeros, one argument is widened
result<void> prctl_set_io_flusher(bool a) { return kcall::prctl_set_io_flusher(a); }  // 8: the operation, three zeros, one argument is widened
result<bool> prctl_get_io_flusher() { return kcall::prctl_get_io_flusher(); }  // 8: the operation, four zeros
result<void> prctl_sched_core(sched_core a, pid b, sched_core_scope c, uint64_t* d) { return kcall::prctl_sched_core(a, b, c, d); }  // 8: the operation, one argument moves, three arguments are widened
result<void> prctl_set_syscall_user_dispatch(uintptr_t a, uintptr_t b, const dispatch_filter* c) { return kcall::prctl_set_syscall_user_dispatch(a, b, c); }  // 8, 9: the operation, one constant, three arguments move; one more register in between
result<void> prctl_clear_syscall_user_dispatch() { return kcall::prctl_clear_syscall_user_dispatch(); }  // 8: the operation, four zeros
result<void> prctl_set_timerslack(unsigned long a) { return kcall::prctl_set_timerslack(a); }  // 8: the operation, three zeros, one argument moves
result<unsigned long> prctl_get_timerslack() { return kcall::prctl_get_timerslack(); }  // 8: the operation, four zeros
result<bool> prctl_timer_create_restore_ids(timer_restore_ids a) { return kcall::prctl_timer_create_restore_ids(a); }  // 8: the operation, three zeros, one argument is widened
result<long> prctl(prctl_operation a, long b, long c, long d, long e) { return kcall::prctl(a, b, c, d, e); }  // 5: one argument is widened

result<int> prctl_get_thp_disable() { return kcall::prctl_get_thp_disable(); }  // 8: the operation, four zeros
result<void> prctl_mce_kill(mce_kill a) { return kcall::prctl_mce_kill(a); }  // 8: the operation, one constant, two zeros, one argument is widened
result<void> prctl_mce_kill_clear() { return kcall::prctl_mce_kill_clear(); }  // 8: the operation, four zeros
result<mce_kill> prctl_mce_kill_get() { return kcall::prctl_mce_kill_get(); }  // 8: the operation, four zeros
result<void> prctl_set_mm(set_mm a, uintptr_t b, size_t c) { return kcall::prctl_set_mm(a, b, c); }  // 8: the operation, a zero, two arguments move, one argument is widened
result<void> prctl_set_mm_map(const prctl_mm_map& a) { return kcall::prctl_set_mm_map(a); }  // 8: the operation, two constants, a zero, one argument moves
result<void> prctl_set_vma_anon_name(const void* a, size_t b, const char* c) { return kcall::prctl_set_vma_anon_name(a, b, c); }  // 8, 9: the operation, a zero, three arguments move; one more register in between
result<void> prctl_set_mdwe(mdwe a) { return kcall::prctl_set_mdwe(a); }  // 8: the operation, three zeros, one argument moves
result<mdwe> prctl_get_mdwe() { return kcall::prctl_get_mdwe(); }  // 8: the operation, four zeros
result<void> prctl_set_memory_merge(bool a) { return kcall::prctl_set_memory_merge(a); }  // 8: the operation, three zeros, one argument is widened
result<bool> prctl_get_memory_merge() { return kcall::prctl_get_memory_merge(); }  // 8: the operation, four zeros
result<size_t> prctl_get_auxv(void* a, size_t b) { return kcall::prctl_get_auxv(a, b); }  // 8, 9: the operation, two zeros, two arguments move; one more register in between
result<speculation_control> prctl_get_speculation_ctrl(speculation a) { return kcall::prctl_get_speculation_ctrl(a); }  // 8: the operation, three zeros, one argument is widened
result<void> prctl_set_speculation_ctrl(speculation a, speculation_control b) { return kcall::prctl_set_speculation_ctrl(a, b); }  // 8: the operation, two zeros, one argument moves, one argument is widened
result<void> prctl_set_tsc(tsc a) { return kcall::prctl_set_tsc(a); }  // 8: the operation, three zeros, one argument is widened
result<void> prctl_task_perf_events_disable() { return kcall::prctl_task_perf_events_disable(); }  // 8: the operation, four zeros
result<void> prctl_task_perf_events_enable() { return kcall::prctl_task_perf_events_enable(); }  // 8: the operation, four zeros
result<void> prctl_set_timing(prctl_timing a) { return kcall::prctl_set_timing(a); }  // 8: the operation, three zeros, one argument is widened
result<prctl_timing> prctl_get_timing() { return kcall::prctl_get_timing(); }  // 8: the operation, four zeros
result<void> prctl_set_unalign(unsigned long a) { return kcall::prctl_set_unalign(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_set_fpemu(unsigned long a) { return kcall::prctl_set_fpemu(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_set_fpexc(unsigned long a) { return kcall::prctl_set_fpexc(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_set_endian(unsigned long a) { return kcall::prctl_set_endian(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_set_tagged_addr_ctrl(unsigned long a) { return kcall::prctl_set_tagged_addr_ctrl(a); }  // 8: the operation, three zeros, one argument moves
result<unsigned long> prctl_get_tagged_addr_ctrl() { return kcall::prctl_get_tagged_addr_ctrl(); }  // 8: the operation, four zeros
result<unsigned> prctl_sve_set_vl(unsigned long a) { return kcall::prctl_sve_set_vl(a); }  // 8: the operation, three zeros, one argument moves
result<unsigned> prctl_sve_get_vl() { return kcall::prctl_sve_get_vl(); }  // 8: the operation, four zeros
result<unsigned> prctl_sme_set_vl(unsigned long a) { return kcall::prctl_sme_set_vl(a); }  // 8: the operation, three zeros, one argument moves
result<unsigned> prctl_sme_get_vl() { return kcall::prctl_sme_get_vl(); }  // 8: the operation, four zeros
result<void> prctl_pac_reset_keys(pac_keys a) { return kcall::prctl_pac_reset_keys(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_pac_set_enabled_keys(pac_keys a, pac_keys b) { return kcall::prctl_pac_set_enabled_keys(a, b); }  // 8: the operation, two zeros, two arguments move
result<pac_keys> prctl_pac_get_enabled_keys() { return kcall::prctl_pac_get_enabled_keys(); }  // 8: the operation, four zeros
result<void> prctl_set_shadow_stack_status(shadow_stack a) { return kcall::prctl_set_shadow_stack_status(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_lock_shadow_stack_status(shadow_stack a) { return kcall::prctl_lock_shadow_stack_status(a); }  // 8: the operation, three zeros, one argument moves
result<void> prctl_futex_hash_set_slots(unsigned a) { return kcall::prctl_futex_hash_set_slots(a); }  // 8: the operation, one constant, two zeros, one argument moves
result<unsigned> prctl_futex_hash_get_slots() { return kcall::prctl_futex_hash_get_slots(); }  // 8: the operation, one constant, three zeros
result<void> prctl_rseq_slice_extension_set(bool a) { return kcall::prctl_rseq_slice_extension_set(a); }  // 8: the operation, one constant, two zeros, one argument is widened
result<bool> prctl_rseq_slice_extension_get() { return kcall::prctl_rseq_slice_extension_get(); }  // 8: the operation, one constant, three zeros

}  // namespace out
