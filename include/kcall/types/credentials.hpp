// A process's user and group ids, together.
#pragma once
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What getresuid(2) tells.
struct user_ids {
  uid real;
  uid effective;
  uid saved;
  friend constexpr bool operator==(const user_ids&, const user_ids&) = default;
};

/// What getresgid(2) tells.
struct group_ids {
  gid real;
  gid effective;
  gid saved;
  friend constexpr bool operator==(const group_ids&, const group_ids&) = default;
};

}  // namespace kcall::inline KCALL_ABI_TAG
