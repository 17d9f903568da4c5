// System V semaphores, beside glibc's functions; on ia32 also through ipc(2).
#include "sysv.hpp"

#include <sys/sem.h>
#include <sys/wait.h>

#include <cstring>

#include <kcall/call/semaphore.hpp>

namespace {

using kcall::errc;
using kcall::ipc_flags;
using kcall::mode;
using kcall::sem_flags;
using kcall::sem_id;
using ksembuf = kcall::sembuf;

template <class G>
int all_calls() {
  int step = 0;
  const auto made = kcall::semget<G>(kcall::ipc_private, 3, {}, mode{0600});
  STEP(made);
  const sem_id set = *made;
  const test::removed guard([&] { ::semctl(set.get(), 0, IPC_RMID); });

  // Values, one and all.
  STEP(kcall::semctl_setval<G>(set, 1, 5));
  STEP(::semctl(set.get(), 1, GETVAL) == 5);
  STEP(kcall::semctl_getval<G>(set, 1) == 5);
  const kcall::uint16_t some[3] = {7, 8, 9};
  STEP(kcall::semctl_setall<G>(set, some, 3));
  kcall::uint16_t read[3] = {};
  STEP(kcall::semctl_getall<G>(set, read, 3) && std::memcmp(read, some, sizeof(some)) == 0);
  STEP(kcall::semctl_getall<G>(set, read, 2) == errc::einval);
  STEP(kcall::semctl_setall<G>(set, some, 4) == errc::einval);
  STEP(::semctl(set.get(), 2, GETVAL) == 9);
  STEP(kcall::semctl_setval<G>(set, 1, kcall::semvmx + 1) == errc::erange);
  STEP(kcall::semctl_getval<G>(set, 3) == errc::einval);

  // Operations.
  STEP(kcall::semctl_getpid<G>(set, 0) == kcall::pid{::getpid()});  // setall counts
  STEP(kcall::semop<G>(set, ksembuf{0, 3}));
  STEP(::semctl(set.get(), 0, GETVAL) == 10);
  STEP(kcall::semop<G>(set, {ksembuf{0, -10}, ksembuf{1, -8, sem_flags::undo}}));
  STEP(::semctl(set.get(), 1, GETVAL) == 0);
  STEP(kcall::semop<G>(set, ksembuf{0, 0}));
  STEP(kcall::semop<G>(set, ksembuf{0, -1, sem_flags::nowait}) == errc::eagain);
  STEP(kcall::semtimedop<G>(set, ksembuf{0, -1}, {0, 2'000'000}) == errc::eagain);
  STEP(kcall::semtimedop<G>(set, ksembuf{0, 1}, {1LL << 40, 0}));
  STEP(kcall::semtimedop<G>(set, ksembuf{0, -1}, {0, 5'000'000'000LL}) == errc::einval);
  STEP(kcall::semtimedop<G>(set, ksembuf{0, -2}, {-1, 0}) == errc::einval);
  STEP(kcall::semop<G>(set, ksembuf{3, 1}) == errc::efbig);
  STEP(kcall::semop<G>(set, static_cast<const ksembuf*>(nullptr), 1) == errc::efault);
  STEP(kcall::semop<G>(sem_id{-1}, ksembuf{0, 1}) == errc::einval);
  STEP(kcall::semctl_getncnt<G>(set, 0) == 0);
  STEP(kcall::semctl_getzcnt<G>(set, 0) == 0);

  // What is known of it.
  kcall::semid_ds told;
  STEP(kcall::semctl_stat<G>(set, told));
  struct ::semid_ds theirs = {};
  STEP(::semctl(set.get(), 0, IPC_STAT, &theirs) == 0);
  STEP(told.sem_nsems == 3 && theirs.sem_nsems == 3);
  STEP(told.sem_otime == theirs.sem_otime && test::is_recent(told.sem_otime));
  STEP(told.sem_ctime == theirs.sem_ctime && test::is_recent(told.sem_ctime));
  STEP(told.sem_perm.key == kcall::ipc_private && told.sem_perm.mode == mode{0600});
  STEP(told.sem_perm.uid.get() == ::geteuid() && told.sem_perm.gid.get() == ::getegid());
  STEP(told.sem_perm.cuid.get() == theirs.sem_perm.cuid && told.sem_perm.cgid.get() == theirs.sem_perm.cgid);
  STEP(told.sem_perm.seq == theirs.sem_perm.__seq);
  told.sem_perm.mode = mode{0640};
  STEP(kcall::semctl_set<G>(set, told.sem_perm));
  STEP(::semctl(set.get(), 0, IPC_STAT, &theirs) == 0 && theirs.sem_perm.mode == 0640);

  kcall::seminfo limits = {};
  struct ::seminfo their_limits = {};
  const auto highest = kcall::semctl_info<G>(limits);
  STEP(highest && ::semctl(0, 0, IPC_INFO, &their_limits) >= 0);
  STEP(std::memcmp(&limits, &their_limits, sizeof(limits)) == 0);
  STEP(kcall::semctl_sem_info<G>(limits) && limits.semusz >= 1 && limits.semaem >= 3);
  bool found = false;
  for (int i = 0; i <= *highest + 8; ++i) {
    const auto one = kcall::semctl_sem_stat<G>(i, told);
    found = found || (one == set && told.sem_nsems == 3);
  }
  STEP(found);

  // By number.
  STEP(kcall::semctl<G>(set, 0, kcall::sem_cmd::getval) == 1);
  STEP(kcall::semctl<G>(set, 0, kcall::sem_cmd::setval, 4) == 0);
  STEP(kcall::semctl<G>(set, 0, kcall::sem_cmd::getall, &read[0]) == 0 && read[0] == 4);

  // Keys.
  const kcall::ipc_key key{test::own_key()};
  const auto named = kcall::semget<G>(key, 1, ipc_flags::creat | ipc_flags::excl, mode{0600});
  STEP(named);
  const test::removed named_guard([&] { ::semctl(named->get(), 0, IPC_RMID); });
  STEP(::semget(key.get(), 1, 0) == named->get());
  STEP(kcall::semget<G>(key, 1, ipc_flags::creat | ipc_flags::excl, mode{0600}) == errc::eexist);
  STEP(kcall::semget<G>(key, 2, {}, {}) == errc::einval);
  STEP(kcall::semctl_rmid<G>(*named));
  STEP(kcall::semget<G>(key, 1, {}, {}) == errc::enoent);
  STEP(kcall::semctl_getval<G>(*named, 0) == errc::einval);
  STEP(kcall::semctl_rmid<G>(*named) == errc::einval);
  return 0;
}

}  // namespace

TEST_CASE_TEMPLATE("semaphores from semget to IPC_RMID", G, ALL_GATES) { test::with_and_without<G>(all_calls<G>); }

TEST_CASE_TEMPLATE("semop waits, and GETNCNT and GETZCNT count who does", G, ALL_GATES) {
  const int set = ::semget(IPC_PRIVATE, 2, 0600);
  REQUIRE(set >= 0);
  const test::removed guard([&] { ::semctl(set, 0, IPC_RMID); });
  REQUIRE(::semctl(set, 1, SETVAL, 1) == 0);
  const pid_t taker = ::fork();
  if (taker == 0) ::_exit(kcall::semop<G>(sem_id{set}, ksembuf{0, -1}) ? 0 : 1);
  const pid_t waiter = ::fork();
  if (waiter == 0) ::_exit(kcall::semtimedop<G>(sem_id{set}, ksembuf{1, 0}, {20, 0}) ? 0 : 1);
  const auto give_up = ::time(nullptr) + 20;
  while ((kcall::semctl_getncnt<G>(sem_id{set}, 0) != 1 || kcall::semctl_getzcnt<G>(sem_id{set}, 1) != 1) &&
         ::time(nullptr) < give_up) {
    ::usleep(500);
  }
  CHECK(kcall::semctl_getncnt<G>(sem_id{set}, 0) == ::semctl(set, 0, GETNCNT));
  CHECK(kcall::semctl_getncnt<G>(sem_id{set}, 0) == 1);
  CHECK(kcall::semctl_getzcnt<G>(sem_id{set}, 1) == 1);
  CHECK(kcall::semop<G>(sem_id{set}, {ksembuf{0, 1}, ksembuf{1, -1}}));
  int status = -1;
  CHECK(::waitpid(taker, &status, 0) == taker);
  CHECK(status == 0);
  CHECK(::waitpid(waiter, &status, 0) == waiter);
  CHECK(status == 0);
  CHECK(kcall::semctl_getpid<G>(sem_id{set}, 0) == kcall::pid{taker});
}
