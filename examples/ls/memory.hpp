// What ls keeps: bytes that grow, and a sort that needs no memory.
#pragma once
#include <kcall/call/memory.hpp>

namespace ls {

/// A mapping that grows, and moves when it does.
class growing {
 public:
  constexpr growing() = default;
  growing(const growing&) = delete;
  growing& operator=(const growing&) = delete;
  ~growing() {
    if (data_ != nullptr) static_cast<void>(kcall::munmap(data_, size_));
  }

  /// Makes it at least so large.
  kcall::result<void> reserve(kcall::size_t bytes) {
    if (bytes <= size_) return {};
    kcall::size_t wanted = size_ == 0 ? 65536 : size_;
    while (wanted < bytes) wanted *= 2;
    using kcall::map_flags;
    const auto made = data_ == nullptr ? kcall::mmap(nullptr, wanted, kcall::prot::read | kcall::prot::write,
                                                     map_flags::private_ | map_flags::anonymous)
                                       : kcall::mremap(data_, size_, wanted, kcall::mremap_flags::maymove);
    if (!made) return made.error();
    data_ = *made;
    size_ = wanted;
    return {};
  }
  void* data() const { return data_; }

 private:
  void* data_ = nullptr;
  kcall::size_t size_ = 0;
};

KCALL_POINTER_ARITHMETIC_BEGIN

/// A list of T in memory that grows.
template <class T>
class list {
 public:
  kcall::result<void> add(const T& one) {
    if (const auto room = memory_.reserve((count_ + 1) * sizeof(T)); !room) return room;
    begin()[count_++] = one;
    return {};
  }
  void clear() { count_ = 0; }
  kcall::size_t size() const { return count_; }
  T* begin() const { return static_cast<T*>(memory_.data()); }
  T* end() const { return begin() + count_; }

  /// Heap sort: in place, and never slow.
  void sort() const {
    T* const all = begin();
    for (kcall::size_t root = count_ / 2; root != 0; --root) sift(all, root - 1, count_);
    for (kcall::size_t last = count_; last > 1;) {
      --last;
      const T largest = all[0];
      all[0] = all[last];
      all[last] = largest;
      sift(all, 0, last);
    }
  }

 private:
  static void sift(T* all, kcall::size_t root, kcall::size_t count) {
    const T moved = all[root];
    for (kcall::size_t child; (child = 2 * root + 1) < count; root = child) {
      if (child + 1 < count && all[child] < all[child + 1]) ++child;
      if (!(moved < all[child])) break;
      all[root] = all[child];
    }
    all[root] = moved;
  }

  growing memory_;
  kcall::size_t count_ = 0;
};

KCALL_POINTER_ARITHMETIC_END

}  // namespace ls
