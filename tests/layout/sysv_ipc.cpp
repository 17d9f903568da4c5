// System V semaphores, shared memory and message queues: the kernel's structures, and those that are the same
// everywhere.
#include <linux/ipc.h>
#include <linux/msg.h>
#include <linux/sem.h>
#include <linux/shm.h>

#include <kcall/call/ipc.hpp>
#include <kcall/gate/native.hpp>
#include <kcall/types/message_queue.hpp>
#include <kcall/types/semaphore.hpp>
#include <kcall/types/shared_memory.hpp>

#include "same.hpp"

using gate = kcall::gate::native;
using word = kcall::detail::ipc_ulong<gate>;

using our_perm = kcall::detail::ipc64_perm<word>;
SAME_SIZE(our_perm, ipc64_perm);
SAME_FIELD(our_perm, key, ipc64_perm, key);
SAME_FIELD(our_perm, uid, ipc64_perm, uid);
SAME_FIELD(our_perm, gid, ipc64_perm, gid);
SAME_FIELD(our_perm, cuid, ipc64_perm, cuid);
SAME_FIELD(our_perm, cgid, ipc64_perm, cgid);
// 16 bits and padding on ia32.
static_assert(offsetof(our_perm, mode) == offsetof(ipc64_perm, mode) &&
              offsetof(our_perm, seq) == offsetof(our_perm, mode) + 4);
SAME_FIELD(our_perm, seq, ipc64_perm, seq);
SAME_FIELD(our_perm, unused1, ipc64_perm, __unused1);
SAME_FIELD(our_perm, unused2, ipc64_perm, __unused2);

// The times' low and high halves follow each other where there are halves.
#define SAME_TIME(ours, their_struct, field)                                     \
  static_assert(offsetof(ours, field) == offsetof(their_struct, field), #field); \
  static_assert(sizeof(ours::field) == 8, #field)

// These are what an ABI's header defines under one name: which of ours that is, semid64 and so on choose.
#ifdef __i386__
using our_sem = kcall::detail::semid64_split;
using our_shm = kcall::detail::shmid64_split;
using our_msg = kcall::detail::msqid64_split;
#else
#ifdef __x86_64__
using our_sem = kcall::detail::semid64_x86;
#else
using our_sem = kcall::detail::semid64_generic;
#endif
using our_shm = kcall::detail::shmid64_wide;
using our_msg = kcall::detail::msqid64_wide;
#endif
static_assert(kcall::same_as<our_sem, kcall::detail::semid64<gate>>);
static_assert(kcall::same_as<our_shm, kcall::detail::shmid64<gate>>);
static_assert(kcall::same_as<our_msg, kcall::detail::msqid64<gate>>);
SAME_SIZE(our_sem, semid64_ds);
SAME_FIELD(our_sem, sem_perm, semid64_ds, sem_perm);
SAME_TIME(our_sem, semid64_ds, sem_otime);
SAME_TIME(our_sem, semid64_ds, sem_ctime);
SAME_FIELD(our_sem, sem_nsems, semid64_ds, sem_nsems);
SAME_SIZE(our_shm, shmid64_ds);
SAME_FIELD(our_shm, shm_perm, shmid64_ds, shm_perm);
SAME_FIELD(our_shm, shm_segsz, shmid64_ds, shm_segsz);
SAME_TIME(our_shm, shmid64_ds, shm_atime);
SAME_TIME(our_shm, shmid64_ds, shm_dtime);
SAME_TIME(our_shm, shmid64_ds, shm_ctime);
SAME_FIELD(our_shm, shm_cpid, shmid64_ds, shm_cpid);
SAME_FIELD(our_shm, shm_lpid, shmid64_ds, shm_lpid);
SAME_FIELD(our_shm, shm_nattch, shmid64_ds, shm_nattch);
SAME_SIZE(our_msg, msqid64_ds);
SAME_FIELD(our_msg, msg_perm, msqid64_ds, msg_perm);
SAME_TIME(our_msg, msqid64_ds, msg_stime);
SAME_TIME(our_msg, msqid64_ds, msg_rtime);
SAME_TIME(our_msg, msqid64_ds, msg_ctime);
SAME_FIELD(our_msg, msg_bytes, msqid64_ds, msg_cbytes);
SAME_FIELD(our_msg, msg_qnum, msqid64_ds, msg_qnum);
SAME_FIELD(our_msg, msg_qbytes, msqid64_ds, msg_qbytes);
SAME_FIELD(our_msg, msg_lspid, msqid64_ds, msg_lspid);
SAME_FIELD(our_msg, msg_lrpid, msqid64_ds, msg_lrpid);
#ifdef __i386__
static_assert(offsetof(semid64_ds, sem_otime_high) == offsetof(semid64_ds, sem_otime) + 4);
static_assert(offsetof(semid64_ds, sem_ctime_high) == offsetof(semid64_ds, sem_ctime) + 4);
static_assert(offsetof(shmid64_ds, shm_atime_high) == offsetof(shmid64_ds, shm_atime) + 4);
static_assert(offsetof(shmid64_ds, shm_dtime_high) == offsetof(shmid64_ds, shm_dtime) + 4);
static_assert(offsetof(shmid64_ds, shm_ctime_high) == offsetof(shmid64_ds, shm_ctime) + 4);
static_assert(offsetof(msqid64_ds, msg_stime_high) == offsetof(msqid64_ds, msg_stime) + 4);
static_assert(offsetof(msqid64_ds, msg_rtime_high) == offsetof(msqid64_ds, msg_rtime) + 4);
static_assert(offsetof(msqid64_ds, msg_ctime_high) == offsetof(msqid64_ds, msg_ctime) + 4);
#endif

using shm_limits = kcall::detail::shminfo64<word>;
SAME_SIZE(shm_limits, shminfo64);
SAME_FIELD(shm_limits, shmmax, shminfo64, shmmax);
SAME_FIELD(shm_limits, shmmin, shminfo64, shmmin);
SAME_FIELD(shm_limits, shmmni, shminfo64, shmmni);
SAME_FIELD(shm_limits, shmseg, shminfo64, shmseg);
SAME_FIELD(shm_limits, shmall, shminfo64, shmall);
using shm_used = kcall::detail::kernel_shm_info<word>;
SAME_SIZE(shm_used, ::shm_info);
SAME_FIELD(shm_used, used_ids, ::shm_info, used_ids);
SAME_FIELD(shm_used, shm_tot, ::shm_info, shm_tot);
SAME_FIELD(shm_used, shm_rss, ::shm_info, shm_rss);
SAME_FIELD(shm_used, shm_swp, ::shm_info, shm_swp);
SAME_FIELD(shm_used, swap_attempts, ::shm_info, swap_attempts);
SAME_FIELD(shm_used, swap_successes, ::shm_info, swap_successes);

SAME_SIZE(kcall::sembuf, ::sembuf);
SAME_FIELD(kcall::sembuf, sem_num, ::sembuf, sem_num);
SAME_FIELD(kcall::sembuf, sem_op, ::sembuf, sem_op);
SAME_FIELD(kcall::sembuf, sem_flg, ::sembuf, sem_flg);
SAME_SIZE(kcall::seminfo, ::seminfo);
SAME_FIELD(kcall::seminfo, semmap, ::seminfo, semmap);
SAME_FIELD(kcall::seminfo, semmni, ::seminfo, semmni);
SAME_FIELD(kcall::seminfo, semmns, ::seminfo, semmns);
SAME_FIELD(kcall::seminfo, semmnu, ::seminfo, semmnu);
SAME_FIELD(kcall::seminfo, semmsl, ::seminfo, semmsl);
SAME_FIELD(kcall::seminfo, semopm, ::seminfo, semopm);
SAME_FIELD(kcall::seminfo, semume, ::seminfo, semume);
SAME_FIELD(kcall::seminfo, semusz, ::seminfo, semusz);
SAME_FIELD(kcall::seminfo, semvmx, ::seminfo, semvmx);
SAME_FIELD(kcall::seminfo, semaem, ::seminfo, semaem);
SAME_SIZE(kcall::msginfo, ::msginfo);
SAME_FIELD(kcall::msginfo, msgpool, ::msginfo, msgpool);
SAME_FIELD(kcall::msginfo, msgmap, ::msginfo, msgmap);
SAME_FIELD(kcall::msginfo, msgmax, ::msginfo, msgmax);
SAME_FIELD(kcall::msginfo, msgmnb, ::msginfo, msgmnb);
SAME_FIELD(kcall::msginfo, msgmni, ::msginfo, msgmni);
SAME_FIELD(kcall::msginfo, msgssz, ::msginfo, msgssz);
SAME_FIELD(kcall::msginfo, msgtql, ::msginfo, msgtql);
SAME_FIELD(kcall::msginfo, msgseg, ::msginfo, msgseg);
using message = kcall::msgbuf<1>;
static_assert(offsetof(message, mtype) == offsetof(msgbuf, mtype) && sizeof(message::mtype) == sizeof(msgbuf::mtype));
static_assert(offsetof(message, mtext) == offsetof(msgbuf, mtext));

static_assert(kcall::ipc_private.get() == IPC_PRIVATE);
SAME_VALUE(kcall::ipc_flags::creat, IPC_CREAT);
SAME_VALUE(kcall::ipc_flags::excl, IPC_EXCL);
SAME_VALUE(kcall::sem_flags::nowait, IPC_NOWAIT);
SAME_VALUE(kcall::sem_flags::undo, SEM_UNDO);
SAME_VALUE(kcall::semvmx, SEMVMX);
SAME_VALUE(kcall::sem_cmd::rmid, IPC_RMID);
SAME_VALUE(kcall::sem_cmd::set, IPC_SET);
SAME_VALUE(kcall::sem_cmd::stat, IPC_STAT);
SAME_VALUE(kcall::sem_cmd::info, IPC_INFO);
SAME_VALUE(kcall::sem_cmd::getpid, GETPID);
SAME_VALUE(kcall::sem_cmd::getval, GETVAL);
SAME_VALUE(kcall::sem_cmd::getall, GETALL);
SAME_VALUE(kcall::sem_cmd::getncnt, GETNCNT);
SAME_VALUE(kcall::sem_cmd::getzcnt, GETZCNT);
SAME_VALUE(kcall::sem_cmd::setval, SETVAL);
SAME_VALUE(kcall::sem_cmd::setall, SETALL);
SAME_VALUE(kcall::sem_cmd::sem_stat, SEM_STAT);
SAME_VALUE(kcall::sem_cmd::sem_info, SEM_INFO);
SAME_VALUE(kcall::sem_cmd::sem_stat_any, SEM_STAT_ANY);
SAME_VALUE(kcall::shmget_flags::creat, IPC_CREAT);
SAME_VALUE(kcall::shmget_flags::excl, IPC_EXCL);
SAME_VALUE(kcall::shmget_flags::hugetlb, SHM_HUGETLB);
SAME_VALUE(kcall::shmget_flags::noreserve, SHM_NORESERVE);
SAME_VALUE(kcall::shmget_flags::huge_64kb, SHM_HUGE_64KB);
SAME_VALUE(kcall::shmget_flags::huge_512kb, SHM_HUGE_512KB);
SAME_VALUE(kcall::shmget_flags::huge_1mb, SHM_HUGE_1MB);
SAME_VALUE(kcall::shmget_flags::huge_2mb, SHM_HUGE_2MB);
SAME_VALUE(kcall::shmget_flags::huge_8mb, SHM_HUGE_8MB);
SAME_VALUE(kcall::shmget_flags::huge_16mb, SHM_HUGE_16MB);
SAME_VALUE(kcall::shmget_flags::huge_32mb, SHM_HUGE_32MB);
SAME_VALUE(kcall::shmget_flags::huge_256mb, SHM_HUGE_256MB);
SAME_VALUE(kcall::shmget_flags::huge_512mb, SHM_HUGE_512MB);
SAME_VALUE(kcall::shmget_flags::huge_1gb, SHM_HUGE_1GB);
SAME_VALUE(kcall::shmget_flags::huge_2gb, SHM_HUGE_2GB);
SAME_VALUE(kcall::shmget_flags::huge_16gb, SHM_HUGE_16GB);
SAME_VALUE(kcall::shmat_flags::rdonly, SHM_RDONLY);
SAME_VALUE(kcall::shmat_flags::rnd, SHM_RND);
SAME_VALUE(kcall::shmat_flags::remap, SHM_REMAP);
SAME_VALUE(kcall::shmat_flags::exec, SHM_EXEC);
SAME_VALUE(kcall::shm_cmd::rmid, IPC_RMID);
SAME_VALUE(kcall::shm_cmd::set, IPC_SET);
SAME_VALUE(kcall::shm_cmd::stat, IPC_STAT);
SAME_VALUE(kcall::shm_cmd::info, IPC_INFO);
SAME_VALUE(kcall::shm_cmd::lock, SHM_LOCK);
SAME_VALUE(kcall::shm_cmd::unlock, SHM_UNLOCK);
SAME_VALUE(kcall::shm_cmd::shm_stat, SHM_STAT);
SAME_VALUE(kcall::shm_cmd::shm_info, SHM_INFO);
SAME_VALUE(kcall::shm_cmd::shm_stat_any, SHM_STAT_ANY);
// Linux 6.1, include/linux/shm.h: SHM_DEST 01000, SHM_LOCKED 02000 (shmctl(2) has them too).
SAME_VALUE(kcall::shm_dest, 01000);
SAME_VALUE(kcall::shm_locked, 02000);
SAME_VALUE(kcall::msgop_flags::nowait, IPC_NOWAIT);
SAME_VALUE(kcall::msgop_flags::noerror, MSG_NOERROR);
SAME_VALUE(kcall::msgop_flags::except, MSG_EXCEPT);
SAME_VALUE(kcall::msgop_flags::copy, MSG_COPY);
SAME_VALUE(kcall::msg_cmd::rmid, IPC_RMID);
SAME_VALUE(kcall::msg_cmd::set, IPC_SET);
SAME_VALUE(kcall::msg_cmd::stat, IPC_STAT);
SAME_VALUE(kcall::msg_cmd::info, IPC_INFO);
SAME_VALUE(kcall::msg_cmd::msg_stat, MSG_STAT);
SAME_VALUE(kcall::msg_cmd::msg_info, MSG_INFO);
SAME_VALUE(kcall::msg_cmd::msg_stat_any, MSG_STAT_ANY);

SAME_VALUE(kcall::detail::ipc_64, IPC_64);
SAME_VALUE(kcall::detail::ipc_op::semget, SEMGET);
SAME_VALUE(kcall::detail::ipc_op::semctl, SEMCTL);
SAME_VALUE(kcall::detail::ipc_op::semtimedop, SEMTIMEDOP);
SAME_VALUE(kcall::detail::ipc_op::msgsnd, MSGSND);
SAME_VALUE(kcall::detail::ipc_op::msgrcv, MSGRCV);
SAME_VALUE(kcall::detail::ipc_op::msgget, MSGGET);
SAME_VALUE(kcall::detail::ipc_op::msgctl, MSGCTL);
SAME_VALUE(kcall::detail::ipc_op::shmat, SHMAT);
SAME_VALUE(kcall::detail::ipc_op::shmdt, SHMDT);
SAME_VALUE(kcall::detail::ipc_op::shmget, SHMGET);
SAME_VALUE(kcall::detail::ipc_op::shmctl, SHMCTL);
