// The two doors to a gate: what call() and enter() take, and what comes back.
#include <kcall/call/call.hpp>
#include <kcall/gate/layers.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/path.hpp>

#include "support.hpp"

namespace {

struct call_tag {};
using fake = kcall::gate::scripted<kcall::gate::refusing<>, call_tag>;
using nr = kcall::nr<fake>;

// What arrives in the register for this argument.
template <class T>
long word_of(T argument) {
  fake::reset();
  static_cast<void>(kcall::call<fake>(nr::read, argument));
  CHECK(fake::call(0).count == 1);
  return fake::call(0).arguments[0];
}

enum class signed_flags : int { all = -1 };
enum class byte_flags : unsigned char { all = 255 };
enum old_flags { old_value = 3 };

TEST_CASE("call: signed values are sign-extended, unsigned values and pointers are not") {
  int object = 0;
  CHECK(word_of(-1) == -1L);
  CHECK(word_of(-1L) == -1L);
  CHECK(word_of(static_cast<short>(-2)) == -2L);
  CHECK(word_of(static_cast<signed char>(-3)) == -3L);
  CHECK(word_of(static_cast<unsigned short>(0xffff)) == 0xffffL);
  CHECK(word_of(static_cast<unsigned char>(0xff)) == 0xffL);
  CHECK(word_of(0xffffffffU) == static_cast<long>(0xffffffffUL));
  CHECK(word_of(~0UL) == -1L);
  CHECK(word_of(true) == 1L);
  CHECK(word_of('A') == 65L);
  CHECK(word_of(nullptr) == 0L);
  CHECK(word_of(&object) == reinterpret_cast<long>(&object));
  CHECK(word_of(static_cast<const volatile void*>(&object)) == reinterpret_cast<long>(&object));
  CHECK(word_of(signed_flags::all) == -1L);
  CHECK(word_of(byte_flags::all) == 255L);
  CHECK(word_of(old_value) == 3L);
  CHECK(word_of(kcall::fd{-100}) == -100L);
  CHECK(word_of(kcall::pid{-1}) == -1L);
  CHECK(word_of(kcall::uid{}) == static_cast<long>(0xffffffffUL));
  CHECK(word_of(kcall::path("/")) != 0L);
}

TEST_CASE("call: the last 4095 words are errors and nothing else is") {
  const auto answer = [](long word) {
    fake::reset();
    fake::answer(nr::read, word);
    return kcall::call<fake>(nr::read, 0);
  };
  CHECK(answer(-1) == kcall::errc::eperm);
  CHECK(answer(-4095).error() == static_cast<kcall::errc>(4095));
  CHECK_FALSE(answer(-4095).has_value());
  CHECK(answer(-4096).has_value());
  CHECK(answer(-4096) == -4096L);
  CHECK(answer(0) == 0L);
  CHECK(answer(static_cast<long>(~0UL >> 1)).has_value());
  CHECK(answer(static_cast<long>(~(~0UL >> 1))).has_value());  // the most negative word
  CHECK(answer(static_cast<long>(0xf7f00000UL)).has_value());  // ia32: an address in the upper half
  if constexpr (sizeof(long) == 8) {
    CHECK(answer(static_cast<long>(0xffffffffUL)) == static_cast<long>(0xffffffffUL));
    CHECK(answer(static_cast<long>(0xfffff001UL)).has_value());
  }
}

TEST_CASE("enter: the answer as a type, the arguments in their natural width") {
  fake::reset();
  fake::answer(nr::openat, 7);
  const kcall::result<kcall::fd> opened = kcall::enter<kcall::fd, fake>(nr::openat, kcall::at_fdcwd, kcall::path("/"));
  CHECK(opened == kcall::fd{7});
  fake::answer(nr::openat, kcall::errc::emfile);
  CHECK(kcall::enter<kcall::fd, fake>(nr::openat, kcall::at_fdcwd, "/") == kcall::errc::emfile);
  static_assert(kcall::same_as<decltype(kcall::natural(kcall::at_fdcwd)), int>);
  static_assert(kcall::same_as<decltype(kcall::natural(byte_flags::all)), int>);
  static_assert(kcall::same_as<decltype(kcall::natural(1UL)), unsigned long>);
}

struct widths {
  using abi = kcall::abi::native;
  static long enter(abi::nr, auto... arguments) {
    long all = 0;
    ((all = all * 10 + static_cast<long>(sizeof arguments)), ...);
    return all;
  }
};

TEST_CASE("enter leaves an int an int, call extends it") {
  constexpr long word = sizeof(long);
  CHECK(kcall::enter<long, widths>(kcall::nr<widths>::read, kcall::fd{1}, nullptr, 3UL, 'c') ==
        4000 + word * 100 + word * 10 + 4);
  CHECK(kcall::call<widths>(kcall::nr<widths>::read, kcall::fd{1}, 'c') == word * 10 + word);
}

TEST_CASE("low and high halves") {
  static_assert(kcall::detail::low(0x123456789abcdef0ULL) == 0x9abcdef0U);
  static_assert(kcall::detail::high(0x123456789abcdef0ULL) == 0x12345678U);
  static_assert(kcall::detail::high(static_cast<unsigned long long>(-1LL)) == 0xffffffffU);
}

TEST_CASE_TEMPLATE("call through every gate", G, ALL_GATES) {
  CHECK(kcall::call<G>(kcall::nr<G>::getpid) == getpid());
  CHECK(kcall::call<G>(kcall::nr<G>::dup, kcall::fd{-1}) == kcall::errc::ebadf);
  CHECK(kcall::call<G>(kcall::nr<G>::dup, kcall::fd{-1}).error_or(kcall::errc{}) == kcall::errc::ebadf);
}

}  // namespace
