// Asking about mounts, without reading and parsing /proc/self/mountinfo.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/statmount.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// statmount(2): writes what `request` asks about a mount to `buffer`, of `size` bytes: a statmount_t and its texts,
/// aligned to 8 bytes. enoent (no such mount), eoverflow (too small), eperm, einval, efault. Since 6.8.
template <gate_like G = gate::native>
KCALL_INLINE result<void> statmount(const mnt_id_req& request, void* buffer, size_t size, statmount_flags flags = {}) {
  return enter<void, G>(nr<G>::statmount, &request, buffer, size, flags);
}
/// statmount(2): as above, about the mount `id`; gives where the answer is: at the start of `buffer`.
template <gate_like G = gate::native>
KCALL_INLINE result<const statmount_t*> statmount(uint64_t id, statmount_mask mask, mutable_buffer buffer) {
  const mnt_id_req request{.mnt_id = id, .param = static_cast<uint64_t>(mask)};
  const auto done = statmount<G>(request, buffer.data(), buffer.size());
  if (!done) return done.error();
  return static_cast<const statmount_t*>(buffer.data());
}

/// listmount(2): writes the unique ids of the mounts below the one that `request` names, at any depth, to `ids`, at
/// most `count`; returns how many. Fewer than `count`: that was the last. enoent, eperm, einval, efault. Since 6.8.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> listmount(const mnt_id_req& request, uint64_t* ids, size_t count,
                                      listmount_flags flags = {}) {
  return enter<size_t, G>(nr<G>::listmount, &request, ids, count, flags);
}
/// listmount(2): as above, of the mounts below `below`; `after`: the last id of the page before, 0 for the first.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> listmount(uint64_t below, uint64_t after, uint64_t* ids, size_t count,
                                      listmount_flags flags = {}) {
  return listmount<G>(mnt_id_req{.mnt_id = below, .param = after}, ids, count, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
