// options.hpp beside getopt_long(3), which reads the same command lines.
#include <getopt.h>
#include <kcall/options.hpp>

#include <string>
#include <utility>
#include <vector>

#include "support.hpp"

namespace {

using strings = std::vector<std::string>;
using kcall::long_option;
using kcall::options;

constexpr char help[] =
    "usage: count [OPTION]... [FILE]...\n"
    "Counts -x and\n"
    "  -l, --lines            count lines\n"
    "  -s, --skip=NUMBER      leave out so many lines,\n"
    "                         counted from the first\n"
    "  -n NAME                call the input NAME\n"
    "  -0                     end at NUL\n"
    "  -m, --match[=WORD]     only those\n"
    "      --color[=WHEN]     in color\n"
    "      --columns=N        so wide\n"
    "      --help             print this\n";

/// A command line that can be written to, as a program is given one.
class command {
 public:
  explicit command(strings words) : words_(std::move(words)) {
    for (std::string& word : words_) pointers_.push_back(word.data());
    pointers_.push_back(nullptr);
  }
  int argc() const { return static_cast<int>(words_.size()); }
  char** argv() { return pointers_.data(); }

 private:
  strings words_;
  std::vector<char*> pointers_;
};

std::string text(const kcall::static_text from) { return {from.data(), from.size()}; }

/// Every answer as "option=value", and the words that were operands.
struct answers {
  strings options;
  strings operands;
};

std::string shown(int option, const std::string& value, bool has_value) {
  const std::string name = option == long_option(help, "color")     ? "color"
                           : option == long_option(help, "columns") ? "columns"
                           : option == long_option(help, "help")    ? "help"
                                                                    : std::string(1, static_cast<char>(option));
  return name + (has_value ? "=" + value : "");
}

answers ours(const strings& words) {
  command line(words);
  options in{line.argc(), line.argv(), help};
  answers given;
  while (const int option = in.next()) {
    if (option == options::operand) {
      given.operands.push_back(text(in.value()));
      REQUIRE(in.words()[0] == in.value().data());
    } else if (option == options::bad) {
      REQUIRE(in.complaint().size() != 0);
      given.options.push_back("bad");
    } else {
      given.options.push_back(shown(option, text(in.value()), in.has_value()));
    }
  }
  CHECK(*in.words() == nullptr);
  CHECK(in.next() == options::end);
  return given;
}

answers of_getopt(const strings& words) {
  command line(words);
  const option names[] = {{"lines", no_argument, nullptr, 'l'},
                          {"skip", required_argument, nullptr, 's'},
                          {"match", optional_argument, nullptr, 'm'},
                          {"color", optional_argument, nullptr, long_option(help, "color")},
                          {"columns", required_argument, nullptr, long_option(help, "columns")},
                          {"help", no_argument, nullptr, long_option(help, "help")},
                          {nullptr, 0, nullptr, 0}};
  answers given;
  optind = 0;  // glibc: start anew
  opterr = 0;
  for (;;) {
    const int option = getopt_long(line.argc(), line.argv(), "-ls:n:0m::", &names[0], nullptr);
    if (option == -1) break;
    if (option == 1) {
      given.operands.push_back(optarg);
    } else if (option == '?') {
      given.options.push_back("bad");
    } else {
      given.options.push_back(shown(option, optarg == nullptr ? "" : optarg, optarg != nullptr));
    }
  }
  for (int i = optind; i < line.argc(); ++i) given.operands.push_back(line.argv()[i]);
  return given;
}

std::string joined(const strings& words) {
  std::string all;
  for (const std::string& word : words) all += "'" + word + "' ";
  return all;
}

void same(const strings& words) {
  const answers mine = ours(words), usual = of_getopt(words);
  INFO("command line: ", joined(words));
  CHECK(joined(mine.options) == joined(usual.options));
  CHECK(joined(mine.operands) == joined(usual.operands));
}

}  // namespace

TEST_CASE("options are read as getopt_long reads them") {
  const strings lines[] = {
      {"count"},
      {"count", "-l"},
      {"count", "-l", "file", "-0", "other"},
      {"count", "-l0l"},
      {"count", "-ls3", "file"},
      {"count", "-ls", "3", "file"},
      {"count", "-s=3"},
      {"count", "-s", "-l", "-l"},
      {"count", "-s", "--", "-l"},
      {"count", "-s", ""},
      {"count", "-n", "name", "-nname"},
      {"count", "--lines", "--skip=3", "--skip", "4", "--skip="},
      {"count", "--li", "--sk", "5", "--sk=6"},
      {"count", "--co", "--c", "--col=red", "--colu=4", "--colo"},
      {"count", "--color", "always", "--color=always", "--color="},
      {"count", "-m", "word", "-mword", "-lmword", "--match", "word", "--match=word"},
      {"count", "--lines=3", "--help=", "--nosuch", "--nosuch=3", "--skip"},
      {"count", "-x", "-lxl", "-l-l", "-s"},
      {"count", "-", "-l", "--", "-l", "--lines", "-", "--"},
      {"count", "--", "--"},
      {"count", "", "-"},
      {"count", "---lines", "--l", "--linesx"},
      // As in the help text, but more of it than a name.
      {"count", "--help ", "--lines            count", "--color[=red", "--color[", "--match[", "--help  print this\n"},
      {"count", "--help             print this\n", "--col\n", "-l ", "-n NAME", "--columns[=3"},
      {"count", "-\xff", "--\xff", "--\xff=\xfe", "\xff"},
  };
  for (const strings& words : lines) same(words);
}

TEST_CASE("random command lines are read as getopt_long reads them") {
  const char* const parts[] = {"-",  "--", "-l",  "-s",     "-0",      "-n",       "-m",      "3",     "-l0",  "-s3",
                               "x",  "",   "-lx", "--help", "--lines", "--skip",   "--color", "=",     "--co", "--s",
                               "-x", "-?", "-:",  "--m=",   "--match", "--column", "--he=3",  "--l=3", "-ml",  "-nl"};
  unsigned state = 12345;
  for (int round = 0; round < 3000; ++round) {
    strings words{"count"};
    state = state * 1103515245 + 12345;
    for (unsigned left = state >> 16 & 7; left != 0; --left) {
      state = state * 1103515245 + 12345;
      words.push_back(parts[(state >> 16) % (sizeof parts / sizeof *parts)]);
    }
    const answers mine = ours(words), usual = of_getopt(words);
    INFO("command line: ", joined(words));
    REQUIRE(joined(mine.options) == joined(usual.options));
    REQUIRE(joined(mine.operands) == joined(usual.operands));
  }
}

TEST_CASE("what is wrong with an option is said, and which") {
  command line({"count", "-lxs", "--nosuch=3", "--lines=3", "--co", "--columns"});
  options in{line.argc(), line.argv(), help};
  CHECK(in.next() == 'l');
  CHECK(in.name() == "-l");
  REQUIRE(in.next() == options::bad);
  CHECK(in.name() == "-x");
  CHECK(in.complaint() == "no such option");
  CHECK(in.next() == 's');
  CHECK(in.value() == "--nosuch=3");
  REQUIRE(in.next() == options::bad);
  CHECK(in.name() == "--lines");
  CHECK(in.complaint() == "takes no value");
  REQUIRE(in.next() == options::bad);
  CHECK(in.name() == "--co");
  CHECK(in.complaint() == "could be several options");
  REQUIRE(in.next() == options::bad);
  CHECK(in.name() == "--columns");
  CHECK(in.complaint() == "needs a value");
  CHECK(in.next() == options::end);
  CHECK_FALSE(in.has_value());
  CHECK(in.value() == "");
}

TEST_CASE("who wants options first takes the rest from the first operand") {
  command line({"run", "-l", "program", "-l", "--nosuch"});
  options in{line.argc(), line.argv(), help};
  CHECK(in.next() == 'l');
  REQUIRE(in.next() == options::operand);
  CHECK(in.words() == line.argv() + 2);
}

TEST_CASE("a command line without any word, not even the program's name") {
  char* nothing[] = {nullptr};
  options in{0, &nothing[0], help};
  CHECK(in.next() == options::end);
  options same{kcall::arguments{0, &nothing[0]}, help};
  CHECK(same.next() == options::end);
  CHECK(in.help() == static_cast<const char*>(help));
}

namespace {

constexpr int at_compile_time() {
  char program[] = "p", bundle[] = "-ls3", name[] = "--col=x";
  char* argv[] = {&program[0], &bundle[0], &name[0], nullptr};
  options in{3, &argv[0], help};
  if (in.next() != 'l' || in.next() != 's' || in.value().size() != 1) return 1;
  if (in.next() != options::bad || in.name().size() != 5) return 2;
  return in.next();
}
static_assert(at_compile_time() == options::end);

}  // namespace
