// System V semaphores (sysvipc(7)). On ia32 all calls fall back to ipc(2) before 5.1.
#pragma once
#include <kcall/call/ipc.hpp>
#include <kcall/types/semaphore.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <gate_like G>
KCALL_COLD long semtimedop32(sem_id set, const sembuf* operations, unsigned count, const timespec* timeout) {
  timespec32 old{};
  if (timeout) old = narrowed(*timeout);
  const timespec32* const place = timeout ? &old : nullptr;
  return ipc<G>(ipc_op::semtimedop, set.get(), count, 0, operations, place);
}

template <gate_like G>
KCALL_INLINE result<void> semtimedop(sem_id set, const sembuf* operations, unsigned count, const timespec* timeout) {
  if constexpr (requires { nr<G>::semtimedop_time64; }) {
    return or_ipc<void, G>(enter<void, G>(nr<G>::semtimedop_time64, set, operations, count, timeout),
                           [=] { return semtimedop32<G>(set, operations, count, timeout); });
  } else {
    return enter<void, G>(nr<G>::semtimedop, set, operations, count, timeout);
  }
}

/// ipc takes the address of what semctl takes.
template <gate_like G>
KCALL_COLD long semctl_by_ipc(int set, int number, sem_cmd command, long argument) {
  const auto word = static_cast<uint32_t>(argument);
  return ipc<G>(ipc_op::semctl, set, number, static_cast<int>(command) | ipc_64, &word, 0);
}
template <class T, gate_like G, register_value A>
KCALL_INLINE result<T> semctl(int set, int number, sem_cmd command, A argument) {
  return or_ipc<T, G>(enter<T, G>(nr<G>::semctl, set, number, command, argument),
                      [=] { return semctl_by_ipc<G>(set, number, command, to_word(argument)); });
}

template <class T, gate_like G>
KCALL_INLINE result<T> semctl_stat(int set, sem_cmd command, semid_ds& to) {
  semid64<G> kernels;
  const auto answer = semctl<T, G>(set, 0, command, &kernels);
  if (answer) {
    widen(kernels.sem_perm, to.sem_perm);
    to.sem_otime = seconds(kernels.sem_otime);
    to.sem_ctime = seconds(kernels.sem_ctime);
    to.sem_nsems = kernels.sem_nsems;
  }
  return answer;
}

/// getall and setall go by the size of the set, not by that of the array.
template <gate_like G, class P>
KCALL_INLINE result<void> semctl_all(sem_id set, sem_cmd command, P values, size_t count) {
  semid_ds told;
  if (const auto answer = semctl_stat<void, G>(set.get(), sem_cmd::stat, told); !answer) return answer;
  if (told.sem_nsems != count) return errc::einval;
  return semctl<void, G>(set.get(), 0, command, values);
}

}  // namespace detail

/// semget(2): the set of semaphores of a key, or a new one of `count` semaphores with ipc_private or ipc_flags::creat;
/// 0: whatever it has. eexist, enoent; einval: more than the set or the limit has; eacces, enospc, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<sem_id> semget(ipc_key key, int count, ipc_flags flags, mode permissions) {
  const int all = static_cast<int>(flags) | static_cast<int>(permissions);
  return detail::or_ipc<sem_id, G>(enter<sem_id, G>(nr<G>::semget, key, count, all), [=] {
    return detail::ipc<G>(detail::ipc_op::semget, key.get(), count, all, nullptr, 0);
  });
}

/// semop(2): does `count` operations on a set, all or, as long as one has to wait, none. eagain: nowait; eidrm: the set
/// is gone; eintr: also under SA_RESTART; e2big: too many; efbig: no such semaphore; erange: above semvmx; eacces,
/// einval, efault, enomem. ia32 has no number of its own: it is semtimedop.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semop(sem_id set, const sembuf* operations, unsigned count) {
  if constexpr (requires { nr<G>::semop; }) {
    return enter<void, G>(nr<G>::semop, set, operations, count);
  } else {
    return detail::semtimedop<G>(set, operations, count, nullptr);
  }
}
/// semop(2), with one operation.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semop(sem_id set, const sembuf& operation) {
  return semop<G>(set, &operation, 1);
}
/// semop(2), with an array of them.
template <gate_like G = gate::native, unsigned n>
KCALL_INLINE result<void> semop(sem_id set, const sembuf (&operations)[n]) {
  return semop<G>(set, &operations[0], n);
}

/// semtimedop(2): as semop, but waits for `timeout` at most. eagain: also then; einval: also a malformed time. On ia32:
/// semtimedop_time64 (5.1), else ipc, which waits 68 years at most.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semtimedop(sem_id set, const sembuf* operations, unsigned count, const timespec& timeout) {
  if (detail::would_cut<G>(timeout)) return errc::einval;
  return detail::semtimedop<G>(set, operations, count, &timeout);
}
/// semtimedop(2), with one operation.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semtimedop(sem_id set, const sembuf& operation, const timespec& timeout) {
  return semtimedop<G>(set, &operation, 1, timeout);
}

/// semctl(2): any command, by number: `argument` is a number or points to what the ABI of the gate has there (the
/// structures of asm/sembuf.h). Returns what the command returns. The functions below are its commands, typed.
template <gate_like G = gate::native, register_value A = int>
KCALL_INLINE result<int> semctl(sem_id set, int number, sem_cmd command, A argument = {}) {
  return detail::semctl<int, G>(set.get(), number, command, argument);
}

/// IPC_RMID, semctl(2): removes a set at once; who waits gets eidrm. eperm: not the owner; einval, eidrm: no such set.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semctl_rmid(sem_id set) {
  return detail::semctl<void, G>(set.get(), 0, sem_cmd::rmid, 0);
}
/// IPC_STAT, semctl(2): writes what is known of a set to `to`. eacces, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semctl_stat(sem_id set, semid_ds& to) {
  return detail::semctl_stat<void, G>(set.get(), sem_cmd::stat, to);
}
/// SEM_STAT, semctl(2): the same for the set at an index of the kernel's table, up to what semctl_info returns; returns
/// its id. einval: none there; eacces.
template <gate_like G = gate::native>
KCALL_INLINE result<sem_id> semctl_sem_stat(int index, semid_ds& to) {
  return detail::semctl_stat<sem_id, G>(index, sem_cmd::sem_stat, to);
}
/// IPC_SET, semctl(2): sets the owner, the group and the permissions of a set. eperm, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semctl_set(sem_id set, const ipc_perm& owner) {
  detail::semid64<G> kernels;
  detail::narrow(owner, kernels.sem_perm);
  return detail::semctl<void, G>(set.get(), 0, sem_cmd::set, &kernels);
}
/// GETVAL, semctl(2): the value of a semaphore. eacces; einval: no such set or semaphore; eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<int> semctl_getval(sem_id set, int number) {
  return detail::semctl<int, G>(set.get(), number, sem_cmd::getval, 0);
}
/// SETVAL, semctl(2): sets the value of a semaphore and forgets what was to be undone. erange: not from 0 to semvmx;
/// eacces, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semctl_setval(sem_id set, int number, int value) {
  return detail::semctl<void, G>(set.get(), number, sem_cmd::setval, value);
}
/// GETALL, semctl(2): writes the values of all semaphores, of which there must be `count`: einval where there are not,
/// for which it asks semctl_stat first. eacces, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semctl_getall(sem_id set, uint16_t* values, size_t count) {
  return detail::semctl_all<G>(set, sem_cmd::getall, values, count);
}
/// SETALL, semctl(2): sets the values of all semaphores, of which there must be `count`, and needs to be allowed to
/// read them: it asks semctl_stat first. erange, eacces, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> semctl_setall(sem_id set, const uint16_t* values, size_t count) {
  return detail::semctl_all<G>(set, sem_cmd::setall, values, count);
}
/// GETPID, semctl(2): who did the last operation on a semaphore; pid{0}: nobody yet. eacces, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> semctl_getpid(sem_id set, int number) {
  return detail::semctl<pid, G>(set.get(), number, sem_cmd::getpid, 0);
}
/// GETNCNT, semctl(2): how many wait for a semaphore to grow. eacces, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<int> semctl_getncnt(sem_id set, int number) {
  return detail::semctl<int, G>(set.get(), number, sem_cmd::getncnt, 0);
}
/// GETZCNT, semctl(2): how many wait for a semaphore to be zero. eacces, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<int> semctl_getzcnt(sem_id set, int number) {
  return detail::semctl<int, G>(set.get(), number, sem_cmd::getzcnt, 0);
}
/// IPC_INFO, semctl(2): writes the limits of this IPC namespace; returns the highest index in use, for semctl_sem_stat.
template <gate_like G = gate::native>
KCALL_INLINE result<int> semctl_info(seminfo& to) {
  return detail::semctl<int, G>(0, 0, sem_cmd::info, &to);
}
/// SEM_INFO, semctl(2): the same, with what is in use in semusz (sets) and semaem (semaphores).
template <gate_like G = gate::native>
KCALL_INLINE result<int> semctl_sem_info(seminfo& to) {
  return detail::semctl<int, G>(0, 0, sem_cmd::sem_info, &to);
}

}  // namespace kcall::inline KCALL_ABI_TAG
