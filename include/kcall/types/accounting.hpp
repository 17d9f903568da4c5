// What the kernel writes where acct(2) told it to.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How a process lived and died (acct(5)).
enum class acct_flag : uint8_t {
  afork = 0x01,
  asu = 0x02,
  acore = 0x08,
  axsig = 0x10,
  agroup = 0x20,
};
void is_flags(acct_flag);

/// A number of 13 bits times 8 to the power of 3 more (comp_t).
KCALL_INLINE constexpr uint64_t from_comp_t(uint16_t number) {
  return uint64_t{number & 0x1fffU} << 3 * (number >> 13);
}

/// A record of a process that ended, in the kernel's version 3. Times in 1/100 seconds, as from_comp_t() gives them.
struct acct_v3 {
  acct_flag ac_flag;
  uint8_t ac_version;
  uint16_t ac_tty;
  uint32_t ac_exitcode;
  uint32_t ac_uid;
  uint32_t ac_gid;
  uint32_t ac_pid;
  uint32_t ac_ppid;
  /// Seconds since 1970 when it began, until 2106.
  uint32_t ac_btime;
  /// How long it lived.
  float ac_etime;
  uint16_t ac_utime;
  uint16_t ac_stime;
  uint16_t ac_mem;
  uint16_t ac_io;
  uint16_t ac_rw;
  uint16_t ac_minflt;
  uint16_t ac_majflt;
  uint16_t ac_swaps;
  char ac_comm[16];
};
static_assert(sizeof(acct_v3) == 64);

}  // namespace kcall::inline KCALL_ABI_TAG
