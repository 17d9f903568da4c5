// A process giving up system calls, for good.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/seccomp.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// seccomp(2): `operation`; what `flags` and `argument` are is its matter. Returns what the kernel returns. einval,
/// eacces, efault, enosys. Since 3.17.
template <gate_like G = gate::native>
KCALL_INLINE result<int> seccomp(seccomp_operation operation, uint32_t flags, const void* argument) {
  return enter<int, G>(nr<G>::seccomp, operation, flags, argument);
}

/// seccomp(2), SECCOMP_SET_MODE_STRICT: from here on this thread may only read, write, exit (not exit_group) and return
/// from signals; anything else kills it.
template <gate_like G = gate::native>
KCALL_INLINE result<void> seccomp_set_mode_strict() {
  return enter<void, G>(nr<G>::seccomp, seccomp_operation::set_mode_strict, 0U, nullptr);
}

namespace detail {

/// sock_fprog where pointers have four bytes.
struct sock_fprog32 {
  uint16_t len;
  uint32_t filter;
};

}  // namespace detail

/// seccomp(2), SECCOMP_SET_MODE_FILTER: adds a filter for this thread and its children. Returns 0; with new_listener
/// the listener's descriptor, to be closed; with tsync but not tsync_esrch, if some thread stood in the way, its id:
/// nothing was done then. eacces (set PR_SET_NO_NEW_PRIVS first), einval (not a good program), enomem, ebusy (there is
/// a listener), esrch. Through int80 in 64-bit code: efault where the program or the stack lies above 4 GiB.
template <gate_like G = gate::native>
KCALL_INLINE result<int> seccomp_set_mode_filter(const sock_fprog& program, seccomp_flags flags = {}) {
  constexpr auto operation = seccomp_operation::set_mode_filter;
  if constexpr (detail::native_layout<G>) {
    return enter<int, G>(nr<G>::seccomp, operation, flags, &program);
  } else {
    const auto filter = reinterpret_cast<uintptr_t>(program.filter);
    const detail::sock_fprog32 narrowed{program.len, static_cast<uint32_t>(filter)};
    if (narrowed.filter != filter) return errc::efault;
    return enter<int, G>(nr<G>::seccomp, operation, flags, &narrowed);
  }
}

/// seccomp(2), SECCOMP_GET_ACTION_AVAIL: whether the kernel knows this action; eopnotsupp if not. Since 4.14.
template <gate_like G = gate::native>
KCALL_INLINE result<void> seccomp_get_action_avail(seccomp_action action) {
  return enter<void, G>(nr<G>::seccomp, seccomp_operation::get_action_avail, 0U, &action);
}

/// seccomp(2), SECCOMP_GET_NOTIF_SIZES: writes how large the kernel's structures for listeners are. Since 5.0.
template <gate_like G = gate::native>
KCALL_INLINE result<void> seccomp_get_notif_sizes(seccomp_notif_sizes& sizes) {
  return enter<void, G>(nr<G>::seccomp, seccomp_operation::get_notif_sizes, 0U, &sizes);
}

}  // namespace kcall::inline KCALL_ABI_TAG
