// A walk over records of different lengths that lie one after the other, as a call wrote them.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Records in `filled` bytes, in place. R says how many bytes the record at an address takes, of `left` that there are:
/// `static size_t extent(const R* at, size_t left)`, called only where there are enough for an R; 0, or more than there
/// are, ends the walk. R is packed, because the bytes may lie anywhere, and not copyable, because more follows it.
template <class R>
class record_range {
 public:
  class iterator {
   public:
    KCALL_INLINE iterator(const char* at, size_t left) : at_(at), left_(left), size_(0) {
      if (left >= sizeof(R)) size_ = R::extent(reinterpret_cast<const R*>(at), left);
      if (size_ < sizeof(R) || size_ > left) at_ = nullptr;
    }
    KCALL_INLINE const R& operator*() const { return *reinterpret_cast<const R*>(at_); }
    KCALL_INLINE const R* operator->() const { return &**this; }
    KCALL_POINTER_ARITHMETIC_BEGIN
    KCALL_INLINE iterator& operator++() { return *this = iterator(at_ + size_, left_ - size_); }
    KCALL_POINTER_ARITHMETIC_END
    // Only the end compares equal to the end: records of one walk all differ.
    KCALL_INLINE friend bool operator==(const iterator& a, const iterator& b) { return a.at_ == b.at_; }

   private:
    const char* at_;
    size_t left_;
    size_t size_;
  };

  KCALL_INLINE record_range(const void* data, size_t filled) : data_(static_cast<const char*>(data)), filled_(filled) {}
  KCALL_INLINE iterator begin() const { return {data_, filled_}; }
  KCALL_INLINE iterator end() const { return {nullptr, 0}; }

 private:
  const char* data_;
  size_t filled_;
};

}  // namespace kcall::inline KCALL_ABI_TAG::detail
