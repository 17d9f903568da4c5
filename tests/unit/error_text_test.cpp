#include <kcall/error_text.hpp>
#include <kcall/types/path.hpp>

#include "support.hpp"
// The libc's names and texts, to compare with.
#include <string.h>

#include <algorithm>
#include <cctype>
#include <climits>
#include <set>
#include <string>
#include <vector>

using kcall::errc;

static_assert(*kcall::name(errc::enoent) == "ENOENT");
static_assert(kcall::name(errc::eperm) == "EPERM");
static_assert(kcall::name(errc::ehwpoison) == "EHWPOISON");
static_assert(kcall::name(errc::ewouldblock) == "EAGAIN");
static_assert(kcall::text(errc::eisdir).has_value());
static_assert(!kcall::name(errc{0}) && !kcall::text(errc{0}));
static_assert(!kcall::name(errc{134}) && !kcall::text(errc{134}));
static_assert(kcall::name_or_number(errc::einval).size() == 6);
static_assert(kcall::name_or_number(errc{200}).size() == 9);
static_assert(errc::ewouldblock == errc::eagain && errc::edeadlock == errc::edeadlk &&
              errc::enotsup == errc::eopnotsupp);

namespace {

std::string string(kcall::static_text text) { return {text.data(), text.size()}; }

std::string shown(errc error) {
  const kcall::name_or_number text(error);
  CHECK_EQ(std::string(text.c_str()).size(), text.size());
  return {text.data(), text.size()};
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

TEST_CASE("every error has the name that the libc gives it, and the libc has no other") {
  int named = 0;
  for (int number = -5; number <= 4200; ++number) {
    const char* const expected = number == 0 ? nullptr : strerrorname_np(number);
    const auto name = kcall::name(errc{number});
    CAPTURE(number);
    REQUIRE_EQ(name.has_value(), expected != nullptr);
    CHECK_EQ(kcall::text(errc{number}).has_value(), expected != nullptr);
    if (expected == nullptr) continue;
    ++named;
    // One number, two names: the libc calls 95 ENOTSUP, the kernel EOPNOTSUPP.
    CHECK_EQ(string(*name), number == EOPNOTSUPP ? "EOPNOTSUPP" : expected);
    CHECK_EQ(std::string(name.c_str()).size(), name.size());
    CHECK_EQ(shown(errc{number}), string(*name));
  }
  CHECK_EQ(named, 131);
}

TEST_CASE("every text is there, short, and in words of its own") {
  std::set<std::string> texts;
  for (int number = 1; number <= 133; ++number) {
    if (number == 41 || number == 58) continue;
    const auto text = kcall::text(errc{number});
    REQUIRE(text.has_value());
    const std::string words = string(*text);
    CAPTURE(words);
    CHECK_EQ(std::string(text.c_str()), words);
    CHECK_GE(words.size(), 10);
    CHECK_LE(words.size(), 60);
    CHECK_NE(words.back(), '.');
    CHECK_NE(lower(words), lower(strerror(number)));
    CHECK(std::all_of(words.begin(), words.end(), [](char c) { return c >= ' ' && c <= '~'; }));
    CHECK(texts.insert(words).second);
  }
  CHECK(kcall::text(errc::enoent) == "nothing there by that name");
  CHECK(kcall::text(errc::ehwpoison) == "the memory page is broken in hardware");
}

TEST_CASE("a number without a name has no name, no text, and is shown as a number") {
  for (const int number : {0, 41, 58, 134, 200, 255, 256, 512, 4095, 4096, 65536, INT_MAX, -1, -2, -58, INT_MIN}) {
    CAPTURE(number);
    CHECK_FALSE(kcall::name(errc{number}).has_value());
    CHECK_FALSE(kcall::text(errc{number}).has_value());
    CHECK(kcall::name(errc{number}) != "");
    CHECK_EQ(string(kcall::name(errc{number})), "");
    CHECK_EQ(shown(errc{number}), "errno " + std::to_string(number));
  }
}

TEST_CASE("what is shown survives being copied, and is a path and a buffer") {
  std::vector<kcall::name_or_number> kept;
  {
    const kcall::name_or_number number(errc{3999});
    const kcall::name_or_number name(errc::enoent);
    kept.push_back(number);
    kept.push_back(name);
  }
  CHECK_EQ(std::string(kept[0].data(), kept[0].size()), "errno 3999");
  CHECK_EQ(std::string(kept[1].data(), kept[1].size()), "ENOENT");
  CHECK_EQ(std::string(kcall::path(kept[0]).get()), "errno 3999");
  const kcall::const_buffer buffer = kept[1];
  CHECK_EQ(buffer.size(), 6);
}
