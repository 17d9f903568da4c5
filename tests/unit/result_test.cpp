// result<T>: one word, std::expected's interface, the kernel's idea of an error.
#include <sys/wait.h>

#include <kcall/result.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/ids.hpp>
#include <string>
#include <type_traits>

#include "support.hpp"

using kcall::errc;
using kcall::result;

namespace {

struct pair_of_words {
  long first;
  long second;
  bool operator==(const pair_of_words&) const = default;
};

// Counts its own copies and ends, to find a value that is made, copied or destroyed once too often.
struct counted {
  static inline int alive = 0;
  int value = 0;
  explicit counted(int v) : value(v) { ++alive; }
  counted(const counted& other) : value(other.value) { ++alive; }
  counted(counted&& other) noexcept : value(other.value) { ++alive; }
  counted& operator=(const counted&) = delete;
  counted& operator=(counted&&) = delete;
  ~counted() { --alive; }
};

}  // namespace

TEST_CASE("a result that fits in a register is that register") {
  static_assert(sizeof(result<int>) == sizeof(long));
  static_assert(sizeof(result<size_t>) == sizeof(long));
  static_assert(sizeof(result<void>) == sizeof(long));
  static_assert(sizeof(result<void*>) == sizeof(long));
  static_assert(sizeof(result<kcall::fd>) == sizeof(long));
  static_assert(sizeof(result<kcall::pid>) == sizeof(long));
  static_assert(std::is_trivially_copyable_v<result<int>>);
  static_assert(std::is_trivially_copyable_v<result<void>>);
  static_assert(std::is_trivially_copyable_v<result<kcall::fd>>);
  static_assert(std::is_trivially_copyable_v<result<pair_of_words>>);
  static_assert(std::is_trivially_destructible_v<result<int>>);
}

TEST_CASE("the last 4095 words are errors and no others") {
  for (long word = -4095; word < 0; ++word) {
    const auto r = result<long>::from_word(word);
    REQUIRE(!r.has_value());
    REQUIRE(r.error() == static_cast<errc>(-word));
    REQUIRE(r.word() == word);
  }
  for (const long word :
       {-4096L, -4097L, 0L, 1L, 4095L, static_cast<long>(~0UL >> 1), static_cast<long>(~(~0UL >> 1))}) {
    const auto r = result<long>::from_word(word);
    REQUIRE(r.has_value());
    REQUIRE(*r == word);
  }
  CHECK(result<void*>::from_word(-4096).has_value());
  CHECK(*result<unsigned>::from_word(5) == 5);
}

TEST_CASE("values and errors go in and come out, at compile time too") {
  constexpr result<int> five = 5;
  static_assert(five && *five == 5 && five.value() == 5 && five == 5 && five != errc::eintr);
  constexpr result<int> none = errc::enoent;
  static_assert(!none && none.error() == errc::enoent && none == errc::enoent && none != 5);
  static_assert(five.value_or(7) == 5 && none.value_or(7) == 7);
  static_assert(five.error_or(errc::eio) == errc::eio && none.error_or(errc::eio) == errc::enoent);
  static_assert(five == result<int>(5) && five != none && none == result<int>(errc::enoent));
  static_assert(result<int>() == 0);
  static_assert(result<void>() && !result<void>(errc::eperm) && result<void>(errc::eperm) == errc::eperm);
  static_assert(result<void>() == result<void>() && result<void>(errc::eio) != result<void>());
  constexpr result<pair_of_words> wide = pair_of_words{1, 2};
  static_assert(wide && wide->second == 2 && (*wide).first == 1 && wide == pair_of_words{1, 2});
  constexpr result<pair_of_words> wide_error = errc::ebadf;
  static_assert(!wide_error && wide_error == errc::ebadf && wide_error.error() == errc::ebadf && wide_error != wide);
  CHECK(result<int>(-5000) == -5000);
  CHECK(*result<kcall::fd>(kcall::fd{3}) == kcall::fd{3});
  CHECK(result<kcall::fd>(kcall::fd{3})->get() == 3);
  int object = 0;
  CHECK(*result<int*>(&object) == &object);
}

TEST_CASE("results of different values compare as their values do") {
  CHECK(result<int>(8) == result<long>(8));
  CHECK(result<int>(-4096) != result<unsigned>(-4096U));
  CHECK(result<int>(errc::eio) == result<long>(errc::eio));
  CHECK(result<int>(errc::eio) != result<long>(errc::eagain));
  CHECK(result<void>() != result<void>(errc::eio));
}

TEST_CASE("the monadic operations are std::expected's") {
  const auto half = [](int x) -> result<int> { return x % 2 == 0 ? result<int>(x / 2) : errc::edom; };
  CHECK(result<int>(8).and_then(half).and_then(half) == 2);
  CHECK(result<int>(6).and_then(half).and_then(half) == errc::edom);
  CHECK(result<int>(errc::eio).and_then(half) == errc::eio);
  CHECK(result<int>(8).transform([](int x) { return pair_of_words{x, 1}; }) == pair_of_words{8, 1});
  CHECK(result<int>(errc::eio).transform([](int x) { return pair_of_words{x, 1}; }) == errc::eio);
  CHECK(result<int>(8).transform([](int) {}).has_value());
  CHECK(result<void>().transform([] { return 3; }) == 3);
  CHECK(result<void>().and_then([] { return result<int>(4); }) == 4);
  CHECK(result<void>(errc::eio).and_then([] { return result<int>(4); }) == errc::eio);
  CHECK(result<int>(errc::eagain).or_else([](errc) { return result<int>(1); }) == 1);
  CHECK(result<int>(8).or_else([](errc) { return result<int>(1); }) == 8);
  CHECK(result<int>(errc::eagain).transform_error([](errc) { return errc::eio; }) == errc::eio);
  CHECK(result<int>(errc::eagain).transform_error([](errc e) { return static_cast<short>(e); }).error() == 11);
  CHECK(*result<int>(8).transform_error([](errc e) { return static_cast<short>(e); }) == 8);
  // An error of the value's own type is an error still.
  CHECK_FALSE(result<int>(errc::eagain).transform_error([](errc e) { return static_cast<int>(e); }).has_value());
  CHECK(result<int>(errc::eagain).transform_error([](errc e) { return static_cast<int>(e); }).error() == 11);
  CHECK(result<int>(8).transform_error([](errc e) { return static_cast<int>(e); }).value_or(1) == 8);
  CHECK(result<void>(errc::eagain).transform_error([](errc e) { return static_cast<int>(e); }).error() == 11);
  CHECK(result<void>().transform_error([](errc e) { return static_cast<int>(e); }).has_value());
  const auto text = result<int>(8).transform([](int x) { return std::string(static_cast<size_t>(x) * 10, 'x'); });
  CHECK(text->size() == 80);
  CHECK(result<int>(errc::eio).transform([](int) { return std::string("no"); }).value_or("other") == "other");
}

TEST_CASE("a value that is not trivial lives exactly while there is one") {
  {
    result<counted> a = counted(3);
    result<counted> b = a;
    result<counted> c = errc::eio;
    CHECK(counted::alive == 2);
    c = b;
    CHECK(counted::alive == 3);
    CHECK(c->value == 3);
    b = errc::eperm;
    CHECK(counted::alive == 2);
    a = static_cast<result<counted>&&>(c);
    CHECK(a->value == 3);
    b = result<counted>(errc::eio);
    CHECK(b == errc::eio);
    a = *&a;
    CHECK(a->value == 3);
  }
  CHECK(counted::alive == 0);
}

TEST_CASE("value() without a value ends the program by a trap") {
  const pid_t child = fork();
  if (child == 0) {
    const auto r = result<int>::from_word(-5);
    static_cast<void>(r.value());
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK((WTERMSIG(status) == SIGILL || WTERMSIG(status) == SIGTRAP));
}
