// What eventfd(2) takes.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// EFD_*.
enum class efd_flags : uint32_t {
  /// Reading takes one from the counter, instead of all.
  semaphore = 1,
  nonblock = 04000,
  cloexec = 02000000,
};
void is_flags(efd_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
