// The smallest program: two system calls, no libc. Its exit status says whether the write worked: the kernel's word is
// -errno where it did not, and for a count the sign is test enough, in 9 bytes less than `written ? 0 : 1`.
#include <kcall/kcall.hpp>
#include <kcall/start.hpp>

int main() {
  const auto written = kcall::write(kcall::stdout_fd, "hello\n");
  return static_cast<int>(written.word()) < 0;
}
