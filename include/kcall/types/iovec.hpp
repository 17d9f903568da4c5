// Scattered memory: what readv(2), writev(2) and the message calls take.
#pragma once
#include <kcall/error.hpp>
#include <kcall/types/buffer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A piece of memory, in the kernel's layout.
struct iovec {
  void* iov_base = nullptr;
  /// In bytes.
  size_t iov_len = 0;
};
static_assert(sizeof(iovec) == 2 * sizeof(long) && __builtin_offsetof(iovec, iov_len) == sizeof(long));

/// A piece that readv fills.
KCALL_INLINE constexpr iovec iovec_for_read(mutable_buffer buffer) { return {buffer.data(), buffer.size()}; }
/// A piece that writev takes from; it only reads, but one type serves both directions, so const is lost here.
KCALL_INLINE constexpr iovec iovec_for_write(const_buffer buffer) {
  return {const_cast<void*>(buffer.data()), buffer.size()};
}

/// The kernel's limit for one call (UIO_MAXIOV); more pieces give errc::einval.
inline constexpr size_t max_iovecs = 1024;

namespace detail {

/// Containers of iovec.
template <class T>
concept iovec_container = container<const T> && same_as<plain<element<const T>>, iovec>;

/// iovec where longs and pointers have four bytes.
struct iovec32 {
  uint32_t iov_base;
  uint32_t iov_len;
};

/// Writes `count` pieces in the layout of an ABI with four-byte longs. Gives 0; or -efault for an address, -eoverflow
/// for a length that does not fit; -einval for one that no ABI takes.
KCALL_INLINE long narrow_iovecs(const iovec* from, iovec32* to, size_t count) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (size_t i = 0; i < count; ++i) {
    const auto base = reinterpret_cast<uintptr_t>(from[i].iov_base);
    const size_t size = from[i].iov_len;
    to[i] = {static_cast<uint32_t>(base), static_cast<uint32_t>(size)};
    if (to[i].iov_base != base) return -static_cast<long>(errc::efault);
    if (to[i].iov_len != size) return -static_cast<long>(static_cast<long>(size) < 0 ? errc::einval : errc::eoverflow);
  }
  KCALL_POINTER_ARITHMETIC_END
  return 0;
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
