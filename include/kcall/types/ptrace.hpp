// What ptrace(2) takes and tells.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/signal.hpp>
#include <kcall/types/user_regs.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// PTRACE_*.
enum class ptrace_request : long {
  traceme = 0,
  peektext = 1,
  peekdata = 2,
  peekusr = 3,
  poketext = 4,
  pokedata = 5,
  pokeusr = 6,
  cont = 7,
  kill = 8,
  singlestep = 9,
  /// x86 only, as all up to setfpxregs; regsets serve every ABI.
  getregs = 12,
  setregs = 13,
  getfpregs = 14,
  setfpregs = 15,
  attach = 16,
  detach = 17,
  getfpxregs = 18,
  setfpxregs = 19,
  oldsetoptions = 21,
  syscall = 24,
  get_thread_area = 25,
  set_thread_area = 26,
  arch_prctl = 30,
  sysemu = 31,
  sysemu_singlestep = 32,
  /// x86.
  singleblock = 33,
  /// aarch64.
  peekmtetags = 33,
  pokemtetags = 34,
  setoptions = 0x4200,
  geteventmsg = 0x4201,
  getsiginfo = 0x4202,
  setsiginfo = 0x4203,
  getregset = 0x4204,
  setregset = 0x4205,
  seize = 0x4206,
  interrupt = 0x4207,
  listen = 0x4208,
  peeksiginfo = 0x4209,
  getsigmask = 0x420a,
  setsigmask = 0x420b,
  seccomp_get_filter = 0x420c,
  seccomp_get_metadata = 0x420d,
  get_syscall_info = 0x420e,
  get_rseq_configuration = 0x420f,
  set_syscall_user_dispatch_config = 0x4210,
  get_syscall_user_dispatch_config = 0x4211,
  set_syscall_info = 0x4212,
};

/// PTRACE_O_*: what the tracee is to stop for, and more.
enum class ptrace_options : uint32_t {
  none = 0,
  /// Stops of ptrace_syscall tell signal sigtrap | 0x80.
  tracesysgood = 1,
  tracefork = 2,
  tracevfork = 4,
  traceclone = 8,
  traceexec = 16,
  tracevforkdone = 32,
  traceexit = 64,
  /// 3.5.
  traceseccomp = 128,
  /// The tracee is killed when the tracer ends (3.8).
  exitkill = 1 << 20,
  /// Needs CAP_SYS_ADMIN (4.3).
  suspend_seccomp = 1 << 21,
};
void is_flags(ptrace_options);

/// PTRACE_EVENT_*: what wait_status::stop_event() tells.
enum class ptrace_event : int {
  none = 0,
  fork = 1,
  vfork = 2,
  clone = 3,
  exec = 4,
  vfork_done = 5,
  exit = 6,
  seccomp = 7,
  /// Of seized processes: stopped by a signal, interrupt, or at the start of one that was seized with its parent.
  stop = 128,
};

/// Which pending signals ptrace_peeksiginfo tells of.
struct ptrace_peeksiginfo_args {
  /// From this one on.
  uint64_t off;
  /// 1: those for the process, 0: for the thread.
  uint32_t flags;
  /// At most so many.
  int32_t nr;
};

/// Where a system call is (PTRACE_SYSCALL_INFO_*).
enum class ptrace_syscall_op : uint8_t { none = 0, entry = 1, exit = 2, seccomp = 3 };

struct ptrace_syscall_entry {
  uint64_t nr;
  uint64_t args[6];
};
struct ptrace_syscall_exit {
  int64_t rval;
  /// 1: rval is -errno.
  uint8_t is_error;
};
struct ptrace_syscall_seccomp {
  uint64_t nr;
  uint64_t args[6];
  /// SECCOMP_RET_DATA.
  uint32_t ret_data;
  uint32_t reserved2;
};

/// A system call that a tracee stopped in, the same on every ABI (struct ptrace_syscall_info).
struct ptrace_syscall_info_t {
  ptrace_syscall_op op;
  uint8_t reserved;
  uint16_t flags;
  /// AUDIT_ARCH_*.
  uint32_t arch;
  uint64_t instruction_pointer;
  uint64_t stack_pointer;
  union {
    ptrace_syscall_entry entry;
    ptrace_syscall_exit exit;
    ptrace_syscall_seccomp seccomp;
  };
};
static_assert(sizeof(ptrace_syscall_info_t) == 88);

/// A tracee's rseq area (5.13).
struct ptrace_rseq_configuration {
  uint64_t rseq_abi_pointer;
  uint32_t rseq_abi_size;
  uint32_t signature;
  uint32_t flags;
  uint32_t pad;
};

/// Which seccomp filter, counted from the newest, and what flags it has (4.16).
struct seccomp_metadata {
  uint64_t filter_off;
  uint64_t flags;
};

/// A tracee's syscall user dispatch (6.4): see prctl_set_syscall_user_dispatch.
struct ptrace_sud_config {
  uint64_t mode;
  uint64_t selector;
  uint64_t offset;
  uint64_t len;
};

}  // namespace kcall::inline KCALL_ABI_TAG
