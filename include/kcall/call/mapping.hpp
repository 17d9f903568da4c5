// What can be done with a mapping besides making, moving and protecting it (call/memory.hpp).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/mapping.hpp>
#include <kcall/types/memory.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// msync(2): writes the changed pages of a file mapping back, from `address`, a multiple of the page size, for `length`
/// bytes. enomem: not mapped throughout; einval; ebusy: invalidate on locked pages; eio and others of the file.
template <gate_like G = gate::native>
KCALL_INLINE result<void> msync(const void* address, size_t length, msync_flags flags) {
  return enter<void, G>(nr<G>::msync, address, length, flags);
}

/// mincore(2): writes a byte for each page that holds `length` bytes from `address`, a multiple of the page size, to
/// `resident`: its lowest bit says whether touching the page now would be without a fault. Since 5.2 it says yes to all
/// pages of files that the caller could not write. efault, einval, enomem: not mapped throughout.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mincore(const void* address, size_t length, unsigned char* resident) {
  return enter<void, G>(nr<G>::mincore, address, length, resident);
}

/// remap_file_pages(2): makes `size` bytes within one shared file mapping show the file from page `page_offset` on.
/// `protection` must be none. Since 4.0 it makes a mapping of its own: use mmap. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> remap_file_pages(void* address, size_t size, prot protection, size_t page_offset,
                                           map_flags flags = {}) {
  return enter<void, G>(nr<G>::remap_file_pages, address, size, to_word(protection), page_offset, to_word(flags));
}

/// mseal(2): forbids for good to unmap, move, shrink, cover or protect the mappings of `length` bytes from `address`, a
/// multiple of the page size, and to discard what they hold. Since 6.10, in 64-bit kernels for 64-bit processes: eperm
/// on others. `flags` must be 0. einval, enomem: not mapped throughout; enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mseal(void* address, size_t length, unsigned long flags = 0) {
  return enter<void, G>(nr<G>::mseal, address, length, flags);
}

/// map_shadow_stack(2): maps a shadow stack of `size` bytes, at `address` if that is not null, and returns where. Since
/// 6.6 on x86-64, 6.13 on aarch64. eopnotsupp: not with this processor or this process; einval, enospc: no room for the
/// token; erange: x86-64, `address` below 4 GiB; eexist, enomem, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void*> map_shadow_stack(void* address, size_t size, shadow_stack_flags flags) {
  return enter<void*, G>(nr<G>::map_shadow_stack, address, size, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
