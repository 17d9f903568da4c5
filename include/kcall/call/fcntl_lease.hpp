// fcntl(2) about leases and delegations: the holder is told by a signal before another process gets at the file. Which
// signal, and whose: fcntl_notice.hpp.
#pragma once
#include <kcall/call/fcntl.hpp>
#include <kcall/types/fcntl_lease.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// F_SETLEASE(2const): takes a lease (rdlck, where `f` is open for reading only; wrlck, where nobody else has the file
/// open), changes it, or drops it (unlck). eagain, eacces (the file is another user's), einval, ebadf, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setlease(fd f, lock_type lease) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::setlease, to_word(lease));
}

/// F_GETLEASE(2const): returns the lease that this process holds by `f`, unlck where it has none; while another waits,
/// the one to change to. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<lock_type> fcntl_getlease(fd f) {
  return detail::enter_fcntl<lock_type, G>(f, fcntl_command::getlease);
}

/// F_SETDELEG(2const): as setlease with `d_type`, for directories too (rdlck only); unlinking and renaming break it.
/// eagain, eacces, einval, ebadf. Since Linux 6.19.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_setdeleg(fd f, const delegation& wanted) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::setdeleg, &wanted);
}

/// F_GETDELEG(2const): sets `held.d_type` as getlease answers; its `d_flags` must be 0. einval, ebadf. Since
/// Linux 6.19.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_getdeleg(fd f, delegation& held) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::getdeleg, &held);
}

}  // namespace kcall::inline KCALL_ABI_TAG
