// What statmount(2) and listmount(2) ask with and answer.
#pragma once
#include <kcall/types/mount_api.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What to tell about a mount, and what was told (STATMOUNT_*).
enum class statmount_mask : uint64_t {
  sb_basic = 0x1,
  mnt_basic = 0x2,
  propagate_from = 0x4,
  mnt_root = 0x8,
  mnt_point = 0x10,
  fs_type = 0x20,
  /// Since Linux 6.10.
  mnt_ns_id = 0x40,
  /// Since Linux 6.11.
  mnt_opts = 0x80,
  /// Since Linux 6.13, these four.
  fs_subtype = 0x100,
  sb_source = 0x200,
  opt_array = 0x400,
  opt_sec_array = 0x800,
  /// Since Linux 6.15, these three.
  supported_mask = 0x1000,
  mnt_uidmap = 0x2000,
  mnt_gidmap = 0x4000,
};
void is_flags(statmount_mask);

/// STATMOUNT_BY_FD
enum class statmount_flags : uint32_t {
  /// The mount that mnt_id_req::mnt_fd lies on, though it be unmounted. Since Linux 7.0.
  by_fd = 1,
};
void is_flags(statmount_flags);

/// LISTMOUNT_*
enum class listmount_flags : uint32_t {
  /// Later mounts first. Since Linux 6.11.
  reverse = 1,
};
void is_flags(listmount_flags);

/// As mnt_id of listmount: the root of the mount namespace (LSMT_ROOT).
inline constexpr uint64_t lsmt_root = ~uint64_t{0};

/// Which mount, and what of it.
struct mnt_id_req {
  uint32_t size = sizeof(mnt_id_req);
  /// Since Linux 6.18: a descriptor of the mount namespace, if not 0; with by_fd (since 7.0) of a file on the mount.
  uint32_t mnt_ns_fd = 0;
  /// The unique id that never is given twice (statx_t::stx_mnt_id with statx_mask::mnt_id_unique).
  uint64_t mnt_id = 0;
  /// statmount: a statmount_mask. listmount: the last id of the page before, 0 for the first.
  uint64_t param = 0;
  /// The mount namespace, if not 0. Since Linux 6.10.
  uint64_t mnt_ns_id = 0;
};
static_assert(sizeof(mnt_id_req) == 32);

/// A mount. Texts follow the structure: what is called an offset here goes to string().
struct statmount_t {
  /// In bytes, with the texts.
  uint32_t size;
  /// Offset: the options, separated by commas, special characters as octal escapes.
  uint32_t mnt_opts;
  /// What was told.
  statmount_mask mask;
  uint32_t sb_dev_major;
  uint32_t sb_dev_minor;
  uint64_t sb_magic;
  /// SB_*, of which mount_flags has rdonly, synchronous, dirsync, lazytime.
  uint32_t sb_flags;
  /// Offset: the type of file system.
  uint32_t fs_type;
  uint64_t mnt_id;
  /// Its own id where it is the root.
  uint64_t mnt_parent_id;
  /// The ids of /proc/self/mountinfo, which are used again.
  uint32_t mnt_id_old;
  uint32_t mnt_parent_id_old;
  mount_attr_flags mnt_attr;
  mount_propagation mnt_propagation;
  uint64_t mnt_peer_group;
  uint64_t mnt_master;
  uint64_t propagate_from;
  /// Offset: the directory of the file system that it shows.
  uint32_t mnt_root;
  /// Offset: where it is, seen from this process's root.
  uint32_t mnt_point;
  uint64_t mnt_ns_id;
  /// Offset.
  uint32_t fs_subtype;
  /// Offset: what was mounted.
  uint32_t sb_source;
  /// A count, and the offset of as many texts, one after the other; of the options, and of those for security modules.
  uint32_t opt_num;
  uint32_t opt_array;
  uint32_t opt_sec_num;
  uint32_t opt_sec_array;
  statmount_mask supported_mask;
  /// A count, and the offset of as many texts "from to count", one after the other.
  uint32_t mnt_uidmap_num;
  uint32_t mnt_uidmap;
  uint32_t mnt_gidmap_num;
  uint32_t mnt_gidmap;
  uint64_t spare2_[43];

  // A copy would leave the texts behind.
  statmount_t(const statmount_t&) = delete;
  statmount_t& operator=(const statmount_t&) = delete;

  KCALL_POINTER_ARITHMETIC_BEGIN
  /// The text at an offset, which ends in NUL; only where `mask` has the bit of its field.
  KCALL_INLINE const char* string(uint32_t offset) const { return reinterpret_cast<const char*>(this + 1) + offset; }
  KCALL_POINTER_ARITHMETIC_END
};
static_assert(sizeof(statmount_t) == 512);

}  // namespace kcall::inline KCALL_ABI_TAG
