// Distinct one-word types for ids that must not be mixed up: a pid is not a uid, an fd is not a count.
#pragma once
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A number with a meaning. Made explicitly (`pid{1}`), read with get() or an explicit conversion; costs nothing.
template <class Tag, integer Rep, Rep otherwise = 0>
class strong {
 public:
  using kernel_type = Rep;
  // Not defaulted: clang -O0 would clear the object with memset first.
  KCALL_INLINE constexpr strong() : value_(otherwise) {}
  KCALL_INLINE constexpr explicit strong(Rep value) : value_(value) {}
  KCALL_INLINE constexpr Rep get() const { return value_; }
  KCALL_INLINE constexpr explicit operator Rep() const { return value_; }

 private:
  Rep value_;
};

// Beside the class, so that they are not instantiated with it.
template <class Tag, integer Rep, Rep otherwise>
KCALL_INLINE constexpr bool operator==(strong<Tag, Rep, otherwise> a, strong<Tag, Rep, otherwise> b) {
  return a.get() == b.get();
}
template <class Tag, integer Rep, Rep otherwise>
KCALL_INLINE constexpr bool operator<(strong<Tag, Rep, otherwise> a, strong<Tag, Rep, otherwise> b) {
  return a.get() < b.get();
}
template <class Tag, integer Rep, Rep otherwise>
KCALL_INLINE constexpr bool operator>(strong<Tag, Rep, otherwise> a, strong<Tag, Rep, otherwise> b) {
  return a.get() > b.get();
}
template <class Tag, integer Rep, Rep otherwise>
KCALL_INLINE constexpr bool operator<=(strong<Tag, Rep, otherwise> a, strong<Tag, Rep, otherwise> b) {
  return a.get() <= b.get();
}
template <class Tag, integer Rep, Rep otherwise>
KCALL_INLINE constexpr bool operator>=(strong<Tag, Rep, otherwise> a, strong<Tag, Rep, otherwise> b) {
  return a.get() >= b.get();
}

}  // namespace kcall::inline KCALL_ABI_TAG
