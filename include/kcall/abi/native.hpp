// abi::native: the ABI that this code is compiled for.
#pragma once
#include <kcall/config.hpp>
#if KCALL_TARGET_X86_64
#include <kcall/abi/x86_64.hpp>
namespace kcall::inline KCALL_ABI_TAG::abi {
using native = x86_64;
}
#elif KCALL_TARGET_IA32
#include <kcall/abi/ia32.hpp>
namespace kcall::inline KCALL_ABI_TAG::abi {
using native = ia32;
}
#elif KCALL_TARGET_AARCH64
#include <kcall/abi/aarch64.hpp>
namespace kcall::inline KCALL_ABI_TAG::abi {
using native = aarch64;
}
#else
#error "kcall: no ABI table for this target yet; there are x86-64, ia32 and aarch64"
#endif
