// Restartable sequences.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/rseq.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// rseq(2): registers `size` bytes at `area` for the calling thread, or unregisters them; `signature` stands before
/// each abort handler. Time slices take more than 32 bytes of size. Since 4.18. ebusy: done already, as by glibc;
/// einval: not this area, size or alignment; eperm: not this signature; efault, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> rseq(rseq_t* area, rseq_flags flags, uint32_t signature, uint32_t size = sizeof(rseq_t)) {
  return enter<void, G>(nr<G>::rseq, area, size, flags, signature);
}

/// rseq_slice_yield(2): gives a longer time slice back, once what it was for is done. Returns 1 if there was one that
/// the kernel had not taken back, else 0. Since 7.0. enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<int> rseq_slice_yield() {
  return enter<int, G>(nr<G>::rseq_slice_yield);
}

}  // namespace kcall::inline KCALL_ABI_TAG
