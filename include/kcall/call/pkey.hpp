// Memory protection keys: rights to memory that each thread can give up and take back without a system call.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/memory.hpp>
#include <kcall/types/pkey.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// pkey_alloc(2): a new key, and what the calling thread may not do with its memory. `flags` must be 0. Since 4.9.
/// enospc: all taken, or the processor has none (einval the first time); einval, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<pkey> pkey_alloc(pkey_access denied, unsigned long flags = 0) {
  return enter<pkey, G>(nr<G>::pkey_alloc, flags, to_word(denied));
}

/// pkey_free(2): gives a key back, which no memory should have any more: it would get the next owner's rights. Since
/// 4.9. einval: not allocated; enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> pkey_free(pkey key) {
  return enter<void, G>(nr<G>::pkey_free, key);
}

/// pkey_mprotect(2): mprotect, and gives the pages a key; pkey{} leaves the key. Since 4.9. Errors as mprotect; einval:
/// the key is not allocated; enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> pkey_mprotect(void* address, size_t length, prot protection, pkey key) {
  return enter<void, G>(nr<G>::pkey_mprotect, address, length, to_word(protection), key);
}

}  // namespace kcall::inline KCALL_ABI_TAG
