// Names and texts of error numbers. Opt-in and apart from each other: a program that names errors but does not explain
// them carries the names alone.
#pragma once
#include <kcall/error.hpp>
#include <kcall/names/errors.hpp>
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

KCALL_POINTER_ARITHMETIC_BEGIN
/// Where the name of an error starts. Found with an index at compile time, where steps are slow, and by walking at run
/// time: 1 KiB on the way to a message is nothing, while the index would be in every program that names errors.
KCALL_COLD inline constexpr const char* errc_name(unsigned number) {
  if (__builtin_is_constant_evaluated()) return errc_names + errc_name_starts[number];
  const char* name = errc_names;
  for (; number != 0; ++name) number -= (*name == '\0');
  return name;
}
/// Where the text of an error starts.
KCALL_INLINE constexpr const char* errc_text(unsigned number) { return errc_texts + errc_text_starts[number]; }
KCALL_POINTER_ARITHMETIC_END

/// What a table gave; an empty entry is none.
KCALL_INLINE constexpr found<static_text> unless_empty(const char* text) {
  if (*text == '\0') return {};
  return static_text(text, length(text));
}

}  // namespace detail

/// The name of an error as in errno(3), such as "ENOENT"; nothing for a number that has none. Where two names share a
/// number, the older one: "EAGAIN", "EDEADLK", "EOPNOTSUPP".
KCALL_INLINE constexpr found<static_text> name(errc error) {
  const auto number = static_cast<unsigned>(error);
  if (number > detail::last_errc) return {};
  return detail::unless_empty(detail::errc_name(number));
}

/// What an error means, in a few words; nothing for a number that has no name.
KCALL_INLINE constexpr found<static_text> text(errc error) {
  const auto number = static_cast<unsigned>(error);
  if (number > detail::last_errc) return {};
  return detail::unless_empty(detail::errc_text(number));
}

KCALL_POINTER_ARITHMETIC_BEGIN
/// For messages, where something must be shown whatever the number: its name, or "errno 200" for one that has none.
class name_or_number {
 public:
  using value_type = char;
  KCALL_COLD constexpr explicit name_or_number(errc error) {  // NOLINT(*-member-init): spelled_ may never be used
    if (__builtin_is_constant_evaluated()) {
      for (char& c : spelled_) c = '\0';
    }
    if (const auto known = name(error)) {
      known_ = known.data();
      size_ = static_cast<unsigned>(known.size());
      return;
    }
    const auto number = static_cast<int>(error);
    put('e');
    put('r');
    put('r');
    put('n');
    put('o');
    put(' ');
    if (number < 0) put('-');
    const auto magnitude = number < 0 ? 0 - static_cast<unsigned>(number) : static_cast<unsigned>(number);
    unsigned unit = 1;
    while (magnitude / unit > 9) unit *= 10;
    for (; unit != 0; unit /= 10) put(static_cast<char>('0' + magnitude / unit % 10));
    spelled_[size_] = '\0';
  }

  KCALL_INLINE constexpr const char* data() const { return known_ != nullptr ? known_ : spelled_; }
  /// Without the NUL that follows.
  KCALL_INLINE constexpr size_t size() const { return size_; }
  KCALL_INLINE constexpr const char* c_str() const { return data(); }

 private:
  // One by one, and spelled_ not initialised, because compilers make a memcpy or memset of either.
  KCALL_INLINE constexpr void put(char c) { spelled_[size_++] = c; }

  const char* known_ = nullptr;
  unsigned size_ = 0;
  char spelled_[sizeof "errno -2147483648"];
};
KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG
