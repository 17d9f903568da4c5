// What signalfd(2) takes and what is read from it.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// SFD_*.
enum class sfd_flags : uint32_t { nonblock = 04000, cloexec = 02000000 };
void is_flags(sfd_flags);

/// One signal, read from a signalfd: siginfo_t, the same on every ABI. Which members mean something depends on
/// ssi_code.
struct signalfd_siginfo {
  uint32_t ssi_signo;
  int32_t ssi_errno;
  int32_t ssi_code;
  uint32_t ssi_pid;
  uint32_t ssi_uid;
  int32_t ssi_fd;
  uint32_t ssi_tid;
  uint32_t ssi_band;
  uint32_t ssi_overrun;
  uint32_t ssi_trapno;
  int32_t ssi_status;
  int32_t ssi_int;
  uint64_t ssi_ptr;
  uint64_t ssi_utime;
  uint64_t ssi_stime;
  uint64_t ssi_addr;
  uint16_t ssi_addr_lsb;
  uint16_t pad2;
  int32_t ssi_syscall;
  uint64_t ssi_call_addr;
  uint32_t ssi_arch;
  uint8_t pad[28];

  KCALL_INLINE constexpr signal number() const { return static_cast<signal>(ssi_signo); }
  /// As siginfo_t::is().
  template <class E>
  requires __is_enum(E) KCALL_INLINE constexpr bool is(E code) const { return ssi_code == static_cast<int>(code); }
};
static_assert(sizeof(signalfd_siginfo) == 128);

}  // namespace kcall::inline KCALL_ABI_TAG
