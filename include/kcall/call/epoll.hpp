// Waiting for many descriptors: epoll(7).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/epoll.hpp>
#include <kcall/types/signal.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// epoll_create1(2): a descriptor that waits for others. einval, emfile, enfile, enomem. Since 2.6.27.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> epoll_create1(epoll_flags flags = {}) {
  return enter<fd, G>(nr<G>::epoll_create1, flags);
}

/// epoll_create(2): the older form; `size` has no meaning but must be above 0 (einval). epoll_create1 where the ABI has
/// none (aarch64).
template <gate_like G = gate::native>
KCALL_INLINE result<fd> epoll_create(int size) {
  if constexpr (requires { nr<G>::epoll_create; }) {
    return enter<fd, G>(nr<G>::epoll_create, size);
  } else {
    if (size <= 0) return errc::einval;
    return epoll_create1<G>();
  }
}

/// epoll_ctl(2): adds `target` to what `set` waits for, or changes for what of it. ebadf, eexist, einval, eloop,
/// enoent, enomem, enospc (max_user_watches), eperm (a file that cannot be waited for).
template <gate_like G = gate::native>
KCALL_INLINE result<void> epoll_ctl(fd set, epoll_op operation, fd target, const epoll_event& event) {
  return enter<void, G>(nr<G>::epoll_ctl, set, operation, target, &event);
}
/// epoll_ctl(2) without an event: epoll_op::del takes `target` out. enoent: it is not in.
template <gate_like G = gate::native>
KCALL_INLINE result<void> epoll_ctl(fd set, epoll_op operation, fd target) {
  return enter<void, G>(nr<G>::epoll_ctl, set, operation, target, nullptr);
}

namespace detail {

/// A container of epoll_event, or a reference to one.
template <class C>
concept epoll_events_list = requires(C&& c) {
  { c.data() } -> same_as<epoll_event*>;
  static_cast<size_t>(c.size());
};

/// The kernel reads an int, and has its own limit below that (einval).
KCALL_INLINE constexpr int epoll_count(uint64_t count) {
  return count > 0x7fffffff ? 0x7fffffff : static_cast<int>(count);
}

template <gate_like G>
KCALL_INLINE result<int> enter_epoll_pwait(fd set, epoll_event* events, int count, int timeout, const sigset* blocked) {
  return enter<int, G>(nr<G>::epoll_pwait, set, events, count, timeout, blocked, sizeof(sigset));
}

/// Milliseconds, rounded up; 24 days at a time.
template <gate_like G>
KCALL_COLD long epoll_pwait_ms(fd set, epoll_event* events, int count, const timespec* timeout, const sigset* blocked) {
  if (!timeout) return enter_epoll_pwait<G>(set, events, count, -1, blocked).word();
  if (timeout->tv_sec < 0 || static_cast<uint64_t>(timeout->tv_nsec) > 999'999'999)
    return -static_cast<long>(errc::einval);
  constexpr int64_t longest = 1'000'000'000'000'000;
  constexpr int64_t most = 0x7fffffff;
  const int64_t seconds = timeout->tv_sec > longest ? longest : timeout->tv_sec;
  int64_t left = seconds * 1000 + (static_cast<uint32_t>(timeout->tv_nsec) + 999'999) / 1'000'000;
  for (;; left -= most) {
    const auto ready = enter_epoll_pwait<G>(set, events, count, static_cast<int>(left < most ? left : most), blocked);
    if (ready.word() != 0 || left <= most) return ready.word();
  }
}

}  // namespace detail

/// epoll_wait(2): waits up to `timeout` milliseconds (negative: for ever) until something has happened and stores up to
/// `count` events; returns how many, 0 at the timeout. ebadf, efault, eintr, einval. epoll_pwait where the ABI has none
/// (aarch64).
template <gate_like G = gate::native>
KCALL_INLINE result<int> epoll_wait(fd set, epoll_event* events, int count, int timeout) {
  if constexpr (requires { nr<G>::epoll_wait; }) {
    return enter<int, G>(nr<G>::epoll_wait, set, events, count, timeout);
  } else {
    return detail::enter_epoll_pwait<G>(set, events, count, timeout, nullptr);
  }
}
/// epoll_wait(2) into an array.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<int> epoll_wait(fd set, epoll_event (&events)[n], int timeout) {
  return epoll_wait<G>(set, events, detail::epoll_count(n), timeout);
}
/// epoll_wait(2) into a container of epoll_event, of which it fills the first ones.
template <gate_like G = gate::native, detail::epoll_events_list C>
KCALL_INLINE result<int> epoll_wait(fd set, C&& events, int timeout) {
  return epoll_wait<G>(set, events.data(), detail::epoll_count(static_cast<size_t>(events.size())), timeout);
}

/// epoll_pwait(2): as epoll_wait, with the signals in `blocked` blocked in place of the thread's own set (null: its
/// own). Since 2.6.19.
template <gate_like G = gate::native>
KCALL_INLINE result<int> epoll_pwait(fd set, epoll_event* events, int count, int timeout, const sigset* blocked) {
  return detail::enter_epoll_pwait<G>(set, events, count, timeout, blocked);
}
/// epoll_pwait(2) into an array.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<int> epoll_pwait(fd set, epoll_event (&events)[n], int timeout, const sigset* blocked) {
  return detail::enter_epoll_pwait<G>(set, events, detail::epoll_count(n), timeout, blocked);
}

/// epoll_pwait2(2): as epoll_pwait, with the timeout in nanoseconds (null: for ever). Since 5.11, before that
/// epoll_pwait, whose milliseconds are rounded up.
template <gate_like G = gate::native>
KCALL_INLINE result<int> epoll_pwait2(fd set, epoll_event* events, int count, const timespec* timeout,
                                      const sigset* blocked = nullptr) {
  if (timeout && detail::would_cut<G>(*timeout)) return errc::einval;
  const auto ready = enter<int, G>(nr<G>::epoll_pwait2, set, events, count, timeout, blocked, sizeof(sigset));
  if constexpr (detail::may_lack<0x050b00>) {
    if (ready == errc::enosys) [[unlikely]]
      return result<int>::from_word(detail::epoll_pwait_ms<G>(set, events, count, timeout, blocked));
  }
  return ready;
}
/// epoll_pwait2(2) into an array.
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<int> epoll_pwait2(fd set, epoll_event (&events)[n], const timespec* timeout,
                                      const sigset* blocked = nullptr) {
  return epoll_pwait2<G>(set, events, detail::epoll_count(n), timeout, blocked);
}

}  // namespace kcall::inline KCALL_ABI_TAG
