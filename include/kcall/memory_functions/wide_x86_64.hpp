// What memory_functions.hpp does 128 bytes at a time on processors whose registers hold 32 bytes (AVX2) or 64
// (AVX-512). Where source and target overlap, copying by 64 is up to 1.4 times as fast as by 32 (EPYC, Zen 5);
// comparing and searching is as fast by 32, and so is nearly what is short.
//
// In assembly, so that what includes it need not be compiled for such processors, and is as fast at -O0. Upper halves
// of all registers are lost, as in any function that ends with vzeroupper: hence the list of what is clobbered.
#pragma once
#include <kcall/config.hpp>

#define KCALL_WIDE_CLOBBERS                                                                                          \
  "memory", "cc", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", \
      "xmm13", "xmm14", "xmm15"

KCALL_POINTER_ARITHMETIC_BEGIN

namespace kcall::inline KCALL_ABI_TAG::detail::memory {

/// Whether the processor may have wide registers.
inline constexpr bool may_be_wide = KCALL_SANITIZED == 0;
/// What one round of these functions handles.
inline constexpr size_t wide_step = 128;
/// From how many bytes on to look whether there are wide registers.
inline constexpr size_t wide_from = 128;
/// From how many bytes on what is moved and overlaps is long.
inline constexpr size_t wide_moves_from = KCALL_FOR_SIZE ? 1024 : 2048;
/// Up to how many bytes what is copied or filled is short: above that, string instructions are as fast.
inline constexpr size_t short_to = 8191;

/// How wide registers are, in bytes.
enum class wide : uint32_t { none = 0, avx2 = 32, avx512 = 64 };

// CPUID leaves a virtual machine, and comes back microseconds later: as long as 64 KiB take. So it is asked when so
// much has been handled without wide registers that they would have saved what asking takes, and asked once.
inline constexpr uint32_t wide_asked_from = 1U << 20;
/// Added to a `wide` that is known.
inline constexpr uint32_t wide_known = 1U << 31;

/// A `wide` plus wide_known, or while nobody has asked how many bytes were handled without an answer (less than
/// wide_asked_from). Threads may write it at once: counts may be lost, and answers are the same.
[[gnu::visibility("hidden")]] inline constinit uint32_t wide_state = 0;

/// What the processor has, and the kernel keeps.
KCALL_INLINE wide ask_for_wide() {
  uint32_t a = 1, b, c = 0, d;
  asm volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  constexpr uint32_t osxsave_and_avx = 3U << 27;
  if ((c & osxsave_and_avx) != osxsave_and_avx) return wide::none;
  uint32_t kept;
  asm volatile("xgetbv" : "=a"(kept), "=d"(d) : "c"(0));
  // There is a leaf 7: what has XSAVE has leaf 13.
  a = 7;
  c = 0;
  asm volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  const bool avx2 = (b >> 5 & 1) != 0 && (kept & 6) == 6;
  const bool avx512f = (b >> 16 & 1) != 0 && (kept & 0xe6) == 0xe6;
  return !avx2 ? wide::none : avx512f ? wide::avx512 : wide::avx2;
}

/// Counts `bytes`, or asks; what is known then.
KCALL_COLD KCALL_NO_CANARY inline uint32_t count_or_ask(size_t bytes) {
  uint32_t state = __atomic_load_n(&wide_state, __ATOMIC_RELAXED);
  if (state >= wide_known) return state;
  state = bytes < wide_asked_from - state ? state + static_cast<uint32_t>(bytes)
                                          : wide_known + static_cast<uint32_t>(ask_for_wide());
  __atomic_store_n(&wide_state, state, __ATOMIC_RELAXED);
  return state;
}

/// With what to handle `bytes`, now.
KCALL_INLINE wide wide_registers(size_t bytes) {
  if constexpr (KCALL_SANITIZED) {
    return wide::none;
  } else if constexpr (KCALL_WIDE_REGISTERS != 0) {
    return static_cast<wide>(KCALL_WIDE_REGISTERS);
  } else {
    uint32_t state = __atomic_load_n(&wide_state, __ATOMIC_RELAXED);
    if (state < wide_known) state = count_or_ask(bytes);
    return state > wide_known ? static_cast<wide>(state - wide_known) : wide::none;
  }
}

/// How to copy or fill what is short.
enum class way : uint32_t { narrow, wide, ask };

/// As wide_registers(), but without a call, for which functions would save registers at every length. narrow above
/// `most`, too.
KCALL_INLINE way way_for(size_t bytes, size_t most = short_to) {
  if (KCALL_FOR_SIZE || KCALL_SANITIZED || bytes <= wide_from || bytes > most) return way::narrow;
  if constexpr (KCALL_WIDE_REGISTERS != 0) return way::wide;
  const uint32_t state = __atomic_load_n(&wide_state, __ATOMIC_RELAXED);
  if (state >= wide_known) return state > wide_known ? way::wide : way::narrow;
  const uint32_t counted = state + static_cast<uint32_t>(bytes);
  if (counted >= wide_asked_from) return way::ask;
  __atomic_store_n(&wide_state, counted, __ATOMIC_RELAXED);
  return way::narrow;
}

// These handle 64 bytes or more. What lies at the far end is read first and written last, at whatever alignment.

/// As memmove does where `to` does not lie inside what is read.
KCALL_INLINE void copy_short_up(unsigned char* to, const unsigned char* from, size_t bytes) {
  size_t left = 64 - bytes;
  asm volatile(
      "vmovdqu (%2), %%ymm2\n\t"
      "vmovdqu 32(%2), %%ymm3\n"
      "1:\tvmovdqu (%2,%0), %%ymm0\n\t"
      "vmovdqu 32(%2,%0), %%ymm1\n\t"
      "vmovdqu %%ymm0, (%1,%0)\n\t"
      "vmovdqu %%ymm1, 32(%1,%0)\n\t"
      "addq $64, %0\n\t"
      "js 1b\n\t"
      "vmovdqu %%ymm2, (%1)\n\t"
      "vmovdqu %%ymm3, 32(%1)\n\t"
      "vzeroupper"
      : "+&r"(left)
      : "r"(to + bytes - 64), "r"(from + bytes - 64)
      : KCALL_WIDE_CLOBBERS, "xmm0");
}

/// As memmove does where `to` lies above `from`.
KCALL_INLINE void copy_short_down(unsigned char* to, const unsigned char* from, size_t bytes) {
  size_t left = bytes - 64;
  asm volatile(
      "vmovdqu (%2), %%ymm2\n\t"
      "vmovdqu 32(%2), %%ymm3\n"
      "1:\tvmovdqu (%2,%0), %%ymm0\n\t"
      "vmovdqu 32(%2,%0), %%ymm1\n\t"
      "vmovdqu %%ymm0, (%1,%0)\n\t"
      "vmovdqu %%ymm1, 32(%1,%0)\n\t"
      "subq $64, %0\n\t"
      "ja 1b\n\t"
      "vmovdqu %%ymm2, (%1)\n\t"
      "vmovdqu %%ymm3, 32(%1)\n\t"
      "vzeroupper"
      : "+&r"(left)
      : "r"(to), "r"(from)
      : KCALL_WIDE_CLOBBERS, "xmm0");
}

template <class Block>
KCALL_INLINE void fill_short(unsigned char* to, Block pattern, size_t bytes) {
  size_t left = 64 - bytes;
  asm volatile(
      "vinserti128 $1, %%xmm0, %%ymm0, %%ymm0\n"
      "1:\tvmovdqu %%ymm0, (%2,%0)\n\t"
      "vmovdqu %%ymm0, 32(%2,%0)\n\t"
      "addq $64, %0\n\t"
      "js 1b\n\t"
      "vmovdqu %%ymm0, (%2)\n\t"
      "vmovdqu %%ymm0, 32(%2)\n\t"
      "vzeroupper"
      : "+&r"(left), "+Yz"(pattern)
      : "r"(to + bytes - 64)
      : KCALL_WIDE_CLOBBERS);
}

// With AVX-512, what is copied next is fetched in advance: beyond the second cache that is a fifth faster at some
// distances, and where all is near it costs nothing. With AVX2 it would cost a tenth there.

/// Copies upwards. `to`: at a multiple of 64; `bytes`: whole steps, one or more.
KCALL_INLINE void copy_wide_up(wide registers, unsigned char* to, const unsigned char* from, size_t bytes) {
  if (registers == wide::avx512) {
    asm volatile(
        ".p2align 5\n"
        "1:\tprefetcht0 1024(%1)\n\t"
        "prefetcht0 1088(%1)\n\t"
        "vmovdqu64 (%1), %%zmm0\n\t"
        "vmovdqu64 64(%1), %%zmm1\n\t"
        "subq $-128, %1\n\t"
        "vmovdqa64 %%zmm0, (%0)\n\t"
        "vmovdqa64 %%zmm1, 64(%0)\n\t"
        "subq $-128, %0\n\t"
        "addq $-128, %2\n\t"
        "jne 1b\n\t"
        "vzeroupper"
        : "+r"(to), "+r"(from), "+r"(bytes)
        :
        : KCALL_WIDE_CLOBBERS, "xmm0");
    return;
  }
  asm volatile(
      ".p2align 5\n"
      "1:\tvmovdqu (%1), %%ymm0\n\t"
      "vmovdqu 32(%1), %%ymm1\n\t"
      "vmovdqu 64(%1), %%ymm2\n\t"
      "vmovdqu 96(%1), %%ymm3\n\t"
      "subq $-128, %1\n\t"
      "vmovdqa %%ymm0, (%0)\n\t"
      "vmovdqa %%ymm1, 32(%0)\n\t"
      "vmovdqa %%ymm2, 64(%0)\n\t"
      "vmovdqa %%ymm3, 96(%0)\n\t"
      "subq $-128, %0\n\t"
      "addq $-128, %2\n\t"
      "jne 1b\n\t"
      "vzeroupper"
      : "+r"(to), "+r"(from), "+r"(bytes)
      :
      : KCALL_WIDE_CLOBBERS, "xmm0");
}

/// Copies downwards what ends at `to`, a multiple of 64, and `from`.
KCALL_INLINE void copy_wide_down(wide registers, unsigned char* to, const unsigned char* from, size_t bytes) {
  if (registers == wide::avx512) {
    asm volatile(
        ".p2align 5\n"
        "1:\tprefetcht0 -1024(%1)\n\t"
        "prefetcht0 -1088(%1)\n\t"
        "vmovdqu64 -64(%1), %%zmm0\n\t"
        "vmovdqu64 -128(%1), %%zmm1\n\t"
        "addq $-128, %1\n\t"
        "vmovdqa64 %%zmm0, -64(%0)\n\t"
        "vmovdqa64 %%zmm1, -128(%0)\n\t"
        "addq $-128, %0\n\t"
        "addq $-128, %2\n\t"
        "jne 1b\n\t"
        "vzeroupper"
        : "+r"(to), "+r"(from), "+r"(bytes)
        :
        : KCALL_WIDE_CLOBBERS, "xmm0");
    return;
  }
  asm volatile(
      ".p2align 5\n"
      "1:\tvmovdqu -32(%1), %%ymm0\n\t"
      "vmovdqu -64(%1), %%ymm1\n\t"
      "vmovdqu -96(%1), %%ymm2\n\t"
      "vmovdqu -128(%1), %%ymm3\n\t"
      "addq $-128, %1\n\t"
      "vmovdqa %%ymm0, -32(%0)\n\t"
      "vmovdqa %%ymm1, -64(%0)\n\t"
      "vmovdqa %%ymm2, -96(%0)\n\t"
      "vmovdqa %%ymm3, -128(%0)\n\t"
      "addq $-128, %0\n\t"
      "addq $-128, %2\n\t"
      "jne 1b\n\t"
      "vzeroupper"
      : "+r"(to), "+r"(from), "+r"(bytes)
      :
      : KCALL_WIDE_CLOBBERS, "xmm0");
}

/// How many bytes are the same in both, rounded down to whole steps. `bytes`: whole steps, one or more.
KCALL_INLINE size_t same_wide(const unsigned char* a, const unsigned char* b, size_t bytes) {
  size_t at = 0;
  uint32_t equal;
  asm volatile(
      ".p2align 5\n"
      "1:\tvmovdqu (%2,%0), %%ymm0\n\t"
      "vmovdqu 32(%2,%0), %%ymm1\n\t"
      "vmovdqu 64(%2,%0), %%ymm2\n\t"
      "vmovdqu 96(%2,%0), %%ymm3\n\t"
      "vpcmpeqb (%3,%0), %%ymm0, %%ymm0\n\t"
      "vpcmpeqb 32(%3,%0), %%ymm1, %%ymm1\n\t"
      "vpcmpeqb 64(%3,%0), %%ymm2, %%ymm2\n\t"
      "vpcmpeqb 96(%3,%0), %%ymm3, %%ymm3\n\t"
      "vpand %%ymm1, %%ymm0, %%ymm0\n\t"
      "vpand %%ymm3, %%ymm2, %%ymm2\n\t"
      "vpand %%ymm2, %%ymm0, %%ymm0\n\t"
      "vpmovmskb %%ymm0, %1\n\t"
      "incl %1\n\t"
      "jne 2f\n\t"
      "subq $-128, %0\n\t"
      "cmpq %4, %0\n\t"
      "jne 1b\n"
      "2:\tvzeroupper"
      : "+&r"(at), "=&r"(equal)
      : "r"(a), "r"(b), "r"(bytes)
      : KCALL_WIDE_CLOBBERS, "xmm0");
  return at;
}

/// The first step from `in`, one of its multiples, on that has a zero.
KCALL_INLINE const unsigned char* find_zero_wide(const unsigned char* in) {
  uint32_t zero;
  asm volatile(
      "vpxor %%xmm4, %%xmm4, %%xmm4\n\t"
      ".p2align 5\n"
      "1:\tvmovdqa (%0), %%ymm0\n\t"
      "vmovdqa 64(%0), %%ymm1\n\t"
      "vpminub 32(%0), %%ymm0, %%ymm0\n\t"
      "vpminub 96(%0), %%ymm1, %%ymm1\n\t"
      "subq $-128, %0\n\t"
      "vpminub %%ymm1, %%ymm0, %%ymm0\n\t"
      "vpcmpeqb %%ymm4, %%ymm0, %%ymm0\n\t"
      "vpmovmskb %%ymm0, %1\n\t"
      "testl %1, %1\n\t"
      "je 1b\n\t"
      "vzeroupper"
      : "+&r"(in), "=&r"(zero)
      :
      : KCALL_WIDE_CLOBBERS, "xmm0");
  return in - wide_step;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail::memory

KCALL_POINTER_ARITHMETIC_END

#undef KCALL_WIDE_CLOBBERS
