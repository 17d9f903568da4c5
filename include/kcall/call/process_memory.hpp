// The memory of other processes: reading, writing, advice about it, reaping it.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/iovec.hpp>
#include <kcall/types/memory.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// The two lists in the layout of an ABI with four-byte longs. Out of line: they take 16 KiB of stack.
template <gate_like G>
KCALL_COLD long process_vm_narrowed(nr<G> number, pid process, const iovec* local, size_t local_count,
                                    const iovec* remote, size_t remote_count) {
  if (local_count > max_iovecs || remote_count > max_iovecs) return -static_cast<long>(errc::einval);
  if ((local == nullptr && local_count != 0) || (remote == nullptr && remote_count != 0)) {
    return -static_cast<long>(errc::efault);
  }
  iovec32 here[max_iovecs], there[max_iovecs];
  if (const long error = narrow_iovecs(local, here, local_count)) return error;
  if (const long error = narrow_iovecs(remote, there, remote_count)) return error;
  return enter<long, G>(number, process, &here[0], local_count, &there[0], remote_count, 0L).word();
}

template <gate_like G>
KCALL_INLINE result<size_t> process_vm(nr<G> number, pid process, const iovec* local, size_t local_count,
                                       const iovec* remote, size_t remote_count) {
  if constexpr (native_layout<G>) {
    return enter<size_t, G>(number, process, local, local_count, remote, remote_count, 0L);
  } else {
    return result<size_t>::from_word(process_vm_narrowed<G>(number, process, local, local_count, remote, remote_count));
  }
}

template <gate_like G>
KCALL_COLD long process_madvise_narrowed(fd process, const iovec* pieces, size_t count, advice what, uint32_t flags) {
  if (count > max_iovecs) return -static_cast<long>(errc::einval);
  if (pieces == nullptr && count != 0) return -static_cast<long>(errc::efault);
  iovec32 narrowed[max_iovecs];
  if (const long error = narrow_iovecs(pieces, narrowed, count)) return error;
  return enter<long, G>(nr<G>::process_madvise, process, &narrowed[0], count, what, flags).word();
}

}  // namespace detail

/// process_vm_readv(2): reads from the pieces `remote` of a process's memory, one after the other, into those of
/// `local`; returns the bytes read, fewer where a remote piece is not mapped throughout. efault: the first one is not;
/// einval: more than max_iovecs pieces, or too many bytes; eperm, esrch, enomem. Other layouts: as readv.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> process_vm_readv(pid process, const iovec* local, size_t local_count, const iovec* remote,
                                             size_t remote_count) {
  return detail::process_vm<G>(nr<G>::process_vm_readv, process, local, local_count, remote, remote_count);
}
/// process_vm_readv(2): fills a buffer from `address` on.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> process_vm_readv(pid process, mutable_buffer to, const void* address) {
  const iovec local = iovec_for_read(to), remote = {const_cast<void*>(address), to.size()};
  return process_vm_readv<G>(process, &local, 1, &remote, 1);
}

/// process_vm_writev(2): writes the pieces `local`, one after the other, to those of `remote` in a process's memory;
/// returns the bytes written. Errors as process_vm_readv.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> process_vm_writev(pid process, const iovec* local, size_t local_count, const iovec* remote,
                                              size_t remote_count) {
  return detail::process_vm<G>(nr<G>::process_vm_writev, process, local, local_count, remote, remote_count);
}
/// process_vm_writev(2): writes a buffer from `address` on.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> process_vm_writev(pid process, const_buffer from, void* address) {
  const iovec local = iovec_for_write(from), remote = {address, from.size()};
  return process_vm_writev<G>(process, &local, 1, &remote, 1);
}

/// process_madvise(2): madvise for pieces of the memory of the process that the pidfd `process` names; returns the
/// bytes advised, fewer if a later piece fails. `flags` must be 0. Since 5.10; for other processes cold, pageout,
/// willneed and collapse only. ebadf, efault, einval, enomem, eperm, esrch, enosys. Other layouts: as readv.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> process_madvise(fd process, const iovec* pieces, size_t count, advice what,
                                            uint32_t flags = 0) {
  if constexpr (detail::native_layout<G>) {
    return enter<size_t, G>(nr<G>::process_madvise, process, pieces, count, what, flags);
  } else {
    return result<size_t>::from_word(detail::process_madvise_narrowed<G>(process, pieces, count, what, flags));
  }
}

/// process_mrelease(2): frees the memory of a dying process, which the pidfd `process` names, at once. `flags` must be
/// 0. Since 5.15. einval: it is not dying; ebadf, eagain, eintr, esrch: its memory is gone; enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> process_mrelease(fd process, uint32_t flags = 0) {
  return enter<void, G>(nr<G>::process_mrelease, process, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
