// Signals: their numbers, sets of them, what the kernel tells a handler, and what it is told to do.
#pragma once
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A signal's number, the same on every ABI here. Real-time signals: signal::sigrtmin + n.
enum class signal : int {
  /// To kill: nothing is sent, only whether it could be is checked.
  none = 0,
  sighup = 1,
  sigint = 2,
  sigquit = 3,
  sigill = 4,
  sigtrap = 5,
  sigabrt = 6,
  sigiot = 6,
  sigbus = 7,
  sigfpe = 8,
  sigkill = 9,
  sigusr1 = 10,
  sigsegv = 11,
  sigusr2 = 12,
  sigpipe = 13,
  sigalrm = 14,
  sigterm = 15,
  sigstkflt = 16,
  sigchld = 17,
  sigcont = 18,
  sigstop = 19,
  sigtstp = 20,
  sigttin = 21,
  sigttou = 22,
  sigurg = 23,
  sigxcpu = 24,
  sigxfsz = 25,
  sigvtalrm = 26,
  sigprof = 27,
  sigwinch = 28,
  sigio = 29,
  sigpoll = 29,
  sigpwr = 30,
  sigsys = 31,
  /// The kernel's first. A libc keeps this and the next for itself (glibc: 32 and 33, musl: also 34).
  sigrtmin = 32,
  sigrtmax = 64,
};
KCALL_INLINE constexpr signal operator+(signal first, int offset) {
  return static_cast<signal>(static_cast<int>(first) + offset);
}

/// The kernel's set of signals: 64 bits, bit 0 is signal 1. Not a register's worth of result<>: the full set would look
/// like an error there.
class sigset {
 public:
  /// The empty set.
  constexpr sigset() = default;
  template <same_as<signal>... S>
  requires(sizeof...(S) > 0) KCALL_INLINE constexpr sigset(S... members) : bits_((bit(members) | ...)) {}
  KCALL_INLINE static constexpr sigset full() { return from_bits(~uint64_t{0}); }
  KCALL_INLINE static constexpr sigset from_bits(uint64_t bits) {
    sigset set;
    set.bits_ = bits;
    return set;
  }

  KCALL_INLINE constexpr sigset& add(signal s) {
    bits_ |= bit(s);
    return *this;
  }
  KCALL_INLINE constexpr sigset& remove(signal s) {
    bits_ &= ~bit(s);
    return *this;
  }
  KCALL_INLINE constexpr bool has(signal s) const { return (bits_ & bit(s)) != 0; }
  KCALL_INLINE constexpr bool empty() const { return bits_ == 0; }
  KCALL_INLINE constexpr uint64_t bits() const { return bits_; }

  KCALL_INLINE friend constexpr bool operator==(sigset a, sigset b) { return a.bits_ == b.bits_; }
  KCALL_INLINE friend constexpr sigset operator|(sigset a, sigset b) { return from_bits(a.bits_ | b.bits_); }
  KCALL_INLINE friend constexpr sigset operator&(sigset a, sigset b) { return from_bits(a.bits_ & b.bits_); }
  KCALL_INLINE friend constexpr sigset operator~(sigset a) { return from_bits(~a.bits_); }

 private:
  /// Nothing for what is no signal: 0, and beyond 64.
  KCALL_INLINE static constexpr uint64_t bit(signal s) {
    const unsigned index = static_cast<unsigned>(s) - 1;
    return index < 64 ? uint64_t{1} << index : 0;
  }
  uint64_t bits_ = 0;
};
static_assert(sizeof(sigset) == 8);

/// What rt_sigprocmask does with its set (SIG_*).
enum class sig_how : int {
  /// Adds it to the blocked signals.
  block = 0,
  /// Takes it from them.
  unblock = 1,
  /// Makes it them.
  setmask = 2,
};

/// How a handler is called (SA_*). siginfo and restorer are added where they are needed.
enum class sigaction_flags : unsigned long {
  none = 0,
  /// sigchld: not for children that stop or continue.
  nocldstop = 1,
  /// sigchld: children leave no zombies.
  nocldwait = 2,
  /// The handler takes three arguments.
  siginfo = 4,
  /// Never supported: stays set in the old action only before 5.11, which tells whether the other bits are checked.
  unsupported = 0x400,
  /// aarch64: the tag bits of the fault address are kept (5.11).
  expose_tagbits = 0x800,
  /// `restorer` is set.
  restorer = 0x04000000,
  /// On the stack of sigaltstack.
  onstack = 0x08000000,
  /// Interrupted calls start again instead of failing with eintr.
  restart = 0x10000000,
  /// The signal is not blocked while its handler runs.
  nodefer = 0x40000000,
  /// Back to the default before the handler runs.
  resethand = 0x80000000,
};
void is_flags(sigaction_flags);

/// Who sent a signal, where that is not the kernel's subsystem of the signal itself (SI_*); siginfo_t::si_code.
enum class si_codes : int {
  user = 0,
  kernel = 0x80,
  queue = -1,
  timer = -2,
  mesgq = -3,
  asyncio = -4,
  sigio = -5,
  tkill = -6,
  dethread = -7,
  asyncnl = -60,
};
/// sigchld, and waitid (CLD_*).
enum class cld_codes : int { exited = 1, killed = 2, dumped = 3, trapped = 4, stopped = 5, continued = 6 };
/// sigsegv (SEGV_*).
enum class segv_codes : int { maperr = 1, accerr = 2, bnderr = 3, pkuerr = 4, mteaerr = 8, mteserr = 9, cperr = 10 };
/// sigbus (BUS_*).
enum class bus_codes : int { adraln = 1, adrerr = 2, objerr = 3, mceerr_ar = 4, mceerr_ao = 5 };
/// sigfpe (FPE_*).
enum class fpe_codes : int {
  intdiv = 1,
  intovf = 2,
  fltdiv = 3,
  fltovf = 4,
  fltund = 5,
  fltres = 6,
  fltinv = 7,
  fltsub = 8,
  fltunk = 14,
  condtrap = 15,
};
/// sigill (ILL_*).
enum class ill_codes : int {
  illopc = 1,
  illopn = 2,
  illadr = 3,
  illtrp = 4,
  prvopc = 5,
  prvreg = 6,
  coproc = 7,
  badstk = 8,
  badiaddr = 9,
};
/// sigtrap (TRAP_*).
enum class trap_codes : int { brkpt = 1, trace = 2, branch = 3, hwbkpt = 4, unk = 5, perf = 6 };

/// What the kernel tells about a signal or a child: 128 bytes, of which it fills in those of the case at hand
/// (sigaction(2)). Its unions' members are macros in libc, so they are functions here.
struct siginfo_t {
  int si_signo;
  int si_errno;
  /// One of the codes above: which enumeration depends on si_signo.
  int si_code;

  /// The signal.
  KCALL_INLINE constexpr signal number() const { return static_cast<signal>(si_signo); }
  /// Whether si_code is this one: info.is(segv_codes::maperr).
  template <class E>
  requires __is_enum(E) KCALL_INLINE constexpr bool is(E code) const { return si_code == static_cast<int>(code); }

  /// kill, tgkill, sigqueue and waitid (si_pid, si_uid): the sender or the child, as its process and its real user.
  KCALL_INLINE constexpr pid sender() const { return pid{fields.child.process}; }
  KCALL_INLINE constexpr pid child_pid() const { return pid{fields.child.process}; }
  KCALL_INLINE constexpr uid sender_uid() const { return uid{fields.child.user}; }
  KCALL_INLINE constexpr uid child_uid() const { return uid{fields.child.user}; }
  /// sigchld, waitid (si_status): the exit code where is(cld_codes::exited), else the signal.
  KCALL_INLINE constexpr int status() const { return fields.child.status; }
  KCALL_INLINE constexpr signal status_signal() const { return static_cast<signal>(fields.child.status); }
  /// sigchld (si_utime, si_stime): CPU time in clock ticks. waitid leaves them alone.
  KCALL_INLINE constexpr long user_ticks() const { return fields.child.user_ticks; }
  KCALL_INLINE constexpr long system_ticks() const { return fields.child.system_ticks; }
  /// sigqueue (si_int, si_ptr): what was sent along.
  KCALL_INLINE constexpr int value_int() const { return fields.queued.value.as_int; }
  KCALL_INLINE constexpr void* value_pointer() const { return fields.queued.value.as_pointer; }
  /// POSIX timers (si_timerid, si_overrun).
  KCALL_INLINE constexpr int timer_id() const { return fields.timer.id; }
  KCALL_INLINE constexpr int timer_overrun() const { return fields.timer.overrun; }
  /// sigsegv, sigbus, sigill, sigfpe, sigtrap (si_addr): the address of the fault or of the instruction.
  KCALL_INLINE constexpr void* address() const { return fields.fault.address; }
  /// sigbus for failing memory (si_addr_lsb): how many low bits of the address mean nothing.
  KCALL_INLINE constexpr int address_lsb() const { return fields.fault.lsb; }
  /// sigpoll (si_band, si_fd).
  KCALL_INLINE constexpr long poll_events() const { return fields.poll.events; }
  KCALL_INLINE constexpr fd poll_fd() const { return fd{fields.poll.descriptor}; }
  /// sigsys (si_call_addr, si_syscall, si_arch): where, which number, and of which AUDIT_ARCH_ it was.
  KCALL_INLINE constexpr void* call_address() const { return fields.call.address; }
  KCALL_INLINE constexpr int call_number() const { return fields.call.number; }
  KCALL_INLINE constexpr uint32_t call_arch() const { return fields.call.arch; }

  union carried {
    int as_int;
    void* as_pointer;
  };
  /// Where the kernel keeps them (asm-generic/siginfo.h).
  union {
    struct {
      int process;
      uint32_t user;
      int status;
      long user_ticks;
      long system_ticks;
    } child;
    struct {
      int process;
      uint32_t user;
      carried value;
    } queued;
    struct {
      int id;
      int overrun;
      carried value;
    } timer;
    struct {
      void* address;
      short lsb;
    } fault;
    struct {
      long events;
      int descriptor;
    } poll;
    struct {
      void* address;
      int number;
      uint32_t arch;
    } call;
    unsigned char bytes[128 - (sizeof(long) == 8 ? 16 : 12)];
  } fields;
};
static_assert(sizeof(siginfo_t) == 128);

/// What happens when a signal comes: a handler, the default, or nothing. As the kernel lays it out, in this code's ABI.
struct sigaction_t {
  using plain_handler = void (*)(int);
  /// The third argument points to a ucontext_t.
  using info_handler = void (*)(int, siginfo_t*, void*);

  union {
    /// 0: the default, 1: ignore.
    uintptr_t address;
    plain_handler plain;
    info_handler info;
  } handler;
  sigaction_flags flags;
  /// What the handler returns to. rt_sigaction sets it unless `flags` has sigaction_flags::restorer.
  void (*restorer)();
  /// Blocked while the handler runs, besides the signal itself.
  sigset mask;

  sigaction_t() = default;
  KCALL_INLINE constexpr sigaction_t(plain_handler f, sigaction_flags how = {}, sigset blocked = {})
      : handler{.plain = f}, flags(how), restorer(nullptr), mask(blocked) {}
  /// Adds sigaction_flags::siginfo.
  KCALL_INLINE constexpr sigaction_t(info_handler f, sigaction_flags how = {}, sigset blocked = {})
      : handler{.info = f}, flags(how | sigaction_flags::siginfo), restorer(nullptr), mask(blocked) {}
  /// What the signal does where nobody asked for anything else (SIG_DFL).
  KCALL_INLINE static constexpr sigaction_t default_(sigaction_flags how = {}) {
    return sigaction_t(uintptr_t{0}, how);
  }
  /// Nothing (SIG_IGN).
  KCALL_INLINE static constexpr sigaction_t ignore(sigaction_flags how = {}) { return sigaction_t(uintptr_t{1}, how); }

  KCALL_INLINE constexpr bool is_default() const { return handler.address == 0; }
  KCALL_INLINE constexpr bool is_ignore() const { return handler.address == 1; }

 private:
  KCALL_INLINE constexpr sigaction_t(uintptr_t address, sigaction_flags how)
      : handler{.address = address}, flags(how), restorer(nullptr), mask() {}
};

}  // namespace kcall::inline KCALL_ABI_TAG
