// Special files: devices, pipes, sockets.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// mknodat(2): makes a file of the type in `type_and_permissions` (ififo, ifsock, ifchr, ifblk, ifreg), relative to
/// `dir`, less umask. `device` (see make_device) counts for ifchr and ifblk. eexist, eperm without CAP_MKNOD, einval
/// also for a device number that has no room in the kernel's 32 bits, enoent, enotdir, eacces, enospc, erofs, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mknodat(fd dir, path name, mode type_and_permissions, uint64_t device = 0) {
  if (device >> 32 != 0) return errc::einval;
  return enter<void, G>(nr<G>::mknodat, dir, name, type_and_permissions, static_cast<uint32_t>(device));
}

/// mknod(2): mknodat from the current directory.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mknod(path name, mode type_and_permissions, uint64_t device = 0) {
  if constexpr (requires { nr<G>::mknod; }) {
    if (device >> 32 != 0) return errc::einval;
    return enter<void, G>(nr<G>::mknod, name, type_and_permissions, static_cast<uint32_t>(device));
  } else {
    return mknodat<G>(at_fdcwd, name, type_and_permissions, device);
  }
}

/// mkfifoat(3): makes a pipe with a name, relative to `dir`, less umask. Errors as mknodat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mkfifoat(fd dir, path name, mode permissions) {
  return mknodat<G>(dir, name, mode::ififo | permissions);
}

/// mkfifo(3): makes a pipe with a name, less umask. Errors as mknodat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mkfifo(path name, mode permissions) {
  return mknod<G>(name, mode::ififo | permissions);
}

}  // namespace kcall::inline KCALL_ABI_TAG
