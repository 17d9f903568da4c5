// How and where threads run. pid{0} is the caller's thread, everywhere. sched_yield: call/system.hpp; nice levels and
// I/O priorities: call/resource.hpp.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/schedule.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// sched_setscheduler(2): sets policy and priority. eperm, esrch, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_setscheduler(pid which, sched_policy policy, const sched_param& param) {
  return enter<void, G>(nr<G>::sched_setscheduler, which, policy, &param);
}

/// sched_getscheduler(2): the policy, with reset_on_fork where that is set. esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<sched_policy> sched_getscheduler(pid which) {
  return enter<sched_policy, G>(nr<G>::sched_getscheduler, which);
}

/// sched_setparam(2): sets the priority. eperm, esrch, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_setparam(pid which, const sched_param& param) {
  return enter<void, G>(nr<G>::sched_setparam, which, &param);
}

/// sched_getparam(2): stores the priority. esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_getparam(pid which, sched_param& param) {
  return enter<void, G>(nr<G>::sched_getparam, which, &param);
}

/// sched_get_priority_max(2): the policy's highest priority. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<int> sched_get_priority_max(sched_policy policy) {
  return enter<int, G>(nr<G>::sched_get_priority_max, policy);
}

/// sched_get_priority_min(2): the policy's lowest priority. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<int> sched_get_priority_min(sched_policy policy) {
  return enter<int, G>(nr<G>::sched_get_priority_min, policy);
}

/// sched_rr_get_interval(2): stores how long a thread with sched_policy::rr runs before another's turn. esrch. ia32:
/// sched_rr_get_interval_time64, before 5.1 sched_rr_get_interval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_rr_get_interval(pid which, timespec& interval) {
  if constexpr (requires { nr<G>::sched_rr_get_interval_time64; }) {
    const auto r = enter<void, G>(nr<G>::sched_rr_get_interval_time64, which, &interval);
    if constexpr (detail::may_lack<0x050100>) {
      if (r == errc::enosys) {
        detail::timespec32 old;
        const auto again = enter<void, G>(nr<G>::sched_rr_get_interval, which, &old);
        if (again) interval = detail::widened(old);
        return again;
      }
    }
    return r;
  } else {
    return enter<void, G>(nr<G>::sched_rr_get_interval, which, &interval);
  }
}

/// sched_setaffinity(2): lets a thread run on the processors whose bits are set in `size` bytes of `mask` only. einval
/// (none of them is there and allowed), eperm, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_setaffinity(pid which, const void* mask, size_t size) {
  return enter<void, G>(nr<G>::sched_setaffinity, which, size, mask);
}
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_setaffinity(pid which, const cpu_set& processors) {
  return sched_setaffinity<G>(which, processors.data(), sizeof processors);
}

/// sched_getaffinity(2): writes the processors that a thread may run on as bits to `mask`; returns the bytes written.
/// einval where `size` bytes have no bit for each possible processor, or it is no multiple of a long's; esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> sched_getaffinity(pid which, void* mask, size_t size) {
  return enter<size_t, G>(nr<G>::sched_getaffinity, which, size, mask);
}
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_getaffinity(pid which, cpu_set& processors) {
  processors = cpu_set();
  const auto r = sched_getaffinity<G>(which, processors.data(), sizeof processors);
  return r ? result<void>() : result<void>(r.error());
}

/// sched_setattr(2): sets policy and parameters, sched_policy::deadline's too. eperm, esrch, einval, ebusy (no time
/// left for it), e2big (a size, or flags, that this kernel lacks: it writes its own size). Since 3.14.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_setattr(pid which, const sched_attr& attr, uint32_t flags = 0) {
  return enter<void, G>(nr<G>::sched_setattr, which, &attr, flags);
}

/// sched_getattr(2): stores policy and parameters; attr.size says how much of it the kernel wrote. esrch. Since 3.14.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sched_getattr(pid which, sched_attr& attr, uint32_t flags = 0) {
  return enter<void, G>(nr<G>::sched_getattr, which, &attr, static_cast<uint32_t>(sizeof attr), flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
