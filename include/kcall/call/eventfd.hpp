// A counter that is a descriptor: eventfd(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/eventfd.hpp>
#include <kcall/types/fd.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// eventfd(2): a descriptor of a counter that starts at `initial`. einval, emfile, enfile, enodev, enomem. It is
/// eventfd2, since 2.6.27.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> eventfd(unsigned initial, efd_flags flags = {}) {
  return enter<fd, G>(nr<G>::eventfd2, initial, flags);
}

// Not result<uint64_t>: the highest counts are the words of errors.
/// eventfd_read(3): waits until the counter is not 0, stores it in `value` and sets it to 0; with efd_flags::semaphore:
/// stores 1 and takes 1. eagain (nonblock), ebadf, eintr.
template <gate_like G = gate::native>
KCALL_INLINE result<void> eventfd_read(fd f, uint64_t& value) {
  const auto got = enter<long, G>(nr<G>::read, f, &value, sizeof(value));
  if (!got) return got.error();
  return {};
}

/// eventfd_write(3): adds `value` to the counter, waiting while that would exceed 0xfffffffffffffffe. eagain
/// (nonblock), ebadf, eintr, einval (0xffffffffffffffff).
template <gate_like G = gate::native>
KCALL_INLINE result<void> eventfd_write(fd f, uint64_t value) {
  const auto put = enter<long, G>(nr<G>::write, f, &value, sizeof(value));
  if (!put) return put.error();
  return {};
}

}  // namespace kcall::inline KCALL_ABI_TAG
