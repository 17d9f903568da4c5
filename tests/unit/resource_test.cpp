#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/resource.hpp>

#include "support.hpp"

namespace {

using kcall::errc;
using kcall::nice_level;
using kcall::pid;
using kcall::priority_who;
using kcall::rlim_infinity;
using kcall::rlimit_resource;
using kcall::uint64_t;

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

/// Gate G to a kernel before 2.6.36.
template <class G>
struct without_prlimit {
  using abi = typename G::abi;
  template <class... A>
  static long enter(typename abi::nr number, A... arguments) {
    if (number == abi::nr::prlimit64) return -38;
    return kcall::detail::pass<G>(number, arguments...);
  }
};

bool same_limit(const kcall::rlimit& ours, rlimit_resource which) {
  struct rlimit64 theirs {};
  if (::getrlimit64(static_cast<__rlimit_resource>(which), &theirs) != 0) return false;
  return ours.rlim_cur == theirs.rlim_cur && ours.rlim_max == theirs.rlim_max;
}

long burnt;
/// Uses some CPU time, in the kernel and outside.
void work() {
  for (int i = 0; i < 2000; ++i) {
    for (int j = 0; j < 2000; ++j) burnt = burnt * 3 + j;
    ::getppid();
  }
}

}  // namespace

TEST_CASE_TEMPLATE("limits are those that glibc tells", G, ALL_GATES) {
  for (int i = 0; i <= static_cast<int>(rlimit_resource::rttime); ++i) {
    const auto which = static_cast<rlimit_resource>(i);
    const auto limit = kcall::getrlimit<G>(which);
    REQUIRE(limit);
    CHECK(same_limit(*limit, which));
    kcall::rlimit had{};
    CHECK(kcall::prlimit<G>(pid{::getpid()}, which, nullptr, &had));
    CHECK(had == *limit);
  }
  CHECK(kcall::getrlimit<G>(static_cast<rlimit_resource>(99)) == errc::einval);
  CHECK(kcall::prlimit<G>(pid{0x7fffffff}, rlimit_resource::core, nullptr) == errc::esrch);
}

TEST_CASE_TEMPLATE("limits are set, 64 bits wide", G, ALL_GATES) {
  CHECK(in_child([] {
          constexpr uint64_t wide = uint64_t{5} << 30;
          kcall::rlimit limit{wide, rlim_infinity};
          if (!kcall::getrlimit<G>(rlimit_resource::fsize, limit) || limit.rlim_max < wide) return 0;
          limit = {wide + 4096, limit.rlim_max};
          if (!kcall::setrlimit<G>(rlimit_resource::fsize, limit)) return 1;
          if (!same_limit(limit, rlimit_resource::fsize)) return 2;
          kcall::rlimit had{}, next{7, 9};
          if (!kcall::prlimit<G>(pid{}, rlimit_resource::core, &next, &had)) return 3;
          if (!same_limit(next, rlimit_resource::core)) return 4;
          if (kcall::setrlimit<G>(rlimit_resource::core, {10, 9}) != errc::einval) return 5;
          return 0;
        }) == 0);
}

TEST_CASE_TEMPLATE("limits of a kernel without prlimit", G, ALL_GATES) {
  using old = without_prlimit<G>;
  if (!kcall::detail::has_old_rlimit<old>) {
    CHECK(kcall::getrlimit<old>(rlimit_resource::core) == errc::enosys);
    return;
  }
  CHECK(in_child([] {
          const auto stack = kcall::getrlimit<old>(rlimit_resource::stack);
          if (!stack || !same_limit(*stack, rlimit_resource::stack)) return 1;
          const auto time = kcall::getrlimit<old>(rlimit_resource::cpu);
          if (!time || !same_limit(*time, rlimit_resource::cpu)) return 2;
          if (!kcall::setrlimit<old>(rlimit_resource::core, {7, 9})) return 3;
          if (!same_limit({7, 9}, rlimit_resource::core)) return 4;
          return kcall::getrlimit<old>(static_cast<rlimit_resource>(99)) == errc::einval ? 0 : 5;
        }) == 0);
}

TEST_CASE_TEMPLATE("what was used", G, ALL_GATES) {
  work();
  struct rusage before {
  }, after{};
  kcall::rusage_t used{};
  CHECK(::getrusage(RUSAGE_SELF, &before) == 0);
  CHECK(kcall::getrusage<G>(kcall::rusage_who::self, used));
  CHECK(::getrusage(RUSAGE_SELF, &after) == 0);
  const auto microseconds = [](const auto& t) { return static_cast<long long>(t.tv_sec) * 1000000 + t.tv_usec; };
  CHECK(microseconds(used.ru_utime) >= microseconds(before.ru_utime));
  CHECK(microseconds(used.ru_utime) <= microseconds(after.ru_utime));
  CHECK(microseconds(used.ru_stime) >= microseconds(before.ru_stime));
  CHECK(microseconds(used.ru_stime) <= microseconds(after.ru_stime));
  CHECK(used.ru_maxrss >= before.ru_maxrss);
  CHECK(used.ru_maxrss <= after.ru_maxrss);
  CHECK(used.ru_minflt >= before.ru_minflt);
  CHECK(used.ru_minflt <= after.ru_minflt);
  CHECK(used.ru_nvcsw >= before.ru_nvcsw);
  CHECK(used.ru_nivcsw <= after.ru_nivcsw);
  CHECK(kcall::getrusage<G>(kcall::rusage_who::thread, used));
  CHECK(kcall::getrusage<G>(kcall::rusage_who::children, used));
  CHECK(kcall::getrusage<G>(static_cast<kcall::rusage_who>(9), used) == errc::einval);
}

TEST_CASE_TEMPLATE("times, in clock ticks", G, ALL_GATES) {
  work();
  struct tms before {
  }, after{};
  kcall::tms used{};
  const auto first = ::times(&before);
  const long ticks = kcall::times<G>(used);
  const auto last = ::times(&after);
  // Both sides may have passed the end of a long's range.
  using word = kcall::uint32_t;
  CHECK(static_cast<word>(ticks) - static_cast<word>(first) <= static_cast<word>(last) - static_cast<word>(first));
  // A 64-bit kernel counts for 32-bit calls in jiffies and back, and loses up to one (clock_t_to_compat_clock_t).
  CHECK(used.tms_utime >= before.tms_utime - 1);
  CHECK(used.tms_utime <= after.tms_utime);
  CHECK(used.tms_stime >= before.tms_stime - 1);
  CHECK(used.tms_stime <= after.tms_stime);
  CHECK(used.tms_cutime >= before.tms_cutime - 1);
  CHECK(used.tms_cutime <= after.tms_cutime);
  CHECK(used.tms_cstime <= after.tms_cstime);
}

TEST_CASE_TEMPLATE("every nice level, lower ones too", G, ALL_GATES) {
  CHECK(kcall::getpriority<G>(pid{}) == nice_level::of(::getpriority(PRIO_PROCESS, 0)));
  CHECK(in_child([] {
          const int start = ::getpriority(PRIO_PROCESS, 0);
          for (int level = start; level < 20; ++level) {
            if (!kcall::setpriority<G>(pid{}, nice_level::of(level))) return 1;
            if (::getpriority(PRIO_PROCESS, 0) != level) return 2;
            if (kcall::getpriority<G>(priority_who::process, ::getpid()) != nice_level::of(level)) return 3;
          }
          if (::geteuid() != 0) return kcall::setpriority<G>(pid{}, nice_level::of(start - 1)) == errc::eacces ? 0 : 4;
          for (int level = -20; level < 20; ++level) {
            if (::setpriority(PRIO_PROCESS, 0, level) != 0) return errno == EACCES ? 0 : 5;
            const auto told = kcall::getpriority<G>(pid{});
            if (!told || told->level() != level) return 6;
          }
          return 0;
        }) == 0);
  CHECK(kcall::getpriority<G>(pid{0x7fffffff}) == errc::esrch);
  CHECK(kcall::getpriority<G>(static_cast<priority_who>(9), 0) == errc::einval);
  CHECK(kcall::setpriority<G>(pid{0x7fffffff}, nice_level::of(0)) == errc::esrch);
}

TEST_CASE_TEMPLATE("nice adds", G, ALL_GATES) {
  CHECK(in_child([] {
          const int start = ::getpriority(PRIO_PROCESS, 0);
          if (start > 10) return 0;
          if (kcall::nice<G>(3) != nice_level::of(start + 3)) return 1;
          if (::getpriority(PRIO_PROCESS, 0) != start + 3) return 2;
          if (kcall::nice<G>(0) != nice_level::of(start + 3)) return 3;
          if (kcall::nice<G>(1000000) != nice_level::of(19)) return 4;
          const auto less = kcall::nice<G>(-2);
          return less == nice_level::of(17) || less == errc::eperm ? 0 : 5;
        }) == 0);
}

TEST_CASE_TEMPLATE("I/O priorities", G, ALL_GATES) {
  using kcall::io_priority;
  using kcall::ioprio_class;
  using kcall::ioprio_who;
  CHECK(in_child([] {
          const io_priority wanted(ioprio_class::be, 6);
          if (!kcall::ioprio_set<G>(ioprio_who::process, 0, wanted)) return 1;
          // Of <linux/ioprio.h>, which newer kernels wrote for C alone: IOPRIO_WHO_PROCESS, and class 2 (best effort).
          constexpr int of_a_process = 1, best_effort = 2 << 13;
          if (::syscall(SYS_ioprio_get, of_a_process, 0) != (best_effort | 6)) return 2;
          const auto told = kcall::ioprio_get<G>(ioprio_who::process, ::getpid());
          if (told != wanted || told->kind() != ioprio_class::be || told->level() != 6) return 3;
          if (told->hint() != kcall::ioprio_hint::none) return 4;
          return 0;
        }) == 0);
  CHECK(kcall::ioprio_get<G>(static_cast<ioprio_who>(9), 0) == errc::einval);
  CHECK(kcall::ioprio_get<G>(ioprio_who::process, 0x7fffffff) == errc::esrch);
  CHECK(kcall::ioprio_set<G>(ioprio_who::process, 0, io_priority(static_cast<ioprio_class>(5), 0)) == errc::einval);
}
