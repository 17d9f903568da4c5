// Calls newer than the kernel (or emulator) that a test runs on.
#pragma once
#include <doctest/doctest.h>
#include <errno.h>
#include <unistd.h>

#include <string>

namespace test {

/// Whether this kernel knows no such call, by what glibc's syscall() answers to arguments that no call takes. Says so.
template <class N>
bool absent(N number, const std::string& name) {
  const bool is_absent = ::syscall(static_cast<long>(number), -1L, -1L, -1L, -1L, -1L, -1L) == -1 && errno == ENOSYS;
  if (is_absent) MESSAGE("skipped: no ", name, " here");
  return is_absent;
}

}  // namespace test
