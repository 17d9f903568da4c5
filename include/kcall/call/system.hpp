// The machine: its name and its processors. Its randomness: random.hpp.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/gate/vdso.hpp>
#include <kcall/types/system.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// uname(2): writes the names of the kernel and the machine. efault: bad pointer.
template <gate_like G = gate::native>
KCALL_INLINE result<void> uname(utsname& names) {
  return enter<void, G>(nr<G>::uname, &names);
}
/// uname(2): the names of the kernel and the machine, 390 bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<utsname> uname() {
  auto names = result<utsname>::unwritten();
  names.settle(uname<G>(*names.place()).word());
  return names;
}

/// getcpu(2): writes the processor and the NUMA node that the caller ran on; it may have moved since. enosys before
/// 2.6.19.
template <gate_like G = gate::vdso>
KCALL_INLINE result<void> getcpu(getcpu_t& place) {
  return enter<void, G>(nr<G>::getcpu, &place.cpu, &place.node, nullptr);
}
/// getcpu(2): the processor and the NUMA node that the caller ran on; it may have moved since.
template <gate_like G = gate::vdso>
KCALL_INLINE result<getcpu_t> getcpu() {
  auto where = result<getcpu_t>::unwritten();
  where.settle(getcpu<G>(*where.place()).word());
  return where;
}

/// sched_yield(2): lets another thread run on this processor. It always succeeds.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_yield() {
  return enter<void, G>(nr<G>::sched_yield);
}

}  // namespace kcall::inline KCALL_ABI_TAG
