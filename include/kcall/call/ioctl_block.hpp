// ioctl(2) on block devices. All of it answers enotty where `f` is none, ebadf.
#pragma once
#include <kcall/call/ioctl_value.hpp>
#include <kcall/types/block.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// Requests whose number has the size of a long in it, though their argument has 8 or 4 bytes everywhere.
template <class G>
KCALL_INLINE constexpr uint32_t sized_as_long(uint32_t direction, uint32_t letter, uint32_t number) {
  return ioctl_number(direction, letter, number, G::abi::long_size);
}

}  // namespace detail

/// ioctl(2), BLKGETSIZE64: returns the device's size in bytes. Since 2.4.18.
template <gate_like G = gate::native>
KCALL_INLINE result<uint64_t> ioctl_blkgetsize64(fd f) {
  return detail::read_by_ioctl<uint64_t, G>(f, detail::sized_as_long<G>(2, 0x12, 114));
}
/// ioctl(2), BLKSSZGET: returns the size of a logical block, the least that is read or written, in bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ioctl_blksszget(fd f) {
  return detail::read_by_ioctl<int, G>(f, block_request::sszget);
}
/// ioctl(2), BLKPBSZGET: returns the size of a physical block, the least that is written without reading, in bytes.
/// Since 2.6.32.
template <gate_like G = gate::native>
KCALL_INLINE result<uint32_t> ioctl_blkpbszget(fd f) {
  return detail::read_by_ioctl<uint32_t, G>(f, block_request::pbszget);
}
/// ioctl(2), BLKBSZGET: returns the block size of the page cache, in bytes. 64-bit kernels answer ia32's form of it as
/// BLKSSZGET.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ioctl_blkbszget(fd f) {
  return detail::read_by_ioctl<int, G>(f, detail::sized_as_long<G>(2, 0x12, 112));
}
/// ioctl(2), BLKBSZSET: sets it. eacces without CAP_SYS_ADMIN, ebusy, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_blkbszset(fd f, int size) {
  return detail::enter_ioctl<void, G>(f, detail::sized_as_long<G>(1, 0x12, 113), &size);
}
/// ioctl(2), BLKIOMIN: returns the least amount of I/O that the device prefers, in bytes. Since 2.6.32.
template <gate_like G = gate::native>
KCALL_INLINE result<uint32_t> ioctl_blkiomin(fd f) {
  return detail::read_by_ioctl<uint32_t, G>(f, block_request::iomin);
}
/// ioctl(2), BLKIOOPT: returns the best amount of I/O, in bytes; 0: not known. Since 2.6.32.
template <gate_like G = gate::native>
KCALL_INLINE result<uint32_t> ioctl_blkioopt(fd f) {
  return detail::read_by_ioctl<uint32_t, G>(f, block_request::ioopt);
}
/// ioctl(2), BLKALIGNOFF: writes to `bytes` by how many bytes the device's start is off a physical block; -1:
/// misaligned. Since 2.6.32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_blkalignoff(fd f, int& bytes) {
  return detail::enter_ioctl<void, G>(f, block_request::alignoff, &bytes);
}
/// ioctl(2), BLKROGET: returns whether the device is read-only.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> ioctl_blkroget(fd f) {
  int value;  // NOLINT(*-init-variables): the kernel writes it
  const auto done = detail::enter_ioctl<void, G>(f, block_request::roget, &value);
  if (!done) return done.error();
  return value != 0;
}
/// ioctl(2), BLKROSET: makes the device read-only, or not. eacces without CAP_SYS_ADMIN.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_blkroset(fd f, bool read_only) {
  const int value = read_only ? 1 : 0;
  return detail::enter_ioctl<void, G>(f, block_request::roset, &value);
}
/// ioctl(2), BLKFLSBUF: writes the device's cached blocks and drops them. eacces without CAP_SYS_ADMIN.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_blkflsbuf(fd f) {
  return detail::enter_ioctl<void, G>(f, block_request::flsbuf, 0);
}
/// ioctl(2), BLKRRPART: reads the device's table of partitions again. eacces, ebusy, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_blkrrpart(fd f) {
  return detail::enter_ioctl<void, G>(f, block_request::rrpart, 0);
}
/// ioctl(2), BLKDISCARD: tells the device that the range is not needed any more: its CONTENTS ARE LOST. ebadf unless
/// open for writing, eopnotsupp, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_blkdiscard(fd f, const block_range& range) {
  return detail::enter_ioctl<void, G>(f, block_request::discard, &range);
}
/// ioctl(2), BLKZEROOUT: writes zeros to the range. ebadf unless open for writing, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_blkzeroout(fd f, const block_range& range) {
  return detail::enter_ioctl<void, G>(f, block_request::zeroout, &range);
}

}  // namespace kcall::inline KCALL_ABI_TAG
