// POSIX message queues (mq_overview(7)). A queue is a descriptor: close closes it, poll waits for it.
//
// The kernel takes a queue's name without the slash that libc's functions want in front of it: with one it says eacces.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/mqueue.hpp>
#include <kcall/types/path.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <gate_like G>
KCALL_INLINE result<fd> mq_open(path name, open_flags flags, mode permissions, const mq_attr* limits) {
  if constexpr (native_mq_attr<G>) {
    return enter<fd, G>(nr<G>::mq_open, name, flags, permissions, limits);
  } else {
    mq_attr32 narrowed_limits;
    if (limits && !narrow(*limits, narrowed_limits)) return errc::einval;
    return enter<fd, G>(nr<G>::mq_open, name, flags, permissions, limits ? &narrowed_limits : nullptr);
  }
}

/// Sending and receiving differ in the type of the priority only.
template <gate_like G, class D, class P>
KCALL_COLD long mq_timed32(nr<G> number, fd queue, D data, size_t size, P priority, const timespec* deadline) {
  if (deadline && beyond_2038(*deadline)) return -static_cast<long>(errc::eoverflow);
  timespec32 old{};
  if (deadline) old = narrowed(*deadline);
  return enter<long, G>(number, queue, data, size, priority, deadline ? &old : nullptr).word();
}
template <class T, gate_like G, class D, class P>
KCALL_INLINE result<T> mq_timed(nr<G> number, [[maybe_unused]] nr<G> old, fd queue, D data, size_t size, P priority,
                                const timespec* deadline) {
  if constexpr (G::abi::long_size == 4) {
    if (deadline && would_cut<G>(*deadline)) return errc::einval;
  }
  const auto answer = enter<T, G>(number, queue, data, size, priority, deadline);
  if constexpr (may_lack<0x050100> && requires { nr<G>::mq_timedsend_time64; }) {
    if (answer == errc::enosys) [[unlikely]]
      return result<T>::from_word(mq_timed32<G>(old, queue, data, size, priority, deadline));
  }
  return answer;
}

template <gate_like G>
KCALL_INLINE result<void> mq_send(fd queue, const void* data, size_t size, unsigned priority,
                                  const timespec* deadline) {
  if constexpr (requires { nr<G>::mq_timedsend_time64; }) {
    return mq_timed<void, G>(nr<G>::mq_timedsend_time64, nr<G>::mq_timedsend, queue, data, size, priority, deadline);
  } else {
    return mq_timed<void, G>(nr<G>::mq_timedsend, nr<G>::mq_timedsend, queue, data, size, priority, deadline);
  }
}
template <gate_like G>
KCALL_INLINE result<size_t> mq_receive(fd queue, void* data, size_t size, unsigned* priority,
                                       const timespec* deadline) {
  if constexpr (requires { nr<G>::mq_timedreceive_time64; }) {
    return mq_timed<size_t, G>(nr<G>::mq_timedreceive_time64, nr<G>::mq_timedreceive, queue, data, size, priority,
                               deadline);
  } else {
    return mq_timed<size_t, G>(nr<G>::mq_timedreceive, nr<G>::mq_timedreceive, queue, data, size, priority, deadline);
  }
}

}  // namespace detail

/// mq_open(2): opens a queue, or makes one with open_flags::creat; to be closed. It is close-on-exec. The limits of a
/// new one are the system's. enoent, eexist, eacces; einval: a bad name or limits; enametoolong, emfile, enfile,
/// enospc, enomem; enosys: a kernel without.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> mq_open(path name, open_flags flags, mode permissions = {}) {
  return detail::mq_open<G>(name, flags, permissions, nullptr);
}
/// mq_open(2), with limits for a new queue: mq_maxmsg and mq_msgsize.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> mq_open(path name, open_flags flags, mode permissions, const mq_attr& limits) {
  return detail::mq_open<G>(name, flags, permissions, &limits);
}

/// mq_unlink(2): removes a queue's name; the queue goes with its last descriptor. enoent, eacces, enametoolong.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_unlink(path name) {
  return enter<void, G>(nr<G>::mq_unlink, name);
}

/// mq_send(3): appends a message of `size` bytes behind those of its priority and above; waits while the queue is full.
/// eagain: full, and nonblock; emsgsize: longer than mq_msgsize; einval: priority from mq_prio_max on; eintr, ebadf,
/// enomem, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_send(fd queue, const void* data, size_t size, unsigned priority) {
  return detail::mq_send<G>(queue, data, size, priority, nullptr);
}
/// mq_send(3), from a buffer.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_send(fd queue, const_buffer from, unsigned priority = 0) {
  return mq_send<G>(queue, from.data(), from.size(), priority);
}
/// mq_timedsend(2): as mq_send, but waits until `deadline` on clock::realtime at most. etimedout; einval: also a
/// malformed time. On ia32: mq_timedsend_time64 (5.1), else mq_timedsend, which refuses deadlines past 2038 with
/// eoverflow.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_timedsend(fd queue, const void* data, size_t size, unsigned priority,
                                       const timespec& deadline) {
  return detail::mq_send<G>(queue, data, size, priority, &deadline);
}
/// mq_timedsend(2), from a buffer.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_timedsend(fd queue, const_buffer from, unsigned priority, const timespec& deadline) {
  return mq_timedsend<G>(queue, from.data(), from.size(), priority, deadline);
}

/// mq_receive(3): takes the oldest message of the highest priority off the queue; returns its size, and writes its
/// priority unless that is null; waits while there is none. eagain: none, and nonblock; emsgsize: `size` is less than
/// mq_msgsize; eintr, ebadf, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> mq_receive(fd queue, void* data, size_t size, unsigned* priority) {
  return detail::mq_receive<G>(queue, data, size, priority, nullptr);
}
/// mq_receive(3), into a buffer.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> mq_receive(fd queue, mutable_buffer to, unsigned* priority = nullptr) {
  return mq_receive<G>(queue, to.data(), to.size(), priority);
}
/// mq_timedreceive(2): as mq_receive, but waits until `deadline` on clock::realtime at most. etimedout; einval: a
/// malformed time. On ia32: mq_timedreceive_time64 (5.1), else mq_timedreceive, which refuses deadlines past 2038 with
/// eoverflow.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> mq_timedreceive(fd queue, void* data, size_t size, unsigned* priority,
                                            const timespec& deadline) {
  return detail::mq_receive<G>(queue, data, size, priority, &deadline);
}
/// mq_timedreceive(2), into a buffer.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> mq_timedreceive(fd queue, mutable_buffer to, unsigned* priority, const timespec& deadline) {
  return mq_timedreceive<G>(queue, to.data(), to.size(), priority, deadline);
}

/// mq_notify(2): tells once, as `event` says, when a message comes to the queue while it is empty and nobody waits for
/// one. ebusy: somebody is told already; einval, ebadf, enomem. Through int80 in 64-bit code: efault where the stack or
/// the event's value lies above 4 GiB.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_notify(fd queue, const sigevent& event) {
  if constexpr (detail::native_layout<G>) {
    return enter<void, G>(nr<G>::mq_notify, queue, &event);
  } else {
    detail::narrow_sigevent narrow;
    if (!detail::narrow(event, narrow)) return errc::efault;
    return enter<void, G>(nr<G>::mq_notify, queue, &narrow);
  }
}
/// mq_notify(2): takes that back. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_notify(fd queue) {
  return enter<void, G>(nr<G>::mq_notify, queue, nullptr);
}

/// mq_getsetattr(2): writes what is known of a queue to `old` and sets mq_flags from `wanted`; both may be null.
/// einval: more than open_flags::nonblock; ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_getsetattr(fd queue, const mq_attr* wanted, mq_attr* old) {
  if constexpr (detail::native_mq_attr<G>) {
    return enter<void, G>(nr<G>::mq_getsetattr, queue, wanted, old);
  } else {
    detail::mq_attr32 narrow_wanted;
    if (wanted && !detail::narrow(*wanted, narrow_wanted)) return errc::einval;
    detail::mq_attr32 narrow_old;
    const auto answer =
        enter<void, G>(nr<G>::mq_getsetattr, queue, wanted ? &narrow_wanted : nullptr, old ? &narrow_old : nullptr);
    if (answer && old) detail::widen(narrow_old, *old);
    return answer;
  }
}
/// mq_getattr(3): writes what is known of a queue to `attributes`. ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_getattr(fd queue, mq_attr& attributes) {
  return mq_getsetattr<G>(queue, nullptr, &attributes);
}
/// mq_setattr(3): sets mq_flags, to open_flags::nonblock or 0; nothing else. einval, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mq_setattr(fd queue, const mq_attr& wanted) {
  return mq_getsetattr<G>(queue, &wanted, nullptr);
}

}  // namespace kcall::inline KCALL_ABI_TAG
