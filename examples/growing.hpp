// Memory that grows, for programs that do not know beforehand how much they will keep; and a sort that needs none.
#pragma once
#include <kcall/pages.hpp>

namespace growing {

/// Makes `memory` at least so large, by doubling it; it may move. Where it fails, nothing has changed.
inline kcall::result<void> reserve(kcall::pages& memory, kcall::size_t bytes) {
  if (bytes <= memory.size()) return {};
  kcall::size_t wanted = memory.empty() ? 65536 : memory.size();
  while (wanted < bytes) {
    if (wanted > ~kcall::size_t{0} / 2) return kcall::errc::enomem;
    wanted *= 2;
  }
  if (!memory.empty()) return memory.resize(wanted);
  auto made = kcall::map_pages(wanted);
  if (!made) return made.error();
  memory = static_cast<kcall::pages&&>(*made);
  return {};
}

KCALL_POINTER_ARITHMETIC_BEGIN

/// A list of T, which is a plain structure.
template <class T>
class list {
 public:
  kcall::result<void> add(const T& one) {
    if (const auto room = reserve(memory_, (count_ + 1) * sizeof(T)); !room) return room;
    begin()[count_++] = one;
    return {};
  }
  void clear() { count_ = 0; }
  kcall::size_t size() const { return count_; }
  T* data() const { return reinterpret_cast<T*>(memory_.data()); }
  T* begin() const { return data(); }
  T* end() const { return data() + count_; }

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

  kcall::pages memory_;
  kcall::size_t count_ = 0;
};

KCALL_POINTER_ARITHMETIC_END

}  // namespace growing
