// Reads more than a heap block holds: an address sanitizer must say so, as it would of libc's read.
#include <kcall/call/file.hpp>

int main() {
  char* const block = new char[8];
  const auto got = kcall::read(kcall::stdin_fd, block, 16);
  const int answer = got ? static_cast<int>(*got) : -1;
  delete[] block;
  return answer == 16 ? 0 : 1;
}
