// Looks at what the kernel wrote: a memory sanitizer must not take it for uninitialised.
#include <kcall/call/file.hpp>
#include <kcall/call/stat.hpp>
#include <kcall/call/time.hpp>

int main() {
  char* const block = new char[16];
  const auto got = kcall::read(kcall::stdin_fd, block, 16);
  const auto status = kcall::fstat(kcall::stdin_fd);
  const auto now = kcall::clock_gettime(kcall::clock::monotonic);
  const auto raw = kcall::clock_gettime<kcall::gate::native>(kcall::clock::monotonic);
  const bool good = got && *got == 16 && block[15] == 'p' && status && status->st_nlink > 0 && now && now->tv_sec > 0 &&
                    raw && raw->tv_sec > 0;
  delete[] block;
  return good ? 0 : 1;
}
