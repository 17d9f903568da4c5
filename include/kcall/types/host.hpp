// What sysinfo and syslog cross the boundary with.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// sysinfo(2): memory in units of mem_unit bytes. Wider than the kernel's on ia32, whose unit is larger where that is
/// needed.
struct sysinfo_t {
  /// Seconds since boot.
  alignas(8) int64_t uptime;
  /// Averages over 1, 5 and 15 minutes, in 1/65536.
  alignas(8) uint64_t loads[3];
  alignas(8) uint64_t totalram;
  alignas(8) uint64_t freeram;
  alignas(8) uint64_t sharedram;
  alignas(8) uint64_t bufferram;
  alignas(8) uint64_t totalswap;
  alignas(8) uint64_t freeswap;
  /// Threads, cut to 16 bits by the kernel.
  uint16_t procs;
  uint16_t pad;
  alignas(8) uint64_t totalhigh;
  alignas(8) uint64_t freehigh;
  uint32_t mem_unit;
};
static_assert(sizeof(sysinfo_t) == 112);

namespace detail {

/// The same where longs have four bytes.
struct narrow_sysinfo {
  int32_t uptime;
  uint32_t loads[3];
  uint32_t totalram;
  uint32_t freeram;
  uint32_t sharedram;
  uint32_t bufferram;
  uint32_t totalswap;
  uint32_t freeswap;
  uint16_t procs;
  uint16_t pad;
  uint32_t totalhigh;
  uint32_t freehigh;
  uint32_t mem_unit;
  char padding_[8];
};
static_assert(sizeof(narrow_sysinfo) == 64);

}  // namespace detail

/// What to do with the kernel's log (SYSLOG_ACTION_*).
enum class syslog_action : int32_t {
  close = 0,
  open = 1,
  /// Waits for something that no read has taken yet, and takes it.
  read = 2,
  /// The last of the log, whoever has read it.
  read_all = 3,
  read_clear = 4,
  clear = 5,
  console_off = 6,
  console_on = 7,
  /// The size is the level, 1 to 8.
  console_level = 8,
  /// Bytes that no read has taken yet.
  size_unread = 9,
  size_buffer = 10,
};

}  // namespace kcall::inline KCALL_ABI_TAG
