// Numbers that name things: processes, users, groups.
#pragma once
#include <kcall/types/strong.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A process or thread id. Some calls take 0 for "mine" and negative ones for groups.
using pid = strong<struct pid_tag, int>;
/// A user id. Default: `uid{}` is uid{-1}, which calls such as chown take as "leave it".
using uid = strong<struct uid_tag, uint32_t, static_cast<uint32_t>(-1)>;
/// A group id. Default: gid{-1}, "leave it".
using gid = strong<struct gid_tag, uint32_t, static_cast<uint32_t>(-1)>;

}  // namespace kcall::inline KCALL_ABI_TAG
