// What preadv2(2) and pwritev2(2) take.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How one transfer is done (RWF_*).
enum class rwf : uint32_t {
  /// High priority: polls the device; for direct I/O.
  hipri = 0x1,
  /// As if opened with dsync, sync. Since Linux 4.7.
  dsync = 0x2,
  sync = 0x4,
  /// Does not wait. Since Linux 4.14.
  nowait = 0x8,
  /// As if opened with append. Since Linux 4.16.
  append = 0x10,
  /// As if not opened with append. Since Linux 6.9.
  noappend = 0x20,
  /// All or nothing, where the device can: see statx. Since Linux 6.11.
  atomic = 0x40,
  /// What passes through the page cache does not stay in it. Since Linux 6.14.
  dontcache = 0x80,
  /// Raises no SIGPIPE. Since Linux 6.18.
  nosignal = 0x100,
};
void is_flags(rwf);

}  // namespace kcall::inline KCALL_ABI_TAG
