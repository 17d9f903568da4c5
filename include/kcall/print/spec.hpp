// Format strings: what may stand between the braces, and how it is checked and packed into one integer for each
// argument while compiling. Nothing is left to parse, or to go wrong, at run time.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Errors in format strings: none of these exists at run time. Calling one while compiling is the error, and its name
/// is the message.
namespace wrong_format_string {
[[noreturn]] void more_fields_than_arguments();
[[noreturn]] void more_arguments_than_fields();
[[noreturn]] void a_brace_has_no_partner_write_it_twice_to_print_one();
[[noreturn]] void arguments_are_taken_in_order_braces_hold_no_number_or_name();
[[noreturn]] void unknown_type_letter_among_d_x_X_o_b_B_c_s_p();
[[noreturn]] void type_letter_does_not_fit_an_integer_use_d_x_X_o_b_B_or_c();
[[noreturn]] void type_letter_does_not_fit_text_use_s_or_none();
[[noreturn]] void type_letter_does_not_fit_a_character_use_c_d_x_X_o_b_or_B();
[[noreturn]] void type_letter_does_not_fit_a_bool_use_s_d_x_X_o_b_or_B();
[[noreturn]] void type_letter_does_not_fit_a_pointer_use_p_or_none();
[[noreturn]] void sign_is_for_numbers_only();
[[noreturn]] void alternate_form_is_for_numbers_only();
[[noreturn]] void leading_zeros_are_for_numbers_only();
[[noreturn]] void precision_is_for_text_only();
[[noreturn]] void precision_needs_a_number_or_braces();
[[noreturn]] void width_or_precision_above_1000_must_be_an_argument();
[[noreturn]] void width_or_precision_argument_must_be_an_integer();
[[noreturn]] void fill_must_be_an_ASCII_character_and_no_brace();
[[noreturn]] void a_type_with_its_own_format_function_takes_no_specification();
[[noreturn]] void text_after_a_NUL_would_be_lost();
}  // namespace wrong_format_string

namespace detail {

/// What an argument is, for the rules of format strings.
enum class category : unsigned char { integer, character, boolean, text, pointer, custom };

/// What becomes of an argument, in four bytes. All zero: `{}`.
///
///   bits 0-6    fill
///   bits 7-8    alignment: 0 left, 1 centre, 2 right, 3 right with the fill after sign and `0x`
///   bits 9-18   width; `from_argument`: the next argument's value
///   numbers:    bits 19-20 base: 0 is 10, 1 is 16, 2 is 8, 3 is 2; 21 `#`; 22 small letters; 23-28 what a number
///               that is not negative begins with: nothing, '+' or ' '
///   text:       bits 19-28 how many characters at most, plus 1; 0: all; `from_argument`: as above, after the width
///   bits 29-31  while compiling, `number` and `count`; in an argument, its kind
using packed_spec = uint32_t;
struct spec {
  static constexpr unsigned align_at = 7, align_mask = 3, width_at = 9, count_mask = 1023, base_at = 19, base_mask = 3,
                            sign_at = 23, sign_mask = 63, precision_at = 19, kind_at = 29;
  static constexpr packed_spec left = 0, centre = 1U << align_at, right = 2U << align_at, zeros = 3U << align_at;
  static constexpr packed_spec hexadecimal = 1U << base_at, octal = 2U << base_at, binary = 3U << base_at;
  static constexpr packed_spec alternate = 1U << 21, small_letters = 1U << 22;
  /// This is printed as a number; this is a width or precision.
  static constexpr packed_spec number = 1U << 29, count = 1U << 30;
  static constexpr unsigned from_argument = 1023, most = 1000;
};

KCALL_POINTER_ARITHMETIC_BEGIN

/// Reads one format string. Compile time only.
struct spec_reader {
  const char* at;
  const category* arguments;
  packed_spec* specs;
  unsigned count;
  unsigned used = 0;

  constexpr unsigned take() {
    if (used == count) wrong_format_string::more_fields_than_arguments();
    return used++;
  }

  /// A number of at most four digits, or `{}`; `none` where neither stands here.
  constexpr unsigned read_count(unsigned none) {
    if (*at == '{') {
      ++at;
      if (*at != '}') wrong_format_string::arguments_are_taken_in_order_braces_hold_no_number_or_name();
      ++at;
      const unsigned taken = take();
      if (arguments[taken] != category::integer) {
        wrong_format_string::width_or_precision_argument_must_be_an_integer();
      }
      specs[taken] = spec::count;
      return spec::from_argument;
    }
    if (*at < '0' || *at > '9') return none;
    unsigned number = 0;
    for (; *at >= '0' && *at <= '9'; ++at) {
      number = number * 10 + static_cast<unsigned>(*at - '0');
      if (number > spec::most) wrong_format_string::width_or_precision_above_1000_must_be_an_argument();
    }
    return number;
  }

  static constexpr bool is_align(char c) { return c == '<' || c == '>' || c == '^'; }
  static constexpr packed_spec align_of(char c) {
    return c == '<' ? spec::left : c == '>' ? spec::right : spec::centre;
  }

  /// What stands after the colon, up to the closing brace.
  constexpr packed_spec read_spec(category kind) {
    namespace wrong = wrong_format_string;
    packed_spec made = 0;
    bool aligned = false;
    if (*at != '\0' && *at != '}' && is_align(at[1])) {
      if (static_cast<signed char>(*at) < 1 || *at == '{') {
        wrong::fill_must_be_an_ASCII_character_and_no_brace();
      }
      made |= static_cast<packed_spec>(*at) | align_of(at[1]);
      aligned = true;
      at += 2;
    } else {
      if (static_cast<signed char>(*at) < 0) wrong::fill_must_be_an_ASCII_character_and_no_brace();
      if (is_align(*at)) {
        made |= align_of(*at++);
        aligned = true;
      }
      made |= ' ';
    }

    packed_spec sign = 0;
    bool has_sign = false, has_alternate = false, has_zeros = false;
    if (*at == '+' || *at == '-' || *at == ' ') {
      has_sign = true;
      if (*at != '-') sign = static_cast<unsigned char>(*at);
      ++at;
    }
    if (*at == '#') {
      has_alternate = true;
      ++at;
    }
    if (*at == '0') {
      has_zeros = true;
      ++at;
    }
    made |= read_count(0) << spec::width_at;
    unsigned precision = 0;
    if (*at == '.') {
      ++at;
      precision = read_count(spec::most + 1);
      if (precision == spec::most + 1) wrong::precision_needs_a_number_or_braces();
      if (precision != spec::from_argument) ++precision;
    }
    char letter = '\0';
    if (*at != '}') {
      letter = *at;
      if (letter != '\0') ++at;
      bool known = false;
      for (const char* one = "dxXobBcsp"; *one != '\0'; ++one) known = known || letter == *one;
      if (!known) wrong::unknown_type_letter_among_d_x_X_o_b_B_c_s_p();
    }

    const bool numeral =
        letter == 'd' || letter == 'x' || letter == 'X' || letter == 'o' || letter == 'b' || letter == 'B';
    const bool none = letter == '\0';
    bool number = numeral;
    if (kind == category::custom) {
      wrong::a_type_with_its_own_format_function_takes_no_specification();
    } else if (kind == category::integer) {
      if (!numeral && letter != 'c' && !none) wrong::type_letter_does_not_fit_an_integer_use_d_x_X_o_b_B_or_c();
      number = letter != 'c';
    } else if (kind == category::character) {
      if (!numeral && letter != 'c' && !none) wrong::type_letter_does_not_fit_a_character_use_c_d_x_X_o_b_or_B();
    } else if (kind == category::boolean) {
      if (!numeral && letter != 's' && !none) wrong::type_letter_does_not_fit_a_bool_use_s_d_x_X_o_b_or_B();
    } else if (kind == category::text) {
      if (letter != 's' && !none) wrong::type_letter_does_not_fit_text_use_s_or_none();
    } else {
      if (letter != 'p' && !none) wrong::type_letter_does_not_fit_a_pointer_use_p_or_none();
      number = true;
    }
    if (!number && has_sign) wrong::sign_is_for_numbers_only();
    if (!number && has_alternate) wrong::alternate_form_is_for_numbers_only();
    if (!number && has_zeros) wrong::leading_zeros_are_for_numbers_only();
    if (kind != category::text && precision != 0) wrong::precision_is_for_text_only();
    if (kind == category::text || (kind == category::boolean && !number)) return made | precision << spec::precision_at;

    if (!number) return made;
    made |= spec::number | sign << spec::sign_at;
    if (letter == 'x' || letter == 'X' || kind == category::pointer) made |= spec::hexadecimal;
    if (letter == 'o') made |= spec::octal;
    if (letter == 'b' || letter == 'B') made |= spec::binary;
    const bool decimal = letter == 'd' || (none && kind != category::pointer);
    if ((has_alternate && !decimal) || kind == category::pointer) made |= spec::alternate;
    if (letter != 'X' && letter != 'B') made |= spec::small_letters;
    // As in std::format: zeros are ignored where an alignment is given, and otherwise replace it.
    if (!aligned && has_zeros) {
      made = (made & ~packed_spec{127}) | '0' | spec::zeros;
    } else if (!aligned) {
      made |= spec::right;
    }
    return made;
  }

  /// `size`: how long the text must be, or `any_size`. Not a pointer to its end: g++ -fsanitize=undefined has no
  /// constants then.
  static constexpr size_t any_size = ~size_t{0};
  constexpr void read(size_t size) {
    const char* const begin = at;
    namespace wrong = wrong_format_string;
    for (; *at != '\0'; ++at) {
      if (*at != '{' && *at != '}') continue;
      if (at[1] == *at) {
        ++at;
        continue;
      }
      if (*at == '}') wrong::a_brace_has_no_partner_write_it_twice_to_print_one();
      ++at;
      if (*at == '\0') wrong::a_brace_has_no_partner_write_it_twice_to_print_one();
      const unsigned mine = take();
      if (*at == ':') {
        ++at;
        // `{:}` is `{}` with a colon.
        specs[mine] = read_spec(arguments[mine]);
      } else if (*at != '}') {
        wrong::arguments_are_taken_in_order_braces_hold_no_number_or_name();
      } else if (arguments[mine] == category::pointer) {
        specs[mine] = read_spec(category::pointer);
      }
      if (*at != '}') wrong::a_brace_has_no_partner_write_it_twice_to_print_one();
    }
    if (size != any_size && static_cast<size_t>(at - begin) != size) wrong::text_after_a_NUL_would_be_lost();
    if (used != count) wrong::more_arguments_than_fields();
  }
};

KCALL_POINTER_ARITHMETIC_END

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
