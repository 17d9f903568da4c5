// Text that no NUL ends: a part of another.
#pragma once
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Characters within other text, which must live as long. Can be compared, printed and written; not a path.
class text_part {
 public:
  using value_type = char;
  KCALL_INLINE constexpr text_part(const char* text, size_t size) : text_(text), size_(size) {}

  KCALL_INLINE constexpr const char* data() const { return text_; }
  KCALL_INLINE constexpr size_t size() const { return size_; }
  KCALL_INLINE constexpr bool empty() const { return size_ == 0; }

  KCALL_INLINE friend constexpr bool operator==(text_part a, static_text b) {
    return a.size_ == b.size() && detail::same_bytes(a.text_, b.data(), a.size_);
  }
  KCALL_INLINE friend constexpr bool operator==(text_part a, const char* b) { return a == static_text(b); }

 private:
  const char* text_;
  size_t size_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
