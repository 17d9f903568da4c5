// Tests of mounts: in a child whose mounts nobody else sees, and what /proc says of them.
#pragma once
#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "in_child.hpp"
#include "namespaces.hpp"

namespace test {

/// Runs `function` where its mounts are its own: in a user and a mount namespace; under an emulator, whose threads rule
/// out a user namespace, in a mount namespace alone if the user is root. Says so and returns where neither can be had.
template <class F>
void in_mount_namespace(F function) {
  int status = in_namespaces(CLONE_NEWNS, function);
  if (status == not_permitted && geteuid() == 0) {
    status = in_child([&]() -> int {
      if (unshare(CLONE_NEWNS) != 0) return not_permitted;
      if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return not_permitted;
      return function();
    });
  }
  if (status == not_permitted) {
    MESSAGE("skipped: no mount namespaces here");
    return;
  }
  CHECK(status == 0);
}

/// The line of mountinfo(5) of the last mount at `where`; "" where there is none.
inline std::string line_of_mount(const std::string& where) {
  std::ifstream lines("/proc/self/mountinfo");
  std::string found;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(" " + where + " ") != std::string::npos) found = line;
  }
  return found;
}
/// The rest of that line, from the options of the mount on.
inline std::string mounted_at(const std::string& where) {
  const std::string line = line_of_mount(where);
  const auto at = line.find(" " + where + " ");
  return at == std::string::npos ? "" : line.substr(at + where.size() + 2);
}

}  // namespace test
