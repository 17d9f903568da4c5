// ipc(2), the only door to semaphores, shared memory and message queues on ia32 before Linux 5.1.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/ipc.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

enum class ipc_op : int {
  semget = 2,
  semctl = 3,
  semtimedop = 4,
  msgsnd = 11,
  msgrcv = 12,
  msgget = 13,
  msgctl = 14,
  shmat = 21,
  shmdt = 22,
  shmget = 23,
  shmctl = 24,
};

/// Added to the command of *ctl there: structures with 32-bit ids (IPC_64). The numbers of today imply it.
inline constexpr int ipc_64 = 0x100;

template <gate_like G>
inline constexpr bool may_need_ipc = may_lack<0x050100>&& requires {
  nr<G>::ipc;
};

template <gate_like G, class B, class C, class P, class E>
KCALL_COLD long ipc(ipc_op op, int first, B second, C third, P pointer, E fifth) {
  if constexpr (may_need_ipc<G>) {
    return enter<long, G>(nr<G>::ipc, op, first, second, third, pointer, fifth).word();
  } else {
    return -static_cast<long>(errc::enosys);
  }
}

/// The answer to a call's own number; where that is ENOSYS, what `otherwise` gives.
template <class T, gate_like G, class F>
KCALL_INLINE result<T> or_ipc(result<T> answer, [[maybe_unused]] F otherwise) {
  if constexpr (may_need_ipc<G>) {
    if (answer == errc::enosys) [[unlikely]]
      return result<T>::from_word(otherwise());
  }
  return answer;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
