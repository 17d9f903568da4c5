// A new, empty directory for one test, removed with all it contains at the end.
#pragma once
#include <doctest/doctest.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace test {

class fresh_directory {
 public:
  fresh_directory() : path_("/tmp/kcall.XXXXXX") { REQUIRE(::mkdtemp(path_.data()) != nullptr); }
  fresh_directory(const fresh_directory&) = delete;
  fresh_directory& operator=(const fresh_directory&) = delete;
  ~fresh_directory() {
    ::nftw(
        path_.c_str(), [](const char* name, const struct ::stat*, int, struct ::FTW*) { return std::remove(name); }, 16,
        FTW_DEPTH | FTW_PHYS);
  }

  const std::string& path() const { return path_; }
  /// The path of `name` in here.
  std::string operator()(const std::string& name) const { return path_ + "/" + name; }

  /// Makes a file with this content, with glibc, and returns its path.
  std::string file(const std::string& name, const std::string& content = "") const {
    const std::string where = (*this)(name);
    const int f = ::open(where.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    REQUIRE(f >= 0);
    REQUIRE(::write(f, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    ::close(f);
    return where;
  }

 private:
  std::string path_;
};

}  // namespace test
