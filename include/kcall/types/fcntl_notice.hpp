// What fcntl(2) takes about signals that tell of files.
#pragma once
#include <kcall/types/flags.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What in a directory is told of (DN_*).
enum class dn_flags : uint32_t {
  access = 0x1,
  modify = 0x2,
  create = 0x4,
  delete_ = 0x8,
  rename = 0x10,
  attrib = 0x20,
  /// Every time, not once.
  multishot = 0x80000000,
};
void is_flags(dn_flags);

/// Whose rights decide whether a file's owner may be signalled: of the process that set the owner. The kernel writes
/// two bare numbers.
struct owner_uids {
  uid real;
  uid effective;
};

}  // namespace kcall::inline KCALL_ABI_TAG
