// What a child does between its start and its program: a list of steps, most of them one system call each.
//
// Opt-in with spawn.hpp. A step carries the function that does it, so a program has the code of the steps that it uses.
#pragma once
#include <kcall/call/credentials.hpp>
#include <kcall/call/file.hpp>
#include <kcall/call/filesystem.hpp>
#include <kcall/call/open_how.hpp>
#include <kcall/call/prctl.hpp>
#include <kcall/call/process.hpp>
#include <kcall/call/resource.hpp>
#include <kcall/call/session.hpp>
#include <kcall/call/signal.hpp>
#include <kcall/types/dirent.hpp>

namespace kcall::inline KCALL_ABI_TAG {

class spawn_action;

namespace detail {

/// Does a step; 0 or a value, or -errno. `spared` must stay open whatever is to be closed (fd{}: there is none such).
using spawn_function = long (*)(const spawn_action& action, fd spared);

/// Tag: five words follow, or fewer.
struct spawn_words {};

inline long spawn_call(const spawn_action& action, fd spared);
inline long spawn_open(const spawn_action& action, fd spared);
inline long spawn_close(const spawn_action& action, fd spared);
inline long spawn_close_range(const spawn_action& action, fd spared);
inline long spawn_default_signals(const spawn_action& action, fd spared);
inline long spawn_signal_mask(const spawn_action& action, fd spared);
inline long spawn_become(const spawn_action& action, fd spared);
inline long spawn_die_with_parent(const spawn_action& action, fd spared);
inline long spawn_foreground(const spawn_action& action, fd spared);

}  // namespace detail

/// One step of a child before its program, made by the functions below. They are done in the order in which they are
/// given; one that fails ends the child, and spawn() tells which it was. What a step points to (a path, limits, a list
/// of groups) must live until spawn() has returned.
class spawn_action {
 public:
  using nr = gate::native::abi::nr;

  /// openat(2) from the current directory, as it is then: the file becomes `onto`, whatever that was. With
  /// open_flags::cloexec it is there for the steps after this one only.
  KCALL_INLINE static spawn_action open(fd onto, path name, open_flags flags, mode permissions = {}) {
    return spawn_action(detail::spawn_open, onto, name, flags, permissions);
  }
  /// dup2(2): `onto` becomes the open file of `f`, and stays open in the program, also where both are the same.
  KCALL_INLINE static spawn_action dup2(fd f, fd onto) {
    if (f == onto) return call(nr::fcntl, f, fcntl_command::setfd, 0);
    return call(nr::dup3, f, onto, 0);
  }
  /// close(2); a descriptor that is closed already is as good.
  KCALL_INLINE static spawn_action close(fd f) { return spawn_action(detail::spawn_close, f); }
  /// close_range(2): closes all descriptors from `first` to `last`, both included. Before 5.9 by what /proc/self/fd
  /// lists; enosys where there is none.
  KCALL_INLINE static spawn_action close_range(fd first, fd last) {
    return spawn_action(detail::spawn_close_range, first, last);
  }
  /// Keeps the descriptors below `first` only.
  KCALL_INLINE static spawn_action close_from(fd first) { return close_range(first, fd{0x7fffffff}); }
  /// chdir(2): for the program, and for the steps after this one.
  KCALL_INLINE static spawn_action chdir(path directory) { return call(nr::chdir, directory); }
  /// fchdir(2).
  KCALL_INLINE static spawn_action fchdir(fd directory) { return call(nr::fchdir, directory); }

  /// setpgid(2): into the process group `group`; pid{0}: a new one with the child's id.
  KCALL_INLINE static spawn_action setpgid(pid group = pid{0}) { return call(nr::setpgid, 0, group); }
  /// setsid(2): a new session, with a new process group and without a terminal.
  KCALL_INLINE static spawn_action setsid() { return call(nr::setsid); }
  /// tcsetpgrp(3): the child's process group becomes the one that the terminal `f` listens to. Comes after setpgid().
  /// Nothing where `f` is no terminal, or not the controlling one.
  KCALL_INLINE static spawn_action foreground(fd f = fd{0}) { return spawn_action(detail::spawn_foreground, f); }

  /// rt_sigprocmask(2): the signals that are blocked when the program starts. Without this: the caller's.
  KCALL_INLINE static spawn_action signal_mask(sigset blocked) {
    return spawn_action(detail::spawn_signal_mask, low(blocked), high(blocked));
  }
  /// The default action for these signals. Handlers do not outlive execve; ignored signals stay ignored without this.
  KCALL_INLINE static spawn_action default_signals(sigset which = sigset::full()) {
    return spawn_action(detail::spawn_default_signals, low(which), high(which));
  }
  /// PR_SET_PDEATHSIG of prctl(2): the child gets `s` when the thread that calls spawn() ends; it does not start its
  /// program where that is so already. Comes after become(), which the kernel lets clear it.
  KCALL_INLINE static spawn_action die_with_parent(signal s) {
    return spawn_action(detail::spawn_die_with_parent, s, getpid());
  }
  /// setgroups(2), setresgid(2), setresuid(2): another user, with that group and no other groups but those in `groups`.
  /// eperm without the right to (CAP_SETUID, CAP_SETGID), also where nothing would change.
  KCALL_INLINE static spawn_action become(uid user, gid group, const gid* groups = nullptr, size_t count = 0) {
    return spawn_action(detail::spawn_become, user, group, groups, count);
  }
  /// setrlimit(2): prlimit64.
  KCALL_INLINE static spawn_action limit(rlimit_resource what, const rlimit& limits) {
    return call(nr::prlimit64, 0, what, &limits, nullptr);
  }
  /// umask(2).
  KCALL_INLINE static spawn_action umask(mode withheld) { return call(nr::umask, withheld); }

  /// Any system call of up to four arguments, by number: umask, setpriority, unshare, … It shares the caller's memory.
  template <register_value... A>
  requires(sizeof...(A) <= 4) KCALL_INLINE static spawn_action call(nr number, A... arguments) {
    return spawn_action(detail::spawn_call, number, arguments...);
  }

  /// For spawn().
  KCALL_INLINE long run(fd spared) const { return function_(*this, spared); }
  static constexpr size_t word_count = 5;
  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE long word(size_t i) const { return words_[i]; }
  KCALL_POINTER_ARITHMETIC_END

 private:
  template <register_value... A>
  KCALL_INLINE explicit spawn_action(detail::spawn_function function, A... words)
      : spawn_action(detail::spawn_words(), function, to_word(words)...) {}
  // Five words always: compilers may call memset for an array of which some are not given.
  KCALL_INLINE spawn_action(detail::spawn_words, detail::spawn_function function, long a = 0, long b = 0, long c = 0,
                            long d = 0, long e = 0)
      : function_(function), words_{a, b, c, d, e} {}
  KCALL_INLINE static uint32_t low(sigset set) { return detail::low(set.bits()); }
  KCALL_INLINE static uint32_t high(sigset set) { return detail::high(set.bits()); }

  detail::spawn_function function_;
  long words_[word_count];
};

/// A list of steps: an array of spawn_action, or anything with data() and size(). The empty list by default.
class spawn_actions {
 public:
  KCALL_INLINE constexpr spawn_actions() : first_(nullptr), count_(0) {}
  KCALL_INLINE constexpr spawn_actions(const spawn_action* first, size_t count) : first_(first), count_(count) {}
  template <size_t n>
  KCALL_INLINE constexpr spawn_actions(const spawn_action (&list)[n]) : first_(list), count_(n) {}
  template <class C>
  requires requires(const C& c) {
    { c.data() } -> same_as<const spawn_action*>;
    static_cast<size_t>(c.size());
  }
  KCALL_INLINE constexpr spawn_actions(const C& c) : first_(c.data()), count_(static_cast<size_t>(c.size())) {}

  KCALL_INLINE constexpr size_t size() const { return count_; }
  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE constexpr const spawn_action& operator[](size_t i) const { return first_[i]; }
  KCALL_POINTER_ARITHMETIC_END

 private:
  const spawn_action* first_;
  size_t count_;
};

namespace detail {

inline long spawn_call(const spawn_action& action, fd) {
  return call(static_cast<spawn_action::nr>(action.word(0)), action.word(1), action.word(2), action.word(3),
              action.word(4))
      .word();
}

inline long spawn_open(const spawn_action& action, fd) {
  const auto onto = from_word<fd>(action.word(0));
  const auto flags = from_word<open_flags>(action.word(2));
  const auto opened = open(from_word<const char*>(action.word(1)), flags, from_word<mode>(action.word(3)));
  if (!opened || *opened == onto) return opened.word();
  const auto moved = dup3(*opened, onto, flags & open_flags::cloexec);
  static_cast<void>(close(*opened));
  return moved.word();
}

inline long spawn_close(const spawn_action& action, fd) {
  // Nothing that close(2) can say is of use here: the descriptor is gone, or was never there.
  static_cast<void>(close(from_word<fd>(action.word(0))));
  return 0;
}

/// close_range(2) before there was one.
KCALL_COLD inline long close_listed(fd first, fd last, fd spared) {
  const auto opened = open("/proc/self/fd", open_flags::rdonly | open_flags::directory | open_flags::cloexec);
  if (!opened) return -static_cast<long>(errc::enosys);
  KCALL_POINTER_ARITHMETIC_BEGIN
  alignas(8) char entries[1024];
  for (;;) {
    const auto got = getdents64(*opened, entries, sizeof entries);
    if (!got || *got == 0) {
      static_cast<void>(close(*opened));
      return got.word();
    }
    // struct linux_dirent64: the record's size at 16, the name at 19.
    for (size_t at = 0; at < *got;) {
      const char* const entry = entries + at;
      at += static_cast<size_t>(static_cast<unsigned char>(entry[16]) | static_cast<unsigned char>(entry[17]) << 8);
      int number = 0;
      const char* digit = entry + 19;
      for (; *digit >= '0' && *digit <= '9'; ++digit) number = number * 10 + (*digit - '0');
      const fd f{number};
      if (digit == entry + 19 || f < first || f > last || f == spared || f == *opened) continue;
      static_cast<void>(close(f));
    }
  }
  KCALL_POINTER_ARITHMETIC_END
}

inline long close_part(fd first, fd last, fd spared) {
  if (first > last) return 0;
  const auto closed = close_range(first, last);
  if constexpr (may_lack<0x050900>) {
    if (closed == errc::enosys) return close_listed(first, last, spared);
  }
  return closed.word();
}

inline long spawn_close_range(const spawn_action& action, fd spared) {
  const auto first = from_word<fd>(action.word(0)), last = from_word<fd>(action.word(1));
  if (first > last) return -static_cast<long>(errc::einval);
  if (spared < first || spared > last) return close_part(first, last, spared);
  const long below = close_part(first, fd{spared.get() - 1}, spared);
  return is_error(below) ? below : close_part(fd{spared.get() + 1}, last, spared);
}

KCALL_INLINE sigset joined_set(const spawn_action& action) {
  const auto half = [](long word) { return static_cast<uint64_t>(static_cast<uint32_t>(word)); };
  return sigset::from_bits(half(action.word(0)) | half(action.word(1)) << 32);
}

inline long spawn_signal_mask(const spawn_action& action, fd) {
  const sigset blocked = joined_set(action);
  return rt_sigprocmask(sig_how::setmask, &blocked, nullptr).word();
}

/// Sets the default for the signals in `which`; with `handled_only`, for those that have a handler.
KCALL_COLD inline void reset_signals(sigset which, bool handled_only) {
  for (int number = 1; number <= 64; ++number) {
    const auto s = static_cast<signal>(number);
    sigaction_t action;
    // The kernel's own structure both ways: what was there, but for the handler. einval for sigkill and sigstop.
    if (!which.has(s) ||
        !enter<void, gate::native>(nr<gate::native>::rt_sigaction, s, nullptr, &action, sizeof(sigset)))
      continue;
    if (action.is_default() || (handled_only && action.is_ignore())) continue;
    action.handler.address = 0;
    static_cast<void>(enter<void, gate::native>(nr<gate::native>::rt_sigaction, s, &action, nullptr, sizeof(sigset)));
  }
}

inline long spawn_default_signals(const spawn_action& action, fd) {
  reset_signals(joined_set(action), false);
  return 0;
}

inline long spawn_become(const spawn_action& action, fd) {
  const auto user = from_word<uid>(action.word(0));
  const auto group = from_word<gid>(action.word(1));
  auto done = setgroups(from_word<const gid*>(action.word(2)), static_cast<size_t>(action.word(3)));
  if (done) done = setresgid(group, group, group);
  if (done) done = setresuid(user, user, user);
  return done.word();
}

inline long spawn_die_with_parent(const spawn_action& action, fd) {
  const auto set = prctl_set_pdeathsig(from_word<signal>(action.word(0)));
  if (set && getppid() != from_word<pid>(action.word(1))) return -static_cast<long>(errc::esrch);
  return set.word();
}

inline long spawn_foreground(const spawn_action& action, fd) {
  // TIOCSPGRP from the background stops the caller, unless that blocks sigttou.
  const sigset stopping(signal::sigttou);
  sigset before;
  static_cast<void>(rt_sigprocmask(sig_how::block, &stopping, &before));
  const pid group = getpgrp();
  constexpr uint32_t tiocspgrp = 0x5410;
  const auto set = ioctl(from_word<fd>(action.word(0)), tiocspgrp, &group);
  static_cast<void>(rt_sigprocmask(sig_how::setmask, &before, nullptr));
  // No terminal, another session's, closed, or hung up: as for a shell without job control.
  return set == errc::eperm ? set.word() : 0;
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
