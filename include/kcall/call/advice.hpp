// Ranges of a file: space for them, and the page cache. Offsets and lengths are in bytes and have 64 bits; where
// registers have four bytes each travels in two.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/advice.hpp>
#include <kcall/types/fd.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// fallocate(2): allocates `length` bytes of `f` from `offset` on, so that writing there does not fail for want of
/// space, or what `flags` say. enospc, eopnotsupp where the file system cannot, ebadf where `f` is not open for
/// writing, einval, efbig, eperm, etxtbsy, enodev, espipe, eintr. Since 2.6.23.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fallocate(fd f, fallocate_flags flags, int64_t offset, int64_t length) {
  if constexpr (detail::split_wide<G>) {
    const auto from = static_cast<uint64_t>(offset), bytes = static_cast<uint64_t>(length);
    return enter<void, G>(nr<G>::fallocate, f, flags, detail::low(from), detail::high(from), detail::low(bytes),
                          detail::high(bytes));
  } else {
    return enter<void, G>(nr<G>::fallocate, f, flags, offset, length);
  }
}

/// fadvise64(2): says how `length` bytes of `f` from `offset` on will be used; 0: to the end. einval, espipe for a
/// pipe, ebadf. On ia32: fadvise64_64, whose length has 64 bits.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fadvise64(fd f, int64_t offset, int64_t length, fadvise_advice advice) {
  if constexpr (requires { nr<G>::fadvise64_64; }) {
    const auto from = static_cast<uint64_t>(offset), bytes = static_cast<uint64_t>(length);
    return enter<void, G>(nr<G>::fadvise64_64, f, detail::low(from), detail::high(from), detail::low(bytes),
                          detail::high(bytes), advice);
  } else {
    return enter<void, G>(nr<G>::fadvise64, f, offset, length, advice);
  }
}

/// posix_fadvise(2): fadvise64 under its other name.
template <gate_like G = gate::native>
KCALL_INLINE result<void> posix_fadvise(fd f, int64_t offset, int64_t length, fadvise_advice advice) {
  return fadvise64<G>(f, offset, length, advice);
}

/// readahead(2): has `size` bytes of `f` from `offset` on read into the page cache; need not wait for it. ebadf, einval
/// where `f` has no page cache. Since 2.4.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> readahead(fd f, int64_t offset, size_t size) {
  if constexpr (detail::split_wide<G>) {
    const auto from = static_cast<uint64_t>(offset);
    return enter<void, G>(nr<G>::readahead, f, detail::low(from), detail::high(from), size);
  } else {
    return enter<void, G>(nr<G>::readahead, f, offset, size);
  }
}

/// cachestat(2): counts the pages of `f` in `range` that are in the page cache, into `counts`. ebadf, eopnotsupp for
/// hugetlbfs, eperm for a file that is not the caller's to write (since 6.14). Since 6.5.
template <gate_like G = gate::native>
KCALL_INLINE result<void> cachestat(fd f, const cachestat_range& range, cachestat_t& counts) {
  return enter<void, G>(nr<G>::cachestat, f, &range, &counts, 0U);
}

}  // namespace kcall::inline KCALL_ABI_TAG
