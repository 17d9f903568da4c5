// The memory functions that compilers call on their own, for programs without a libc. Weak, each in its own section:
// what nothing calls, -Wl,--gc-sections leaves out. Without canaries, because a libc's start-up code calls them before
// there is one to compare with.
//
// With -ffreestanding, compilers make calls of memcpy (a large structure assigned), memset (one cleared: clang, and g++
// for aarch64) and memcmp (written as __builtin_memcmp) of code that has none; without it, loops too become memcpy,
// memmove, memset, strlen (g++ 12) and bcmp (clang). g++ 12, clang 14 and 19, -O0 to -O3 and -Os: there are no others.
// Compilers must not see that a loop here copies bytes, or they make a call of memcpy of it: in each there is an empty
// assembly statement that may have touched memory.
//
// Sixteen bytes at a time where there are registers for that (a word elsewhere), and by the string instructions where
// these are faster. On x86-64, wider registers are used if the processor has them, but at -Os not for copying and
// filling what is short: memory_functions/wide_x86_64.hpp. Measured beside glibc: bench/memory_functions.cpp.
#pragma once
#include <kcall/config.hpp>

#if KCALL_TARGET_AARCH64
#include <kcall/memory_functions/aarch64.hpp>
#else
#include <kcall/memory_functions/x86.hpp>
#endif
#if KCALL_TARGET_X86_64 && KCALL_VECTORS
#include <kcall/memory_functions/wide_x86_64.hpp>
#else
#include <kcall/memory_functions/wide_none.hpp>
#endif

KCALL_POINTER_ARITHMETIC_BEGIN

namespace kcall::inline KCALL_ABI_TAG::detail::memory {

/// Keeps the compiler from seeing that a loop copies, fills or compares memory.
KCALL_INLINE void opaque() { asm volatile("" ::: "memory"); }

using vector = unsigned char __attribute__((vector_size(16)));

template <bool vectors>
struct widest {
  using type = vector;
};
template <>
struct widest<false> {
  using type = unsigned long;
};
/// What one register holds.
using block = widest<KCALL_VECTORS != 0>::type;

/// A T at any address, whatever lies there. (A template takes a type without its attributes, so they are the struct's.)
template <class T>
struct [[gnu::packed, gnu::may_alias]] anywhere {
  T value;
};
/// A T at one of its multiples, whatever lies there: x86 instructions can read it where they need it.
template <class T>
struct [[gnu::may_alias]] aligned {
  T value;
};
template <class T, template <class> class Place = anywhere>
KCALL_INLINE T load(const unsigned char* from) {
  return reinterpret_cast<const Place<T>*>(from)->value;
}
template <class T>
KCALL_INLINE void store(unsigned char* to, T value) {
  reinterpret_cast<anywhere<T>*>(to)->value = value;
}

template <class Block>
KCALL_INLINE void store_four(unsigned char* to, Block a, Block b, Block c, Block d) {
  store<Block>(to, a);
  store<Block>(to + sizeof(Block), b);
  store<Block>(to + 2 * sizeof(Block), c);
  store<Block>(to + 3 * sizeof(Block), d);
  opaque();
}

/// Four blocks that are used at once: g++ keeps a structure in registers no longer than to the next assembly statement.
template <class Block, template <class> class Place = anywhere>
struct four {
  Block a, b, c, d;
  KCALL_INLINE explicit four(const unsigned char* from)
      : a(load<Block, Place>(from)),
        b(load<Block, Place>(from + sizeof(Block))),
        c(load<Block, Place>(from + 2 * sizeof(Block))),
        d(load<Block, Place>(from + 3 * sizeof(Block))) {}
  KCALL_INLINE void store_to(unsigned char* to) const { store_four<Block>(to, a, b, c, d); }
};
using four_blocks = four<block>;

/// The first and the last T of `bytes`, which may be the same: copies what is no longer than two T.
template <class T>
KCALL_INLINE void copy_ends(unsigned char* to, const unsigned char* from, size_t bytes) {
  const T first = load<T>(from), last = load<T>(from + bytes - sizeof(T));
  store<T>(to, first);
  store<T>(to + bytes - sizeof(T), last);
}

/// Up to four blocks. All is read before anything is written.
KCALL_INLINE void copy_few(unsigned char* to, const unsigned char* from, size_t bytes) {
  if (bytes > 2 * sizeof(block)) {
    const block first = load<block>(from), second = load<block>(from + sizeof(block));
    copy_ends<block>(to + bytes - 2 * sizeof(block), from + bytes - 2 * sizeof(block), 2 * sizeof(block));
    store(to, first);
    store(to + sizeof(block), second);
  } else if (bytes >= sizeof(block)) {
    copy_ends<block>(to, from, bytes);
  } else if (sizeof(block) > 8 && bytes >= 8) {
    copy_ends<uint64_t>(to, from, bytes);
  } else if (sizeof(block) > 4 && bytes >= 4) {
    copy_ends<uint32_t>(to, from, bytes);
  } else if (bytes >= 2) {
    copy_ends<uint16_t>(to, from, bytes);
  } else if (bytes != 0) {
    *to = *from;
  }
}

KCALL_INLINE size_t misalignment(const void* at, size_t alignment) {
  return reinterpret_cast<uintptr_t>(at) & (alignment - 1);
}

void* ask_and_copy(void* to, const void* from, size_t bytes) noexcept;
void* ask_and_move(void* to, const void* from, size_t bytes) noexcept;
void* ask_and_fill(void* to, int byte, size_t bytes) noexcept;

/// memcpy, and memmove where what is written does not lie above what is read by less than `bytes`.
[[gnu::noinline]] KCALL_NO_CANARY inline void* copy_up(void* to, const void* from, size_t bytes) {
  auto* out = static_cast<unsigned char*>(to);
  const auto* in = static_cast<const unsigned char*>(from);
  if (bytes <= 4 * sizeof(block)) {
    copy_few(out, in, bytes);
    return to;
  }
  const way chosen = way_for(bytes);
  if (chosen == way::ask) return ask_and_copy(to, from, bytes);
  if (chosen == way::wide) {
    copy_short_up(out, in, bytes);
    return to;
  }
  // Both ends are read first and written last: where the two overlap, what is written on the way may lie there.
  const block first = load<block>(in);
  const unsigned char* const in_end = in + bytes - 4 * sizeof(block);
  const block a = load<block>(in_end), b = load<block>(in_end + sizeof(block)),
              c = load<block>(in_end + 2 * sizeof(block)), d = load<block>(in_end + 3 * sizeof(block));
  unsigned char* const end = out + bytes - 4 * sizeof(block);
  const size_t skipped = sizeof(block) - misalignment(out, sizeof(block));
  out += skipped;
  in += skipped;
  // Processors copy byte by byte where the target is that close below the source.
  const bool close = static_cast<size_t>(in - out) < 4 * sizeof(block);
  if (bytes >= string_instructions_from && !close) {
    copy_words(out, in, static_cast<size_t>(end - out) / sizeof(long) + 1);
  } else {
    for (; out < end; out += 4 * sizeof(block), in += 4 * sizeof(block)) four_blocks(in).store_to(out);
  }
  store_four<block>(end, a, b, c, d);
  store(static_cast<unsigned char*>(to), first);
  return to;
}

/// memmove for more than four blocks, where `to` lies above `from`.
KCALL_INLINE void copy_down(unsigned char* to, const unsigned char* from, size_t bytes) {
  const block a = load<block>(from), b = load<block>(from + sizeof(block)), c = load<block>(from + 2 * sizeof(block)),
              d = load<block>(from + 3 * sizeof(block));
  const block last = load<block>(from + bytes - sizeof(block));
  const size_t skipped = misalignment(to + bytes, sizeof(block));
  size_t left = bytes - skipped;
  for (; left > 4 * sizeof(block); left -= 4 * sizeof(block)) {
    four_blocks(from + left - 4 * sizeof(block)).store_to(to + left - 4 * sizeof(block));
  }
  store_four<block>(to, a, b, c, d);
  store(to + bytes - sizeof(block), last);
}

/// memmove where `to` lies above `from` by `distance`, which is less than `bytes`. String instructions are fast upwards
/// only: parts as long as the distance do not overlap; the last one first.
[[gnu::noinline]] KCALL_NO_CANARY inline void* move_in_parts(void* to, const void* from, size_t bytes,
                                                             size_t distance) {
  auto* const out = static_cast<unsigned char*>(to);
  const auto* const in = static_cast<const unsigned char*>(from);
  while (bytes > distance) {
    bytes -= distance;
    copy_up(out + bytes, in + bytes, distance);
  }
  return copy_up(to, from, bytes);
}

/// Other functions do all for which something must be kept over a call.
[[gnu::noinline]] KCALL_NO_CANARY inline void* move(void* to, const void* from, size_t bytes) {
  // Unsigned: small only where `to` lies inside what is still to be read.
  const size_t distance = reinterpret_cast<uintptr_t>(to) - reinterpret_cast<uintptr_t>(from);
  if (distance >= bytes || bytes <= 4 * sizeof(block)) return copy_up(to, from, bytes);
  if (distance >= upward_parts_from) return move_in_parts(to, from, bytes, distance);
  auto* const out = static_cast<unsigned char*>(to);
  const auto* const in = static_cast<const unsigned char*>(from);
  const way chosen = way_for(bytes, wide_moves_from - 1);
  if (chosen == way::ask) return ask_and_move(to, from, bytes);
  if (chosen == way::wide) {
    copy_short_down(out, in, bytes);
    return to;
  }
  copy_down(out, in, bytes);
  return to;
}

/// move() for wide_moves_from bytes or more.
[[gnu::noinline]] KCALL_NO_CANARY inline void* move_long(void* to, const void* from, size_t bytes) {
  const size_t distance = reinterpret_cast<uintptr_t>(to) - reinterpret_cast<uintptr_t>(from);
  const bool down = distance < bytes;
  const size_t apart = down ? distance : size_t{0} - distance;
  // Where they lie farther apart, or do not overlap, string instructions are as fast.
  if (apart >= bytes || apart >= upward_parts_from) return move(to, from, bytes);
  const wide registers = wide_registers(bytes);
  if (registers == wide::none) return move(to, from, bytes);
  auto* const out = static_cast<unsigned char*>(to);
  const auto* const in = static_cast<const unsigned char*>(from);
  // What is left at both ends is too short for these.
  if (down) {
    const size_t last = bytes - misalignment(out + bytes, 64), first = last % wide_step;
    copy_up(out + last, in + last, bytes - last);
    copy_wide_down(registers, out + last, in + last, last - first);
    move(to, from, first);
  } else {
    const size_t first = 64 - misalignment(out, 64), last = bytes - (bytes - first) % wide_step;
    copy_up(to, from, first);
    copy_wide_up(registers, out + first, in + first, last - first);
    copy_up(out + last, in + last, bytes - last);
  }
  return to;
}

/// `value` in each byte of a T.
template <class T>
KCALL_INLINE T repeated(unsigned char value) {
  if constexpr (sizeof(T) > 8) {
    return vector{} + value;
  } else {
    return static_cast<T>(~0ULL / 255 * value);
  }
}

template <class T>
KCALL_INLINE void fill_ends(unsigned char* to, unsigned char value, size_t bytes) {
  store<T>(to, repeated<T>(value));
  store<T>(to + bytes - sizeof(T), repeated<T>(value));
}

[[gnu::noinline]] KCALL_NO_CANARY inline void* fill(void* to, int byte, size_t bytes) {
  auto* out = static_cast<unsigned char*>(to);
  const auto value = static_cast<unsigned char>(byte);
  if (bytes < sizeof(block)) {
    if (sizeof(block) > 8 && bytes >= 8) {
      fill_ends<uint64_t>(out, value, bytes);
    } else if (sizeof(block) > 4 && bytes >= 4) {
      fill_ends<uint32_t>(out, value, bytes);
    } else if (bytes >= 2) {
      fill_ends<uint16_t>(out, value, bytes);
    } else if (bytes != 0) {
      *out = value;
    }
    return to;
  }
  const block pattern = repeated<block>(value);
  const way chosen = way_for(bytes);
  if (chosen == way::ask) return ask_and_fill(to, byte, bytes);
  if (chosen == way::wide) {
    fill_short(out, pattern, bytes);
    return to;
  }
  unsigned char* const last = out + bytes - sizeof(block);
  store(out, pattern);
  store(last, pattern);
  if (bytes <= 2 * sizeof(block)) return to;
  out += sizeof(block) - misalignment(out, sizeof(block));
  if (bytes >= string_instructions_from) {
    fill_words(out, repeated<unsigned long>(value), static_cast<size_t>(last - out) / sizeof(long) + 1);
    return to;
  }
  for (; last - out > 3 * static_cast<intptr_t>(sizeof(block)); out += 4 * sizeof(block)) {
    store(out, pattern);
    store(out + sizeof(block), pattern);
    store(out + 2 * sizeof(block), pattern);
    store(out + 3 * sizeof(block), pattern);
    opaque();
  }
  for (; out < last; out += sizeof(block)) {
    store(out, pattern);
    opaque();
  }
  return to;
}

KCALL_COLD KCALL_NO_CANARY inline void* ask_and_copy(void* to, const void* from, size_t bytes) noexcept {
  count_or_ask(wide_asked_from);
  return copy_up(to, from, bytes);
}
KCALL_COLD KCALL_NO_CANARY inline void* ask_and_move(void* to, const void* from, size_t bytes) noexcept {
  count_or_ask(wide_asked_from);
  return move(to, from, bytes);
}
KCALL_COLD KCALL_NO_CANARY inline void* ask_and_fill(void* to, int byte, size_t bytes) noexcept {
  count_or_ask(wide_asked_from);
  return fill(to, byte, bytes);
}

// Masks of bytes: the lowest set bit belongs to the first byte, because all targets are little-endian.

/// Not zero where a byte is.
template <class Block>
KCALL_INLINE auto zeroes(Block in) {
  if constexpr (sizeof(Block) > 8) {
    return byte_mask(in == Block{});
  } else {
    return (in - repeated<Block>(1)) & ~in & repeated<Block>(0x80);
  }
}

/// Not zero where bytes differ.
template <class Block>
KCALL_INLINE auto differing(Block a, Block b) {
  if constexpr (sizeof(Block) > 8) {
    return byte_mask(a == b) ^ every_byte;
  } else {
    return a ^ b;
  }
}

/// The number of the first byte in a mask of Block's bytes.
template <class Block, class Mask>
KCALL_INLINE size_t first_in(Mask mask) {
  constexpr unsigned bits = sizeof(Block) > 8 ? mask_bits : 8;
  // __builtin_ctzll would be a call of libgcc's on ia32.
  static_assert(sizeof(mask) <= sizeof(long));
  return static_cast<size_t>(__builtin_ctzl(mask)) / bits;
}

/// Whether four blocks are the same in both places.
template <class Block>
KCALL_INLINE bool four_equal(const unsigned char* a, const unsigned char* b) {
  const four<Block> x(a), y(b);
  if constexpr (sizeof(Block) > 8) {
    return byte_mask((x.a == y.a) & (x.b == y.b) & (x.c == y.c) & (x.d == y.d)) == every_byte;
  } else {
    return x.a == y.a && x.b == y.b && x.c == y.c && x.d == y.d;
  }
}

template <class Block>
KCALL_INLINE Block smaller_bytes(Block a, Block b) {
  return a < b ? a : b;
}

/// Whether there is a zero in four blocks.
template <class Block>
KCALL_INLINE bool have_zero(const unsigned char* in) {
  const four<Block, aligned> x(in);
  if constexpr (sizeof(Block) > 8) {
    return zeroes(smaller_bytes(smaller_bytes(x.a, x.b), smaller_bytes(x.c, x.d))) != 0;
  } else {
    return (zeroes(x.a) | zeroes(x.b) | zeroes(x.c) | zeroes(x.d)) != 0;
  }
}

/// Block by block from `at` on; the last one, which is as long as the others, may hold some of the one before it.
template <class Block>
KCALL_INLINE int compare_by(const unsigned char* a, const unsigned char* b, size_t bytes, size_t at = 0) {
  const size_t last = bytes - sizeof(Block);
  for (;; at += sizeof(Block)) {
    opaque();
    if (at > last) at = last;
    if (const auto mask = differing<Block>(load<Block>(a + at), load<Block>(b + at)); mask != 0) {
      at += first_in<Block>(mask);
      return a[at] - b[at];
    }
    if (at == last) return 0;
  }
}

[[gnu::noinline]] KCALL_NO_CANARY inline int compare(const void* left, const void* right, size_t bytes) {
  const auto* a = static_cast<const unsigned char*>(left);
  const auto* b = static_cast<const unsigned char*>(right);
  if (bytes >= sizeof(block)) {
    size_t at = 0;
    while (bytes - at >= 4 * sizeof(block) && four_equal<block>(a + at, b + at)) {
      at += 4 * sizeof(block);
      opaque();
      if (at % wide_from == 0 && bytes - at >= wide_step && wide_registers(wide_from) != wide::none) {
        at -= misalignment(a + at, 64);
        at += same_wide(a + at, b + at, (bytes - at) & ~(wide_step - 1));
        break;
      }
    }
    return compare_by<block>(a, b, bytes, at);
  }
  if (bytes >= sizeof(unsigned long)) return compare_by<unsigned long>(a, b, bytes);
  for (size_t at = 0; at < bytes; ++at) {
    opaque();
    if (a[at] != b[at]) return a[at] - b[at];
  }
  return 0;
}

/// Reads whole blocks at multiples of their size: what it reads beyond both ends lies in the same pages.
[[gnu::noinline]] KCALL_NO_CANARY inline size_t length(const char* text) {
  const auto* in = reinterpret_cast<const unsigned char*>(text);
  if constexpr (KCALL_SANITIZED) {
    // Which does not know about pages.
    size_t at = 0;
    for (; in[at] != 0; ++at) opaque();
    return at;
  }
  constexpr unsigned bits = sizeof(block) > 8 ? mask_bits : 8;
  const size_t before = misalignment(in, sizeof(block));
  in -= before;
  auto mask = zeroes(load<block, aligned>(in));
  mask = mask >> before * bits << before * bits;
  while (mask == 0) {
    in += sizeof(block);
    if (misalignment(in, 4 * sizeof(block)) == 0) {
      while (!have_zero<block>(in)) {
        opaque();
        in += 4 * sizeof(block);
        if (misalignment(in, wide_from) == 0 && wide_registers(wide_from) != wide::none) in = find_zero_wide(in);
      }
    }
    opaque();
    mask = zeroes(load<block, aligned>(in));
  }
  return static_cast<size_t>(in - reinterpret_cast<const unsigned char*>(text)) + first_in<block>(mask);
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail::memory

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
  return kcall::detail::memory::copy_up(to, from, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.memmove")]] void* memmove(void* to, const void* from,
                                                                                      kcall::size_t bytes) noexcept {
  namespace memory = kcall::detail::memory;
  const kcall::size_t distance = reinterpret_cast<kcall::uintptr_t>(to) - reinterpret_cast<kcall::uintptr_t>(from);
  if (distance >= bytes && kcall::size_t{0} - distance >= bytes) return memory::copy_up(to, from, bytes);
  return bytes >= memory::wide_moves_from && memory::may_be_wide ? memory::move_long(to, from, bytes)
                                                                 : memory::move(to, from, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.memset")]] void* memset(void* to, int value,
                                                                                    kcall::size_t bytes) noexcept {
  return kcall::detail::memory::fill(to, value, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.memcmp")]] int memcmp(const void* a, const void* b,
                                                                                  kcall::size_t bytes) noexcept {
  return kcall::detail::memory::compare(a, b, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.bcmp")]] int bcmp(const void* a, const void* b,
                                                                              kcall::size_t bytes) noexcept {
  return kcall::detail::memory::compare(a, b, bytes);
}
KCALL_NO_CANARY [[gnu::weak, gnu::used, gnu::section(".text.strlen")]] kcall::size_t strlen(const char* text) noexcept {
  return kcall::detail::memory::length(text);
}

}  // extern "C"

KCALL_POINTER_ARITHMETIC_END
