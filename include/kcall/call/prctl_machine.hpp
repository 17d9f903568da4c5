// prctl: what is about a process's memory, and about the processor. See call/prctl.hpp.
#pragma once
#include <kcall/call/prctl.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// PR_SET_THP_DISABLE of prctl(2): no transparent huge pages for this process; with except_advised (6.18) only where
/// madvise asks for them. Since 3.15.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_thp_disable(bool off, thp_disable how = {}) {
  return detail::controlled<void, G>(prctl_operation::set_thp_disable, off, off ? how : thp_disable::none);
}

/// PR_GET_THP_DISABLE of prctl(2): 0: not disabled, 1: disabled, 3: except where advised. Since 3.15.
template <gate_like G = gate::native>
KCALL_INLINE result<int> prctl_get_thp_disable() {
  return detail::controlled<int, G>(prctl_operation::get_thp_disable);
}

/// PR_MCE_KILL of prctl(2): when this thread is told of failing memory. einval. Since 2.6.32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_mce_kill(mce_kill when) {
  return detail::controlled<void, G>(prctl_operation::mce_kill, 1L, when);
}
/// PR_MCE_KILL of prctl(2): back to how the system is set.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_mce_kill_clear() {
  return detail::controlled<void, G>(prctl_operation::mce_kill, 0L);
}

/// PR_MCE_KILL_GET of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<mce_kill> prctl_mce_kill_get() {
  return detail::controlled<mce_kill, G>(prctl_operation::mce_kill_get);
}

/// PR_SET_MM of prctl(2): tells the kernel where a part of this program lies; for auxv and exe_file `value` is an
/// address or a descriptor. eperm without CAP_SYS_RESOURCE, einval, ebusy.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_mm(set_mm what, uintptr_t value, size_t size = 0) {
  return detail::controlled<void, G>(prctl_operation::set_mm, what, value, size);
}
/// PR_SET_MM_MAP of prctl(2): all at once. eperm, einval (also where the kernel is built without). Since 3.18.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_mm_map(const prctl_mm_map& map) {
  static_assert(detail::native_layout<G>, "kcall: prctl_mm_map has a pointer of the code's own layout");
  return detail::controlled<void, G>(prctl_operation::set_mm, set_mm::map, &map, sizeof map);
}
/// PR_SET_MM_MAP_SIZE of prctl(2): the kernel's size of prctl_mm_map. einval as above. Since 3.18.
template <gate_like G = gate::native>
KCALL_INLINE result<uint32_t> prctl_set_mm_map_size() {
  uint32_t size = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::set_mm, set_mm::map_size, &size);
  return r ? result<uint32_t>(size) : result<uint32_t>(r.error());
}
/// PR_SET_VMA_ANON_NAME of prctl(2): names anonymous pages for /proc; nullptr takes the name away. einval (also where
/// the kernel is built without), ebadf (pages of a file), enomem. Since 5.17.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_vma_anon_name(const void* start, size_t size, const char* name) {
  return detail::controlled<void, G>(prctl_operation::set_vma, 0L, start, size, name);
}

/// PR_SET_MDWE of prctl(2): writable memory never becomes code in this process, for good. einval, eperm. Since 6.3.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_mdwe(mdwe how) {
  return detail::controlled<void, G>(prctl_operation::set_mdwe, how);
}

/// PR_GET_MDWE of prctl(2). Since 6.3.
template <gate_like G = gate::native>
KCALL_INLINE result<mdwe> prctl_get_mdwe() {
  return detail::controlled<mdwe, G>(prctl_operation::get_mdwe);
}

/// PR_SET_MEMORY_MERGE of prctl(2): whether equal pages of this process are merged (KSM). eperm without
/// CAP_SYS_RESOURCE, einval where the kernel is built without. Since 6.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_memory_merge(bool on) {
  return detail::controlled<void, G>(prctl_operation::set_memory_merge, on);
}

/// PR_GET_MEMORY_MERGE of prctl(2). Since 6.4.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_get_memory_merge() {
  return detail::controlled<bool, G>(prctl_operation::get_memory_merge);
}

/// PR_GET_AUXV of prctl(2): writes this process's auxiliary vector, at most `size` bytes, to `data`; returns its length
/// in bytes. Since 6.4.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> prctl_get_auxv(void* data, size_t size) {
  return detail::controlled<size_t, G>(prctl_operation::get_auxv, data, size);
}

/// PR_GET_SPECULATION_CTRL of prctl(2). enodev: unknown to this kernel. Since 4.17.
template <gate_like G = gate::native>
KCALL_INLINE result<speculation_control> prctl_get_speculation_ctrl(speculation what) {
  return detail::controlled<speculation_control, G>(prctl_operation::get_speculation_ctrl, what);
}

/// PR_SET_SPECULATION_CTRL of prctl(2): enable, disable, force_disable or disable_noexec. enodev, enxio (this thread
/// may not choose), eperm (disabled for good), erange. Since 4.17.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_speculation_ctrl(speculation what, speculation_control how) {
  return detail::controlled<void, G>(prctl_operation::set_speculation_ctrl, what, how);
}

/// PR_SET_TSC of prctl(2): whether rdtsc works or raises sigsegv. x86 (and aarch64 since 6.12); einval elsewhere.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_tsc(tsc how) {
  return detail::controlled<void, G>(prctl_operation::set_tsc, how);
}

/// PR_GET_TSC of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<tsc> prctl_get_tsc() {
  int value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_tsc, &value);
  if (!r) return r.error();
  return static_cast<tsc>(value);
}

/// PR_TASK_PERF_EVENTS_DISABLE of prctl(2): stops the counters that the caller made.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_task_perf_events_disable() {
  return detail::controlled<void, G>(prctl_operation::task_perf_events_disable);
}

/// PR_TASK_PERF_EVENTS_ENABLE of prctl(2): lets them go on.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_task_perf_events_enable() {
  return detail::controlled<void, G>(prctl_operation::task_perf_events_enable);
}

/// PR_SET_TIMING of prctl(2): statistical is all there is; einval for timestamp.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_timing(prctl_timing how) {
  return detail::controlled<void, G>(prctl_operation::set_timing, how);
}

/// PR_GET_TIMING of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<prctl_timing> prctl_get_timing() {
  return detail::controlled<prctl_timing, G>(prctl_operation::get_timing);
}

/// PR_SET_UNALIGN of prctl(2): what unaligned access does (powerpc, parisc, alpha); einval elsewhere.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_unalign(unsigned long value) {
  return detail::controlled<void, G>(prctl_operation::set_unalign, value);
}

/// PR_GET_UNALIGN of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<int> prctl_get_unalign() {
  int value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_unalign, &value);
  if (!r) return r.error();
  return value;
}

/// PR_SET_FPEMU of prctl(2): floating point emulation (ia64); einval elsewhere.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_fpemu(unsigned long value) {
  return detail::controlled<void, G>(prctl_operation::set_fpemu, value);
}

/// PR_GET_FPEMU of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<int> prctl_get_fpemu() {
  int value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_fpemu, &value);
  if (!r) return r.error();
  return value;
}

/// PR_SET_FPEXC of prctl(2): floating point exceptions (powerpc); einval elsewhere.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_fpexc(unsigned long value) {
  return detail::controlled<void, G>(prctl_operation::set_fpexc, value);
}

/// PR_GET_FPEXC of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<int> prctl_get_fpexc() {
  int value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_fpexc, &value);
  if (!r) return r.error();
  return value;
}

/// PR_SET_ENDIAN of prctl(2): byte order (powerpc); einval elsewhere.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_endian(unsigned long value) {
  return detail::controlled<void, G>(prctl_operation::set_endian, value);
}

/// PR_GET_ENDIAN of prctl(2).
template <gate_like G = gate::native>
KCALL_INLINE result<int> prctl_get_endian() {
  int value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_endian, &value);
  if (!r) return r.error();
  return value;
}

/// PR_SET_TAGGED_ADDR_CTRL of prctl(2): bit 0: tagged pointers are taken; further bits are memory tagging's. aarch64;
/// einval elsewhere. Since 5.4.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_tagged_addr_ctrl(unsigned long bits) {
  return detail::controlled<void, G>(prctl_operation::set_tagged_addr_ctrl, bits);
}

/// PR_GET_TAGGED_ADDR_CTRL of prctl(2). Since 5.4.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned long> prctl_get_tagged_addr_ctrl() {
  return detail::controlled<unsigned long, G>(prctl_operation::get_tagged_addr_ctrl);
}

/// PR_SVE_SET_VL of prctl(2): sets the vector length in bytes, with flags in bits 17 and 18; returns both. aarch64;
/// einval elsewhere. Since 4.15.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> prctl_sve_set_vl(unsigned long length) {
  return detail::controlled<unsigned, G>(prctl_operation::sve_set_vl, length);
}

/// PR_SVE_GET_VL of prctl(2). Since 4.15.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> prctl_sve_get_vl() {
  return detail::controlled<unsigned, G>(prctl_operation::sve_get_vl);
}

/// PR_SME_SET_VL of prctl(2): the same for streaming mode. Since 5.19.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> prctl_sme_set_vl(unsigned long length) {
  return detail::controlled<unsigned, G>(prctl_operation::sme_set_vl, length);
}

/// PR_SME_GET_VL of prctl(2). Since 5.19.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> prctl_sme_get_vl() {
  return detail::controlled<unsigned, G>(prctl_operation::sme_get_vl);
}

/// PR_PAC_RESET_KEYS of prctl(2): new keys, all with none. aarch64; einval elsewhere. Since 5.0.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_pac_reset_keys(pac_keys keys) {
  return detail::controlled<void, G>(prctl_operation::pac_reset_keys, keys);
}

/// PR_PAC_SET_ENABLED_KEYS of prctl(2): of `affected` those in `enabled` work. aarch64; einval elsewhere. Since 5.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_pac_set_enabled_keys(pac_keys affected, pac_keys enabled) {
  return detail::controlled<void, G>(prctl_operation::pac_set_enabled_keys, affected, enabled);
}

/// PR_PAC_GET_ENABLED_KEYS of prctl(2). Since 5.13.
template <gate_like G = gate::native>
KCALL_INLINE result<pac_keys> prctl_pac_get_enabled_keys() {
  return detail::controlled<pac_keys, G>(prctl_operation::pac_get_enabled_keys);
}

/// PR_SET_SHADOW_STACK_STATUS of prctl(2). aarch64, einval elsewhere (x86: arch_prctl). ebusy: locked. Since 6.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_set_shadow_stack_status(shadow_stack status) {
  return detail::controlled<void, G>(prctl_operation::set_shadow_stack_status, status);
}

/// PR_GET_SHADOW_STACK_STATUS of prctl(2). Since 6.13.
template <gate_like G = gate::native>
KCALL_INLINE result<shadow_stack> prctl_get_shadow_stack_status() {
  unsigned long value = 0;
  const auto r = detail::controlled<void, G>(prctl_operation::get_shadow_stack_status, &value);
  if (!r) return r.error();
  return static_cast<shadow_stack>(value);
}

/// PR_LOCK_SHADOW_STACK_STATUS of prctl(2): these bits can no longer be changed. Since 6.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_lock_shadow_stack_status(shadow_stack bits) {
  return detail::controlled<void, G>(prctl_operation::lock_shadow_stack_status, bits);
}

/// PR_FUTEX_HASH_SET_SLOTS of prctl(2): gives this process a table of its own for its futexes; 0: the system's. einval
/// (not a power of two, or not in this kernel). Since 6.16.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_futex_hash_set_slots(unsigned slots) {
  return detail::controlled<void, G>(prctl_operation::futex_hash, futex_hash::set_slots, slots);
}
/// PR_FUTEX_HASH_GET_SLOTS of prctl(2). Since 6.16.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> prctl_futex_hash_get_slots() {
  return detail::controlled<unsigned, G>(prctl_operation::futex_hash, futex_hash::get_slots);
}
/// PR_RSEQ_SLICE_EXTENSION_SET of prctl(2): whether this thread may ask for a little more time. einval (before 7.0),
/// enxio (no rseq area), eopnotsupp.
template <gate_like G = gate::native>
KCALL_INLINE result<void> prctl_rseq_slice_extension_set(bool on) {
  return detail::controlled<void, G>(prctl_operation::rseq_slice_extension, 2L, on);
}
/// PR_RSEQ_SLICE_EXTENSION_GET of prctl(2). Since 7.0.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> prctl_rseq_slice_extension_get() {
  return detail::controlled<bool, G>(prctl_operation::rseq_slice_extension, 1L);
}

}  // namespace kcall::inline KCALL_ABI_TAG
