// A flag that one caller at a time can raise.
#pragma once
#include <kcall/abi/native.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// Who finds it raised is told so, and does not wait: for state that a signal handler or another thread may want while
/// it is in use.
class busy_flag {
 public:
  /// Raises the flag; false if it was up.
  KCALL_INLINE bool enter() { return raise<abi::native>(); }
  KCALL_INLINE void leave() { __atomic_store_n(&raised_, 0U, __ATOMIC_RELEASE); }

 private:
  template <class Abi>
  KCALL_INLINE bool raise() {
    if constexpr (Abi::elf_machine == 183) {
      // The builtin would be a call of libgcc's (-moutline-atomics).
      uint32_t before, failed;
      asm volatile("1: ldaxr %w0, %2\n\tcbnz %w0, 2f\n\tstxr %w1, %w3, %2\n\tcbnz %w1, 1b\n2:"
                   : "=&r"(before), "=&r"(failed), "+Q"(raised_)
                   : "r"(1)
                   : "memory");
      return before == 0;
    } else {
      return __atomic_exchange_n(&raised_, 1U, __ATOMIC_ACQUIRE) == 0;
    }
  }

  uint32_t raised_ = 0;
};

}  // namespace kcall::inline KCALL_ABI_TAG::detail
