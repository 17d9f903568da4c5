// The program's own ELF headers, as they lie in memory: what start-up code must know of it (relocations, thread-local
// storage) stands there. See elf(5).
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

struct elf_header {
  unsigned char ident[16];
  uint16_t type, machine;
  uint32_t version;
  uintptr_t entry, program_headers, section_headers;
  uint32_t flags;
  uint16_t size, program_header_size, program_header_count, section_header_size, section_header_count, names;
};

/// Elf64_Phdr; in 32-bit files the flags stand later.
struct elf64_program_header {
  uint32_t type, flags;
  uint64_t offset, address, physical_address, file_size, memory_size, alignment;
};
struct elf32_program_header {
  uint32_t type, offset, address, physical_address, file_size, memory_size, flags, alignment;
};

template <bool is_64_bit>
struct program_header_of {
  using type = elf64_program_header;
};
template <>
struct program_header_of<false> {
  using type = elf32_program_header;
};
using program_header = program_header_of<sizeof(void*) == 8>::type;

enum : uint32_t { pt_load = 1, pt_dynamic = 2, pt_tls = 7, pt_gnu_relro = 0x6474e552 };

/// Where the linker put the file's first bytes; it defines this name itself. Hidden, so that finding it needs no
/// relocation.
extern "C" [[gnu::visibility("hidden")]] const elf_header own_elf_header asm("__ehdr_start");

KCALL_POINTER_ARITHMETIC_BEGIN
/// The program header of a type; null if there is none.
KCALL_INLINE const program_header* find_program_header(uint32_t type) {
  const char* at = reinterpret_cast<const char*>(&own_elf_header) + own_elf_header.program_headers;
  for (unsigned left = own_elf_header.program_header_count; left != 0; --left) {
    const auto* const header = reinterpret_cast<const program_header*>(at);
    if (header->type == type) return header;
    at += sizeof(program_header);
  }
  return nullptr;
}
KCALL_POINTER_ARITHMETIC_END

/// How far from its link address the program lies: 0 unless it is position-independent. The first segment to load holds
/// the ELF header.
KCALL_INLINE uintptr_t load_bias() {
  const program_header* const first = find_program_header(pt_load);
  return reinterpret_cast<uintptr_t>(&own_elf_header) - static_cast<uintptr_t>(first->address - first->offset);
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
