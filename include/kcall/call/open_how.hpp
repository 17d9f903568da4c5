// Opening with a say in how the path is resolved, and closing many.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/file.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/open_how.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// As with_largefile, except that openat2 takes no such flag beside O_PATH.
template <class G>
KCALL_INLINE constexpr uint64_t with_largefile2(uint64_t flags) {
  if (flags & static_cast<uint64_t>(open_flags::path)) return flags;
  return flags | static_cast<uint64_t>(with_largefile<G>({}));
}

}  // namespace detail

/// openat2(2): as openat, as `how` says; returns the lowest free descriptor. einval for any flag it does not know;
/// exdev and eloop where the resolution would do what it must not; eagain where a race makes that unclear, or with
/// `cached`; e2big, and errors of openat. Since 5.6.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> openat2(fd dir, path name, const open_how& how) {
  if constexpr (detail::split_wide<G>) {
    const open_how wanted{detail::with_largefile2<G>(how.flags), how.mode, how.resolve};
    return enter<fd, G>(nr<G>::openat2, dir, name, &wanted, sizeof wanted);
  } else {
    return enter<fd, G>(nr<G>::openat2, dir, name, &how, sizeof how);
  }
}
/// openat2(2) with the parts of an open_how.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> openat2(fd dir, path name, open_flags flags, resolve_flags resolve, mode permissions = {}) {
  return openat2<G>(dir, name, open_how{static_cast<uint64_t>(flags), static_cast<uint64_t>(permissions), resolve});
}

/// close_range(2): closes all descriptors from `first` to `last`, both included; fd{}: to the last there is. einval,
/// emfile and enomem with unshare. Since 5.9.
template <gate_like G = gate::native>
KCALL_INLINE result<void> close_range(fd first, fd last, close_range_flags flags = {}) {
  return enter<void, G>(nr<G>::close_range, first, last, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
