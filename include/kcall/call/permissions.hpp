// Who may do what with a file: access, chmod, chown, umask and their relatives.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// faccessat(2): asks whether the real user may do `wanted` with `file`, relative to `dir`. eacces, enoent, enotdir,
/// eloop, enametoolong, erofs and etxtbsy when asked for w_ok, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> faccessat(fd dir, path file, access_mode wanted) {
  return enter<void, G>(nr<G>::faccessat, dir, file, wanted);
}
/// With flags (eaccess: the effective user, symlink_nofollow, empty_path): faccessat2, since 5.8; enosys before that,
/// for no other call gives the same answer. Some container filters say eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> faccessat(fd dir, path file, access_mode wanted, at_flags flags) {
  if (flags == at_flags{}) return faccessat<G>(dir, file, wanted);
  return enter<void, G>(nr<G>::faccessat2, dir, file, wanted, flags);
}

/// access(2): asks whether the real user may do `wanted` with `file`. Errors as faccessat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> access(path file, access_mode wanted) {
  if constexpr (requires { nr<G>::access; }) {
    return enter<void, G>(nr<G>::access, file, wanted);
  } else {
    return faccessat<G>(at_fdcwd, file, wanted);
  }
}

/// fchmodat(2): sets the permissions of `file`, relative to `dir`. eperm, enoent, enotdir, eacces, erofs, eloop, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fchmodat(fd dir, path file, mode permissions) {
  return enter<void, G>(nr<G>::fchmodat, dir, file, permissions);
}
/// With flags (symlink_nofollow, empty_path): fchmodat2, since 6.6; enosys before that. eopnotsupp for a symbolic link
/// where links have no permissions, which is nearly everywhere.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fchmodat(fd dir, path file, mode permissions, at_flags flags) {
  if (flags == at_flags{}) return fchmodat<G>(dir, file, permissions);
  return enter<void, G>(nr<G>::fchmodat2, dir, file, permissions, flags);
}

/// chmod(2): sets the permissions of `file`, following symbolic links. Errors as fchmodat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> chmod(path file, mode permissions) {
  if constexpr (requires { nr<G>::chmod; }) {
    return enter<void, G>(nr<G>::chmod, file, permissions);
  } else {
    return fchmodat<G>(at_fdcwd, file, permissions);
  }
}

/// fchmod(2): sets the permissions of the open file `f`. ebadf, eperm, erofs.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fchmod(fd f, mode permissions) {
  return enter<void, G>(nr<G>::fchmod, f, permissions);
}

/// fchownat(2): gives `file`, relative to `dir`, to `owner` and `group`; uid{} and gid{} leave that as it is. flags:
/// symlink_nofollow, empty_path (since 2.6.39) for `dir` itself. eperm, enoent, enotdir, eacces, erofs, eloop, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fchownat(fd dir, path file, uid owner, gid group, at_flags flags = at_flags{}) {
  return enter<void, G>(nr<G>::fchownat, dir, file, owner, group, flags);
}

// The names that end in 32 come first: on the ABIs that have them, the others take 16-bit ids and cut off the rest.

/// chown(2): gives `file` to `owner` and `group`, following symbolic links. Errors as fchownat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> chown(path file, uid owner, gid group) {
  if constexpr (requires { nr<G>::chown32; }) {
    return enter<void, G>(nr<G>::chown32, file, owner, group);
  } else if constexpr (requires { nr<G>::chown; }) {
    return enter<void, G>(nr<G>::chown, file, owner, group);
  } else {
    return fchownat<G>(at_fdcwd, file, owner, group);
  }
}

/// lchown(2): as chown, but a symbolic link itself.
template <gate_like G = gate::native>
KCALL_INLINE result<void> lchown(path file, uid owner, gid group) {
  if constexpr (requires { nr<G>::lchown32; }) {
    return enter<void, G>(nr<G>::lchown32, file, owner, group);
  } else if constexpr (requires { nr<G>::lchown; }) {
    return enter<void, G>(nr<G>::lchown, file, owner, group);
  } else {
    return fchownat<G>(at_fdcwd, file, owner, group, at_flags::symlink_nofollow);
  }
}

/// fchown(2): gives the open file `f` to `owner` and `group`. ebadf, eperm, erofs.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fchown(fd f, uid owner, gid group) {
  if constexpr (requires { nr<G>::fchown32; }) {
    return enter<void, G>(nr<G>::fchown32, f, owner, group);
  } else {
    return enter<void, G>(nr<G>::fchown, f, owner, group);
  }
}

/// umask(2): sets the permissions that new files do not get, and returns those that they did not get so far. Cannot
/// fail.
template <gate_like G = gate::native>
KCALL_INLINE mode umask(mode withheld) {
  return static_cast<mode>(enter<long, G>(nr<G>::umask, withheld).word());
}

}  // namespace kcall::inline KCALL_ABI_TAG
