// arena: memory handed out from one end of a buffer to the other, and taken back all at once.
//
//   char storage[4096];
//   kcall::arena scratch{storage};                 // or over pages, which must outlive it
//   auto* const words = scratch.allocate<unsigned>(100);
//   if (words == nullptr) …                        // full
//   scratch.reset();
//
// It makes no system calls, and nothing is constructed or destroyed in it but what the caller makes there.
#pragma once
#include <kcall/types/buffer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Hands out parts of a buffer that it does not own. What it hands out may be used until reset() or rewind().
class arena {
 public:
  /// An empty one, which is full.
  constexpr arena() = default;
  KCALL_INLINE explicit arena(mutable_buffer room)
      : start_(reinterpret_cast<uintptr_t>(room.data())), next_(start_), end_(start_ + room.size()) {}

  /// `bytes` bytes (one for none, so that no two are at the same address) at a multiple of `alignment`, a power of two.
  /// nullptr: there is no room.
  KCALL_INLINE void* allocate(size_t bytes, size_t alignment) {
    const uintptr_t aligned = (next_ + alignment - 1) & ~(alignment - 1);
    if (bytes == 0) bytes = 1;
    // The sum has wrapped where it is less than what was rounded.
    if (aligned < next_ || aligned > end_ || bytes > end_ - aligned) return nullptr;
    next_ = aligned + bytes;
    return reinterpret_cast<void*>(aligned);
  }
  /// Room for `count` of T, unconstructed. nullptr: there is no room.
  template <class T>
  KCALL_INLINE T* allocate(size_t count = 1) {
    size_t bytes;
    if (__builtin_mul_overflow(count, sizeof(T), &bytes)) return nullptr;
    return static_cast<T*>(allocate(bytes, alignof(T)));
  }

  /// Takes back all.
  KCALL_INLINE void reset() { next_ = start_; }
  /// For rewind().
  KCALL_INLINE uintptr_t mark() const { return next_; }
  /// Takes back what was handed out since mark() gave `mark`.
  KCALL_INLINE void rewind(uintptr_t mark) { next_ = mark; }

  /// In bytes, what alignment skipped included.
  KCALL_INLINE size_t used() const { return next_ - start_; }
  /// In bytes.
  KCALL_INLINE size_t left() const { return end_ - next_; }
  KCALL_INLINE bool contains(const void* address) const {
    return reinterpret_cast<uintptr_t>(address) - start_ < end_ - start_;
  }

 private:
  uintptr_t start_ = 0;
  uintptr_t next_ = 0;
  uintptr_t end_ = 0;
};

}  // namespace kcall::inline KCALL_ABI_TAG
