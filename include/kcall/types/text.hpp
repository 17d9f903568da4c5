// What tables of names answer with: a piece of constant text, and an answer that may be missing. No <string_view> or
// <optional>: either costs more to include than this library.
#pragma once
#include <kcall/types/buffer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

class static_text;
template <class T>
class found;

namespace detail {

/// std::string_view, std::string, std::span<const char>, …: characters that can be compared with a name.
template <class T>
concept characters = container<const T> && same_as<plain<element<const T>>, char>;

/// The same, our own apart: those compare without help.
template <class T>
concept foreign_characters = !same_as<T, static_text> && !same_as<T, found<static_text>> && characters<T>;

/// std::string_view and std::string, without naming them.
template <class T>
concept standard_string = requires(const char* text, size_t size) {
  typename T::traits_type;
  T(text, size);
};

KCALL_POINTER_ARITHMETIC_BEGIN
/// strlen(3). The empty assembly keeps the compiler from seeing that, and calling a strlen that may not be there.
KCALL_INLINE constexpr size_t length(const char* text) {
  size_t n = 0;
  while (text[n] != '\0') {
    ++n;
    if (!__builtin_is_constant_evaluated()) asm("");
  }
  return n;
}

/// memcmp(3) == 0, for ranges of one size.
KCALL_INLINE constexpr bool same_bytes(const char* a, const char* b, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace detail

/// Constant text that lives as long as the program and ends in NUL: a path, a buffer and a C string at once.
class static_text {
 public:
  using value_type = char;
  /// The empty text. Not defaulted, here and below: `{}` would clear the object first, which clang calls memset for.
  KCALL_INLINE constexpr static_text() : text_(""), size_(0) {}
  /// Up to the NUL.
  KCALL_INLINE constexpr explicit static_text(const char* text) : text_(text), size_(detail::length(text)) {}
  /// A literal lives long enough, so that it need not be said.
  template <size_t n>
  KCALL_INLINE constexpr static_text(const char (&literal)[n]) : static_text(&literal[0]) {}
  /// `text[size]` must be NUL.
  KCALL_INLINE constexpr static_text(const char* text, size_t size) : text_(text), size_(size) {}

  KCALL_INLINE constexpr const char* data() const { return text_; }
  /// Without the NUL.
  KCALL_INLINE constexpr size_t size() const { return size_; }
  KCALL_INLINE constexpr const char* c_str() const { return text_; }
  KCALL_INLINE constexpr bool empty() const { return size_ == 0; }
  KCALL_INLINE constexpr const char* begin() const { return text_; }
  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE constexpr const char* end() const { return text_ + size_; }
  KCALL_INLINE constexpr char operator[](size_t i) const { return text_[i]; }
  KCALL_POINTER_ARITHMETIC_END

  template <detail::standard_string T>
  KCALL_INLINE constexpr operator T() const {
    return T(text_, size_);
  }

  KCALL_INLINE friend constexpr bool operator==(static_text a, static_text b) {
    return a.size_ == b.size_ && detail::same_bytes(a.text_, b.text_, a.size_);
  }
  KCALL_INLINE friend constexpr bool operator==(static_text a, const char* b) {
    return a == static_text(b, detail::length(b));
  }
  template <detail::foreign_characters T>
  KCALL_INLINE friend constexpr bool operator==(static_text a, const T& b) {
    return a == static_text(b.data(), static_cast<size_t>(b.size()));
  }

 private:
  const char* text_;
  size_t size_;
};

/// What a look-up found, or nothing. Text that was found can be used without unpacking: compared, printed, passed as a
/// path; where nothing was found it is empty.
///
/// Missing against std::optional: assignment of a T, value() with its exception, the monadic operations.
template <class T>
class found {
 public:
  using value_type = T;
  /// Nothing.
  KCALL_INLINE constexpr found() : value_(), has_value_(false) {}
  KCALL_INLINE constexpr found(const T& value) : value_(value), has_value_(true) {}

  KCALL_INLINE constexpr bool has_value() const { return has_value_; }
  KCALL_INLINE constexpr explicit operator bool() const { return has_value_; }
  /// What was found; only where has_value().
  KCALL_INLINE constexpr const T& operator*() const { return value_; }
  KCALL_INLINE constexpr const T* operator->() const { return &value_; }
  KCALL_INLINE constexpr T value_or(const T& otherwise) const { return has_value_ ? value_ : otherwise; }

  KCALL_INLINE constexpr operator static_text() const
    requires same_as<T, static_text>
  {
    return value_;
  }
  template <detail::standard_string U>
    requires same_as<T, static_text>
  KCALL_INLINE constexpr operator U() const {
    return U(value_.data(), value_.size());
  }
  KCALL_INLINE constexpr const char* data() const
    requires same_as<T, static_text>
  {
    return value_.data();
  }
  KCALL_INLINE constexpr size_t size() const
    requires same_as<T, static_text>
  {
    return value_.size();
  }
  KCALL_INLINE constexpr const char* c_str() const
    requires same_as<T, static_text>
  {
    return value_.c_str();
  }

  KCALL_INLINE friend constexpr bool operator==(const found& a, const found& b) {
    return a.has_value_ == b.has_value_ && (!a.has_value_ || a.value_ == b.value_);
  }
  /// Nothing equals no value.
  KCALL_INLINE friend constexpr bool operator==(const found& a, const T& b) { return a.has_value_ && a.value_ == b; }
  KCALL_INLINE friend constexpr bool operator==(const found& a, const char* b)
    requires same_as<T, static_text>
  {
    return a.has_value_ && a.value_ == b;
  }
  template <detail::foreign_characters U>
    requires same_as<T, static_text>
  KCALL_INLINE friend constexpr bool operator==(const found& a, const U& b) {
    return a.has_value_ && a.value_ == b;
  }

 private:
  T value_;
  bool has_value_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
