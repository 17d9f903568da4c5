// Copying and searching bytes where a call to memcpy or memchr could not be kept out otherwise: a program that needs no
// more than this brings no memory functions.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

KCALL_POINTER_ARITHMETIC_BEGIN

/// A register's worth of bytes at any address.
using loose_word [[gnu::may_alias, gnu::aligned(1)]] = unsigned long;

/// Copies forward, a word at a time; the two may overlap if `to` comes first. The empty assembly keeps compilers from
/// seeing a memcpy in the loop.
inline void move_lower(char* to, const char* from, size_t bytes) {
  for (; bytes >= sizeof(loose_word); bytes -= sizeof(loose_word)) {
    *reinterpret_cast<loose_word*>(to) = *reinterpret_cast<const loose_word*>(from);
    to += sizeof(loose_word);
    from += sizeof(loose_word);
    asm volatile("" ::: "memory");
  }
  for (; bytes != 0; --bytes) {
    *to++ = *from++;
    asm volatile("" ::: "memory");
  }
}

/// Where `wanted` first is in `bytes` bytes, or `bytes`: a word at a time, by the carry that subtracting 1 makes of a
/// byte that is zero.
inline size_t find_byte(const char* in, size_t bytes, char wanted) {
  constexpr unsigned long ones = ~0UL / 255;
  const unsigned long pattern = ones * static_cast<unsigned char>(wanted);
  size_t at = 0;
  for (; bytes - at >= sizeof(loose_word); at += sizeof(loose_word)) {
    const unsigned long difference = *reinterpret_cast<const loose_word*>(in + at) ^ pattern;
    if (((difference - ones) & ~difference & (ones << 7)) != 0) break;
  }
  while (at < bytes && in[at] != wanted) ++at;
  return at;
}

KCALL_POINTER_ARITHMETIC_END

}  // namespace kcall::inline KCALL_ABI_TAG::detail
