#include <errno.h>
#include <sched.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/personality.hpp>
#include <kcall/call/schedule.hpp>

#include "old_kernel.hpp"
#include "support.hpp"

namespace {

using kcall::cpu_set;
using kcall::errc;
using kcall::pid;
using kcall::sched_policy;

constexpr pid self{};

/// The exit status of a child that returns what `act` does.
template <class F>
int in_child(F act) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(act());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

TEST_CASE_TEMPLATE("priorities of each policy", G, ALL_GATES) {
  for (const auto policy : {sched_policy::normal, sched_policy::fifo, sched_policy::rr, sched_policy::batch}) {
    CHECK(kcall::sched_get_priority_max<G>(policy) == ::sched_get_priority_max(static_cast<int>(policy)));
    CHECK(kcall::sched_get_priority_min<G>(policy) == ::sched_get_priority_min(static_cast<int>(policy)));
  }
  CHECK(kcall::sched_get_priority_max<G>(static_cast<sched_policy>(99)) == errc::einval);
  CHECK(kcall::sched_get_priority_min<G>(static_cast<sched_policy>(99)) == errc::einval);
}

TEST_CASE_TEMPLATE("a policy is set and told", G, ALL_GATES) {
  CHECK(in_child([] {
          kcall::sched_param param{0};
          if (!kcall::sched_setscheduler<G>(self, sched_policy::batch | sched_policy::reset_on_fork, param)) return 1;
          if (::sched_getscheduler(0) != (SCHED_BATCH | SCHED_RESET_ON_FORK)) return 2;
          if (kcall::sched_getscheduler<G>(self) != (sched_policy::batch | sched_policy::reset_on_fork)) return 3;
          param.sched_priority = 5;
          if (!kcall::sched_getparam<G>(self, param) || param.sched_priority != 0) return 4;
          param.sched_priority = 1;
          return kcall::sched_setparam<G>(self, param) == errc::einval ? 0 : 5;
        }) == 0);
  CHECK(in_child([] {
          kcall::sched_param param{7};
          const auto set = kcall::sched_setscheduler<G>(self, sched_policy::rr, param);
          if (set == errc::eperm) return 0;
          if (!set || ::sched_getscheduler(0) != SCHED_RR) return 1;
          param.sched_priority = 8;
          if (!kcall::sched_setparam<G>(self, param)) return 2;
          struct sched_param seen {};
          if (::sched_getparam(0, &seen) != 0 || seen.sched_priority != 8) return 3;
          param.sched_priority = 0;
          if (!kcall::sched_getparam<G>(self, param) || param.sched_priority != 8) return 4;
          return 0;
        }) == 0);
  CHECK(kcall::sched_getscheduler<G>(pid{0x7fffffff}) == errc::esrch);
  kcall::sched_param param{};
  CHECK(kcall::sched_getparam<G>(pid{0x7fffffff}, param) == errc::esrch);
  CHECK(kcall::sched_setscheduler<G>(self, static_cast<sched_policy>(99), param) == errc::einval);
}

TEST_CASE_TEMPLATE("the interval of taking turns", G, ALL_GATES) {
  kcall::timespec interval{-1, -1};
  CHECK(kcall::sched_rr_get_interval<G>(self, interval));
  struct timespec seen {};
  CHECK(::sched_rr_get_interval(0, &seen) == 0);
  CHECK(interval.tv_sec == seen.tv_sec);
  CHECK(interval.tv_nsec == seen.tv_nsec);
  CHECK(kcall::sched_rr_get_interval<G>(pid{0x7fffffff}, interval) == errc::esrch);
  kcall::timespec old{-1, -1};
  CHECK(kcall::sched_rr_get_interval<test::old_kernel<G>>(self, old));
  CHECK(old == interval);
  CHECK(kcall::sched_rr_get_interval<test::old_kernel<G>>(pid{0x7fffffff}, old) == errc::esrch);
}

TEST_CASE_TEMPLATE("a thread is kept on a processor", G, ALL_GATES) {
  cpu_set allowed(1000);
  CHECK(kcall::sched_getaffinity<G>(self, allowed));
  cpu_set_t seen;
  REQUIRE(::sched_getaffinity(0, sizeof seen, &seen) == 0);
  unsigned first = 0;
  for (unsigned i = 1024; i-- > 0;) {
    CHECK(allowed.has(i) == (CPU_ISSET(i, &seen) != 0));
    if (allowed.has(i)) first = i;
  }
  CHECK(static_cast<int>(allowed.count()) == CPU_COUNT(&seen));
  CHECK(in_child([first] {
          if (!kcall::sched_setaffinity<G>(self, cpu_set(first))) return 1;
          cpu_set_t now;
          if (::sched_getaffinity(0, sizeof now, &now) != 0) return 2;
          if (CPU_COUNT(&now) != 1 || !CPU_ISSET(first, &now)) return 3;
          if (::sched_getcpu() != static_cast<int>(first)) return 4;
          return kcall::sched_setaffinity<G>(self, cpu_set()) == errc::einval ? 0 : 5;
        }) == 0);
  CHECK(kcall::sched_getaffinity<G>(self, &seen, 3) == errc::einval);
  CHECK(kcall::sched_getaffinity<G>(pid{0x7fffffff}, allowed) == errc::esrch);
  const auto bytes = kcall::sched_getaffinity<G>(self, &seen, sizeof seen);
  REQUIRE(bytes);
  CHECK(static_cast<long>(*bytes) == ::syscall(SYS_sched_getaffinity, 0, sizeof seen, &seen));
}

TEST_CASE_TEMPLATE("a policy with all its parameters", G, ALL_GATES) {
  kcall::sched_attr attr;
  const auto told = kcall::sched_getattr<G>(self, attr);
  if (told == errc::enosys) {
    MESSAGE("skipped: no sched_getattr here");
    return;
  }
  CHECK(told);
  CHECK(static_cast<int>(attr.sched_policy) == ::sched_getscheduler(0));
  CHECK(attr.sched_nice == ::getpriority(PRIO_PROCESS, 0));
  CHECK(attr.size >= 48);
  CHECK(in_child([] {
          const int start = ::getpriority(PRIO_PROCESS, 0);
          if (start > 10) return 0;
          kcall::sched_attr wanted;
          wanted.sched_policy = sched_policy::batch;
          wanted.sched_flags = kcall::sched_flags::reset_on_fork;
          wanted.sched_nice = start + 5;
          if (!kcall::sched_setattr<G>(self, wanted)) return 1;
          if (::sched_getscheduler(0) != (SCHED_BATCH | SCHED_RESET_ON_FORK)) return 2;
          if (::getpriority(PRIO_PROCESS, 0) != start + 5) return 3;
          kcall::sched_attr now;
          if (!kcall::sched_getattr<G>(self, now)) return 4;
          if (now.sched_policy != sched_policy::batch || now.sched_nice != start + 5) return 5;
          if (now.sched_flags != kcall::sched_flags::reset_on_fork) return 6;
          wanted.sched_policy = sched_policy::deadline;
          wanted.sched_flags = {};
          wanted.sched_nice = 0;
          wanted.sched_runtime = 10;  // less than the kernel takes
          wanted.sched_deadline = 1000;
          wanted.sched_period = 1000;
          const auto small = kcall::sched_setattr<G>(self, wanted);
          return small == errc::einval || small == errc::eperm ? 0 : 7;
        }) == 0);
  CHECK(kcall::sched_getattr<G>(pid{0x7fffffff}, attr) == errc::esrch);
  CHECK(kcall::sched_getattr<G>(self, attr, 1) == errc::einval);
  attr.sched_policy = static_cast<sched_policy>(99);
  CHECK(kcall::sched_setattr<G>(self, attr) == errc::einval);
}

TEST_CASE_TEMPLATE("personalities", G, ALL_GATES) {
  using kcall::persona;
  const auto told = kcall::personality<G>();
  CHECK(static_cast<int>(told) == ::personality(0xffffffff));
  CHECK(in_child([told] {
          const auto wanted = told | persona::addr_no_randomize | persona::short_inode;
          if (kcall::personality<G>(wanted) != told) return 1;
          if (static_cast<persona>(::personality(0xffffffff)) != wanted) return 2;
          return kcall::personality<G>() == wanted ? 0 : 3;
        }) == 0);
}

TEST_CASE("sets of processors") {
  cpu_set set;
  CHECK(set.count() == 0);
  set.add(0).add(33).add(1023).add(1024);
  CHECK(set.count() == 3);
  CHECK(set.has(33));
  CHECK(!set.has(1024));
  CHECK(set.remove(33).remove(4000).count() == 2);
  CHECK(cpu_set(5).has(5));
}
