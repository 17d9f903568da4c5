// Restarting the machine, or another kernel on it.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/reboot.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// reboot(2): restarts, halts or suspends the machine at once: nothing is written back (sync) or unmounted. In a pid
/// namespace, ends its process 1 instead (restart, restart2: sighup; halt, power_off: sigint). `text`: for restart2.
/// einval (wrong magic, or no such command), eperm.
template <gate_like G = gate::native>
KCALL_INLINE result<void> reboot(uint32_t magic1, uint32_t magic2, reboot_command command, const char* text) {
  return enter<void, G>(nr<G>::reboot, magic1, magic2, command, text);
}
/// reboot(2), with the numbers that say that it is meant.
template <gate_like G = gate::native>
KCALL_INLINE result<void> reboot(reboot_command command, const char* text = nullptr) {
  return reboot<G>(reboot_magic1, reboot_magic2, command, text);
}

/// kexec_load(2): loads a kernel for reboot_command::kexec: `count` segments, at most 16, entered at the physical
/// address `entry`; none: forgets it. eperm, einval, ebusy, eaddrnotavail, enomem, enosys. Since 2.6.13.
template <gate_like G = gate::native>
KCALL_INLINE result<void> kexec_load(unsigned long entry, const kexec_segment* segments, size_t count,
                                     kexec_flags flags) {
  static_assert(detail::native_layout<G>, "kcall: kexec_load reads structures with pointers of the code's own layout");
  return enter<void, G>(nr<G>::kexec_load, entry, count, segments, detail::extended(natural(flags)));
}

/// kexec_file_load(2): loads a kernel from the open file `kernel`, with `initrd` and a command line of `size` bytes,
/// the NUL at its end included. Not on ia32. eperm, einval, enoexec, ebusy, ebadf, enomem, enosys. Since 3.17.
template <gate_like G = gate::native>
requires requires { nr<G>::kexec_file_load; }
KCALL_INLINE result<void> kexec_file_load(fd kernel, fd initrd, const char* command_line, size_t size,
                                          kexec_file_flags flags) {
  return enter<void, G>(nr<G>::kexec_file_load, kernel, initrd, size, command_line, detail::extended(natural(flags)));
}

}  // namespace kcall::inline KCALL_ABI_TAG
