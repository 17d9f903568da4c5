// reader.hpp: lines of every length through storage of every size, from kernels that give what they like; errors where
// they belong.
#include <fcntl.h>
#include <string.h>
#include <kcall/gate/layers.hpp>
#include <kcall/reader.hpp>

#include <string>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::basic_reader;
using kcall::errc;
using kcall::fd;
using fake = kcall::gate::scripted<kcall::gate::refusing<>>;
using nr = kcall::nr<fake>;

/// Puts text where a read's buffer is, and gives its size.
template <size_t n>
long give(const long (&arguments)[6], const char (&text)[n]) {
  memcpy(reinterpret_cast<void*>(arguments[1]), &text[0], n - 1);
  return n - 1;
}

std::string text(const kcall::piece& p) { return {p.data(), p.size()}; }

/// A kernel that gives a text in pieces of varying size, with signals in between.
class trickle {
 public:
  using abi = kcall::gate::native::abi;
  static void start(const std::string& from) {
    source = from;
    at = 0;
  }
  template <class... A>
  static long enter(abi::nr, A... arguments) {
    if constexpr (sizeof...(A) == 3) return give_some(arguments...);
    return -static_cast<long>(errc::enosys);
  }

 private:
  static long give_some(auto, auto data, auto size) {
    state = state * 1103515245 + 12345;
    const size_t most = 1 + (state >> 16) % 40;
    if (most % 5 == 0) return -static_cast<long>(errc::eintr);
    const size_t left = source.size() - at;
    size_t given = most < left ? most : left;
    given = given < static_cast<size_t>(size) ? given : static_cast<size_t>(size);
    memcpy(data, source.data() + at, given);
    at += given;
    return static_cast<long>(given);
  }

  static inline std::string source;
  static inline size_t at = 0;
  static inline unsigned state = 1;
};

/// Reads all lines, checks what is said of every piece, and puts the lines together again.
template <class G>
std::string all_lines(fd from, size_t capacity, char delimiter) {
  std::vector<char> storage(capacity);
  basic_reader<G> in{from, {storage.data(), capacity}};
  std::string all;
  bool ended = false;
  for (;;) {
    const auto line = in.until(delimiter);
    REQUIRE(line);
    if (line->at_end()) break;
    REQUIRE_FALSE(ended);
    REQUIRE(line->data() >= storage.data());
    REQUIRE(line->data() + line->size() <= storage.data() + capacity);
    REQUIRE(text(*line).find(delimiter) == std::string::npos);
    REQUIRE(line->cut() + line->delimited() <= 1);
    if (line->cut()) REQUIRE(line->size() == capacity);
    if (line->delimited()) REQUIRE(line->data()[line->size()] == delimiter);
    if (!line->cut() && !line->delimited()) {
      REQUIRE(line->size() != 0);
      ended = true;
    }
    const kcall::const_buffer whole = line->whole();
    all.append(static_cast<const char*>(whole.data()), whole.size());
  }
  CHECK(in.pending() == 0);
  return all;
}

}  // namespace

TEST_CASE("lines of every length, storage of every size, reads of any size") {
  std::string source;
  for (size_t i = 0; i < 120; ++i) {
    source += std::string(i * i % 97, static_cast<char>(i * 3)) + std::string(i % 4, '\0');
    source += '\n';
  }
  for (const char* const last : {"", "no newline", "\n", "\n\n"}) {
    const std::string whole = source + last;
    for (size_t capacity : {1U, 2U, 3U, 7U, 8U, 9U, 15U, 16U, 17U, 63U, 96U, 97U, 98U, 1000U, 20000U}) {
      INFO("storage of ", capacity);
      trickle::start(whole);
      REQUIRE(all_lines<trickle>(fd{3}, capacity, '\n') == whole);
      trickle::start(whole);
      REQUIRE(all_lines<trickle>(fd{3}, capacity, '\0') == whole);
      trickle::start(whole);
      REQUIRE(all_lines<trickle>(fd{3}, capacity, '\xf0') == whole);
    }
  }
  trickle::start("");
  CHECK(all_lines<trickle>(fd{3}, 10, '\n') == "");
}

TEST_CASE_TEMPLATE("a file's lines", G, ALL_GATES) {
  const test::scratch directory;
  const std::string source = "first\n\nthird, longer than the storage\nlast";
  const int f = ::open(directory.file("lines", source).c_str(), O_RDONLY);
  REQUIRE(f >= 0);
  CHECK(all_lines<G>(fd{f}, 16, '\n') == source);
  ::close(f);
}

TEST_CASE("what is said of lines") {
  fake::reset();
  char storage[8];
  basic_reader<fake> in{fd{3}, storage};
  fake::answer(nr::read, [](const long(&a)[6]) { return give(a, "ab\n\ncdef"); });
  fake::answer(nr::read, [](const long(&a)[6]) { return give(a, "ghij"); });
  fake::answer(nr::read, [](const long(&a)[6]) { return give(a, "kl\nm"); });
  fake::answer(nr::read, 0);
  auto line = in.line();
  REQUIRE(line);
  CHECK(text(*line) == "ab");
  CHECK(line->delimited());
  CHECK_FALSE(line->cut());
  CHECK_FALSE(line->at_end());
  CHECK(line->whole().size() == 3);
  line = in.line();
  CHECK(line->empty());
  CHECK(line->delimited());
  CHECK(fake::calls() == 1);
  line = in.line();  // cdefghij: as long as the storage
  CHECK(text(*line) == "cdefghij");
  CHECK(line->cut());
  CHECK(line->whole().size() == 8);
  line = in.line();
  CHECK(text(*line) == "kl");
  CHECK(line->delimited());
  line = in.line();
  CHECK(text(*line) == "m");
  CHECK_FALSE(line->delimited());
  CHECK_FALSE(line->cut());
  CHECK_FALSE(line->at_end());
  CHECK(fake::finished());
  const size_t calls = fake::calls();
  CHECK(in.line()->at_end());
  CHECK(fake::calls() == calls);
  // The file has grown, or a terminal's user goes on.
  fake::answer(nr::read, [](const long(&a)[6]) { return give(a, "more\n"); });
  CHECK(text(*in.line()) == "more");
}

TEST_CASE("an error comes after what was read before it, once") {
  fake::reset();
  char storage[32];
  basic_reader<fake> in{fd{3}, storage};
  CHECK(in.file() == fd{3});
  fake::answer(nr::read, [](const long(&a)[6]) { return give(a, "one\ntw"); });
  fake::answer(nr::read, errc::eio);
  fake::answer(nr::read, [](const long(&a)[6]) { return give(a, "three\n"); });
  CHECK(text(*in.line()) == "one");
  const auto rest = in.line();
  REQUIRE(rest);
  CHECK(text(*rest) == "tw");
  CHECK(rest->cut());
  CHECK(fake::calls() == 2);
  CHECK(in.line() == errc::eio);
  CHECK(fake::calls() == 2);
  CHECK(text(*in.line()) == "three");
  fake::answer(nr::read, errc::eagain);
  CHECK(in.line() == errc::eagain);
  fake::answer(nr::read, errc::eagain);
  CHECK(in.some() == errc::eagain);
}

TEST_CASE("some() gives what is there, then one read's worth") {
  fake::reset();
  char storage[8];
  basic_reader<fake> in{fd{3}, storage};
  fake::answer(nr::read, [](const long(&a)[6]) { return give(a, "a\nbcd"); });
  fake::answer(nr::read, [](const long(&a)[6]) { return give(a, "\0\n"); });
  fake::answer(nr::read, 0);
  CHECK(text(*in.line()) == "a");
  CHECK(in.pending() == 3);
  CHECK(text(*in.some()) == "bcd");
  CHECK(fake::calls() == 1);
  CHECK(text(*in.some()) == std::string("\0\n", 2));
  CHECK(in.some()->at_end());
  CHECK(fake::finished());
}

TEST_CASE("without storage nothing can be read, and that is said") {
  fake::reset();
  char byte[1];
  basic_reader<fake> in{fd{3}, {&byte[0], 0}};
  CHECK(in.line() == errc::einval);
  CHECK(in.some() == errc::einval);
  CHECK(fake::calls() == 0);
}
