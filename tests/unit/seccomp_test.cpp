// Seccomp for real: children that give up calls, and are then told, or killed, or answered by a listener.
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <kcall/call/file.hpp>
#include <kcall/call/process.hpp>
#include <kcall/call/seccomp.hpp>
#include <string>

#include "in_child.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::seccomp_action;
using kcall::seccomp_flags;
using kcall::unique_fd;

constexpr kcall::uint32_t answer(seccomp_action action, unsigned data = 0) {
  return static_cast<kcall::uint32_t>(action) | data;
}

/// Whether the kernel or the emulator has filters.
bool lacking() {
  if (kcall::seccomp_get_action_avail<test::libc_gate>(seccomp_action::allow)) return false;
  MESSAGE("skipped: no seccomp here");
  return true;
}

/// A filter with one answer for the getppid of G's ABI, and to all else: go on.
template <class G>
struct filter {
  explicit filter(kcall::uint32_t decision)
      : code{{BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(kcall::seccomp_data, nr)},
             {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<kcall::uint32_t>(kcall::nr<G>::getppid)},
             {BPF_RET | BPF_K, 0, 0, decision},
             {BPF_RET | BPF_K, 0, 0, answer(seccomp_action::allow)}} {}
  kcall::sock_fprog program() const { return {4, &code[0]}; }
  kcall::sock_filter code[4];
};

TEST_CASE_TEMPLATE("a filter gives a call an error", G, ALL_GATES) {
  if (lacking()) return;
  const int status = test::in_child([]() -> int {
    REQUIRE_IN_CHILD(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    const filter<G> f(answer(seccomp_action::errno_, 77));
    REQUIRE_IN_CHILD(kcall::call<G>(kcall::nr<G>::getppid).has_value());
    REQUIRE_IN_CHILD(kcall::seccomp_set_mode_filter<G>(f.program()) == 0);
    REQUIRE_IN_CHILD(kcall::call<G>(kcall::nr<G>::getppid).error() == static_cast<errc>(77));
    REQUIRE_IN_CHILD(kcall::getpid<G>().get() == ::getpid());
    REQUIRE_IN_CHILD(::prctl(PR_GET_SECCOMP) == 2);
    return 0;
  });
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("a filter kills, all threads synchronised", G, ALL_GATES) {
  if (lacking()) return;
  const int status = test::in_child([]() -> int {
    REQUIRE_IN_CHILD(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    const filter<G> f(answer(seccomp_action::kill_process));
    REQUIRE_IN_CHILD(kcall::seccomp_set_mode_filter<G>(f.program(), seccomp_flags::tsync) == 0);
    static_cast<void>(kcall::getppid<G>());
    return 1;
  });
  CHECK(status == 128 + SIGSYS);
}

TEST_CASE_TEMPLATE("strict mode allows writing and exit, and nothing else", G, ALL_GATES) {
  if (lacking()) return;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  for (const bool obedient : {true, false}) {
    const int status = test::in_child([&]() -> int {
      if (!kcall::seccomp_set_mode_strict<G>()) return 1;
      static_cast<void>(kcall::write<G>(out.get(), "w"));
      if (!obedient) static_cast<void>(kcall::getpid<G>());
      kcall::exit<G>(7);
    });
    CHECK(status == (obedient ? 7 : 128 + SIGKILL));
    char byte = 0;
    CHECK(::read(ends[0], &byte, 1) == 1);
    CHECK(byte == 'w');
  }
}

TEST_CASE_TEMPLATE("a listener answers for the kernel", G, ALL_GATES) {
  if (lacking()) return;
  const int status = test::in_child([]() -> int {
    REQUIRE_IN_CHILD(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    const filter<G> f(answer(seccomp_action::user_notif));
    const auto listening = kcall::seccomp_set_mode_filter<G>(f.program(), seccomp_flags::new_listener);
    REQUIRE_IN_CHILD(listening);
    const unique_fd listener(fd{*listening});
    REQUIRE_IN_CHILD(kcall::seccomp_set_mode_filter<G>(f.program(), seccomp_flags::new_listener) == errc::ebusy);
    const pid_t asks = ::fork();
    if (asks == 0) ::_exit(kcall::call<G>(kcall::nr<G>::getppid) == 4321 ? 0 : 1);
    ::pollfd ready{listener.get().get(), POLLIN, 0};
    REQUIRE_IN_CHILD(::poll(&ready, 1, 5000) == 1);
    kcall::seccomp_notif asked{};
    REQUIRE_IN_CHILD(::ioctl(listener.get().get(), SECCOMP_IOCTL_NOTIF_RECV, &asked) == 0);
    kcall::seccomp_notif_resp told{asked.id, 4321, 0, {}};
    REQUIRE_IN_CHILD(::ioctl(listener.get().get(), SECCOMP_IOCTL_NOTIF_SEND, &told) == 0);
    int how = -1;
    REQUIRE_IN_CHILD(::waitpid(asks, &how, 0) == asks && how == 0);
    REQUIRE_IN_CHILD(asked.pid == static_cast<unsigned>(asks));
    REQUIRE_IN_CHILD(asked.data.nr == static_cast<int>(kcall::nr<G>::getppid));
    return 0;
  });
  CHECK(status == 0);
}

TEST_CASE_TEMPLATE("actions and sizes are asked for", G, ALL_GATES) {
  if (lacking()) return;
  CHECK(kcall::seccomp_get_action_avail<G>(seccomp_action::trap));
  CHECK(kcall::seccomp_get_action_avail<G>(seccomp_action::kill_process));
  CHECK(kcall::seccomp_get_action_avail<G>(static_cast<seccomp_action>(0x12340000)) == errc::eopnotsupp);
  kcall::seccomp_notif_sizes sizes{};
  CHECK(kcall::seccomp_get_notif_sizes<G>(sizes));
  CHECK(sizes.seccomp_notif == sizeof(::seccomp_notif));
  CHECK(sizes.seccomp_notif_resp == sizeof(::seccomp_notif_resp));
  CHECK(sizes.seccomp_data == sizeof(::seccomp_data));
  kcall::uint32_t action = SECCOMP_RET_ALLOW;
  CHECK(kcall::seccomp<G>(kcall::seccomp_operation::get_action_avail, 0, &action) == 0);
}

TEST_CASE_TEMPLATE("seccomp says what is wrong", G, ALL_GATES) {
  if (lacking()) return;
  CHECK(kcall::seccomp<G>(static_cast<kcall::seccomp_operation>(99), 0, nullptr) == errc::einval);
  CHECK(kcall::seccomp<G>(kcall::seccomp_operation::set_mode_strict, 1, nullptr) == errc::einval);
  const int status = test::in_child([]() -> int {
    REQUIRE_IN_CHILD(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    REQUIRE_IN_CHILD(kcall::seccomp_set_mode_filter<G>({0, nullptr}) == errc::einval);
    REQUIRE_IN_CHILD(kcall::seccomp_set_mode_filter<G>({1, reinterpret_cast<const kcall::sock_filter*>(8)}) ==
                     errc::efault);
    const filter<G> f(answer(seccomp_action::allow));
    REQUIRE_IN_CHILD(kcall::seccomp_set_mode_filter<G>({1, &f.code[3]}) == 0);
    REQUIRE_IN_CHILD(kcall::seccomp_set_mode_filter<G>({1, &f.code[0]}) == errc::einval);
    REQUIRE_IN_CHILD(kcall::seccomp_set_mode_filter<G>(f.program(), static_cast<seccomp_flags>(1 << 30)) ==
                     errc::einval);
    return 0;
  });
  CHECK(status == 0);
}

}  // namespace
