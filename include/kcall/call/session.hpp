// Process groups and sessions.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// setpgid(2): puts the process `which` (pid{0}: the caller) into the process group `group` (pid{0}: one of its own
/// id). eacces (a child that has called execve), eperm, esrch, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setpgid(pid which, pid group) {
  return enter<void, G>(nr<G>::setpgid, which, group);
}

/// getpgid(2): the process group of `which` (pid{0}: the caller). esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> getpgid(pid which) {
  return enter<pid, G>(nr<G>::getpgid, which);
}

/// getpgrp(2): the caller's process group. Where there is only getpgid: that.
template <gate_like G = gate::native>
KCALL_INLINE pid getpgrp() {
  if constexpr (requires { nr<G>::getpgrp; }) {
    return from_word<pid>(detail::pass<G>(nr<G>::getpgrp));
  } else {
    return from_word<pid>(detail::pass<G>(nr<G>::getpgid, 0));
  }
}

/// setsid(2): makes the caller the leader of a session and of a process group of its own, without a terminal. Returns
/// the session's id. eperm for the leader of a process group.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> setsid() {
  return enter<pid, G>(nr<G>::setsid);
}

/// getsid(2): the session of `which` (pid{0}: the caller). esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> getsid(pid which) {
  return enter<pid, G>(nr<G>::getsid, which);
}

}  // namespace kcall::inline KCALL_ABI_TAG
