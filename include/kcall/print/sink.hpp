// Where formatted text goes: a piece of memory, and what to do when it is full.
#pragma once
#include <kcall/types/buffer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What a type's own `void format(kcall::sink& to, const T& value)` writes to: with put(), or `kcall::print(to, …)`.
/// What goes wrong below is for the one to report who began to print.
class sink {
 public:
  sink(const sink&) = delete;
  sink& operator=(const sink&) = delete;

  [[gnu::noinline]] void put(char c) { keep(c); }
  [[gnu::noinline]] void put(const char* text, size_t size) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    for (; size != 0; --size) keep(*text++);
    KCALL_POINTER_ARITHMETIC_END
  }
  KCALL_INLINE void put(const_buffer text) { put(static_cast<const char*>(text.data()), text.size()); }
  /// `count` times the same character.
  [[gnu::noinline]] void fill(char c, size_t count) {
    for (; count != 0; --count) put(c);
  }

 protected:
  /// Called with a sink that is full, or at its end: takes what is there and makes room for at least one character.
  using drain = void (*)(sink&);

  /// `size` is not 0.
  KCALL_INLINE sink(char* begin, size_t size, drain full) : at_(begin), end_(begin), drain_(full) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    end_ += size;
    KCALL_POINTER_ARITHMETIC_END
  }

  char* at_;
  char* end_;
  drain drain_;

 private:
  // There is always room for one: draining comes last, a jump that leaves nothing to be saved.
  KCALL_INLINE void keep(char c) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    *at_++ = c;
    KCALL_POINTER_ARITHMETIC_END
    if (at_ == end_) drain_(*this);
  }
};

}  // namespace kcall::inline KCALL_ABI_TAG
