// Watching files and directories. Events come from read(2), whole: a buffer of 4096 bytes always has room for one.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/inotify.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// inotify_init1(2): a descriptor to read events from, without watches yet. emfile, enfile, enomem, einval. Since
/// 2.6.27.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> inotify_init1(inotify_flags flags) {
  return enter<fd, G>(nr<G>::inotify_init1, flags);
}

/// inotify_init(2): inotify_init1 without flags.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> inotify_init() {
  if constexpr (requires { nr<G>::inotify_init; }) {
    return enter<fd, G>(nr<G>::inotify_init);
  } else {
    return inotify_init1<G>(inotify_flags{});
  }
}

/// inotify_add_watch(2): watches `file` for `mask`, or changes what it is watched for. Returns the watch, the same for
/// every name of a file. eacces, enoent, enotdir (onlydir), eexist (mask_create), enospc (too many watches), einval,
/// ebadf, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<inotify_watch> inotify_add_watch(fd f, path file, inotify_mask mask) {
  return enter<inotify_watch, G>(nr<G>::inotify_add_watch, f, file, mask);
}

/// inotify_rm_watch(2): stops a watch; an event with `ignored` follows. einval (no such watch), ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> inotify_rm_watch(fd f, inotify_watch watch) {
  return enter<void, G>(nr<G>::inotify_rm_watch, f, watch);
}

}  // namespace kcall::inline KCALL_ABI_TAG
