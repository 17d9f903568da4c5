// The x86-64 ABI: 64-bit code
#pragma once
#include <kcall/abi/numbers/x86_64.hpp>
#include <kcall/abi/vdso/x86_64.hpp>

namespace kcall::inline KCALL_ABI_TAG::abi {

/// The x86-64 ABI: 64-bit code.
struct x86_64 {
  using nr = x86_64_nr;
  using vdso = x86_64_vdso;
  static constexpr const char* name = "x86_64";
  /// Bytes of a register, as the kernel takes arguments: 4 means that a 64-bit argument travels in two.
  static constexpr unsigned register_size = 8;
  /// Bytes of a pointer and of a long in the structures that this ABI's calls read and write.
  static constexpr unsigned long_size = 8;
  /// e_machine of its ELF images (elf.h).
  static constexpr uint16_t elf_machine = 62;
  /// Alignment of struct epoll_event, which 64-bit x86 packs (linux/eventpoll.h).
  static constexpr unsigned epoll_event_align = 4;
  // Bits of open(2)'s flags that are not the same everywhere (asm-generic/fcntl.h).
  static constexpr uint32_t o_direct = 040000;
  static constexpr uint32_t o_largefile = 0100000;
  static constexpr uint32_t o_directory = 0200000;
  static constexpr uint32_t o_nofollow = 0400000;
};

}  // namespace kcall::inline KCALL_ABI_TAG::abi
