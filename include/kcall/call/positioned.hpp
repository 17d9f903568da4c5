// readv and writev at an offset: preadv, pwritev, preadv2, pwritev2.
//
//   ABI                       (f, pieces, count, …)
//   four-byte registers       low, high
//   64-bit                    offset, and one argument that is ignored, so that flags come sixth everywhere
//   x32                       offset, and flags come fifth
#pragma once
#include <kcall/call/vectored.hpp>
#include <kcall/types/rwf.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// The offset as G takes it, then what follows it.
template <gate_like G, register_value... A>
KCALL_INLINE result<size_t> enter_pieces_at(nr<G> number, fd f, const iovec* pieces, size_t count, int64_t offset,
                                            A... flags) {
  if constexpr (split_wide<G>) {
    const auto bits = static_cast<uint64_t>(offset);
    return enter_pieces<G>(number, f, pieces, count, low(bits), high(bits), flags...);
  } else if constexpr (G::abi::long_size == 4 || sizeof...(flags) == 0) {
    return enter_pieces<G>(number, f, pieces, count, offset, flags...);
  } else {
    return enter_pieces<G>(number, f, pieces, count, offset, 0, flags...);
  }
}

}  // namespace detail

/// preadv(2): as readv, from `offset` on and leaving the file's position. Errors of readv and lseek. Since 2.6.30.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> preadv(fd f, const iovec* pieces, size_t count, int64_t offset) {
  return detail::enter_pieces_at<G>(nr<G>::preadv, f, pieces, count, offset);
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<size_t> preadv(fd f, const iovec (&pieces)[n], int64_t offset) {
  return preadv<G>(f, &pieces[0], n, offset);
}
template <gate_like G = gate::native, detail::iovec_container C>
KCALL_INLINE result<size_t> preadv(fd f, const C& pieces, int64_t offset) {
  return preadv<G>(f, pieces.data(), static_cast<size_t>(pieces.size()), offset);
}

/// pwritev(2): as writev, at `offset` and leaving the file's position. Errors of writev and lseek. Since 2.6.30.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> pwritev(fd f, const iovec* pieces, size_t count, int64_t offset) {
  return detail::enter_pieces_at<G>(nr<G>::pwritev, f, pieces, count, offset);
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<size_t> pwritev(fd f, const iovec (&pieces)[n], int64_t offset) {
  return pwritev<G>(f, &pieces[0], n, offset);
}
template <gate_like G = gate::native, detail::iovec_container C>
KCALL_INLINE result<size_t> pwritev(fd f, const C& pieces, int64_t offset) {
  return pwritev<G>(f, pieces.data(), static_cast<size_t>(pieces.size()), offset);
}

/// preadv2(2): as preadv, with flags; with offset -1 from the file's position, which advances. eopnotsupp for a flag
/// that kernel or file does not know; eagain with nowait. Since 4.6.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> preadv2(fd f, const iovec* pieces, size_t count, int64_t offset, rwf flags) {
  return detail::enter_pieces_at<G>(nr<G>::preadv2, f, pieces, count, offset, flags);
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<size_t> preadv2(fd f, const iovec (&pieces)[n], int64_t offset, rwf flags) {
  return preadv2<G>(f, &pieces[0], n, offset, flags);
}
template <gate_like G = gate::native, detail::iovec_container C>
KCALL_INLINE result<size_t> preadv2(fd f, const C& pieces, int64_t offset, rwf flags) {
  return preadv2<G>(f, pieces.data(), static_cast<size_t>(pieces.size()), offset, flags);
}

/// pwritev2(2): as pwritev, with flags; with offset -1 at the file's position, which advances. Errors as preadv2. Since
/// 4.6.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> pwritev2(fd f, const iovec* pieces, size_t count, int64_t offset, rwf flags) {
  return detail::enter_pieces_at<G>(nr<G>::pwritev2, f, pieces, count, offset, flags);
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<size_t> pwritev2(fd f, const iovec (&pieces)[n], int64_t offset, rwf flags) {
  return pwritev2<G>(f, &pieces[0], n, offset, flags);
}
template <gate_like G = gate::native, detail::iovec_container C>
KCALL_INLINE result<size_t> pwritev2(fd f, const C& pieces, int64_t offset, rwf flags) {
  return pwritev2<G>(f, pieces.data(), static_cast<size_t>(pieces.size()), offset, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
