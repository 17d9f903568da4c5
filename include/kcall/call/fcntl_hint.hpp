// fcntl(2) about how long what is written will live, and about what a descriptor stands for.
#pragma once
#include <kcall/call/fcntl.hpp>
#include <kcall/types/fcntl_hint.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// F_GET_RW_HINT(2const): the hint of the file (of its inode). einval, ebadf. Since Linux 4.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_get_rw_hint(fd f, rwh_write_life& hint) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::get_rw_hint, &hint);
}

/// F_SET_RW_HINT(2const): sets the hint of the file, for whoever writes to it. einval, eperm (another user's file),
/// ebadf. Since Linux 4.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_set_rw_hint(fd f, rwh_write_life hint) {
  const uint64_t passed = static_cast<uint64_t>(hint);
  return detail::enter_fcntl<void, G>(f, fcntl_command::set_rw_hint, &passed);
}

/// F_GET_FILE_RW_HINT(2const): the hint of the open file. Linux 4.13 to 5.16: einval on others.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_get_file_rw_hint(fd f, rwh_write_life& hint) {
  return detail::enter_fcntl<void, G>(f, fcntl_command::get_file_rw_hint, &hint);
}

/// F_SET_FILE_RW_HINT(2const): sets the hint of the open file. Linux 4.13 to 5.16: einval on others.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fcntl_set_file_rw_hint(fd f, rwh_write_life hint) {
  const uint64_t passed = static_cast<uint64_t>(hint);
  return detail::enter_fcntl<void, G>(f, fcntl_command::set_file_rw_hint, &passed);
}

/// F_DUPFD_QUERY(2const): whether both descriptors stand for one open file. einval before Linux 6.10; ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> fcntl_dupfd_query(fd f, fd other) {
  return detail::enter_fcntl<bool, G>(f, fcntl_command::dupfd_query, to_word(other));
}

/// F_CREATED_QUERY(2const): whether the open that made `f` created the file. einval before Linux 6.12; ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> fcntl_created_query(fd f) {
  return detail::enter_fcntl<bool, G>(f, fcntl_command::created_query);
}

}  // namespace kcall::inline KCALL_ABI_TAG
