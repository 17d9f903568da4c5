// Which compiler and target this is, and the options a user may set. The only file that reads compiler macros.
#pragma once

#if defined(KCALL_VERSION) && KCALL_VERSION != 100
#error "kcall: two versions of kcall are included in one translation unit"
#endif

// major * 10000 + minor * 100 + patch. CMake and Meson read this line.
#define KCALL_VERSION 100

// The oldest kernel to support, as 0xMMmmpp (0x050600 is 5.6). Fallbacks for older kernels are left out. 0: keep all.
#ifndef KCALL_MIN_KERNEL
#define KCALL_MIN_KERNEL 0
#endif

// 1: the program defines `[[noreturn]] void kcall::on_bad_access(kcall::errc)` itself. 0: it traps.
#ifndef KCALL_ON_BAD_ACCESS
#define KCALL_ON_BAD_ACCESS 0
#endif

#if !defined(__cplusplus) || __cplusplus < 202002L
#error "kcall needs C++20: compile with -std=c++20 or later"
#endif
#if !defined(__GNUC__)
#error "kcall needs GNU inline assembly: g++ 12 or later, clang 14 or later"
#endif

// Exactly one of these is 1. x32 code is not supported (x32 *numbers* are: see gate/x32.hpp).
#if defined(__x86_64__) && defined(__LP64__)
#define KCALL_TARGET_X86_64 1
#else
#define KCALL_TARGET_X86_64 0
#endif
#if defined(__i386__)
#define KCALL_TARGET_IA32 1
#else
#define KCALL_TARGET_IA32 0
#endif
#if defined(__aarch64__) && defined(__LP64__) && !defined(__AARCH64EB__)
#define KCALL_TARGET_AARCH64 1
#else
#define KCALL_TARGET_AARCH64 0
#endif

// 1: sixteen bytes fit in a register that may be used (SSE2, which ia32 before the Pentium 4 lacks; Advanced SIMD).
#if defined(__SSE2__) || defined(__ARM_NEON)
#define KCALL_VECTORS 1
#else
#define KCALL_VECTORS 0
#endif

// How many bytes the largest registers hold that all processors have for which the code is compiled, if 32 (AVX2) or more.
#if defined(__AVX512F__)
#define KCALL_WIDE_REGISTERS 64
#elif defined(__AVX2__)
#define KCALL_WIDE_REGISTERS 32
#else
#define KCALL_WIDE_REGISTERS 0
#endif

// 1: short code is wanted more than fast code (-Os, -Oz).
#if defined(__OPTIMIZE_SIZE__)
#define KCALL_FOR_SIZE 1
#else
#define KCALL_FOR_SIZE 0
#endif

// clang gives main a C++ name in freestanding code, g++ does not: start.hpp declares it under its own name there.
#if defined(__clang__) && __STDC_HOSTED__ == 0
#define KCALL_MAIN_IS_MANGLED 1
#else
#define KCALL_MAIN_IS_MANGLED 0
#endif

// Every wrapper is inlined, at -O0 too: a call out of line costs more than the result type ever could, because the
// first return after a system call is mispredicted (docs/decisions.md).
#define KCALL_INLINE __attribute__((always_inline)) inline
// For what runs once or never: kept out of the caller's way.
#define KCALL_COLD [[gnu::noinline, gnu::cold]]

// A function that is its assembly and nothing else; its arguments, if any, stay in their places. g++ puts a canary into
// such a function all the same, over its caller's frame, and calls what -pg and -finstrument-functions want; for ia32
// it puts the address of its tables into eax at -O0 -fPIE. For aarch64 it lacks the attribute; there, a leaf without
// arguments and locals gets no prologue either, once all that wants one is off.
#if defined(__clang__)
#define KCALL_NAKED [[gnu::naked, gnu::noinline, gnu::no_instrument_function]]
#define KCALL_NAKED_END
#elif defined(__aarch64__)
#define KCALL_NAKED                                                                                                  \
  [[gnu::noipa, gnu::target("omit-leaf-frame-pointer,branch-protection=none"), gnu::no_stack_protector,              \
    gnu::no_instrument_function, gnu::no_profile_instrument_function, gnu::no_sanitize("address,thread,undefined")]]
#define KCALL_NAKED_END __builtin_unreachable();
#else
#define KCALL_NAKED                                                                                    \
  [[gnu::naked, gnu::noipa, gnu::optimize("O1"), gnu::no_stack_protector, gnu::no_instrument_function, \
    gnu::no_profile_instrument_function]]
#define KCALL_NAKED_END
#endif

// For what runs before a libc has made the thread block that stack protectors read.
#if defined(__clang__)
#define KCALL_NO_CANARY [[clang::no_stack_protector]]
#else
#define KCALL_NO_CANARY [[gnu::no_stack_protector]]
#endif

// Whether functions of this file may check a canary (-fstack-protector…), and whether its code may be loaded anywhere
// (-fPIE): start.hpp then brings what that needs.
#if defined(__SSP__) || defined(__SSP_STRONG__) || defined(__SSP_ALL__) || defined(__SSP_EXPLICIT__)
#define KCALL_STACK_PROTECTOR 1
#else
#define KCALL_STACK_PROTECTOR 0
#endif
#if defined(__PIC__)
#define KCALL_POSITION_INDEPENDENT 1
#else
#define KCALL_POSITION_INDEPENDENT 0
#endif

// Whether a function that returns twice can be inlined (into one that then returns twice).
#if defined(__clang__)
#define KCALL_INLINES_TWICE 1
#else
#define KCALL_INLINES_TWICE 0
#endif

// Whether an address, memory or thread sanitizer watches this code: gate/sanitizer.hpp.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KCALL_SANITIZED 1
#elif defined(__has_feature)
#define KCALL_SANITIZED \
  (__has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer))
#else
#define KCALL_SANITIZED 0
#endif

// Places where pointer arithmetic is the point (reading an ELF image, walking an auxiliary vector) say so.
#if defined(__clang__) && defined(__has_warning)
#if __has_warning("-Wunsafe-buffer-usage")
#define KCALL_POINTER_ARITHMETIC_BEGIN _Pragma("clang unsafe_buffer_usage begin")
#define KCALL_POINTER_ARITHMETIC_END _Pragma("clang unsafe_buffer_usage end")
#endif
#endif
#ifndef KCALL_POINTER_ARITHMETIC_BEGIN
#define KCALL_POINTER_ARITHMETIC_BEGIN
#define KCALL_POINTER_ARITHMETIC_END
#endif

// musl before 1.2.4, under _GNU_SOURCE (which g++ always defines), turns names of system calls into macros.
#if defined(pread64) || defined(pwrite64) || defined(truncate64) || defined(ftruncate64) || defined(getdents64) || \
    defined(stat64) || defined(statfs64) || defined(sendfile64) || defined(prlimit64)
#error "kcall: a libc header has made names of system calls macros (truncate64, …): include kcall before it"
#endif

// The inline namespace: version and options that change code, so that objects built with different ones never mix.
#define KCALL_PASTE_(version, kernel, hook) v##version##_min##kernel##_hook##hook
#define KCALL_PASTE(version, kernel, hook) KCALL_PASTE_(version, kernel, hook)
#define KCALL_ABI_TAG KCALL_PASTE(KCALL_VERSION, KCALL_MIN_KERNEL, KCALL_ON_BAD_ACCESS)

namespace kcall::inline KCALL_ABI_TAG {

// The compiler's own names for these, so that not even <stdint.h> is needed.
using int8_t = __INT8_TYPE__;
using int16_t = __INT16_TYPE__;
using int32_t = __INT32_TYPE__;
using int64_t = __INT64_TYPE__;
using uint8_t = __UINT8_TYPE__;
using uint16_t = __UINT16_TYPE__;
using uint32_t = __UINT32_TYPE__;
using uint64_t = __UINT64_TYPE__;
using intptr_t = __INTPTR_TYPE__;
using uintptr_t = __UINTPTR_TYPE__;
using size_t = __SIZE_TYPE__;

/// The oldest kernel this build supports, as 0xMMmmpp; 0 means any.
inline constexpr unsigned min_kernel = KCALL_MIN_KERNEL;
/// This library's version: major * 10000 + minor * 100 + patch.
inline constexpr unsigned version = KCALL_VERSION;

}  // namespace kcall::inline KCALL_ABI_TAG
