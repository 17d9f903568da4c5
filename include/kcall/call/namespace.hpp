// Namespaces: leaving them, joining them, listing them.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/namespace.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// unshare(2): what `flags` names is the caller's own from now on: new namespaces (clone_flags::newns, …), or a copy of
/// what its process or others share (fs, files, sysvsem). newpid and newtime are for children only. eperm, einval
/// (newuser in a process with threads), enospc (too many), enomem, eusers.
template <gate_like G = gate::native>
KCALL_INLINE result<void> unshare(clone_flags flags) {
  const auto bits = static_cast<uint64_t>(flags);
  if (detail::high(bits) != 0) return errc::einval;
  return enter<void, G>(nr<G>::unshare, static_cast<unsigned long>(bits));
}

/// setns(2): joins the namespace that `f` is of (a file in /proc/PID/ns), which must be of kind `type` unless that is
/// none; or the namespaces `type` names of the process whose pidfd `f` is (since 5.8). eperm, einval, ebadf, esrch,
/// enomem. Since 3.0.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setns(fd f, clone_flags type = clone_flags::none) {
  const auto bits = static_cast<uint64_t>(type);
  if (detail::high(bits) != 0) return errc::einval;
  return enter<void, G>(nr<G>::setns, f, static_cast<uint32_t>(bits));
}

/// listns(2): writes the ids of the namespaces that `request` names, at most `count`, to `ids`; returns how many; 0:
/// there are no more. einval, eperm, efault. Since 6.19.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> listns(const ns_id_req& request, uint64_t* ids, size_t count) {
  return enter<size_t, G>(nr<G>::listns, &request, ids, count, 0U);
}

}  // namespace kcall::inline KCALL_ABI_TAG
