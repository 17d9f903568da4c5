// A file system's status: statfs, fstatfs, ustat.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/path.hpp>
#include <kcall/types/statfs.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// The longs of this gate's structures are as wide as the code's. x32's are as wide as its registers in these.
template <class G>
inline constexpr bool wide_statfs = G::abi::register_size == sizeof(long);

KCALL_INLINE void fill(statfs_t& to, const statfs_narrow& from) {
  to.f_type = static_cast<file_system>(from.f_type);
  to.f_bsize = from.f_bsize;
  to.f_blocks = from.f_blocks;
  to.f_bfree = from.f_bfree;
  to.f_bavail = from.f_bavail;
  to.f_files = from.f_files;
  to.f_ffree = from.f_ffree;
  to.f_fsid = from.f_fsid;
  to.f_namelen = from.f_namelen;
  to.f_frsize = from.f_frsize;
  to.f_flags = static_cast<statfs_flags>(from.f_flags);
  for (auto& word : to.f_spare) word = 0;
}

/// The calls with 64-bit counts, which want the structure's size, into a structure of G's layout.
template <gate_like G, register_value F>
KCALL_INLINE result<void> statfs64(nr<G> number, F file, statfs_t& status) {
  if constexpr (wide_statfs<G>) {
    return enter<void, G>(number, file, sizeof status, &status);
  } else {
    statfs_narrow narrow;
    const auto done = enter<void, G>(number, file, sizeof narrow, &narrow);
    if (done) fill(status, narrow);
    return done;
  }
}

}  // namespace detail

/// statfs(2): writes the status of the file system that `file` is on to `status`. enoent, enotdir, eacces, eloop,
/// enametoolong, enosys where the file system has none. On ia32: statfs64, whose counts have 64 bits.
template <gate_like G = gate::native>
KCALL_INLINE result<void> statfs(path file, statfs_t& status) {
  if constexpr (requires { nr<G>::statfs64; }) {
    return detail::statfs64<G>(nr<G>::statfs64, file, status);
  } else {
    static_assert(detail::wide_statfs<G>, "kcall: statfs writes a structure with longs of the code's own layout");
    return enter<void, G>(nr<G>::statfs, file, &status);
  }
}
template <gate_like G = gate::native>
KCALL_INLINE result<statfs_t> statfs(path file) {
  auto status = result<statfs_t>::unwritten();
  status.settle(statfs<G>(file, *status.place()).word());
  return status;
}

/// fstatfs(2): as statfs, of the file system that the open file `f` is on. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fstatfs(fd f, statfs_t& status) {
  if constexpr (requires { nr<G>::fstatfs64; }) {
    return detail::statfs64<G>(nr<G>::fstatfs64, f, status);
  } else {
    static_assert(detail::wide_statfs<G>, "kcall: fstatfs writes a structure with longs of the code's own layout");
    return enter<void, G>(nr<G>::fstatfs, f, &status);
  }
}
template <gate_like G = gate::native>
KCALL_INLINE result<statfs_t> fstatfs(fd f) {
  auto status = result<statfs_t>::unwritten();
  status.settle(fstatfs<G>(f, *status.place()).word());
  return status;
}

/// ustat(2): writes how much is free in the mounted file system on `device` (an st_dev) to `status`; old, and less than
/// fstatfs says. einval: nothing is mounted from there. Where the ABI has no ustat, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ustat(uint64_t device, ustat_t& status) {
  if (device >> 32 != 0) return errc::einval;
  if constexpr (requires { nr<G>::ustat; }) {
    if constexpr (detail::wide_statfs<G>) {
      return enter<void, G>(nr<G>::ustat, static_cast<uint32_t>(device), &status);
    } else {
      struct {
        int32_t free_blocks;
        uint32_t free_inodes;
        char names[12];
      } narrow;
      const auto done = enter<void, G>(nr<G>::ustat, static_cast<uint32_t>(device), &narrow);
      if (!done) return done;
      status.f_tfree = narrow.free_blocks;
      status.f_tinode = narrow.free_inodes;
      status.f_fname[0] = status.f_fpack[0] = '\0';
      return done;
    }
  } else {
    return errc::enosys;
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
