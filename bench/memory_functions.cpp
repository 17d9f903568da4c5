// The functions of kcall/memory_functions.hpp beside the C library's, in one program and in turn: how fast ours are,
// the library's being 1. `--quick`: sizes up to 1 MiB only. `--large`: large sizes at
// many alignments and overlaps.
//
// An ordinary program, dynamically linked: its own memcpy (weak, but the program's come first) is ours, and the
// library's is the one that the dynamic linker finds next.
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include <kcall/memory_functions.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN

namespace {

using kcall::size_t;

struct functions {
  void* (*copy)(void*, const void*, size_t);
  void* (*move)(void*, const void*, size_t);
  void* (*set)(void*, int, size_t);
  int (*compare)(const void*, const void*, size_t);
  size_t (*length)(const char*);
};

template <class F>
F next(const char* name) {
  return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

const functions ours = {memcpy, memmove, memset, memcmp, strlen};

constexpr size_t largest = size_t{64} << 20;
char* area[2];

struct contest {
  const char* name;
  void (*run)(const functions&, size_t);
};

/// Holds the answer, so that no call is left out.
volatile size_t sink;

const contest contests[] = {
    {"memcpy", [](const functions& f, size_t n) { f.copy(area[0], area[1], n); }},
    {"to +1", [](const functions& f, size_t n) { f.copy(area[0] + 1, area[1], n); }},
    {"from +1", [](const functions& f, size_t n) { f.copy(area[0], area[1] + 1, n); }},
    {"+5, +37", [](const functions& f, size_t n) { f.copy(area[0] + 5, area[1] + 37, n); }},
    {"move -200", [](const functions& f, size_t n) { f.move(area[0], area[0] + 200, n); }},
    {"move -1", [](const functions& f, size_t n) { f.move(area[0], area[0] + 1, n); }},
    {"move +1", [](const functions& f, size_t n) { f.move(area[0] + 1, area[0], n); }},
    {"move +200", [](const functions& f, size_t n) { f.move(area[0] + 200, area[0], n); }},
    {"+64 KiB", [](const functions& f, size_t n) { f.move(area[0] + 65536, area[0], n); }},
    {"memset", [](const functions& f, size_t n) { f.set(area[0], 'a', n); }},
    {"to +1", [](const functions& f, size_t n) { f.set(area[0] + 1, 'a', n); }},
    {"memcmp", [](const functions& f, size_t n) { sink = static_cast<size_t>(f.compare(area[0], area[1], n)); }},
    {"+1, +6",
     [](const functions& f, size_t n) { sink = static_cast<size_t>(f.compare(area[0] + 1, area[1] + 6, n)); }},
    {"strlen", [](const functions& f, size_t) { sink = f.length(area[0]); }},
    {"+5", [](const functions& f, size_t) { sink = f.length(area[0] + 5); }},
};

/// For large blocks: where they lie.
long offset[2];
const contest move_by = {"", [](const functions& f, size_t n) { f.move(area[0] + offset[0], area[0] + offset[1], n); }};
const contest copy_at = {"", [](const functions& f, size_t n) { f.copy(area[0] + offset[0], area[1] + offset[1], n); }};
const contest set_at = {"", [](const functions& f, size_t n) { f.set(area[0] + offset[0], 'a', n); }};
const contest compare_at = {"", [](const functions& f, size_t n) {
                              sink = static_cast<size_t>(f.compare(area[0] + offset[0], area[1] + offset[1], n));
                            }};
const contest length_at = {"", [](const functions& f, size_t) { sink = f.length(area[0] + offset[0]); }};

double now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

/// The first call is not timed: it leaves the caches as this function does, not as the other one did.
double time_of(const contest& c, const functions& f, size_t size, size_t calls) {
  c.run(f, size);
  const double before = now();
  for (size_t i = 0; i < calls; ++i) c.run(f, size);
  return now() - before;
}

/// Time of `theirs` divided by ours, from the shortest of many samples taken in turn.
double ratio(const contest& c, const functions& theirs, size_t size) {
  memset(area[0], 'a', size + 64);
  memset(area[1], 'a', size + 64);
  area[0][size + 5] = '\0';
  area[1][size + 5] = '\0';
  const size_t calls = size > 30'000 ? 1 : 30'000 / (size + 30);
  const int samples = size > (1U << 20) ? 30 : 200;
  double best = 1e18, best_theirs = 1e18;
  for (int i = 0; i < samples; ++i) {
    const double a = time_of(c, ours, size, calls), b = time_of(c, theirs, size, calls);
    if (a < best) best = a;
    if (b < best_theirs) best_theirs = b;
  }
  return best_theirs / best;
}

constexpr size_t large_sizes[] = {32768, 65536, 131072, 262144, 524288, 1048576, 4194304, 16777216, 67108864};

void print_large(const char* name, const contest& c, const functions& theirs, long to, long from) {
  offset[0] = to;
  offset[1] = from;
  printf("%7s %+8ld %+8ld", name, to, from);
  for (const size_t size : large_sizes) {
    printf(" %6.2f", ratio(c, theirs, size));
    fflush(stdout);
  }
  printf("\n");
}

void print_all_large(const functions& theirs) {
  printf("%25s", "");
  for (const size_t size : large_sizes) printf(" %5zuK", size / 1024);
  printf("\n");
  constexpr long distances[] = {1,   8,   16,  31,   32,   63,   64,   65,    100,
                                128, 200, 512, 1000, 4064, 4096, 4100, 65536, 1 << 20};
  for (const long distance : distances) print_large("move", move_by, theirs, 0, distance);
  for (const long distance : distances) print_large("move", move_by, theirs, distance, 0);
  print_large("move", move_by, theirs, 3, 40);
  print_large("move", move_by, theirs, 40, 3);
  constexpr long places[][2] = {{0, 0}, {0, 1}, {1, 0}, {5, 37}, {17, 16}, {32, 48}, {63, 63}, {31, 4090}};
  for (const auto& at : places) print_large("memcpy", copy_at, theirs, at[0], at[1]);
  for (const auto& at : places) print_large("memcmp", compare_at, theirs, at[0], at[1]);
  constexpr long starts[] = {0, 1, 17, 63};
  for (const long at : starts) print_large("memset", set_at, theirs, at, 0);
  for (const long at : starts) print_large("strlen", length_at, theirs, at, 0);
}

}  // namespace

int main(int argc, char** argv) {
  const bool quick = argc > 1 && ours.compare(argv[1], "--quick", 8) == 0;
  const bool large = argc > 1 && ours.compare(argv[1], "--large", 8) == 0;
  const functions theirs = {next<decltype(functions::copy)>("memcpy"), next<decltype(functions::move)>("memmove"),
                            next<decltype(functions::set)>("memset"), next<decltype(functions::compare)>("memcmp"),
                            next<decltype(functions::length)>("strlen")};
  if (theirs.copy == nullptr || theirs.copy == ours.copy || theirs.move == nullptr || theirs.set == nullptr ||
      theirs.compare == nullptr || theirs.length == nullptr) {
    fputs("bench_memory_functions: the C library's functions were not found: link dynamically\n", stderr);
    return 1;
  }
  for (char*& a : area) {
    void* const mapped = mmap(nullptr, largest + (2 << 20), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) {
      perror("bench_memory_functions: mmap");
      return 1;
    }
    a = static_cast<char*>(mapped);
  }
  printf("Speed, the C library's being 1.\n");
  if (large) {
    print_all_large(theirs);
    return 0;
  }
  printf("%9s", "bytes");
  for (const contest& c : contests) printf(" %10s", c.name);
  printf("\n");
  constexpr size_t sizes[] = {1U,    2U,     4U,     7U,      8U,       15U,      16U,       24U,      32U,   48U,
                              64U,   100U,   128U,   200U,    256U,     512U,     1024U,     2048U,    3072U, 4096U,
                              8192U, 16384U, 65536U, 262144U, 1048576U, 4194304U, 16777216U, 67108864U};
  for (const size_t size : sizes) {
    if (quick && size > (1U << 20)) break;
    printf("%9zu", size);
    for (const contest& c : contests) {
      printf(" %10.2f", ratio(c, theirs, size));
      fflush(stdout);
    }
    printf("\n");
  }
}

KCALL_POINTER_ARITHMETIC_END
