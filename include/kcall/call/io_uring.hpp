// io_uring(7): its three calls. The rings are memory that the caller maps and fills.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/io_uring.hpp>
#include <kcall/types/io_uring_register.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// io_uring_setup(2): makes a ring for `entries` requests, rounded up to a power of two, and completes `params`; the
/// descriptor is close-on-exec and to be closed. einval: flags or sizes; eperm: not allowed here
/// (kernel.io_uring_disabled); emfile, enfile, enomem; enosys: a kernel without. Since 5.1.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> io_uring_setup(uint32_t entries, io_uring_params& params) {
  return enter<fd, G>(nr<G>::io_uring_setup, entries, &params);
}

/// io_uring_enter(2): submits `to_submit` requests and, with io_uring_enter_flags::getevents, waits for `least`
/// completions, with the signals in `blocked` blocked in place of the thread's own set (null: its own). Returns how
/// many requests it took; the errors of requests are in their completions. eagain, ebusy: no room; ebadfd: disabled;
/// eintr, einval, efault, ebadf, eopnotsupp: not a ring, enxio: being destroyed. Since 5.1.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> io_uring_enter(fd ring, uint32_t to_submit, uint32_t least, io_uring_enter_flags flags,
                                             const sigset* blocked = nullptr) {
  return enter<unsigned, G>(nr<G>::io_uring_enter, ring, to_submit, least, flags, blocked, sizeof(sigset));
}
/// io_uring_enter(2), with io_uring_enter_flags::ext_arg, which is added: waits as `how` says. etime: for that long.
/// Since 5.11.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> io_uring_enter(fd ring, uint32_t to_submit, uint32_t least, io_uring_enter_flags flags,
                                             const io_uring_getevents_arg& how) {
  return enter<unsigned, G>(nr<G>::io_uring_enter, ring, to_submit, least, flags | io_uring_enter_flags::ext_arg, &how,
                            sizeof(how));
}

/// io_uring_register(2): does an operation with `count` of what `argument` points to; returns what it returns. Of
/// iovecs and pointers, the layout is that of the gate's ABI. einval: no such operation, or not like this; ebadf,
/// efault, ebusy, enxio: nothing is registered, enomem, emfile, eopnotsupp, eexist. Since 5.1.
template <gate_like G = gate::native>
KCALL_INLINE result<int> io_uring_register(fd ring, io_uring_register_op op, const void* argument, unsigned count) {
  return enter<int, G>(nr<G>::io_uring_register, ring, op, argument, count);
}

}  // namespace kcall::inline KCALL_ABI_TAG
