// The gates of this target, and gate::native: the best one that is always safe here.
#pragma once
#include <kcall/abi/native.hpp>
#include <kcall/gate/gate.hpp>

namespace kcall::inline KCALL_ABI_TAG::gate {

/// Gates to go through one by one, at compile time: all::each([]<class G>() { … });
template <class... G>
struct list {
  static constexpr size_t size = sizeof...(G);
  template <class F>
  static constexpr void each(F&& function) {
    (function.template operator()<G>(), ...);
  }
};

}  // namespace kcall::inline KCALL_ABI_TAG::gate

#if KCALL_TARGET_X86_64
#include <kcall/gate/int80.hpp>
#include <kcall/gate/syscall.hpp>
#include <kcall/gate/x32.hpp>
namespace kcall::inline KCALL_ABI_TAG::gate {
using native = syscall;
using all = list<syscall, int80, x32>;
}  // namespace kcall::inline KCALL_ABI_TAG::gate
#elif KCALL_TARGET_IA32
#include <kcall/gate/int80.hpp>
#include <kcall/gate/sysenter.hpp>
#include <kcall/gate/vsyscall.hpp>
namespace kcall::inline KCALL_ABI_TAG::gate {
using native = vsyscall;
using all = list<vsyscall, int80, sysenter>;
}  // namespace kcall::inline KCALL_ABI_TAG::gate
#elif KCALL_TARGET_AARCH64
#include <kcall/gate/svc.hpp>
namespace kcall::inline KCALL_ABI_TAG::gate {
using native = svc;
using all = list<svc>;
}  // namespace kcall::inline KCALL_ABI_TAG::gate
#endif
#if KCALL_SANITIZED
#include <kcall/gate/sanitizer.hpp>
#endif
