// Calls that change the process for good, made in a child.
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace test {

/// Runs `function`, which gives an exit status, in a forked child; gives that status, or 128 + a signal's number.
template <class F>
int in_child(F&& function) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) ::_exit(function());
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) return 126;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace test
