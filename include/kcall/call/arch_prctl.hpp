// arch_prctl(2): x86's segment bases, CPUID faulting, extended state, shadow stacks. Not for other gates than x86's.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/arch_prctl.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// arch_prctl(2): does `option` with a number. Returns what the option does. einval: not an option, or not of this ABI;
/// eperm, enodev, eopnotsupp. On ia32 since 4.12.
template <gate_like G = gate::native>
KCALL_INLINE result<long> arch_prctl(arch_option option, unsigned long argument) {
  static_assert(
      requires { nr<G>::arch_prctl; }, "kcall: arch_prctl exists on x86 only: this gate has no such call");
  if constexpr (requires { nr<G>::arch_prctl; }) {
    return enter<long, G>(nr<G>::arch_prctl, option, argument);
  } else {
    return errc::enosys;
  }
}
/// arch_prctl(2): the same with a pointer, for options that write there. efault too.
template <gate_like G = gate::native>
KCALL_INLINE result<long> arch_prctl(arch_option option, void* to) {
  static_assert(
      requires { nr<G>::arch_prctl; }, "kcall: arch_prctl exists on x86 only: this gate has no such call");
  if constexpr (requires { nr<G>::arch_prctl; }) {
    return enter<long, G>(nr<G>::arch_prctl, option, to);
  } else {
    return errc::enosys;
  }
}

namespace detail {

/// For options that ia32 calls do not have: bases are set_thread_area's there.
template <gate_like G, class A>
KCALL_INLINE long arch_prctl_64(arch_option option, A argument) {
  static_assert(G::abi::register_size == 8, "kcall: the kernel has this option of arch_prctl for 64-bit calls only");
  return arch_prctl<G>(option, argument).word();
}

}  // namespace detail

/// ARCH_GET_FS, arch_prctl(2): writes the base of the FS segment, which a libc uses for its threads, to `base`. efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_get_fs(uint64_t& base) {
  return result<void>::from_word(detail::arch_prctl_64<G>(arch_option::get_fs, static_cast<void*>(&base)));
}
/// ARCH_SET_FS, arch_prctl(2): sets the base of the FS segment. eperm: not an address of user memory.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_set_fs(uint64_t base) {
  return result<void>::from_word(detail::arch_prctl_64<G>(arch_option::set_fs, static_cast<unsigned long>(base)));
}
/// ARCH_GET_GS, arch_prctl(2): writes the base of the GS segment to `base`. efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_get_gs(uint64_t& base) {
  return result<void>::from_word(detail::arch_prctl_64<G>(arch_option::get_gs, static_cast<void*>(&base)));
}
/// ARCH_SET_GS, arch_prctl(2): sets the base of the GS segment. eperm: not an address of user memory.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_set_gs(uint64_t base) {
  return result<void>::from_word(detail::arch_prctl_64<G>(arch_option::set_gs, static_cast<unsigned long>(base)));
}

/// ARCH_GET_CPUID, arch_prctl(2): whether the thread may use the cpuid instruction. Since 4.12.
template <gate_like G = gate::native>
KCALL_INLINE result<bool> arch_get_cpuid() {
  return arch_prctl<G>(arch_option::get_cpuid, 0UL).transform([](long allowed) { return allowed != 0; });
}
/// ARCH_SET_CPUID, arch_prctl(2): whether cpuid may be used, or is a SIGSEGV. Since 4.12. enodev: not this processor.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_set_cpuid(bool allowed) {
  return result<void>::from_word(arch_prctl<G>(arch_option::set_cpuid, allowed ? 1UL : 0UL).word());
}

/// ARCH_GET_XCOMP_SUPP, arch_prctl(2): writes the extended states that kernel and processor have to `mask`. Since 5.16.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_get_xcomp_supp(uint64_t& mask) {
  return result<void>::from_word(arch_prctl<G>(arch_option::get_xcomp_supp, static_cast<void*>(&mask)).word());
}
/// ARCH_GET_XCOMP_PERM, arch_prctl(2): writes those that the process may use to `mask`. Since 5.16.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_get_xcomp_perm(uint64_t& mask) {
  return result<void>::from_word(arch_prctl<G>(arch_option::get_xcomp_perm, static_cast<void*>(&mask)).word());
}
/// ARCH_REQ_XCOMP_PERM, arch_prctl(2): asks for state number `which` (18: AMX tiles). Since 5.16. eopnotsupp: not here;
/// enospc: a signal stack is too small; einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_req_xcomp_perm(unsigned long which) {
  return result<void>::from_word(arch_prctl<G>(arch_option::req_xcomp_perm, which).word());
}

/// ARCH_SHSTK_ENABLE, arch_prctl(2): turns a feature on. The calling function cannot return if its caller's address is
/// not on the new shadow stack. Since 6.6. eopnotsupp: not here; eperm: locked; einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_shstk_enable(shstk_features one) {
  return result<void>::from_word(detail::arch_prctl_64<G>(arch_option::shstk_enable, static_cast<unsigned long>(one)));
}
/// ARCH_SHSTK_DISABLE, arch_prctl(2): turns a feature off. Since 6.6. eopnotsupp, eperm: locked; einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_shstk_disable(shstk_features one) {
  return result<void>::from_word(detail::arch_prctl_64<G>(arch_option::shstk_disable, static_cast<unsigned long>(one)));
}
/// ARCH_SHSTK_LOCK, arch_prctl(2): features stay as they are, on or off. Since 6.6. eopnotsupp.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_shstk_lock(shstk_features which) {
  return result<void>::from_word(detail::arch_prctl_64<G>(arch_option::shstk_lock, static_cast<unsigned long>(which)));
}
/// ARCH_SHSTK_STATUS, arch_prctl(2): writes the features that are on to `on`. Since 6.6. einval: a kernel without.
template <gate_like G = gate::native>
KCALL_INLINE result<void> arch_shstk_status(shstk_features& on) {
  return result<void>::from_word(detail::arch_prctl_64<G>(arch_option::shstk_status, static_cast<void*>(&on)));
}

}  // namespace kcall::inline KCALL_ABI_TAG
