// What the calls that set a file's times take.
#pragma once
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// In a timespec's tv_nsec: the time now, and: leave it. tv_sec does not count then.
inline constexpr int64_t utime_now = 0x3fffffff;
inline constexpr int64_t utime_omit = 0x3ffffffe;

/// What utime(2) takes. Seconds have 64 bits on every ABI.
struct utimbuf {
  int64_t actime;
  int64_t modtime;
};

}  // namespace kcall::inline KCALL_ABI_TAG
