// What select(2) looks at.
#pragma once
#include <kcall/types/cleared.hpp>
#include <kcall/types/fd.hpp>

namespace kcall::inline KCALL_ABI_TAG {

class sigset;

/// A set of descriptors below 1024. select and pselect replace its content with what they found.
class fd_set {
 public:
  /// How many descriptors it has room for (FD_SETSIZE). poll takes higher ones.
  static constexpr int capacity = 1024;

  /// The empty set.
  KCALL_INLINE constexpr fd_set() { clear(); }

  /// Traps for what is no descriptor, or none that fits.
  KCALL_INLINE constexpr fd_set& add(fd f) {
    if (!fits(f)) __builtin_trap();
    word(f) |= bit(f);
    return *this;
  }
  KCALL_INLINE constexpr fd_set& remove(fd f) {
    if (fits(f)) word(f) &= ~bit(f);
    return *this;
  }
  KCALL_INLINE constexpr bool has(fd f) const { return fits(f) && (word(f) & bit(f)) != 0; }
  KCALL_INLINE constexpr void clear() { detail::clear(words_); }

 private:
  static constexpr unsigned word_bits = 8 * sizeof(unsigned long);
  KCALL_INLINE static constexpr bool fits(fd f) { return static_cast<unsigned>(f.get()) < capacity; }
  KCALL_INLINE static constexpr unsigned long bit(fd f) { return 1UL << (static_cast<unsigned>(f.get()) % word_bits); }
  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE static constexpr unsigned index(fd f) { return static_cast<unsigned>(f.get()) / word_bits; }
  KCALL_INLINE constexpr unsigned long& word(fd f) { return words_[index(f)]; }
  KCALL_INLINE constexpr unsigned long word(fd f) const { return words_[index(f)]; }
  KCALL_POINTER_ARITHMETIC_END

  unsigned long words_[capacity / word_bits];  // NOLINT(*-member-init)
};
static_assert(sizeof(fd_set) == 128);

}  // namespace kcall::inline KCALL_ABI_TAG
