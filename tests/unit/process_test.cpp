// Processes: real children, watched with glibc's functions.
#include "support.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <kcall/call/process.hpp>

#include <csignal>
#include <cstring>
#include <string>

namespace {

using kcall::at_flags;
using kcall::cld_codes;
using kcall::errc;
using kcall::fd;
using kcall::idtype;
using kcall::pid;
using kcall::rusage_t;
using kcall::wait_flags;
using kcall::wait_status;

/// A child that runs f, made by glibc.
template <class F>
pid child_of(F f) {
  // No signal before doctest's handlers are gone: they would report a crash of the parent.
  sigset_t all, before;
  ::sigfillset(&all);
  ::sigprocmask(SIG_SETMASK, &all, &before);
  const pid_t child = ::fork();
  if (child == 0) {
    for (int s = 1; s < 32; ++s) std::signal(s, SIG_DFL);
    const rlimit none = {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    f();
    ::_exit(0);
  }
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  REQUIRE(child > 0);
  return pid{child};
}

pid child_that_exits(int code) {
  return child_of([code] { ::_exit(code); });
}

pid child_that_waits() {
  return child_of([] {
    ::alarm(20);
    for (;;) ::pause();
  });
}

void reap(pid child) {
  int status;
  ::waitpid(child.get(), &status, 0);
}

/// How a child ends that runs f, as glibc sees it.
template <class F>
int status_of(F f) {
  const pid child = child_of(f);
  int status = 0;
  REQUIRE(::waitpid(child.get(), &status, 0) == child.get());
  return status;
}

constexpr const char* no_environment[] = {nullptr};

}  // namespace

TEST_CASE_TEMPLATE("ids are those that glibc gives", G, ALL_GATES) {
  CHECK(kcall::getpid<G>().get() == ::getpid());
  CHECK(kcall::getppid<G>().get() == ::getppid());
  CHECK(kcall::gettid<G>().get() == ::syscall(SYS_gettid));
  CHECK(kcall::getuid<G>().get() == ::getuid());
  CHECK(kcall::geteuid<G>().get() == ::geteuid());
  CHECK(kcall::getgid<G>().get() == ::getgid());
  CHECK(kcall::getegid<G>().get() == ::getegid());
}

TEST_CASE_TEMPLATE("user and group ids have 32 bits", G, ALL_GATES) {
  if (::geteuid() != 0) {
    MESSAGE("not root: skipped");
    return;
  }
  const int status = status_of([] {
    // The last two are what 16 bits would lose, and what would look like an error.
    if (::setresgid(100000, 4294960000U, 0) != 0) ::_exit(1);
    if (::setresuid(100001, 4294967200U, 0) != 0) ::_exit(2);
    if (kcall::getuid<G>().get() != 100001) ::_exit(3);
    if (kcall::geteuid<G>().get() != 4294967200U) ::_exit(4);
    if (kcall::getgid<G>().get() != 100000) ::_exit(5);
    if (kcall::getegid<G>().get() != 4294960000U) ::_exit(6);
    ::_exit(99);
  });
  if (WIFEXITED(status) && WEXITSTATUS(status) <= 2) {
    MESSAGE("these ids are not mapped here: skipped");
    return;
  }
  CHECK(WEXITSTATUS(status) == 99);
}

TEST_CASE_TEMPLATE("fork makes a copy", G, ALL_GATES) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  volatile int variable = 1;
  const auto made = kcall::fork<G>();
  REQUIRE(made);
  if (made == pid{0}) {
    variable = 2;
    const int told[3] = {kcall::getpid<G>().get(), kcall::getppid<G>().get(), variable};
    static_cast<void>(::write(ends[1], told, sizeof told));
    kcall::exit_group<G>(17);
  }
  int told[3] = {};
  CHECK(::read(ends[0], told, sizeof told) == sizeof told);
  CHECK(told[0] == made->get());
  CHECK(told[1] == ::getpid());
  CHECK(told[2] == 2);
  CHECK(variable == 1);
  int status = 0;
  CHECK(::waitpid(made->get(), &status, 0) == made->get());
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 17);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE_TEMPLATE("exit codes 0 to 255 come through, and the rest of the int does not", G, ALL_GATES) {
  for (int code = 0; code < 256; ++code) {
    const auto child = kcall::fork<G>();
    REQUIRE(child);
    if (child == pid{0}) {
      if (code % 2 == 0) kcall::exit<G>(code);
      kcall::exit_group<G>(code);
    }
    const auto ended = kcall::wait4<G>(*child);
    REQUIRE(ended);
    CHECK(ended->child == *child);
    CHECK(ended->status.exited());
    CHECK(!ended->status.signaled());
    CHECK(!ended->status.stopped());
    CHECK(!ended->status.continued());
    CHECK(ended->status.exit_code() == code);
  }
  CHECK(WEXITSTATUS(status_of([] { kcall::exit_group<G>(0x12345); })) == 0x45);
  CHECK(WEXITSTATUS(status_of([] { kcall::exit<G>(-1); })) == 255);
}

TEST_CASE_TEMPLATE("children killed by signals", G, ALL_GATES) {
  for (const int s : {SIGHUP, SIGKILL, SIGUSR1, SIGTERM, SIGALRM, SIGXCPU}) {
    const pid child = child_of([s] { ::raise(s); });
    wait_status status;
    CHECK(kcall::wait4<G>(child, status) == child);
    CHECK(status.signaled());
    CHECK(!status.exited());
    CHECK(static_cast<int>(status.term_signal()) == s);
    CHECK(!status.core_dumped());
  }
}

TEST_CASE_TEMPLATE("stopped and continued children", G, ALL_GATES) {
  const pid child = child_that_waits();
  wait_status status;
  CHECK(kcall::wait4<G>(child, status, wait_flags::wnohang) == pid{0});
  const auto none = kcall::wait4<G>(child, wait_flags::wnohang);
  REQUIRE(none);
  CHECK(none->child == pid{0});

  ::kill(child.get(), SIGSTOP);
  CHECK(kcall::wait4<G>(child, status, wait_flags::wuntraced) == child);
  CHECK(status.stopped());
  CHECK(status.stop_signal() == kcall::signal::sigstop);
  CHECK(status.stop_event() == 0);
  CHECK(!status.exited());
  CHECK(!status.signaled());
  ::kill(child.get(), SIGCONT);
  CHECK(kcall::wait4<G>(child, status, wait_flags::wcontinued) == child);
  CHECK(status.continued());
  CHECK(!status.stopped());
  CHECK(!status.signaled());

  ::kill(child.get(), SIGKILL);
  CHECK(kcall::wait4<G>(pid{-1}, status) == child);
  CHECK(status.term_signal() == kcall::signal::sigkill);
  CHECK(kcall::wait4<G>(pid{-1}, status) == errc::echild);
  CHECK(kcall::wait4<G>(pid{-1}).error_or(errc{}) == errc::echild);
  CHECK(kcall::wait4<G>(child, status, static_cast<wait_flags>(0x4000)) == errc::einval);
}

TEST_CASE("wait_status reads every word as glibc's macros do") {
  int differences = 0;
  for (int word = 0; word < 0x10000; ++word) {
    const wait_status s{word};
    differences += s.exited() != static_cast<bool>(WIFEXITED(word));
    differences += s.signaled() != static_cast<bool>(WIFSIGNALED(word));
    differences += s.stopped() != static_cast<bool>(WIFSTOPPED(word));
    differences += s.continued() != static_cast<bool>(WIFCONTINUED(word));
    if (WIFEXITED(word)) differences += s.exit_code() != WEXITSTATUS(word);
    if (WIFSIGNALED(word)) differences += static_cast<int>(s.term_signal()) != WTERMSIG(word);
    if (WIFSIGNALED(word)) differences += s.core_dumped() != static_cast<bool>(WCOREDUMP(word));
    if (WIFSTOPPED(word)) differences += static_cast<int>(s.stop_signal()) != WSTOPSIG(word);
  }
  CHECK(differences == 0);
}

namespace {

void check_usage(const rusage_t& ours, const struct rusage& theirs) {
  CHECK(ours.ru_utime.tv_sec == theirs.ru_utime.tv_sec);
  CHECK(ours.ru_utime.tv_usec == theirs.ru_utime.tv_usec);
  CHECK(ours.ru_stime.tv_sec == theirs.ru_stime.tv_sec);
  CHECK(ours.ru_stime.tv_usec == theirs.ru_stime.tv_usec);
  CHECK(ours.ru_maxrss == theirs.ru_maxrss);
  CHECK(ours.ru_ixrss == theirs.ru_ixrss);
  CHECK(ours.ru_idrss == theirs.ru_idrss);
  CHECK(ours.ru_isrss == theirs.ru_isrss);
  CHECK(ours.ru_minflt == theirs.ru_minflt);
  CHECK(ours.ru_majflt == theirs.ru_majflt);
  CHECK(ours.ru_nswap == theirs.ru_nswap);
  CHECK(ours.ru_inblock == theirs.ru_inblock);
  CHECK(ours.ru_oublock == theirs.ru_oublock);
  CHECK(ours.ru_msgsnd == theirs.ru_msgsnd);
  CHECK(ours.ru_msgrcv == theirs.ru_msgrcv);
  CHECK(ours.ru_nsignals == theirs.ru_nsignals);
  CHECK(ours.ru_nvcsw == theirs.ru_nvcsw);
  CHECK(ours.ru_nivcsw == theirs.ru_nivcsw);
}

/// Uses CPU time, memory, page faults and context switches, so that the fields differ from each other.
pid busy_child() {
  return child_of([] {
    constexpr size_t size = 4 << 20;
    auto* const bytes =
        static_cast<volatile char*>(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    for (unsigned round = 0; round < 4; ++round) {
      for (size_t i = 0; i < size; i += 64) bytes[i] = static_cast<char>(bytes[i] + 1);
      ::usleep(1000);
    }
  });
}

/// Waits until a zombie's usage stands still: its last switch of context counts a moment after it can be waited for.
void let_settle(pid child) {
  struct rusage before = {}, now = {};
  for (int i = 0; i < 50; ++i) {
    ::usleep(5000);
    ::syscall(SYS_waitid, P_PID, child.get(), nullptr, WEXITED | WNOWAIT, &now);
    if (i > 0 && std::memcmp(&before, &now, sizeof now) == 0) return;
    before = now;
  }
}

}  // namespace

// The zombie's usage does not change: what waitid tells with wnowait, wait4 tells again, to kcall and to glibc.
TEST_CASE_TEMPLATE("what a child has used", G, ALL_GATES) {
  const pid child = busy_child();
  let_settle(child);
  kcall::siginfo_t info;
  rusage_t first;
  std::memset(&first, 0xff, sizeof first);
  const auto waited = kcall::waitid<G>(idtype::pid, child, info, wait_flags::wexited | wait_flags::wnowait, first);
  REQUIRE(waited);
  CHECK(info.child_pid() == child);
  struct rusage theirs = {};
  const long raw = ::syscall(SYS_waitid, P_PID, child.get(), nullptr, WEXITED | WNOWAIT, &theirs);
  CHECK(raw == 0);
  int status = 0;
  struct rusage last = {};
  CHECK(::wait4(child.get(), &status, 0, &last) == child.get());
  check_usage(first, last);
  CHECK(first.ru_minflt > 100);

  const pid other = busy_child();
  let_settle(other);
  kcall::siginfo_t again;
  REQUIRE(kcall::waitid<G>(idtype::pid, other, again, wait_flags::wexited | wait_flags::wnowait, first));
  wait_status word;
  rusage_t second;
  std::memset(&second, 0xff, sizeof second);
  CHECK(kcall::wait4<G>(other, word, {}, second) == other);
  CHECK(std::memcmp(&first, &second, sizeof first) == 0);
  CHECK(word.exited());

  const auto both = kcall::wait4<G>(busy_child(), {}, second);
  REQUIRE(both);
  CHECK(both->status.exited());
  CHECK(second.ru_maxrss > 0);
}

TEST_CASE_TEMPLATE("waitid tells what glibc's tells, again and again with wnowait", G, ALL_GATES) {
  for (const int code : {0, 3, 255}) {
    const pid child = child_that_exits(code);
    for (int i = 0; i < 3; ++i) {
      kcall::siginfo_t info;
      std::memset(&info, 0x55, sizeof info);
      REQUIRE(kcall::waitid<G>(idtype::pid, child, info, wait_flags::wexited | wait_flags::wnowait));
      CHECK(info.number() == kcall::signal::sigchld);
      CHECK(info.si_errno == 0);
      CHECK(info.is(cld_codes::exited));
      CHECK(info.child_pid() == child);
      CHECK(info.child_uid().get() == ::getuid());
      CHECK(info.status() == code);
    }
    ::siginfo_t theirs = {};
    CHECK(::waitid(P_PID, static_cast<id_t>(child.get()), &theirs, WEXITED | WNOWAIT) == 0);
    const auto ours = kcall::waitid<G>(idtype::all, pid{0}, wait_flags::wexited);
    REQUIRE(ours);
    CHECK(ours->si_signo == theirs.si_signo);
    CHECK(ours->si_code == theirs.si_code);
    CHECK(ours->child_pid().get() == theirs.si_pid);
    CHECK(ours->child_uid().get() == theirs.si_uid);
    CHECK(ours->status() == theirs.si_status);
    CHECK(kcall::waitid<G>(idtype::pid, child, wait_flags::wexited).error_or(errc{}) == errc::echild);
  }
}

TEST_CASE_TEMPLATE("waitid: killed, stopped, continued, not yet", G, ALL_GATES) {
  const pid child = child_that_waits();
  kcall::siginfo_t info;
  std::memset(&info, 0x55, sizeof info);
  REQUIRE(kcall::waitid<G>(idtype::pid, child, info, wait_flags::wexited | wait_flags::wnohang));
  CHECK(info.child_pid() == pid{0});
  CHECK(info.si_signo == 0);
  ::kill(child.get(), SIGSTOP);
  REQUIRE(kcall::waitid<G>(idtype::pid, child, info, wait_flags::wstopped));
  CHECK(info.is(cld_codes::stopped));
  CHECK(info.status_signal() == kcall::signal::sigstop);
  ::kill(child.get(), SIGCONT);
  REQUIRE(kcall::waitid<G>(idtype::pid, child, info, wait_flags::wcontinued));
  CHECK(info.is(cld_codes::continued));
  CHECK(info.status_signal() == kcall::signal::sigcont);
  ::kill(child.get(), SIGTERM);
  REQUIRE(kcall::waitid<G>(idtype::pgid, pid{::getpgrp()}, info, wait_flags::wexited));
  CHECK(info.is(cld_codes::killed));
  CHECK(info.status_signal() == kcall::signal::sigterm);
  CHECK(kcall::waitid<G>(idtype::all, {}, info, wait_flags::none) == errc::einval);
}

#ifdef SYS_pidfd_open
TEST_CASE_TEMPLATE("waitid by pidfd", G, ALL_GATES) {
  const pid child = child_that_exits(9);
  const int number = static_cast<int>(::syscall(SYS_pidfd_open, child.get(), 0));
  if (number < 0) {
    MESSAGE("no pidfd_open here: skipped");
    reap(child);
    return;
  }
  const auto ended = kcall::waitid<G>(idtype::pidfd, fd{number}, wait_flags::wexited);
  REQUIRE(ended);
  CHECK(ended->child_pid() == child);
  CHECK(ended->status() == 9);
  ::close(number);
}
#endif

TEST_CASE_TEMPLATE("core dumps are told apart", G, ALL_GATES) {
  // Whether one is written is this system's decision; glibc saw the same child with wnowait.
  const pid child = child_of([] {
    const rlimit much = {RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_CORE, &much);
    if (::chdir("/nonexistent") != 0) ::raise(SIGABRT);
  });
  ::siginfo_t theirs = {};
  REQUIRE(::waitid(P_PID, static_cast<id_t>(child.get()), &theirs, WEXITED | WNOWAIT) == 0);
  wait_status status;
  CHECK(kcall::wait4<G>(child, status) == child);
  CHECK(status.signaled());
  CHECK(status.term_signal() == kcall::signal::sigabrt);
  CHECK(status.core_dumped() == (theirs.si_code == CLD_DUMPED));
}

TEST_CASE_TEMPLATE("execve runs a program with arguments and environment", G, ALL_GATES) {
  // qemu-user can give only its own programs an environment; a shell tells what it got.
  const int status = status_of([] {
    static const char* const argv[] = {"shell", "-c",  "test \"$1\" = one && test \"$0\" = zero && exit $CODE",
                                       "zero",  "one", nullptr};
    static const char* const envp[] = {"OTHER=1", "CODE=77", nullptr};
    static_cast<void>(kcall::execve<G>("/bin/sh", argv, envp));
    ::_exit(126);
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 77);
}

TEST_CASE_TEMPLATE("execve's errors", G, ALL_GATES) {
  static const char* const argv[] = {"x", nullptr};
  CHECK(kcall::execve<G>("/nonexistent/program", argv, no_environment) == errc::enoent);
  CHECK(kcall::execve<G>("/", argv, no_environment) == errc::eacces);
  CHECK(kcall::execve<G>("/dev/null/x", argv, no_environment) == errc::enotdir);
  CHECK(kcall::execve<G>("", argv, no_environment) == errc::enoent);
  static const char* const bad[] = {reinterpret_cast<const char*>(1), nullptr};
  CHECK(kcall::execve<G>("/bin/sh", bad, no_environment) == errc::efault);
  CHECK(kcall::execve<G>("/bin/sh", argv, bad) == errc::efault);
}

TEST_CASE_TEMPLATE("execveat, by directory and by descriptor", G, ALL_GATES) {
  static const char* const argv[] = {"sh", "-c", "exit 55", nullptr};
  const int directory = ::open("/bin", O_PATH | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(directory >= 0);
  const int program = ::open("/bin/sh", O_PATH | O_CLOEXEC);
  REQUIRE(program >= 0);
  const auto first = kcall::execveat<G>(fd{directory}, "nothing-of-that-name", argv, no_environment);
  if (first == errc::enosys) {
    MESSAGE("no execveat here (qemu-user): skipped");
  } else {
    CHECK(first == errc::enoent);
    CHECK(kcall::execveat<G>(fd{-1}, "sh", argv, no_environment) == errc::ebadf);
    CHECK(kcall::execveat<G>(fd{program}, "sh", argv, no_environment) == errc::enotdir);
    CHECK(kcall::execveat<G>(fd{directory}, "sh", argv, no_environment, static_cast<at_flags>(2)) == errc::einval);
    CHECK(WEXITSTATUS(status_of([&] {
            static_cast<void>(kcall::execveat<G>(fd{directory}, "sh", argv, no_environment));
            ::_exit(126);
          })) == 55);
    CHECK(WEXITSTATUS(status_of([&] {
            static_cast<void>(kcall::execveat<G>(fd{program}, "", argv, no_environment, at_flags::empty_path));
            ::_exit(126);
          })) == 55);
  }
  ::close(program);
  ::close(directory);
}

#if KCALL_TARGET_X86_64
TEST_CASE("execve through int $0x80 in 64-bit code copies the pointers, or says that it cannot") {
  using gate = kcall::gate::int80;
  static const char* many[1026];
  for (const char*& one : many) one = "x";
  many[1024] = nullptr;
  CHECK(kcall::execve<gate>("/bin/true", many, no_environment) == errc::e2big);
  CHECK(kcall::execve<gate>("/bin/true", no_environment, many) == errc::e2big);
  many[1023] = nullptr;
  CHECK(WEXITSTATUS(status_of([] {
          static_cast<void>(kcall::execve<gate>("/bin/true", many, no_environment));
          ::_exit(126);
        })) == 0);
  static const char* const high[] = {reinterpret_cast<const char*>(0x1'0000'0000), nullptr};
  CHECK(kcall::execve<gate>("/bin/true", high, no_environment) == errc::efault);
  CHECK(kcall::execve<gate>("/bin/true", no_environment, high) == errc::efault);
  CHECK(kcall::execve<gate>(high[0], no_environment, no_environment) == errc::efault);
}
#endif
