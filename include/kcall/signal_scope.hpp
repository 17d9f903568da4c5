// Signals held back while a scope runs, and waited for in it.
//
//   const kcall::blocked_signals held{kcall::signal::sigint, kcall::signal::sigterm};
//   if (const auto came = held.wait()) …    // result<signal>
//
// For one thread: others keep what they hold back, and so may get a signal meant for the process. Threads inherit it
// from the one that makes them, and so do new processes and programs: give them previous().
#pragma once
#include <kcall/call/signal.hpp>
#include <kcall/call/signal_wait.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// blocked_signals, through any gate.
template <gate_like G>
class [[nodiscard]] basic_blocked_signals {
 public:
  /// Holds these signals back too, besides those that are already.
  KCALL_INLINE explicit basic_blocked_signals(const sigset& held)
      : held_(held), word_(rt_sigprocmask<G>(sig_how::block, &held_, &previous_).word()) {}
  template <same_as<signal>... S>
  requires(sizeof...(S) > 0) KCALL_INLINE explicit basic_blocked_signals(S... held)
      : basic_blocked_signals(sigset(held...)) {}
  basic_blocked_signals(const basic_blocked_signals&) = delete;
  basic_blocked_signals& operator=(const basic_blocked_signals&) = delete;
  /// What was held back before is again; what came meanwhile is delivered now.
  KCALL_INLINE ~basic_blocked_signals() {
    if (word_ == 0) static_cast<void>(rt_sigprocmask<G>(sig_how::setmask, &previous_, nullptr));
  }

  /// Whether it worked, which only a filter (seccomp) can prevent.
  KCALL_INLINE result<void> held_back() const { return result<void>::from_word(word_); }
  /// The signals of this scope.
  KCALL_INLINE const sigset& set() const { return held_; }
  /// What this thread held back before: for rt_sigsuspend, ppoll and new programs.
  KCALL_INLINE const sigset& previous() const { return previous_; }

  /// Waits for one of the signals of this scope and takes it, whatever other handlers run meanwhile.
  KCALL_INLINE result<signal> wait() const {
    for (;;) {
      const auto got = rt_sigtimedwait<G>(held_);
      if (got != errc::eintr) return got;
    }
  }
  /// The same, and stores in `info` what the signal tells.
  KCALL_INLINE result<signal> wait(siginfo_t& info) const {
    for (;;) {
      const auto got = rt_sigtimedwait<G>(held_, info);
      if (got != errc::eintr) return got;
    }
  }

 private:
  sigset held_;
  sigset previous_;
  long word_;
};

/// rt_sigprocmask(2) for a scope.
using blocked_signals = basic_blocked_signals<gate::native>;

}  // namespace kcall::inline KCALL_ABI_TAG
