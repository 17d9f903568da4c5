// gate::vsyscall: the ia32 kernel's own way in, __kernel_vsyscall of the vDSO, whose address is AT_SYSINFO. It uses
// what the processor has: sysenter, syscall or int $0x80. Registers and their fate: gate/called.hpp.
#pragma once
#include <kcall/gate/auxv.hpp>
#include <kcall/gate/called.hpp>
#include <kcall/gate/int80.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// Where gate::vsyscall calls. Looked up at the first call, or said by start-up code that has seen AT_SYSINFO.
struct vsyscall_target {
  // Zero: not looked up yet. Every thread that looks it up finds the same, so relaxed order is enough. The name is for
  // start/ia32.hpp, which fills the word in programs that have it.
  [[gnu::visibility("hidden")]] constinit static inline unsigned long known asm("kcall_vsyscall_target") = 0;

  /// For a kernel without AT_SYSINFO (and for qemu-user, valgrind): looks like the vDSO's to its caller.
  KCALL_NAKED [[gnu::visibility("hidden")]] static void interrupt() { asm("int $0x80\n\tret"); }
  KCALL_INLINE static void use(unsigned long at_sysinfo) {
    const unsigned long target = at_sysinfo != 0 ? at_sysinfo : reinterpret_cast<unsigned long>(&interrupt);
    __atomic_store_n(&known, target, __ATOMIC_RELAXED);
  }
  KCALL_NO_CANARY KCALL_COLD static unsigned long look_up() {
    constexpr unsigned long at_sysinfo = 32;
    use(auxv<gate::int80>(at_sysinfo));
    return __atomic_load_n(&known, __ATOMIC_RELAXED);
  }
  KCALL_INLINE static unsigned long function() {
    const unsigned long target = __atomic_load_n(&known, __ATOMIC_RELAXED);
    return __builtin_expect(target != 0, 1) ? target : look_up();
  }
};

}  // namespace detail

namespace gate {

/// ia32 calls through __kernel_vsyscall. Works before anything is initialised, and in programs whose libc owns _start.
/// It uses the stack: vfork, clone and sigreturn go through `trap`.
struct vsyscall : detail::called<detail::vsyscall_target> {
  using abi = kcall::abi::ia32;
  using trap = int80;
  static constexpr const char* name = "vsyscall";
  static constexpr bool enters_kernel = true;

  /// Start-up code that has the auxiliary vector at hand may spare the look-up: AT_SYSINFO's value, 0 if it is absent.
  KCALL_INLINE static void use(unsigned long at_sysinfo) { detail::vsyscall_target::use(at_sysinfo); }
};

}  // namespace gate

}  // namespace kcall::inline KCALL_ABI_TAG
