// What fcntl(2) takes about the life of data.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// How long what is written will live before it is written anew (RWH_WRITE_LIFE_*).
enum class rwh_write_life : uint64_t { not_set = 0, none = 1, short_ = 2, medium = 3, long_ = 4, extreme = 5 };

}  // namespace kcall::inline KCALL_ABI_TAG
