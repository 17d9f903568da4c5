// Loop devices: block devices that are files.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What a loop device is like (LO_FLAGS_*).
enum class loop_flags : uint32_t {
  read_only = 1,
  /// Gives its file up at the last close.
  autoclear = 4,
  partscan = 8,
  direct_io = 16,
};
void is_flags(loop_flags);

/// A loop device's status. The first three members and lo_number are read only.
struct loop_info64 {
  uint64_t lo_device;
  uint64_t lo_inode;
  uint64_t lo_rdevice;
  /// In bytes, of the device's start in the file.
  uint64_t lo_offset;
  /// In bytes; 0: all there is.
  uint64_t lo_sizelimit;
  uint32_t lo_number;
  uint32_t lo_encrypt_type;
  uint32_t lo_encrypt_key_size;
  loop_flags lo_flags;
  char lo_file_name[64];
  char lo_crypt_name[64];
  unsigned char lo_encrypt_key[32];
  uint64_t lo_init[2];
};

/// What LOOP_CONFIGURE reads.
struct loop_config {
  /// A descriptor.
  uint32_t fd;
  /// In bytes; 0: as it is.
  uint32_t block_size;
  loop_info64 info;
  uint64_t reserved[8];
};
static_assert(sizeof(loop_info64) == 232 && sizeof(loop_config) == 304);

/// Requests to loop devices and to /dev/loop-control, for the untyped ioctl() too.
namespace loop_request {
inline constexpr uint32_t set_fd = 0x4c00, clr_fd = 0x4c01, set_status64 = 0x4c04, get_status64 = 0x4c05,
                          change_fd = 0x4c06, set_capacity = 0x4c07, set_direct_io = 0x4c08, set_block_size = 0x4c09,
                          configure = 0x4c0a, ctl_add = 0x4c80, ctl_remove = 0x4c81, ctl_get_free = 0x4c82;
}  // namespace loop_request

}  // namespace kcall::inline KCALL_ABI_TAG
