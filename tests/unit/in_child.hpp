// Checks in a child, whose only way to tell is its exit status: what failed goes to stderr, and the child ends with 1.
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

#define REQUIRE_IN_CHILD(...)                                                                           \
  do {                                                                                                  \
    if (!(__VA_ARGS__)) {                                                                               \
      static_cast<void>(std::fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #__VA_ARGS__)); \
      return 1;                                                                                         \
    }                                                                                                   \
  } while (false)

namespace test {

/// Runs `function`, which gives an exit status, in a child. Gives that status, or 128 + a signal's number.
template <class F>
int in_child(F&& function) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) _exit(function());
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return 126;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace test
