// Flags are scoped enumerations that combine: open_flags::rdwr | open_flags::cloexec.
#pragma once
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// An enumeration of flags declares `void is_flags(its_name);` beside itself and gets the operators.
template <class E>
concept flag_enum = __is_enum(E) && requires(E e) { is_flags(e); };

template <flag_enum E>
KCALL_INLINE constexpr E operator|(E a, E b) {
  return static_cast<E>(static_cast<__underlying_type(E)>(a) | static_cast<__underlying_type(E)>(b));
}
template <flag_enum E>
KCALL_INLINE constexpr E operator&(E a, E b) {
  return static_cast<E>(static_cast<__underlying_type(E)>(a) & static_cast<__underlying_type(E)>(b));
}
template <flag_enum E>
KCALL_INLINE constexpr E operator^(E a, E b) {
  return static_cast<E>(static_cast<__underlying_type(E)>(a) ^ static_cast<__underlying_type(E)>(b));
}
template <flag_enum E>
KCALL_INLINE constexpr E operator~(E a) {
  return static_cast<E>(~static_cast<__underlying_type(E)>(a));
}
template <flag_enum E>
KCALL_INLINE constexpr E& operator|=(E& a, E b) {
  return a = a | b;
}
template <flag_enum E>
KCALL_INLINE constexpr E& operator&=(E& a, E b) {
  return a = a & b;
}
template <flag_enum E>
KCALL_INLINE constexpr E& operator^=(E& a, E b) {
  return a = a ^ b;
}
/// Whether all of `wanted` is set.
template <flag_enum E>
KCALL_INLINE constexpr bool has(E flags, E wanted) {
  return (flags & wanted) == wanted;
}

}  // namespace kcall::inline KCALL_ABI_TAG
