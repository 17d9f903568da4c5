// parse.hpp beside std::from_chars, strtoll(3) and strtoull(3); decimal.hpp beside std::to_string.
#include <errno.h>
#include <stdlib.h>
#include <kcall/decimal.hpp>
#include <kcall/parse.hpp>

#include <charconv>
#include <limits>
#include <string>
#include <type_traits>

#include "support.hpp"

namespace {

using kcall::errc;
using kcall::parse;

/// What parse should say: from_chars, which knows no + and leaves what follows a number to its caller.
template <class T>
kcall::parsed<T> expected(const std::string& text, unsigned base) {
  const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
  const char* const begin = text.data() + (plus ? 1 : 0);
  const char* const end = text.data() + text.size();
  T value{};
  const auto got = std::from_chars(begin, end, value, static_cast<int>(base));
  if (got.ec == std::errc::invalid_argument || got.ptr != end) return errc::einval;
  if (got.ec == std::errc::result_out_of_range) return errc::erange;
  return value;
}

template <class T>
bool same(const std::string& text, unsigned base) {
  const auto mine = parse<T>(text, base), wanted = expected<T>(text, base);
  return mine.word() == wanted.word() && (!mine || *mine == *wanted);
}

template <class T>
std::string shown(T value, unsigned base) {
  char digits[80];
  const auto end = std::to_chars(&digits[0], &digits[0] + sizeof digits, value, static_cast<int>(base)).ptr;
  return {&digits[0], end};
}

/// One more than a number, or -number, in digits of `base`.
std::string away_from_zero(std::string text, unsigned base) {
  const char* const digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  const size_t first = text[0] == '-' ? 1 : 0;
  for (size_t i = text.size(); i-- != first;) {
    const auto digit = static_cast<unsigned>(text[i] <= '9' ? text[i] - '0' : text[i] - 'a' + 10);
    text[i] = digits[(digit + 1) % base];
    if (digit + 1 != base) return text;
  }
  return text.insert(first, "1");
}

class random_numbers {
 public:
  unsigned long long next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }

 private:
  unsigned long long state_ = 88172645463325252;
};

/// As strtoll and strtoull read all of a text; parse takes no spaces before it, and no - for unsigned types.
template <class T>
bool same_as_libc(const std::string& text, unsigned base) {
  char* end = nullptr;
  errno = 0;
  T wanted{};
  if constexpr (std::is_signed_v<T>) {
    wanted = static_cast<T>(strtoll(text.c_str(), &end, static_cast<int>(base)));
  } else {
    wanted = static_cast<T>(strtoull(text.c_str(), &end, static_cast<int>(base)));
  }
  const errc error = end == text.c_str() || *end != '\0' ? errc::einval : errno == ERANGE ? errc::erange : errc{};
  const auto mine = parse<T>(text.c_str(), base);
  return error == errc{} ? mine == wanted : mine == error;
}

}  // namespace

TEST_CASE_TEMPLATE("the limits of every type and their neighbours in every base", T, signed char, unsigned char, char,
                   short, unsigned short, int, unsigned, long, unsigned long, long long, unsigned long long) {
  for (unsigned base = 2; base <= 36; ++base) {
    for (const T limit : {std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), T{0}, T{1}}) {
      std::string text = shown(limit, base);
      INFO("base ", base, ": ", text);
      REQUIRE(parse<T>(text, base) == limit);
      for (int step = 0; step < 40; ++step) {
        REQUIRE(same<T>(text, base));
        REQUIRE(same<T>("+" + text, base));
        REQUIRE(same<T>("000" + text, base));
        REQUIRE(same<T>(text + " ", base));
        REQUIRE(same<T>(text + "0", base));
        text = away_from_zero(text, base);
      }
      std::string capitals = shown(limit, base);
      for (char& c : capitals) c = c >= 'a' ? static_cast<char>(c - 32) : c;
      REQUIRE(parse<T>(capitals, base) == limit);
    }
  }
}

TEST_CASE_TEMPLATE("random numbers and random texts in every base", T, signed char, unsigned char, int, unsigned, long,
                   unsigned long, long long, unsigned long long) {
  random_numbers random;
  const std::string alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-/:@[`{ \t\xb0\xff";
  for (int round = 0; round < 4000; ++round) {
    const unsigned base = 2 + static_cast<unsigned>(random.next() % 35);
    const auto value = static_cast<T>(random.next() >> random.next() % 64);
    REQUIRE(parse<T>(shown(value, base), base) == value);
    // Long enough to go over every limit, mostly of digits that the base has.
    std::string text = random.next() % 4 == 0 ? "-" : "";
    for (unsigned left = static_cast<unsigned>(random.next() % 24); left != 0; --left) {
      text += alphabet[static_cast<size_t>(random.next() % (random.next() % 32 == 0 ? alphabet.size() : base))];
    }
    INFO("base ", base, ": ", text);
    REQUIRE(same<T>(text, base));
  }
}

TEST_CASE_TEMPLATE("strtoll and strtoull agree where they are as strict", T, long long, unsigned long long) {
  for (const char* const text : {"0",
                                 "1",
                                 "9223372036854775807",
                                 "9223372036854775808",
                                 "-9223372036854775808",
                                 "-9223372036854775809",
                                 "18446744073709551615",
                                 "18446744073709551616",
                                 "99999999999999999999999",
                                 "12x",
                                 "x",
                                 "+5",
                                 "+-5",
                                 "--5",
                                 "+",
                                 "-",
                                 "",
                                 "0x10",
                                 "0X1f",
                                 "0x",
                                 "010",
                                 "08",
                                 "0",
                                 "00",
                                 "-0x8000000000000000",
                                 "0xffffffffffffffff",
                                 "-010",
                                 "1 ",
                                 "zz"}) {
    if (std::is_unsigned_v<T> && text[0] == '-') continue;
    INFO(text);
    CHECK(same_as_libc<T>(text, 0));
    CHECK(same_as_libc<T>(text, 10));
    CHECK(same_as_libc<T>(text, 36));
    CHECK(same_as_libc<T>(text, 8));
  }
}

TEST_CASE("what is no number, and what does not fit") {
  CHECK(parse<int>("") == errc::einval);
  CHECK(parse<int>(" 1") == errc::einval);
  CHECK(parse<int>("1\n") == errc::einval);
  CHECK(parse<int>("99999999999999999999x") == errc::einval);
  CHECK(parse<int>("99999999999999999999") == errc::erange);
  CHECK(parse<unsigned>("-1") == errc::einval);
  CHECK(parse<unsigned>("-99999999999999999999") == errc::einval);
  CHECK(parse<unsigned>("+4294967295") == 4294967295U);
  CHECK(parse<signed char>("-129") == errc::erange);
  CHECK(parse<int>("0x10", 16) == errc::einval);
  CHECK(parse<int>("1", 1) == errc::einval);
  CHECK(parse<int>("1", 37) == errc::einval);
  CHECK(parse<int>("1", 4000000000U) == errc::einval);
}

TEST_CASE("base 0 goes by the prefix") {
  CHECK(parse<int>("0x1F", 0) == 31);
  CHECK(parse<int>("-0X1f", 0) == -31);
  CHECK(parse<int>("0b101", 0) == 5);
  CHECK(parse<int>("0B101", 0) == 5);
  CHECK(parse<int>("017", 0) == 15);
  CHECK(parse<int>("0", 0) == 0);
  CHECK(parse<int>("00", 0) == 0);
  CHECK(parse<int>("10", 0) == 10);
  CHECK(parse<int>("0x", 0) == errc::einval);
  CHECK(parse<int>("0b", 0) == errc::einval);
  CHECK(parse<int>("0b2", 0) == errc::einval);
  CHECK(parse<int>("08", 0) == errc::einval);
  CHECK(parse<int>("0x-1", 0) == errc::einval);
}

TEST_CASE("parsed has result's interface, and numbers that look like errors are numbers") {
  CHECK(parse<long>("-1").has_value());
  CHECK(*parse<long>("-4095") == -4095);
  CHECK(parse<unsigned long>("18446744073709551615", 10).has_value() == (sizeof(long) == 8));
  CHECK(parse<unsigned long>(shown(~0UL, 10)).value() == ~0UL);
  CHECK(parse<int>("x").value_or(7) == 7);
  CHECK(parse<int>("x").error() == errc::einval);
  CHECK(parse<int>("6").transform([](int n) { return n * 7; }) == 42);
  CHECK(parse<int>("-6").or_else([](errc) { return kcall::parsed<int>(0); }) == -6);
  CHECK(parse<int>("x").or_else([](errc) { return kcall::parsed<int>(1); }) == 1);
  const char pieces[] = {'1', '2', '3'};
  CHECK(parse<int>(kcall::const_buffer{&pieces[0], 2}) == 12);
  CHECK(parse<int>("1\0002") == 1);
  CHECK(parse<int>(std::string("1\0002", 3)) == errc::einval);
}

TEST_CASE("decimal numbers of every length") {
  random_numbers random;
  for (int round = 0; round < 20000; ++round) {
    const unsigned long long value =
        round < 70 ? (1ULL << round % 64) - (round < 64 ? 0 : 1) : random.next() >> round % 64;
    const kcall::decimal mine(value);
    REQUIRE(std::string(mine.data(), mine.size()) == std::to_string(value));
    char text[40];
    char* const end = &text[0] + sizeof text;
    const size_t width = static_cast<size_t>(round) % 40;
    char* const begin = kcall::decimal_before(end, value, width);
    std::string wanted = std::to_string(value);
    if (wanted.size() < width) wanted.insert(0, width - wanted.size(), ' ');
    REQUIRE(std::string(begin, end) == wanted);
  }
}
