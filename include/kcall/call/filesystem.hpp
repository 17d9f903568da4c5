// Names: directories, links, renaming, the current directory. ABIs newer than x86 have only the calls that end in "at".
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/permissions.hpp>
#include <kcall/call/stat.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/dirent.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>
#include <kcall/types/rename.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// getdents64(2): writes as many whole entries of the directory `f` as fit into `size` bytes, and returns the bytes
/// written; 0 at the end. Walk them with dirent_range. einval if not even one fits, enotdir, ebadf, enoent once
/// removed.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getdents64(fd f, void* data, size_t size) {
  return enter<size_t, G>(nr<G>::getdents64, f, data, size);
}
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getdents64(fd f, mutable_buffer buffer) {
  return getdents64<G>(f, buffer.data(), buffer.size());
}

/// mkdirat(2): makes a directory, relative to `dir`, with these permissions less umask. eexist, enoent, enotdir,
/// eacces, enospc, erofs, enametoolong, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mkdirat(fd dir, path name, mode permissions) {
  return enter<void, G>(nr<G>::mkdirat, dir, name, permissions);
}

/// mkdir(2): makes a directory with these permissions less umask. Errors as mkdirat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mkdir(path name, mode permissions) {
  if constexpr (requires { nr<G>::mkdir; }) {
    return enter<void, G>(nr<G>::mkdir, name, permissions);
  } else {
    return mkdirat<G>(at_fdcwd, name, permissions);
  }
}

/// unlinkat(2): removes a name, relative to `dir`; with at_flags::removedir an empty directory. enoent, enotdir,
/// eisdir, enotempty, eacces, eperm, ebusy, erofs, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> unlinkat(fd dir, path name, at_flags flags = at_flags{}) {
  return enter<void, G>(nr<G>::unlinkat, dir, name, flags);
}

/// unlink(2): removes a name; the file goes with its last name and last open descriptor. eisdir for a directory, others
/// as unlinkat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> unlink(path name) {
  if constexpr (requires { nr<G>::unlink; }) {
    return enter<void, G>(nr<G>::unlink, name);
  } else {
    return unlinkat<G>(at_fdcwd, name);
  }
}

/// rmdir(2): removes an empty directory. enotempty, enotdir, enoent, ebusy, einval for ".", others as unlinkat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> rmdir(path name) {
  if constexpr (requires { nr<G>::rmdir; }) {
    return enter<void, G>(nr<G>::rmdir, name);
  } else {
    return unlinkat<G>(at_fdcwd, name, at_flags::removedir);
  }
}

/// renameat2(2): renames, each name relative to its directory; see rename_flags. Since 3.15. Errors as renameat, eexist
/// with noreplace, einval where the file system cannot, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> renameat2(fd old_dir, path old_name, fd new_dir, path new_name, rename_flags flags) {
  return enter<void, G>(nr<G>::renameat2, old_dir, old_name, new_dir, new_name, flags);
}

/// renameat(2): renames, each name relative to its directory; replaces what has the new name. enoent, exdev, eisdir,
/// enotdir, enotempty, einval for a directory into itself, eacces, eperm, ebusy, erofs, enametoolong, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> renameat(fd old_dir, path old_name, fd new_dir, path new_name) {
  if constexpr (requires { nr<G>::renameat; }) {
    return enter<void, G>(nr<G>::renameat, old_dir, old_name, new_dir, new_name);
  } else {
    return renameat2<G>(old_dir, old_name, new_dir, new_name, rename_flags{});
  }
}

/// rename(2): renames a file or directory, within one file system; replaces what has the new name. Errors as renameat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> rename(path old_name, path new_name) {
  if constexpr (requires { nr<G>::rename; }) {
    return enter<void, G>(nr<G>::rename, old_name, new_name);
  } else {
    return renameat<G>(at_fdcwd, old_name, at_fdcwd, new_name);
  }
}

/// linkat(2): gives a file another name, each relative to its directory. flags: symlink_follow, empty_path
/// (since 2.6.39; needs CAP_DAC_READ_SEARCH) for the open file `old_dir`. eexist, exdev, eperm, emlink, enoent,
/// enotdir, eacces, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> linkat(fd old_dir, path old_name, fd new_dir, path new_name, at_flags flags = at_flags{}) {
  return enter<void, G>(nr<G>::linkat, old_dir, old_name, new_dir, new_name, flags);
}

/// link(2): gives a file another name, within one file system; does not follow a symbolic link. Errors as linkat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> link(path old_name, path new_name) {
  if constexpr (requires { nr<G>::link; }) {
    return enter<void, G>(nr<G>::link, old_name, new_name);
  } else {
    return linkat<G>(at_fdcwd, old_name, at_fdcwd, new_name);
  }
}

/// symlinkat(2): makes the symbolic link `name`, relative to `dir`, that contains `target`. eexist, enoent (also for an
/// empty target), enotdir, eacces, enametoolong, enospc, erofs, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> symlinkat(path target, fd dir, path name) {
  return enter<void, G>(nr<G>::symlinkat, target, dir, name);
}

/// symlink(2): makes the symbolic link `name` that contains `target`. Errors as symlinkat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> symlink(path target, path name) {
  if constexpr (requires { nr<G>::symlink; }) {
    return enter<void, G>(nr<G>::symlink, target, name);
  } else {
    return symlinkat<G>(target, at_fdcwd, name);
  }
}

/// readlinkat(2): writes what the symbolic link `name`, relative to `dir`, contains: at most `size` bytes (under 2
/// GiB), without a terminating NUL. Returns the bytes written; if that is `size`, there may be more. einval if it is no
/// link or `size` is 0, enoent, enotdir, eacces, eloop, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> readlinkat(fd dir, path name, char* data, size_t size) {
  return enter<size_t, G>(nr<G>::readlinkat, dir, name, data, size);
}
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> readlinkat(fd dir, path name, mutable_buffer buffer) {
  return enter<size_t, G>(nr<G>::readlinkat, dir, name, buffer.data(), buffer.size());
}

/// readlink(2): writes what the symbolic link `name` contains, without a terminating NUL. Size, answer and errors as
/// readlinkat.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> readlink(path name, char* data, size_t size) {
  if constexpr (requires { nr<G>::readlink; }) {
    return enter<size_t, G>(nr<G>::readlink, name, data, size);
  } else {
    return readlinkat<G>(at_fdcwd, name, data, size);
  }
}
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> readlink(path name, mutable_buffer buffer) {
  return readlink<G>(name, static_cast<char*>(buffer.data()), buffer.size());
}

/// chdir(2): makes `dir` the current directory. enoent, enotdir, eacces, eloop, enametoolong.
template <gate_like G = gate::native>
KCALL_INLINE result<void> chdir(path dir) {
  return enter<void, G>(nr<G>::chdir, dir);
}

/// fchdir(2): makes the open directory `dir` the current one. ebadf, enotdir, eacces.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fchdir(fd dir) {
  return enter<void, G>(nr<G>::fchdir, dir);
}

/// getcwd(2): writes the current directory's path and a NUL to `data`; returns the bytes written, the NUL INCLUDED. The
/// path starts with "(unreachable)", not "/", if the directory lies outside the root. erange if `size` is too small,
/// enoent if the directory has been removed, enametoolong beyond a page.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getcwd(char* data, size_t size) {
  return enter<size_t, G>(nr<G>::getcwd, data, size);
}
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getcwd(mutable_buffer buffer) {
  return getcwd<G>(static_cast<char*>(buffer.data()), buffer.size());
}

}  // namespace kcall::inline KCALL_ABI_TAG
