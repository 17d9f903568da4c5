// Whether two processes share something.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/kcmp.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// kcmp(2): compares what two processes have, by kernel object. eperm (no right to trace them), esrch, einval, ebadf,
/// enosys where the kernel is built without. Since 3.5.
template <gate_like G = gate::native>
KCALL_INLINE result<kcmp_order> kcmp(pid a, pid b, kcmp_type type) {
  return enter<kcmp_order, G>(nr<G>::kcmp, a, b, type, 0L, 0L);
}
/// kcmp(2) with kcmp_type::file: two descriptors' open files.
template <gate_like G = gate::native>
KCALL_INLINE result<kcmp_order> kcmp(pid a, fd file_of_a, pid b, fd file_of_b) {
  return enter<kcmp_order, G>(nr<G>::kcmp, a, b, kcmp_type::file, to_word(file_of_a), to_word(file_of_b));
}
/// kcmp(2) with kcmp_type::epoll_tfd: a descriptor's open file, and one in an epoll set (4.13).
template <gate_like G = gate::native>
KCALL_INLINE result<kcmp_order> kcmp(pid a, fd file_of_a, pid b, const kcmp_epoll_slot& slot_of_b) {
  return enter<kcmp_order, G>(nr<G>::kcmp, a, b, kcmp_type::epoll_tfd, to_word(file_of_a), &slot_of_b);
}

}  // namespace kcall::inline KCALL_ABI_TAG
