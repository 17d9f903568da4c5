// Mapping memory.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/memory.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// mmap(2): maps `length` bytes of `f` from byte `offset` on, a multiple of the page size, or zeroes with
/// map_flags::anonymous; `address` is a hint or, with fixed, the place. Returns where. einval, enomem, eacces, enodev,
/// ebadf, eexist, eoverflow (ia32: from 16 TiB on). ia32: mmap2, whose offsets count 4096 bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<void*> mmap(void* address, size_t length, prot protection, map_flags flags, fd f = {},
                                int64_t offset = 0) {
  if constexpr (requires { nr<G>::mmap2; }) {
    const uint64_t bytes = static_cast<uint64_t>(offset);
    if (bytes % 4096 != 0) return errc::einval;
    if (bytes / 4096 > 0xffff'ffff) return errc::eoverflow;
    return enter<void*, G>(nr<G>::mmap2, address, length, protection, flags, f, static_cast<uint32_t>(bytes / 4096));
  } else {
    return enter<void*, G>(nr<G>::mmap, address, length, protection, flags, f, offset);
  }
}

/// munmap(2): unmaps the pages from `address`, a multiple of the page size, that hold `length` bytes. einval, enomem
/// (too many mappings). Enters by the trapping instruction always, because the stack may be what goes.
template <gate_like G = gate::native>
KCALL_INLINE result<void> munmap(void* address, size_t length) {
  return enter<void, trap_of<G>>(nr<G>::munmap, address, length);
}

/// mprotect(2): sets what may be done with the pages that hold `length` bytes from `address`. eacces, einval, enomem
/// (not mapped throughout, or too many mappings).
template <gate_like G = gate::native>
KCALL_INLINE result<void> mprotect(void* address, size_t length, prot protection) {
  return enter<void, G>(nr<G>::mprotect, address, length, protection);
}

/// mremap(2): makes the mapping of `old_length` bytes at `address` `new_length` long. Returns where it is now. enomem
/// (without maymove: no room), efault (not mapped), einval, eagain (locked).
template <gate_like G = gate::native>
KCALL_INLINE result<void*> mremap(void* address, size_t old_length, size_t new_length,
                                  mremap_flags flags = mremap_flags::none) {
  // With dontunmap the kernel reads the new address, and refuses one that is not a page's.
  return enter<void*, G>(nr<G>::mremap, address, old_length, new_length, flags, nullptr);
}
/// mremap(2), to `new_address`, with mremap_flags::fixed, or with dontunmap as a hint.
template <gate_like G = gate::native>
KCALL_INLINE result<void*> mremap(void* address, size_t old_length, size_t new_length, mremap_flags flags,
                                  void* new_address) {
  return enter<void*, G>(nr<G>::mremap, address, old_length, new_length, flags, new_address);
}

/// madvise(2): tells the kernel how `length` bytes from `address` will be used, or has it act on them. einval (unknown
/// here, or not for this kind of memory), enomem (not mapped throughout), eagain, ebusy, eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> madvise(void* address, size_t length, advice what) {
  return enter<void, G>(nr<G>::madvise, address, length, what);
}

/// brk(2): moves the end of the data segment to `end` and returns where it is now: the old end where that could not be
/// done, and for nullptr. It has no errors. A libc in the same program moves it too.
template <gate_like G = gate::native>
KCALL_INLINE void* brk(void* end) {
  const long word = detail::pass<G>(nr<G>::brk, end);
  if constexpr (!detail::native_layout<G>) {
    // The gate refused a pointer that its ABI cannot hold: not moved.
    if (detail::is_error(word)) return from_word<void*>(detail::pass<G>(nr<G>::brk, static_cast<void*>(nullptr)));
  }
  return from_word<void*>(word);
}

}  // namespace kcall::inline KCALL_ABI_TAG
