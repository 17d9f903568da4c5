// Restarting: for real only in a pid namespace, where it ends process 1; kexec only where it may not succeed.
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <kcall/call/reboot.hpp>
#include <string>

#include "in_child.hpp"
#include "namespaces.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::reboot_command;

void check(int status, int expected) {
  if (status == test::not_permitted) {
    MESSAGE("skipped: no user and pid namespaces here");
    return;
  }
  CHECK(status == expected);
}

/// Whether this is process 1 of a pid namespace below the one that /proc shows: anywhere else nothing is restarted.
bool in_a_pid_namespace_of_its_own() {
  std::ifstream lines("/proc/self/status");
  for (std::string line; std::getline(lines, line);) {
    if (line.find("NSpid:") == 0) {
      return ::getpid() == 1 && line.size() > 2 && line.substr(line.size() - 2) == "\t1" &&
             line.find('\t', 7) != std::string::npos;
    }
  }
  return false;
}

TEST_CASE_TEMPLATE("a restart and a halt end a pid namespace, with the signal that says which", G, ALL_GATES) {
  for (const auto& [command, ended_by] :
       {std::pair{reboot_command::restart, SIGHUP}, {reboot_command::power_off, SIGINT}}) {
    const reboot_command meant = command;
    const int status = test::in_namespaces(CLONE_NEWPID, [meant] {
      if (!in_a_pid_namespace_of_its_own()) return test::not_permitted;
      REQUIRE_IN_CHILD(kcall::reboot<G>(kcall::reboot_magic1, 1, meant, nullptr) == errc::einval);
      REQUIRE_IN_CHILD(kcall::reboot<G>(1, kcall::reboot_magic2, meant, nullptr) == errc::einval);
      static_cast<void>(kcall::reboot<G>(meant));
      return 1;
    });
    check(status, 128 + ended_by);
  }
}

TEST_CASE_TEMPLATE("who may not restart is told", G, ALL_GATES) {
  check(test::in_namespaces(0,
                            [] {
                              // Wrong numbers all the same: even if it were permitted, nothing would happen.
                              REQUIRE_IN_CHILD(kcall::reboot<G>(1, 1, reboot_command::restart, nullptr) == errc::eperm);
                              return 0;
                            }),
        0);
}

TEST_CASE_TEMPLATE("who may not load a kernel is told", G, ALL_GATES) {
  check(test::in_namespaces(0,
                            [] {
                              if constexpr (kcall::detail::native_layout<G>) {
                                // Flags that no kernel knows.
                                const auto flags = static_cast<kcall::kexec_flags>(0x8000);
                                const auto r = kcall::kexec_load<G>(0, nullptr, 0, flags);
                                REQUIRE_IN_CHILD(r == errc::eperm || r == errc::enosys);
                                REQUIRE_IN_CHILD(r.word() ==
                                                 kcall::kexec_load<test::libc_gate>(0, nullptr, 0, flags).word());
                              }
                              if constexpr (requires { kcall::nr<G>::kexec_file_load; }) {
                                const auto flags = static_cast<kcall::kexec_file_flags>(0x8000);
                                const auto r = kcall::kexec_file_load<G>(fd{-1}, fd{-1}, "", 1, flags);
                                REQUIRE_IN_CHILD(r == errc::eperm || r == errc::enosys);
                              }
                              return 0;
                            }),
        0);
}

}  // namespace
