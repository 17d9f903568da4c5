// Names of signals, both ways. Opt-in: a program that does not name signals carries no names.
//
// One text without pointers, so that nothing needs relocation; it is walked, because a name is looked up once in a
// program's life.
//
// Missing: names for real-time signals, which libcs count differently: print their numbers.
#pragma once
#include <kcall/types/signal.hpp>
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

inline constexpr unsigned last_named_signal = 31;
// The names of 1, 2, 3, …, each ended by NUL; then second names, and names to count from.
inline constexpr char signal_names[] =
    "SIGHUP\0SIGINT\0SIGQUIT\0SIGILL\0SIGTRAP\0SIGABRT\0SIGBUS\0SIGFPE\0SIGKILL\0SIGUSR1\0SIGSEGV\0SIGUSR2\0SIGPIPE\0"
    "SIGALRM\0SIGTERM\0SIGSTKFLT\0SIGCHLD\0SIGCONT\0SIGSTOP\0SIGTSTP\0SIGTTIN\0SIGTTOU\0SIGURG\0SIGXCPU\0SIGXFSZ\0"
    "SIGVTALRM\0SIGPROF\0SIGWINCH\0SIGIO\0SIGPWR\0SIGSYS\0SIGIOT\0SIGPOLL\0SIGCLD\0SIGRTMIN\0SIGRTMAX\0";
/// Where the usual tools count SIGRTMIN+n from: glibc keeps the two before for itself.
inline constexpr int first_spoken_real_time = 34, last_spoken_real_time = 64;
/// What the names after the first 31 mean.
inline constexpr unsigned char further_numbers[] = {
    static_cast<unsigned char>(signal::sigiot), static_cast<unsigned char>(signal::sigpoll),
    static_cast<unsigned char>(signal::sigchld), first_spoken_real_time, last_spoken_real_time};

KCALL_POINTER_ARITHMETIC_BEGIN
/// Where the name of a signal starts, SIG included.
[[gnu::noinline, gnu::cold]] inline constexpr const char* signal_name(unsigned number) {
  const char* name = signal_names;
  for (unsigned at = 1; at != number; ++name) at += (*name == '\0');
  return name;
}

/// What follows `word` in the text, in whichever case that is written; null where the text does not begin with it.
[[gnu::noinline]] inline constexpr const char* after_word(const char* text, const char* end, const char* word) {
  for (; *word != '\0'; ++word, ++text) {
    if (text == end) return nullptr;
    const char letter = *text;
    const bool small = letter >= 'a' && letter <= 'z';
    if ((small ? letter - 'a' + 'A' : letter) != *word) return nullptr;
  }
  return text;
}

/// A number from 0 to 64, or -1: all of the text must be digits, and there must be one.
KCALL_INLINE constexpr int signal_digits(const char* text, const char* end) {
  int number = text == end ? -1 : 0;
  for (; text != end; ++text) {
    if (*text < '0' || *text > '9') return -1;
    number = number * 10 + (*text - '0');
    if (number > static_cast<int>(signal::sigrtmax)) return -1;
  }
  return number;
}

/// The number that a text means, or -1.
[[gnu::noinline, gnu::cold]] inline constexpr int find_signal(const char* text, const char* end) {
  int number = signal_digits(text, end);
  if (number >= 0) return number;
  const char* name = signal_names;
  for (number = 1; *name != '\0'; ++number) {
    const char* rest = after_word(text, end, name);
    if (rest == nullptr) rest = after_word(text, end, name + 3);
    if (rest != nullptr) {
      const int meant = number <= static_cast<int>(last_named_signal) ? number : further_numbers[number - 32];
      if (rest == end) return meant;
      // "RTMIN+n", "RTMAX-n".
      constexpr int no_character = 256;
      const int sign = meant == first_spoken_real_time ? '+' : meant == last_spoken_real_time ? '-' : no_character;
      const int offset = *rest == sign ? signal_digits(rest + 1, end) : -1;
      if (offset >= 0 && offset <= last_spoken_real_time - first_spoken_real_time)
        return sign == '+' ? meant + offset : meant - offset;
    }
    while (*name != '\0') ++name;
    ++name;
  }
  return -1;
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace detail

/// The name of a signal as in signal(7), such as "SIGINT"; nothing for what is none and for a real-time signal. Where
/// two names share a number: "SIGABRT", "SIGIO".
KCALL_INLINE constexpr found<static_text> name(signal s) {
  const auto number = static_cast<unsigned>(s);
  if (number - 1 >= detail::last_named_signal) return {};
  const char* const known = detail::signal_name(number);
  return static_text(known, detail::length(known));
}
/// The same without "SIG", as `kill -l` and sigabbrev_np(3) have it: "INT".
KCALL_INLINE constexpr found<static_text> short_name(signal s) {
  const auto whole = name(s);
  if (!whole) return {};
  KCALL_POINTER_ARITHMETIC_BEGIN
  return static_text(whole.data() + 3, whole.size() - 3);
  KCALL_POINTER_ARITHMETIC_END
}

/// The signal that a user means by "SIGINT", "INT", "int" or "2"; nothing where that is none. "0" is signal::none,
/// which asks kill(2) whether it could send. "RTMIN+n" and "RTMAX-n" count as the usual tools do, which is from 34: two
/// above signal::sigrtmin.
KCALL_INLINE constexpr found<signal> signal_number(static_text text) {
  const int number = detail::find_signal(text.begin(), text.end());
  if (number < 0) return {};
  return static_cast<signal>(number);
}
KCALL_INLINE constexpr found<signal> signal_number(const char* text) { return signal_number(static_text(text)); }
/// Of a std::string, std::string_view or another container of characters.
template <detail::foreign_characters T>
KCALL_INLINE constexpr found<signal> signal_number(const T& text) {
  return signal_number(static_text(text.data(), static_cast<size_t>(text.size())));
}

}  // namespace kcall::inline KCALL_ABI_TAG
