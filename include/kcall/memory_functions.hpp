// The memory functions that compilers call on their own (memcpy for a structure, memset for an array, strlen for a
// loop), for programs without a libc. Weak, each in its own section: what nothing calls, -Wl,--gc-sections leaves out.
// Without canaries, because a libc's start-up code calls them before there is one to compare with.
//
// A loop that copies bytes is what a compiler turns into a call to memcpy. Here each loop's body is opaque to it.
#pragma once
#include <kcall/config.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Keeps the compiler from seeing that a loop copies, fills or compares memory.
KCALL_INLINE void opaque() { asm volatile("" ::: "memory"); }

/// A register's worth of bytes at any address.
using any_word [[gnu::may_alias, gnu::aligned(1)]] = unsigned long;

KCALL_INLINE void* copy_forward(void* to, const void* from, size_t bytes) {
  auto* out = static_cast<unsigned char*>(to);
  const auto* in = static_cast<const unsigned char*>(from);
  for (; bytes >= sizeof(any_word); bytes -= sizeof(any_word), out += sizeof(any_word), in += sizeof(any_word)) {
    *reinterpret_cast<any_word*>(out) = *reinterpret_cast<const any_word*>(in);
    opaque();
  }
  for (; bytes != 0; --bytes) {
    *out++ = *in++;
    opaque();
  }
  return to;
}

KCALL_INLINE void* copy_backward(void* to, const void* from, size_t bytes) {
  auto* const out = static_cast<unsigned char*>(to);
  const auto* const in = static_cast<const unsigned char*>(from);
  while (bytes >= sizeof(any_word)) {
    bytes -= sizeof(any_word);
    *reinterpret_cast<any_word*>(out + bytes) = *reinterpret_cast<const any_word*>(in + bytes);
    opaque();
  }
  while (bytes != 0) {
    --bytes;
    out[bytes] = in[bytes];
    opaque();
  }
  return to;
}

KCALL_INLINE void* fill(void* to, unsigned char value, size_t bytes) {
  auto* out = static_cast<unsigned char*>(to);
  const unsigned long pattern = ~0UL / 255 * value;
  for (; bytes >= sizeof(any_word); bytes -= sizeof(any_word), out += sizeof(any_word)) {
    *reinterpret_cast<any_word*>(out) = pattern;
    opaque();
  }
  for (; bytes != 0; --bytes) {
    *out++ = value;
    opaque();
  }
  return to;
}

KCALL_INLINE int compare(const void* a, const void* b, size_t bytes) {
  const auto* left = static_cast<const unsigned char*>(a);
  const auto* right = static_cast<const unsigned char*>(b);
  for (; bytes != 0; --bytes, ++left, ++right) {
    if (*left != *right) return *left < *right ? -1 : 1;
    opaque();
  }
  return 0;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, kcall::size_t bytes) noexcept;
void* memmove(void* to, const void* from, kcall::size_t bytes) noexcept;
void* memset(void* to, int value, kcall::size_t bytes) noexcept;
int memcmp(const void* a, const void* b, kcall::size_t bytes) noexcept;
int bcmp(const void* a, const void* b, kcall::size_t bytes) noexcept;
kcall::size_t strlen(const char* text) noexcept;

KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.memcpy")]] void* memcpy(void* __restrict to,
                                                                                    const void* __restrict from,
                                                                                    kcall::size_t bytes) noexcept {
  return kcall::detail::copy_forward(to, from, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.memmove")]] void* memmove(void* to, const void* from,
                                                                                      kcall::size_t bytes) noexcept {
  // Unsigned distance: small only where `to` lies inside what is still to be read.
  const kcall::size_t distance = reinterpret_cast<kcall::uintptr_t>(to) - reinterpret_cast<kcall::uintptr_t>(from);
  return distance < bytes ? kcall::detail::copy_backward(to, from, bytes)
                          : kcall::detail::copy_forward(to, from, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.memset")]] void* memset(void* to, int value,
                                                                                    kcall::size_t bytes) noexcept {
  return kcall::detail::fill(to, static_cast<unsigned char>(value), bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.memcmp")]] int memcmp(const void* a, const void* b,
                                                                                  kcall::size_t bytes) noexcept {
  return kcall::detail::compare(a, b, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.bcmp")]] int bcmp(const void* a, const void* b,
                                                                              kcall::size_t bytes) noexcept {
  return kcall::detail::compare(a, b, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.strlen")]] kcall::size_t strlen(const char* text) noexcept {
  kcall::size_t length = 0;
  for (; text[length] != '\0'; ++length) kcall::detail::opaque();
  return length;
}

}  // extern "C"

KCALL_POINTER_ARITHMETIC_END
