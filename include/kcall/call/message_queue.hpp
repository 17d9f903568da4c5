// System V message queues (sysvipc(7)). On ia32 all calls fall back to ipc(2) before 5.1.
#pragma once
#include <kcall/call/ipc.hpp>
#include <kcall/types/message_queue.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// ipc's msgrcv of version 1 takes the type as its last argument, that of version 0 through a structure.
inline constexpr auto msgrcv_version_1 = static_cast<ipc_op>(1 << 16 | static_cast<int>(ipc_op::msgrcv));

template <class T, gate_like G>
KCALL_INLINE result<T> msgctl(int queue, msg_cmd command, void* argument) {
  return or_ipc<T, G>(enter<T, G>(nr<G>::msgctl, queue, command, argument), [=] {
    return ipc<G>(ipc_op::msgctl, queue, static_cast<int>(command) | ipc_64, 0, argument, 0);
  });
}

template <class T, gate_like G>
KCALL_INLINE result<T> msgctl_stat(int queue, msg_cmd command, msqid_ds& to) {
  msqid64<G> kernels;
  const auto answer = msgctl<T, G>(queue, command, &kernels);
  if (answer) {
    widen(kernels.msg_perm, to.msg_perm);
    to.msg_stime = seconds(kernels.msg_stime);
    to.msg_rtime = seconds(kernels.msg_rtime);
    to.msg_ctime = seconds(kernels.msg_ctime);
    to.msg_bytes = kernels.msg_bytes;
    to.msg_qnum = kernels.msg_qnum;
    to.msg_qbytes = kernels.msg_qbytes;
    to.msg_lspid = pid{kernels.msg_lspid};
    to.msg_lrpid = pid{kernels.msg_lrpid};
  }
  return answer;
}

}  // namespace detail

/// msgget(2): the queue of a key, or a new one with ipc_private or ipc_flags::creat. eexist, enoent, eacces, enospc,
/// enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<msg_id> msgget(ipc_key key, ipc_flags flags, mode permissions) {
  const int all = static_cast<int>(flags) | static_cast<int>(permissions);
  return detail::or_ipc<msg_id, G>(enter<msg_id, G>(nr<G>::msgget, key, all), [=] {
    return detail::ipc<G>(detail::ipc_op::msgget, key.get(), all, 0, nullptr, 0);
  });
}

/// msgsnd(2): appends a message to a queue. `message` points to a long of the gate's ABI, its type, which is positive,
/// and `size` bytes after that. eagain: full, with nowait; einval: no such queue, type or size; eacces, eidrm, eintr,
/// enomem, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> msgsnd(msg_id queue, const void* message, size_t size, msgop_flags flags = {}) {
  return detail::or_ipc<void, G>(enter<void, G>(nr<G>::msgsnd, queue, message, size, flags), [=] {
    return detail::ipc<G>(detail::ipc_op::msgsnd, queue.get(), size, flags, message, 0);
  });
}
/// msgsnd(2), the first `size` bytes of a msgbuf; einval also where it has not so many.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<void> msgsnd(msg_id queue, const msgbuf<n, G>& message, size_t size, msgop_flags flags = {}) {
  if (size > n) return errc::einval;
  return msgsnd<G>(queue, static_cast<const void*>(&message), size, flags);
}

/// msgrcv(2): takes a message off a queue: the first (type 0), the first of that type, or with a negative type the
/// first of the lowest type up to -type. Writes a long of the gate's ABI, its type, and at most `size` bytes after
/// that, of which it returns how many. e2big: it is longer, and stays; enomsg: none, with nowait; eacces, eidrm, eintr,
/// einval, efault; enosys: copy in a kernel without.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> msgrcv(msg_id queue, void* message, size_t size, long type, msgop_flags flags = {}) {
  return detail::or_ipc<size_t, G>(enter<size_t, G>(nr<G>::msgrcv, queue, message, size, type, flags), [=] {
    return detail::ipc<G>(detail::msgrcv_version_1, queue.get(), size, flags, message, type);
  });
}
/// msgrcv(2), into a msgbuf.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<size_t> msgrcv(msg_id queue, msgbuf<n, G>& message, long type, msgop_flags flags = {}) {
  return msgrcv<G>(queue, static_cast<void*>(&message), n, type, flags);
}

/// msgctl(2): any command, by number: `argument` points to what the ABI of the gate has there (the structures of
/// asm/msgbuf.h). Returns what the command returns. The functions below are its commands, typed.
template <gate_like G = gate::native>
KCALL_INLINE result<int> msgctl(msg_id queue, msg_cmd command, void* argument = nullptr) {
  return detail::msgctl<int, G>(queue.get(), command, argument);
}

/// IPC_RMID, msgctl(2): removes a queue at once; who waits gets eidrm. eperm: not the owner; einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> msgctl_rmid(msg_id queue) {
  return detail::msgctl<void, G>(queue.get(), msg_cmd::rmid, nullptr);
}
/// IPC_STAT, msgctl(2): writes what is known of a queue to `to`. eacces, einval, eidrm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> msgctl_stat(msg_id queue, msqid_ds& to) {
  return detail::msgctl_stat<void, G>(queue.get(), msg_cmd::stat, to);
}
/// MSG_STAT, msgctl(2): the same for the queue at an index of the kernel's table, up to what msgctl_info returns;
/// returns its id. einval: none there; eacces.
template <gate_like G = gate::native>
KCALL_INLINE result<msg_id> msgctl_msg_stat(int index, msqid_ds& to) {
  return detail::msgctl_stat<msg_id, G>(index, msg_cmd::msg_stat, to);
}
/// IPC_SET, msgctl(2): sets the owner, the group, the permissions and msg_qbytes of a queue. eperm: also more bytes
/// than the limit; einval, eidrm; eoverflow: more bytes than a long of the ABI holds.
template <gate_like G = gate::native>
KCALL_INLINE result<void> msgctl_set(msg_id queue, const msqid_ds& from) {
  detail::msqid64<G> kernels;
  detail::narrow(from.msg_perm, kernels.msg_perm);
  kernels.msg_qbytes = static_cast<detail::ipc_ulong<G>>(from.msg_qbytes);
  if (kernels.msg_qbytes != from.msg_qbytes) return errc::eoverflow;
  return detail::msgctl<void, G>(queue.get(), msg_cmd::set, &kernels);
}
/// IPC_INFO, msgctl(2): writes the limits of this IPC namespace; returns the highest index in use, for msgctl_msg_stat.
template <gate_like G = gate::native>
KCALL_INLINE result<int> msgctl_info(msginfo& to) {
  return detail::msgctl<int, G>(0, msg_cmd::info, &to);
}
/// MSG_INFO, msgctl(2): the same, with what is in use in msgpool (queues), msgmap (messages) and msgtql (bytes).
template <gate_like G = gate::native>
KCALL_INLINE result<int> msgctl_msg_info(msginfo& to) {
  return detail::msgctl<int, G>(0, msg_cmd::msg_info, &to);
}

}  // namespace kcall::inline KCALL_ABI_TAG
