#include <kcall/gate/layers.hpp>
#include <kcall/print.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/path.hpp>
#include <kcall/writer.hpp>

#include "support.hpp"
// The libc's formatter, to compare with.
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using kcall::errc;
using kcall::fd;
using kcall::format_to;
using kcall::print;

namespace {

template <class... A>
std::string shown(kcall::format_for<A...> text, const A&... values) {
  char room[4096];
  const auto done = format_to(room, text, values...);
  REQUIRE_FALSE(done.cut());
  CHECK_EQ(room[done.size()], '\0');
  return {done.data(), done.size()};
}

/// printf(3), through a pointer: compilers do not know the `%b` of glibc 2.35 yet.
int (*const print_as_libc)(char*, size_t, const char*, ...) = snprintf;

template <class... A>
std::string by_libc(const char* text, A... values) {
  char room[4096];
  const int size = print_as_libc(&room[0], sizeof room, text, values...);
  REQUIRE_GE(size, 0);
  return {&room[0], static_cast<size_t>(size)};
}

bool libc_has_binary() { return by_libc("%b", 5) == "101"; }

}  // namespace

TEST_CASE("text and fields") {
  CHECK_EQ(shown(""), "");
  CHECK_EQ(shown("plain\n"), "plain\n");
  CHECK_EQ(shown("{}", 1), "1");
  CHECK_EQ(shown("{}{}{}", 1, "two", '3'), "1two3");
  CHECK_EQ(shown("<{}> ({}) {}", 1, 2, 3), "<1> (2) 3");
  CHECK_EQ(shown("{{}} {{{}}} }}{{", 7), "{} {7} }{");
  CHECK_EQ(shown("{{{:>3}}}{{", 7), "{  7}{");
  CHECK_EQ(shown("<{:}>|{:>}|{:d}", 1, 2, 3), "<1>|2|3");
  CHECK_EQ(shown("{} {} {} {} {} {} {} {} {} {} {} {}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
           "1 2 3 4 5 6 7 8 9 10 11 12");
  static constexpr char kept[] = "{}!";
  CHECK_EQ(shown(kept, 1), "1!");
}

TEST_CASE("characters and bools") {
  CHECK_EQ(shown("{}{}{:c}", 'a', '\n', 'b'), "a\nb");
  CHECK_EQ(shown("{:>3}|{:<3}|{:^3}|{}", 'a', 'b', 'c', 'd'), "  a|b  | c |d");
  CHECK_EQ(shown("{:3}|", 'a'), "a  |");
  CHECK_EQ(shown("{:d} {:x} {:#o}", 'a', 'a', 'a'), "97 61 0141");
  CHECK_EQ(shown("{:c}{:c}{:>2c}", 65, 66U, 67L), "AB C");
  CHECK_EQ(shown("{:d}", '\xff'), std::to_string(static_cast<int>('\xff')));
  char room[8];
  // A NUL among the values is one of the characters.
  const auto nul = format_to(room, "{}{}{:c}", 'a', '\0', 0);
  CHECK_EQ(std::string(nul.data(), nul.size()), std::string("a\0\0", 3));
  CHECK_EQ(shown("{} {} {:s}", true, false, true), "true false true");
  CHECK_EQ(shown("{:>6}|{:^7}|{:d}|{:#x}|{:.2}", true, false, true, true, "ok."), "  true| false |1|0x1|ok");
  // Not characters, in C++ as in std::format.
  CHECK_EQ(shown("{} {}", static_cast<unsigned char>(65), static_cast<signed char>(-65)), "65 -65");
}

TEST_CASE("volatile values are printed as others of their type") {
  volatile int number = -3;
  volatile char letter = 'x';
  const volatile bool truth = true;
  volatile errc error = errc::eio;
  CHECK_EQ(shown("{} {:x} {} {:>3} {:d}", number, number, letter, letter, letter), "-3 -3 x   x 120");
  CHECK_EQ(shown("{} {:^6} {:d} {} {:>5} {:.1}", truth, truth, truth, error, error, error),
           "true  true  1 EIO   EIO E");
  CHECK_EQ(shown("{:{}}|", 1, number), "1|");
}

TEST_CASE("strings of every kind") {
  const std::string string = "string";
  const std::string_view view = string;
  const std::vector<char> bytes = {'b', 'y'};
  char array[8] = "array";
  const char full[3] = {'a', 'b', 'c'};
  char* const pointer = &array[0];
  CHECK_EQ(shown("{} {} {} {} {} {} {}", string, view, bytes, array, full, pointer, "literal"),
           "string string by array abc array literal");
  CHECK_EQ(shown("{} {}", kcall::static_text("static", 6), kcall::const_buffer("buffer")), "static buffer");
  CHECK_EQ(shown("{}{}", view.substr(0, 3), view.substr(0, 0)), "str");
  CHECK_EQ(shown("{}", kcall::path("/etc")), "/etc");
  const char* const none = nullptr;
  char* const none_either = nullptr;
  CHECK_EQ(shown("{} {} [{:>8}]", none, none_either, none), "(null) (null) [  (null)]");
  CHECK_EQ(shown("{}", std::string("a\0b", 3)), std::string("a\0b", 3));
  CHECK_EQ(shown("{}", *kcall::name(errc::eio)), "EIO");
}

TEST_CASE("widths, alignments and precisions of text are those of printf") {
  for (const char* const text : {"", "a", "abc", "abcdefgh", "\xc3\xa9t\xc3\xa9"}) {
    for (int width = 0; width < 14; ++width) {
      CHECK_EQ(shown("{:{}}|", text, width), by_libc("%-*s|", width, text));
      CHECK_EQ(shown("{:<{}}|", text, width), by_libc("%-*s|", width, text));
      CHECK_EQ(shown("{:>{}}|", text, width), by_libc("%*s|", width, text));
      for (int precision = 0; precision < 6; ++precision) {
        CHECK_EQ(shown("{:>{}.{}}|", text, width, precision), by_libc("%*.*s|", width, precision, text));
        CHECK_EQ(shown("{:.{}s}|", std::string(text), precision), by_libc("%.*s|", precision, text));
      }
    }
  }
  CHECK_EQ(shown("{:>9}|{:<9}|{:9}|{:.2}|{:5.2}|", "text", "text", "text", "text", "text"),
           by_libc("%9s|%-9s|%-9s|%.2s|%-5.2s|", "text", "text", "text", "text", "text"));
  CHECK_EQ(shown("{:^6}|{:^7}|{:*^7}|{:->5}|{:.<5}", "text", "text", "text", "ab", "ab"),
           " text | text  |*text**|---ab|ab...");
  CHECK_EQ(shown("{:<<3}{:>>3}{:^^3}{:0>3}{::>3}", 1, 2, 3, 4, 5), "1<<>>2^3^004::5");
  // As an argument, a width or precision below zero is none, and any integer type will do.
  CHECK_EQ(shown("{:>{}}|{:.{}}|", "text", -5, "text", -1), "text||");
  CHECK_EQ(shown("{:>{}}{:>{}}{:>{}}", 1, 2U, 3, 2UL, 5, static_cast<signed char>(3)), " 1 3  5");
  CHECK_EQ(shown("{:.{}}", "text", INT64_MAX), "text");
  CHECK_EQ(shown("{:.1000}{:.0}{:.{}}", "text", "text", "text", UINT64_MAX), "texttext");
  CHECK_EQ(shown("{:1000}", 1), by_libc("%1000d", 1));
}

TEST_CASE("what has no room is counted") {
  char room[4] = {};
  const auto done = format_to(room, "{:>{}}{}", 'x', 3000, 1);
  CHECK(done.cut());
  CHECK_EQ(done.wanted(), 3001);
  CHECK_EQ(std::string(done.data(), done.size()), "   ");
}

TEST_CASE("numbers: signs, zeros, prefixes") {
  CHECK_EQ(shown("{:+} {:+} {:+}", 1, 0, -1), by_libc("%+d %+d %+d", 1, 0, -1));
  CHECK_EQ(shown("{: } {: } {: }", 1, 0, -1), by_libc("% d % d % d", 1, 0, -1));
  CHECK_EQ(shown("{:-} {:-}", 1, -1), "1 -1");
  CHECK_EQ(shown("{:#x} {:#X} {:#o} {:#b} {:#B} {:#}", 255, 255, 8, 5, 5, 9), "0xff 0XFF 010 0b101 0B101 9");
  // As std::format, which unlike printf keeps the prefix of zero; octal has one digit and one is enough.
  CHECK_EQ(shown("{:#x} {:#b} {:#o}", 0, 0, 0), "0x0 0b0 0");
  CHECK_EQ(shown("{:x} {:#x} {:o} {:b} {:+x}", -255, -255, -8, -5, 10), "-ff -0xff -10 -101 +a");
  CHECK_EQ(shown("{:05}|{:+05}|{:#06x}|{: 05}|{:05}", -42, 42, 42, 42, 42), "-0042|+0042|0x002a| 0042|00042");
  // With an alignment, zeros mean nothing: std::format's rule, and printf's for '-'.
  CHECK_EQ(shown("{:<05}|{:>05}|{:^05}|", -42, -42, -42), "-42  |  -42| -42 |");
  CHECK_EQ(shown("{:0<5}|{:0>5}|{:0^5}|", -42, -42, -42), "-4200|00-42|0-420|");
  CHECK_EQ(shown("{:^4}|{:^5}|{:*^6}", 42, 42, 42), " 42 | 42  |**42**");
  CHECK_EQ(shown("{:1}{:2}{:3}", 123, 123, 123), "123123123");
}

namespace {

template <class T>
struct limits {
  static constexpr bool is_signed = T(-1) < T(0);
  static constexpr T most =
      is_signed ? static_cast<T>((uint64_t{1} << (8 * sizeof(T) - 1)) - 1) : static_cast<T>(~uint64_t{0});
  static constexpr T least = is_signed ? static_cast<T>(-most - 1) : T{0};
};

/// The value with printf's widest types; negative ones with '-' and the magnitude, except in decimal.
template <class T>
std::string decimal_by_libc(T value) {
  if constexpr (limits<T>::is_signed) {
    return by_libc("%jd", static_cast<intmax_t>(value));
  } else {
    return by_libc("%ju", static_cast<uintmax_t>(value));
  }
}

template <class T>
void check_value(T value) {
  const bool negative = value < 0;
  const uintmax_t magnitude = negative ? uintmax_t{0} - static_cast<uintmax_t>(value) : static_cast<uintmax_t>(value);
  const std::string sign = negative ? "-" : "";
  const std::string decimal = decimal_by_libc(value);
  const std::string hexadecimal = sign + by_libc("%jx", magnitude);
  bool same = shown("{}", value) == decimal && shown("{:d}", value) == decimal && shown("{:x}", value) == hexadecimal &&
              shown("{:X}", value) == sign + by_libc("%jX", magnitude) &&
              shown("{:o}", value) == sign + by_libc("%jo", magnitude) &&
              shown("{:>70}", value) == by_libc("%70s", decimal.c_str());
  if (libc_has_binary()) same = same && shown("{:b}", value) == sign + by_libc("%jb", magnitude);
  if (!same) {
    CAPTURE(decimal);
    FAIL("formatted differently");
  }
}

}  // namespace

TEST_CASE_TEMPLATE("integers of every type, at their ends and around powers of two", T, signed char, unsigned char,
                   short, unsigned short, int, unsigned, long, unsigned long, long long, unsigned long long) {
  if constexpr (sizeof(T) == 1) {
    for (int value = 0; value < 256; ++value) check_value(static_cast<T>(value));
  } else {
    for (unsigned bit = 0; bit < 8 * sizeof(T); ++bit) {
      const uint64_t power = uint64_t{1} << bit;
      for (const uint64_t value : {power - 1, power, power + 1, ~power, uint64_t{0} - power}) {
        check_value(static_cast<T>(value));
      }
    }
    T ten = 1;
    for (; ten < limits<T>::most / 10; ten = static_cast<T>(ten * 10)) {
      check_value(ten);
      check_value(static_cast<T>(ten - 1));
      check_value(static_cast<T>(T{0} - ten));
    }
    check_value(limits<T>::least);
    check_value(static_cast<T>(limits<T>::least + 1));
    check_value(limits<T>::most);
  }
}

namespace {

/// One format, ours and printf's, both with a width that is an argument.
struct pair_of_formats {
  kcall::formatted (*ours)(char (&room)[128], uint64_t value, int width);
  int (*libcs)(char (&room)[128], uint64_t value, int width);
  /// Whether printf's differs for zero: `#`.
  bool prefixed;
  bool binary;
};

// Decimal is signed here, everything else unsigned, as with printf.
#define KCALL_TEST_PAIR(type, our_flags, letter, libc_format, prefixed, binary)                      \
  pair_of_formats {                                                                                  \
    [](char(&room)[128], uint64_t value, int width) {                                                \
      return format_to(room, "{:" our_flags letter "}", static_cast<type>(value), width);            \
    },                                                                                               \
        [](char(&room)[128], uint64_t value, int width) {                                            \
          return print_as_libc(&room[0], sizeof room, libc_format, width, static_cast<type>(value)); \
        },                                                                                           \
        prefixed, binary                                                                             \
  }
#define KCALL_TEST_FLAGS(type, letter, libc_letter, is_binary)                    \
  KCALL_TEST_PAIR(type, "{}", letter, "%*j" libc_letter, false, is_binary),       \
      KCALL_TEST_PAIR(type, ">{}", letter, "%*j" libc_letter, false, is_binary),  \
      KCALL_TEST_PAIR(type, "<{}", letter, "%-*j" libc_letter, false, is_binary), \
      KCALL_TEST_PAIR(type, "0{}", letter, "%0*j" libc_letter, false, is_binary), \
      KCALL_TEST_PAIR(type, "<0{}", letter, "%-0*j" libc_letter, false, is_binary)
#define KCALL_TEST_SIGNS(type, letter, libc_letter)                             \
  KCALL_TEST_PAIR(type, "+{}", letter, "%+*j" libc_letter, false, false),       \
      KCALL_TEST_PAIR(type, " {}", letter, "% *j" libc_letter, false, false),   \
      KCALL_TEST_PAIR(type, "<+{}", letter, "%-+*j" libc_letter, false, false), \
      KCALL_TEST_PAIR(type, "< {}", letter, "%- *j" libc_letter, false, false), \
      KCALL_TEST_PAIR(type, "+0{}", letter, "%+0*j" libc_letter, false, false), \
      KCALL_TEST_PAIR(type, " 0{}", letter, "% 0*j" libc_letter, false, false)
#define KCALL_TEST_PREFIX(type, letter, libc_letter, is_binary)                    \
  KCALL_TEST_PAIR(type, "#{}", letter, "%#*j" libc_letter, true, is_binary),       \
      KCALL_TEST_PAIR(type, "<#{}", letter, "%-#*j" libc_letter, true, is_binary), \
      KCALL_TEST_PAIR(type, "#0{}", letter, "%#0*j" libc_letter, true, is_binary)

/// For each base, all combinations of flags that mean the same to both.
const std::vector<std::vector<pair_of_formats>>& formats() {
  static const std::vector<std::vector<pair_of_formats>> all = {
      {KCALL_TEST_FLAGS(int64_t, "d", "d", false), KCALL_TEST_SIGNS(int64_t, "d", "d"),
       KCALL_TEST_FLAGS(int64_t, "", "d", false)},
      {KCALL_TEST_FLAGS(uint64_t, "d", "u", false), KCALL_TEST_FLAGS(uint64_t, "", "u", false)},
      {KCALL_TEST_FLAGS(uint64_t, "x", "x", false), KCALL_TEST_PREFIX(uint64_t, "x", "x", false)},
      {KCALL_TEST_FLAGS(uint64_t, "X", "X", false), KCALL_TEST_PREFIX(uint64_t, "X", "X", false)},
      {KCALL_TEST_FLAGS(uint64_t, "o", "o", false), KCALL_TEST_PREFIX(uint64_t, "o", "o", false)},
      {KCALL_TEST_FLAGS(uint64_t, "b", "b", true), KCALL_TEST_PREFIX(uint64_t, "b", "b", true),
       KCALL_TEST_PREFIX(uint64_t, "B", "B", true)},
  };
  return all;
}

bool agrees(const pair_of_formats& pair, uint64_t value, int width) {
  char ours[128], theirs[128];
  const auto got = pair.ours(ours, value, width);
  const int expected = pair.libcs(theirs, value, width);
  return !got.cut() && expected >= 0 && got.size() == static_cast<size_t>(expected) &&
         memcmp(&ours[0], &theirs[0], got.size() + 1) == 0;
}

uint64_t next_random(uint64_t& state) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state * 0x2545f4914f6cdd1d;
}

}  // namespace

TEST_CASE("a million random integers are what glibc's printf makes of them, in every base, with every flag") {
  // %B is glibc's since 2.35, like %b.
  const bool binary = libc_has_binary() && by_libc("%#B", 5) == "0B101";
  std::vector<uint64_t> edges = {0};
  for (unsigned bit = 0; bit < 64; ++bit) {
    for (uint64_t near = 0; near < 3; ++near) {
      edges.push_back((uint64_t{1} << bit) + near - 1);
      edges.push_back(uint64_t{0} - (uint64_t{1} << bit) + near - 1);
    }
  }
  for (uint64_t ten = 1; ten <= UINT64_MAX / 10; ten *= 10) edges.insert(edges.end(), {ten - 1, ten, 0 - ten, 1 - ten});
  unsigned long compared = 0;
  const auto compare = [&](const pair_of_formats& pair, uint64_t value, int width) {
    if ((pair.binary && !binary) || (pair.prefixed && value == 0)) return;
    ++compared;
    if (agrees(pair, value, width)) return;
    char ours[128], theirs[128];
    const auto got = pair.ours(ours, value, width);
    pair.libcs(theirs, value, width);
    FAIL("ours: \"", std::string(got.data(), got.size()), "\", libc's: \"", std::string(&theirs[0]), "\"");
  };
  for (const auto& base : formats()) {
    for (const auto& pair : base) {
      for (const uint64_t value : edges) {
        for (const int width : {0, 1, 12, 70}) compare(pair, value, width);
      }
    }
  }
  // Bounded by time, for emulators and sanitizers; elsewhere all are compared.
  const clock_t start = clock();
  uint64_t state = 20240229;
  unsigned long values = 0;
  for (; values < 1'000'000; ++values) {
    if (values % 1024 == 0 && clock() - start > 4 * CLOCKS_PER_SEC) break;
    const uint64_t random = next_random(state);
    const auto choice = static_cast<unsigned>(next_random(state) >> 32);
    const uint64_t value = random >> (choice & 63);
    const int width = static_cast<int>(choice >> 6 & 63) + 6;
    for (const auto& base : formats()) {
      compare(base[(choice >> 12) % base.size()], (choice >> 31) != 0 ? 0 - value : value, width);
    }
  }
  MESSAGE("random values: ", values, ", texts compared: ", compared);
  CHECK_GT(compared, 100'000);
}

TEST_CASE("pointers are what printf's %p is") {
  int object = 0;
  const void* const pointer = &object;
  CHECK_EQ(shown("{} {:p} {:>20}|{:<20}|", pointer, pointer, pointer, pointer),
           by_libc("%p %p %20p|%-20p|", pointer, pointer, pointer, pointer));
  CHECK_EQ(shown("{} {}", nullptr, static_cast<void*>(nullptr)), "0x0 0x0");
}

namespace {
enum class colour : unsigned char { red = 3 };
enum plain_enum { seven = 7 };
enum class letter : char { a = 'a' };
enum class truth : bool { yes = true };
}  // namespace

TEST_CASE("kcall's own types") {
  CHECK_EQ(shown("{} {} {} {}", fd{3}, kcall::pid{-1}, kcall::uid{4000000000}, kcall::at_fdcwd),
           "3 -1 4000000000 -100");
  CHECK_EQ(shown("{:>5}|{:#x}|{:05}", fd{3}, kcall::pid{255}, kcall::pid{-1}), "    3|0xff|-0001");
  CHECK_EQ(shown("{} {} {}", errc::enoent, errc{200}, errc{-7}), "ENOENT errno 200 errno -7");
  CHECK_EQ(shown("{:<8}|{:>8}|{:^8}|{:.2}", errc::eio, errc::eio, errc::eio, errc::eio),
           "EIO     |     EIO|  EIO   |EI");
  CHECK_EQ(shown("{} {:#x} {}", colour::red, colour::red, seven), "3 0x3 7");
  CHECK_EQ(shown("{} {:d} {}", letter::a, letter::a, truth::yes), "97 97 1");
}

namespace shapes {
namespace {
struct point {
  int x, y;
};
[[maybe_unused]] void format(kcall::sink& to, const point& p) { print(to, "({}, {:+})", p.x, p.y); }
struct line {
  point from, to;
};
[[maybe_unused]] void format(kcall::sink& to, const line& l) {
  to.put('[');
  print(to, "{}-{}", l.from, l.to);
  to.put("]");
}
enum class side { left, right };
[[maybe_unused]] void format(kcall::sink& to, side s) { print(to, "{}", s == side::left ? "left" : "right"); }
struct stars {
  kcall::size_t count;
};
[[maybe_unused]] void format(kcall::sink& to, stars s) { to.fill('*', s.count); }
}  // namespace
}  // namespace shapes

TEST_CASE("a type with a format() of its own") {
  const shapes::point p{1, -2};
  CHECK_EQ(shown("{}", p), "(1, -2)");
  CHECK_EQ(shown("<{}> {:>3} {}", shapes::line{p, {3, 4}}, 5, shapes::side::right), "<[(1, -2)-(3, +4)]>   5 right");
  CHECK_EQ(shown("{}{}", shapes::stars{3000}, 1), std::string(3000, '*') + "1");
}

TEST_CASE("format_to writes no more than there is room for, and a NUL") {
  for (kcall::size_t size = 0; size < 12; ++size) {
    char room[16];
    memset(&room[0], '#', sizeof room);
    const auto done = format_to({&room[0], size}, "{}{:>4}", "abc", 12);
    const std::string whole = "abc  12";
    CAPTURE(size);
    CHECK_EQ(done.wanted(), whole.size());
    CHECK_EQ(done.cut(), size <= whole.size());
    const std::string kept = whole.substr(0, size == 0 ? 0 : size - 1);
    CHECK_EQ(std::string(done.data(), done.size()), kept);
    if (size != 0) CHECK_EQ(room[kept.size()], '\0');
    for (kcall::size_t i = size == 0 ? 0 : kept.size() + 1; i < sizeof room; ++i) CHECK_EQ(room[i], '#');
    // What was cut is no path.
    CHECK_EQ(done.c_str() == nullptr, done.cut());
    CHECK_EQ(kcall::path(done).get() == nullptr, done.cut());
  }
}

TEST_CASE("format_to makes paths") {
  char room[64];
  const auto opened =
      kcall::open(format_to(room, "/proc/{}/stat", static_cast<int>(getpid())), kcall::open_flags::rdonly);
  REQUIRE(opened.has_value());
  const kcall::unique_fd file{*opened};
  char text[64];
  const auto got = kcall::read(file, text);
  REQUIRE(got.has_value());
  CHECK_EQ(std::string_view(&text[0], *got).substr(0, 3), std::to_string(getpid()).substr(0, 3));
  char small[8];
  CHECK(kcall::open(format_to(small, "/proc/{}/stat", static_cast<int>(getpid())), kcall::open_flags::rdonly) ==
        errc::efault);
}

TEST_CASE_TEMPLATE("print writes to a descriptor", G, ALL_GATES) {
  int ends[2];
  REQUIRE_EQ(pipe(&ends[0]), 0);
  CHECK(print<G>(fd{ends[1]}, "{}: {:#x} {}\n", "name", 255, errc::enoent).has_value());
  CHECK(print<G>(fd{ends[1]}, "plain\n").has_value());
  // Nothing to write is no error.
  CHECK(print<G>(fd{ends[1]}, "{}", "").has_value());
  close(ends[1]);
  char text[64];
  const auto size = read(ends[0], &text[0], sizeof text);
  CHECK_EQ(std::string(&text[0], size < 0 ? 0 : static_cast<size_t>(size)), "name: 0xff ENOENT\nplain\n");
  close(ends[0]);
  CHECK(print<G>(fd{-1}, "{}\n", 1) == errc::ebadf);
  CHECK(print<G>(fd{-1}, "{}", std::string(5000, 'x')) == errc::ebadf);
}

namespace {

using fake = kcall::gate::scripted<kcall::gate::refusing<>>;
using nr = kcall::nr<fake>;

std::string written_text;
/// A write that takes everything, and keeps it.
long take_all(const long (&a)[6]) {
  written_text.append(reinterpret_cast<const char*>(a[1]), static_cast<size_t>(a[2]));
  return a[2];
}
/// A write that takes 100 bytes at most.
long take_some(const long (&a)[6]) {
  const auto size = static_cast<size_t>(a[2] < 100 ? a[2] : 100);
  written_text.append(reinterpret_cast<const char*>(a[1]), size);
  return static_cast<long>(size);
}

}  // namespace

TEST_CASE("short texts are one write, long ones are whole") {
  for (const size_t size : {1U, 2U, 1022U, 1023U, 1024U, 1025U, 2048U, 2049U, 10000U}) {
    fake::reset();
    written_text.clear();
    for (int i = 0; i < 12; ++i) fake::answer(nr::write, take_all);
    std::string text(size - 1, 'x');
    for (size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>('a' + i % 26);
    CHECK(print<fake>(fd{3}, "{}\n", text).has_value());
    CHECK_EQ(written_text, text + "\n");
    CHECK_EQ(fake::calls(), (size + 1023) / 1024);
    CHECK_EQ(fake::call(0).arguments[0], 3);
  }
}

TEST_CASE("print goes on after signals and short writes, and stops at an error") {
  const std::string text(1500, 'x');
  fake::reset();
  written_text.clear();
  fake::answer(nr::write, errc::eintr);
  for (int i = 0; i < 30; ++i) fake::answer(nr::write, take_some);
  CHECK(print<fake>(fd{3}, "{}{:>5}", text, 7).has_value());
  CHECK_EQ(written_text, text + "    7");

  fake::reset();
  written_text.clear();
  fake::answer(nr::write, take_some);
  fake::answer(nr::write, errc::enospc);
  fake::answer(nr::write, take_all);
  CHECK(print<fake>(fd{3}, "{}{}{}", text, text, text) == errc::enospc);
  CHECK_EQ(fake::calls(), 2);
  CHECK_EQ(written_text, text.substr(0, 100));
  fake::reset();
}

namespace {

/// An `out` of one's own.
struct collector {
  std::string text{};
  int calls = 0;
  errc refuse{};
  kcall::result<void> write(kcall::const_buffer data) {
    ++calls;
    if (refuse != errc{}) return refuse;
    text.append(static_cast<const char*>(data.data()), data.size());
    return {};
  }
};

}  // namespace

TEST_CASE("print to anything that writes") {
  collector out;
  CHECK(print(out, "{} {}\n", 1, "two").has_value());
  CHECK(print(out, "").has_value());
  CHECK_EQ(out.text, "1 two\n");
  CHECK_EQ(out.calls, 1);
  CHECK(print(out, "{:>{}}", std::string(3000, 'y').substr(0, 10), 3000).has_value());
  CHECK_EQ(out.text, "1 two\n" + std::string(2990, ' ') + std::string(10, 'y'));
  out.refuse = errc::eio;
  out.calls = 0;
  CHECK(print(out, "{}{}", std::string(3000, 'y'), 1) == errc::eio);
  CHECK_EQ(out.calls, 1);

  char storage[16];
  fake::reset();
  written_text.clear();
  for (int i = 0; i < 4; ++i) fake::answer(nr::write, take_all);
  kcall::basic_writer<fake> writer(fd{3}, storage);
  CHECK(print(writer, "{}", "short").has_value());
  CHECK_EQ(fake::calls(), 0);
  CHECK(print(writer, "{} {:x}\n", "and longer than that", 255).has_value());
  CHECK(writer.flush().has_value());
  CHECK_EQ(written_text, "shortand longer than that ff\n");
}
