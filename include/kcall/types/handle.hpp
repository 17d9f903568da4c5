// Handles: names of files that last longer than a path or a descriptor.
#pragma once
#include <kcall/types/open.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A handle, with room for the longest there is (MAX_HANDLE_SZ). Equal bytes, type and mount: the same file.
struct file_handle {
  /// In: the room in f_handle. Out: the bytes used there.
  uint32_t handle_bytes = 128;
  int32_t handle_type = 0;
  unsigned char f_handle[128];
};
static_assert(sizeof(file_handle) == 136);

/// Flags for name_to_handle_at alone, which other calls use otherwise (AT_HANDLE_*). Never needed: the wrapper sets it
/// for a mount id of 64 bits. Since Linux 6.12.
inline constexpr at_flags handle_mnt_id_unique{0x001};
/// The handle can be opened with its parent known. Since Linux 6.13.
inline constexpr at_flags handle_connectable{0x002};

}  // namespace kcall::inline KCALL_ABI_TAG
