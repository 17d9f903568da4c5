// A stack of their own for signal handlers: sigaltstack(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/signal_stack.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// sigaltstack(2): handlers with sigaction_flags::onstack run on `stack` in this thread, or with
/// sigaltstack_flags::disable on the one in use; stores in `old` what was so before. Each may be null. einval, enomem
/// (too small), eperm (in use).
template <gate_like G = gate::native>
KCALL_INLINE result<void> sigaltstack(const stack_t* stack, stack_t* old) {
  static_assert(detail::native_layout<G>,
                "kcall: sigaltstack reads and writes a pointer of the code's own size: use a gate of its own ABI");
  return enter<void, G>(nr<G>::sigaltstack, stack, old);
}
/// sigaltstack(2): sets the stack, whatever it was.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sigaltstack(const stack_t& stack) {
  return sigaltstack<G>(&stack, nullptr);
}

}  // namespace kcall::inline KCALL_ABI_TAG
