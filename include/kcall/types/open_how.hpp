// What openat2(2) and close_range(2) take.
#pragma once
#include <kcall/types/open.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What the resolution of a path must not do (RESOLVE_*).
enum class resolve_flags : uint64_t {
  /// Not into another mount.
  no_xdev = 0x01,
  /// Not through links such as /proc/self/fd/3.
  no_magiclinks = 0x02,
  no_symlinks = 0x04,
  /// Not out of the directory it starts from, not even for a while; absolute paths neither.
  beneath = 0x08,
  /// The directory it starts from is the root.
  in_root = 0x10,
  /// Only with what is cached already, else eagain. Since Linux 5.12.
  cached = 0x20,
};
void is_flags(resolve_flags);

/// How to open: what openat2(2) reads.
struct open_how {
  /// open_flags; unlike open, openat2 refuses what it does not know.
  uint64_t flags = 0;
  /// A mode; must be 0 unless flags have creat or tmpfile.
  uint64_t mode = 0;
  resolve_flags resolve{};
};
static_assert(sizeof(open_how) == 24);

/// What close_range does beside or instead of closing (CLOSE_RANGE_*).
enum class close_range_flags : uint32_t {
  /// The process gets a table of descriptors of its own first.
  unshare = 2,
  /// Sets close-on-exec instead. Since Linux 5.11.
  cloexec = 4,
};
void is_flags(close_range_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
