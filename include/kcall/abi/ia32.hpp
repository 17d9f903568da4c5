// The ia32 (i386) ABI: 32-bit code, and int $0x80 from 64-bit code
#pragma once
#include <kcall/abi/numbers/ia32.hpp>

namespace kcall::inline KCALL_ABI_TAG::abi {

/// The ia32 (i386) ABI: 32-bit code, and int $0x80 from 64-bit code.
struct ia32 {
  using nr = ia32_nr;
  static constexpr const char* name = "ia32";
  /// Bytes of a register, as the kernel takes arguments: 4 means that a 64-bit argument travels in two.
  static constexpr unsigned register_size = 4;
  /// Bytes of a pointer and of a long in the structures that this ABI's calls read and write.
  static constexpr unsigned long_size = 4;
};

}  // namespace kcall::inline KCALL_ABI_TAG::abi
