// Locks on whole files. Record locks: call/fcntl.hpp.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/flock.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// flock(2): locks or unlocks the file of `f`; the lock belongs to the open file, so to duplicates of `f` too. Replaces
/// a lock it has, not atomically. eagain with nb where another has one in the way, eintr, ebadf, einval, enolck.
template <gate_like G = gate::native>
KCALL_INLINE result<void> flock(fd f, flock_operation operation) {
  return enter<void, G>(nr<G>::flock, f, operation);
}

}  // namespace kcall::inline KCALL_ABI_TAG
