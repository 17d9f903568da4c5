// System V shared memory, beside glibc's functions; on ia32 also through ipc(2).
#include "sysv.hpp"

#include <sys/shm.h>

#include <cstring>

#include <kcall/call/shared_memory.hpp>

namespace {

using kcall::errc;
using kcall::mode;
using kcall::shm_id;
using kcall::shmat_flags;
using kcall::shmget_flags;

template <class G>
int all_calls() {
  int step = 0;
  const auto made = kcall::shmget<G>(kcall::ipc_private, 10000, shmget_flags::noreserve, mode{0600});
  STEP(made);
  const shm_id segment = *made;
  const test::removed guard([&] { ::shmctl(segment.get(), IPC_RMID, nullptr); });

  // Two mappings of one memory.
  const auto at = kcall::shmat<G>(segment);
  STEP(at);
  auto* const theirs = static_cast<char*>(::shmat(segment.get(), nullptr, 0));
  STEP(theirs != reinterpret_cast<char*>(-1) && theirs != *at);
  static_cast<char*>(*at)[9999] = 'x';
  STEP(theirs[9999] == 'x');
  const auto readable = kcall::shmat<G>(segment, nullptr, shmat_flags::rdonly);
  STEP(readable && static_cast<const char*>(*readable)[9999] == 'x');
  STEP(kcall::shmdt<G>(*readable));
  // A place of one's own choice: where that one was.
  const auto chosen = kcall::shmat<G>(segment, static_cast<char*>(*readable) + 8, shmat_flags::rnd);
  STEP(chosen == *readable);
  STEP(kcall::shmat<G>(segment, static_cast<char*>(*chosen) + 8) == errc::einval);
  STEP(kcall::shmdt<G>(*chosen));
  STEP(kcall::shmdt<G>(*chosen) == errc::einval);
  STEP(kcall::shmat<G>(shm_id{-1}) == errc::einval);

  // What is known of it.
  kcall::shmid_ds told;
  STEP(kcall::shmctl_stat<G>(segment, told));
  struct ::shmid_ds their_view = {};
  STEP(::shmctl(segment.get(), IPC_STAT, &their_view) == 0);
  STEP(told.shm_segsz == 10000 && told.shm_nattch == 2 && their_view.shm_nattch == 2);
  STEP(told.shm_cpid.get() == ::getpid() && told.shm_lpid.get() == ::getpid());
  STEP(told.shm_atime == their_view.shm_atime && test::is_recent(told.shm_atime));
  STEP(told.shm_dtime == their_view.shm_dtime && test::is_recent(told.shm_dtime));
  STEP(told.shm_ctime == their_view.shm_ctime && test::is_recent(told.shm_ctime));
  STEP(told.shm_perm.key == kcall::ipc_private && told.shm_perm.mode == mode{0600});
  STEP(told.shm_perm.uid.get() == ::geteuid() && told.shm_perm.cgid.get() == ::getegid());
  STEP(told.shm_perm.seq == their_view.shm_perm.__seq);
  told.shm_perm.mode = mode{0644};
  STEP(kcall::shmctl_set<G>(segment, told.shm_perm));
  STEP(::shmctl(segment.get(), IPC_STAT, &their_view) == 0 && their_view.shm_perm.mode == 0644);

  const auto locked = kcall::shmctl_lock<G>(segment);
  STEP(locked || locked == errc::eperm || locked == errc::enomem);
  if (locked) {
    STEP(kcall::shmctl_stat<G>(segment, told) && kcall::has(told.shm_perm.mode, kcall::shm_locked));
    STEP(kcall::shmctl_unlock<G>(segment));
  }
  STEP(kcall::shmctl_stat<G>(segment, told) && !kcall::has(told.shm_perm.mode, kcall::shm_locked));

  kcall::shminfo limits;
  struct ::shminfo their_limits = {};
  const auto highest = kcall::shmctl_info<G>(limits);
  STEP(highest && ::shmctl(0, IPC_INFO, reinterpret_cast<struct ::shmid_ds*>(&their_limits)) >= 0);
  STEP(limits.shmmin == their_limits.shmmin && limits.shmmni == their_limits.shmmni);
  // The compat calls of a 64-bit kernel cut the largest size to 2^31 - 1.
  STEP(G::abi::long_size != sizeof(long) || limits.shmmax == their_limits.shmmax);
  STEP(limits.shmmax >= 10000 && limits.shmall != 0);
  kcall::shm_info used;
  STEP(kcall::shmctl_shm_info<G>(used) && used.used_ids >= 1 && used.shm_tot >= 3);
  bool found = false;
  for (int i = 0; i <= *highest + 8; ++i) {
    const auto one = kcall::shmctl_shm_stat<G>(i, told);
    found = found || (one == segment && told.shm_segsz == 10000);
  }
  STEP(found);
  STEP(kcall::shmctl<G>(segment, kcall::shm_cmd::lock) || true);

  // Removed, it lives until the last detach.
  STEP(kcall::shmctl_rmid<G>(segment));
  STEP(kcall::shmctl_stat<G>(segment, told) && kcall::has(told.shm_perm.mode, kcall::shm_dest));
  STEP(kcall::shmdt<G>(*at) && ::shmdt(theirs) == 0);
  STEP(kcall::shmctl_stat<G>(segment, told) == errc::einval);
  STEP(kcall::shmctl_rmid<G>(segment) == errc::einval);

  // Keys.
  const kcall::ipc_key key{test::own_key()};
  const auto named = kcall::shmget<G>(key, 1, shmget_flags::creat | shmget_flags::excl, mode{0600});
  STEP(named);
  const test::removed named_guard([&] { ::shmctl(named->get(), IPC_RMID, nullptr); });
  STEP(::shmget(key.get(), 1, 0) == named->get());
  STEP(kcall::shmget<G>(key, 1, shmget_flags::creat | shmget_flags::excl, mode{0600}) == errc::eexist);
  STEP(kcall::shmget<G>(key, 100000, {}, {}) == errc::einval);
  STEP(kcall::shmctl_rmid<G>(*named));
  STEP(kcall::shmget<G>(key, 1, {}, {}) == errc::enoent);
  STEP(kcall::shmget<G>(kcall::ipc_private, 0, {}, mode{0600}) == errc::einval);
  return 0;
}

}  // namespace

TEST_CASE_TEMPLATE("shared memory from shmget to IPC_RMID", G, ALL_GATES) { test::with_and_without<G>(all_calls<G>); }
