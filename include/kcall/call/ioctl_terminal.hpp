// ioctl_tty(2): terminals and pseudoterminals. All of it answers enotty where `f` is no terminal, ebadf, eio.
#pragma once
#include <kcall/call/ioctl_value.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/terminal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// ioctl(2), TIOCGWINSZ: writes the terminal's size to `size`.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tiocgwinsz(fd f, winsize& size) {
  return detail::enter_ioctl<void, G>(f, tty_request::tiocgwinsz, &size);
}
/// ioctl(2), TIOCGWINSZ: returns the terminal's size.
template <gate_like G = gate::native>
KCALL_INLINE result<winsize> ioctl_tiocgwinsz(fd f) {
  auto size = result<winsize>::unwritten();
  size.settle(ioctl_tiocgwinsz<G>(f, *size.place()).word());
  return size;
}

/// ioctl(2), TIOCSWINSZ: sets the terminal's size; its foreground processes get SIGWINCH where that is a change.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tiocswinsz(fd f, const winsize& size) {
  return detail::enter_ioctl<void, G>(f, tty_request::tiocswinsz, &size);
}

/// ioctl(2), TCGETS: writes the terminal's attributes to `attributes` (tcgetattr(3)).
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcgets(fd f, termios& attributes) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcgets, &attributes);
}
/// ioctl(2), TCSETS: sets the terminal's attributes, now (tcsetattr(3), TCSANOW). eintr.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcsets(fd f, const termios& attributes) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcsets, &attributes);
}
/// ioctl(2), TCSETSW: the same once output has been sent (TCSADRAIN).
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcsetsw(fd f, const termios& attributes) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcsetsw, &attributes);
}
/// ioctl(2), TCSETSF: the same, and input not yet read is dropped (TCSAFLUSH).
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcsetsf(fd f, const termios& attributes) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcsetsf, &attributes);
}

/// ioctl(2), TCGETS2: writes the terminal's attributes and speeds to `attributes`. Since 2.6.20.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcgets2(fd f, termios2& attributes) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcgets2, &attributes);
}
/// ioctl(2), TCSETS2: sets attributes and, with control_flags::bother, speeds, now. eintr.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcsets2(fd f, const termios2& attributes) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcsets2, &attributes);
}
/// ioctl(2), TCSETSW2: the same once output has been sent.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcsetsw2(fd f, const termios2& attributes) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcsetsw2, &attributes);
}
/// ioctl(2), TCSETSF2: the same, and input not yet read is dropped.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcsetsf2(fd f, const termios2& attributes) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcsetsf2, &attributes);
}

/// ioctl(2), TCSBRK: waits until output has been sent, and if `just_wait` is 0 then sends a break (tcdrain(3),
/// tcsendbreak(3)). eintr.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcsbrk(fd f, int just_wait) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcsbrk, just_wait);
}
/// ioctl(2), TCFLSH: drops what is in a queue (tcflush(3)).
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tcflsh(fd f, flush_queue queue) {
  return detail::enter_ioctl<void, G>(f, tty_request::tcflsh, queue);
}

/// ioctl(2), FIONREAD: returns how many bytes can be read from a terminal, pipe, socket, file or inotify at once.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ioctl_fionread(fd f) {
  return detail::read_by_ioctl<int, G>(f, tty_request::fionread);
}
/// ioctl(2), TIOCOUTQ: returns how many bytes written have not been sent.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ioctl_tiocoutq(fd f) {
  return detail::read_by_ioctl<int, G>(f, tty_request::tiocoutq);
}

/// ioctl(2), TIOCSCTTY: makes `f` the controlling terminal of the caller, who leads a session without one; with
/// `steal` (and CAP_SYS_ADMIN) another session's too. eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tiocsctty(fd f, bool steal = false) {
  return detail::enter_ioctl<void, G>(f, tty_request::tiocsctty, steal ? 1 : 0);
}
/// ioctl(2), TIOCNOTTY: gives up the controlling terminal `f`; a session's leader takes it from all, with SIGHUP.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tiocnotty(fd f) {
  return detail::enter_ioctl<void, G>(f, tty_request::tiocnotty);
}
/// ioctl(2), TIOCGPGRP: returns the foreground process group (tcgetpgrp(3)).
template <gate_like G = gate::native>
KCALL_INLINE result<pid> ioctl_tiocgpgrp(fd f) {
  return detail::read_by_ioctl<pid, G>(f, tty_request::tiocgpgrp);
}
/// ioctl(2), TIOCSPGRP: sets the foreground process group (tcsetpgrp(3)). eperm, einval, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tiocspgrp(fd f, pid group) {
  return detail::enter_ioctl<void, G>(f, tty_request::tiocspgrp, &group);
}
/// ioctl(2), TIOCGSID: returns the session whose controlling terminal it is (tcgetsid(3)).
template <gate_like G = gate::native>
KCALL_INLINE result<pid> ioctl_tiocgsid(fd f) {
  return detail::read_by_ioctl<pid, G>(f, tty_request::tiocgsid);
}

/// ioctl(2), TIOCGPTN: returns n, where /dev/pts/n is the other end of the pseudoterminal `f` (ptsname(3)).
template <gate_like G = gate::native>
KCALL_INLINE result<uint32_t> ioctl_tiocgptn(fd f) {
  return detail::read_by_ioctl<uint32_t, G>(f, tty_request::tiocgptn);
}
/// ioctl(2), TIOCSPTLCK: locks or unlocks that other end, so that it can be opened (unlockpt(3)).
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_tiocsptlck(fd f, bool locked) {
  const int32_t value = locked ? 1 : 0;
  return detail::enter_ioctl<void, G>(f, tty_request::tiocsptlck, &value);
}
/// ioctl(2), TIOCGPTPEER: opens that other end, whatever /dev/pts is here; returns its descriptor. eio where it is
/// locked. Since 4.13.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> ioctl_tiocgptpeer(fd f, open_flags flags) {
  return detail::enter_ioctl<fd, G>(f, tty_request::tiocgptpeer, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
