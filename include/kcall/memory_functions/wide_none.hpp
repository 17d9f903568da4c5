// In place of wide_x86_64.hpp where there are no wider registers than memory_functions.hpp knows about.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail::memory {

inline constexpr bool may_be_wide = false;
inline constexpr size_t wide_step = 128;
inline constexpr size_t wide_asked_from = 0;
inline constexpr size_t wide_from = ~size_t{0};
inline constexpr size_t wide_moves_from = ~size_t{0};
enum class wide : uint32_t { none };
KCALL_INLINE wide wide_registers(size_t) { return wide::none; }
KCALL_INLINE void count_or_ask(size_t) {}
enum class way : uint32_t { narrow, wide, ask };
KCALL_INLINE way way_for(size_t, size_t = 0) { return way::narrow; }
KCALL_INLINE void copy_short_up(unsigned char*, const unsigned char*, size_t) {}
KCALL_INLINE void copy_short_down(unsigned char*, const unsigned char*, size_t) {}
template <class Block>
KCALL_INLINE void fill_short(unsigned char*, Block, size_t) {}
KCALL_INLINE void copy_wide_up(wide, unsigned char*, const unsigned char*, size_t) {}
KCALL_INLINE void copy_wide_down(wide, unsigned char*, const unsigned char*, size_t) {}
KCALL_INLINE size_t same_wide(const unsigned char*, const unsigned char*, size_t) { return 0; }
KCALL_INLINE const unsigned char* find_zero_wide(const unsigned char* in) { return in; }

}  // namespace kcall::inline KCALL_ABI_TAG::detail::memory
