// Options of a command line. The text that --help prints is what they are read from, so that the two always agree:
//
//   static constexpr char help[] =
//       "usage: count [OPTION]... [FILE]...\n"
//       "  -l, --lines            count lines\n"
//       "  -s, --skip=NUMBER      leave out so many lines\n"
//       "  -n NAME                call the input NAME\n"
//       "      --color[=WHEN]     in color\n"
//       "      --help             print this\n";
//
//   kcall::options in{argc, argv, help};
//   while (const int option = in.next()) {
//     switch (option) {
//       case 'l': lines = true; break;
//       case 's': skip = in.value(); break;
//       case 'n': name = in.value(); break;
//       case kcall::long_option(help, "color"): when = in.has_value() ? in.value() : "always"; break;
//       case kcall::long_option(help, "help"): return print(kcall::stdout_fd, "{}", in.help()) ? 0 : 1;
//       case kcall::options::operand: use(in.value()); break;
//       default: return complain(in.name(), in.complaint());          // "--nosuch", "no such option"
//     }
//   }
//
// Understood as getopt_long(3) does: -l -s 3, -ls3, --skip=3, --skip 3, --sk 3 (any beginning that is only one
// option's), -- (only operands follow), - (an operand). Operands and options may come in any order; who wants options
// first only stops at the first operand and takes words() from there.
//
// The lines of options have their letters in the fourth column and their names from the seventh on, dashes included, as
// GNU's do; a name's value comes behind =, in brackets if it may be missing, a letter's behind one space if there is no
// name; two spaces or the end of the line follow. Other lines begin with something else than a space, or with at least
// eight. A help text that is not so does not compile.
#pragma once
#include <kcall/arguments.hpp>
#include <kcall/types/text_part.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

KCALL_POINTER_ARITHMETIC_BEGIN

/// What names are made of.
KCALL_INLINE constexpr bool in_option_name(char c) { return c > ' ' && c != '=' && c != '['; }
/// Where an option's letter or name ends, in its line of a help text.
KCALL_INLINE constexpr const char* option_end(const char* line) {
  const char* end = line + (line[6] == '-' && line[7] == '-' ? 8 : 4);
  while (in_option_name(*end)) ++end;
  return end;
}
KCALL_INLINE constexpr const char* next_line(const char* line) {
  while (*line != '\n') ++line;
  return line + 1;
}

/// Never defined: a compiler that says it cannot call one of these while compiling says what is wrong with a help text.
namespace bad_help_text {
void the_last_line_must_end();
void a_line_that_begins_with_a_space_must_describe_an_option_or_begin_with_eight();
void a_letter_must_be_followed_by_a_comma_and_a_name_or_a_value_or_two_spaces();
void a_name_must_be_followed_by_its_value_or_two_spaces_or_the_end_of_the_line();
void a_line_of_an_option_must_have_eight_characters();
void an_option_is_described_twice();
void there_is_no_option_of_this_name();
}  // namespace bad_help_text

constexpr bool is_option(const char* line) {
  size_t spaces = 0;
  while (spaces < 8 && line[spaces] == ' ') ++spaces;
  if (spaces == 0 || spaces == 8) return false;
  for (size_t i = spaces; i < 8; ++i) {
    if (line[i] == '\n') bad_help_text::a_line_of_an_option_must_have_eight_characters();
  }
  const bool name = line[6] == '-' && line[7] == '-' && in_option_name(line[8]) && line[8] != '-';
  if (spaces == 6 && name) return true;
  if (spaces != 2 || line[2] != '-' || line[3] <= ' ' || line[3] == '-') {
    bad_help_text::a_line_that_begins_with_a_space_must_describe_an_option_or_begin_with_eight();
  }
  const bool with_name = name && line[4] == ',' && line[5] == ' ';
  const bool alone = !(line[6] == '-' && line[7] == '-') && (line[4] == ' ' || (line[4] == '[' && line[5] == '='));
  if (!with_name && !alone) bad_help_text::a_letter_must_be_followed_by_a_comma_and_a_name_or_a_value_or_two_spaces();
  return true;
}

constexpr bool same_option(const char* a, const char* b) {
  if (a[2] == '-' && b[2] == '-' && a[3] == b[3]) return true;
  const char *const end = option_end(a), *const other = option_end(b);
  return end - a == other - b && end - a > 8 && same_bytes(a + 8, b + 8, static_cast<size_t>(end - a - 8));
}

constexpr void check_help(const char* text, size_t size) {
  if (size < 2 || text[size - 2] != '\n') bad_help_text::the_last_line_must_end();
  for (const char* line = text; *line != '\0'; line = next_line(line)) {
    if (!is_option(line)) continue;
    const char* const end = option_end(line);
    const bool value = *end == '=' || (*end == '[' && end[1] == '=') || (*end == ' ' && end == line + 4);
    if (!value && *end != '\n' && !(*end == ' ' && end[1] == ' ')) {
      bad_help_text::a_name_must_be_followed_by_its_value_or_two_spaces_or_the_end_of_the_line();
    }
    for (const char* other = next_line(line); *other != '\0'; other = next_line(other)) {
      if (is_option(other) && same_option(line, other)) bad_help_text::an_option_is_described_twice();
    }
  }
}

}  // namespace detail

/// A help text, checked by the compiler. For what it says of options see above.
class help_text {
 public:
  template <size_t n>
  consteval help_text(const char (&text)[n]) : text_(text), size_(n - 1) {
    detail::check_help(text, n);
  }
  KCALL_INLINE constexpr static_text get() const { return {text_, size_}; }

 private:
  const char* text_;
  size_t size_;
};

/// What options::next() returns for the option of this name, without its dashes: its letter or, if it has none, a
/// number above all letters. For `case` labels: `case kcall::long_option(help, "help"):`. A name that `help` does not
/// have does not compile.
consteval int long_option(help_text help, const char* name) {
  const size_t size = detail::length(name);
  int number = 256;
  for (const char* line = help.get().data(); *line != '\0'; line = detail::next_line(line), ++number) {
    if (!detail::is_option(line) || line[7] != '-' || !detail::same_bytes(line + 8, name, size)) continue;
    if (line + 8 + size == detail::option_end(line))
      return line[2] == '-' ? static_cast<unsigned char>(line[3]) : number;
  }
  detail::bad_help_text::there_is_no_option_of_this_name();
  return 0;
}

/// The words of a command line, one option or operand at a time.
class options {
 public:
  /// What next() returns besides the letters of options and the numbers of names.
  enum : int { end = 0, operand = 1, bad = 2 };

  /// `argv` with the program's name, and nullptr at its end.
  // NOLINTNEXTLINE(*-member-init): what is not set here has no meaning yet
  KCALL_INLINE constexpr options(int argc, char** argv, help_text help)
      : help_(help), next_(argc > 0 ? argv + 1 : argv), words_(next_) {}

  KCALL_INLINE constexpr options(arguments words, help_text help) : options(words.argc(), words.argv(), help) {}

  /// What comes next: an option's letter, or long_option() of its name if it has none; operand, bad, or end, which
  /// is 0. After bad the next word follows, or the next letter of the same word.
  [[gnu::noinline]] constexpr int next() {
    value_ = nullptr;
    while (*letters_ == '\0') {
      words_ = next_;
      const char* const word = *next_;
      if (word == nullptr) return end;
      ++next_;
      if (only_operands_ || word[0] != '-' || word[1] == '\0') {
        value_ = word;
        return operand;
      }
      letters_ = word + 1;
      if (word[1] != '-') break;
      letters_ = "";
      if (word[2] != '\0') {
        name_ = word;
        name_size_ = 2;
        while (word[name_size_] != '\0' && word[name_size_] != '=') ++name_size_;
        if (word[name_size_] == '=') value_ = word + name_size_ + 1;
        return look_up(word, 6);
      }
      only_operands_ = true;
    }
    spelled_[0] = '-';
    spelled_[1] = *letters_++;
    name_ = nullptr;
    name_size_ = sizeof(spelled_);
    return look_up(&spelled_[0], 2);
  }

  /// The operand, or the option's value; empty if there is none.
  KCALL_INLINE constexpr static_text value() const { return value_ == nullptr ? static_text() : static_text(value_); }
  /// Whether an option that may have a value has one.
  KCALL_INLINE constexpr bool has_value() const { return value_ != nullptr; }

  /// The option as it was written, without its value: "-x", "--name".
  KCALL_INLINE constexpr text_part name() const { return {name_ != nullptr ? name_ : &spelled_[0], name_size_}; }
  /// What is wrong with it, after bad.
  KCALL_INLINE constexpr static_text complaint() const { return static_text(complaint_); }

  /// After operand: it and all words behind it, ended by nullptr; after end: the nullptr.
  KCALL_INLINE constexpr char** words() const { return words_; }
  KCALL_INLINE constexpr static_text help() const { return help_.get(); }

 private:
  /// The option that is spelled so from this column on, with what it has for a value.
  [[gnu::noinline]] constexpr int look_up(const char* spelled, size_t column) {
    const char* last = nullptr;
    int number = 255, found = 0;
    unsigned candidates = 0;
    for (const char* at = help_.get().data(); *at != '\0'; at = detail::next_line(at)) {
      ++number;
      if (*at != ' ' || !detail::same_bytes(at + column, spelled, name_size_)) continue;
      found = at[2] == '-' ? static_cast<unsigned char>(at[3]) : number;
      last = detail::option_end(at);
      ++candidates;
      // All of the name, or more: what follows it in the help text is no part of it.
      const char* const behind = at + column + name_size_;
      if (behind >= last) {
        candidates = behind == last ? 1 : 0;
        break;
      }
    }
    const char* why = candidates == 0 ? "no such option" : "could be several options";
    if (candidates == 1) {
      const bool needs_value = *last == '=' || (*last == ' ' && last[1] != ' ');
      if (needs_value || *last == '[') {
        // The rest of the word, if there is one, or the next.
        if (*letters_ != '\0') {
          value_ = letters_;
          letters_ = "";
        } else if (needs_value && value_ == nullptr) {
          value_ = *next_++;
        }
        if (!needs_value || value_ != nullptr) return found;
        --next_;
        why = "needs a value";
      } else {
        if (value_ == nullptr) return found;
        why = "takes no value";
      }
    }
    complaint_ = why;
    return bad;
  }

  help_text help_;
  char** next_;
  char** words_;
  const char* letters_ = "";
  const char* value_ = nullptr;
  bool only_operands_ = false;
  const char* name_;  // from here on: only after an option
  size_t name_size_;
  const char* complaint_;
  char spelled_[2];
};

KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG
