// How this process wants the kernel to be.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/personality.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// personality(2): sets this thread's, for the programs it will execute mostly, and returns the one so far. Linux takes
/// any; 32 ones only ask.
template <gate_like G = gate::native>
KCALL_INLINE persona personality(persona wanted) {
  return static_cast<persona>(detail::pass<G>(nr<G>::personality, natural(wanted)));
}
/// personality(2): the one so far.
template <gate_like G = gate::native>
KCALL_INLINE persona personality() {
  return personality<G>(static_cast<persona>(0xffffffff));
}

}  // namespace kcall::inline KCALL_ABI_TAG
