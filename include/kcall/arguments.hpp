// The words of a command line, as a range. options.hpp tells options and operands apart.
//
//   int main(kcall::arguments words) {                 // in programs that start.hpp starts
//     for (const kcall::static_text word : words) …
//   }
#pragma once
#include <kcall/types/text.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// argv without the program's name (argv[0]). An argc of 0, which the kernel allows, is an empty range.
///
/// The two members lie as main's first two parameters do, in registers or on the stack, so that _start calls a main
/// that takes these instead.
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

  KCALL_INLINE constexpr arguments(int argc, char** argv) : argc_(argc), argv_(argv) {}

  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE constexpr iterator begin() const { return iterator(argc_ > 0 ? argv_ + 1 : argv_); }
  KCALL_INLINE constexpr iterator end() const { return iterator(argv_ + argc_); }
  /// argv[0], how the program was called; empty where there is none.
  KCALL_INLINE constexpr static_text program() const { return argc_ > 0 ? *iterator(argv_) : static_text(); }
  /// The i-th word after the program's name, of size().
  KCALL_INLINE constexpr static_text operator[](size_t i) const { return *iterator(argv_ + 1 + i); }
  KCALL_POINTER_ARITHMETIC_END
  KCALL_INLINE constexpr size_t size() const { return argc_ > 0 ? static_cast<size_t>(argc_) - 1 : 0; }
  KCALL_INLINE constexpr bool empty() const { return size() == 0; }
  /// With argv[0], and ending in nullptr, as execve(2) takes them.
  KCALL_INLINE constexpr char** argv() const { return argv_; }
  KCALL_INLINE constexpr int argc() const { return static_cast<int>(argc_); }

 private:
  long argc_;
  char** argv_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
