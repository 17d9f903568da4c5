// System V shared memory (sysvipc(7)). On ia32 all calls fall back to ipc(2) before 5.1.
#pragma once
#include <kcall/call/ipc.hpp>
#include <kcall/types/shared_memory.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// The address comes back through a pointer here.
template <gate_like G>
KCALL_COLD long shmat_by_ipc(shm_id segment, const void* address, shmat_flags flags) {
  uint32_t attached = 0;
  const long word = ipc<G>(ipc_op::shmat, segment.get(), flags, &attached, address, 0);
  return is_error(word) ? word : static_cast<long>(attached);
}

template <class T, gate_like G>
KCALL_INLINE result<T> shmctl(int segment, shm_cmd command, void* argument) {
  return or_ipc<T, G>(enter<T, G>(nr<G>::shmctl, segment, command, argument), [=] {
    return ipc<G>(ipc_op::shmctl, segment, static_cast<int>(command) | ipc_64, 0, argument, 0);
  });
}

template <class T, gate_like G>
KCALL_INLINE result<T> shmctl_stat(int segment, shm_cmd command, shmid_ds& to) {
  shmid64<G> kernels;
  const auto answer = shmctl<T, G>(segment, command, &kernels);
  if (answer) {
    widen(kernels.shm_perm, to.shm_perm);
    to.shm_segsz = kernels.shm_segsz;
    to.shm_atime = seconds(kernels.shm_atime);
    to.shm_dtime = seconds(kernels.shm_dtime);
    to.shm_ctime = seconds(kernels.shm_ctime);
    to.shm_cpid = pid{kernels.shm_cpid};
    to.shm_lpid = pid{kernels.shm_lpid};
    to.shm_nattch = kernels.shm_nattch;
  }
  return answer;
}

}  // namespace detail

/// shmget(2): the segment of a key, or a new one of `size` bytes with ipc_private or shmget_flags::creat. eexist,
/// enoent; einval: a size beyond the limits or the segment; eacces, enospc, enomem; eperm: hugetlb; enfile.
template <gate_like G = gate::native>
KCALL_INLINE result<shm_id> shmget(ipc_key key, size_t size, shmget_flags flags, mode permissions) {
  const unsigned all = static_cast<unsigned>(flags) | static_cast<unsigned>(permissions);
  return detail::or_ipc<shm_id, G>(enter<shm_id, G>(nr<G>::shmget, key, size, all), [=] {
    return detail::ipc<G>(detail::ipc_op::shmget, key.get(), size, all, nullptr, 0);
  });
}

/// shmat(2): maps a segment, where the kernel likes (null) or at `address`; returns where. eacces; einval: no such
/// segment, a misaligned address, something is there; eidrm, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<void*> shmat(shm_id segment, const void* address = nullptr, shmat_flags flags = {}) {
  return detail::or_ipc<void*, G>(enter<void*, G>(nr<G>::shmat, segment, address, flags),
                                  [=] { return detail::shmat_by_ipc<G>(segment, address, flags); });
}

/// shmdt(2): unmaps the segment at `address`. einval: there is none.
template <gate_like G = gate::native>
KCALL_INLINE result<void> shmdt(const void* address) {
  return detail::or_ipc<void, G>(enter<void, G>(nr<G>::shmdt, address),
                                 [=] { return detail::ipc<G>(detail::ipc_op::shmdt, 0, 0, 0, address, 0); });
}

/// shmctl(2): any command, by number: `argument` points to what the ABI of the gate has there (the structures of
/// asm/shmbuf.h). Returns what the command returns. The functions below are its commands, typed.
template <gate_like G = gate::native>
KCALL_INLINE result<int> shmctl(shm_id segment, shm_cmd command, void* argument = nullptr) {
  return detail::shmctl<int, G>(segment.get(), command, argument);
}

/// IPC_RMID, shmctl(2): marks a segment to go away once nobody has it mapped. eperm: not the owner; einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> shmctl_rmid(shm_id segment) {
  return detail::shmctl<void, G>(segment.get(), shm_cmd::rmid, nullptr);
}
/// IPC_STAT, shmctl(2): writes what is known of a segment to `to`. eacces, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> shmctl_stat(shm_id segment, shmid_ds& to) {
  return detail::shmctl_stat<void, G>(segment.get(), shm_cmd::stat, to);
}
/// SHM_STAT, shmctl(2): the same for the segment at an index of the kernel's table, up to what shmctl_info returns;
/// returns its id. einval: none there; eacces.
template <gate_like G = gate::native>
KCALL_INLINE result<shm_id> shmctl_shm_stat(int index, shmid_ds& to) {
  return detail::shmctl_stat<shm_id, G>(index, shm_cmd::shm_stat, to);
}
/// IPC_SET, shmctl(2): sets the owner, the group and the permissions of a segment. eperm, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> shmctl_set(shm_id segment, const ipc_perm& owner) {
  detail::shmid64<G> kernels;
  detail::narrow(owner, kernels.shm_perm);
  return detail::shmctl<void, G>(segment.get(), shm_cmd::set, &kernels);
}
/// SHM_LOCK, shmctl(2): keeps a segment from being swapped out. eperm, enomem, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> shmctl_lock(shm_id segment) {
  return detail::shmctl<void, G>(segment.get(), shm_cmd::lock, nullptr);
}
/// SHM_UNLOCK, shmctl(2): takes that back. eperm, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> shmctl_unlock(shm_id segment) {
  return detail::shmctl<void, G>(segment.get(), shm_cmd::unlock, nullptr);
}
/// IPC_INFO, shmctl(2): writes the limits of this IPC namespace; returns the highest index in use, for shmctl_shm_stat.
template <gate_like G = gate::native>
KCALL_INLINE result<int> shmctl_info(shminfo& to) {
  detail::shminfo64<detail::ipc_ulong<G>> kernels;
  const auto answer = detail::shmctl<int, G>(0, shm_cmd::info, &kernels);
  if (answer) to = {kernels.shmmax, kernels.shmmin, kernels.shmmni, kernels.shmseg, kernels.shmall};
  return answer;
}
/// SHM_INFO, shmctl(2): writes what is in use in this IPC namespace; returns the same.
template <gate_like G = gate::native>
KCALL_INLINE result<int> shmctl_shm_info(shm_info& to) {
  detail::kernel_shm_info<detail::ipc_ulong<G>> kernels;
  const auto answer = detail::shmctl<int, G>(0, shm_cmd::shm_info, &kernels);
  if (answer) to = {kernels.used_ids, kernels.shm_tot, kernels.shm_rss, kernels.shm_swp};
  return answer;
}

}  // namespace kcall::inline KCALL_ABI_TAG
