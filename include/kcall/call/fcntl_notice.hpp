// fcntl(2) about signals that tell of files: whose they are, which one, and of what in a directory.
#pragma once
#include <kcall/call/fcntl.hpp>
#include <kcall/types/fcntl_notice.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// F_SETOWN(2const): who gets the signals of `f`: a process, a group as its negated id, nobody (0). esrch, einval,
/// ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setown(fd f, pid owner) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::setown, to_word(owner));
}

/// F_GETOWN(2const): says in `owner` who gets the signals of `f`, a group as its negated id. Asked by F_GETOWN_EX
/// (Linux 2.6.32), because what F_GETOWN answers for the groups up to 4095 looks like an error. A thread's id counts as
/// a process's. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_getown(fd f, pid& owner) {
  f_owner_ex found;
  const auto done = detail::enter_fcntl<void, G>(f, fcntl_command::getown_ex, &found);
  if (done) owner = found.type == owner_type::pgrp ? pid{-found.pid.get()} : found.pid;
  return done;
}

/// F_GETOWNER_UIDS(2const): real and effective user of the process that set the owner of `f`. einval where the kernel
/// is built without checkpoint and restore; ebadf. Since Linux 3.6.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_getowner_uids(fd f, owner_uids& users) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::getowner_uids, &users);
}

/// F_SETSIG(2const): the signal that tells of `f`, with the descriptor in its siginfo_t; signal::none: sigio, without.
/// einval, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setsig(fd f, signal sent) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::setsig, to_word(sent));
}

/// F_GETSIG(2const): returns the signal that tells of `f`; signal::none: sigio, without the descriptor. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<signal> fcntl_getsig(fd f) {
  return detail::enter_fcntl<signal, G>(f, fcntl_command::getsig);
}

/// F_NOTIFY(2const): sends the signal of `directory` when what `events` names happens in it, once or (multishot) every
/// time; adds to what was asked for before; no events: ends it. enotdir, einval, ebadf. inotify(7) can do more.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_notify(fd directory, dn_flags events) {
  return detail::enter_fcntl<void, G>(directory, fcntl_command::notify, to_word(events));
}

}  // namespace kcall::inline KCALL_ABI_TAG
