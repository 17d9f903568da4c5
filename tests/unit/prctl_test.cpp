// Each change is made in a child, and seen by glibc's prctl() or in /proc.
#include <errno.h>
#include <linux/prctl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/prctl.hpp>
#include <string>

#include "namespaces.hpp"
#include "support.hpp"

namespace {

using kcall::capability;
using kcall::errc;
using kcall::pid;
using kcall::prctl_operation;

/// How a child that returns what `act` does ends, as in_namespaces() says it.
template <class F>
int in_child(F act) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::alarm(20);
    ::_exit(act());
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Whether kcall's answer is that of glibc's prctl(): the same value, or the same error.
template <class R>
bool agrees(const R& ours, long theirs) {
  return ours.word() == (theirs == -1 ? -errno : theirs);
}

volatile kcall::dispatch_filter selector;
volatile int dispatched;

}  // namespace

TEST_CASE_TEMPLATE("a thread's name", G, ALL_GATES) {
  CHECK(in_child([] {
          if (!kcall::prctl_set_name<G>("kcall name of many letters")) return 1;
          char name[16] = {};
          if (::prctl(PR_GET_NAME, name) != 0 || ::strcmp(name, "kcall name of m") != 0) return 2;
          if (!kcall::prctl_set_name<G>("short")) return 3;
          return kcall::prctl_get_name<G>(name) && ::strcmp(name, "short") == 0 ? 0 : 4;
        }) == 0);
  char name[16] = {}, seen[16] = {};
  CHECK(kcall::prctl<G>(prctl_operation::get_name, &name[0]) == 0);
  CHECK(::prctl(PR_GET_NAME, seen) == 0);
  CHECK(std::string(name) == seen);
  CHECK(kcall::prctl<G>(static_cast<prctl_operation>(999999)) == errc::einval);
}

TEST_CASE_TEMPLATE("what a process gets at its parent's end", G, ALL_GATES) {
  CHECK(in_child([] {
          if (!kcall::prctl_set_pdeathsig<G>(kcall::signal::sigusr1)) return 1;
          int seen = 0;
          if (::prctl(PR_GET_PDEATHSIG, &seen) != 0 || seen != SIGUSR1) return 2;
          if (kcall::prctl_get_pdeathsig<G>() != kcall::signal::sigusr1) return 3;
          return kcall::prctl_set_pdeathsig<G>(static_cast<kcall::signal>(1000)) == errc::einval ? 0 : 4;
        }) == 0);
}

TEST_CASE_TEMPLATE("who may look into a process, and what execve gives", G, ALL_GATES) {
  CHECK(in_child([] {
          using kcall::dumpable;
          if (!kcall::prctl_set_dumpable<G>(dumpable::disable) || ::prctl(PR_GET_DUMPABLE) != 0) return 1;
          if (kcall::prctl_get_dumpable<G>() != dumpable::disable) return 2;
          if (!kcall::prctl_set_dumpable<G>(dumpable::user) || ::prctl(PR_GET_DUMPABLE) != 1) return 3;
          if (kcall::prctl_set_dumpable<G>(dumpable::root) != errc::einval) return 4;
          if (kcall::prctl_get_no_new_privs<G>() != (::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1)) return 5;
          if (!kcall::prctl_set_no_new_privs<G>() || ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) return 6;
          return kcall::prctl_get_no_new_privs<G>() == true ? 0 : 7;
        }) == 0);
}

TEST_CASE_TEMPLATE("rights: what stays, what root means, what can be had", G, ALL_GATES) {
  const int status = test::in_namespaces(0, [] {
    using kcall::securebits;
    if (!kcall::prctl_set_keepcaps<G>(true) || ::prctl(PR_GET_KEEPCAPS) != 1) return 1;
    if (kcall::prctl_get_keepcaps<G>() != true) return 2;
    if (!kcall::prctl_set_keepcaps<G>(false)) return 3;
    if (!kcall::prctl_set_securebits<G>(securebits::no_setuid_fixup)) return 4;
    if (::prctl(PR_GET_SECUREBITS) != 4) return 5;
    if (kcall::prctl_get_securebits<G>() != securebits::no_setuid_fixup) return 6;

    if (kcall::prctl_capbset_read<G>(capability::net_raw) != true) return 7;
    if (!kcall::prctl_capbset_drop<G>(capability::net_raw)) return 8;
    if (::prctl(PR_CAPBSET_READ, static_cast<int>(capability::net_raw)) != 0) return 9;
    if (kcall::prctl_capbset_read<G>(capability::net_raw) != false) return 10;
    if (kcall::prctl_capbset_read<G>(static_cast<capability>(99)) != errc::einval) return 11;

    if (kcall::prctl_cap_ambient_is_set<G>(capability::chown) != false) return 12;
    if (kcall::prctl_cap_ambient_raise<G>(capability::chown) != errc::eperm) return 13;  // it is not inheritable
    struct {
      unsigned version;
      int pid;
    } header{0x20080522, 0};
    struct {
      unsigned effective, permitted, inheritable;
    } data[2];
    if (::syscall(SYS_capget, &header, data) != 0) return 14;
    data[0].inheritable |= 3;  // chown, dac_override
    if (::syscall(SYS_capset, &header, data) != 0) return 15;
    if (!kcall::prctl_cap_ambient_raise<G>(capability::chown)) return 16;
    if (!kcall::prctl_cap_ambient_raise<G>(capability::dac_override)) return 17;
    if (::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 0, 0, 0) != 1) return 18;
    if (kcall::prctl_cap_ambient_is_set<G>(capability::chown) != true) return 19;
    if (!kcall::prctl_cap_ambient_lower<G>(capability::chown)) return 20;
    if (::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 0, 0, 0) != 0) return 21;
    if (!kcall::prctl_cap_ambient_clear_all<G>()) return 22;
    return ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 1, 0, 0) == 0 ? 0 : 23;
  });
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user namespaces here");
    return;
  }
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("rights, where there is no namespace to change them in", G, ALL_GATES) {
  CHECK(agrees(kcall::prctl_get_keepcaps<G>(), ::prctl(PR_GET_KEEPCAPS)));
  CHECK(agrees(kcall::prctl_get_securebits<G>(), ::prctl(PR_GET_SECUREBITS)));
  CHECK(agrees(kcall::prctl_capbset_read<G>(capability::kill), ::prctl(PR_CAPBSET_READ, 5)));
  CHECK(agrees(kcall::prctl_cap_ambient_is_set<G>(capability::kill),
               ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 5, 0, 0)));
}

TEST_CASE_TEMPLATE("strict seccomp: read, write and exit, or the end", G, ALL_GATES) {
  const auto mode = kcall::prctl_get_seccomp<G>();
  CHECK(agrees(mode, ::prctl(PR_GET_SECCOMP)));
  if (mode != kcall::seccomp_mode::disabled) {
    MESSAGE("skipped: no seccomp here, or a filter already");
    return;
  }
  CHECK(kcall::prctl_set_seccomp<G>(static_cast<kcall::seccomp_mode>(9)) == errc::einval);
  CHECK(in_child([] {
          if (!kcall::prctl_set_seccomp<G>(kcall::seccomp_mode::strict)) return 1;
          ::syscall(SYS_exit, 9);
          return 2;
        }) == 9);
  CHECK(in_child([] {
          if (!kcall::prctl_set_seccomp<G>(kcall::seccomp_mode::strict)) return 1;
          ::syscall(SYS_getpid);
          return 2;
        }) == 128 + SIGKILL);
  CHECK(in_child([] {
          ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
          const auto none = kcall::prctl_set_seccomp<G>(kcall::seccomp_mode::filter);
          return none == errc::efault ? 0 : 1;
        }) == 0);
}

TEST_CASE_TEMPLATE("orphans come to a subreaper", G, ALL_GATES) {
  if (!kcall::prctl_get_child_subreaper<G>()) {
    MESSAGE("skipped: no subreapers here (qemu-user)");
    int seen = 0;
    CHECK(agrees(kcall::prctl_get_child_subreaper<G>(), ::prctl(PR_GET_CHILD_SUBREAPER, &seen, 0, 0, 0)));
    CHECK(agrees(kcall::prctl_set_child_subreaper<G>(false), ::prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)));
    return;
  }
  CHECK(in_child([] {
          if (kcall::prctl_get_child_subreaper<G>() != false) return 1;
          if (!kcall::prctl_set_child_subreaper<G>(true)) return 2;
          int seen = 0;
          if (::prctl(PR_GET_CHILD_SUBREAPER, &seen, 0, 0, 0) != 0 || seen != 1) return 3;
          if (kcall::prctl_get_child_subreaper<G>() != true) return 4;
          const pid_t middle = ::fork();
          if (middle == 0) {
            if (::fork() == 0) ::_exit(5);
            ::_exit(0);
          }
          int sum = 0, status = 0;
          while (::wait(&status) > 0) sum += 1 + WEXITSTATUS(status);
          return sum == 7 ? 0 : 5;
        }) == 0);
}

TEST_CASE_TEMPLATE("what glibc's prctl answers too", G, ALL_GATES) {
  CHECK(in_child([] {
          const auto ours = kcall::prctl_set_ptracer<G>(pid{::getppid()});
          return agrees(ours, ::prctl(PR_SET_PTRACER, ::getppid())) ? 0 : 1;
        }) == 0);
  CHECK(agrees(kcall::prctl_get_io_flusher<G>(), ::prctl(PR_GET_IO_FLUSHER, 0, 0, 0, 0)));
  CHECK(in_child([] {
          const auto set = kcall::prctl_set_io_flusher<G>(true);
          if (!agrees(set, ::prctl(PR_SET_IO_FLUSHER, 1, 0, 0, 0))) return 1;
          return !set || kcall::prctl_get_io_flusher<G>() == true ? 0 : 2;
        }) == 0);
  kcall::uint64_t cookie = 99, seen = 99;
  alignas(8) static kcall::uint64_t room;
  const auto core = kcall::prctl_sched_core<G>(kcall::sched_core::get, pid{}, kcall::sched_core_scope::thread, &room);
  cookie = room;
  CHECK(agrees(core, ::prctl(PR_SCHED_CORE, PR_SCHED_CORE_GET, 0, 0, &seen)));
  if (core) CHECK(cookie == seen);
  const auto restore = kcall::prctl_timer_create_restore_ids<G>(kcall::timer_restore_ids::get);
  CHECK(agrees(restore, ::prctl(77, 2, 0, 0, 0)));
}

TEST_CASE_TEMPLATE("where the kernel clears a thread's id", G, ALL_GATES) {
  static int place;
  CHECK(in_child([] {
          ::syscall(SYS_set_tid_address, &place);
          int* address = nullptr;
          const auto told = kcall::prctl_get_tid_address<G>(address);
          if (told == errc::einval) return 0;  // not in this kernel
          return told && address == &place ? 0 : 1;
        }) == 0);
}

TEST_CASE_TEMPLATE("timers' slack", G, ALL_GATES) {
  CHECK(in_child([] {
          if (!kcall::prctl_set_timerslack<G>(70000)) return 1;
          const long seen = ::prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0);
          // A policy for real time has none.
          if (seen != 70000 && seen != 0) return 2;
          return kcall::prctl_get_timerslack<G>() == seen ? 0 : 3;
        }) == 0);
}

TEST_CASE_TEMPLATE("a thread's own dispatcher gets its system calls", G, ALL_GATES) {
  const int status = in_child([] {
    struct sigaction action {};
    action.sa_handler = [](int) {
      selector = kcall::dispatch_filter::allow;  // sigreturn is a call too
      dispatched = 1;
    };
    ::sigaction(SIGSYS, &action, nullptr);
    const auto* const byte = const_cast<const kcall::dispatch_filter*>(&selector);
    if (const auto set = kcall::prctl_set_syscall_user_dispatch<G>(0, 0, byte); !set) {
      return set == errc::einval ? 77 : 1;
    }
    selector = kcall::dispatch_filter::block;
    ::syscall(SYS_getpid);
    if (dispatched != 1) return 2;
    if (!kcall::prctl_clear_syscall_user_dispatch<G>()) return 3;
    dispatched = 0;
    selector = kcall::dispatch_filter::block;
    ::syscall(SYS_getpid);
    return dispatched == 0 ? 0 : 4;
  });
  if (status == 77) {
    MESSAGE("skipped: no syscall user dispatch here");
    return;
  }
  CHECK(status == 0);
}
