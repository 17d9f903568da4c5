// What prctl(2) takes.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// PR_*.
enum class prctl_operation : int {
  set_pdeathsig = 1,
  get_pdeathsig = 2,
  get_dumpable = 3,
  set_dumpable = 4,
  get_unalign = 5,
  set_unalign = 6,
  get_keepcaps = 7,
  set_keepcaps = 8,
  get_fpemu = 9,
  set_fpemu = 10,
  get_fpexc = 11,
  set_fpexc = 12,
  get_timing = 13,
  set_timing = 14,
  set_name = 15,
  get_name = 16,
  get_endian = 19,
  set_endian = 20,
  get_seccomp = 21,
  set_seccomp = 22,
  capbset_read = 23,
  capbset_drop = 24,
  get_tsc = 25,
  set_tsc = 26,
  get_securebits = 27,
  set_securebits = 28,
  set_timerslack = 29,
  get_timerslack = 30,
  task_perf_events_disable = 31,
  task_perf_events_enable = 32,
  mce_kill = 33,
  mce_kill_get = 34,
  set_mm = 35,
  set_child_subreaper = 36,
  get_child_subreaper = 37,
  set_no_new_privs = 38,
  get_no_new_privs = 39,
  get_tid_address = 40,
  set_thp_disable = 41,
  get_thp_disable = 42,
  mpx_enable_management = 43,
  mpx_disable_management = 44,
  set_fp_mode = 45,
  get_fp_mode = 46,
  cap_ambient = 47,
  sve_set_vl = 50,
  sve_get_vl = 51,
  get_speculation_ctrl = 52,
  set_speculation_ctrl = 53,
  pac_reset_keys = 54,
  set_tagged_addr_ctrl = 55,
  get_tagged_addr_ctrl = 56,
  set_io_flusher = 57,
  get_io_flusher = 58,
  set_syscall_user_dispatch = 59,
  pac_set_enabled_keys = 60,
  pac_get_enabled_keys = 61,
  sched_core = 62,
  sme_set_vl = 63,
  sme_get_vl = 64,
  set_mdwe = 65,
  get_mdwe = 66,
  set_memory_merge = 67,
  get_memory_merge = 68,
  riscv_v_set_control = 69,
  riscv_v_get_control = 70,
  riscv_set_icache_flush_ctx = 71,
  ppc_get_dexcr = 72,
  ppc_set_dexcr = 73,
  get_shadow_stack_status = 74,
  set_shadow_stack_status = 75,
  lock_shadow_stack_status = 76,
  timer_create_restore_ids = 77,
  futex_hash = 78,
  rseq_slice_extension = 79,
  get_auxv = 0x41555856,
  set_vma = 0x53564d41,
  set_ptracer = 0x59616d61,
};

/// Whether a crash leaves a core file, and who may trace (SUID_DUMP_*).
enum class dumpable : int { disable = 0, user = 1, root = 2 };

/// What root's ids mean (SECBIT_*); each is followed by its lock.
enum class securebits : uint32_t {
  none = 0,
  noroot = 1,
  noroot_locked = 2,
  no_setuid_fixup = 4,
  no_setuid_fixup_locked = 8,
  keep_caps = 16,
  keep_caps_locked = 32,
  no_cap_ambient_raise = 64,
  no_cap_ambient_raise_locked = 128,
  /// 6.14, as all that follow.
  exec_restrict_file = 256,
  exec_restrict_file_locked = 512,
  exec_deny_interactive = 1024,
  exec_deny_interactive_locked = 2048,
};
void is_flags(securebits);

/// SECCOMP_MODE_*.
enum class seccomp_mode : int { disabled = 0, strict = 1, filter = 2 };

/// PR_CAP_AMBIENT_*.
enum class cap_ambient : int { is_set = 1, raise = 2, lower = 3, clear_all = 4 };

/// What of the processor guesses ahead (PR_SPEC_*).
enum class speculation : int { store_bypass = 0, indirect_branch = 1, l1d_flush = 2 };
enum class speculation_control : uint32_t {
  /// There is nothing to guard against.
  not_affected = 0,
  /// Told only: this thread may choose.
  prctl = 1,
  enable = 2,
  disable = 4,
  /// For good.
  force_disable = 8,
  /// Up to the next execve.
  disable_noexec = 16,
};
void is_flags(speculation_control);

/// PR_SCHED_CORE_*.
enum class sched_core : int { get = 0, create = 1, share_to = 2, share_from = 3 };
enum class sched_core_scope : int { thread = 0, thread_group = 1, process_group = 2 };

/// What a thread's system calls do (SYSCALL_DISPATCH_FILTER_*), in the byte that it shares with the kernel.
enum class dispatch_filter : uint8_t { allow = 0, block = 1 };

/// When a process is told of failing memory (PR_MCE_KILL_*): when it touches it, at once, or as the system is set.
enum class mce_kill : int { late = 0, early = 1, default_ = 2 };

/// PR_SET_MM_*.
enum class set_mm : int {
  start_code = 1,
  end_code = 2,
  start_data = 3,
  end_data = 4,
  start_stack = 5,
  start_brk = 6,
  brk = 7,
  arg_start = 8,
  arg_end = 9,
  env_start = 10,
  env_end = 11,
  auxv = 12,
  exe_file = 13,
  map = 14,
  map_size = 15,
};
/// All of them at once: where the parts of a program lie, for /proc.
struct prctl_mm_map {
  uint64_t start_code;
  uint64_t end_code;
  uint64_t start_data;
  uint64_t end_data;
  uint64_t start_brk;
  uint64_t brk;
  uint64_t start_stack;
  uint64_t arg_start;
  uint64_t arg_end;
  uint64_t env_start;
  uint64_t env_end;
  uint64_t* auxv;
  uint32_t auxv_size;
  /// ~0: as it is.
  uint32_t exe_fd;
};

/// PR_TSC_*.
enum class tsc : int { enable = 1, sigsegv = 2 };

/// Memory that may be written never becomes code (PR_MDWE_*).
enum class mdwe : uint32_t { none = 0, refuse_exec_gain = 1, no_inherit = 2 };
void is_flags(mdwe);

/// PR_THP_DISABLE_* (6.18).
enum class thp_disable : uint32_t { none = 0, except_advised = 2 };
void is_flags(thp_disable);

/// PR_TIMING_*.
enum class prctl_timing : int { statistical = 0, timestamp = 1 };

/// Keys of aarch64's pointer authentication (PR_PAC_*).
enum class pac_keys : uint32_t { none = 0, apiakey = 1, apibkey = 2, apdakey = 4, apdbkey = 8, apgakey = 16 };
void is_flags(pac_keys);

/// PR_FUTEX_HASH_*.
enum class futex_hash : int { set_slots = 1, get_slots = 2 };

/// PR_TIMER_CREATE_RESTORE_IDS_*.
enum class timer_restore_ids : int { off = 0, on = 1, get = 2 };

/// Shadow stacks of aarch64 (PR_SHADOW_STACK_*).
enum class shadow_stack : uint32_t { none = 0, enable = 1, write = 2, push = 4 };
void is_flags(shadow_stack);

}  // namespace kcall::inline KCALL_ABI_TAG
