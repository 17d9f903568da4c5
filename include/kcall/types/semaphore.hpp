// System V semaphores: sets of counters.
#pragma once
#include <kcall/types/ipc.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A set of semaphores.
using sem_id = strong<struct sem_id_tag, int, -1>;

/// sembuf::sem_flg: IPC_NOWAIT, SEM_UNDO.
enum class sem_flags : int16_t {
  /// eagain instead of waiting.
  nowait = 04000,
  /// Taken back when the process ends.
  undo = 0x1000,
};
void is_flags(sem_flags);

/// semop(2): one operation on one semaphore of a set.
struct sembuf {
  uint16_t sem_num = 0;
  /// Added where it is positive; taken, waiting for that much, where negative; 0 waits for zero.
  int16_t sem_op = 0;
  sem_flags sem_flg{};
};
static_assert(sizeof(sembuf) == 6);

/// semctl(2): IPC_*, SEM_*, and the ones without a prefix.
enum class sem_cmd : int {
  rmid = 0,
  set = 1,
  stat = 2,
  info = 3,
  getpid = 11,
  getval = 12,
  getall = 13,
  getncnt = 14,
  getzcnt = 15,
  setval = 16,
  setall = 17,
  sem_stat = 18,
  sem_info = 19,
  /// Since 4.17.
  sem_stat_any = 20,
};

/// SEMVMX: the most that a semaphore holds.
inline constexpr int semvmx = 32767;

/// semctl(2): a set of semaphores, the same on every ABI. Times are seconds since 1970.
struct semid_ds {
  ipc_perm sem_perm{};
  /// Of the last semop, or 0.
  int64_t sem_otime = 0;
  int64_t sem_ctime = 0;
  uint64_t sem_nsems = 0;
};

/// semctl(2), info and sem_info: limits; with sem_info, semusz and semaem are how many sets and semaphores there are.
struct seminfo {
  int semmap;
  int semmni;
  int semmns;
  int semmnu;
  int semmsl;
  int semopm;
  int semume;
  int semusz;
  int semvmx;
  int semaem;
};
static_assert(sizeof(seminfo) == 40);

namespace detail {

/// struct semid64_ds (asm/sembuf.h), of 32-bit ABIs, of x86-64, and of all others.
struct semid64_split {
  ipc64_perm<uint32_t> sem_perm;
  split_time sem_otime;
  split_time sem_ctime;
  uint32_t sem_nsems;
  uint32_t unused3;
  uint32_t unused4;
};
static_assert(sizeof(semid64_split) == 64);
struct semid64_x86 {
  ipc64_perm<uint64_t> sem_perm;
  int64_t sem_otime;
  uint64_t unused1;
  int64_t sem_ctime;
  uint64_t unused2;
  uint64_t sem_nsems;
  uint64_t unused3;
  uint64_t unused4;
};
static_assert(sizeof(semid64_x86) == 104);
struct semid64_generic {
  ipc64_perm<uint64_t> sem_perm;
  int64_t sem_otime;
  int64_t sem_ctime;
  uint64_t sem_nsems;
  uint64_t unused3;
  uint64_t unused4;
};
static_assert(sizeof(semid64_generic) == 88);

/// EM_X86_64, which is x32's too.
template <class G>
inline constexpr bool has_x86_semid64 = G::abi::elf_machine == 62;
template <class G>
using semid64 = typename choice<wide_ipc<G>, typename choice<has_x86_semid64<G>, semid64_x86, semid64_generic>::type,
                                semid64_split>::type;

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
