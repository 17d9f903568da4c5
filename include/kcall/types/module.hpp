// What the calls about kernel modules take.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// MODULE_INIT_*
enum class module_init_flags : uint32_t {
  ignore_modversions = 1,
  ignore_vermagic = 2,
  /// Since Linux 5.17.
  compressed_file = 4,
};
void is_flags(module_init_flags);

/// How delete_module acts on a module that is in use (O_NONBLOCK, O_TRUNC).
enum class delete_module_flags : uint32_t {
  /// ewouldblock.
  nonblock = 04000,
  /// Removes it all the same, where the kernel was built to allow that.
  trunc = 01000,
};
void is_flags(delete_module_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
