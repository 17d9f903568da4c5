// Mounts, step by step: a file system context (fsopen, fspick, fsconfig), a mount made of it (fsmount) or of another
// mount (open_tree), its properties (mount_setattr), and its place (move_mount).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/mount_api.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// fsopen(2): a context in which to set up a file system of type `type`; read from it what went wrong later, a line at
/// a time. enodev (no such type), eperm, emfile, enfile, einval. Since 5.2.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> fsopen(path type, fsopen_flags flags = fsopen_flags::cloexec) {
  return enter<fd, G>(nr<G>::fsopen, type, flags);
}

/// fspick(2): a context of the file system that is mounted at `file`, relative to `dir`, to reconfigure it. eperm,
/// einval, enoent, ebadf. Since 5.2.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> fspick(fd dir, path file, fspick_flags flags = fspick_flags::cloexec) {
  return enter<fd, G>(nr<G>::fspick, dir, file, flags);
}

/// fsconfig(2): `command` on the context `context`; what `key`, `value` and `aux` are is the command's matter. einval
/// (also for a parameter that the file system does not know), eopnotsupp, ebusy, ebadf, eperm. Since 5.2.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig(fd context, fsconfig_command command, const char* key, const void* value, int aux) {
  return enter<void, G>(nr<G>::fsconfig, context, command, key, value, aux);
}

/// fsconfig(2), FSCONFIG_SET_FLAG: sets a parameter that has no value, such as "ro".
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_set_flag(fd context, path key) {
  return fsconfig<G>(context, fsconfig_command::set_flag, key.get(), nullptr, 0);
}

/// fsconfig(2), FSCONFIG_SET_STRING: sets a parameter to a text, of at most 255 bytes. "source" is what to mount.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_set_string(fd context, path key, path value) {
  return fsconfig<G>(context, fsconfig_command::set_string, key.get(), value.get(), 0);
}

/// fsconfig(2), FSCONFIG_SET_BINARY: sets a parameter to bytes, at most 1 MiB.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_set_binary(fd context, path key, const_buffer value) {
  if (value.size() > 0x7fffffff) return errc::einval;
  return fsconfig<G>(context, fsconfig_command::set_binary, key.get(), value.data(), static_cast<int>(value.size()));
}

/// fsconfig(2), FSCONFIG_SET_PATH: sets a parameter to a file, by its name relative to `dir`.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_set_path(fd context, path key, fd dir, path value) {
  return fsconfig<G>(context, fsconfig_command::set_path, key.get(), value.get(), dir.get());
}

/// fsconfig(2), FSCONFIG_SET_PATH_EMPTY: as set_path, but "" is `dir` itself.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_set_path_empty(fd context, path key, fd dir, path value) {
  return fsconfig<G>(context, fsconfig_command::set_path_empty, key.get(), value.get(), dir.get());
}

/// fsconfig(2), FSCONFIG_SET_FD: sets a parameter to an open file.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_set_fd(fd context, path key, fd value) {
  return fsconfig<G>(context, fsconfig_command::set_fd, key.get(), nullptr, value.get());
}

/// fsconfig(2), FSCONFIG_CMD_CREATE: makes the file system as set up, or takes one that exists, for fsmount.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_create(fd context) {
  return fsconfig<G>(context, fsconfig_command::cmd_create, nullptr, nullptr, 0);
}

/// fsconfig(2), FSCONFIG_CMD_CREATE_EXCL: as create, but ebusy rather than taking one that exists. Since 6.6.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_create_excl(fd context) {
  return fsconfig<G>(context, fsconfig_command::cmd_create_excl, nullptr, nullptr, 0);
}

/// fsconfig(2), FSCONFIG_CMD_RECONFIGURE: applies what was set to the file system of fspick.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsconfig_reconfigure(fd context) {
  return fsconfig<G>(context, fsconfig_command::cmd_reconfigure, nullptr, nullptr, 0);
}

/// fsmount(2): a mount of the file system that `context` made, in no place yet; move_mount gives it one, and closing
/// the descriptor before that undoes it. einval, ebusy (not created yet, or mounted already), eperm. Since 5.2.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> fsmount(fd context, fsmount_flags flags = fsmount_flags::cloexec,
                                mount_attr_flags attributes = {}) {
  const auto bits = static_cast<uint64_t>(attributes);
  if (detail::high(bits) != 0) return errc::einval;
  return enter<fd, G>(nr<G>::fsmount, context, flags, detail::low(bits));
}

/// move_mount(2): attaches the mount at `from`, relative to `from_dir`, at `to`, relative to `to_dir`. To attach what
/// fsmount or open_tree gave: from_dir, "", to_dir, to, f_empty_path. einval, ebusy, eperm, enoent, enotdir, eloop.
/// Since 5.2.
template <gate_like G = gate::native>
KCALL_INLINE result<void> move_mount(fd from_dir, path from, fd to_dir, path to, move_mount_flags flags) {
  return enter<void, G>(nr<G>::move_mount, from_dir, from, to_dir, to, flags);
}

/// open_tree(2): opens the mount or file `file`, relative to `dir`; with clone, a copy of the mount. einval, eperm,
/// enoent, enotdir, emfile. Since 5.2.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> open_tree(fd dir, path file, open_tree_flags flags) {
  return enter<fd, G>(nr<G>::open_tree, dir, file, flags);
}

/// open_tree_attr(2): open_tree and mount_setattr of what it opens, in one step; also changes an idmapping, which
/// mount_setattr cannot. Since 6.15.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> open_tree_attr(fd dir, path file, open_tree_flags flags, const mount_attr& attributes) {
  return enter<fd, G>(nr<G>::open_tree_attr, dir, file, flags, &attributes, sizeof attributes);
}

/// mount_setattr(2): changes properties of the mount at `file`, relative to `dir`; with at_flags::recursive of those
/// below too. Also at_flags::empty_path, no_automount, symlink_nofollow. einval, eperm, ebusy, enoent, ebadf.
/// Since 5.12.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mount_setattr(fd dir, path file, at_flags flags, const mount_attr& attributes) {
  return enter<void, G>(nr<G>::mount_setattr, dir, file, flags, &attributes, sizeof attributes);
}

}  // namespace kcall::inline KCALL_ABI_TAG
