// A flag that one caller at a time can raise.
#pragma once
#include <kcall/types/atomic.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Who finds it raised is told so, and does not wait: for state that a signal handler or another thread may want while
/// it is in use.
class busy_flag {
 public:
  /// Raises the flag; false if it was up.
  KCALL_INLINE bool enter() { return raised_.exchange<memory_order::acquire>(1) == 0; }
  KCALL_INLINE void leave() { raised_.store<memory_order::release>(0); }

 private:
  atomic<uint32_t> raised_{0};
};

}  // namespace kcall::inline KCALL_ABI_TAG::detail
