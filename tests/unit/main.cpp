// Runs doctest. On x86-64 with its stack and heap below 4 GiB, so that every test can also run through int $0x80, which
// takes 32-bit pointers; the programs are linked static and not position-independent for the same reason.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <malloc.h>
#include <ucontext.h>

#include <cstdlib>

namespace {

int count;
char** arguments;
int status;

void run() { status = doctest::Context(count, arguments).run(); }

#if defined(__x86_64__)
// Not from mmap with MAP_32BIT: that may be given the place right behind the heap, which is put anywhere in the first
// GiB; malloc, which cannot extend its heap then, goes to high addresses. Once in a thousand runs or so.
alignas(16) char low_stack[8U << 20];

/// For the same reason the heap grows before tests map anything near it, and everything comes from there. A sanitizer's
/// malloc knows nothing of this.
void keep_heap_low() {
#ifdef M_MMAP_THRESHOLD  // musl has none of these
  constexpr int size = 64 << 20;
  mallopt(M_MMAP_THRESHOLD, size);
  mallopt(M_TRIM_THRESHOLD, 2 * size);
  void* volatile const grown = std::malloc(size / 2);
  std::free(grown);
#endif
}
#endif

}  // namespace

int main(int argc, char** argv) {
  count = argc;
  arguments = argv;
#if defined(__x86_64__)
  keep_heap_low();
  static ucontext_t inside, outside;
  getcontext(&inside);
  inside.uc_stack.ss_sp = &low_stack[0];
  inside.uc_stack.ss_size = sizeof low_stack;
  inside.uc_link = &outside;
  makecontext(&inside, run, 0);
  swapcontext(&outside, &inside);
#else
  run();
#endif
  return status;
}
