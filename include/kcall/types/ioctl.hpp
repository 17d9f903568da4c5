// How ioctl(2) requests are numbered.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

// asm-generic/ioctl.h: direction, the argument's size, the driver's letter, a number.
KCALL_INLINE constexpr uint32_t ioctl_number(uint32_t direction, uint32_t letter, uint32_t number, size_t size) {
  return direction << 30 | static_cast<uint32_t>(size) << 16 | letter << 8 | number;
}

}  // namespace detail

/// The request `number` of a driver that calls itself `letter`, without an argument in memory (_IO).
KCALL_INLINE constexpr uint32_t io(uint32_t letter, uint32_t number) {
  return detail::ioctl_number(0, letter, number, 0);
}
/// One that writes a T for the program to read (_IOR).
template <class T>
KCALL_INLINE constexpr uint32_t ior(uint32_t letter, uint32_t number) {
  return detail::ioctl_number(2, letter, number, sizeof(T));
}
/// One that reads a T (_IOW).
template <class T>
KCALL_INLINE constexpr uint32_t iow(uint32_t letter, uint32_t number) {
  return detail::ioctl_number(1, letter, number, sizeof(T));
}
/// One that reads and writes a T (_IOWR).
template <class T>
KCALL_INLINE constexpr uint32_t iowr(uint32_t letter, uint32_t number) {
  return detail::ioctl_number(3, letter, number, sizeof(T));
}

}  // namespace kcall::inline KCALL_ABI_TAG
