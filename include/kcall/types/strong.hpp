// Distinct one-word types for ids that must not be mixed up: a pid is not a uid, an fd is not a count.
#pragma once
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A number with a meaning. Made explicitly (`pid{1}`), read with get() or an explicit conversion; costs nothing.
template <class Tag, integer Rep, Rep otherwise = 0>
class strong {
 public:
  using kernel_type = Rep;
  constexpr strong() = default;
  KCALL_INLINE constexpr explicit strong(Rep value) : value_(value) {}
  KCALL_INLINE constexpr Rep get() const { return value_; }
  KCALL_INLINE constexpr explicit operator Rep() const { return value_; }
  KCALL_INLINE friend constexpr bool operator==(strong a, strong b) { return a.value_ == b.value_; }
  KCALL_INLINE friend constexpr bool operator<(strong a, strong b) { return a.value_ < b.value_; }
  KCALL_INLINE friend constexpr bool operator>(strong a, strong b) { return a.value_ > b.value_; }
  KCALL_INLINE friend constexpr bool operator<=(strong a, strong b) { return a.value_ <= b.value_; }
  KCALL_INLINE friend constexpr bool operator>=(strong a, strong b) { return a.value_ >= b.value_; }

 private:
  Rep value_ = otherwise;
};

}  // namespace kcall::inline KCALL_ABI_TAG
