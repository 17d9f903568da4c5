// Signals that are read from a descriptor: signalfd(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/signalfd.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// signalfd(2): a descriptor from which the signals in `taken` are read, as many signalfd_siginfo as there are and fit.
/// Block them first (rt_sigprocmask): a signal that is not blocked is delivered. einval, emfile, enfile, enodev,
/// enomem. It is signalfd4, since 2.6.27.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> signalfd(const sigset& taken, sfd_flags flags = {}) {
  return enter<fd, G>(nr<G>::signalfd4, -1, &taken, sizeof(sigset), flags);
}
/// signalfd(2): the signalfd `f` shall take these signals instead; returns it. ebadf; einval: it is none.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> signalfd(fd f, const sigset& taken, sfd_flags flags = {}) {
  return enter<fd, G>(nr<G>::signalfd4, f, &taken, sizeof(sigset), flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
