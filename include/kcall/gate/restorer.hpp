// What a signal handler returns to: the code that asks the kernel to put everything back (rt_sigreturn(2)).
//
// Debuggers and unwinders know these instructions byte for byte, as glibc has them, where no unwind table covers them;
// hence a section of their own, which a function of the compiler's would not do (it gets a table entry, and a wrong
// one). gdb compares them only for a name with "sigaction" in it (amd64-linux-tdep.c, i386-linux-tdep.c). Unwinders
// look at the byte before the return address: that is the nop, which belongs to no function.
//
// The assembly stands in an inlined function, so that an object has it only if it installs a handler; the section is
// shared among objects, and .ifndef keeps it from being repeated within one.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace abi {
struct x86_64;
struct ia32;
}  // namespace abi

namespace detail {

using restorer = void (*)();

[[gnu::visibility("hidden")]] void rt_restore() asm("kcall_sigaction_rt_restore");
/// For handlers without SA_SIGINFO on ia32: the kernel gives them its old frame, with the signal's number on top.
[[gnu::visibility("hidden")]] void old_restore() asm("kcall_sigaction_restore");

/// What an ABI needs in struct sigaction; none where the kernel maps the code itself (vDSO).
template <class Abi>
struct restorer_of {
  static constexpr bool needed = false;
};

template <>
struct restorer_of<abi::x86_64> {
  static constexpr bool needed = true;
  KCALL_INLINE static restorer get(bool) {
    asm volatile(
        ".ifndef kcall_sigaction_rt_restore\n\t"
        ".pushsection .text.kcall_sigaction_rt_restore,\"axG\",@progbits,kcall_sigaction_rt_restore,comdat\n\t"
        ".weak kcall_sigaction_rt_restore\n\t"
        ".hidden kcall_sigaction_rt_restore\n\t"
        ".type kcall_sigaction_rt_restore,@function\n\t"
        "nop\n"
        "kcall_sigaction_rt_restore:\n\t"
        ".byte 0x48,0xc7,0xc0,0x0f,0x00,0x00,0x00\n\t"  // mov $15,%rax
        "syscall\n\t"
        ".size kcall_sigaction_rt_restore,.-kcall_sigaction_rt_restore\n\t"
        ".popsection\n\t"
        ".endif");
    return rt_restore;
  }
};

template <>
struct restorer_of<abi::ia32> {
  static constexpr bool needed = true;
  KCALL_INLINE static restorer get(bool siginfo) {
    asm volatile(
        ".ifndef kcall_sigaction_rt_restore\n\t"
        ".pushsection .text.kcall_sigaction_rt_restore,\"axG\",@progbits,kcall_sigaction_rt_restore,comdat\n\t"
        ".weak kcall_sigaction_rt_restore\n\t"
        ".hidden kcall_sigaction_rt_restore\n\t"
        ".type kcall_sigaction_rt_restore,@function\n\t"
        "nop\n"
        "kcall_sigaction_rt_restore:\n\t"
        "mov $173,%eax\n\t"
        "int $0x80\n\t"
        ".size kcall_sigaction_rt_restore,.-kcall_sigaction_rt_restore\n\t"
        ".weak kcall_sigaction_restore\n\t"
        ".hidden kcall_sigaction_restore\n\t"
        ".type kcall_sigaction_restore,@function\n\t"
        "nop\n"
        "kcall_sigaction_restore:\n\t"
        "pop %eax\n\t"
        "mov $119,%eax\n\t"
        "int $0x80\n\t"
        ".size kcall_sigaction_restore,.-kcall_sigaction_restore\n\t"
        ".popsection\n\t"
        ".endif");
    return siginfo ? rt_restore : old_restore;
  }
};

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
