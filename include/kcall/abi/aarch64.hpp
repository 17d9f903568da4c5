// The aarch64 (arm64) ABI
#pragma once
#include <kcall/abi/numbers/aarch64.hpp>

namespace kcall::inline KCALL_ABI_TAG::abi {

/// The aarch64 (arm64) ABI.
struct aarch64 {
  using nr = aarch64_nr;
  static constexpr const char* name = "aarch64";
  /// Bytes of a register, as the kernel takes arguments: 4 means that a 64-bit argument travels in two.
  static constexpr unsigned register_size = 8;
  /// Bytes of a pointer and of a long in the structures that this ABI's calls read and write.
  static constexpr unsigned long_size = 8;
};

}  // namespace kcall::inline KCALL_ABI_TAG::abi
