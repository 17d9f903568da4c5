// A number as text, where print.hpp would be more than is needed: `out.write(kcall::decimal(n))`.
#pragma once
#include <kcall/print/format.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// The decimal digits of a number that is not negative, with spaces before them where `width` is more, up to 20; no NUL
/// follows.
class decimal {
 public:
  using value_type = char;
  KCALL_POINTER_ARITHMETIC_BEGIN
  // NOLINTNEXTLINE(*-member-init): only what is used gets written
  explicit decimal(uint64_t value, size_t width = 0) {
    char* at = detail::digits_before(digits_ + sizeof digits_, value, 10, 0);
    while (at != digits_ && static_cast<size_t>(digits_ + sizeof digits_ - at) < width) *--at = ' ';
    skipped_ = static_cast<size_t>(at - digits_);
  }
  KCALL_INLINE const char* data() const { return digits_ + skipped_; }
  KCALL_POINTER_ARITHMETIC_END
  KCALL_INLINE size_t size() const { return sizeof digits_ - skipped_; }

 private:
  char digits_[sizeof "18446744073709551615" - 1];
  size_t skipped_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
