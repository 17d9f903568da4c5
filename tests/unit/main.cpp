// Runs doctest. On x86-64 on a stack below 4 GiB, so that every test can also run through int $0x80, which takes
// 32-bit pointers; the programs are linked static and not position-independent for the same reason.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <sys/mman.h>
#include <ucontext.h>

#include <cstdio>

namespace {

int count;
char** arguments;
int status;

void run() { status = doctest::Context(count, arguments).run(); }

}  // namespace

int main(int argc, char** argv) {
  count = argc;
  arguments = argv;
#if defined(__x86_64__)
  constexpr unsigned long size = 8UL << 20;
  void* const stack =
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED) {
    std::perror("mmap of a low stack");
    return 1;
  }
  static ucontext_t inside, outside;
  getcontext(&inside);
  inside.uc_stack.ss_sp = stack;
  inside.uc_stack.ss_size = size;
  inside.uc_link = &outside;
  makecontext(&inside, run, 0);
  swapcontext(&outside, &inside);
#else
  run();
#endif
  return status;
}
