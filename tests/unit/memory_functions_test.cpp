// The compilers' memory functions, against glibc's at every alignment and overlap. They are tested under names of their
// own (the inline functions behind them), because a hosted program's memcpy is glibc's.
#include <string.h>

#include <kcall/memory_functions.hpp>
#include <vector>

#include "support.hpp"

namespace {

std::vector<unsigned char> pattern(size_t size) {
  std::vector<unsigned char> bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<unsigned char>(i * 37 + i / 7 + 1);
  return bytes;
}

}  // namespace

TEST_CASE("copying agrees with glibc's memmove at every alignment, length and overlap") {
  for (size_t from = 0; from < 20; ++from) {
    for (size_t to = 0; to < 20; ++to) {
      for (size_t length = 0; length < 40; ++length) {
        auto expected = pattern(64);
        auto ours = expected;
        memmove(expected.data() + to, expected.data() + from, length);
        const bool inside = to - from < length;  // unsigned, as memmove decides
        void* const answer = inside
                                 ? kcall::detail::copy_backward(ours.data() + to, ours.data() + from, length)
                                 : kcall::detail::copy_forward(ours.data() + to, ours.data() + from, length);
        REQUIRE(answer == ours.data() + to);
        REQUIRE(ours == expected);
      }
    }
  }
}

TEST_CASE("filling agrees with glibc's memset at every alignment, length and value") {
  for (size_t to = 0; to < 16; ++to) {
    for (size_t length = 0; length < 40; ++length) {
      for (const int value : {0, 1, 0x7f, 0x80, 0xff, 0x1234}) {
        auto expected = pattern(64);
        auto ours = expected;
        memset(expected.data() + to, value, length);
        REQUIRE(kcall::detail::fill(ours.data() + to, static_cast<unsigned char>(value), length) == ours.data() + to);
        REQUIRE(ours == expected);
      }
    }
  }
}

TEST_CASE("comparing has the sign of glibc's memcmp, bytes unsigned") {
  const auto sign = [](int x) { return (x > 0) - (x < 0); };
  for (size_t length = 0; length < 20; ++length) {
    for (size_t changed = 0; changed < 20; ++changed) {
      for (const unsigned char value : {0, 1, 127, 128, 255}) {
        const auto a = pattern(20);
        auto b = a;
        b[changed] = value;
        REQUIRE(sign(kcall::detail::compare(a.data(), b.data(), length)) == sign(memcmp(a.data(), b.data(), length)));
      }
    }
  }
}
