// Extended attributes.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Whether an attribute may or must be there already (XATTR_*). Neither: it is made or replaced.
enum class xattr_flags : uint32_t {
  /// It must be new.
  create = 1,
  /// It must be there.
  replace = 2,
};
void is_flags(xattr_flags);

/// What setxattrat and getxattrat read: where the value lies, and how long it is. The same on every ABI.
struct alignas(8) xattr_args {
  /// An address.
  uint64_t value;
  /// In bytes.
  uint32_t size;
  xattr_flags flags;
};
static_assert(sizeof(xattr_args) == 16);

}  // namespace kcall::inline KCALL_ABI_TAG
