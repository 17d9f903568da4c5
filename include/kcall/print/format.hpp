// The formatter: one function for every call, which is given arguments and their packed specifications.
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

/// Writes the digits of `value` before `end`; gives where they begin.
inline char* digits_before(char* end, uint64_t value, unsigned base, char ten) {
  do {
    const unsigned digit = divide(value, base);
    *--end = static_cast<char>(digit < 10 ? '0' + digit : static_cast<unsigned>(ten) + digit - 10);
  } while (value != 0);
  return end;
}

/// The digits of 2^64-1 in base 2.
inline constexpr size_t most_digits = 64;

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
  for (; size < most && text[size] != '\0'; ++size) asm("");
  return {text, size};
}

KCALL_INLINE void put_custom(sink& to, const argument& a) {
  reinterpret_cast<void (*)(sink&, uintptr_t)>(a.extra)(to, static_cast<uintptr_t>(a.value));
}

/// Formats where every field is `{}`: decimal numbers and whole texts.
struct plain_format {
  static const argument* put(sink& to, const argument* a) {
    const kind what = a->what();
    if (what == kind::custom) {
      put_custom(to, *a);
    } else if (what == kind::character) {
      to.put(static_cast<char>(a->value));
    } else if (what <= kind::signed_integer) {
      char digits[20];
      uint64_t value = a->value;
      if (what == kind::signed_integer && static_cast<int64_t>(value) < 0) {
        to.put('-');
        value = 0 - value;
      }
      char* const end = digits + sizeof digits;
      char* const begin = digits_before(end, value, 10, 0);
      to.put(begin, static_cast<size_t>(end - begin));
    } else {
      const piece text = text_of(*a);
      to.put(text.data, text.size);
    }
    return a + 1;
  }
};

/// Formats of any kind.
struct full_format {
  static const argument* put(sink& to, const argument* a) {
    const packed_spec how = a->how;
    const kind what = a->what();
    const argument* next = a + 1;
    if (what == kind::custom) {
      put_custom(to, *a);
      return next;
    }
    const bool specified = (how << (32 - spec::kind_at)) != 0;

    size_t width = (how >> spec::width_at) & 1023;
    if (width == spec::from_argument) width = count_from(*next++);

    char digits[most_digits];
    char head[3];
    size_t head_size = 0;
    piece body;
    if (what <= kind::signed_integer) {
      uint64_t value = a->value;
      const unsigned sign = (how >> spec::sign_at) & 3;
      if (what == kind::signed_integer && static_cast<int64_t>(value) < 0) {
        head[head_size++] = '-';
        value = 0 - value;
      } else if (sign != 0) {
        head[head_size++] = sign == 1 ? '+' : ' ';
      }
      unsigned base = specified ? (how >> spec::base_at) & 31 : 10;
      // Adding this makes capitals small.
      const char small = (how & spec::capitals) != 0 ? 0 : 'a' - 'A';
      if ((how & spec::alternate) != 0 && base != 10 && (base != 8 || value != 0)) {
        head[head_size++] = '0';
        if (base != 8) head[head_size++] = static_cast<char>((base == 16 ? 'X' : 'B') + small);
      }
      char* const end = digits + sizeof digits;
      body.data = digits_before(end, value, base, static_cast<char>('A' + small));
      body.size = static_cast<size_t>(end - body.data);
    } else if (what == kind::character) {
      digits[0] = static_cast<char>(a->value);
      body = {digits, 1};
    } else {
      body = text_of(*a);
      size_t most = (how >> spec::precision_at) & 1023;
      if (most == spec::from_argument) most = count_from(*next++);
      if (specified && most != spec::no_precision && most < body.size) body.size = most;
    }

    const size_t size = head_size + body.size;
    const size_t pad = width > size ? width - size : 0;
    const auto fill = static_cast<char>(how & 127);
    const packed_spec align = how & spec::any_align;
    const size_t before = align == spec::right ? pad : align == spec::centre ? pad / 2 : 0;
    const size_t within = align == spec::zeros ? pad : 0;
    to.fill(fill, before);
    to.put(head, head_size);
    to.fill(fill, within);
    to.put(body.data, body.size);
    to.fill(fill, pad - before - within);
    return next;
  }

 private:
  /// A width or precision that is an argument: negative ones are 0.
  static size_t count_from(const argument& a) {
    if (a.what() == kind::signed_integer && static_cast<int64_t>(a.value) < 0) return 0;
    return a.value > 0x7fffffff ? 0x7fffffff : static_cast<size_t>(a.value);
  }
};

/// Formats the arguments as the text says, which was checked while compiling: braces match, and there are as many
/// arguments as it takes.
template <class F>
[[gnu::noinline]] inline void format_all(sink& to, const char* text, const argument* arguments) {
  for (char c; (c = *text++) != '\0';) {
    if (c == '{' || c == '}') {
      if (*text != c) {
        arguments = F::put(to, arguments);
        // To the end of the field, past the braces of counts that are arguments.
        for (int depth = 1; depth != 0; ++text) depth += (*text == '{') - (*text == '}');
        continue;
      }
      ++text;
    }
    to.put(c);
  }
}

KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG::detail
