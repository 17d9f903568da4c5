// The aarch64 (arm64) ABI
#pragma once
#include <kcall/abi/numbers/aarch64.hpp>
#include <kcall/abi/vdso/aarch64.hpp>

namespace kcall::inline KCALL_ABI_TAG::abi {

/// The aarch64 (arm64) ABI.
struct aarch64 {
  using nr = aarch64_nr;
  using vdso = aarch64_vdso;
  static constexpr const char* name = "aarch64";
  /// Bytes of a register, as the kernel takes arguments: 4 means that a 64-bit argument travels in two.
  static constexpr unsigned register_size = 8;
  /// Bytes of a pointer and of a long in the structures that this ABI's calls read and write.
  static constexpr unsigned long_size = 8;
  /// e_machine of its ELF images (elf.h).
  static constexpr uint16_t elf_machine = 183;
  /// Alignment of struct epoll_event (linux/eventpoll.h).
  static constexpr unsigned epoll_event_align = 8;
  // Bits of open(2)'s flags that are not the same everywhere (arch/arm64/include/uapi/asm/fcntl.h).
  static constexpr uint32_t o_direct = 0200000;
  static constexpr uint32_t o_largefile = 0400000;
  static constexpr uint32_t o_directory = 040000;
  static constexpr uint32_t o_nofollow = 0100000;
};

}  // namespace kcall::inline KCALL_ABI_TAG::abi
