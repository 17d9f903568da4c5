// System V shared memory.
#pragma once
#include <kcall/types/ipc.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A segment of shared memory.
using shm_id = strong<struct shm_id_tag, int, -1>;

/// shmget(2): IPC_CREAT, IPC_EXCL, SHM_*.
enum class shmget_flags : unsigned {
  creat = 01000,
  /// With creat: eexist where there is one already.
  excl = 02000,
  hugetlb = 04000,
  noreserve = 010000,
  // The page size of hugetlb, as its logarithm from bit 26 on.
  huge_64kb = 16U << 26,
  huge_512kb = 19U << 26,
  huge_1mb = 20U << 26,
  huge_2mb = 21U << 26,
  huge_8mb = 23U << 26,
  huge_16mb = 24U << 26,
  huge_32mb = 25U << 26,
  huge_256mb = 28U << 26,
  huge_512mb = 29U << 26,
  huge_1gb = 30U << 26,
  huge_2gb = 31U << 26,
  huge_16gb = 34U << 26,
};
void is_flags(shmget_flags);

/// shmat(2): SHM_*.
enum class shmat_flags : int {
  rdonly = 010000,
  /// The address is rounded down to a multiple of SHMLBA.
  rnd = 020000,
  /// In place of what is mapped there.
  remap = 040000,
  exec = 0100000,
};
void is_flags(shmat_flags);

/// shmctl(2): IPC_*, SHM_*.
enum class shm_cmd : int {
  rmid = 0,
  set = 1,
  stat = 2,
  info = 3,
  lock = 11,
  unlock = 12,
  shm_stat = 13,
  shm_info = 14,
  /// Since 4.17.
  shm_stat_any = 15,
};

/// In shm_perm.mode (SHM_DEST, SHM_LOCKED): goes away after the last detach; locked in memory.
inline constexpr mode shm_dest{01000};
inline constexpr mode shm_locked{02000};

/// shmctl(2): a segment, the same on every ABI. Times are seconds since 1970, or 0 where it has not happened.
struct shmid_ds {
  ipc_perm shm_perm{};
  /// In bytes.
  uint64_t shm_segsz = 0;
  int64_t shm_atime = 0;
  int64_t shm_dtime = 0;
  int64_t shm_ctime = 0;
  /// Who made it, and who attached or detached it last.
  pid shm_cpid{};
  pid shm_lpid{};
  uint64_t shm_nattch = 0;
};

/// shmctl(2), info: limits. shmmax is in bytes, shmall in pages.
struct shminfo {
  uint64_t shmmax = 0;
  uint64_t shmmin = 0;
  uint64_t shmmni = 0;
  uint64_t shmseg = 0;
  uint64_t shmall = 0;
};

/// shmctl(2), shm_info: what is in use, in pages.
struct shm_info {
  int used_ids = 0;
  uint64_t shm_tot = 0;
  uint64_t shm_rss = 0;
  uint64_t shm_swp = 0;
};

namespace detail {

/// struct shmid64_ds (asm/shmbuf.h), of 32-bit ABIs and of all others.
struct shmid64_split {
  ipc64_perm<uint32_t> shm_perm;
  uint32_t shm_segsz;
  split_time shm_atime;
  split_time shm_dtime;
  split_time shm_ctime;
  int32_t shm_cpid;
  int32_t shm_lpid;
  uint32_t shm_nattch;
  uint32_t unused4;
  uint32_t unused5;
};
static_assert(sizeof(shmid64_split) == 84);
struct shmid64_wide {
  ipc64_perm<uint64_t> shm_perm;
  uint64_t shm_segsz;
  int64_t shm_atime;
  int64_t shm_dtime;
  int64_t shm_ctime;
  int32_t shm_cpid;
  int32_t shm_lpid;
  uint64_t shm_nattch;
  uint64_t unused4;
  uint64_t unused5;
};
static_assert(sizeof(shmid64_wide) == 112);
template <class G>
using shmid64 = typename choice<wide_ipc<G>, shmid64_wide, shmid64_split>::type;

template <class Long>
struct shminfo64 {
  Long shmmax;
  Long shmmin;
  Long shmmni;
  Long shmseg;
  Long shmall;
  Long unused[4];
};
template <class Long>
struct kernel_shm_info {
  int32_t used_ids;
  alignas(sizeof(Long)) Long shm_tot;
  Long shm_rss;
  Long shm_swp;
  Long swap_attempts;
  Long swap_successes;
};
static_assert(sizeof(kernel_shm_info<uint32_t>) == 24 && sizeof(kernel_shm_info<uint64_t>) == 48);

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
