// Calls that change the process for good, made in a child.
#pragma once
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <initializer_list>

namespace test {

/// Runs `function`, which gives an exit status, in a forked child; gives that status, or 128 + a signal's number.
template <class F>
int in_child(F&& function) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    // doctest's handlers would report a crash, which may be what is wanted.
    for (const int number : {SIGSEGV, SIGBUS, SIGILL, SIGTERM}) ::signal(number, SIG_DFL);
    ::_exit(function());
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) return 126;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace test
