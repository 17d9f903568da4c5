// Watching files: what the inotify calls take, and the events that read(2) gives.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/records.hpp>
#include <kcall/types/strong.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A watch of one inotify descriptor.
using inotify_watch = strong<struct inotify_watch_tag, int, -1>;

/// IN_CLOEXEC, IN_NONBLOCK
enum class inotify_flags : uint32_t { nonblock = 04000, cloexec = 02000000 };
void is_flags(inotify_flags);

/// What to watch for, and what happened (IN_*).
enum class inotify_mask : uint32_t {
  access = 0x1,
  modify = 0x2,
  attrib = 0x4,
  close_write = 0x8,
  close_nowrite = 0x10,
  open = 0x20,
  /// The two halves of a rename; they have the same cookie.
  moved_from = 0x40,
  moved_to = 0x80,
  create = 0x100,
  delete_ = 0x200,
  delete_self = 0x400,
  move_self = 0x800,
  close = close_write | close_nowrite,
  move = moved_from | moved_to,
  all_events = 0xfff,

  // In events only.
  unmount = 0x2000,
  /// Events were lost; the watch is inotify_watch{-1}.
  q_overflow = 0x4000,
  /// The watch is gone.
  ignored = 0x8000,
  /// It happened to a directory.
  isdir = 0x40000000,

  // For inotify_add_watch only.
  onlydir = 0x01000000,
  dont_follow = 0x02000000,
  /// Nothing about names that are gone already. Since Linux 2.6.36.
  excl_unlink = 0x04000000,
  /// eexist where there is a watch. Since Linux 4.18.
  mask_create = 0x10000000,
  /// Adds to the mask of a watch rather than replacing it.
  mask_add = 0x20000000,
  oneshot = 0x80000000,
};
void is_flags(inotify_mask);

/// An event; the name of the file in the watched directory, if any, follows it.
struct [[gnu::packed, gnu::may_alias]] inotify_event {
  /// As a number, because a class would not be packed: see watch().
  int32_t wd;
  inotify_mask mask;
  uint32_t cookie;
  /// Bytes that follow, with the NULs after the name; 0: no name.
  uint32_t len;

  // A copy would leave the name behind.
  inotify_event(const inotify_event&) = delete;
  inotify_event& operator=(const inotify_event&) = delete;

  KCALL_INLINE inotify_watch watch() const { return inotify_watch{wd}; }

  KCALL_POINTER_ARITHMETIC_BEGIN
  /// The name, which ends in NUL; "" where there is none.
  KCALL_INLINE const char* name() const { return len == 0 ? "" : reinterpret_cast<const char*>(this + 1); }

  KCALL_INLINE static size_t extent(const inotify_event* at, size_t left) {
    const size_t named = at->len;
    if (named > left - sizeof *at) return 0;
    // A name that nothing ends would be read past the record.
    if (named != 0 && reinterpret_cast<const char*>(at + 1)[named - 1] != '\0') return 0;
    return sizeof *at + named;
  }
  KCALL_POINTER_ARITHMETIC_END
};
static_assert(sizeof(inotify_event) == 16);

/// The events in the bytes that read(2) gave: `for (const auto& event : inotify_range(buffer, *filled))`. Ends early at
/// an event that does not lie within the bytes, or whose name does not end within it.
using inotify_range = detail::record_range<inotify_event>;

}  // namespace kcall::inline KCALL_ABI_TAG
