// What file systems keep about a file beside its status: flags, project, extent sizes.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/file_attr.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// file_getattr(2): writes the attributes of `file`, relative to `dir`, to `attributes`. flags: symlink_nofollow,
/// empty_path for `dir` itself. eopnotsupp where the file system has none, and errors of fstatat. Since 6.17.
template <gate_like G = gate::native>
KCALL_INLINE result<void> file_getattr(fd dir, path file, file_attr& attributes, at_flags flags = {}) {
  return enter<void, G>(nr<G>::file_getattr, dir, file, &attributes, sizeof attributes, flags);
}

/// file_setattr(2): gives `file`, relative to `dir`, these attributes: best those that file_getattr gave, changed.
/// flags: see there. eopnotsupp, eperm, erofs, einval, and errors of fstatat. Since 6.17.
template <gate_like G = gate::native>
KCALL_INLINE result<void> file_setattr(fd dir, path file, const file_attr& attributes, at_flags flags = {}) {
  return enter<void, G>(nr<G>::file_setattr, dir, file, &attributes, sizeof attributes, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
