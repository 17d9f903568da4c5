// The compilers' memory functions at every alignment, length and overlap, between pages that must not be touched,
// against byte by byte loops. Not against glibc's memmove: in a static program the weak definitions here are that
// memmove.
#include <sys/mman.h>

#include <initializer_list>
#include <kcall/memory_functions.hpp>

#include "support.hpp"

namespace {

// Through volatile pointers, so that the compiler cannot put its own idea of memcpy in their place.
void* (*volatile copy)(void*, const void*, size_t) = memcpy;
void* (*volatile move)(void*, const void*, size_t) = memmove;
void* (*volatile set)(void*, int, size_t) = memset;
int (*volatile compare)(const void*, const void*, size_t) = memcmp;
int (*volatile equal)(const void*, const void*, size_t) = bcmp;
size_t (*volatile length_of)(const char*) = strlen;

/// Some pages with one before and one after that nobody may touch.
class fenced {
 public:
  explicit fenced(size_t size) : size_(size) {
    void* const mapped = mmap(nullptr, size + 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(mapped != MAP_FAILED);
    start_ = static_cast<unsigned char*>(mapped) + page;
    REQUIRE(mprotect(mapped, page, PROT_NONE) == 0);
    REQUIRE(mprotect(end(), page, PROT_NONE) == 0);
  }
  fenced(const fenced&) = delete;
  fenced& operator=(const fenced&) = delete;
  ~fenced() { munmap(start_ - page, size_ + 2 * page); }
  unsigned char* begin() const { return start_; }
  unsigned char* end() const { return start_ + size_; }

 private:
  static constexpr size_t page = 4096;
  size_t size_;
  unsigned char* start_;
};

unsigned char pattern(size_t i) { return static_cast<unsigned char>(i * 37 + i / 7 + 1); }

void write_pattern(unsigned char* to, size_t size, size_t first = 0) {
  for (size_t i = 0; i < size; ++i) to[i] = pattern(first + i);
}

/// How many bytes, from the first on, are the pattern's.
size_t pattern_length(const unsigned char* in, size_t size, size_t first = 0) {
  size_t i = 0;
  while (i < size && in[i] == pattern(first + i)) ++i;
  return i;
}

size_t length_of_same(const unsigned char* in, size_t size, unsigned char value) {
  size_t i = 0;
  while (i < size && in[i] == value) ++i;
  return i;
}

/// Every length up to a little over the longest that has a path of its own, and some around what is copied otherwise.
template <class F>
void for_each_length(F f) {
  for (size_t length = 0; length <= 300; ++length) f(length);
  for (const size_t length : {511U, 1024U, 3071U, 3072U, 3073U, 3079U, 3136U, 4096U, 5001U, 8000U}) f(length);
}

constexpr size_t room = 8192;

#if KCALL_TARGET_X86_64 && KCALL_VECTORS
namespace memory = kcall::detail::memory;
using kcall::uint32_t;

uint32_t known(memory::wide registers) { return memory::wide_known + static_cast<uint32_t>(registers); }

/// Runs `f` once for each kind of registers that this processor has, as if it had no better ones.
template <class F>
void with_each_width(F f) {
  using memory::wide;
  const wide best = memory::ask_for_wide();
  for (const wide registers : {wide::none, wide::avx2, wide::avx512}) {
    if (registers > best) break;
    CAPTURE(static_cast<uint32_t>(registers));
    memory::wide_state = known(registers);
    f();
  }
  memory::wide_state = 0;
}
#else
template <class F>
void with_each_width(F f) {
  f();
}
#endif

/// Around the shortest that wide registers are used for when it is long, and around multiples of what they handle at
/// once.
constexpr size_t long_lengths[] = {1023, 1024, 1025, 1087, 1088, 1089, 1151, 1152, 1153, 1200, 1280, 2047,
                                   2048, 2049, 2111, 2112, 2113, 2175, 2176, 2177, 4300, 20000};

/// A place in each of two fenced areas: at an alignment, or so that it ends where the area does.
constexpr struct {
  size_t to, from;
} places[] = {{0, 0},  {1, 0},   {0, 1},   {3, 3},   {7, 9},   {8, 0},   {15, 16}, {16, 15}, {16, 8}, {17, 1},
              {31, 5}, {32, 33}, {33, 62}, {40, 24}, {48, 47}, {55, 13}, {62, 2},  {63, 63}, {63, 0}, {1, 63}};

}  // namespace

TEST_CASE("memcpy copies at every alignment and length, and touches nothing else") {
  const fenced source(room), target(room);
  write_pattern(source.begin(), room);
  const auto trial = [&](unsigned char* to, const unsigned char* from, size_t length) {
    const auto before = to - target.begin() < 70 ? static_cast<size_t>(to - target.begin()) : 70;
    const auto after =
        target.end() - to - static_cast<long>(length) < 70 ? static_cast<size_t>(target.end() - to) - length : 70;
    for (size_t i = 0; i < before + length + after; ++i) to[i - before] = 0xee;
    REQUIRE(copy(to, from, length) == to);
    REQUIRE(length_of_same(to - before, before, 0xee) == before);
    REQUIRE(pattern_length(to, length, static_cast<size_t>(from - source.begin())) == length);
    REQUIRE(length_of_same(to + length, after, 0xee) == after);
  };
  with_each_width([&] {
    for_each_length([&](size_t length) {
      for (const auto& at : places) {
        if (length + 64 > room) continue;
        trial(target.begin() + at.to, source.begin() + at.from, length);
        trial(target.end() - at.to - length, source.end() - at.from - length, length);
      }
    });
  });
}

TEST_CASE("memmove copies whatever overlaps") {
  const fenced area(64 * 1024);
  const auto trial = [&](size_t at, long distance, size_t length, size_t around) {
    unsigned char* const from = area.begin() + at;
    unsigned char* const to = from + distance;
    const auto first = at < around ? 0 : at - around;
    const auto whole = length + 2 * around;
    write_pattern(area.begin() + first, whole, first);
    REQUIRE(move(to, from, length) == to);
    REQUIRE(pattern_length(to, length, at) == length);
    const auto start = static_cast<size_t>(to - area.begin());
    REQUIRE(pattern_length(area.begin() + first, start - first, first) == start - first);
    const auto rest = first + whole - start - length;
    REQUIRE(pattern_length(to + length, rest, start + length) == rest);
  };
  with_each_width([&] {
    for (size_t length = 0; length < 300; length += length < 150 ? 1 : 7) {
      for (long distance = -72; distance <= 72; ++distance) trial(400 + length % 64, distance, length, 80);
      for (const long distance : {-299, -256, -200, -128, -127, -100, 90, 128, 129, 200, 298}) {
        trial(400 + length % 16, distance, length, 304);
      }
    }
  });
  for (const size_t length : {2900U, 3072U, 4097U, 9000U, 30000U}) {
    for (const long distance : {1, 2, 7, 8, 15, 16, 17, 31, 63, 64, 65, 100, 512, 2000, 4096, 5000, 8191, 8192, 9001}) {
      for (const size_t at : {10000U, 10007U}) {
        trial(at, distance, length, 9100);
        trial(at, -distance, length, 9100);
      }
    }
  }
  const fenced large(256 * 1024);
  for (const size_t distance : {32767U, 32768U, 32769U, 50000U}) {
    for (const size_t length : {32768U, 32769U, 50001U, 65536U, 98304U, 131073U}) {
      write_pattern(large.begin(), 256 * 1024);
      REQUIRE(move(large.begin() + 70 + distance, large.begin() + 70, length) == large.begin() + 70 + distance);
      REQUIRE(pattern_length(large.begin(), 70 + distance) == 70 + distance);
      REQUIRE(pattern_length(large.begin() + 70 + distance, length, 70) == length);
      const size_t rest = 70 + distance + length;
      REQUIRE(pattern_length(large.begin() + rest, 256 * 1024 - rest, rest) == 256 * 1024 - rest);
    }
  }
}

TEST_CASE("memmove copies long overlaps with every kind of registers, up to the edges of what may be touched") {
  constexpr size_t size = 32 * 1024;
  const fenced area(size);
  const auto trial = [&](size_t to, size_t from, size_t length) {
    // Enough around both to see what is written beyond them.
    const size_t lower = to < from ? to : from, upper = to < from ? from : to;
    const size_t first = lower < 200 ? 0 : lower - 200;
    const size_t end = size - upper - length < 200 ? size : upper + length + 200;
    write_pattern(area.begin() + first, end - first, first);
    REQUIRE(move(area.begin() + to, area.begin() + from, length) == area.begin() + to);
    REQUIRE(pattern_length(area.begin() + to, length, from) == length);
    REQUIRE(pattern_length(area.begin() + first, to - first, first) == to - first);
    const size_t after = to + length;
    REQUIRE(pattern_length(area.begin() + after, end - after, after) == end - after);
  };
  with_each_width([&] {
    for (const size_t length : long_lengths) {
      for (const size_t distance :
           {1U, 2U, 15U, 16U, 17U, 31U, 32U, 33U, 63U, 64U, 65U, 100U, 128U, 255U, 1000U, 4095U, 4096U, 4097U}) {
        for (const size_t at : {0U, 1U, 16U, 31U, 32U, 47U, 63U}) {
          trial(at, at + distance, length);
          trial(at + distance, at, length);
          const size_t last = size - at - length;
          trial(last, last - distance, length);
          trial(last - distance, last, length);
        }
      }
    }
  });
}

TEST_CASE("memset fills with the low byte and touches nothing else") {
  const fenced target(room);
  const auto trial = [&](unsigned char* to, int value, size_t length) {
    const auto byte = static_cast<unsigned char>(value);
    const auto other = static_cast<unsigned char>(~byte);
    for (unsigned char* i = target.begin(); i != target.end(); ++i) *i = other;
    REQUIRE(set(to, value, length) == to);
    const auto before = static_cast<size_t>(to - target.begin());
    REQUIRE(length_of_same(target.begin(), before, other) == before);
    REQUIRE(length_of_same(to, length, byte) == length);
    const auto after = static_cast<size_t>(target.end() - to) - length;
    REQUIRE(length_of_same(to + length, after, other) == after);
  };
  with_each_width([&] {
    for_each_length([&](size_t length) {
      trial(target.begin() + length * 7 % 64, static_cast<int>(length * 5), length);
      trial(target.begin() + length * 11 % 67, 0x1280, length);
      trial(target.end() - length - length % 33, 0xff, length);
      trial(target.end() - length, -2, length);
      trial(target.begin(), 0, length);
    });
  });
}

TEST_CASE("memcmp orders as unsigned bytes do, bcmp tells equal from different") {
  const auto sign = [](int x) { return (x > 0) - (x < 0); };
  const fenced left(4096), right(4096);
  for (size_t length = 0; length < 200; ++length) {
    for (const size_t at : {size_t{0}, length % 5, length % 17, size_t{63}}) {
      for (const bool at_end : {false, true}) {
        unsigned char* const a = at_end ? left.end() - length : left.begin() + at;
        unsigned char* const b = at_end ? right.end() - length - at : right.begin();
        write_pattern(a, length);
        write_pattern(b, length);
        REQUIRE(compare(a, b, length) == 0);
        REQUIRE(equal(a, b, length) == 0);
        for (size_t changed = 0; changed < length; changed += 1 + length / 40) {
          const unsigned char kept = b[changed];
          // A second difference, later and the other way round, must not count.
          const unsigned char last = b[length - 1];
          for (const int byte : {0, 1, 127, 128, 255}) {
            const auto value = static_cast<unsigned char>(byte);
            b[length - 1] = static_cast<unsigned char>(~value);
            b[changed] = value;
            size_t first = 0;
            while (first < length && a[first] == b[first]) ++first;
            const int expected = first < length ? sign(a[first] - b[first]) : 0;
            REQUIRE(sign(compare(a, b, length)) == expected);
            REQUIRE((equal(a, b, length) != 0) == (expected != 0));
          }
          b[length - 1] = last;
          b[changed] = kept;
        }
      }
    }
  }
}

TEST_CASE("memcmp finds the first difference in what is long, with every kind of registers") {
  const fenced left(24 * 1024), right(24 * 1024);
  const auto trial = [](const unsigned char* a, unsigned char* b, size_t length) {
    REQUIRE(compare(a, b, length) == 0);
    const auto differs = [&](size_t at) {
      const unsigned char kept = b[at], last = b[length - 1];
      // One after it, the other way round, must not count.
      b[length - 1] = static_cast<unsigned char>(a[at] < 0x80 ? 0 : 255);
      b[at] = static_cast<unsigned char>(kept ^ 0x80);
      const int found = compare(a, b, length);
      REQUIRE((a[at] < 0x80 ? found < 0 : found > 0));
      REQUIRE(equal(a, b, length) != 0);
      b[length - 1] = last;
      b[at] = kept;
    };
    for (size_t at = 900 + length % 7; at < length; at += 67) differs(at);
    for (size_t at = length - 200; at < length; ++at) differs(at);
    differs(0);
  };
  with_each_width([&] {
    for (const size_t length : long_lengths) {
      for (const size_t at : {0U, 1U, 15U, 32U, 63U}) {
        for (const size_t other : {0U, 1U, 33U, 64U}) {
          write_pattern(left.begin() + at, length);
          write_pattern(right.begin() + other, length);
          trial(left.begin() + at, right.begin() + other, length);
          write_pattern(left.end() - at - length, length);
          write_pattern(right.end() - other - length, length);
          trial(left.end() - at - length, right.end() - other - length, length);
        }
      }
    }
  });
}

TEST_CASE("strlen counts up to the NUL, and does not look into the next page") {
  const fenced area(8192);
  const auto characters = reinterpret_cast<char*>(area.begin());
  for (size_t length = 0; length < 300; ++length) {
    for (size_t at = 0; at < 64; at += 1 + length % 3) {
      for (char* const text : {characters + at, characters + 8192 - 1 - length - at}) {
        for (size_t i = 0; i < 8192; i += i == 64 + 400 ? 8192 - 2 * (64 + 400) : 1) characters[i] = '\0';
        // Bytes whose bits trip tests by words.
        for (size_t i = 0; i < length; ++i) text[i] = static_cast<char>(i % 3 == 0 ? 0x80 : i % 3 == 1 ? 0x01 : 0xff);
        REQUIRE(length_of(text) == length);
        text[length] = '\x01';
        text[length + at] = '\0';
        REQUIRE(length_of(text) >= length);
      }
    }
  }
  for (unsigned char* i = area.begin(); i != area.end(); ++i) *i = 0x80;
  characters[8191] = '\0';
  for (size_t at = 0; at < 8192; at += 5) REQUIRE(length_of(characters + at) == 8191 - at);
}

TEST_CASE("strlen counts what is long, with every kind of registers") {
  constexpr size_t size = 8 * 1024;
  const fenced area(size);
  const auto characters = reinterpret_cast<char*>(area.begin());
  with_each_width([&] {
    for (const size_t at : {0U, 1U, 15U, 63U, 64U, 100U, 1000U}) {
      for (unsigned char* i = area.begin(); i != area.end(); ++i) *i = 0x80;
      // From the end on, so that there is always a NUL.
      for (size_t end = size - 1; end > at + 500; end -= end % 1024 < 150 || end % 4096 > 3900 ? 1 : 67) {
        characters[end] = '\0';
        REQUIRE(length_of(characters + at) == end - at);
      }
    }
  });
}

#if KCALL_TARGET_X86_64 && KCALL_VECTORS
TEST_CASE("what registers there are is what libgcc says, and is asked once enough has been handled") {
  using memory::wide;
  using memory::wide_state;
  const wide best = memory::ask_for_wide();
  CHECK((best != wide::none) == (__builtin_cpu_supports("avx2") != 0));
  CHECK((best == wide::avx512) == (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("avx512f") != 0));
  if (KCALL_SANITIZED != 0 || KCALL_WIDE_REGISTERS != 0) return;
  constexpr size_t size = 64 * 1024;
  const fenced left(size), right(size);
  write_pattern(left.begin(), size);
  write_pattern(right.begin(), size);
  right.begin()[127] ^= 1;
  const auto used = [](auto&& f) -> kcall::uint32_t {
    wide_state = 0;
    f();
    const auto state = wide_state;
    wide_state = 0;
    return state;
  };
  // Not what is very short, nor what is found early, nor what string instructions do.
  CHECK(used([&] { static_cast<void>(compare(left.begin(), right.begin(), size)); }) == 0);
  CHECK(used([&] { static_cast<void>(move(left.begin(), left.begin() + 1, 128)); }) == 0);
  CHECK(used([&] { static_cast<void>(copy(left.begin(), right.begin(), 128)); }) == 0);
  CHECK(used([&] { static_cast<void>(copy(left.begin(), right.begin(), size)); }) == 0);
  CHECK(used([&] { static_cast<void>(set(right.begin(), 1, 128)); }) == 0);
  CHECK(used([&] { static_cast<void>(set(right.begin(), 1, size)); }) == 0);
  CHECK(used([&] { static_cast<void>(move(left.begin() + 1, left.begin(), 5000)); }) == 5000);
  CHECK(used([&] { static_cast<void>(compare(left.begin(), left.begin(), 1152)); }) == 1024);
  // What is short is counted, and asks, in each function.
  if (KCALL_FOR_SIZE == 0) {
    const auto counted = [&](auto&& f) {
      CHECK(used(f) == 2000);
      CHECK(used([&] {
              wide_state = memory::wide_asked_from - 2001;
              f();
            }) == memory::wide_asked_from - 1);
      CHECK(used([&] {
              wide_state = memory::wide_asked_from - 2000;
              f();
            }) == known(best));
    };
    counted([&] { static_cast<void>(copy(left.begin(), right.begin(), 2000)); });
    counted([&] { static_cast<void>(move(left.begin(), left.begin() + 1, 2000)); });
    counted([&] { static_cast<void>(move(left.begin() + 1, left.begin(), 2000)); });
    counted([&] { static_cast<void>(set(right.begin(), 1, 2000)); });
  }
  CHECK(used([&] {
          for (int i = 0; i < 17; ++i) static_cast<void>(move(left.begin(), left.begin() + 1, size - 1));
        }) == known(best));
}
#endif
