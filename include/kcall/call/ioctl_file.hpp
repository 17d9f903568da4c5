// ioctl(2) on files: sharing blocks with another file, flags of the inode.
#pragma once
#include <kcall/call/ioctl_value.hpp>
#include <kcall/types/clone_range.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// ioctl_ficlone(2): makes the file `f` share all blocks of `from`. eopnotsupp where the file system cannot, exdev,
/// einval, ebadf, eperm, etxtbsy, eisdir. Since 4.5.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_ficlone(fd f, fd from) {
  return detail::enter_ioctl<void, G>(f, file_request::ficlone, from);
}

/// ioctl_ficlonerange(2): the same with a range, which ends where blocks do or at the file's end. Errors as
/// ioctl_ficlone. Since 4.5.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_ficlonerange(fd f, const file_clone_range& range) {
  return detail::enter_ioctl<void, G>(f, file_request::ficlonerange, &range);
}

/// ioctl_fideduperange(2): has the places that follow `range` in memory (range.dest_count of file_dedupe_range_info)
/// share the blocks of this range of `f` where their bytes are the same; each place's status says what became of it.
/// eopnotsupp, einval, ebadf, eperm, enomem. Since 4.5.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_fideduperange(fd f, file_dedupe_range* range) {
  return detail::enter_ioctl<void, G>(f, file_request::fideduperange, range);
}
/// ioctl_fideduperange(2) with one place; its status and bytes_deduped are written.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_fideduperange(fd f, uint64_t offset, uint64_t length, file_dedupe_range_info& place) {
  struct {
    file_dedupe_range range;
    file_dedupe_range_info info;
  } argument{{offset, length, 1, 0, 0}, {place.dest_fd, place.dest_offset, 0, 0, 0}};
  const auto done = ioctl_fideduperange<G>(f, &argument.range);
  place.bytes_deduped = argument.info.bytes_deduped;
  place.status = argument.info.status;
  return done;
}

/// ioctl_iflags(2), FS_IOC_GETFLAGS: returns the flags of the inode. enotty where the file system has none.
template <gate_like G = gate::native>
KCALL_INLINE result<inode_flags> ioctl_getflags(fd f) {
  constexpr auto request = detail::ioctl_number(2, 'f', 1, G::abi::long_size);
  return detail::read_by_ioctl<inode_flags, G>(f, request);
}

/// ioctl_iflags(2), FS_IOC_SETFLAGS: sets the flags of the inode: best those that it has, changed. eacces for another's
/// file, eperm, eopnotsupp, erofs.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_setflags(fd f, inode_flags flags) {
  constexpr auto request = detail::ioctl_number(1, 'f', 2, G::abi::long_size);
  return detail::enter_ioctl<void, G>(f, request, &flags);
}

/// ioctl(2), FIGETBSZ: returns the size of a block of the file system, in bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ioctl_figetbsz(fd f) {
  return detail::read_by_ioctl<int, G>(f, file_request::figetbsz);
}

}  // namespace kcall::inline KCALL_ABI_TAG
