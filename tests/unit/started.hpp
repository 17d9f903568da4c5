// What tests of spawn.hpp and pipeline.hpp share: what a program says, and what glibc's posix_spawn makes of the same.
#pragma once
#include <dirent.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <initializer_list>
#include <kcall/spawn.hpp>
#include <string>
#include <vector>

namespace test {

/// Words as execve wants them.
class words {
 public:
  words(std::initializer_list<const char*> list) : pointers_(list) { pointers_.push_back(nullptr); }
  const char* const* get() const { return pointers_.data(); }
  char* const* of_libc() const { return const_cast<char* const*>(pointers_.data()); }
  const char* program() const { return pointers_.front(); }

 private:
  std::vector<const char*> pointers_;
};

inline const char* const* own_environment() { return ::environ; }

/// Everything that comes out of a descriptor, which it closes.
inline std::string all_of(int f) {
  std::string text;
  char buffer[4096];
  for (;;) {
    const ssize_t got = ::read(f, &buffer[0], sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    text.append(&buffer[0], static_cast<size_t>(got));
  }
  ::close(f);
  return text;
}

/// Its output, by kcall::spawn with these steps after the one for the output; and how it ended.
struct said {
  std::string text;
  int status = -1;
  kcall::errc error{};
  kcall::spawn_failure failure{};
};
inline said output_of(const words& program, const std::vector<kcall::spawn_action>& steps = {},
                      const char* const* environment = own_environment()) {
  int ends[2];
  REQUIRE(::pipe2(&ends[0], O_CLOEXEC) == 0);
  std::vector<kcall::spawn_action> all = {kcall::spawn_action::dup2(kcall::fd{ends[1]}, kcall::stdout_fd)};
  all.insert(all.end(), steps.begin(), steps.end());
  said answer;
  auto child = kcall::spawn(program.program(), program.get(), environment, all, &answer.failure);
  ::close(ends[1]);
  answer.text = all_of(ends[0]);
  if (!child) {
    answer.error = child.error();
    return answer;
  }
  const auto status = child->wait();
  REQUIRE(status);
  answer.status = status->get();
  return answer;
}

/// The same by posix_spawn.
struct libc_steps {
  libc_steps() {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
  }
  libc_steps(const libc_steps&) = delete;
  libc_steps& operator=(const libc_steps&) = delete;
  ~libc_steps() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }
  ::posix_spawn_file_actions_t files;
  ::posix_spawnattr_t attributes;
};
inline said libc_output_of(const words& program, libc_steps& steps) {
  int ends[2];
  REQUIRE(::pipe2(&ends[0], O_CLOEXEC) == 0);
  // Last here: the others cannot be told to come after it.
  ::posix_spawn_file_actions_adddup2(&steps.files, ends[1], 1);
  said answer;
  pid_t id = 0;
  const int error =
      ::posix_spawn(&id, program.program(), &steps.files, &steps.attributes, program.of_libc(), ::environ);
  ::close(ends[1]);
  answer.text = all_of(ends[0]);
  answer.error = static_cast<kcall::errc>(error);
  if (error == 0) REQUIRE(::waitpid(id, &answer.status, 0) == id);
  return answer;
}

inline bool no_child_left() { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

inline int open_descriptors() {
  DIR* const listed = ::opendir("/proc/self/fd");
  REQUIRE(listed != nullptr);
  int count = 0;
  while (::readdir(listed) != nullptr) ++count;
  ::closedir(listed);
  return count;
}

/// Stands for itself in a test: neither children nor descriptors may be left at its end.
class nothing_left {
 public:
  nothing_left() : before_(open_descriptors()) {}
  nothing_left(const nothing_left&) = delete;
  nothing_left& operator=(const nothing_left&) = delete;
  ~nothing_left() {
    CHECK(no_child_left());
    CHECK(open_descriptors() == before_);
  }

 private:
  int before_;
};

}  // namespace test
