// call_once: what several threads may ask for and one must do.
//
//   static constinit kcall::once_flag made;
//   if (const auto done = kcall::call_once(made, [] { return open_log(); }); !done) return done.error();
#pragma once
#include <kcall/futex/sleep.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

enum once_state : uint32_t { once_new = 0, once_busy = 1, once_awaited = 2, once_done = 3 };

/// Whether it is the caller who is to do it; waits for one who is at it.
template <gate_like G>
KCALL_COLD inline bool once_enter(atomic<uint32_t>& state) {
  uint32_t seen = state.load<memory_order::acquire>();
  for (;;) {
    if (seen == once_done) return false;
    if (seen == once_new) {
      if (state.compare_exchange<memory_order::acquire>(seen, once_busy)) return true;
      continue;
    }
    if (seen == once_busy && !state.compare_exchange<memory_order::acquire>(seen, once_awaited)) continue;
    static_cast<void>(futex_sleep<G>(state, once_awaited, nullptr, futex_scope::private_));
    seen = state.load<memory_order::acquire>();
  }
}

/// Ends what once_enter() began, also where an exception does.
template <gate_like G>
class once_attempt {
 public:
  KCALL_INLINE explicit once_attempt(atomic<uint32_t>& state) : state_(state) {}
  KCALL_INLINE ~once_attempt() {
    if (state_.exchange<memory_order::release>(end_) == once_awaited)
      futex_rouse<G>(state_, futex_all, futex_scope::private_);
  }
  once_attempt(const once_attempt&) = delete;
  once_attempt& operator=(const once_attempt&) = delete;
  KCALL_INLINE void succeeded() { end_ = once_done; }

 private:
  atomic<uint32_t>& state_;
  uint32_t end_ = once_new;
};

}  // namespace detail

class once_flag;

/// Calls function(), unless that has been done with success; returns when it has been done, by whichever thread. If
/// function() returns a result that is an error, so does this, and the next caller, who may be waiting, tries again. A
/// function() that asks for itself waits for ever.
template <gate_like G = gate::native, class F>
result<void> call_once(once_flag& flag, F&& function);

/// Whether something has been done. All zeroes: not yet.
class once_flag {
 public:
  constexpr once_flag() = default;
  /// Whether it has been done, and all that doing it wrote can be seen.
  KCALL_INLINE bool done() const { return state_.load<memory_order::acquire>() == detail::once_done; }

 private:
  template <gate_like G, class F>
  friend result<void> call_once(once_flag& flag, F&& function);

  atomic<uint32_t> state_{detail::once_new};
};

template <gate_like G, class F>
result<void> call_once(once_flag& flag, F&& function) {
  if (flag.done()) [[likely]]
    return {};
  if (!detail::once_enter<G>(flag.state_)) return {};
  detail::once_attempt<G> attempt(flag.state_);
  if constexpr (detail::is_result<detail::plain<decltype(function())>>) {
    if (const auto done = function(); !done) return done.error();
  } else {
    function();
  }
  attempt.succeeded();
  return {};
}

}  // namespace kcall::inline KCALL_ABI_TAG
