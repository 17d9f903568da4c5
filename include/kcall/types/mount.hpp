// What mount(2) and umount(2) take.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How to mount, or what to do with a mount instead (MS_*).
enum class mount_flags : uint32_t {
  rdonly = 1,
  nosuid = 2,
  nodev = 4,
  noexec = 8,
  synchronous = 16,
  /// Changes the flags of the mount at the target. With bind: only those of the mount, not those of its file system.
  remount = 32,
  mandlock = 64,
  dirsync = 128,
  /// Since Linux 5.10.
  nosymfollow = 256,
  noatime = 1024,
  nodiratime = 2048,
  /// Shows the directory or file `source` at the target too.
  bind = 4096,
  /// Moves the mount at `source` to the target.
  move = 8192,
  /// With bind, or with one of the four kinds of propagation: the mounts below too.
  rec = 16384,
  silent = 32768,
  posixacl = 1 << 16,
  unbindable = 1 << 17,
  private_ = 1 << 18,
  slave = 1 << 19,
  shared = 1 << 20,
  relatime = 1 << 21,
  i_version = 1 << 23,
  strictatime = 1 << 24,
  /// Since Linux 4.0.
  lazytime = 1 << 25,
};
void is_flags(mount_flags);

/// How to unmount (MNT_*, UMOUNT_NOFOLLOW).
enum class umount_flags : uint32_t {
  /// Aborts what is under way: network file systems only, and data may be lost.
  force = 1,
  /// Out of sight at once, gone when no longer busy.
  detach = 2,
  /// Marks it as expired (eagain); the second time, unless it was used in between, unmounts it.
  expire = 4,
  /// Does not follow a symbolic link.
  nofollow = 8,
};
void is_flags(umount_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
