// How memory is kept from being paged out.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How mlock2 locks (MLOCK_*).
enum class mlock_flags : uint32_t {
  /// Every page at once.
  none = 0,
  /// Each page when it is first touched.
  onfault = 1,
};
void is_flags(mlock_flags);

/// What mlockall locks (MCL_*).
enum class mlockall_flags : uint32_t {
  /// What is mapped now.
  current = 1,
  /// What will be mapped.
  future = 2,
  /// With one of the others: each page when it is first touched (4.4).
  onfault = 4,
};
void is_flags(mlockall_flags);

}  // namespace kcall::inline KCALL_ABI_TAG
