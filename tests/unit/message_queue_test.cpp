// System V message queues, beside glibc's functions; on ia32 also through ipc(2).
#include "sysv.hpp"

#include <sys/msg.h>

#include <cstring>

#include <kcall/call/message_queue.hpp>

namespace {

using kcall::errc;
using kcall::ipc_flags;
using kcall::mode;
using kcall::msg_id;
using kcall::msgop_flags;

struct their_message {
  long type;
  char text[16];
};

template <class G>
kcall::msgbuf<16, G> message(int type, const char* text) {
  kcall::msgbuf<16, G> made = {};
  made.mtype = type;
  std::memcpy(made.mtext, text, std::strlen(text));
  return made;
}

template <class G>
int all_calls() {
  int step = 0;
  const auto made = kcall::msgget<G>(kcall::ipc_private, {}, mode{0600});
  STEP(made);
  const msg_id queue = *made;
  const test::removed guard([&] { ::msgctl(queue.get(), IPC_RMID, nullptr); });

  // To glibc and back.
  STEP(kcall::msgsnd<G>(queue, message<G>(3, "three"), 5));
  their_message theirs = {};
  STEP(::msgrcv(queue.get(), &theirs, sizeof(theirs.text), 0, IPC_NOWAIT) == 5);
  STEP(theirs.type == 3 && std::memcmp(theirs.text, "three", 5) == 0);
  theirs = {4, "four"};
  STEP(::msgsnd(queue.get(), &theirs, 4, 0) == 0);
  kcall::msgbuf<16, G> ours = {};
  STEP(kcall::msgrcv<G>(queue, ours, 0) == 4);
  STEP(ours.mtype == 4 && std::memcmp(ours.mtext, "four", 4) == 0);

  // By type.
  for (const int type : {5, 2, 7}) STEP(kcall::msgsnd<G>(queue, message<G>(type, "text"), 4, msgop_flags::nowait));
  STEP(kcall::msgrcv<G>(queue, ours, 7) == 4 && ours.mtype == 7);
  STEP(kcall::msgrcv<G>(queue, ours, -5) == 4 && ours.mtype == 2);
  STEP(kcall::msgrcv<G>(queue, ours, 2, msgop_flags::nowait) == errc::enomsg);
  STEP(kcall::msgrcv<G>(queue, ours, 5, msgop_flags::except | msgop_flags::nowait) == errc::enomsg);
  const auto copied = kcall::msgrcv<G>(queue, ours, 0, msgop_flags::copy | msgop_flags::nowait);
  STEP(copied == 4 || copied == errc::enosys);
  STEP(kcall::msgrcv<G>(queue, static_cast<void*>(&ours), 3, 5) == errc::e2big);
  STEP(kcall::msgrcv<G>(queue, static_cast<void*>(&ours), 3, 5, msgop_flags::noerror) == 3);
  STEP(kcall::msgrcv<G>(queue, ours, 0, msgop_flags::nowait) == errc::enomsg);
  STEP(kcall::msgsnd<G>(queue, message<G>(0, "none"), 4) == errc::einval);
  STEP(kcall::msgsnd<G>(queue, message<G>(1, "long"), 17) == errc::einval);
  STEP(kcall::msgsnd<G>(queue, static_cast<const void*>(nullptr), 4) == errc::efault);
  STEP(kcall::msgsnd<G>(msg_id{-1}, message<G>(1, "text"), 4) == errc::einval);

  // What is known of it.
  STEP(kcall::msgsnd<G>(queue, message<G>(1, "123456"), 6));
  kcall::msqid_ds told;
  STEP(kcall::msgctl_stat<G>(queue, told));
  struct ::msqid_ds their_view = {};
  STEP(::msgctl(queue.get(), IPC_STAT, &their_view) == 0);
  STEP(told.msg_bytes == 6 && told.msg_qnum == 1 && told.msg_qbytes == their_view.msg_qbytes);
  // qemu-user 7.2 gives something else than the process here, to glibc too.
  STEP(told.msg_lspid.get() == their_view.msg_lspid && told.msg_lrpid.get() == their_view.msg_lrpid);
  STEP(told.msg_stime == their_view.msg_stime && test::is_recent(told.msg_stime));
  STEP(told.msg_rtime == their_view.msg_rtime && test::is_recent(told.msg_rtime));
  STEP(told.msg_ctime == their_view.msg_ctime && test::is_recent(told.msg_ctime));
  STEP(told.msg_perm.mode == mode{0600} && told.msg_perm.uid.get() == ::geteuid());
  STEP(told.msg_perm.seq == their_view.msg_perm.__seq);
  told.msg_perm.mode = mode{0640};
  told.msg_qbytes = 100;
  STEP(kcall::msgctl_set<G>(queue, told));
  STEP(::msgctl(queue.get(), IPC_STAT, &their_view) == 0);
  STEP(their_view.msg_perm.mode == 0640 && their_view.msg_qbytes == 100);
  if (!kcall::detail::wide_ipc<G>) {
    told.msg_qbytes = 1ULL << 32;
    STEP(kcall::msgctl_set<G>(queue, told) == errc::eoverflow);
  }

  kcall::msginfo limits = {};
  struct ::msginfo their_limits = {};
  const auto highest = kcall::msgctl_info<G>(limits);
  STEP(highest && ::msgctl(0, IPC_INFO, reinterpret_cast<struct ::msqid_ds*>(&their_limits)) >= 0);
  STEP(limits.msgmax == their_limits.msgmax && limits.msgmnb == their_limits.msgmnb);
  STEP(limits.msgmni == their_limits.msgmni && limits.msgseg == their_limits.msgseg);
  STEP(kcall::msgctl_msg_info<G>(limits) && limits.msgpool >= 1 && limits.msgmap >= 1 && limits.msgtql >= 6);
  bool found = false;
  for (int i = 0; i <= *highest + 8; ++i) {
    const auto one = kcall::msgctl_msg_stat<G>(i, told);
    found = found || (one == queue && told.msg_bytes == 6);
  }
  STEP(found);

  // Full.
  for (int i = 0; i < 9; ++i) STEP(kcall::msgsnd<G>(queue, message<G>(1, "0123456789"), 10));
  STEP(kcall::msgsnd<G>(queue, message<G>(1, "0123456789"), 10, msgop_flags::nowait) == errc::eagain);

  // Keys.
  const kcall::ipc_key key{test::own_key()};
  const auto named = kcall::msgget<G>(key, ipc_flags::creat | ipc_flags::excl, mode{0600});
  STEP(named);
  const test::removed named_guard([&] { ::msgctl(named->get(), IPC_RMID, nullptr); });
  STEP(::msgget(key.get(), 0) == named->get());
  STEP(kcall::msgget<G>(key, ipc_flags::creat | ipc_flags::excl, mode{0600}) == errc::eexist);
  STEP(kcall::msgctl<G>(*named, kcall::msg_cmd::rmid) == 0);
  STEP(kcall::msgget<G>(key, {}, {}) == errc::enoent);
  STEP(kcall::msgctl_rmid<G>(queue));
  STEP(kcall::msgrcv<G>(queue, ours, 0) == errc::einval);
  STEP(kcall::msgctl_rmid<G>(queue) == errc::einval);
  return 0;
}

}  // namespace

TEST_CASE_TEMPLATE("message queues from msgget to IPC_RMID", G, ALL_GATES) { test::with_and_without<G>(all_calls<G>); }
