// System V message queues.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/types/ipc.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A message queue.
using msg_id = strong<struct msg_id_tag, int, -1>;

/// msgsnd(2), msgrcv(2): IPC_NOWAIT, MSG_*.
enum class msgop_flags : int {
  /// eagain (msgsnd) or enomsg (msgrcv) instead of waiting.
  nowait = 04000,
  /// Cuts a message that is too long instead of failing with e2big.
  noerror = 010000,
  /// The first message of another type.
  except = 020000,
  /// Copies the message at an index, leaving it there (3.8).
  copy = 040000,
};
void is_flags(msgop_flags);

/// msgctl(2): IPC_*, MSG_*.
enum class msg_cmd : int {
  rmid = 0,
  set = 1,
  stat = 2,
  info = 3,
  msg_stat = 11,
  msg_info = 12,
  /// Since 4.17.
  msg_stat_any = 13,
};

/// msgop(2): a message of up to n bytes, in the layout of a gate's ABI.
template <size_t n, gate_like G = gate::native>
struct msgbuf {
  /// Positive.
  typename detail::choice<detail::wide_ipc<G>, int64_t, int32_t>::type mtype;
  unsigned char mtext[n];
};

/// msgctl(2): a queue, the same on every ABI. Times are seconds since 1970, or 0 where it has not happened.
struct msqid_ds {
  ipc_perm msg_perm{};
  int64_t msg_stime = 0;
  int64_t msg_rtime = 0;
  int64_t msg_ctime = 0;
  /// Bytes in the queue (msg_cbytes, which is a macro in libc's header).
  uint64_t msg_bytes = 0;
  uint64_t msg_qnum = 0;
  /// The most bytes that there may be.
  uint64_t msg_qbytes = 0;
  /// Who sent and who received last.
  pid msg_lspid{};
  pid msg_lrpid{};
};

/// msgctl(2), info and msg_info: limits; with msg_info, msgpool, msgmap and msgtql are how many queues, messages and
/// bytes there are.
struct msginfo {
  int msgpool;
  int msgmap;
  int msgmax;
  int msgmnb;
  int msgmni;
  int msgssz;
  int msgtql;
  uint16_t msgseg;
};
static_assert(sizeof(msginfo) == 32);

namespace detail {

/// struct msqid64_ds (asm/msgbuf.h), of 32-bit ABIs and of all others.
struct msqid64_split {
  ipc64_perm<uint32_t> msg_perm;
  split_time msg_stime;
  split_time msg_rtime;
  split_time msg_ctime;
  uint32_t msg_bytes;
  uint32_t msg_qnum;
  uint32_t msg_qbytes;
  int32_t msg_lspid;
  int32_t msg_lrpid;
  uint32_t unused4;
  uint32_t unused5;
};
static_assert(sizeof(msqid64_split) == 88);
struct msqid64_wide {
  ipc64_perm<uint64_t> msg_perm;
  int64_t msg_stime;
  int64_t msg_rtime;
  int64_t msg_ctime;
  uint64_t msg_bytes;
  uint64_t msg_qnum;
  uint64_t msg_qbytes;
  int32_t msg_lspid;
  int32_t msg_lrpid;
  uint64_t unused4;
  uint64_t unused5;
};
static_assert(sizeof(msqid64_wide) == 120);
template <class G>
using msqid64 = typename choice<wide_ipc<G>, msqid64_wide, msqid64_split>::type;

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
