// What memfd_create(2) takes.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What file in memory to make (MFD_*).
enum class memfd_flags : uint32_t {
  cloexec = 0x1,
  allow_sealing = 0x2,
  /// Of huge pages: memfd_huge() for a size other than the default. Since Linux 4.14.
  hugetlb = 0x4,
  /// Not executable, and sealed so. Since Linux 6.3.
  noexec_seal = 0x8,
  /// Executable. Since Linux 6.3.
  exec = 0x10,
};
void is_flags(memfd_flags);

/// Huge pages of 2 to the power `log2` bytes: memfd_huge(21) is 2 MiB (MFD_HUGE_2MB | MFD_HUGETLB).
KCALL_INLINE constexpr memfd_flags memfd_huge(unsigned log2) {
  return memfd_flags::hugetlb | static_cast<memfd_flags>((log2 & 0x3f) << 26);
}

}  // namespace kcall::inline KCALL_ABI_TAG
