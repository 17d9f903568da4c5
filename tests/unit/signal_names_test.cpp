#include <kcall/signal_names.hpp>

#include "support.hpp"
// The libc's names, to compare with.
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <string>
#include <vector>

// Not `using`: the libc has a function of that name.
using number_of = kcall::signal;

static_assert(*kcall::name(number_of::sigint) == "SIGINT");
static_assert(kcall::short_name(number_of::sigterm) == "TERM");
static_assert(kcall::name(number_of::sigsys) == "SIGSYS" && kcall::name(number_of::sighup) == "SIGHUP");
static_assert(!kcall::name(number_of::none) && !kcall::name(number_of::sigrtmin) && !kcall::short_name(number_of{-1}));
static_assert(*kcall::signal_number("INT") == number_of::sigint);
static_assert(kcall::signal_number("SIGSYS") == number_of::sigsys && kcall::signal_number("15") == number_of::sigterm);
static_assert(!kcall::signal_number("SIGNAL") && !kcall::signal_number(""));

namespace {

std::string string(kcall::static_text text) { return {text.data(), text.size()}; }

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

/// What a shell's command prints, word by word.
std::vector<std::string> words_of(const char* command) {
  std::vector<std::string> words;
  FILE* const pipe = popen(command, "r");
  if (pipe == nullptr) return words;
  char word[64];
  while (fscanf(pipe, "%63s", word) == 1) words.emplace_back(word);
  pclose(pipe);
  return words;
}

}  // namespace

TEST_CASE("every signal has the name that the libc gives it, and the libc has no other") {
  int named = 0;
  for (int number = -70; number <= 400; ++number) {
    // Of a real-time signal, and of none, the libc has no abbreviation.
    const char* const expected = sigabbrev_np(number);
    const auto found = kcall::short_name(number_of{number});
    CAPTURE(number);
    REQUIRE_EQ(found.has_value(), expected != nullptr);
    CHECK_EQ(kcall::name(number_of{number}).has_value(), expected != nullptr);
    if (expected == nullptr) continue;
    ++named;
    // One number, two names: the libc calls 29 POLL, the kernel and `kill -l` IO.
    CHECK_EQ(string(*found), number == SIGIO ? "IO" : expected);
    CHECK_EQ(string(*kcall::name(number_of{number})), "SIG" + string(*found));
    CHECK_EQ(strlen(found->c_str()), found->size());
    CHECK_EQ(strlen(kcall::name(number_of{number}).c_str()), found->size() + 3);
  }
  CHECK_EQ(named, 31);
}

TEST_CASE("a name, long, short or in small letters, and a number give the signal back") {
  for (int number = 1; number <= 64; ++number) {
    CAPTURE(number);
    CHECK_EQ(kcall::signal_number(std::to_string(number)), number_of{number});
    CHECK_EQ(kcall::signal_number("0" + std::to_string(number)), number_of{number});
    const char* const known = sigabbrev_np(number);
    if (known == nullptr) continue;
    const std::string name = known;
    CHECK_EQ(kcall::signal_number(name), number_of{number});
    CHECK_EQ(kcall::signal_number("SIG" + name), number_of{number});
    CHECK_EQ(kcall::signal_number(lower(name)), number_of{number});
    CHECK_EQ(kcall::signal_number("Sig" + lower(name)), number_of{number});
    CHECK_EQ(kcall::signal_number(name.c_str()), number_of{number});
    CHECK_EQ(kcall::signal_number(kcall::static_text(name.c_str())), number_of{number});
  }
  CHECK_EQ(kcall::signal_number("0"), number_of::none);
  CHECK_EQ(kcall::signal_number("IOT"), number_of::sigabrt);
  CHECK_EQ(kcall::signal_number("SIGCLD"), number_of::sigchld);
  CHECK_EQ(kcall::signal_number("SIGIO"), number_of::sigpoll);
}

TEST_CASE("what is no signal is none") {
  for (const char* const text : {"",
                                 "SIG",
                                 "sig",
                                 "SIGSIGINT",
                                 "INTSIG",
                                 "IN",
                                 "INTX",
                                 "SIGINT ",
                                 " INT",
                                 "65",
                                 "64x",
                                 "-1",
                                 "+1",
                                 "99999999999",
                                 "4294967298",
                                 "RTMI",
                                 "RT",
                                 "RTMIN+",
                                 "RTMIN-1",
                                 "RTMIN+31",
                                 "RTMIN+x",
                                 "RTMINX",
                                 "RTMAX+1",
                                 "RTMAX-31",
                                 "INT+1",
                                 "POLL-1",
                                 "SIGINT1",
                                 "INT\xff"
                                 "1",
                                 "INT\xff",
                                 "SIGRTMIN+1 ",
                                 "SIGRTMIN+-1",
                                 "EXIT",
                                 "USR",
                                 "USR\x11",
                                 "\xff"}) {
    CAPTURE(text);
    CHECK_FALSE(kcall::signal_number(text).has_value());
  }
  CHECK_FALSE(kcall::signal_number(kcall::static_text(nullptr, 0)).has_value());
  // Text with a NUL inside is not the text before it.
  CHECK_FALSE(kcall::signal_number(std::string("INT\0", 4)).has_value());
  CHECK_FALSE(kcall::signal_number(std::string("INT\0QUIT", 8)).has_value());
}

TEST_CASE("real-time signals count from the libc's first") {
  CHECK_EQ(kcall::signal_number("RTMIN"), number_of{SIGRTMIN});
  CHECK_EQ(kcall::signal_number("SIGRTMAX"), number_of{SIGRTMAX});
  for (int n = 0; n <= SIGRTMAX - SIGRTMIN; ++n) {
    CHECK_EQ(kcall::signal_number("RTMIN+" + std::to_string(n)), number_of{SIGRTMIN + n});
    CHECK_EQ(kcall::signal_number("sigrtmax-" + std::to_string(n)), number_of{SIGRTMAX - n});
  }
}

TEST_CASE("every word of bash's `kill -l` is a signal, with its number") {
  const auto words = words_of("bash -c 'kill -l' 2>/dev/null");
  if (words.size() < 60) {
    MESSAGE("no bash here");
    return;
  }
  for (size_t i = 0; i + 1 < words.size(); i += 2) {
    CAPTURE(words[i + 1]);
    CHECK_EQ(kcall::signal_number(words[i + 1]), number_of{std::stoi(words[i])});
  }
}
