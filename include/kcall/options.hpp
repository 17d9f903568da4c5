// Options of a command line. The text that --help prints is what they are read from, so that the two always agree:
//
//   constexpr char help[] =
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
//       case kcall::long_option("color"): when = in.has_value() ? in.value() : "always"; break;
//       case kcall::long_option("help"): return print(kcall::stdout_fd, in.help());
//       case kcall::options::operand: use(in.value()); break;
//       default: return complain(in.name(), in.complaint());          // "--nosuch", "no such option"
//     }
//   }
//
// Understood as getopt_long(3) does: -l -s 3, -ls3, --skip=3, --skip 3, --sk 3 (any beginning that only one option
// has),
// -- (only operands follow), - (an operand). Operands and options may come in any order; who wants options first only
// stops at the first operand and takes words() from there. A help text that cannot be understood does not compile.
#pragma once
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

KCALL_POINTER_ARITHMETIC_BEGIN

/// What a line of a help text says about an option.
struct option_line {
  enum class takes : unsigned char { nothing, value, perhaps };
  const char* name;  // not ended by NUL
  size_t size;       // 0: it has only a letter
  char letter;       // NUL: it has only a name
  takes what;
};

/// A letter, a digit or a dash: what names are made of.
KCALL_INLINE constexpr bool in_option_name(char c) {
  const char low = static_cast<char>(c | 0x20);
  return (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/// Never defined: a compiler that says it cannot call one of these while compiling says what is wrong with a help text.
namespace bad_help_text {
void an_option_is_described_twice_or_two_names_have_one_number();
void an_option_needs_a_letter_or_a_name();
void a_comma_must_be_followed_by_a_space_two_dashes_and_a_name();
void a_letter_must_be_followed_by_a_comma_and_a_name_a_value_two_spaces_or_the_end_of_the_line();
void a_name_must_be_followed_by_its_value_two_spaces_or_the_end_of_the_line();
void the_last_line_must_end();
}  // namespace bad_help_text

/// The next option of a help text, and `at` behind its name; false if there is none.
constexpr bool next_option(const char*& at, option_line& found) {
  const char* p = at;
  bool at_start = true;  // only spaces since the line began
  for (;; ++p) {
    if (*p == '\0') return false;
    if (at_start && *p == '-') break;
    at_start = *p == '\n' || (at_start && *p == ' ');
  }
  ++p;
  found.letter = '\0';
  if (*p != '-') {
    found.letter = *p++;
    if (*p == ',') {
      if (__builtin_is_constant_evaluated() && (p[1] != ' ' || p[2] != '-' || p[3] != '-' || !in_option_name(p[4]))) {
        bad_help_text::a_comma_must_be_followed_by_a_space_two_dashes_and_a_name();
      }
      p += 4;
    }
  } else {
    ++p;
  }
  found.name = p;
  while (in_option_name(*p)) ++p;
  found.size = static_cast<size_t>(p - found.name);
  const bool value = *p == '=' || (found.size == 0 && *p == ' ' && p[1] != ' ');
  found.what = *p == '[' ? option_line::takes::perhaps
               : value   ? option_line::takes::value
                         : option_line::takes::nothing;
  at = p;
  return true;
}

}  // namespace detail

/// What options::next() returns for an option that has a name and no letter.
constexpr int long_option(const char* name, size_t size) {
  unsigned hash = 0;
  for (size_t i = 0; i < size; ++i) hash = hash * 37 + static_cast<unsigned char>(name[i]);
  return static_cast<int>((hash & 0x3fffffff) | 0x40000000);
}
/// The same for `case` labels: `case kcall::long_option("help"):`.
consteval int long_option(const char* name) { return long_option(name, detail::length(name)); }

namespace detail {

constexpr int option_number(const option_line& option) {
  return option.letter != '\0' ? static_cast<unsigned char>(option.letter) : long_option(option.name, option.size);
}

constexpr bool same_option(const option_line& a, const option_line& b) {
  return option_number(a) == option_number(b) ||
         (a.size == b.size && a.size != 0 && same_bytes(a.name, b.name, a.size));
}

constexpr void check_help(const char* text, size_t size) {
  if (size < 2 || text[size - 2] != '\n') bad_help_text::the_last_line_must_end();
  const char* at = text;
  option_line option{};
  while (next_option(at, option)) {
    const bool letter = option.letter > ' ' && option.letter != '-';
    if (!letter && (option.letter != '\0' || option.size == 0)) bad_help_text::an_option_needs_a_letter_or_a_name();
    if (option.letter != '\0' && option.size != 0 && option.name[-1] != '-') {
      bad_help_text::a_letter_must_be_followed_by_a_comma_and_a_name_a_value_two_spaces_or_the_end_of_the_line();
    }
    const bool value = *at == '=' || (*at == '[' && at[1] == '=') || (*at == ' ' && option.size == 0);
    if (!value && *at != '\n' && !(*at == ' ' && at[1] == ' ')) {
      bad_help_text::a_name_must_be_followed_by_its_value_two_spaces_or_the_end_of_the_line();
    }
    const char* rest = at;
    option_line other{};
    while (next_option(rest, other)) {
      if (same_option(option, other)) bad_help_text::an_option_is_described_twice_or_two_names_have_one_number();
    }
  }
}

}  // namespace detail

/// A help text, checked by the compiler. Options are the lines that begin with spaces and a dash; see above.
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

/// The words of a command line, one option or operand at a time.
class options {
 public:
  /// What next() returns besides the letters of options and long_option() of names.
  enum : int { end = 0, operand = 1, bad = 2 };

  /// `argv` with the program's name, and nullptr at its end.
  KCALL_INLINE constexpr options(int argc, char** argv, help_text help)
      : help_(help), next_(argc > 0 ? argv + 1 : argv), words_(next_) {}

  /// What comes next: an option's letter, or long_option() of its name if it has no letter; operand, bad, or end, which
  /// is 0. After bad the next word follows, or the next letter of the same word.
  constexpr int next() {
    value_ = nullptr;
    if (letters_ == nullptr || *letters_ == '\0') {
      letters_ = nullptr;
      words_ = next_;
      const char* const word = *next_;
      if (word == nullptr) return end;
      ++next_;
      if (only_operands_ || word[0] != '-' || word[1] == '\0') {
        value_ = word;
        return operand;
      }
      if (word[1] == '-') {
        if (word[2] != '\0') return named(word + 2);
        only_operands_ = true;
        return next();
      }
      letters_ = word + 1;
    }
    spelled_[1] = *letters_++;
    name_ = nullptr;
    return lettered(spelled_[1]);
  }

  /// The operand, or the option's value; empty if there is none.
  KCALL_INLINE constexpr static_text value() const { return value_ == nullptr ? static_text() : static_text(value_); }
  /// Whether an option that may have a value has one.
  KCALL_INLINE constexpr bool has_value() const { return value_ != nullptr; }

  /// The option as it was written, without its value: "-x", "--name".
  class spelling {
   public:
    using value_type = char;
    KCALL_INLINE constexpr spelling(const char* text, size_t size) : text_(text), size_(size) {}
    KCALL_INLINE constexpr const char* data() const { return text_; }
    KCALL_INLINE constexpr size_t size() const { return size_; }
    KCALL_INLINE friend constexpr bool operator==(spelling a, static_text b) {
      return a.size_ == b.size() && detail::same_bytes(a.text_, b.data(), a.size_);
    }
    KCALL_INLINE friend constexpr bool operator==(spelling a, const char* b) { return a == static_text(b); }

   private:
    const char* text_;
    size_t size_;
  };
  KCALL_INLINE constexpr spelling name() const {
    return name_ != nullptr ? spelling(name_, name_size_) : spelling(&spelled_[0], sizeof(spelled_));
  }
  /// What is wrong with it, after bad.
  KCALL_INLINE constexpr static_text complaint() const { return static_text(complaint_); }

  /// After operand: it and all words behind it, ended by nullptr; after end: the nullptr.
  KCALL_INLINE constexpr char** words() const { return words_; }
  KCALL_INLINE constexpr static_text help() const { return help_.get(); }

 private:
  constexpr int refuse(const char* why) {
    complaint_ = why;
    return bad;
  }

  constexpr int lettered(char letter) {
    const char* at = help_.get().data();
    detail::option_line option{};
    do {
      if (!detail::next_option(at, option)) return refuse("no such option");
    } while (option.letter != letter);
    if (option.what != detail::option_line::takes::nothing && *letters_ != '\0') {
      value_ = letters_;
      letters_ = nullptr;
    }
    return complete(option);
  }

  /// `text` is what follows the dashes.
  constexpr int named(const char* text) {
    size_t size = 0;
    while (text[size] != '\0' && text[size] != '=') ++size;
    name_ = text - 2;
    name_size_ = size + 2;
    const char* at = help_.get().data();
    detail::option_line option{}, candidate{};
    unsigned candidates = 0;
    while (detail::next_option(at, option)) {
      if (option.size < size || !detail::same_bytes(option.name, text, size)) continue;
      candidate = option;
      ++candidates;
      if (option.size == size) {
        candidates = 1;
        break;
      }
    }
    if (candidates == 0) return refuse("no such option");
    if (candidates != 1) return refuse("could be several options");
    if (text[size] == '=') {
      if (candidate.what == detail::option_line::takes::nothing) return refuse("takes no value");
      value_ = text + size + 1;
    }
    return complete(candidate);
  }

  /// The option, with the next word as its value if it lacks one.
  constexpr int complete(const detail::option_line& option) {
    if (option.what == detail::option_line::takes::value && value_ == nullptr) {
      value_ = *next_;
      if (value_ == nullptr) return refuse("needs a value");
      ++next_;
    }
    return detail::option_number(option);
  }

  help_text help_;
  char** next_;
  char** words_;
  const char* letters_ = nullptr;
  const char* value_ = nullptr;
  const char* name_ = nullptr;
  size_t name_size_ = 0;
  const char* complaint_ = "";
  char spelled_[2] = {'-', '\0'};
  bool only_operands_ = false;
};

KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG
