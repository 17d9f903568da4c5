// A number as text, where print.hpp would be more than is needed: `out.write(kcall::decimal(n))`.
#pragma once
#include <kcall/print/format.hpp>

namespace kcall::inline KCALL_ABI_TAG {

KCALL_POINTER_ARITHMETIC_BEGIN

/// Writes the decimal digits of a number that is not negative before `end`, and spaces before them where there are
/// fewer than `width`; returns where they begin. There must be room for 20 characters and for `width`.
inline char* decimal_before(char* end, uint64_t value, size_t width = 0) {
  char* const widest = end - width;
  char* at = detail::digits_before(end, value, 10, 0);
  while (at > widest) *--at = ' ';
  return at;
}

/// The decimal digits of a number that is not negative; no NUL follows.
class decimal {
 public:
  using value_type = char;
  // NOLINTNEXTLINE(*-member-init): only what is used gets written
  KCALL_INLINE explicit decimal(uint64_t value)
      : skipped_(static_cast<size_t>(decimal_before(digits_ + sizeof digits_, value) - digits_)) {}
  KCALL_INLINE const char* data() const { return digits_ + skipped_; }
  KCALL_INLINE size_t size() const { return sizeof digits_ - skipped_; }

 private:
  char digits_[sizeof "18446744073709551615" - 1];
  size_t skipped_;
};

KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG
