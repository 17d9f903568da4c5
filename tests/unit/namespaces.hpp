// Privileged calls, tested where they can do no harm: in a child with namespaces of its own.
#pragma once
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace test {

/// in_namespaces() gives this where namespaces may not be made here.
constexpr int not_permitted = 77;

inline bool write_file(const char* path, const std::string& text) {
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool good = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  close(file);
  return good;
}

/// Runs `function`, which gives an exit status from 0 to 76, in a child with a user namespace of its own where it is root,
/// and the namespaces that `flags` (CLONE_NEW…) names. A mount namespace is private: nothing of it is seen outside.
/// With CLONE_NEWPID it runs in a grandchild that is process 1. Gives the exit status, 128 + a signal's number, or
/// not_permitted. Only the calling thread goes along, so tests use no other before.
template <class F>
int in_namespaces(int flags, F&& function) {
  const auto status_of = [](pid_t child) {
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) return 126;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  };
  std::fflush(stdout);
  const auto user = getuid();
  const auto group = getgid();
  const pid_t child = fork();
  if (child != 0) return status_of(child);
  if (unshare(CLONE_NEWUSER | flags) != 0) _exit(not_permitted);
  write_file("/proc/self/setgroups", "deny");
  if (!write_file("/proc/self/uid_map", "0 " + std::to_string(user) + " 1") ||
      !write_file("/proc/self/gid_map", "0 " + std::to_string(group) + " 1")) {
    _exit(not_permitted);
  }
  if ((flags & CLONE_NEWNS) != 0 && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) _exit(not_permitted);
  if ((flags & CLONE_NEWPID) == 0) _exit(function());
  const pid_t first = fork();
  if (first == 0) _exit(function());
  _exit(status_of(first));
}

}  // namespace test
