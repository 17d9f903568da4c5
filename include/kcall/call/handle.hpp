// Handles: names of files that last longer than a path or a descriptor.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/file.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/handle.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// name_to_handle_at(2): writes the handle of `file`, relative to `dir`, to `handle`, whose handle_bytes say how much
/// room there is, and the id of its mount (as in /proc/self/mountinfo) to `mount_id`. flags: symlink_follow,
/// empty_path, handle_fid (since 6.5: only to compare), handle_connectable. eopnotsupp where the file system has no
/// handles, eoverflow: too little room, and handle_bytes is what it takes; einval and errors of openat. Since 2.6.39.
template <gate_like G = gate::native>
KCALL_INLINE result<void> name_to_handle_at(fd dir, path file, file_handle& handle, int32_t& mount_id,
                                            at_flags flags = {}) {
  return enter<void, G>(nr<G>::name_to_handle_at, dir, file, &handle, &mount_id, flags & ~handle_mnt_id_unique);
}
/// name_to_handle_at(2) with the mount id that is never used again, as statx gives it. Since 6.12; einval before that.
template <gate_like G = gate::native>
KCALL_INLINE result<void> name_to_handle_at(fd dir, path file, file_handle& handle, uint64_t& mount_id,
                                            at_flags flags = {}) {
  return enter<void, G>(nr<G>::name_to_handle_at, dir, file, &handle, &mount_id, flags | handle_mnt_id_unique);
}

/// open_by_handle_at(2): opens the file that `handle` names in the file system of `mount`, any open file there or
/// at_fdcwd; returns the lowest free descriptor. estale: it is gone; eperm without CAP_DAC_READ_SEARCH, ebadf, einval,
/// and errors of open. Since 2.6.39.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> open_by_handle_at(fd mount, const file_handle& handle, open_flags flags) {
  return enter<fd, G>(nr<G>::open_by_handle_at, mount, &handle, detail::with_largefile<G>(flags));
}

}  // namespace kcall::inline KCALL_ABI_TAG
