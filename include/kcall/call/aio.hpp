// Asynchronous I/O by the kernel (io_submit(2)). Requests hold addresses in 64 bits, on every ABI.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/aio.hpp>
#include <kcall/types/signal.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// How many requests go at once through a gate whose pointers have another size.
inline constexpr long max_narrowed_iocbs = 128;

template <gate_like G>
KCALL_COLD long io_submit_narrowed(aio_context context, long count, iocb* const* requests) {
  uint32_t narrow[max_narrowed_iocbs];
  const long n = count < max_narrowed_iocbs ? count : max_narrowed_iocbs;
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (long i = 0; i < n; ++i) {
    const auto address = reinterpret_cast<uintptr_t>(requests[i]);
    narrow[i] = static_cast<uint32_t>(address);
    if (narrow[i] != address) return -static_cast<long>(errc::efault);
  }
  KCALL_POINTER_ARITHMETIC_END
  return enter<long, G>(nr<G>::io_submit, context, n, &narrow[0]).word();
}

/// struct __aio_sigset: a pointer and a size, which x32 has in 64 bits too.
struct aio_sigset {
  uint64_t sigmask;
  uint64_t sigsetsize;
};
struct aio_sigset32 {
  uint32_t sigmask;
  uint32_t sigsetsize;
};

template <gate_like G>
KCALL_COLD long io_getevents32(aio_context context, long least, long most, io_event* events, const timespec* timeout,
                               const void* mask) {
  timespec32 old{};
  if (timeout) old = narrowed(*timeout);
  const timespec32* const place = timeout ? &old : nullptr;
  // Without a mask also on kernels before 4.18.
  if (mask == nullptr) return enter<long, G>(nr<G>::io_getevents, context, least, most, events, place).word();
  return enter<long, G>(nr<G>::io_pgetevents, context, least, most, events, place, mask).word();
}

template <gate_like G>
KCALL_INLINE result<long> io_pgetevents(aio_context context, long least, long most, io_event* events,
                                        const timespec* timeout, const void* mask) {
  if constexpr (G::abi::long_size == 4) {
    if (timeout && would_cut<G>(*timeout)) return errc::einval;
  }
  if constexpr (requires { nr<G>::io_pgetevents_time64; }) {
    const auto answer = enter<long, G>(nr<G>::io_pgetevents_time64, context, least, most, events, timeout, mask);
    if constexpr (may_lack<0x050100>) {
      if (answer == errc::enosys) [[unlikely]]
        return result<long>::from_word(io_getevents32<G>(context, least, most, events, timeout, mask));
    }
    return answer;
  } else {
    return enter<long, G>(nr<G>::io_pgetevents, context, least, most, events, timeout, mask);
  }
}

}  // namespace detail

/// io_setup(2): makes a context for at least `requests` at a time, to be destroyed. eagain: more than
/// /proc/sys/fs/aio-max-nr; einval, enomem; enosys: a kernel without.
template <gate_like G = gate::native>
KCALL_INLINE result<aio_context> io_setup(unsigned requests) {
  // The kernel wants zero there; ia32's writes four of the eight bytes that 64-bit code has.
  unsigned long made = 0;
  const long word = enter<long, G>(nr<G>::io_setup, requests, &made).word();
  return result<aio_context>::from_word(detail::is_error(word) ? word : static_cast<long>(made));
}

/// io_destroy(2): cancels what can be cancelled, waits for the rest, and destroys a context. einval: there is none.
template <gate_like G = gate::native>
KCALL_INLINE result<void> io_destroy(aio_context context) {
  return enter<void, G>(nr<G>::io_destroy, context);
}

/// io_submit(2): starts `count` requests; returns how many, which may be fewer; an error only where it is that of the
/// first. eagain: no room; ebadf, einval, efault. Through int80 in 64-bit code at most 128 at once; efault where the
/// stack or a request lies above 4 GiB.
template <gate_like G = gate::native>
KCALL_INLINE result<long> io_submit(aio_context context, long count, iocb* const* requests) {
  if constexpr (detail::native_layout<G>) {
    return enter<long, G>(nr<G>::io_submit, context, count, requests);
  } else {
    return result<long>::from_word(detail::io_submit_narrowed<G>(context, count, requests));
  }
}
/// io_submit(2), one request.
template <gate_like G = gate::native>
KCALL_INLINE result<long> io_submit(aio_context context, iocb& request) {
  iocb* const one = &request;
  return io_submit<G>(context, 1, &one);
}

/// io_getevents(2): waits for `least` events, for `timeout` at most (null: for ever), and writes up to `most`; returns
/// how many, which are fewer than `least` only at the timeout. eintr, einval, efault. On ia32: io_pgetevents_time64
/// (5.1), else io_getevents, which cuts durations to 68 years; einval also where tv_nsec has more than 32 bits.
template <gate_like G = gate::native>
KCALL_INLINE result<long> io_getevents(aio_context context, long least, long most, io_event* events,
                                       const timespec* timeout = nullptr) {
  if constexpr (requires { nr<G>::io_pgetevents_time64; }) {
    return detail::io_pgetevents<G>(context, least, most, events, timeout, nullptr);
  } else {
    return enter<long, G>(nr<G>::io_getevents, context, least, most, events, timeout);
  }
}

/// io_pgetevents(2): the same with the signals in `blocked` blocked in place of the thread's own set. Since 4.18. On
/// ia32: io_pgetevents_time64 (5.1), else io_pgetevents. Through int80 in 64-bit code: efault where the set lies above
/// 4 GiB.
template <gate_like G = gate::native>
KCALL_INLINE result<long> io_pgetevents(aio_context context, long least, long most, io_event* events,
                                        const timespec* timeout, const sigset& blocked) {
  const auto address = reinterpret_cast<uintptr_t>(&blocked);
  if constexpr (G::abi::register_size == 8) {
    const detail::aio_sigset mask = {address, sizeof(sigset)};
    return detail::io_pgetevents<G>(context, least, most, events, timeout, &mask);
  } else {
    const detail::aio_sigset32 mask = {static_cast<uint32_t>(address), sizeof(sigset)};
    if (mask.sigmask != address) return errc::efault;
    return detail::io_pgetevents<G>(context, least, most, events, timeout, &mask);
  }
}

/// io_cancel(2): asks for a request to be cancelled, whose event comes as all others do. einprogress: it was, and its
/// event will come; eagain: it was not; einval: no such request or context; efault. `unused` may get an event in
/// kernels before 4.19, and must not be null there.
template <gate_like G = gate::native>
KCALL_INLINE result<void> io_cancel(aio_context context, iocb& request, io_event* unused = nullptr) {
  return enter<void, G>(nr<G>::io_cancel, context, &request, unused);
}

}  // namespace kcall::inline KCALL_ABI_TAG
