// Mounting and unmounting, and what "/" is. The calls that take one step each: call/mount_api.hpp.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/mount.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// mount(2): mounts the file system on `source` (a device, or any name where `type` needs none) at `target`; with bind,
/// move, remount or a kind of propagation, changes mounts. `data`: the options of the file system, as text that ends in
/// NUL (up to a page) or as it wants them. `source`, `type` and `data` may be null where the flags do not need them.
/// eperm, enoent, enotdir, enodev (no such type), einval, ebusy, enotblk, eacces, eloop, enametoolong, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mount(path source, path target, path type, mount_flags flags = {},
                                const void* data = nullptr) {
  return enter<void, G>(nr<G>::mount, source, target, type, detail::extended(natural(flags)), data);
}

/// umount2(2): unmounts what is at `target`. ebusy, einval (nothing is mounted there, or expire with another flag),
/// eperm, eagain (expire, the first time), enoent, eloop, enametoolong.
template <gate_like G = gate::native>
KCALL_INLINE result<void> umount2(path target, umount_flags flags) {
  return enter<void, G>(nr<G>::umount2, target, flags);
}

/// umount(2): umount2 without flags.
template <gate_like G = gate::native>
KCALL_INLINE result<void> umount(path target) {
  return umount2<G>(target, umount_flags{});
}

/// pivot_root(2): makes the mount `new_root` the root of this mount namespace and moves the old one to `put_old`, which
/// is at or below `new_root`; ("." , ".") stacks them, for umount2 with detach to follow. Moves each process whose root
/// or current directory was the old root. einval (no mount, or a shared one), ebusy, eperm, enotdir, enoent.
template <gate_like G = gate::native>
KCALL_INLINE result<void> pivot_root(path new_root, path put_old) {
  return enter<void, G>(nr<G>::pivot_root, new_root, put_old);
}

/// chroot(2): makes `dir` what "/" means to this process. Leaves the current directory where it is, perhaps outside.
/// eperm, enoent, enotdir, eacces, eloop, enametoolong.
template <gate_like G = gate::native>
KCALL_INLINE result<void> chroot(path dir) {
  return enter<void, G>(nr<G>::chroot, dir);
}

}  // namespace kcall::inline KCALL_ABI_TAG
