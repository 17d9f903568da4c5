// What the kernel does when a thread ends: waking its joiner, releasing its locks.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/robust_list.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// set_tid_address(2): when the calling thread ends and others of its memory are left, `word` becomes 0 and one who
/// sleeps on it as a futex wakes; null: nothing. Returns the thread's id. The kernel knows no error; a result, because
/// 64-bit int80 refuses an address above 4 GiB (efault). A libc uses this for its own threads.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> set_tid_address(int* word) {
  return enter<pid, G>(nr<G>::set_tid_address, word);
}

/// set_robust_list(2): the list of locks of the calling thread. When it ends, each of those that holds its id gets
/// futex_owner_died, and one who waits for it wakes. A libc uses this for its own locks. einval: `size` is not that of
/// robust_list_head.
template <gate_like G = gate::native>
KCALL_INLINE result<void> set_robust_list(robust_list_head* head, size_t size = sizeof(robust_list_head)) {
  static_assert(detail::native_layout<G>, "kcall: set_robust_list takes a list of pointers of the code's own layout");
  return enter<void, G>(nr<G>::set_robust_list, head, size);
}

/// get_robust_list(2): writes where the list of a thread (pid{}: this one) begins, and how long that is, to `head` and
/// `size`. eperm, esrch, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> get_robust_list(pid thread, robust_list_head*& head, size_t& size) {
  static_assert(detail::native_layout<G>, "kcall: get_robust_list writes a pointer of the code's own layout");
  return enter<void, G>(nr<G>::get_robust_list, thread, &head, &size);
}

}  // namespace kcall::inline KCALL_ABI_TAG
