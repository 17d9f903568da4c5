// How the vDSO's tables name a function.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::abi {

/// A function's name and its version. Arrays, not pointers: they need no relocation.
struct vdso_symbol {
  char name[28];
  char version[16];
};

}  // namespace kcall::inline KCALL_ABI_TAG::abi
