// What the files here say of a structure and of a constant: that kcall's is the kernel's, as the headers of this machine
// define it. Constants newer than those headers stand in `#ifdef NAME`.
#pragma once
#include <stddef.h>

namespace layout {

template <class T>
constexpr auto number(T value) {
  if constexpr (__is_enum(T)) {
    return static_cast<__underlying_type(T)>(value);
  } else {
    return value;
  }
}
/// Bit for bit, at the width of kcall's constant: ~0U and -1 are the same flags.
template <class T, class U>
constexpr bool same_value(T ours, U theirs) {
  return number(ours) == static_cast<decltype(number(ours))>(number(theirs));
}

}  // namespace layout

#define SAME_SIZE(ours, theirs)                                        \
  static_assert(sizeof(ours) == sizeof(theirs), "size of " #ours);     \
  static_assert(alignof(ours) == alignof(theirs), "alignment of " #ours)
#define SAME_FIELD(ours, our_field, theirs, their_field)                                                    \
  static_assert(offsetof(ours, our_field) == offsetof(theirs, their_field), "offset of " #ours "::" #our_field); \
  static_assert(sizeof(ours::our_field) == sizeof(theirs::their_field), "size of " #ours "::" #our_field)
#define SAME_VALUE(ours, theirs) static_assert(layout::same_value(ours, theirs), #ours " and " #theirs)
