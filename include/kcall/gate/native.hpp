// The gates of this target, and gate::native: the best one that is always safe here.
#pragma once
#include <kcall/abi/native.hpp>
#if KCALL_TARGET_X86_64
#include <kcall/gate/syscall.hpp>
namespace kcall::inline KCALL_ABI_TAG::gate {
using native = syscall;
}
#elif KCALL_TARGET_IA32
#include <kcall/gate/int80.hpp>
namespace kcall::inline KCALL_ABI_TAG::gate {
using native = int80;
}
#elif KCALL_TARGET_AARCH64
#include <kcall/gate/svc.hpp>
namespace kcall::inline KCALL_ABI_TAG::gate {
using native = svc;
}
#endif
