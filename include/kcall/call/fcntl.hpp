// fcntl(2): one untyped door, and typed functions for descriptors, flags, locks, pipes and seals. The other commands
// are in fcntl_lease.hpp (leases, delegations), fcntl_notice.hpp (who hears of a file, and by which signal) and
// fcntl_hint.hpp (how long what is written will live).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fcntl.hpp>
#include <kcall/types/fd.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// fcntl64 where the ABI has it, which is where plain fcntl knows four-byte offsets only.
template <class T, gate_like G, register_value... A>
KCALL_INLINE result<T> enter_fcntl(fd f, fcntl_command command, A... argument) {
  if constexpr (requires { nr<G>::fcntl64; }) {
    return enter<T, G>(nr<G>::fcntl64, f, command, argument...);
  } else {
    return enter<T, G>(nr<G>::fcntl, f, command, argument...);
  }
}

}  // namespace detail

/// fcntl(2): `command` on `f`. What `argument` is (an integer, a pointer, nothing) and what a success returns is the
/// command's own matter; structures behind untyped pointers are those of the gate's ABI. ebadf, einval.
template <gate_like G = gate::native, register_value A>
KCALL_INLINE result<int> fcntl(fd f, fcntl_command command, A argument) {
  return detail::enter_fcntl<int, G>(f, command, detail::extended(natural(argument)));
}
/// fcntl(2) with a command that takes no argument.
template <gate_like G = gate::native>
KCALL_INLINE result<int> fcntl(fd f, fcntl_command command) {
  return detail::enter_fcntl<int, G>(f, command);
}

namespace detail {

/// getlk, setlk and setlkw are seven less than their 64-bit versions, which only four-byte ABIs have and need.
template <class G>
KCALL_INLINE constexpr fcntl_command wide_lock(fcntl_command command) {
  if constexpr (requires { nr<G>::fcntl64; }) {
    if (command >= fcntl_command::getlk && command <= fcntl_command::setlkw) {
      return static_cast<fcntl_command>(static_cast<uint32_t>(command) + 7);
    }
  }
  return command;
}

/// A flock_t in the layout of an ABI that aligns 64-bit members to four bytes.
KCALL_INLINE constexpr flock_ia32 narrow_flock(const flock_t& lock) {
  const auto start = static_cast<uint64_t>(lock.l_start);
  const auto length = static_cast<uint64_t>(lock.l_len);
  return {lock.l_type, lock.l_whence, low(start), high(start), low(length), high(length), lock.l_pid};
}
KCALL_INLINE constexpr int64_t joined(uint32_t low_half, uint32_t high_half) {
  return static_cast<int64_t>(uint64_t{high_half} << 32 | low_half);
}

}  // namespace detail

/// fcntl(2) with a record lock: getlk, setlk, setlkw, and the ofd_ ones, which want l_pid zero. Offsets have 64 bits on
/// every ABI. Through int80 in 64-bit code the lock is rewritten on the stack: efault where that lies above 4 GiB.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl(fd f, fcntl_command command, flock_t* lock) {
  const auto wide = detail::wide_lock<G>(command);
  if constexpr (detail::split_wide<G> && !detail::native_layout<G>) {
    if (lock == nullptr) return errc::efault;
    auto narrowed = detail::narrow_flock(*lock);
    const auto done = detail::enter_fcntl<void, G>(f, wide, &narrowed);
    if (!done) return done;
    *lock = {narrowed.l_type, narrowed.l_whence, detail::joined(narrowed.start_low, narrowed.start_high),
             detail::joined(narrowed.len_low, narrowed.len_high), narrowed.l_pid};
    return {};
  } else {
    return detail::enter_fcntl<void, G>(f, wide, lock);
  }
}
/// fcntl(2) with a record lock that is only read: setlk, setlkw, ofd_setlk, ofd_setlkw.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl(fd f, fcntl_command command, const flock_t* lock) {
  const auto wide = detail::wide_lock<G>(command);
  if constexpr (detail::split_wide<G> && !detail::native_layout<G>) {
    if (lock == nullptr) return errc::efault;
    const auto narrowed = detail::narrow_flock(*lock);
    return detail::enter_fcntl<void, G>(f, wide, &narrowed);
  } else {
    return detail::enter_fcntl<void, G>(f, wide, lock);
  }
}

/// fcntl(2), F_DUPFD: as dup, but returns the lowest free descriptor from `lowest` on. ebadf, einval, emfile.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> fcntl_dupfd(fd f, fd lowest = fd{0}) {
  return detail::enter_fcntl<fd, G>(f, fcntl_command::dupfd, lowest);
}

/// fcntl(2), F_DUPFD_CLOEXEC: as fcntl_dupfd, with close-on-exec set on the copy.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> fcntl_dupfd_cloexec(fd f, fd lowest = fd{0}) {
  return detail::enter_fcntl<fd, G>(f, fcntl_command::dupfd_cloexec, lowest);
}

/// fcntl(2), F_GETFD: returns the descriptor's flags. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<fd_flags> fcntl_getfd(fd f) {
  return detail::enter_fcntl<fd_flags, G>(f, fcntl_command::getfd);
}

/// fcntl(2), F_SETFD: sets the descriptor's flags. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setfd(fd f, fd_flags flags) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::setfd, flags);
}

/// fcntl(2), F_GETFL: returns access mode and status flags of the open file; largefile may be among them. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<open_flags> fcntl_getfl(fd f) {
  return detail::enter_fcntl<open_flags, G>(f, fcntl_command::getfl);
}

/// fcntl(2), F_SETFL: sets append, async, direct, noatime and nonblock of the open file as in `flags`; leaves the rest.
/// ebadf, eperm, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setfl(fd f, open_flags flags) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::setfl, flags);
}

/// fcntl(2), F_GETLK: asks whether `lock` could be had. Yes: its type becomes unlck. No: it becomes the one in the way,
/// with its owner. ebadf, einval, eoverflow.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_getlk(fd f, flock_t& lock) {
  return fcntl<G>(f, fcntl_command::getlk, &lock);
}

/// fcntl(2), F_SETLK: takes or (unlck) drops this process's lock. eagain or eacces where another holds one in the way,
/// ebadf where `f` is not open for what the lock is about, enolck.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setlk(fd f, const flock_t& lock) {
  return fcntl<G>(f, fcntl_command::setlk, &lock);
}

/// fcntl(2), F_SETLKW: as setlk, but waits. eintr, edeadlk.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setlkw(fd f, const flock_t& lock) {
  return fcntl<G>(f, fcntl_command::setlkw, &lock);
}

/// fcntl(2), F_OFD_GETLK: as getlk, about locks of the open file. l_pid must be 0. Since Linux 3.15.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_ofd_getlk(fd f, flock_t& lock) {
  return fcntl<G>(f, fcntl_command::ofd_getlk, &lock);
}

/// fcntl(2), F_OFD_SETLK: as setlk, for a lock that belongs to the open file: threads can use it, and closing another
/// descriptor of the file does not drop it. l_pid must be 0. Since Linux 3.15.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_ofd_setlk(fd f, const flock_t& lock) {
  return fcntl<G>(f, fcntl_command::ofd_setlk, &lock);
}

/// fcntl(2), F_OFD_SETLKW: as ofd_setlk, but waits. eintr; deadlocks are not found. Since Linux 3.15.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_ofd_setlkw(fd f, const flock_t& lock) {
  return fcntl<G>(f, fcntl_command::ofd_setlkw, &lock);
}

/// fcntl(2), F_GETPIPE_SZ: returns the capacity of a pipe in bytes. ebadf. Since Linux 2.6.35.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> fcntl_getpipe_sz(fd f) {
  return detail::enter_fcntl<size_t, G>(f, fcntl_command::getpipe_sz);
}

/// fcntl(2), F_SETPIPE_SZ: makes a pipe hold at least `size` bytes; returns what it holds now. ebusy where more lies in
/// it, eperm above /proc/sys/fs/pipe-max-size. Since Linux 2.6.35.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> fcntl_setpipe_sz(fd f, size_t size) {
  return detail::enter_fcntl<size_t, G>(f, fcntl_command::setpipe_sz, size);
}

/// fcntl(2), F_GET_SEALS: returns the seals of a memfd. einval for other files. Since Linux 3.17.
template <gate_like G = gate::native>
KCALL_INLINE result<seals> fcntl_get_seals(fd f) {
  return detail::enter_fcntl<seals, G>(f, fcntl_command::get_seals);
}

/// fcntl(2), F_ADD_SEALS: adds seals to a memfd, for good. eperm where seals::seal is set, ebusy where a writable
/// mapping exists, einval. Since Linux 3.17.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_add_seals(fd f, seals added) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::add_seals, added);
}

/// fcntl(2), F_GETOWN_EX: returns who gets the signals of `f`. ebadf. Since Linux 2.6.32.
template <gate_like G = gate::native>
KCALL_INLINE result<f_owner_ex> fcntl_getown_ex(fd f) {
  auto owner = result<f_owner_ex>::unwritten();
  owner.settle(detail::enter_fcntl<long, G>(f, fcntl_command::getown_ex, owner.place()).word());
  return owner;
}

/// fcntl(2), F_SETOWN_EX: says who gets the signals of `f`. ebadf, einval, esrch. Since Linux 2.6.32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setown_ex(fd f, const f_owner_ex& owner) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::setown_ex, &owner);
}

}  // namespace kcall::inline KCALL_ABI_TAG
