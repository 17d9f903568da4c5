// The formatter: out of line, one for all calls, over a list of arguments and their packed specifications.
//
// Two functions know how to put an argument, so that a program whose fields are all `{}` does not carry widths and
// bases: format_all() is given the one that its format string needs.
#pragma once
#include <kcall/print/argument.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

KCALL_POINTER_ARITHMETIC_BEGIN

/// Divides `value` by `base` and gives the remainder. No 64-bit division where that would be a call of libgcc's.
KCALL_INLINE unsigned divide(uint64_t& value, unsigned base) {
  if constexpr (sizeof(long) == sizeof(uint64_t)) {
    const auto rest = static_cast<unsigned>(value % base);
    value /= base;
    return rest;
  } else if (const auto small = static_cast<uint32_t>(value); small == value) {
    value = small / base;
    return small % base;
  } else {
    // As on paper, with digits of 16 bits.
    uint64_t quotient = 0;
    uint32_t rest = 0;
    for (int shift = 48; shift >= 0; shift -= 16) {
      rest = rest << 16 | (static_cast<uint32_t>(value >> shift) & 0xffff);
      quotient = quotient << 16 | rest / base;
      rest %= base;
    }
    value = quotient;
    return rest;
  }
}

/// Writes the digits of `value` before `end`; gives where they begin. `letters`: what lies between '9' and 'A' or 'a'.
KCALL_INLINE char* digits_before(char* end, uint64_t value, unsigned base, unsigned letters) {
  do {
    unsigned digit = divide(value, base) + '0';
    if (digit > '9') digit += letters;
    *--end = static_cast<char>(digit);
  } while (value != 0);
  return end;
}

/// The sign of a number: '-' if it is below zero, and then it is made positive; otherwise `otherwise`.
KCALL_INLINE char take_sign(const argument& a, uint64_t& value, char otherwise) {
  if (a.what() != kind::signed_integer || static_cast<int64_t>(value) >= 0) return otherwise;
  value = 0 - value;
  return '-';
}

/// A piece of text: where, and how long.
struct piece {
  const char* data;
  size_t size;
};

KCALL_INLINE piece text_of(const argument& a) {
  const char* const text = reinterpret_cast<const char*>(static_cast<uintptr_t>(a.value));
  if (a.what() == kind::text) return {text, a.extra};
  if (text == nullptr) return {"(null)", 6};
  const size_t most = a.what() == kind::array ? a.extra : ~size_t{0};
  size_t size = 0;
  // The empty assembly: see length().
  for (; size != most && text[size] != '\0'; ++size) asm("");
  return {text, size};
}

KCALL_INLINE void put_custom(sink& to, const argument& a) {
  reinterpret_cast<void (*)(sink&, uintptr_t)>(a.extra)(to, static_cast<uintptr_t>(a.value));
}

/// Puts an argument and gives the next one.
using put_function = const argument* (*)(sink& to, const argument* a);

/// An argument of `{}`: a decimal number or a whole text.
[[gnu::noinline]] inline const argument* put_plain(sink& to, const argument* a) {
  const kind what = a->what();
  char digits[sizeof "-9223372036854775808"];
  piece body;
  if (what == kind::custom) {
    put_custom(to, *a);
    return a + 1;
  }
  if (what <= kind::character) {
    char* const end = digits + sizeof digits;
    char* begin = end - 1;
    uint64_t value = a->value;
    *begin = static_cast<char>(value);
    if (what != kind::character) {
      const char sign = take_sign(*a, value, '\0');
      begin = digits_before(end, value, 10, 0);
      if (sign != '\0') *--begin = sign;
    }
    body = {begin, static_cast<size_t>(end - begin)};
  } else {
    body = text_of(*a);
  }
  to.put(body.data, body.size);
  return a + 1;
}

/// An argument of any field.
[[gnu::noinline]] inline const argument* put_full(sink& to, const argument* a) {
  const packed_spec how = a->how;
  const kind what = a->what();
  const argument* next = a + 1;
  if (what == kind::custom) {
    put_custom(to, *a);
    return next;
  }
  // 64 binary digits, "0b" and a sign.
  char digits[64 + 3];
  piece body;
  // How much of it comes before the fill.
  size_t head = 0;
  size_t align = (how >> spec::align_at) & spec::align_mask;
  size_t width = (how >> spec::width_at) & spec::count_mask;
  if (width == spec::from_argument) width = static_cast<size_t>((next++)->value);
  if (what <= kind::character) {
    char* const end = digits + sizeof digits;
    char* begin = end - 1;
    uint64_t value = a->value;
    *begin = static_cast<char>(value);
    if (what != kind::character) {
      const char sign = take_sign(*a, value, static_cast<char>((how >> spec::sign_at) & spec::sign_mask));
      constexpr unsigned bases = 10 | 16 << 8 | 8 << 16 | 2 << 24;
      const unsigned base = (bases >> ((how >> spec::base_at) & spec::base_mask) * 8) & 255;
      constexpr unsigned from_capitals = 'a' - 'A';
      const unsigned letters = 'A' - '9' - 1U + (how & spec::small_letters) / (spec::small_letters / from_capitals);
      begin = digits_before(end, value, base, letters);
      char* const first = begin;
      if ((how & spec::alternate) != 0 && (base != 8 || value != 0)) {
        if (base != 8) *--begin = static_cast<char>(letters + '9' + 1 + (base == 16 ? 'X' - 'A' : 'B' - 'A'));
        *--begin = '0';
      }
      if (sign != '\0') *--begin = sign;
      if (align == spec::zeros >> spec::align_at) {
        head = static_cast<size_t>(first - begin);
        align = spec::right >> spec::align_at;
      }
    }
    body = {begin, static_cast<size_t>(end - begin)};
  } else {
    body = text_of(*a);
    size_t most = (how >> spec::precision_at) & spec::count_mask;
    if (most == spec::from_argument) most = static_cast<size_t>((next++)->value) + 1;
    // 0, for none, becomes more than any size.
    if (--most < body.size) body.size = most;
  }

  const size_t pad = width > body.size ? width - body.size : 0;
  // 0 left, 1 centre, 2 right.
  size_t before = pad * align / 2;
  const char* at = body.data;
  const char* const gap = at + head;
  const char* const end = at + body.size;
  for (size_t left = body.size + pad; left != 0; --left) {
    auto c = static_cast<char>(how & 127);
    if (at == gap && before != 0) {
      --before;
    } else if (at != end) {
      c = *at++;
    }
    to.put(c);
  }
  return next;
}

/// Formats the arguments as the text says, which was checked while compiling: braces match, and there are as many
/// arguments as it takes.
[[gnu::noinline]] inline void format_all(sink& to, const char* text, const argument* arguments, put_function put) {
  for (char c; (c = *text++) != '\0';) {
    if (c == '{' || c == '}') {
      if (*text != c) {
        // A field has a closing brace for each argument that it takes: its own, and those of counts.
        for (const argument* const next = put(to, arguments); arguments != next; ++arguments) {
          while (*text++ != '}') continue;
        }
        continue;
      }
      ++text;
    }
    to.put(c);
  }
}

KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG::detail
