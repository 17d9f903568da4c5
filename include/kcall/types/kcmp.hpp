// What kcmp(2) compares.
#pragma once
#include <kcall/types/fd.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// KCMP_*.
enum class kcmp_type : int {
  /// Open files, by descriptor.
  file = 0,
  vm = 1,
  files = 2,
  fs = 3,
  sighand = 4,
  io = 5,
  sysvsem = 6,
  /// A file in an epoll set (4.13).
  epoll_tfd = 7,
};

/// How the kernel's two objects lie: an order that stays the same until the next boot.
enum class kcmp_order : int {
  equal = 0,
  less = 1,
  greater = 2,
  /// Not equal, and no order.
  unordered = 3,
};

/// The file `tfd` in the set of `efd`; `toff` counts those of the same number.
struct kcmp_epoll_slot {
  uint32_t efd;
  uint32_t tfd;
  uint32_t toff;
};

}  // namespace kcall::inline KCALL_ABI_TAG
