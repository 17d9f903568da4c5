// loop(4): block devices that are files. enotty where `device` is none, enxio where it has no file, ebadf.
#pragma once
#include <kcall/call/ioctl_value.hpp>
#include <kcall/types/loop.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// ioctl(2), LOOP_SET_FD: makes `device` show the file `file`. ebusy where it has one.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_set_fd(fd device, fd file) {
  return detail::enter_ioctl<void, G>(device, loop_request::set_fd, file);
}
/// ioctl(2), LOOP_CONFIGURE: the same with all settings at once; configuration.fd is the file. ebusy, einval. Since
/// 5.8.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_configure(fd device, const loop_config& configuration) {
  return detail::enter_ioctl<void, G>(device, loop_request::configure, &configuration);
}
/// ioctl(2), LOOP_CLR_FD: takes the file away, at the latest at the last close.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_clr_fd(fd device) {
  return detail::enter_ioctl<void, G>(device, loop_request::clr_fd, 0);
}
/// ioctl(2), LOOP_CHANGE_FD: gives a read-only device another file of the same size. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_change_fd(fd device, fd file) {
  return detail::enter_ioctl<void, G>(device, loop_request::change_fd, file);
}
/// ioctl(2), LOOP_GET_STATUS64: writes the device's status to `status`.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_get_status64(fd device, loop_info64& status) {
  return detail::enter_ioctl<void, G>(device, loop_request::get_status64, &status);
}
/// ioctl(2), LOOP_SET_STATUS64: sets offset, size limit, name, autoclear and partscan. eperm, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_set_status64(fd device, const loop_info64& status) {
  return detail::enter_ioctl<void, G>(device, loop_request::set_status64, &status);
}
/// ioctl(2), LOOP_SET_CAPACITY: has the device notice that its file has another size. Since 2.6.30.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_set_capacity(fd device) {
  return detail::enter_ioctl<void, G>(device, loop_request::set_capacity, 0);
}
/// ioctl(2), LOOP_SET_DIRECT_IO: reads and writes the file past the page cache, or not. einval. Since 4.10.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_set_direct_io(fd device, bool direct) {
  return detail::enter_ioctl<void, G>(device, loop_request::set_direct_io, direct ? 1 : 0);
}
/// ioctl(2), LOOP_SET_BLOCK_SIZE: sets the size of a logical block, in bytes. einval, eagain. Since 4.14.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_set_block_size(fd device, uint32_t size) {
  return detail::enter_ioctl<void, G>(device, loop_request::set_block_size, size);
}

/// ioctl(2), LOOP_CTL_GET_FREE on /dev/loop-control: returns the number of a loop device without a file, /dev/loopN;
/// makes one where there is none. Since 3.1.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ioctl_loop_ctl_get_free(fd control) {
  return detail::enter_ioctl<int, G>(control, loop_request::ctl_get_free);
}
/// ioctl(2), LOOP_CTL_ADD: makes the loop device `number`, -1: any; returns its number. eexist. Since 3.1.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ioctl_loop_ctl_add(fd control, int number) {
  return detail::enter_ioctl<int, G>(control, loop_request::ctl_add, number);
}
/// ioctl(2), LOOP_CTL_REMOVE: removes the loop device `number`. ebusy, enodev; einval for a negative number. Since 3.1.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ioctl_loop_ctl_remove(fd control, int number) {
  return detail::enter_ioctl<void, G>(control, loop_request::ctl_remove, number);
}

}  // namespace kcall::inline KCALL_ABI_TAG
