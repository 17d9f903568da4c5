#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/kcmp.hpp>
#include <kcall/call/pidfd.hpp>
#include <string>

#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::kcmp_order;
using kcall::kcmp_type;
using kcall::pid;
using kcall::pidfd_flags;
using kcall::unique_fd;

/// A child that waits for a signal; killed at the end.
class waiting_child {
 public:
  waiting_child() : id_(::fork()) {
    if (id_ == 0) {
      // Not to outlive a test that crashes.
      ::alarm(20);
      for (;;) ::pause();
    }
  }
  waiting_child(const waiting_child&) = delete;
  waiting_child& operator=(const waiting_child&) = delete;
  ~waiting_child() {
    if (id_ > 0 && !waited_) {
      ::kill(id_, SIGKILL);
      wait();
    }
  }
  pid id() const { return pid{id_}; }
  int wait() {
    int status = 0;
    ::waitpid(id_, &status, 0);
    waited_ = true;
    return status;
  }

 private:
  pid_t id_;
  bool waited_ = false;
};

/// Whether /proc says of this descriptor that it is the process's.
bool names(fd pidfd, pid process) {
  const std::string name = "/proc/self/fdinfo/" + std::to_string(pidfd.get());
  char text[1024] = {};
  const int f = ::open(name.c_str(), O_RDONLY);
  const auto size = ::read(f, text, sizeof text - 1);
  ::close(f);
  return size > 0 && std::string(text).find("Pid:\t" + std::to_string(process.get()) + "\n") != std::string::npos;
}

template <class G>
bool lacks_pidfds() {
  if (kcall::pidfd_open<G>(pid{::getpid()}).error_or(errc{}) != errc::enosys) return false;
  MESSAGE("skipped: no pidfd_open here");
  return true;
}

}  // namespace

TEST_CASE_TEMPLATE("a pidfd names a process, and signals it", G, ALL_GATES) {
  if (lacks_pidfds<G>()) return;
  waiting_child child;
  const unique_fd process(kcall::pidfd_open<G>(child.id()).value_or(fd{}));
  REQUIRE(process);
  CHECK(names(process, child.id()));
  CHECK(::fcntl(process.get().get(), F_GETFD) == FD_CLOEXEC);
  CHECK(kcall::pidfd_send_signal<G>(process, kcall::signal::none));
  pollfd waiting{process.get().get(), POLLIN, 0};
  CHECK(::poll(&waiting, 1, 0) == 0);
  CHECK(kcall::pidfd_send_signal<G>(process, kcall::signal::sigusr2));
  CHECK(::poll(&waiting, 1, 5000) == 1);
  const int status = child.wait();
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGUSR2);
  CHECK(kcall::pidfd_send_signal<G>(process, kcall::signal::none) == errc::esrch);

  CHECK(kcall::pidfd_open<G>(pid{0x7fffffff}) == errc::esrch);
  CHECK(kcall::pidfd_open<G>(pid{0}) == errc::einval);
  CHECK(kcall::pidfd_open<G>(pid{::getpid()}, static_cast<pidfd_flags>(1)) == errc::einval);
  CHECK(kcall::pidfd_send_signal<G>(fd{-1}, kcall::signal::none) == errc::ebadf);
  CHECK(kcall::pidfd_send_signal<G>(process, kcall::signal::none, static_cast<kcall::pidfd_signal_flags>(64)) ==
        errc::einval);
}

TEST_CASE_TEMPLATE("a pidfd that does not wait", G, ALL_GATES) {
  if (lacks_pidfds<G>()) return;
  const waiting_child child;
  const unique_fd process(kcall::pidfd_open<G>(child.id(), pidfd_flags::nonblock).value_or(fd{}));
  REQUIRE(process);
  CHECK((::fcntl(process.get().get(), F_GETFL) & O_NONBLOCK) != 0);
  siginfo_t info{};
  CHECK(::waitid(static_cast<idtype_t>(3), static_cast<id_t>(process.get().get()), &info, WEXITED) == -1);
  CHECK(errno == EAGAIN);
  const unique_fd thread(kcall::pidfd_open<G>(pid{::gettid()}, pidfd_flags::thread).value_or(fd{}));
  if (thread) CHECK(kcall::pidfd_send_signal<G>(thread, kcall::signal::none, kcall::pidfd_signal_flags::thread));
}

TEST_CASE_TEMPLATE("another process's descriptor is copied", G, ALL_GATES) {
  if (lacks_pidfds<G>()) return;
  const unique_fd shared(fd{::memfd_create("kcall", 0)});
  const waiting_child child;
  const unique_fd process(kcall::pidfd_open<G>(child.id()).value_or(fd{}));
  REQUIRE(process);
  const unique_fd copy(kcall::pidfd_getfd<G>(process, shared).value_or(fd{}));
  REQUIRE(copy);
  CHECK(copy.get().get() != shared.get().get());
  CHECK(::fcntl(copy.get().get(), F_GETFD) == FD_CLOEXEC);
  CHECK(::write(copy.get().get(), "four", 4) == 4);
  CHECK(::lseek(shared.get().get(), 0, SEEK_CUR) == 4);
  CHECK(kcall::pidfd_getfd<G>(process, fd{9999}) == errc::ebadf);
  CHECK(kcall::pidfd_getfd<G>(process, shared, 1) == errc::einval);
  CHECK(kcall::pidfd_getfd<G>(shared, shared) == errc::ebadf);
}

TEST_CASE_TEMPLATE("a signal with what its receiver is to be told", G, ALL_GATES) {
  if constexpr (kcall::detail::native_layout<G>) {
    if (lacks_pidfds<G>()) return;
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGUSR1);
    CHECK(::sigprocmask(SIG_BLOCK, &held, &before) == 0);
    const unique_fd self(kcall::pidfd_open<G>(pid{::getpid()}).value_or(fd{}));
    REQUIRE(self);
    kcall::siginfo_t sent{};
    sent.si_signo = SIGUSR1;
    sent.si_code = static_cast<int>(kcall::si_codes::queue);
    sent.fields.queued.value.as_int = 4711;
    CHECK(kcall::pidfd_send_signal<G>(self, kcall::signal::sigusr1, sent));
    siginfo_t got{};
    timespec none{};
    CHECK(::sigtimedwait(&held, &got, &none) == SIGUSR1);
    CHECK(got.si_value.sival_int == 4711);
    CHECK(got.si_code == SI_QUEUE);
    CHECK(kcall::pidfd_send_signal<G>(self, kcall::signal::sigusr2, sent) == errc::einval);
    CHECK(::sigprocmask(SIG_SETMASK, &before, nullptr) == 0);
  }
}

TEST_CASE_TEMPLATE("what a pidfd tells of its process", G, ALL_GATES) {
  if (lacks_pidfds<G>()) return;
  waiting_child child;
  const unique_fd process(kcall::pidfd_open<G>(child.id()).value_or(fd{}));
  REQUIRE(process);
  using mask = kcall::pidfd_info_mask;
  kcall::pidfd_info_t info{};
  info.mask = mask::pid | mask::creds | mask::cgroupid;
  const auto told = kcall::pidfd_get_info<G>(process, info);
  if (told == errc::enotty || told == errc::enosys) {
    MESSAGE("skipped: no PIDFD_GET_INFO here");
    return;
  }
  REQUIRE(told);
  CHECK(has(info.mask, mask::pid | mask::creds));
  CHECK(info.pid == child.id());
  CHECK(info.tgid == child.id());
  CHECK(info.ppid == pid{::getpid()});
  CHECK(info.ruid.get() == ::getuid());
  CHECK(info.fsuid.get() == ::geteuid());
  CHECK(info.egid.get() == ::getegid());
  CHECK(info.sgid.get() == ::getegid());
  CHECK(kcall::pidfd_send_signal<G>(process, kcall::signal::sigkill));
  child.wait();
  info.mask = mask::exit;
  const auto after = kcall::pidfd_get_info<G>(process, info);
  if (after) {
    CHECK(has(info.mask, mask::exit));
    CHECK(info.exit_code == SIGKILL);
  } else {
    CHECK(after == errc::esrch);
  }
  const unique_fd none(fd{::open("/dev/null", O_RDONLY)});
  CHECK(kcall::pidfd_get_info<G>(none, info) == errc::enotty);
}

TEST_CASE_TEMPLATE("a process's namespaces", G, ALL_GATES) {
  if (lacks_pidfds<G>()) return;
  const waiting_child child;
  const unique_fd process(kcall::pidfd_open<G>(child.id()).value_or(fd{}));
  REQUIRE(process);
  using kind = kcall::pidfd_namespace;
  struct {
    kind which;
    const char* name;
  } const all[] = {{kind::cgroup, "/proc/self/ns/cgroup"}, {kind::ipc, "/proc/self/ns/ipc"},
                   {kind::mnt, "/proc/self/ns/mnt"},       {kind::net, "/proc/self/ns/net"},
                   {kind::pid, "/proc/self/ns/pid"},       {kind::pid_for_children, "/proc/self/ns/pid_for_children"},
                   {kind::time, "/proc/self/ns/time"},     {kind::time_for_children, "/proc/self/ns/time_for_children"},
                   {kind::user, "/proc/self/ns/user"},     {kind::uts, "/proc/self/ns/uts"}};
  for (const auto& one : all) {
    const auto got = kcall::pidfd_get_namespace<G>(process, one.which);
    if (got == errc::enotty || got == errc::enosys) {
      MESSAGE("skipped: no namespaces of pidfds here");
      return;
    }
    if (got == errc::eopnotsupp) continue;
    const unique_fd space(got.value_or(fd{}));
    REQUIRE(space);
    struct stat64 ours {
    }, theirs{};
    CHECK(::fstat64(space.get().get(), &ours) == 0);
    CHECK(::stat64(one.name, &theirs) == 0);
    CHECK(ours.st_ino == theirs.st_ino);
  }
}

TEST_CASE_TEMPLATE("pidfd_self needs no descriptor", G, ALL_GATES) {
  const auto sent = kcall::pidfd_send_signal<G>(kcall::pidfd_self, kcall::signal::none);
  if (sent == errc::ebadf || sent == errc::enosys) {
    MESSAGE("skipped: no PIDFD_SELF here");
    return;
  }
  CHECK(sent);
  CHECK(kcall::pidfd_send_signal<G>(kcall::pidfd_self_process, kcall::signal::none));
}

TEST_CASE_TEMPLATE("kcmp compares what processes have", G, ALL_GATES) {
  const pid self{::getpid()};
  const auto same = kcall::kcmp<G>(self, self, kcmp_type::vm);
  if (same == errc::enosys) {
    MESSAGE("skipped: no kcmp here");
    return;
  }
  CHECK(same == kcmp_order::equal);
  const waiting_child child;
  for (const auto type : {kcmp_type::vm, kcmp_type::files, kcmp_type::fs, kcmp_type::sighand}) {
    CHECK(kcall::kcmp<G>(self, self, type) == kcmp_order::equal);
    const auto there = kcall::kcmp<G>(self, child.id(), type), back = kcall::kcmp<G>(child.id(), self, type);
    CHECK((there == kcmp_order::less || there == kcmp_order::greater));
    CHECK(back == (there == kcmp_order::less ? kcmp_order::greater : kcmp_order::less));
    CHECK(there.word() == ::syscall(SYS_kcmp, self.get(), child.id().get(), static_cast<int>(type), 0, 0));
  }
  const unique_fd one(fd{::open("/dev/null", O_RDONLY)}), other(fd{::open("/dev/null", O_RDONLY)});
  const unique_fd copy(fd{::dup(one.get().get())});
  CHECK(kcall::kcmp<G>(self, one, self, copy) == kcmp_order::equal);
  CHECK(kcall::kcmp<G>(self, one, self, other) != kcmp_order::equal);
  CHECK(kcall::kcmp<G>(self, one, self, fd{9999}) == errc::ebadf);
  CHECK(kcall::kcmp<G>(self, pid{0x7fffffff}, kcmp_type::vm) == errc::esrch);
  CHECK(kcall::kcmp<G>(self, self, static_cast<kcmp_type>(99)) == errc::einval);

  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]}), set(fd{::epoll_create1(0)});
  epoll_event event{};
  event.events = EPOLLIN;
  REQUIRE(::epoll_ctl(set.get().get(), EPOLL_CTL_ADD, ends[0], &event) == 0);
  const kcall::kcmp_epoll_slot slot{static_cast<kcall::uint32_t>(set.get().get()),
                                    static_cast<kcall::uint32_t>(ends[0]), 0};
  CHECK(kcall::kcmp<G>(self, in, self, slot) == kcmp_order::equal);
  CHECK(kcall::kcmp<G>(self, out, self, slot) != kcmp_order::equal);
}
