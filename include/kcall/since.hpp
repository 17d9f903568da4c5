// Which kernel first had a system call: what a program may expect of the oldest kernel that it is to run on.
#pragma once
#include <kcall/since/aarch64.hpp>
#include <kcall/since/ia32.hpp>
#include <kcall/since/x32.hpp>
#include <kcall/since/x86_64.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// The version of the kernel that first had this call on this ABI, as 0xMMmmpp: since<abi::x86_64>(nr::openat2) is
/// 0x050600, for Linux 5.6. 0 for a number that the table does not have, and for one that no kernel known ever
/// answered. syscalls(2).
template <class Abi>
constexpr uint32_t since(typename Abi::nr number) {
  using table = detail::since_table<typename Abi::nr>;
  const uint32_t index = static_cast<uint32_t>(number) - table::marker;
  constexpr uint32_t count = sizeof table::versions / sizeof(uint32_t);
  KCALL_POINTER_ARITHMETIC_BEGIN
  return index < count ? table::versions[index] : 0;
  KCALL_POINTER_ARITHMETIC_END
}

}  // namespace kcall::inline KCALL_ABI_TAG
