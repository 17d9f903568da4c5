// Processes as descriptors: a pidfd goes on naming its process when that has ended and its id is another's. It polls as
// readable at the end; waitid takes it with idtype::pidfd.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/pidfd.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// pidfd_open(2): a descriptor of the process `which`, closed on exec. esrch, einval, emfile, enoent (a thread that is
/// not its process's first, without pidfd_flags::thread; older kernels say einval). Since 5.3.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> pidfd_open(pid which, pidfd_flags flags = {}) {
  return enter<fd, G>(nr<G>::pidfd_open, which, flags);
}

/// pidfd_getfd(2): a copy of another process's descriptor `theirs`, closed on exec. eperm (no right to trace it),
/// ebadf, esrch, emfile. Since 5.6.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> pidfd_getfd(fd pidfd, fd theirs, uint32_t flags = 0) {
  return enter<fd, G>(nr<G>::pidfd_getfd, pidfd, theirs, flags);
}

/// pidfd_send_signal(2): sends `s`; signal::none only checks. eperm, esrch (it has ended), ebadf, einval. Since 5.1.
template <gate_like G = gate::native>
KCALL_INLINE result<void> pidfd_send_signal(fd pidfd, signal s, pidfd_signal_flags flags = {}) {
  return enter<void, G>(nr<G>::pidfd_send_signal, pidfd, s, nullptr, flags);
}
/// pidfd_send_signal(2), with what the receiver is to be told: `info` must name the same signal, and si_code be
/// negative and not si_codes::tkill unless the caller signals itself (eperm).
template <gate_like G = gate::native>
KCALL_INLINE result<void> pidfd_send_signal(fd pidfd, signal s, const siginfo_t& info, pidfd_signal_flags flags = {}) {
  static_assert(detail::native_layout<G>,
                "kcall: pidfd_send_signal reads a siginfo_t, with longs and pointers of the code's own layout");
  return enter<void, G>(nr<G>::pidfd_send_signal, pidfd, s, &info, flags);
}

/// PIDFD_GET_INFO of ioctl(2): stores what `info.mask` asks for, and sets it to what was told. esrch (it has ended, and
/// exit was not asked for), enotty (no pidfd, or before 6.13).
template <gate_like G = gate::native>
KCALL_INLINE result<void> pidfd_get_info(fd pidfd, pidfd_info_t& info) {
  // _IOWR(0xff, 11, pidfd_info_t). The size is part of the number; kernels take smaller and larger ones.
  constexpr uint32_t request = 3U << 30 | sizeof(pidfd_info_t) << 16 | 0xff0bU;
  return enter<void, G>(nr<G>::ioctl, pidfd, request, &info);
}

/// PIDFD_GET_*_NAMESPACE of ioctl(2): a descriptor of a namespace of the process, for setns. eperm (no right to trace
/// it), esrch, eopnotsupp (not in this kernel), enotty (before 6.11).
template <gate_like G = gate::native>
KCALL_INLINE result<fd> pidfd_get_namespace(fd pidfd, pidfd_namespace kind) {
  return enter<fd, G>(nr<G>::ioctl, pidfd, kind, 0);
}

}  // namespace kcall::inline KCALL_ABI_TAG
