// Moving data through pipes without copying it through the program.
#pragma once
#include <kcall/call/vectored.hpp>
#include <kcall/types/splice.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// splice(2): moves up to `size` bytes from `in` to `out`, one of which must be a pipe; returns how many, which may be
/// fewer; 0 at the end. Each offset: null for a pipe, and for a file's own position; else where to start in the file,
/// and it advances. eagain, ebadf, einval, espipe. Since 2.6.17.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> splice(fd in, int64_t* in_offset, fd out, int64_t* out_offset, size_t size,
                                   splice_flags flags = {}) {
  return enter<size_t, G>(nr<G>::splice, in, in_offset, out, out_offset, size, flags);
}

/// tee(2): has the pipe `out` contain up to `size` bytes of what the pipe `in` does, and leaves it in there; returns
/// how many. eagain, einval where either is no pipe, or both are the same. Since 2.6.17.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> tee(fd in, fd out, size_t size, splice_flags flags = {}) {
  return enter<size_t, G>(nr<G>::tee, in, out, size, flags);
}

/// vmsplice(2): has the pipe contain `count` pieces of memory, which must not change until they have been read; on its
/// reading end, reads into them. Returns the bytes, which may be fewer. eagain, ebadf, einval. Since 2.6.17. Through a
/// gate of another layout the list is rewritten: see readv.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> vmsplice(fd pipe, const iovec* pieces, size_t count, splice_flags flags = {}) {
  return detail::enter_pieces<G>(nr<G>::vmsplice, pipe, pieces, count, flags);
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<size_t> vmsplice(fd pipe, const iovec (&pieces)[n], splice_flags flags = {}) {
  return vmsplice<G>(pipe, &pieces[0], n, flags);
}
template <gate_like G = gate::native, detail::iovec_container C>
KCALL_INLINE result<size_t> vmsplice(fd pipe, const C& pieces, splice_flags flags = {}) {
  return vmsplice<G>(pipe, pieces.data(), static_cast<size_t>(pieces.size()), flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
