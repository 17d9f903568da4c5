// A directory of its own for a test, gone with it; and files made and read by glibc.
#pragma once
#include <doctest/doctest.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace test {

class scratch {
 public:
  scratch() { REQUIRE(mkdtemp(name_.data()) != nullptr); }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  ~scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(name_, ignored);
  }
  std::string path(const char* file) const { return name_ + "/" + file; }

  /// Makes a file and returns its path.
  std::string file(const char* name, const std::string& text, mode_t permissions = 0644) const {
    const std::string made = path(name);
    const int f = ::open64(made.c_str(), O_CREAT | O_TRUNC | O_WRONLY, permissions);
    REQUIRE(f >= 0);
    REQUIRE(::write(f, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    ::close(f);
    return made;
  }
  /// Makes a file that is all hole but for `text` at `offset`, and returns its path.
  std::string sparse(const char* name, long long offset, const std::string& text) const {
    const std::string made = path(name);
    const int f = ::open64(made.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0644);
    REQUIRE(f >= 0);
    REQUIRE(::pwrite64(f, text.data(), text.size(), offset) == static_cast<ssize_t>(text.size()));
    ::close(f);
    return made;
  }

 private:
  std::string name_ = "/tmp/kcall-test-XXXXXX";
};

/// What lies in a file, as glibc reads it.
inline std::string contents(const std::string& name, long long offset = 0, size_t most = 65536) {
  const int f = ::open64(name.c_str(), O_RDONLY);
  REQUIRE(f >= 0);
  std::string text(most, '\0');
  const ssize_t got = ::pread64(f, text.data(), most, offset);
  ::close(f);
  REQUIRE(got >= 0);
  text.resize(static_cast<size_t>(got));
  return text;
}

inline struct stat64 status_of(const std::string& name) {
  struct stat64 status {};
  REQUIRE(::stat64(name.c_str(), &status) == 0);
  return status;
}

inline bool is_open(int f) { return ::access(("/proc/self/fd/" + std::to_string(f)).c_str(), F_OK) == 0; }

}  // namespace test
