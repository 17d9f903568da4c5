// Keeping memory from being paged out.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/memory_lock.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// mlock(2): reads in and keeps in memory the pages that hold `size` bytes from `address`. enomem: over RLIMIT_MEMLOCK,
/// not mapped throughout, or too many mappings; eperm: that limit is 0; eagain: some page could not be read in; einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mlock(const void* address, size_t size) {
  return enter<void, G>(nr<G>::mlock, address, size);
}

/// mlock2(2): mlock, or with mlock_flags::onfault each page when it is first touched. Since 4.4. Errors as mlock,
/// enosys; einval: unknown flags.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mlock2(const void* address, size_t size, mlock_flags flags) {
  return enter<void, G>(nr<G>::mlock2, address, size, flags);
}

/// munlock(2): the pages that hold `size` bytes from `address` may be paged out again, however often they were locked.
/// enomem: not mapped throughout, or too many mappings; einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> munlock(const void* address, size_t size) {
  return enter<void, G>(nr<G>::munlock, address, size);
}

/// mlockall(2): keeps all pages of the process in memory: those of now, those to come, or both. enomem: over
/// RLIMIT_MEMLOCK; eperm; einval: onfault alone, nothing, or unknown flags.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mlockall(mlockall_flags flags) {
  return enter<void, G>(nr<G>::mlockall, flags);
}

/// munlockall(2): all pages of the process, those to come too, may be paged out again. eintr: killed meanwhile.
template <gate_like G = gate::native>
KCALL_INLINE result<void> munlockall() {
  return enter<void, G>(nr<G>::munlockall);
}

}  // namespace kcall::inline KCALL_ABI_TAG
