// What fits in a register, and how values become register words and come back. No <type_traits>: that header alone
// costs more to include than this library.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <class T>
struct without_reference {
  using type = T;
};
template <class T>
struct without_reference<T&> {
  using type = T;
};
template <class T>
struct without_reference<T&&> {
  using type = T;
};
template <class T>
struct without_const {
  using type = T;
};
template <class T>
struct without_const<const T> {
  using type = T;
};

template <class T>
inline constexpr bool is_pointer = false;
template <class T>
inline constexpr bool is_pointer<T*> = true;
template <class T>
inline constexpr bool is_const = false;
template <class T>
inline constexpr bool is_const<const T> = true;

/// T without reference and const.
template <class T>
using plain = typename without_const<typename without_reference<T>::type>::type;

template <class T>
T&& declared() noexcept;

/// False, but only once T is known: for static_assert in a branch that must not be taken.
template <class... T>
inline constexpr bool never = false;

}  // namespace detail

template <class T, class U>
concept same_as = __is_same(T, U);

/// An integer type (bool and character types included; enumerations are not).
template <class T>
concept integer = !__is_class(T) && !__is_union(T) && !__is_enum(T) && requires(T value) { value % value; };

/// kcall's own one-word types (fd, pid, path, …) say with `kernel_type` what the kernel sees, and give it with get().
template <class T>
concept one_word_type = requires(const T& value) {
  typename T::kernel_type;
  { value.get() } -> same_as<typename T::kernel_type>;
};

/// What an untyped call takes: integers, enumerations, pointers, nullptr and kcall's own one-word types.
template <class T>
concept register_value =
    integer<T> || __is_enum(T) || detail::is_pointer<T> || same_as<T, decltype(nullptr)> || one_word_type<T>;

/// A value as the kernel sees it, in its natural width: an int stays an int, because the kernel ignores the upper half
/// of a register that holds one and extending it would cost an instruction.
template <register_value T>
KCALL_INLINE constexpr auto natural(T value) {
  if constexpr (__is_enum(T)) {
    return +static_cast<__underlying_type(T)>(value);
  } else if constexpr (integer<T>) {
    return +value;
  } else if constexpr (detail::is_pointer<T>) {
    return value;
  } else if constexpr (same_as<T, decltype(nullptr)>) {
    return static_cast<const void*>(nullptr);
  } else {
    return natural(value.get());
  }
}

/// A value as a whole register: signed types are sign-extended, unsigned types and pointers zero-extended.
template <register_value T>
KCALL_INLINE constexpr long to_word(T value) {
  const auto plain = natural(value);
  static_assert(sizeof(plain) <= sizeof(long), "kcall: wider than a register here: pass a 64-bit integer as low and high");
  if constexpr (detail::is_pointer<decltype(natural(value))>) {
    return reinterpret_cast<long>(plain);
  } else {
    return static_cast<long>(plain);
  }
}

namespace detail {

/// A natural value at register width: integers as long or unsigned long, so that the upper half is defined.
template <class T>
KCALL_INLINE constexpr auto extended(T value) {
  if constexpr (is_pointer<T>) {
    return value;
  } else if constexpr (T(-1) < T(0)) {
    return static_cast<long>(value);
  } else {
    return static_cast<unsigned long>(value);
  }
}

}  // namespace detail

/// The value that a register word stands for: the inverse of to_word.
template <class T>
KCALL_INLINE constexpr T from_word(long word) {
  if constexpr (detail::is_pointer<T>) {
    return reinterpret_cast<T>(word);
  } else if constexpr (one_word_type<T>) {
    return T{from_word<typename T::kernel_type>(word)};
  } else {
    return static_cast<T>(word);
  }
}

/// T travels in one register, so result<T> can be that register.
template <class T>
concept one_word = sizeof(T) <= sizeof(long) && __is_trivially_copyable(T) &&
                   (integer<T> || __is_enum(T) || detail::is_pointer<T> || one_word_type<T>);

}  // namespace kcall::inline KCALL_ABI_TAG
