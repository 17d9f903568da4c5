// Files that are memory.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/memfd.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// memfd_create(2): makes an empty file that lies in memory and has no name but for show (at most 249 bytes); returns
/// its descriptor. einval, emfile, enfile, enomem, eperm for huge pages, eacces where exec is forbidden. Since 3.17.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> memfd_create(path name, memfd_flags flags) {
  return enter<fd, G>(nr<G>::memfd_create, name, flags);
}

/// memfd_secret(2): makes an empty file whose memory, once mapped, the kernel itself does not map; returns its
/// descriptor. flags: cloexec. enosys also where the kernel was started without it; einval, emfile, enfile, enomem.
/// Since 5.14.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> memfd_secret(open_flags flags = {}) {
  return enter<fd, G>(nr<G>::memfd_secret, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
