// A kernel that lacks calls, made by a seccomp filter: in a child, so that the filter goes with it.
#pragma once
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

namespace test {

/// without_calls() gives this where there are no seccomp filters.
constexpr int no_filters = 77;

/// The AUDIT_ARCH_ under which a filter sees the calls of a gate.
template <class G>
constexpr unsigned audit_arch() {
  return G::abi::elf_machine == 3    ? AUDIT_ARCH_I386
         : G::abi::elf_machine == 62 ? AUDIT_ARCH_X86_64
                                     : AUDIT_ARCH_AARCH64;
}

inline bool refuse_calls(unsigned arch, const std::vector<unsigned>& numbers) {
  std::vector<sock_filter> program = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, arch)},
      {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, arch},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
  };
  for (const unsigned number : numbers) {
    program.push_back({BPF_JMP | BPF_JEQ | BPF_K, 0, 1, number});
    program.push_back({BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | ENOSYS});
  }
  program.push_back({BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW});
  const sock_fprog all = {static_cast<unsigned short>(program.size()), program.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) == 0 && prctl(PR_SET_SECCOMP, long{SECCOMP_MODE_FILTER}, &all) == 0;
}

/// Runs `function`, which gives an exit status from 0 to 76, in a child for which these calls of G's ABI answer ENOSYS.
/// Gives the exit status, 128 + a signal's number, or no_filters.
template <class G, class F>
int without_calls(const std::vector<typename G::abi::nr>& numbers, F&& function) {
  std::vector<unsigned> plain;
  for (const auto number : numbers) plain.push_back(static_cast<unsigned>(number));
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) _exit(refuse_calls(audit_arch<G>(), plain) ? function() : no_filters);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return 126;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace test
