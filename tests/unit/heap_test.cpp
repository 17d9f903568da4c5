// heap.hpp against a list of what it handed out: contents kept, nothing overlaps, everything aligned, the statistics
// and /proc/self/maps tell the truth.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <kcall/heap.hpp>
#include <kcall/mutex.hpp>
#include <kcall/pages.hpp>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "support.hpp"

namespace {

constinit kcall::heap global;

/// George Marsaglia's xorshift: the same numbers in every run.
struct numbers {
  kcall::uint32_t state = 2463534242;
  kcall::uint32_t operator()(kcall::uint32_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
  }
};

struct handed_out {
  size_t asked;
  size_t alignment;
  unsigned char seed;
};

unsigned char content(unsigned char seed, size_t at) { return static_cast<unsigned char>(seed + at * 7 + at / 251); }

void write(void* block, const handed_out& what) {
  auto* const bytes = static_cast<unsigned char*>(block);
  // Long blocks: their ends, and something of each page.
  for (size_t i = 0; i < what.asked; i += i < 4096 || i + 4096 > what.asked ? 1 : 1021)
    bytes[i] = content(what.seed, i);
}

/// How many of the first `length` bytes are as write() left them.
bool holds(const void* block, const handed_out& what, size_t length) {
  const auto* const bytes = static_cast<const unsigned char*>(block);
  for (size_t i = 0; i < length; i += i < 4096 || i + 4096 > what.asked ? 1 : 1021) {
    if (bytes[i] != content(what.seed, i)) return false;
  }
  return true;
}

/// In bytes. Not from statm, which under qemu-user is qemu's own.
long mapped_memory() {
  FILE* const maps = fopen("/proc/self/maps", "r");
  REQUIRE(maps != nullptr);
  long total = 0;
  char line[512];
  while (fgets(line, sizeof line, maps) != nullptr) {
    unsigned long start = 0, end = 0;
    if (sscanf(line, "%lx-%lx", &start, &end) == 2) total += static_cast<long>(end - start);
  }
  fclose(maps);
  return total;
}

/// The signal that ended a child that ran `f`; 0 if it came to f's end; -1 if a sanitizer saw it first, to whose own
/// heap an address that is no block's may lead.
template <class F>
int signal_of(F f) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // doctest would report the signal as a failure.
    for (const int number : {SIGSEGV, SIGILL, SIGTRAP}) signal(number, SIG_DFL);
    f();
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  if (WIFSIGNALED(status)) return WTERMSIG(status);
  return WEXITSTATUS(status) == 0 ? 0 : -1;
}

template <class Abi>
constexpr long number_of_mmap() {
  if constexpr (requires { Abi::nr::mmap2; }) {
    return static_cast<long>(Abi::nr::mmap2);
  } else {
    return static_cast<long>(Abi::nr::mmap);
  }
}

/// What a gate gets for a pointer or a number.
template <class T>
size_t word(T value) {
  if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<size_t>(value);
  } else {
    return static_cast<size_t>(value);
  }
}

/// A gate to a kernel that has so many bytes to map.
struct small_machine {
  using abi = kcall::gate::native::abi;
  static inline size_t left = 0;
  static inline int maps = 0;
  static inline int remaps = 0;
  template <class N, class... A>
  static long enter(N number, A... words) {
    const size_t values[] = {word(words)..., 0, 0, 0};
    const auto is = [&](auto other) { return static_cast<long>(number) == static_cast<long>(other); };
    if (is(number_of_mmap<abi>())) {
      if (values[1] > left) return -ENOMEM;
      left -= values[1];
      ++maps;
    } else if (is(abi::nr::munmap)) {
      left += values[1];
    } else if (is(abi::nr::mremap)) {
      if (values[2] > values[1] && values[2] - values[1] > left) return -ENOMEM;
      left -= values[2] - values[1];
      ++remaps;
    }
    return kcall::gate::native::enter(number, words...);
  }
};

/// A gate whose mmap fails once there have been some.
struct poor_gate {
  using abi = kcall::gate::native::abi;
  static inline int maps_left = 0;
  template <class N, class... A>
  static long enter(N number, A... words) {
    if (static_cast<long>(number) == number_of_mmap<abi>() && maps_left-- <= 0) return -ENOMEM;
    return kcall::gate::native::enter(number, words...);
  }
};

}  // namespace

TEST_CASE("size classes hold what they are for, and waste a quarter at most") {
  using namespace kcall::detail;
  for (size_t bytes = 1; bytes <= largest_small; ++bytes) {
    const unsigned chosen = size_class_of(bytes);
    REQUIRE(chosen < size_classes);
    REQUIRE(size_of_class(chosen) >= bytes);
    REQUIRE(size_of_class(chosen) % 16 == 0);
    if (chosen != 0) REQUIRE(size_of_class(chosen - 1) < bytes);
    REQUIRE(size_of_class(chosen) - bytes <= (bytes < 64 ? 15 : bytes / 4));
  }
}

TEST_CASE("a heap hands out, resizes and takes back, and nothing overlaps") {
  kcall::heap heap;
  std::map<char*, handed_out> blocks;
  numbers random;
  size_t in_use = 0;
  const auto size = [&] {
    const auto kind = random(100);
    if (kind < 60) return size_t{random(256)};
    if (kind < 85) return size_t{random(5000)};
    if (kind < 96) return size_t{random(40000)};
    return size_t{random(400000)};
  };
  const auto add = [&](void* block, const handed_out& what) {
    char* const start = static_cast<char*>(block);
    REQUIRE(reinterpret_cast<kcall::uintptr_t>(start) % what.alignment == 0);
    REQUIRE(heap.size_of(start) >= what.asked);
    // As long as it may be used, not only as was asked for.
    const auto after = blocks.lower_bound(start);
    if (after != blocks.end()) REQUIRE(start + heap.size_of(start) <= after->first);
    if (after != blocks.begin()) {
      const auto before = std::prev(after);
      REQUIRE(before->first + heap.size_of(before->first) <= start);
    }
    write(start, what);
    blocks[start] = what;
    in_use += heap.size_of(start);
  };
  const auto remove = [&](char* block) {
    REQUIRE(holds(block, blocks[block], blocks[block].asked));
    in_use -= heap.size_of(block);
    blocks.erase(block);
  };
  for (int step = 0; step < 30000; ++step) {
    // Grows, shrinks, grows …
    const bool growing = step / 3000 % 2 == 0;
    const auto what = random(10);
    if (blocks.empty() || what < (growing ? 5U : 2U)) {
      const auto alignment = size_t{random(8) == 0 ? 1U << random(15) : 16U};
      const handed_out wanted = {size(), alignment, static_cast<unsigned char>(random(256))};
      const auto block = heap.allocate(wanted.asked, alignment);
      REQUIRE(block.has_value());
      if (alignment == 16) REQUIRE(reinterpret_cast<kcall::uintptr_t>(*block) % 16 == 0);
      add(*block, wanted);
    } else {
      auto chosen = blocks.lower_bound(blocks.begin()->first + random(0x7fffffff));
      if (chosen == blocks.end()) chosen = blocks.begin();
      for (auto steps = random(20); steps != 0 && std::next(chosen) != blocks.end(); --steps) ++chosen;
      char* const block = chosen->first;
      const handed_out had = chosen->second;
      remove(block);
      if (what < 8) {
        heap.deallocate(block);
      } else {
        const handed_out wanted = {size(), 16, had.seed};
        const auto moved = heap.resize(block, wanted.asked);
        REQUIRE(moved.has_value());
        REQUIRE(holds(*moved, had, std::min(had.asked, wanted.asked)));
        add(*moved, wanted);
      }
    }
    if (step % 100 == 0) {
      REQUIRE(heap.statistics().blocks == blocks.size());
      REQUIRE(heap.statistics().in_use == in_use);
      REQUIRE(heap.statistics().mapped >= in_use);
    }
  }
  for (const auto& [block, what] : blocks) {
    REQUIRE(holds(block, what, what.asked));
    heap.deallocate(block);
  }
  CHECK(heap.statistics().blocks == 0);
  CHECK(heap.statistics().in_use == 0);
  heap.release_all();
  CHECK(heap.statistics().mapped == 0);
}

TEST_CASE("a heap gives its memory back") {
  kcall::heap heap;
  std::vector<void*> blocks(2000);
  const long before = mapped_memory();
  for (int turn = 0; turn < 3; ++turn) {
    for (size_t i = 0; i < blocks.size(); ++i) blocks[i] = heap.allocate(i * 40).value();
    CHECK(mapped_memory() - before >= static_cast<long>(heap.statistics().in_use));
    for (void* const block : blocks) heap.deallocate(block);
    heap.trim();
    // What is left is chunks.
    CHECK(heap.statistics().mapped % (5 * 256 * 1024) == 0);
  }
  heap.release_all();
  CHECK(mapped_memory() == before);
  // And can be used again.
  heap.deallocate(heap.allocate(1).value());
  heap.release_all();
  CHECK(mapped_memory() == before);
}

TEST_CASE("trimmed, chunks without blocks take no more memory than where they begin") {
  kcall::heap heap;
  std::vector<char*> blocks;
  // A part of a chunk, and several chunks.
  for (const auto& [size, count] : {std::pair{500U, 400U}, std::pair{3000U, 300U}}) {
    for (unsigned i = 0; i < count; ++i) {
      blocks.push_back(static_cast<char*>(heap.allocate(size).value()));
      memset(blocks.back(), 'x', size);
    }
  }
  char* const used = static_cast<char*>(heap.allocate(3000).value());
  memset(used, 'y', 3000);
  for (char* const block : blocks) heap.deallocate(block);
  heap.trim();
  constexpr size_t chunk = 256 * 1024;
  const auto start_of = [](char* block) { return reinterpret_cast<kcall::uintptr_t>(block) / chunk; };
  size_t begins = 0;
  for (char* const block : blocks) {
    if (start_of(block) == start_of(used)) continue;
    if (reinterpret_cast<kcall::uintptr_t>(block) % chunk < kcall::page_granule) {
      ++begins;
    } else {
      REQUIRE(block[100] == '\0');
    }
  }
  CHECK(begins < blocks.size() / 2);
  CHECK(std::string(used, 3000) == std::string(3000, 'y'));
  // And can be used again.
  for (char*& block : blocks) block = static_cast<char*>(heap.allocate(2000).value());
  for (char* const block : blocks) heap.deallocate(block);
  heap.deallocate(used);
  CHECK(heap.statistics().in_use == 0);
  heap.release_all();
}

TEST_CASE("a heap uses again what was given back") {
  kcall::heap heap;
  void* const first = heap.allocate(1000).value();
  heap.deallocate(first);
  CHECK(heap.allocate(1000) == first);
  const auto mapped = heap.statistics().mapped;
  std::vector<void*> blocks;
  // Chunks that one size has left serve another, and so on.
  for (size_t size = 16; size <= 32768; size *= 2) {
    for (size_t i = 0; i < 700000 / size; ++i) blocks.push_back(heap.allocate(size).value());
    for (void* const block : blocks) heap.deallocate(block);
    blocks.clear();
    // Each size keeps a chunk.
    CHECK(heap.statistics().mapped <= mapped + size_t{5} * 256 * 1024 * 4);
  }
  heap.release_all();
}

TEST_CASE("what is large and was given back serves again, and goes before memory is said to be short") {
  constexpr size_t mebibyte = 1 << 20;
  constexpr size_t page = 4096;
  const size_t all = 8 * mebibyte;
  small_machine::left = all;
  small_machine::maps = 0;
  kcall::basic_heap<kcall::no_mutex, small_machine> heap;
  void* const first = heap.allocate(65536).value();
  for (int i = 0; i < 100; ++i) {
    heap.deallocate(heap.allocate(60000 - static_cast<size_t>(i) * 200).value());
  }
  CHECK(small_machine::maps == 2);
  CHECK(heap.statistics().blocks == 1);
  CHECK(heap.statistics().in_use == heap.size_of(first));
  heap.deallocate(first);
  heap.trim();
  CHECK(small_machine::left == all);
  CHECK(heap.statistics().mapped == 0);
  // Not for what is much shorter, and the one that fits best.
  std::vector<void*> blocks;
  for (const size_t pages : {400U, 100U, 150U, 120U}) blocks.push_back(heap.allocate((pages - 1) * page).value());
  for (void* const block : blocks) heap.deallocate(block);
  const int before = small_machine::maps;
  CHECK(heap.allocate(110 * page) == blocks[3]);
  CHECK(heap.allocate(110 * page) == blocks[2]);
  void* const last = heap.allocate(110 * page).value();
  CHECK(last != blocks[0]);
  CHECK(last != blocks[1]);
  CHECK(small_machine::maps == before + 1);
  // Growing into what it got beyond what it asked for takes no call.
  CHECK(heap.resize(blocks[2], 140 * page) == blocks[2]);
  CHECK(small_machine::remaps == 0);
  // No more than 4 MiB of it.
  heap.release_all();
  CHECK(small_machine::left == all);
  blocks.clear();
  for (int i = 0; i < 30; ++i) blocks.push_back(heap.allocate(200000).value());
  for (void* const block : blocks) heap.deallocate(block);
  CHECK(all - small_machine::left <= 4 * mebibyte);
  CHECK(heap.statistics().mapped == all - small_machine::left);
  heap.deallocate(heap.allocate(5 * mebibyte).value());
  CHECK(heap.statistics().mapped <= 4 * mebibyte);
  // It is no reason to fail: of mappings, of chunks, of what grows.
  heap.deallocate(heap.allocate(3 * mebibyte).value());
  void* const large = heap.allocate(7 * mebibyte).value();
  CHECK(heap.allocate(2 * mebibyte) == kcall::errc::enomem);
  heap.deallocate(large);
  void* growing = heap.allocate(3 * mebibyte).value();
  memset(growing, 'x', 100);
  heap.deallocate(heap.allocate(4 * mebibyte - page).value());
  growing = heap.resize(growing, 7 * mebibyte).value();
  CHECK(std::string(static_cast<char*>(growing), 100) == std::string(100, 'x'));
  heap.deallocate(growing);
  heap.deallocate(heap.allocate(4 * mebibyte - page).value());
  void* const filling = heap.allocate(3 * mebibyte).value();
  CHECK(heap.allocate(1).has_value());
  CHECK(heap.allocate(3 * mebibyte) == kcall::errc::enomem);
  heap.deallocate(filling);
  heap.release_all();
  CHECK(small_machine::left == all);
}

TEST_CASE("blocks of no bytes are blocks, and nullptr is none") {
  kcall::heap heap;
  void* const a = heap.allocate(0).value();
  void* const b = heap.allocate(0).value();
  CHECK(a != nullptr);
  CHECK(a != b);
  CHECK(heap.size_of(a) >= 1);
  heap.deallocate(nullptr);
  CHECK(heap.resize(a, 0).has_value());
  void* const c = heap.resize(nullptr, 10).value();
  CHECK(heap.statistics().blocks == 3);
  heap.deallocate(c);
  heap.release_all();
}

TEST_CASE("alignments from one to a mebibyte") {
  for (size_t alignment = 1; alignment <= 1 << 20; alignment *= 2) {
    for (const size_t size : {1U, 24U, 100U, 1000U, 2049U, 5000U, 32768U, 32769U, 100000U}) {
      std::vector<void*> blocks;
      for (int i = 0; i < 5; ++i) {
        void* const block = global.allocate(size, alignment).value();
        CHECK(reinterpret_cast<kcall::uintptr_t>(block) % alignment == 0);
        CHECK(global.size_of(block) >= size);
        memset(block, i, size);
        blocks.push_back(block);
      }
      for (size_t i = 0; i < blocks.size(); ++i) {
        const std::string expected(size, static_cast<char>(i));
        REQUIRE(memcmp(blocks[i], expected.data(), size) == 0);
        void* const moved = global.resize(blocks[i], size * 3, alignment).value();
        CHECK(reinterpret_cast<kcall::uintptr_t>(moved) % alignment == 0);
        REQUIRE(memcmp(moved, expected.data(), size) == 0);
        global.deallocate(moved);
      }
    }
  }
  CHECK(global.statistics().in_use == 0);
  CHECK(global.allocate(1, 0) == kcall::errc::einval);
  CHECK(global.allocate(1, 24) == kcall::errc::einval);
  CHECK(global.resize(nullptr, 1, 3) == kcall::errc::einval);
  global.release_all();
}

TEST_CASE("what is too large is enomem, and changes nothing") {
  kcall::heap heap;
  void* const block = heap.allocate(100000).value();
  memset(block, 'x', 100000);
  for (const size_t size : {~size_t{0}, ~size_t{0} - 16, ~size_t{0} / 2, ~size_t{0} / 2 + 1, ~size_t{0} - 8192}) {
    CHECK(heap.allocate(size) == kcall::errc::enomem);
    CHECK(heap.allocate(size, 1 << 20) == kcall::errc::enomem);
    CHECK(heap.resize(block, size) == kcall::errc::enomem);
  }
  if (sizeof(void*) == 8) {
    CHECK(heap.allocate(100, ~size_t{0} / 2 + 1) == kcall::errc::enomem);
    CHECK(heap.resize(block, ~size_t{0} / 16) == kcall::errc::enomem);
  }
  CHECK(heap.statistics().blocks == 1);
  CHECK(std::string(static_cast<char*>(block), 100000) == std::string(100000, 'x'));
  heap.deallocate(block);
  heap.trim();
  CHECK(heap.statistics().mapped == 0);
}

TEST_CASE("where the kernel has no memory left, blocks are as they were") {
  kcall::basic_heap<kcall::no_mutex, poor_gate> heap;
  poor_gate::maps_left = 0;
  CHECK(heap.allocate(1) == kcall::errc::enomem);
  CHECK(heap.allocate(100000) == kcall::errc::enomem);
  poor_gate::maps_left = 1;
  std::vector<char*> blocks;
  for (;;) {
    const auto block = heap.allocate(30000);
    if (!block) {
      CHECK(block == kcall::errc::enomem);
      break;
    }
    memset(*block, static_cast<int>(blocks.size()), 30000);
    blocks.push_back(static_cast<char*>(*block));
  }
  // 8 blocks of 32 KiB less a header in each of four chunks.
  CHECK(blocks.size() == 28);
  CHECK(heap.resize(blocks[3], 50000) == kcall::errc::enomem);
  // A smaller one would be better, and is not to be had.
  CHECK(heap.resize(blocks[4], 100) == blocks[4]);
  for (size_t i = 0; i < blocks.size(); ++i) {
    CHECK(std::string(blocks[i], 30000) == std::string(30000, static_cast<char>(i)));
    heap.deallocate(blocks[i]);
  }
  CHECK(heap.statistics().in_use == 0);
  heap.release_all();
}

TEST_CASE("where the kernel has no memory left, chunks that one size has to spare serve another") {
  kcall::basic_heap<kcall::no_mutex, poor_gate> heap;
  poor_gate::maps_left = 1;
  // More sizes than there are chunks.
  for (size_t size = 16; size <= 32768; size *= 2) {
    const auto block = heap.allocate(size);
    REQUIRE(block.has_value());
    memset(*block, 'x', size);
    heap.deallocate(*block);
  }
  // Not what is in use.
  std::vector<void*> blocks;
  for (size_t size = 16; size <= 32768; size *= 2) {
    const auto block = heap.allocate(size);
    if (block) blocks.push_back(*block);
  }
  CHECK(blocks.size() == 4);
  for (void* const block : blocks) heap.deallocate(block);
  CHECK(heap.statistics().blocks == 0);
  heap.release_all();
}

TEST_CASE("what is given back twice, or is no block, ends the program") {
  kcall::heap heap;
  char* const small = static_cast<char*>(heap.allocate(100).value());
  char* const large = static_cast<char*>(heap.allocate(100000).value());
  CHECK(signal_of([&] {
          heap.deallocate(small);
          heap.deallocate(large);
        }) == 0);
  const auto ends = [&](auto f) {
    const int by = signal_of(f);
    const bool reported = KCALL_SANITIZED != 0 && by == -1;
    CHECK((by == SIGILL || by == SIGTRAP || by == SIGSEGV || by == SIGBUS || reported));
  };
  ends([&] {
    heap.deallocate(small);
    heap.deallocate(small);
  });
  ends([&] {
    heap.deallocate(large);
    heap.deallocate(large);
  });
  ends([&] {
    heap.deallocate(large);
    static_cast<void>(heap.resize(large, 200000));
  });
  ends([&] { heap.deallocate(small + 16); });
  ends([&] { heap.deallocate(small + 1); });
  ends([&] { heap.deallocate(small + 112); });
  ends([&] { heap.deallocate(large + 16); });
  ends([&] { heap.deallocate(large + 4096); });
  ends([&] { heap.deallocate(&heap); });
  ends([&] { static_cast<void>(heap.resize(small + 8, 10)); });
  ends([&] { static_cast<void>(heap.size_of(small + 4)); });
  // Another heap's.
  ends([&] { global.deallocate(small); });
  ends([&] { global.deallocate(large); });
  // Written to after it was given back.
  ends([&] {
    void* const other = heap.allocate(100).value();
    heap.deallocate(other);
    heap.deallocate(small);
    memset(small, 'x', 100);
    for (int i = 0; i < 3; ++i) static_cast<void>(heap.allocate(100));
  });
  // The same, with the address of a block that is in use.
  ends([&] {
    void* const other = heap.allocate(100).value();
    heap.deallocate(other);
    memcpy(other, &small, sizeof small);
    for (int i = 0; i < 3; ++i) static_cast<void>(heap.allocate(100));
  });
  heap.release_all();
}

namespace {
constinit kcall::basic_heap<kcall::mutex> shared;

/// Allocates, fills, checks and gives back. nullptr if all was well.
void* use_shared(void* argument) {
  const auto byte = *static_cast<const unsigned char*>(argument);
  void* blocks[50] = {};
  size_t sizes[50] = {};
  numbers random{byte + 1U};
  for (int step = 0; step < 10000; ++step) {
    const size_t i = random(50);
    const auto* const held = static_cast<const unsigned char*>(blocks[i]);
    for (size_t at = 0; at < sizes[i]; ++at) {
      if (held[at] != byte) return argument;
    }
    shared.deallocate(blocks[i]);
    sizes[i] = random(100) == 0 ? 40000 : random(300);
    blocks[i] = shared.allocate(sizes[i]).value_or(nullptr);
    if (blocks[i] == nullptr) return argument;
    memset(blocks[i], byte, sizes[i]);
  }
  for (void* const block : blocks) shared.deallocate(block);
  return nullptr;
}
}  // namespace

TEST_CASE("a heap with a mutex is one for threads") {
  pthread_t threads[4];
  unsigned char names[4] = {1, 2, 3, 4};
  for (size_t i = 0; i < 4; ++i) REQUIRE(pthread_create(&threads[i], nullptr, use_shared, &names[i]) == 0);
  for (const pthread_t thread : threads) {
    void* wrong = threads;
    REQUIRE(pthread_join(thread, &wrong) == 0);
    CHECK(wrong == nullptr);
  }
  CHECK(shared.statistics().blocks == 0);
  CHECK(shared.statistics().in_use == 0);
  shared.release_all();
}

TEST_CASE("the standard library's containers take a heap") {
  kcall::heap heap;
  {
    using allocator = kcall::heap_allocator<int>;
    std::vector<int, allocator> values{allocator{heap}};
    for (int i = 0; i < 100000; ++i) values.push_back(i);
    CHECK(heap.statistics().in_use >= 400000);
    for (int i = 0; i < 100000; ++i) REQUIRE(values[static_cast<size_t>(i)] == i);
    std::map<int, long, std::less<int>, kcall::heap_allocator<std::pair<const int, long>>> squares{heap};
    for (int i = 0; i < 1000; ++i) squares[i * 7919 % 1000] = i;
    CHECK(squares.size() == 1000);
    const auto copy = squares;
    CHECK(copy == squares);
  }
  CHECK(heap.statistics().blocks == 0);
  heap.release_all();
}
