// Writes what was never set: a memory sanitizer must say so, as it would of libc's write.
#include <kcall/call/file.hpp>

int main() {
  char* const block = new char[16];
  const auto put = kcall::write(kcall::stdout_fd, block, 16);
  delete[] block;
  return put ? 0 : 1;
}
