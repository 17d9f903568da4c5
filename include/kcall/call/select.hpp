// Waiting for descriptors in sets: select(2). Whoever has the choice takes poll, which has no limit of 1024.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/select.hpp>
#include <kcall/types/signal.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// pselect6's sixth argument, as words of G's.
template <class Word>
struct select_mask {
  Word set;
  Word size;
};

/// The kernel writes what is left to `timeout`.
template <gate_like G>
KCALL_INLINE long pselect6(nr<G> number, int count, fd_set* read, fd_set* write, fd_set* except, void* timeout,
                           const sigset* blocked) {
  if (!blocked) return enter<long, G>(number, count, read, write, except, timeout, nullptr).word();
  const auto address = reinterpret_cast<uintptr_t>(blocked);
  if constexpr (G::abi::register_size == 4) {
    const select_mask<uint32_t> mask = {static_cast<uint32_t>(address), sizeof(sigset)};
    if (mask.set != address) return -static_cast<long>(errc::efault);
    return enter<long, G>(number, count, read, write, except, timeout, &mask).word();
  } else {
    const select_mask<uint64_t> mask = {address, sizeof(sigset)};
    return enter<long, G>(number, count, read, write, except, timeout, &mask).word();
  }
}

template <gate_like G>
KCALL_COLD long pselect32(int count, fd_set* read, fd_set* write, fd_set* except, const timespec* timeout,
                          const sigset* blocked) {
  timespec32 left{};
  if (timeout) left = narrowed(*timeout);
  return pselect6<G>(nr<G>::pselect6, count, read, write, except, timeout ? &left : nullptr, blocked);
}

/// `timeout` is the kernel's to overwrite.
template <gate_like G>
KCALL_INLINE long any_pselect(int count, fd_set* read, fd_set* write, fd_set* except, timespec* timeout,
                              const sigset* blocked) {
  if constexpr (requires { nr<G>::pselect6_time64; }) {
    const long word = pselect6<G>(nr<G>::pselect6_time64, count, read, write, except, timeout, blocked);
    if constexpr (may_lack<0x050100>) {
      if (word == -static_cast<long>(errc::enosys)) [[unlikely]]
        return pselect32<G>(count, read, write, except, timeout, blocked);
    }
    return word;
  } else {
    return pselect6<G>(nr<G>::pselect6, count, read, write, except, timeout, blocked);
  }
}

/// False for what is no time. Microseconds past a second are one more, as the kernel's select has it.
KCALL_INLINE bool select_time(const timeval& from, timespec& to) {
  if (static_cast<uint64_t>(from.tv_usec) > 0xffffffff) return false;
  // 32-bit arithmetic: dividing 64 bits is a library call on ia32.
  const auto microseconds = static_cast<uint32_t>(from.tv_usec);
  to.tv_nsec = microseconds % 1'000'000 * 1000;
  return !__builtin_add_overflow(from.tv_sec, microseconds / 1'000'000, &to.tv_sec);
}

}  // namespace detail

/// pselect(2): waits up to `timeout` (null: for ever) until a descriptor below `count` that is in `read` can be read,
/// or one in `write` written, or one in `except` has urgent data; each may be null. With the signals in `blocked`
/// blocked in place of the thread's own set (null: its own). Returns how many are left in the sets, 0 at the timeout,
/// which keeps its value, though the kernel's does not. ebadf, efault, eintr, einval, enomem; the sets are then as they
/// were. It is pselect6; on ia32 pselect6_time64 (5.1), else pselect6, which waits 68 years at most.
template <gate_like G = gate::native>
KCALL_INLINE result<int> pselect(int count, fd_set* read, fd_set* write, fd_set* except,
                                 const timespec* timeout = nullptr, const sigset* blocked = nullptr) {
  if (!timeout) {
    return result<int>::from_word(detail::any_pselect<G>(count, read, write, except, nullptr, blocked));
  }
  if (detail::would_cut<G>(*timeout)) return errc::einval;
  timespec left = *timeout;
  return result<int>::from_word(detail::any_pselect<G>(count, read, write, except, &left, blocked));
}

/// select(2): as pselect, with microseconds and the thread's own signals. The timeout keeps its value here too. On
/// ia32, where select has 32-bit times, and on aarch64, which has none, it is pselect6.
template <gate_like G = gate::native>
KCALL_INLINE result<int> select(int count, fd_set* read, fd_set* write, fd_set* except,
                                const timeval* timeout = nullptr) {
  if constexpr (requires { nr<G>::select; } && G::abi::register_size == 8) {
    if (!timeout) return enter<int, G>(nr<G>::select, count, read, write, except, nullptr);
    timeval left = *timeout;
    return enter<int, G>(nr<G>::select, count, read, write, except, &left);
  } else {
    if (!timeout) return pselect<G>(count, read, write, except);
    timespec time;
    if (!detail::select_time(*timeout, time)) return errc::einval;
    return result<int>::from_word(detail::any_pselect<G>(count, read, write, except, &time, nullptr));
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
