// POSIX message queues, beside glibc's functions, in an IPC namespace of their own.
#include "namespaces.hpp"
#include "old_kernel.hpp"
#include "steps.hpp"
#include "support.hpp"

#include <mqueue.h>
#include <signal.h>
#include <time.h>

#include <cstring>
#include <string>

#include <kcall/call/mqueue.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::mode;
using kcall::open_flags;
using kcall::timespec;

kcall::timespec shortly() {
  struct ::timespec now = {};
  ::clock_gettime(CLOCK_REALTIME, &now);
  now.tv_nsec += 3'000'000;
  return {now.tv_sec + now.tv_nsec / 1'000'000'000, now.tv_nsec % 1'000'000'000};
}

volatile sig_atomic_t told = 0;
void tell(int, siginfo_t* info, void*) { told = info->si_value.sival_int; }

/// Told of a message.
template <class G>
int notifications(fd queue, mqd_t theirs) {
  int step = 0;
  char got[16] = {};
  struct ::sigaction action = {};
  action.sa_sigaction = tell;
  action.sa_flags = SA_SIGINFO;
  STEP(::sigaction(SIGUSR1, &action, nullptr) == 0);
  told = 0;
  STEP(kcall::mq_notify<G>(queue, kcall::sigevent::to_process(kcall::signal::sigusr1, 4711)));
  struct ::sigevent another = {};
  another.sigev_notify = SIGEV_NONE;
  STEP(::mq_notify(theirs, &another) == -1 && errno == EBUSY);
  STEP(kcall::mq_send<G>(queue, "tell"));
  STEP(told == 4711);
  STEP(kcall::mq_receive<G>(queue, got) == 4);
  STEP(kcall::mq_notify<G>(queue, kcall::sigevent::none()));
  STEP(kcall::mq_notify<G>(queue));
  STEP(::mq_notify(theirs, &another) == 0 && ::mq_notify(theirs, nullptr) == 0);
  STEP(kcall::mq_notify<G>(fd{-1}) == errc::ebadf);
  return 0;
}

template <class G>
int all_calls() {
  int step = 0;
  // qemu-user reads from a byte before the name on, where glibc has the slash.
  const std::string twice = "//kcall." + std::to_string(::getpid());
  const char* const slashed = &twice[1];
  const char* const name = &twice[2];
  struct unlinked {
    const char* name;
    ~unlinked() { ::mq_unlink(name); }
  } guard{slashed};
  STEP(kcall::mq_open<G>(name, open_flags::rdwr) == errc::enoent);
  const kcall::mq_attr limits{.mq_maxmsg = 3, .mq_msgsize = 16};
  const auto made =
      kcall::mq_open<G>(name, open_flags::rdwr | open_flags::creat | open_flags::excl, mode{0600}, limits);
  STEP(made);
  const kcall::unique_fd queue(*made);
  STEP((::fcntl(queue.get().get(), F_GETFD) & FD_CLOEXEC) != 0);
  STEP(kcall::mq_open<G>(name, open_flags::rdwr | open_flags::creat | open_flags::excl, mode{0600}) == errc::eexist);
  STEP(kcall::mq_open<G>(slashed, open_flags::rdwr) == errc::eacces);
  // glibc finds it under the name with the slash.
  const mqd_t theirs = ::mq_open(slashed, O_RDWR);
  STEP(theirs >= 0);

  kcall::mq_attr known;
  STEP(kcall::mq_getattr<G>(queue, known));
  STEP(known.mq_maxmsg == 3 && known.mq_msgsize == 16 && known.mq_curmsgs == 0 && known.mq_flags == 0);

  // Both ways, by priority.
  STEP(kcall::mq_send<G>(queue, "low", 1));
  STEP(kcall::mq_send<G>(queue, "high", 9));
  char got[16] = {};
  unsigned priority = 0;
  STEP(::mq_receive(theirs, got, sizeof(got), &priority) == 4 && priority == 9 && std::memcmp(got, "high", 4) == 0);
  STEP(::mq_send(theirs, "theirs", 6, 5) == 0);
  STEP(kcall::mq_receive<G>(queue, got, &priority) == 6 && priority == 5 && std::memcmp(got, "theirs", 6) == 0);
  STEP(kcall::mq_receive<G>(queue, got) == 3 && std::memcmp(got, "low", 3) == 0);

  // Errors, and time.
  STEP(kcall::mq_receive<G>(queue, &got[0], 15, nullptr) == errc::emsgsize);
  STEP(kcall::mq_send<G>(queue, "more than sixteen", 0) == errc::emsgsize);
  STEP(kcall::mq_send<G>(queue, "x", kcall::mq_prio_max) == errc::einval);
  STEP(kcall::mq_send<G>(fd{-1}, "x") == errc::ebadf);
  STEP(kcall::mq_timedreceive<G>(queue, got, nullptr, shortly()) == errc::etimedout);
  STEP(kcall::mq_timedreceive<G>(queue, got, nullptr, {0, 0}) == errc::etimedout);
  STEP(kcall::mq_timedreceive<G>(queue, got, nullptr, {0, 5'000'000'000LL}) == errc::einval);
  STEP(kcall::mq_timedreceive<G>(queue, got, nullptr, {-1, 0}) == errc::einval);
  // A deadline past 2038 is one, or is refused.
  const timespec far = {1LL << 33, 0};
  const auto sent = kcall::mq_timedsend<G>(queue, "far", 2, far);
  STEP(sent || sent == errc::eoverflow);
  if (sent) STEP(kcall::mq_timedreceive<G>(queue, got, &priority, far) == 3 && priority == 2);
  for (int i = 0; i < 3; ++i) STEP(kcall::mq_timedsend<G>(queue, "full", 0, {2'000'000'000, 0}));
  STEP(kcall::mq_timedsend<G>(queue, "full", 0, shortly()) == errc::etimedout);
  STEP(kcall::mq_getattr<G>(queue, known) && known.mq_curmsgs == 3);
  STEP(kcall::mq_setattr<G>(queue, {.mq_flags = static_cast<long>(open_flags::nonblock)}));
  STEP(kcall::mq_send<G>(queue, "full") == errc::eagain);
  kcall::mq_attr old;
  const kcall::mq_attr blocking;
  STEP(kcall::mq_getsetattr<G>(queue, &blocking, &old) && old.mq_flags == static_cast<long>(open_flags::nonblock));
  STEP(kcall::mq_getattr<G>(queue, known) && known.mq_flags == 0);
  STEP(kcall::mq_setattr<G>(queue, {.mq_flags = 1}) == errc::einval);
  for (int i = 0; i < 3; ++i) STEP(kcall::mq_timedreceive<G>(queue, got, nullptr, {2'000'000'000, 0}) == 4);

  if (::mq_notify(theirs, nullptr) == -1 && errno == ENOSYS) {
    MESSAGE("skipped: no mq_notify here");
  } else {
    const int failed = notifications<G>(queue, theirs);
    STEP(failed == 0);
  }

  STEP(::mq_close(theirs) == 0);
  STEP(kcall::mq_unlink<G>(name));
  STEP(kcall::mq_unlink<G>(name) == errc::enoent);
  return 0;
}

template <class G>
void in_their_own_namespace() {
  const auto where_there_are_queues = [] {
    return ::mq_unlink("/kcall.none") == -1 && errno == ENOSYS ? test::not_permitted : all_calls<G>();
  };
  int status = test::in_namespaces(CLONE_NEWIPC, where_there_are_queues);
  // qemu-user cannot make namespaces. The queue has the process's id in its name, and goes at the end.
  if (status == test::not_permitted) status = where_there_are_queues();
  if (status == test::not_permitted) {
    MESSAGE("skipped: no message queues here");
    return;
  }
  CHECK(status == 0);
}

}  // namespace

TEST_CASE_TEMPLATE("POSIX message queues from mq_open to mq_unlink", G, ALL_GATES) { in_their_own_namespace<G>(); }

TEST_CASE_TEMPLATE("POSIX message queues with 32-bit times", G, ALL_GATES) {
  if constexpr (requires { G::abi::nr::mq_timedsend_time64; }) {
    in_their_own_namespace<test::old_kernel<G>>();
  }
}

#if KCALL_TARGET_X86_64
TEST_CASE("64-bit int80 refuses numbers that a long of ia32 does not hold") {
  using G = kcall::gate::int80;
  const kcall::mq_attr limits{.mq_maxmsg = 1L << 32, .mq_msgsize = 16};
  CHECK(kcall::mq_open<G>("never", open_flags::rdwr | open_flags::creat, mode{0600}, limits) == errc::einval);
  CHECK(kcall::mq_setattr<G>(fd{-1}, limits) == errc::einval);
}
#endif
