// Watching files, mounts and file systems, and deciding what may be done with them. Events come from read(2), whole;
// answers go to write(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fanotify.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// fanotify_init(2): a descriptor to read events from, without marks yet; `event_flags` is how the files in events are
/// opened. einval, emfile, enfile, eperm (without CAP_SYS_ADMIN only class_notif with report_fid, since 5.13), enosys.
/// Since 2.6.37.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> fanotify_init(fanotify_flags flags, open_flags event_flags = open_flags::rdonly) {
  return enter<fd, G>(nr<G>::fanotify_init, flags, event_flags | open_flags::largefile);
}

/// fanotify_mark(2): adds or removes what of `file`, relative to `dir`, is watched for, or flushes all marks of a kind.
/// `file` may be null: `dir` itself. einval, enoent, eexist, enospc, enodev, exdev, eopnotsupp (a file system without
/// handles), enotdir, ebadf, eperm, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fanotify_mark(fd f, fanotify_mark_flags flags, fanotify_mask mask, fd dir, path file) {
  const auto bits = static_cast<uint64_t>(mask);
  if constexpr (detail::split_wide<G>) {
    return enter<void, G>(nr<G>::fanotify_mark, f, flags, detail::low(bits), detail::high(bits), dir, file);
  } else {
    return enter<void, G>(nr<G>::fanotify_mark, f, flags, bits, dir, file);
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
