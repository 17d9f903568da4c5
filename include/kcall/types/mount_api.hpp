// What the calls take that build a mount step by step: fsopen, fsconfig, fsmount, move_mount, open_tree, mount_setattr.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// FSOPEN_*
enum class fsopen_flags : uint32_t { cloexec = 1 };
void is_flags(fsopen_flags);

/// FSMOUNT_*
enum class fsmount_flags : uint32_t {
  cloexec = 1,
  /// Into a mount namespace of its own, which the descriptor then names. Since Linux 7.0.
  namespace_ = 2,
};
void is_flags(fsmount_flags);

/// FSPICK_*
enum class fspick_flags : uint32_t {
  cloexec = 1,
  symlink_nofollow = 2,
  no_automount = 4,
  empty_path = 8,
};
void is_flags(fspick_flags);

/// What fsconfig does (FSCONFIG_*).
enum class fsconfig_command : uint32_t {
  set_flag = 0,
  set_string = 1,
  set_binary = 2,
  set_path = 3,
  set_path_empty = 4,
  set_fd = 5,
  cmd_create = 6,
  cmd_reconfigure = 7,
  /// Since Linux 6.6.
  cmd_create_excl = 8,
};

/// MOVE_MOUNT_*: f_ is about the path from which, t_ about that to which.
enum class move_mount_flags : uint32_t {
  f_symlinks = 0x1,
  f_automounts = 0x2,
  f_empty_path = 0x4,
  t_symlinks = 0x10,
  t_automounts = 0x20,
  t_empty_path = 0x40,
  /// Only puts the second mount into the first one's peer group. Since Linux 5.15.
  set_group = 0x100,
  /// Below the mount that is on top. Since Linux 6.5.
  beneath = 0x200,
};
void is_flags(move_mount_flags);

/// OPEN_TREE_*, and those of AT_* that open_tree takes.
enum class open_tree_flags : uint32_t {
  /// A copy of the mount, in no namespace until move_mount puts it somewhere; else `file` is opened as with O_PATH.
  clone = 1,
  /// A copy in a mount namespace of its own, which the descriptor then names. Since Linux 7.0.
  namespace_ = 2,
  cloexec = 02000000,
  symlink_nofollow = 0x100,
  no_automount = 0x800,
  empty_path = 0x1000,
  /// The mounts below too.
  recursive = 0x8000,
};
void is_flags(open_tree_flags);

/// Properties of a mount (MOUNT_ATTR_*).
enum class mount_attr_flags : uint64_t {
  rdonly = 0x1,
  nosuid = 0x2,
  nodev = 0x4,
  noexec = 0x8,
  /// Mask of relatime, noatime and strictatime, which are numbers: to change them, clear the mask and set one.
  atime = 0x70,
  relatime = 0,
  noatime = 0x10,
  strictatime = 0x20,
  nodiratime = 0x80,
  /// Shifts owners as userns_fd says.
  idmap = 0x100000,
  /// Since Linux 5.14.
  nosymfollow = 0x200000,
};
void is_flags(mount_attr_flags);

/// How mounts and unmounts spread from one mount to another (MS_*); exactly one.
enum class mount_propagation : uint64_t {
  none = 0,
  unbindable = 1 << 17,
  private_ = 1 << 18,
  slave = 1 << 19,
  shared = 1 << 20,
};
void is_flags(mount_propagation);

/// What mount_setattr changes.
struct mount_attr {
  mount_attr_flags attr_set{};
  mount_attr_flags attr_clr{};
  /// none: leave it.
  mount_propagation propagation{};
  /// With idmap: descriptor of the user namespace.
  uint64_t userns_fd = 0;
};
static_assert(sizeof(mount_attr) == 32);

}  // namespace kcall::inline KCALL_ABI_TAG
