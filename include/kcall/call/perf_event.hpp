// Performance counters: perf_event_open(2) and its ioctls. Counts are read(2), samples come through mmap(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/path.hpp>
#include <kcall/types/perf_event.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// perf_event_open(2): counts or samples an event in a thread (pid{}: this one; pid{-1}: all) on a processor (-1: any),
/// perhaps in the group of another event; returns a descriptor. e2big: more than this kernel knows, attr.size says how
/// much that is; eacces, eperm: see /proc/sys/kernel/perf_event_paranoid; enoent: no such event here; ebadf, ebusy,
/// einval, emfile, enodev, enospc, eopnotsupp, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> perf_event_open(perf_event_attr& attr, pid thread, int cpu, fd group = {},
                                        perf_flags flags = perf_flags::fd_cloexec) {
  return enter<fd, G>(nr<G>::perf_event_open, &attr, thread, cpu, group, to_word(flags));
}

namespace detail {

/// PERF_EVENT_IOC_*: number `n`, direction and size of what the argument points to (asm-generic/ioctl.h).
KCALL_INLINE constexpr uint32_t perf_request(uint32_t n, uint32_t direction = 0, uint32_t size = 0) {
  return direction << 30 | size << 16 | uint32_t{'$'} << 8 | n;
}
inline constexpr uint32_t perf_writes = 1, perf_reads = 2;

}  // namespace detail

/// PERF_EVENT_IOC_ENABLE, perf_event_open(2): counts from now on.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_enable(fd event, perf_ioc_flags which = perf_ioc_flags::none) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(0), to_word(which));
}
/// PERF_EVENT_IOC_DISABLE, perf_event_open(2): no longer counts.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_disable(fd event, perf_ioc_flags which = perf_ioc_flags::none) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(1), to_word(which));
}
/// PERF_EVENT_IOC_REFRESH, perf_event_open(2): enables a sampling event for `overflows` more overflows. einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_refresh(fd event, int overflows) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(2), to_word(overflows));
}
/// PERF_EVENT_IOC_RESET, perf_event_open(2): counts from 0; times go on.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_reset(fd event, perf_ioc_flags which = perf_ioc_flags::none) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(3), to_word(which));
}
/// PERF_EVENT_IOC_PERIOD, perf_event_open(2): another period or frequency. einval: 0, or not a sampling event.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_period(fd event, uint64_t period) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(4, detail::perf_writes, 8), &period);
}
/// PERF_EVENT_IOC_SET_OUTPUT, perf_event_open(2): its records go to another event's buffer; fd{}: to none
/// (ebadf from ia32 calls on a 64-bit kernel, which sees another number). einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_set_output(fd event, fd to) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(5), to_word(to));
}
/// PERF_EVENT_IOC_SET_FILTER, perf_event_open(2): a filter for a tracepoint or an address filter. einval, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_set_filter(fd event, path filter) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(6, detail::perf_writes, G::abi::long_size), filter);
}
/// PERF_EVENT_IOC_ID, perf_event_open(2): writes the event's id, as it stands in records, to `id`. efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_id(fd event, uint64_t& id) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(7, detail::perf_reads, G::abi::long_size), &id);
}
/// PERF_EVENT_IOC_SET_BPF, perf_event_open(2): runs a BPF program at a tracepoint or probe. Since 4.1. einval, eexist.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_set_bpf(fd event, fd program) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(8, detail::perf_writes, 4), to_word(program));
}
/// PERF_EVENT_IOC_PAUSE_OUTPUT, perf_event_open(2): stops or resumes the ring buffer. Since 4.7. einval: there is none.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_pause_output(fd event, bool paused) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(9, detail::perf_writes, 4), paused ? 1L : 0L);
}
/// PERF_EVENT_IOC_QUERY_BPF, perf_event_open(2): `ids` has the number of ids that follow its first two elements; the
/// kernel writes how many programs there are to the second, and their ids. Since 4.16. enospc: more than fit; einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_query_bpf(fd event, uint32_t* ids) {
  constexpr uint32_t both = detail::perf_reads | detail::perf_writes;
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(10, both, G::abi::long_size), ids);
}
/// PERF_EVENT_IOC_MODIFY_ATTRIBUTES, perf_event_open(2): another breakpoint in place of this one. Since 4.17. einval,
/// eopnotsupp: no breakpoint.
template <gate_like G = gate::native>
KCALL_INLINE result<void> perf_event_modify_attributes(fd event, const perf_event_attr& attr) {
  return enter<void, G>(nr<G>::ioctl, event, detail::perf_request(11, detail::perf_writes, G::abi::long_size), &attr);
}

}  // namespace kcall::inline KCALL_ABI_TAG
