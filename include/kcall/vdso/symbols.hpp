// What the vDSO of each ABI exports: for each system call that it answers, the name and the version of the function,
// under the name of the call. Sources: arch/*/…/vdso*.lds.S, vdso(7).
#pragma once
#include <kcall/vdso/image.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace abi {
struct x86_64;
struct ia32;
struct aarch64;
}  // namespace abi

namespace detail {

/// Arrays, not pointers: they need no relocation.
struct vdso_symbol {
  char name[28];
  char version[16];
};

template <class Abi>
struct vdso_exports;

template <>
struct vdso_exports<abi::x86_64> {
  using elf_class = elf::class64;
  static constexpr uint16_t machine = 62;
  static constexpr vdso_symbol clock_gettime{"__vdso_clock_gettime", "LINUX_2.6"};
  static constexpr vdso_symbol clock_getres{"__vdso_clock_getres", "LINUX_2.6"};
  static constexpr vdso_symbol gettimeofday{"__vdso_gettimeofday", "LINUX_2.6"};
  static constexpr vdso_symbol time{"__vdso_time", "LINUX_2.6"};
  static constexpr vdso_symbol getcpu{"__vdso_getcpu", "LINUX_2.6"};
};

// Linux 6.1 has no getcpu here yet; clock_getres_time64 came with 7.0. From 7.1 on, those with 32-bit times depend on
// how the kernel was configured.
template <>
struct vdso_exports<abi::ia32> {
  using elf_class = elf::class32;
  static constexpr uint16_t machine = 3;
  static constexpr vdso_symbol clock_gettime64{"__vdso_clock_gettime64", "LINUX_2.6"};
  static constexpr vdso_symbol clock_getres_time64{"__vdso_clock_getres_time64", "LINUX_2.6"};
  static constexpr vdso_symbol clock_gettime{"__vdso_clock_gettime", "LINUX_2.6"};
  static constexpr vdso_symbol clock_getres{"__vdso_clock_getres", "LINUX_2.6"};
  static constexpr vdso_symbol gettimeofday{"__vdso_gettimeofday", "LINUX_2.6"};
  static constexpr vdso_symbol time{"__vdso_time", "LINUX_2.6"};
  static constexpr vdso_symbol getcpu{"__vdso_getcpu", "LINUX_2.6"};
};

template <>
struct vdso_exports<abi::aarch64> {
  using elf_class = elf::class64;
  static constexpr uint16_t machine = 183;
  static constexpr vdso_symbol clock_gettime{"__kernel_clock_gettime", "LINUX_2.6.39"};
  static constexpr vdso_symbol clock_getres{"__kernel_clock_getres", "LINUX_2.6.39"};
  static constexpr vdso_symbol gettimeofday{"__kernel_gettimeofday", "LINUX_2.6.39"};
};

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
