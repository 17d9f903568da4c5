// Capabilities of threads. The bounding and the ambient set: call/prctl.hpp.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/capability.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// capget(2): writes the capabilities of the thread header.pid (pid{0}: the caller) to `data`, of which version 3 needs
/// two. einval for a version the kernel lacks: it writes the one it prefers to the header, and with a null `data` that
/// is success. esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> capget(cap_user_header& header, cap_user_data* data) {
  return enter<void, G>(nr<G>::capget, &header, data);
}
/// capget(2): the capabilities of the thread `which` (pid{0}: the caller), in version 3 (since 2.6.26). esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> capget(pid which, capabilities& had) {
  cap_user_header header{capability_version::v3, which};
  cap_user_data data[2];
  const auto r = capget<G>(header, &data[0]);
  if (r) {
    const auto joined = [](uint32_t low, uint32_t high) {
      return capability_set::from_bits(uint64_t{high} << 32 | low);
    };
    had.effective = joined(data[0].effective, data[1].effective);
    had.permitted = joined(data[0].permitted, data[1].permitted);
    had.inheritable = joined(data[0].inheritable, data[1].inheritable);
  }
  return r;
}
template <gate_like G = gate::native>
KCALL_INLINE result<capabilities> capget(pid which = {}) {
  auto r = result<capabilities>::unwritten();
  r.settle(capget<G>(which, *r.place()).word());
  return r;
}

/// capset(2): sets the capabilities of the calling thread, which header.pid must name if it is not pid{0}, from `data`
/// (version 3: two). eperm: more than was permitted. einval: as capget.
template <gate_like G = gate::native>
KCALL_INLINE result<void> capset(cap_user_header& header, const cap_user_data* data) {
  return enter<void, G>(nr<G>::capset, &header, data);
}
/// capset(2): sets the calling thread's capabilities, in version 3 (since 2.6.26). eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> capset(const capabilities& wanted) {
  cap_user_header header;
  const uint64_t effective = wanted.effective.bits(), permitted = wanted.permitted.bits(),
                 inheritable = wanted.inheritable.bits();
  const cap_user_data data[2] = {
      {detail::low(effective), detail::low(permitted), detail::low(inheritable)},
      {detail::high(effective), detail::high(permitted), detail::high(inheritable)},
  };
  return capset<G>(header, &data[0]);
}

}  // namespace kcall::inline KCALL_ABI_TAG
