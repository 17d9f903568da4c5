// gate::sysenter: the `sysenter` instruction from ia32 code, following the protocol of the kernel's __kernel_vsyscall
// by hand. For benchmarks: available<gate::sysenter>() first, because AMD processors in long mode raise SIGILL, and the
// kernel documents it as its vDSO's business. Use gate::vsyscall otherwise.
//
//   number  arguments 1 to 5         argument 6   result
//   eax     ebx ecx edx esi edi      0(%ebp)      eax
//
// ebp carries the stack pointer. The instruction saves no return address: the kernel goes back to a fixed place in the
// vDSO, which pops ebp, edx and ecx and returns. So they are pushed above a return address, which the call left.
//
// Source: arch/x86/entry/vdso/vdso32/system_call.S, entry_SYSENTER_compat in arch/x86/entry/entry_64_compat.S.
#pragma once
#include <kcall/gate/called.hpp>
#include <kcall/gate/int80.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

struct sysenter_target {
  KCALL_NAKED [[gnu::visibility("hidden")]] static void sequence() {
    asm("push %ecx\n\tpush %edx\n\tpush %ebp\n\tmov %esp, %ebp\n\tsysenter");
  }
  KCALL_INLINE static unsigned long function() { return reinterpret_cast<unsigned long>(&sequence); }
};

}  // namespace detail

namespace gate {

/// ia32 calls through `sysenter`, where the processor and the kernel have it.
struct sysenter : detail::called<detail::sysenter_target> {
  using abi = kcall::abi::ia32;
  using trap = int80;
  static constexpr const char* name = "sysenter";
};

}  // namespace gate

}  // namespace kcall::inline KCALL_ABI_TAG
