// Memory protection keys.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/strong.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A memory protection key. Default: pkey{-1}, which makes pkey_mprotect an mprotect. pkey{0} is what memory has.
using pkey = strong<struct pkey_tag, int, -1>;

/// What a thread may not do with memory of a key (PKEY_*).
enum class pkey_access : uint32_t {
  unrestricted = 0,
  disable_access = 1,
  disable_write = 2,
  /// aarch64 only (6.12).
  disable_execute = 4,
  /// aarch64 only (6.12).
  disable_read = 8,
};
void is_flags(pkey_access);

}  // namespace kcall::inline KCALL_ABI_TAG
