// qemu-user: what it cannot do is skipped where it is met.
#pragma once
#include <sys/wait.h>
#include <unistd.h>

namespace test {

/// Whether a child made by vfork has a memory of its own: qemu-user and valgrind make a fork of it.
inline bool emulated() {
  static volatile int seen;
  seen = 0;
  const pid_t child = ::vfork();
  if (child == 0) {
    seen = 1;
    ::_exit(0);
  }
  int status;
  ::waitpid(child, &status, 0);
  return seen == 0;
}

}  // namespace test
