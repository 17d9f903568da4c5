// gate::int80: the software interrupt that ia32 Linux has had from the start, from ia32 code and from 64-bit code.
//
//   number  arguments 1 to 6             result  destroyed
//   eax     ebx ecx edx esi edi ebp      eax     nothing; from 64-bit code r8 to r11 (old kernels clear them)
//
// Source: arch/x86/entry/entry_32.S, arch/x86/entry/entry_64_compat.S, arch/x86/entry/common.c, syscall(2).
#pragma once
#include <kcall/config.hpp>
#if KCALL_TARGET_IA32
#include <kcall/gate/int80_ia32.hpp>
#elif KCALL_TARGET_X86_64
#include <kcall/gate/int80_x86_64.hpp>
#endif

namespace kcall::inline KCALL_ABI_TAG::gate {

/// ia32 calls through `int $0x80`. From 64-bit code an argument that does not fit 32 bits is refused before the kernel
/// is entered: a pointer with efault, an integer (outside -2^31 to 2^32-1) with eoverflow.
struct int80 : detail::int80_here {
  using abi = kcall::abi::ia32;
  static constexpr const char* name = "int80";
  static constexpr bool enters_kernel = true;
};

}  // namespace kcall::inline KCALL_ABI_TAG::gate
