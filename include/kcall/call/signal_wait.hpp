// Waiting for signals: rt_sigtimedwait(2), pause(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/narrow_signal.hpp>
#include <kcall/types/signal.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

template <gate_like G>
KCALL_COLD long rt_sigtimedwait32(const sigset* awaited, void* info, const timespec* timeout) {
  timespec32 narrow{};
  if (timeout) narrow = narrowed(*timeout);
  return enter<long, G>(nr<G>::rt_sigtimedwait, awaited, info, timeout ? &narrow : nullptr, sizeof(sigset)).word();
}

/// `info` is in G's layout.
template <gate_like G>
KCALL_INLINE result<signal> rt_sigtimedwait(const sigset& awaited, void* info, const timespec* timeout) {
  if (timeout && would_cut<G>(*timeout)) return errc::einval;
  if constexpr (requires { nr<G>::rt_sigtimedwait_time64; }) {
    const auto got = enter<signal, G>(nr<G>::rt_sigtimedwait_time64, &awaited, info, timeout, sizeof(sigset));
    if constexpr (may_lack<0x050100>) {
      if (got == errc::enosys) [[unlikely]]
        return result<signal>::from_word(rt_sigtimedwait32<G>(&awaited, info, timeout));
    }
    return got;
  } else {
    return enter<signal, G>(nr<G>::rt_sigtimedwait, &awaited, info, timeout, sizeof(sigset));
  }
}

}  // namespace detail

/// rt_sigtimedwait(2): waits up to `timeout` (null: for ever) for one of the signals in `awaited`, which should be
/// blocked, and takes it; returns which, and stores in `info` what it tells. eagain: none came; eintr: a handler ran;
/// einval: a malformed time. On ia32: rt_sigtimedwait_time64 (5.1), else rt_sigtimedwait, which waits 68 years at most.
template <gate_like G = gate::native>
KCALL_INLINE result<signal> rt_sigtimedwait(const sigset& awaited, siginfo_t& info, const timespec* timeout = nullptr) {
  if constexpr (detail::native_layout<G>) {
    return detail::rt_sigtimedwait<G>(awaited, &info, timeout);
  } else {
    detail::narrow_signal narrow;
    const auto got = detail::rt_sigtimedwait<G>(awaited, &narrow, timeout);
    if (got) detail::widen(narrow, info);
    return got;
  }
}
/// rt_sigtimedwait(2): the same, and what it tells is lost.
template <gate_like G = gate::native>
KCALL_INLINE result<signal> rt_sigtimedwait(const sigset& awaited, const timespec* timeout = nullptr) {
  return detail::rt_sigtimedwait<G>(awaited, nullptr, timeout);
}

/// pause(2): waits until a handler has run. Always eintr. ppoll of nothing where the ABI has no pause (aarch64).
template <gate_like G = gate::native>
KCALL_INLINE result<void> pause() {
  if constexpr (requires { nr<G>::pause; }) {
    return enter<void, G>(nr<G>::pause);
  } else {
    return enter<void, G>(nr<G>::ppoll, nullptr, 0, nullptr, nullptr, 0);
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
