// System V IPC and message queues. How to read this: run.py.
//
// Not here:
//   semctl_stat, semctl_sem_stat, semctl_set, shmctl_stat, shmctl_shm_stat, shmctl_set, shmctl_info,
//     shmctl_shm_info, msgctl_stat, msgctl_msg_stat, msgctl_set: translate the structure, whose layout differs by
//     ABI
//   semctl_getall, semctl_setall: ask for the number of semaphores first
#include <kcall/call/message_queue.hpp>
#include <kcall/call/mqueue.hpp>
#include <kcall/call/semaphore.hpp>
#include <kcall/call/shared_memory.hpp>

namespace out {

using namespace kcall;

result<sem_id> semget(ipc_key a, int b, ipc_flags c, mode d) { return kcall::semget(a, b, c, d); }  // 4
result<void> semop(sem_id a, const sembuf* b, unsigned c) { return kcall::semop(a, b, c); }  // 3
result<void> semop_2(sem_id a, const sembuf& b) { return kcall::semop(a, b); }  // 4: one constant
result<void> semtimedop(sem_id a, const sembuf* b, unsigned c, const timespec& d) { return kcall::semtimedop(a, b, c, d); }  // 4
result<void> semtimedop_2(sem_id a, const sembuf& b, const timespec& c) { return kcall::semtimedop(a, b, c); }  // 5: one constant, one argument moves
result<void> semctl_rmid(sem_id a) { return kcall::semctl_rmid(a); }  // 6: three zeros
result<int> semctl_getval(sem_id a, int b) { return kcall::semctl_getval(a, b); }  // 5: one constant, a zero
result<void> semctl_setval(sem_id a, int b, int c) { return kcall::semctl_setval(a, b, c); }  // 5: one constant, one argument moves
result<pid> semctl_getpid(sem_id a, int b) { return kcall::semctl_getpid(a, b); }  // 5: one constant, a zero
result<int> semctl_getncnt(sem_id a, int b) { return kcall::semctl_getncnt(a, b); }  // 5: one constant, a zero
result<int> semctl_getzcnt(sem_id a, int b) { return kcall::semctl_getzcnt(a, b); }  // 5: one constant, a zero
result<int> semctl_info(seminfo& a) { return kcall::semctl_info(a); }  // 7: one constant, two zeros, one argument moves
result<int> semctl_sem_info(seminfo& a) { return kcall::semctl_sem_info(a); }  // 7: one constant, two zeros, one argument moves
result<int> semctl(sem_id a, int b, sem_cmd c, void* d) { return kcall::semctl(a, b, c, d); }  // 4

result<shm_id> shmget(ipc_key a, size_t b, shmget_flags c, mode d) { return kcall::shmget(a, b, c, d); }  // 4
result<void*> shmat(shm_id a, const void* b, shmat_flags c) { return kcall::shmat(a, b, c); }  // 3
result<void> shmdt(const void* a) { return kcall::shmdt(a); }  // 3
result<int> shmctl(shm_id a, shm_cmd b, void* c) { return kcall::shmctl(a, b, c); }  // 3
result<void> shmctl_rmid(shm_id a) { return kcall::shmctl_rmid(a); }  // 5: two zeros
result<void> shmctl_lock(shm_id a) { return kcall::shmctl_lock(a); }  // 5: one constant, a zero
result<void> shmctl_unlock(shm_id a) { return kcall::shmctl_unlock(a); }  // 5: one constant, a zero

result<msg_id> msgget(ipc_key a, ipc_flags b, mode c) { return kcall::msgget(a, b, c); }  // 4: one argument is computed
result<void> msgsnd(msg_id a, const void* b, size_t c, msgop_flags d) { return kcall::msgsnd(a, b, c, d); }  // 4
result<size_t> msgrcv(msg_id a, void* b, size_t c, long d, msgop_flags e) { return kcall::msgrcv(a, b, c, d, e); }  // 4
result<int> msgctl(msg_id a, msg_cmd b, void* c) { return kcall::msgctl(a, b, c); }  // 3
result<void> msgctl_rmid(msg_id a) { return kcall::msgctl_rmid(a); }  // 5: two zeros
result<int> msgctl_info(msginfo& a) { return kcall::msgctl_info(a); }  // 6: one constant, a zero, one argument moves
result<int> msgctl_msg_info(msginfo& a) { return kcall::msgctl_msg_info(a); }  // 6: one constant, a zero, one argument moves

result<fd> mq_open(path a, open_flags b, mode c) { return kcall::mq_open(a, b, c); }  // 4: a zero
result<fd> mq_open_2(path a, open_flags b, mode c, const mq_attr& d) { return kcall::mq_open(a, b, c, d); }  // 4
result<void> mq_unlink(path a) { return kcall::mq_unlink(a); }  // 3
result<void> mq_send(fd a, const void* b, size_t c, unsigned d) { return kcall::mq_send(a, b, c, d); }  // 5: a zero
result<void> mq_send_2(fd a, const_buffer b, unsigned c) { return kcall::mq_send(a, b, c); }  // 5: a zero, the fourth word moves
result<void> mq_timedsend(fd a, const void* b, size_t c, unsigned d, const timespec& e) { return kcall::mq_timedsend(a, b, c, d, e); }  // 4
result<void> mq_timedsend_2(fd a, const_buffer b, unsigned c, const timespec& d) { return kcall::mq_timedsend(a, b, c, d); }  // 4
result<size_t> mq_receive(fd a, void* b, size_t c, unsigned* d) { return kcall::mq_receive(a, b, c, d); }  // 5: a zero
result<size_t> mq_receive_2(fd a, mutable_buffer b, unsigned* c) { return kcall::mq_receive(a, b, c); }  // 5: a zero, the fourth word moves
result<size_t> mq_timedreceive(fd a, void* b, size_t c, unsigned* d, const timespec& e) { return kcall::mq_timedreceive(a, b, c, d, e); }  // 4
result<size_t> mq_timedreceive_2(fd a, mutable_buffer b, unsigned* c, const timespec& d) { return kcall::mq_timedreceive(a, b, c, d); }  // 4
result<void> mq_notify(fd a, const sigevent& b) { return kcall::mq_notify(a, b); }  // 3
result<void> mq_notify_2(fd a) { return kcall::mq_notify(a); }  // 4: a zero
result<void> mq_getsetattr(fd a, const mq_attr* b, mq_attr* c) { return kcall::mq_getsetattr(a, b, c); }  // 3
result<void> mq_getattr(fd a, mq_attr& b) { return kcall::mq_getattr(a, b); }  // 5: a zero, one argument moves
result<void> mq_setattr(fd a, const mq_attr& b) { return kcall::mq_setattr(a, b); }  // 4: a zero

}  // namespace out
