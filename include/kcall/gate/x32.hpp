// gate::x32: x32 numbers (bit 30 set) through the `syscall` instruction, from 64-bit code. Most kernels are built
// without them and answer enosys: available<gate::x32>() tells.
//
//   Registers: as in gate/syscall.hpp. Pointers and longs inside structures are 4 bytes wide.
//
// Source: arch/x86/entry/syscalls/syscall_64.tbl, X86_X32_ABI in arch/x86/Kconfig.
#pragma once
#include <kcall/abi/x32.hpp>
#include <kcall/gate/syscall.hpp>

namespace kcall::inline KCALL_ABI_TAG::gate {

/// x32 calls through `syscall`.
struct x32 : syscall {
  using abi = kcall::abi::x32;
  static constexpr const char* name = "x32";
};

}  // namespace kcall::inline KCALL_ABI_TAG::gate
