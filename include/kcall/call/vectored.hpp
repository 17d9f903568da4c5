// Reading and writing several pieces of memory in one call.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/iovec.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// A call with pieces and more arguments; the pieces rewritten where G's layout is not this code's. Out of line: the
/// rewritten list takes 8 KiB of stack.
template <gate_like G, register_value... A>
KCALL_COLD long enter_narrowed_pieces(nr<G> number, fd f, const iovec* pieces, size_t count, A... more) {
  if (count > max_iovecs) return -static_cast<long>(errc::einval);
  if (pieces == nullptr && count != 0) return -static_cast<long>(errc::efault);
  iovec32 narrowed[max_iovecs];
  if (const long error = narrow_iovecs(pieces, narrowed, count)) return error;
  return enter<long, G>(number, f, &narrowed[0], count, more...).word();
}

template <gate_like G, register_value... A>
KCALL_INLINE result<size_t> enter_pieces(nr<G> number, fd f, const iovec* pieces, size_t count, A... more) {
  if constexpr (native_layout<G>) {
    return enter<size_t, G>(number, f, pieces, count, more...);
  } else {
    return result<size_t>::from_word(enter_narrowed_pieces<G>(number, f, pieces, count, more...));
  }
}

}  // namespace detail

/// readv(2): reads from `f` into `count` pieces, filling one after the other; returns the bytes read, which may be
/// fewer than asked for; 0 at the end. Errors of read; einval above max_iovecs pieces. Through a gate of another layout
/// (int80 in 64-bit code) the list is rewritten on the stack: efault where the stack or a piece lies above 4 GiB,
/// eoverflow for a piece of 4 GiB and more.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> readv(fd f, const iovec* pieces, size_t count) {
  return detail::enter_pieces<G>(nr<G>::readv, f, pieces, count);
}
/// readv(2) into an array of pieces.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<size_t> readv(fd f, const iovec (&pieces)[n]) {
  return readv<G>(f, &pieces[0], n);
}
/// readv(2) into a container of pieces.
template <gate_like G = gate::native, detail::iovec_container C>
KCALL_INLINE result<size_t> readv(fd f, const C& pieces) {
  return readv<G>(f, pieces.data(), static_cast<size_t>(pieces.size()));
}

/// writev(2): writes `count` pieces to `f`, one after the other; returns the bytes written, which may be fewer. Errors
/// of write, and readv's about the list.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> writev(fd f, const iovec* pieces, size_t count) {
  return detail::enter_pieces<G>(nr<G>::writev, f, pieces, count);
}
/// writev(2) from an array of pieces.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<size_t> writev(fd f, const iovec (&pieces)[n]) {
  return writev<G>(f, &pieces[0], n);
}
/// writev(2) from a container of pieces.
template <gate_like G = gate::native, detail::iovec_container C>
KCALL_INLINE result<size_t> writev(fd f, const C& pieces) {
  return writev<G>(f, pieces.data(), static_cast<size_t>(pieces.size()));
}

}  // namespace kcall::inline KCALL_ABI_TAG
