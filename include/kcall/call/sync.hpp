// Getting what was written onto the device. fsync and fdatasync: call/file.hpp.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/sync.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// sync(2): writes all that is dirty in all file systems, and waits. Cannot fail, and cannot say what failed.
template <gate_like G = gate::native>
KCALL_INLINE void sync() {
  static_cast<void>(enter<long, G>(nr<G>::sync));
}

/// syncfs(2): writes all that is dirty in the file system of `f`, and waits. ebadf; since 5.8 eio, enospc, edquot.
/// Since 2.6.39.
template <gate_like G = gate::native>
KCALL_INLINE result<void> syncfs(fd f) {
  return enter<void, G>(nr<G>::syncfs, f);
}

/// sync_file_range(2): writes `length` bytes of `f` from `offset` on, 0: to the end; which steps: see the flags. No
/// metadata, and no device cache is flushed: it does not make data safe. ebadf, einval, eio, enospc, espipe. Since
/// 2.6.17.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sync_file_range(fd f, int64_t offset, int64_t length, sync_file_range_flags flags) {
  if constexpr (detail::split_wide<G>) {
    const auto from = static_cast<uint64_t>(offset), bytes = static_cast<uint64_t>(length);
    return enter<void, G>(nr<G>::sync_file_range, f, detail::low(from), detail::high(from), detail::low(bytes),
                          detail::high(bytes), flags);
  } else {
    return enter<void, G>(nr<G>::sync_file_range, f, offset, length, flags);
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
