// Waiting for descriptors.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/poll.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// Bytes in the kernel's signal set, on all ABIs but mips.
inline constexpr size_t ppoll_set_size = 8;

/// A container of pollfd, or a reference to one.
template <class C>
concept pollfds = requires(C&& c) {
  { c.data() } -> same_as<pollfd*>;
  static_cast<size_t>(c.size());
};

/// The kernel reads 32 bits of the count. More than that must not turn into few: it is more than any limit allows.
KCALL_INLINE constexpr unsigned poll_count(uint64_t count) {
  return count > 0xffffffff ? 0xffffffff : static_cast<unsigned>(count);
}

template <gate_like G>
KCALL_COLD long ppoll32(pollfd* fds, unsigned count, const timespec* timeout, const sigset* blocked) {
  timespec32 left{};
  if (timeout) left = narrowed(*timeout);
  return enter<long, G>(nr<G>::ppoll, fds, count, timeout ? &left : nullptr, blocked, ppoll_set_size).word();
}

/// `timeout` is the kernel's to overwrite with what is left of it.
template <gate_like G>
KCALL_INLINE result<int> ppoll(pollfd* fds, unsigned count, timespec* timeout, const sigset* blocked) {
  if constexpr (requires { nr<G>::ppoll_time64; }) {
    const auto ready = enter<int, G>(nr<G>::ppoll_time64, fds, count, timeout, blocked, ppoll_set_size);
    if constexpr (may_lack<0x050100>) {
      if (ready == errc::enosys) [[unlikely]]
        return result<int>::from_word(ppoll32<G>(fds, count, timeout, blocked));
    }
    return ready;
  } else {
    return enter<int, G>(nr<G>::ppoll, fds, count, timeout, blocked, ppoll_set_size);
  }
}

}  // namespace detail

/// poll(2): waits up to `timeout` milliseconds (negative: for ever) for one of `count` descriptors; returns how many
/// have something in revents, 0 at the timeout. efault; eintr: a signal handler ran; einval: more descriptors than
/// RLIMIT_NOFILE. ppoll where the ABI has no poll (aarch64).
template <gate_like G = gate::native>
KCALL_INLINE result<int> poll(pollfd* fds, unsigned count, int timeout) {
  if constexpr (requires { nr<G>::poll; }) {
    return enter<int, G>(nr<G>::poll, fds, count, timeout);
  } else {
    timespec left = {timeout / 1000, timeout % 1000 * 1'000'000};
    return detail::ppoll<G>(fds, count, timeout < 0 ? nullptr : &left, nullptr);
  }
}
/// poll(2): waits for one of the descriptors in a container of pollfd; otherwise as above.
template <gate_like G = gate::native, detail::pollfds C>
KCALL_INLINE result<int> poll(C&& fds, int timeout) {
  return poll<G>(fds.data(), detail::poll_count(static_cast<size_t>(fds.size())), timeout);
}
/// poll(2): waits for one of the descriptors in an array; otherwise as above.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<int> poll(pollfd (&fds)[n], int timeout) {
  return poll<G>(fds, detail::poll_count(n), timeout);
}

/// ppoll(2): waits up to `timeout` (null: for ever) for one of `count` descriptors, with the signals in `blocked`
/// blocked in place of the thread's own set (null: its own); returns how many have something in revents, 0 at the
/// timeout. The timeout keeps its value, though the kernel's does not. efault; eintr: a signal handler ran; einval: a
/// malformed time, or more descriptors than RLIMIT_NOFILE. On ia32: ppoll_time64 (5.1), else ppoll, which waits 68
/// years at most.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ppoll(pollfd* fds, unsigned count, const timespec* timeout = nullptr,
                               const sigset* blocked = nullptr) {
  if (!timeout) return detail::ppoll<G>(fds, count, nullptr, blocked);
  if (detail::would_cut<G>(*timeout)) return errc::einval;
  timespec left = *timeout;
  return detail::ppoll<G>(fds, count, &left, blocked);
}
/// ppoll(2): waits for one of the descriptors in a container of pollfd; otherwise as above.
template <gate_like G = gate::native, detail::pollfds C>
KCALL_INLINE result<int> ppoll(C&& fds, const timespec* timeout = nullptr, const sigset* blocked = nullptr) {
  return ppoll<G>(fds.data(), detail::poll_count(static_cast<size_t>(fds.size())), timeout, blocked);
}
/// ppoll(2): waits for one of the descriptors in an array; otherwise as above.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<int> ppoll(pollfd (&fds)[n], const timespec* timeout = nullptr, const sigset* blocked = nullptr) {
  return ppoll<G>(fds, detail::poll_count(n), timeout, blocked);
}

}  // namespace kcall::inline KCALL_ABI_TAG
