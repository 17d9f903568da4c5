// The words of a command line, as a range.
//
// Missing, for now: parsing of options.
#pragma once
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// argv without the program's name (argv[0]): `for (const kcall::static_text word : kcall::arguments{argc, argv})`. An
/// argc of 0, which the kernel allows, is an empty range.
class arguments {
 public:
  class iterator {
   public:
    constexpr explicit iterator(char** at) : at_(at) {}
    KCALL_INLINE constexpr static_text operator*() const { return {*at_, detail::length(*at_)}; }
    KCALL_INLINE constexpr iterator& operator++() {
      KCALL_POINTER_ARITHMETIC_BEGIN
      ++at_;
      KCALL_POINTER_ARITHMETIC_END
      return *this;
    }
    KCALL_INLINE friend constexpr bool operator==(iterator a, iterator b) { return a.at_ == b.at_; }

   private:
    char** at_;
  };

  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE constexpr arguments(int argc, char** argv)
      : first_(argc > 0 ? argv + 1 : argv), last_(argc > 0 ? argv + argc : argv) {}
  KCALL_POINTER_ARITHMETIC_END

  KCALL_INLINE constexpr iterator begin() const { return iterator(first_); }
  KCALL_INLINE constexpr iterator end() const { return iterator(last_); }

 private:
  char** first_;
  char** last_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
