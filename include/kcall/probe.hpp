// Which gates work here: asked at run time, in a child process, so that a gate that faults takes nothing with it.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/result.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// In the child: whether a call through G answers as the kernel does. getpid takes no arguments; it gets six bad ones,
/// so that they pass through the gate too, and an emulator that sends the number to another table does no harm.
template <gate_like G, gate_like Trusted>
KCALL_INLINE bool answers_rightly() {
  const long expected = pass<Trusted>(nr<Trusted>::getpid);
  return pass<G>(nr<G>::getpid, -1L, -1L, -1L, -1L, -1L, -1L) == expected;
}

/// Forks without a signal to the parent (exit signal 0): no SIGCHLD, and neither the program's wait() nor an ignored
/// SIGCHLD can take the child away. Signals are blocked around it, so that no handler of the program runs in the child,
/// and a blocked fault kills the child instead of being handled.
template <gate_like G, gate_like Trusted>
KCALL_COLD bool probed() {
  using call = nr<Trusted>;
  constexpr int sig_setmask = 2;
  constexpr unsigned long sigchld = 17;
  constexpr int pr_set_dumpable = 4;
  constexpr int wall = 0x40000000;
  constexpr size_t sigset_size = 8;
  const uint64_t everything = ~uint64_t{0};
  uint64_t before = 0;
  if (is_error(pass<Trusted>(call::rt_sigprocmask, sig_setmask, &everything, &before, sigset_size))) return false;
  long child = pass<Trusted>(call::clone, 0UL, 0UL, 0UL, 0UL, 0UL);
  // qemu-user makes only children that signal.
  if (child == -static_cast<long>(errc::einval)) child = pass<Trusted>(call::clone, sigchld, 0UL, 0UL, 0UL, 0UL);
  if (child == 0) {
    static_cast<void>(pass<Trusted>(call::prctl, pr_set_dumpable, 0UL, 0UL, 0UL, 0UL));
    const int status = answers_rightly<G, Trusted>() ? 0 : 1;
    static_cast<void>(pass<Trusted>(call::exit_group, status));
    __builtin_trap();
  }
  int status = -1;
  if (!is_error(child)) {
    long waited = 0;
    do waited = pass<Trusted>(call::wait4, static_cast<int>(child), &status, wall, 0UL);
    while (waited == -static_cast<long>(errc::eintr));
    if (waited != child) status = -1;
  }
  static_cast<void>(pass<Trusted>(call::rt_sigprocmask, sig_setmask, &before, 0UL, sigset_size));
  return status == 0;
}

}  // namespace detail

/// Whether calls through G reach the kernel and come back right. Costs a fork and cannot crash the program: a gate that
/// faults does so in a child without core dump, signal or zombie. False too where no child can be made. Safe with other
/// threads running. Under a seccomp filter that kills on unknown calls it is the child that dies, if the filter lets it
/// be made at all. The answer does not change while the program runs: keep it.
template <gate_like G>
bool available() {
  using trusted = trap_of<gate::native>;
  if constexpr (same_as<G, trusted> || same_as<G, gate::native>) {
    return true;  // everything else here stands on it
  } else {
    return detail::probed<G, trusted>();
  }
}

/// A gate, for tables and reports.
struct gate_status {
  const char* name;
  const char* abi;
  bool available;
};

/// The gates of this target, in the order of gate::all. For a range-for.
struct gate_report {
  gate_status gates[gate::all::size];
  constexpr const gate_status* begin() const { return &gates[0]; }
  KCALL_POINTER_ARITHMETIC_BEGIN
  constexpr const gate_status* end() const { return &gates[0] + gate::all::size; }
  KCALL_POINTER_ARITHMETIC_END
};

namespace detail {

template <gate_like... G>
KCALL_INLINE gate_report probe_each(gate::list<G...>) {
  return {{{G::name, G::abi::name, available<G>()}...}};
}

}  // namespace detail

/// Probes every gate of this target.
KCALL_INLINE gate_report available_gates() { return detail::probe_each(gate::all{}); }

}  // namespace kcall::inline KCALL_ABI_TAG
