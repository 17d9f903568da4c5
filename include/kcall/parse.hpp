// Numbers out of text: parse<T>(text, base), for every integer type.
//
//   const auto lines = kcall::parse<unsigned>(word);
//   if (!lines) return complain(word, lines.error());     // einval: no number; erange: none that fits
//   use(*lines);
#pragma once
#include <kcall/result.hpp>
#include <kcall/types/buffer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A number or an error, with result's interface. Not a result<T>: that is one word, whose last 4095 values are errors,
/// while -1 is a number here.
template <integer T>
class [[nodiscard]] parsed : public result_word, public detail::monadic<parsed<T>> {
 public:
  using value_type = T;

  KCALL_INLINE constexpr parsed(T value) : result_word(0L), value_(value) {}
  KCALL_INLINE constexpr parsed(errc error) : result_word(error), value_(0) {}

  /// The number; only where has_value().
  KCALL_INLINE constexpr T operator*() const { return value_; }
  /// The number; on_bad_access() where there is none.
  KCALL_INLINE constexpr T value() const {
    check();
    return value_;
  }
  KCALL_INLINE constexpr T value_or(T otherwise) const { return has_value() ? value_ : otherwise; }

  /// A number, and equal to `b`.
  template <integer U>
  KCALL_INLINE friend constexpr bool operator==(const parsed& a, U b) {
    return a.has_value() && detail::equal(a.value_, b);
  }

 private:
  T value_;
};

namespace detail {

/// What a digit or letter counts, or 255.
KCALL_INLINE constexpr unsigned digit_value(unsigned char c) {
  const unsigned digit = c - unsigned{'0'};
  if (digit < 10) return digit;
  const unsigned letter = (c | 0x20U) - unsigned{'a'};
  return letter < 26 ? letter + 10 : 255;
}

/// A sign and digits, of which `magnitude` is made; without divisions, and with 32-bit multiplications, which need no
/// help of libgcc's on ia32. 0, or the error.
inline errc parse_digits(const char* text, size_t size, unsigned base, uint64_t& magnitude, bool& negative) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  negative = size != 0 && *text == '-';
  size_t at = size != 0 && (negative || *text == '+') ? 1 : 0;
  if (base == 0) {
    base = 10;
    if (size - at >= 2 && text[at] == '0') {
      const char prefix = static_cast<char>(text[at + 1] | 0x20);
      base = prefix == 'x' ? 16 : prefix == 'b' ? 2 : 8;
      at += base == 8 ? 1 : 2;
    }
  }
  if (at == size || base < 2 || base > 36) return errc::einval;
  uint64_t value = 0;
  bool fits = true;
  for (; at != size; ++at) {
    const unsigned digit = digit_value(static_cast<unsigned char>(text[at]));
    if (digit >= base) return errc::einval;
    const uint64_t low = (value & 0xffffffff) * base + digit;
    const uint64_t high = (value >> 32) * base + (low >> 32);
    fits = fits && (high >> 32) == 0;
    value = high << 32 | (low & 0xffffffff);
  }
  KCALL_POINTER_ARITHMETIC_END
  magnitude = value;
  return fits ? errc{} : errc::erange;
}

}  // namespace detail

/// All of `text` as a T: an optional + (or -, where T has negative values), then digits of `base`, 2 to 36, letters in
/// either case. With base 0 a prefix decides, as in C++: 0x 16, 0b 2, 0 alone 8, otherwise 10; other bases take none.
/// No spaces, no separators. erange for a number that T cannot hold; einval for anything else, such as an empty text,
/// another character after a number, however large, - where T is unsigned, or an impossible base.
template <integer T>
inline parsed<T> parse(const_buffer text, unsigned base = 10) {
  static_assert(!same_as<T, bool>, "kcall: parse<T>() makes numbers: bool is none");
  static_assert(sizeof(T) <= 8, "kcall: parse<T>() makes integers of up to 64 bits");
  constexpr bool has_negative = T(-1) < T(0);
  constexpr auto largest = static_cast<uint64_t>(~uint64_t{0}) >> (64 - 8 * sizeof(T) + (has_negative ? 1 : 0));
  uint64_t magnitude;
  bool negative;
  const errc error =
      detail::parse_digits(static_cast<const char*>(text.data()), text.size(), base, magnitude, negative);
  if (error == errc::einval || (negative && !has_negative)) return errc::einval;
  if (error != errc{} || magnitude > largest + (negative ? 1U : 0U)) return errc::erange;
  return static_cast<T>(negative ? 0 - magnitude : magnitude);
}
/// The same, up to a NUL.
template <integer T>
KCALL_INLINE parsed<T> parse(const char* text, unsigned base = 10) {
  size_t size = 0;
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (; text[size] != '\0'; ++size) asm("");
  KCALL_POINTER_ARITHMETIC_END
  return parse<T>(const_buffer{text, size}, base);
}

}  // namespace kcall::inline KCALL_ABI_TAG
