// Extended attributes: named values beside a file's contents. A name starts with its class: "user.", "trusted.",
// "security.", "system.".
//
// Four ways to name the file: setxattr follows symbolic links, lsetxattr does not, fsetxattr takes an open file, and
// setxattrat (6.13) a directory and flags; so the others.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>
#include <kcall/types/xattr.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// setxattr(2): gives the attribute `name` of `file` this value (at most 64 KiB). eexist and enodata as the flags have
/// it, eopnotsupp, e2big, erange for the name's length, enospc, edquot, eperm, and errors of stat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setxattr(path file, path name, const_buffer value, xattr_flags flags = {}) {
  return enter<void, G>(nr<G>::setxattr, file, name, value.data(), value.size(), flags);
}

/// lsetxattr(2): as setxattr, of a symbolic link itself.
template <gate_like G = gate::native>
KCALL_INLINE result<void> lsetxattr(path file, path name, const_buffer value, xattr_flags flags = {}) {
  return enter<void, G>(nr<G>::lsetxattr, file, name, value.data(), value.size(), flags);
}

/// fsetxattr(2): as setxattr, of the open file `f`. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsetxattr(fd f, path name, const_buffer value, xattr_flags flags = {}) {
  return enter<void, G>(nr<G>::fsetxattr, f, name, value.data(), value.size(), flags);
}

/// getxattr(2): writes the value of the attribute `name` of `file` to `value`; returns its bytes. With a size of 0
/// nothing is written, and it returns how many bytes it takes. enodata: no such attribute; erange: `value` is too
/// small; eopnotsupp, e2big, and errors of stat.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getxattr(path file, path name, mutable_buffer value) {
  return enter<size_t, G>(nr<G>::getxattr, file, name, value.data(), value.size());
}

/// lgetxattr(2): as getxattr, of a symbolic link itself.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> lgetxattr(path file, path name, mutable_buffer value) {
  return enter<size_t, G>(nr<G>::lgetxattr, file, name, value.data(), value.size());
}

/// fgetxattr(2): as getxattr, of the open file `f`. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> fgetxattr(fd f, path name, mutable_buffer value) {
  return enter<size_t, G>(nr<G>::fgetxattr, f, name, value.data(), value.size());
}

/// listxattr(2): writes the names of the attributes of `file` to `names`, each with its NUL, one after the other;
/// returns the bytes. With a size of 0 nothing is written, and it returns how many bytes they take. erange: `names` is
/// too small; e2big above 64 KiB; eopnotsupp, and errors of stat.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> listxattr(path file, mutable_buffer names) {
  return enter<size_t, G>(nr<G>::listxattr, file, names.data(), names.size());
}

/// llistxattr(2): as listxattr, of a symbolic link itself.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> llistxattr(path file, mutable_buffer names) {
  return enter<size_t, G>(nr<G>::llistxattr, file, names.data(), names.size());
}

/// flistxattr(2): as listxattr, of the open file `f`. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> flistxattr(fd f, mutable_buffer names) {
  return enter<size_t, G>(nr<G>::flistxattr, f, names.data(), names.size());
}

/// removexattr(2): removes the attribute `name` of `file`. enodata: no such attribute; eopnotsupp, eperm, and errors of
/// stat.
template <gate_like G = gate::native>
KCALL_INLINE result<void> removexattr(path file, path name) {
  return enter<void, G>(nr<G>::removexattr, file, name);
}

/// lremovexattr(2): as removexattr, of a symbolic link itself.
template <gate_like G = gate::native>
KCALL_INLINE result<void> lremovexattr(path file, path name) {
  return enter<void, G>(nr<G>::lremovexattr, file, name);
}

/// fremovexattr(2): as removexattr, of the open file `f`. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fremovexattr(fd f, path name) {
  return enter<void, G>(nr<G>::fremovexattr, f, name);
}

namespace detail {

/// The size has 32 bits there. Above 64 KiB one is as good as another: e2big to set, and no value is longer to get.
KCALL_INLINE xattr_args xattr_args_for(const void* value, size_t size, xattr_flags flags) {
  const auto address = static_cast<uint64_t>(reinterpret_cast<uintptr_t>(value));
  return {address, size > 0x10000 ? 0x10001 : static_cast<uint32_t>(size), flags};
}

}  // namespace detail

/// setxattrat(2): as setxattr, of `file` relative to `dir`. at: symlink_nofollow, empty_path for `dir` itself. einval.
/// Since 6.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setxattrat(fd dir, path file, at_flags at, path name, const_buffer value,
                                     xattr_flags flags = {}) {
  const auto arguments = detail::xattr_args_for(value.data(), value.size(), flags);
  return enter<void, G>(nr<G>::setxattrat, dir, file, at, name, &arguments, sizeof arguments);
}

/// getxattrat(2): as getxattr, of `file` relative to `dir`. at: see setxattrat. Since 6.13.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getxattrat(fd dir, path file, at_flags at, path name, mutable_buffer value) {
  const auto arguments = detail::xattr_args_for(value.data(), value.size(), {});
  return enter<size_t, G>(nr<G>::getxattrat, dir, file, at, name, &arguments, sizeof arguments);
}

/// listxattrat(2): as listxattr, of `file` relative to `dir`. at: see setxattrat. Since 6.13.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> listxattrat(fd dir, path file, at_flags at, mutable_buffer names) {
  return enter<size_t, G>(nr<G>::listxattrat, dir, file, at, names.data(), names.size());
}

/// removexattrat(2): as removexattr, of `file` relative to `dir`. at: see setxattrat. Since 6.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> removexattrat(fd dir, path file, at_flags at, path name) {
  return enter<void, G>(nr<G>::removexattrat, dir, file, at, name);
}

}  // namespace kcall::inline KCALL_ABI_TAG
