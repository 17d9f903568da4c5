// The ia32 (i386) ABI: 32-bit code, and int $0x80 from 64-bit code
#pragma once
#include <kcall/abi/numbers/ia32.hpp>
#include <kcall/abi/vdso/ia32.hpp>

namespace kcall::inline KCALL_ABI_TAG::abi {

/// The ia32 (i386) ABI: 32-bit code, and int $0x80 from 64-bit code.
struct ia32 {
  using nr = ia32_nr;
  using vdso = ia32_vdso;
  static constexpr const char* name = "ia32";
  /// Bytes of a register, as the kernel takes arguments: 4 means that a 64-bit argument travels in two.
  static constexpr unsigned register_size = 4;
  /// Bytes of a pointer and of a long in the structures that this ABI's calls read and write.
  static constexpr unsigned long_size = 4;
  /// e_machine of its ELF images (elf.h).
  static constexpr uint16_t elf_machine = 3;
  /// Alignment of struct epoll_event (linux/eventpoll.h).
  static constexpr unsigned epoll_event_align = 4;
  // Bits of open(2)'s flags that are not the same everywhere (asm-generic/fcntl.h).
  static constexpr uint32_t o_direct = 040000;
  static constexpr uint32_t o_largefile = 0100000;
  static constexpr uint32_t o_directory = 0200000;
  static constexpr uint32_t o_nofollow = 0400000;
};

}  // namespace kcall::inline KCALL_ABI_TAG::abi
