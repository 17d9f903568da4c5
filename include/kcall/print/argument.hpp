// What is printed: values of many types, as the few kinds that the formatter knows.
#pragma once
#include <kcall/error_text.hpp>
#include <kcall/print/sink.hpp>
#include <kcall/print/spec.hpp>
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

template <class T>
concept own_format = requires(sink& to, const T& value) {
  format(to, value);
};

template <class T>
inline constexpr bool is_char_array = false;
template <size_t n>
inline constexpr bool is_char_array<char[n]> = true;

template <class T>
concept c_string = same_as<T, char*> || same_as<T, const char*>;
template <class T>
concept text_bytes = same_as<T, const_buffer> || same_as<T, mutable_buffer>;
template <class T>
concept pointer_value = pointer_to_void<T> || same_as<T, decltype(nullptr)>;
template <class T>
concept wide_character = same_as<T, wchar_t> || same_as<T, char8_t> || same_as<T, char16_t> || same_as<T, char32_t>;
template <class T>
concept floating = same_as<T, float> || same_as<T, double> || same_as<T, long double>;

/// A volatile integer or enumeration: copied, and then as any other.
template <class T>
struct without_volatile {
  using type = T;
};
template <class T>
requires(integer<T> || __is_enum(T)) struct without_volatile<volatile T> {
  using type = T;
};

/// The category of a T, without reference and const.
template <class T>
constexpr category category_of() {
  if constexpr (!same_as<T, typename without_volatile<T>::type>) {
    return category_of<typename without_volatile<T>::type>();
  } else if constexpr (own_format<T>) {
    return category::custom;
  } else if constexpr (same_as<T, bool>) {
    return category::boolean;
  } else if constexpr (same_as<T, char>) {
    return category::character;
  } else if constexpr (same_as<T, errc> || c_string<T> || is_char_array<T> || text_bytes<T> || characters<T>) {
    return category::text;
  } else if constexpr (pointer_value<T>) {
    return category::pointer;
  } else if constexpr (wide_character<T>) {
    static_assert(never<T>, "kcall: only char is printed as a character: convert other character types");
  } else if constexpr (floating<T>) {
    static_assert(never<T>, "kcall: no floating point: print a scaled integer");
  } else if constexpr (is_pointer<T>) {
    static_assert(never<T>, "kcall: to print an address, convert the pointer to const void*");
  } else if constexpr (integer<T> || __is_enum(T)) {
    static_assert(sizeof(T) <= sizeof(uint64_t), "kcall: integers of more than 64 bits are not printed");
    return category::integer;
  } else if constexpr (one_word_type<T>) {
    return category_of<plain<typename T::kernel_type>>();
  } else {
    static_assert(!__is_class(T) && !__is_union(T),
                  "kcall: no way to print this type: give it, in its own namespace, a function "
                  "`void format(kcall::sink&, const T&)`");
    static_assert(__is_class(T) || __is_union(T),
                  "kcall: no way to print this type: text is of char, bytes are a const_buffer, addresses const void*");
  }
  return category::integer;
}

enum class kind : unsigned { unsigned_integer, signed_integer, character, text, c_string, array, custom };

/// One argument, as the caller leaves it on the stack.
struct argument {
  /// The integer, or the address of the text, the C string or the object.
  uint64_t value;
  /// The size of a text or of an array that holds one; the function for a custom object. Otherwise not set.
  uintptr_t extra;
  packed_spec how;

  // Nothing is stored that is not read.
  KCALL_INLINE argument(kind what, packed_spec specified, uint64_t v)  // NOLINT(*-member-init)
      : value(v), how(combined(what, specified)) {}                    // NOLINT(*UninitializedObject)
  KCALL_INLINE argument(kind what, packed_spec specified, uint64_t v, uintptr_t e)
      : value(v), extra(e), how(combined(what, specified)) {}

  KCALL_INLINE static packed_spec combined(kind what, packed_spec specified) {
    return (specified & ~(7U << spec::kind_at)) | static_cast<unsigned>(what) << spec::kind_at;
  }
  KCALL_INLINE kind what() const { return static_cast<kind>(how >> spec::kind_at); }
};

template <class T>
void call_format(sink& to, uintptr_t value) {
  format(to, *reinterpret_cast<const T*>(value));
}

/// What the argument refers to while it is printed: the value, or what is made of it first.
template <class T>
KCALL_INLINE constexpr const T& held(const T& value) {
  return value;
}
template <class T>
requires(integer<T> || __is_enum(T)) KCALL_INLINE constexpr T held(const volatile T& value) { return value; }
KCALL_INLINE constexpr name_or_number held(errc error) { return name_or_number(error); }

/// A width or precision, made such that nothing overflows: negative ones are 0.
template <integer T>
KCALL_INLINE uint64_t as_count(T value) {
  constexpr int most = 0x7ffffffe;
  if (T(-1) < T(0) && value < T(1)) return 0;
  if constexpr (sizeof(T) >= sizeof(int)) {
    if (value > static_cast<T>(most)) return most;
  }
  return static_cast<uint64_t>(value);
}

template <class T>
KCALL_INLINE argument make_argument(const T& value, packed_spec how) {
  if constexpr (own_format<T>) {
    return {kind::custom, how, reinterpret_cast<uintptr_t>(&value), reinterpret_cast<uintptr_t>(&call_format<T>)};
  } else if constexpr (same_as<T, bool>) {
    if ((how & spec::number) != 0) return {kind::unsigned_integer, how, static_cast<uint64_t>(value)};
    return {kind::c_string, how, reinterpret_cast<uintptr_t>(value ? "true" : "false")};
  } else if constexpr (c_string<T>) {
    return {kind::c_string, how, reinterpret_cast<uintptr_t>(value)};
  } else if constexpr (is_char_array<T>) {
    return {kind::array, how, reinterpret_cast<uintptr_t>(&value[0]), sizeof value};
  } else if constexpr (text_bytes<T> || characters<T>) {
    return {kind::text, how, reinterpret_cast<uintptr_t>(value.data()), static_cast<size_t>(value.size())};
  } else if constexpr (same_as<T, decltype(nullptr)>) {
    return {kind::unsigned_integer, how, 0};
  } else if constexpr (is_pointer<T>) {
    return {kind::unsigned_integer, how, reinterpret_cast<uintptr_t>(value)};
  } else if constexpr (integer<T>) {
    const bool as_character = (how & spec::number) == 0 && (same_as<T, char> || how != 0);
    if ((how & spec::count) != 0) return {kind::unsigned_integer, 0, as_count(value)};
    if (as_character) return {kind::character, how, static_cast<unsigned char>(value)};
    if constexpr (T(-1) < T(0)) {
      return {kind::signed_integer, how, static_cast<uint64_t>(static_cast<int64_t>(value))};
    } else {
      return {kind::unsigned_integer, how, static_cast<uint64_t>(value)};
    }
  } else if constexpr (__is_enum(T)) {
    return make_argument(natural(value), how);
  } else if constexpr (one_word_type<T>) {
    return make_argument(value.get(), how);
  } else {
    return {kind::custom, 0, 0};  // category_of() has refused it
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
