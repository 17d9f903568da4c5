// A child that shares the stack never comes back from the frames in which it starts its program. What the sanitizer
// noted of those frames must not be held against the parent's own ones there.
#include <cstring>
#include <kcall/kcall.hpp>
#include <kcall/spawn.hpp>

namespace {

// Writes to all of the stack that the child has used, and more.
[[gnu::noinline]] int use_stack() {
  char block[20000];
  std::memset(&block[0], 1, sizeof block);
  asm volatile("" : : "r"(&block[0]) : "memory");
  return block[sizeof block - 1] - 1;
}

}  // namespace

int main(int, char**, char** envp) {
  const char* const words[] = {"true", nullptr};
  const kcall::spawn_action steps[] = {
      kcall::spawn_action::open(kcall::stdin_fd, "/dev/null", kcall::open_flags::rdonly)};
  auto child = kcall::spawn_by_name("true", words, envp, steps);
  if (!child || !child->wait() || use_stack() != 0) return 1;
  const auto run = [](void* environment) {
    const char* const own[] = {"true", nullptr};
    static_cast<void>(kcall::execve("/bin/true", own, static_cast<char**>(environment)));
    kcall::exit_group(1);
  };
  const auto made = kcall::vfork(run, envp);
  kcall::wait_status status;
  if (!made || kcall::wait4(*made, status) != *made || !(status == kcall::wait_status{})) return 1;
  return use_stack();
}
