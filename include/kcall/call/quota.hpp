// Limits on what users, groups and projects may store. A file system is named by its block device, or by an open file
// on it (since 5.14), which also serves those without a device.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/path.hpp>
#include <kcall/types/quota.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// QCMD
KCALL_INLINE constexpr uint32_t quota_word(quota_command command, quota_type type) {
  return static_cast<uint32_t>(command) << 8 | static_cast<uint32_t>(type);
}

}  // namespace detail

/// quotactl(2): `command` on the file system of the block device `device` (null with sync: all of them); what `id` and
/// `data` are is the command's matter. esrch (no quotas there), enotblk, enoent, eperm, einval, enosys, ebusy, erange.
template <gate_like G = gate::native>
KCALL_INLINE result<void> quotactl(quota_command command, quota_type type, path device, uint32_t id, void* data) {
  return enter<void, G>(nr<G>::quotactl, detail::quota_word(command, type), device, id, data);
}

/// quotactl_fd(2): the same on the file system of the open file `f`. ebadf. Since 5.14.
template <gate_like G = gate::native>
KCALL_INLINE result<void> quotactl_fd(fd f, quota_command command, quota_type type, uint32_t id, void* data) {
  return enter<void, G>(nr<G>::quotactl_fd, f, detail::quota_word(command, type), id, data);
}

namespace detail {

/// By what a file system is named.
template <class W>
concept quota_place = same_as<W, fd> || requires(const W& where) {
  path(where);
};

template <gate_like G, class W>
KCALL_INLINE result<void> quota(const W& where, quota_command command, quota_type type, uint32_t id, void* data) {
  if constexpr (same_as<W, fd>) {
    return quotactl_fd<G>(where, command, type, id, data);
  } else {
    return quotactl<G>(command, type, where, id, data);
  }
}

}  // namespace detail

/// quotactl(2), Q_GETQUOTA: writes limits and use of `id` on the file system `where` (a device's path, or an fd).
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_getquota(const W& where, quota_type type, uint32_t id, if_dqblk& limits) {
  return detail::quota<G>(where, quota_command::getquota, type, id, &limits);
}

/// quotactl(2), Q_SETQUOTA: sets what dqb_valid names.
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_setquota(const W& where, quota_type type, uint32_t id, const if_dqblk& limits) {
  return detail::quota<G>(where, quota_command::setquota, type, id, const_cast<if_dqblk*>(&limits));
}

/// quotactl(2), Q_GETNEXTQUOTA: as getquota, of the first that has quotas from `id` on. enoent: none. Since 4.6.
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_getnextquota(const W& where, quota_type type, uint32_t id, if_nextdqblk& limits) {
  return detail::quota<G>(where, quota_command::getnextquota, type, id, &limits);
}

/// quotactl(2), Q_GETINFO: writes how long soft limits may be exceeded.
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_getinfo(const W& where, quota_type type, if_dqinfo& info) {
  return detail::quota<G>(where, quota_command::getinfo, type, 0, &info);
}

/// quotactl(2), Q_SETINFO: sets what dqi_valid names.
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_setinfo(const W& where, quota_type type, const if_dqinfo& info) {
  return detail::quota<G>(where, quota_command::setinfo, type, 0, const_cast<if_dqinfo*>(&info));
}

/// quotactl(2), Q_GETFMT: writes in which format quotas are kept.
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_getfmt(const W& where, quota_type type, quota_format& format) {
  return detail::quota<G>(where, quota_command::getfmt, type, 0, &format);
}

/// quotactl(2), Q_QUOTAON: turns quotas on, kept in the file `file` in this format (neither counts where the file
/// system keeps them itself).
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_quotaon(const W& where, quota_type type, quota_format format, path file) {
  return detail::quota<G>(where, quota_command::quotaon, type, static_cast<uint32_t>(format),
                          const_cast<char*>(file.get()));
}

/// quotactl(2), Q_QUOTAOFF: turns them off.
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_quotaoff(const W& where, quota_type type) {
  return detail::quota<G>(where, quota_command::quotaoff, type, 0, nullptr);
}

/// quotactl(2), Q_SYNC: writes the use of the file system back; a null path: of all.
template <gate_like G = gate::native, detail::quota_place W>
KCALL_INLINE result<void> quotactl_sync(const W& where, quota_type type) {
  return detail::quota<G>(where, quota_command::sync, type, 0, nullptr);
}

}  // namespace kcall::inline KCALL_ABI_TAG
