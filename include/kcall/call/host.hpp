// The machine as a whole: its names, its memory and load, its kernel's log.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/host.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// sethostname(2): sets the host's name to these bytes, at most 64, without a NUL. eperm, einval (too long), efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sethostname(const_buffer name) {
  // The kernel takes an int.
  if (name.size() > 0x7fffffff) return errc::einval;
  return enter<void, G>(nr<G>::sethostname, name.data(), name.size());
}

/// setdomainname(2): sets the NIS domain's name, in the same way.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setdomainname(const_buffer name) {
  if (name.size() > 0x7fffffff) return errc::einval;
  return enter<void, G>(nr<G>::setdomainname, name.data(), name.size());
}

namespace detail {

KCALL_COLD inline void widen(const narrow_sysinfo& from, sysinfo_t& to) {
  to.uptime = from.uptime;
  KCALL_POINTER_ARITHMETIC_BEGIN
  to.loads[0] = from.loads[0];
  to.loads[1] = from.loads[1];
  to.loads[2] = from.loads[2];
  KCALL_POINTER_ARITHMETIC_END
  to.totalram = from.totalram;
  to.freeram = from.freeram;
  to.sharedram = from.sharedram;
  to.bufferram = from.bufferram;
  to.totalswap = from.totalswap;
  to.freeswap = from.freeswap;
  to.procs = from.procs;
  to.pad = 0;
  to.totalhigh = from.totalhigh;
  to.freehigh = from.freehigh;
  to.mem_unit = from.mem_unit;
}

}  // namespace detail

/// sysinfo(2): writes uptime, load and memory to `info`. Cannot fail but for efault (int80 in 64-bit code).
template <gate_like G = gate::native>
KCALL_INLINE result<void> sysinfo(sysinfo_t& info) {
  if constexpr (G::abi::long_size == 8) {
    return enter<void, G>(nr<G>::sysinfo, &info);
  } else {
    detail::narrow_sysinfo narrow;
    const auto done = enter<void, G>(nr<G>::sysinfo, &narrow);
    if (done) detail::widen(narrow, info);
    return done;
  }
}
/// sysinfo(2), as a value.
template <gate_like G = gate::native>
KCALL_INLINE result<sysinfo_t> sysinfo() {
  auto r = result<sysinfo_t>::unwritten();
  r.settle(sysinfo<G>(*r.place()).word());
  return r;
}

/// syslog(2), klogctl(3): reads, clears or asks about the kernel's log, or sets what goes to the console. Returns the
/// bytes written to `data`, or the size asked for, or 0. eperm, einval, eintr, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> syslog(syslog_action action, void* data = nullptr, int size = 0) {
  return enter<size_t, G>(nr<G>::syslog, action, data, size);
}

/// vhangup(2): hangs up the caller's controlling terminal. eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> vhangup() {
  return enter<void, G>(nr<G>::vhangup);
}

}  // namespace kcall::inline KCALL_ABI_TAG
