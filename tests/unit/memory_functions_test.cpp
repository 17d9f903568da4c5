// The compilers' memory functions at every alignment, length and overlap, against element by element copies of vectors.
// Not against glibc's memmove: in a static program the weak definitions here are that memmove.
#include <kcall/memory_functions.hpp>
#include <string>
#include <vector>

#include "support.hpp"

namespace {

using bytes = std::vector<unsigned char>;

bytes pattern(size_t size) {
  bytes made(size);
  for (size_t i = 0; i < size; ++i) made[i] = static_cast<unsigned char>(i * 37 + i / 7 + 1);
  return made;
}

bytes with(bytes in, size_t at, const bytes& inserted) {
  for (size_t i = 0; i < inserted.size(); ++i) in[at + i] = inserted[i];
  return in;
}

bytes part(const bytes& in, size_t at, size_t length) {
  bytes out;
  for (size_t i = 0; i < length; ++i) out.push_back(in[at + i]);
  return out;
}

// Through volatile pointers, so that the compiler cannot put its own idea of memcpy in their place.
void* (*volatile copy)(void*, const void*, size_t) = memcpy;
void* (*volatile move)(void*, const void*, size_t) = memmove;
void* (*volatile set)(void*, int, size_t) = memset;
int (*volatile compare)(const void*, const void*, size_t) = memcmp;
int (*volatile equal)(const void*, const void*, size_t) = bcmp;
size_t (*volatile length_of)(const char*) = strlen;

}  // namespace

TEST_CASE("memmove copies at every alignment, length and overlap") {
  for (size_t from = 0; from < 20; ++from) {
    for (size_t to = 0; to < 20; ++to) {
      for (size_t length = 0; length < 40; ++length) {
        auto ours = pattern(64);
        const auto expected = with(ours, to, part(ours, from, length));
        REQUIRE(move(ours.data() + to, ours.data() + from, length) == ours.data() + to);
        REQUIRE(ours == expected);
      }
    }
  }
}

TEST_CASE("memcpy copies at every alignment and length") {
  for (size_t from = 0; from < 10; ++from) {
    for (size_t to = 0; to < 10; ++to) {
      for (size_t length = 0; length < 40; ++length) {
        const auto source = pattern(64);
        bytes ours(64, 0xee);
        const auto expected = with(ours, to, part(source, from, length));
        REQUIRE(copy(ours.data() + to, source.data() + from, length) == ours.data() + to);
        REQUIRE(ours == expected);
      }
    }
  }
}

TEST_CASE("memset fills with the low byte and touches nothing else") {
  for (size_t to = 0; to < 16; ++to) {
    for (size_t length = 0; length < 40; ++length) {
      for (const int value : {0, 1, 0x7f, 0x80, 0xff, 0x1234}) {
        auto ours = pattern(64);
        const auto expected = with(ours, to, bytes(length, static_cast<unsigned char>(value)));
        REQUIRE(set(ours.data() + to, value, length) == ours.data() + to);
        REQUIRE(ours == expected);
      }
    }
  }
}

TEST_CASE("memcmp orders as unsigned bytes do, bcmp tells equal from different") {
  const auto sign = [](int x) { return (x > 0) - (x < 0); };
  for (size_t length = 0; length < 20; ++length) {
    for (size_t changed = 0; changed < 20; ++changed) {
      for (const unsigned char value : bytes{0, 1, 127, 128, 255}) {
        const auto a = pattern(20);
        const auto b = with(a, changed, bytes(1, value));
        const int expected = changed < length ? sign(static_cast<int>(a[changed]) - static_cast<int>(value)) : 0;
        REQUIRE(sign(compare(a.data(), b.data(), length)) == expected);
        REQUIRE((equal(a.data(), b.data(), length) != 0) == (expected != 0));
      }
    }
  }
}

TEST_CASE("strlen counts up to the NUL") {
  std::string text;
  for (size_t i = 0; i < 100; ++i, text.push_back(static_cast<char>(i + 128))) REQUIRE(length_of(text.c_str()) == i);
}
