// A position-independent program without a dynamic loader (-static-pie) puts its own addresses right: the linker left a
// list of the words that hold one. start.hpp includes this in programs that are compiled so. Nothing here may use such
// a word itself: no table of a switch, no address from the global offset table.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/start/piece.hpp>
#include <kcall/start/program_headers.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN
namespace kcall::inline KCALL_ABI_TAG::detail {

/// Words of the dynamic section (elf.h): where each of the three kinds of list is, and its bytes.
enum : uintptr_t { dt_rela = 7, dt_relasz = 8, dt_rel = 17, dt_relsz = 18, dt_relrsz = 35, dt_relr = 36 };

/// "Add the load bias": the one type that a program without symbols of others has. R_X86_64_RELATIVE and
/// R_386_RELATIVE are 8, R_AARCH64_RELATIVE is 1027; in 32-bit files the symbol starts at bit 8, in others at bit 32.
inline constexpr uintptr_t relative_relocation = abi::native::elf_machine == 183 ? 1027 : 8;

/// The value of a word of the dynamic section, which ends with a word of type 0; else 0.
KCALL_NO_CANARY KCALL_INLINE uintptr_t dynamic_word(const uintptr_t* section, uintptr_t type) {
  for (; section[0] != 0; section += 2) {
    if (section[0] == type) return section[1];
  }
  return 0;
}

KCALL_NO_CANARY KCALL_INLINE const uintptr_t* dynamic_list(const uintptr_t* section, uintptr_t type, uintptr_t bias) {
  return reinterpret_cast<const uintptr_t*>(bias + dynamic_word(section, type));
}

/// Another type would be an indirect function's: unknown here, and not to be run past.
KCALL_NO_CANARY KCALL_INLINE void check_relocation(uintptr_t info) {
  if (info != relative_relocation) __builtin_trap();
}

/// DT_RELA: place, type, what to store less the bias.
KCALL_NO_CANARY KCALL_INLINE void relocate_rela(const uintptr_t* entry, uintptr_t bytes, uintptr_t bias) {
  for (; bytes != 0; entry += 3, bytes -= 3 * sizeof(uintptr_t)) {
    check_relocation(entry[1]);
    *reinterpret_cast<uintptr_t*>(bias + entry[0]) = bias + entry[2];
  }
}

/// DT_REL: place, type; the place holds what it should less the bias.
KCALL_NO_CANARY KCALL_INLINE void relocate_rel(const uintptr_t* entry, uintptr_t bytes, uintptr_t bias) {
  for (; bytes != 0; entry += 2, bytes -= 2 * sizeof(uintptr_t)) {
    check_relocation(entry[1]);
    *reinterpret_cast<uintptr_t*>(bias + entry[0]) += bias;
  }
}

/// DT_RELR: an even word is a place; an odd one is a bit for each of the words behind the last, lowest first.
KCALL_NO_CANARY KCALL_INLINE void relocate_relr(const uintptr_t* entry, uintptr_t bytes, uintptr_t bias) {
  uintptr_t* next = nullptr;
  for (; bytes != 0; ++entry, bytes -= sizeof(uintptr_t)) {
    if (*entry % 2 == 0) {
      next = reinterpret_cast<uintptr_t*>(bias + *entry);
      *next++ += bias;
      continue;
    }
    uintptr_t* place = next;
    for (uintptr_t bits = *entry >> 1; bits != 0; bits >>= 1, ++place) {
      if (bits % 2 != 0) *place += bias;
    }
    next += 8 * sizeof(uintptr_t) - 1;
  }
}

/// AT_PAGESZ of the auxiliary vector behind the environment.
KCALL_NO_CANARY KCALL_INLINE uintptr_t page_size_from_kernel(char** environment) {
  constexpr unsigned long at_pagesz = 6;
  while (*environment != nullptr) ++environment;
  const auto* entry = reinterpret_cast<const unsigned long*>(environment + 1);
  while (entry[0] != at_pagesz && entry[0] != 0) entry += 2;
  return entry[1];
}

/// Makes what only relocation writes read-only (PT_GNU_RELRO), as a loader does: one system call. Not worth dying for.
KCALL_NO_CANARY KCALL_INLINE void protect_relocated(uintptr_t bias, char** environment) {
  const program_header* const relro = find_program_header(pt_gnu_relro);
  if (relro == nullptr) return;
  const uintptr_t mask = 0 - page_size_from_kernel(environment);
  const uintptr_t begin = (bias + static_cast<uintptr_t>(relro->address)) & mask;
  const uintptr_t end = (bias + static_cast<uintptr_t>(relro->address + relro->memory_size)) & mask;
  constexpr unsigned long prot_read = 1;
  if (begin < end) {
    static_cast<void>(pass<trap_of<gate::native>>(abi::native::nr::mprotect, begin, end - begin, prot_read));
  }
}

KCALL_START_PIECE(2, R"(
    movq %rdi, %rbx
    movq %rsi, %r12
    movq %rdx, %r13
    movq %rdx, %rdi
    call kcall_relocate
    movq %r13, %rdx
    movq %r12, %rsi
    movq %rbx, %rdi
)",
                  R"(
    subl $12, %esp
    pushl 20(%esp)
    call kcall_relocate
    addl $16, %esp
)",
                  R"(
    mov x19, x0
    mov x20, x1
    mov x21, x2
    mov x0, x2
    bl kcall_relocate
    mov x2, x21
    mov x1, x20
    mov x0, x19
)");

/// Called by _start, before anything else.
[[gnu::used]] KCALL_NO_CANARY inline void relocate(char** environment) asm("kcall_relocate");
inline void relocate(char** environment) {
  const program_header* const dynamic = find_program_header(pt_dynamic);
  if (dynamic == nullptr) return;  // compiled position-independent, and linked to a fixed address
  const uintptr_t bias = load_bias();
  const auto* const section = reinterpret_cast<const uintptr_t*>(bias + static_cast<uintptr_t>(dynamic->address));
  relocate_rela(dynamic_list(section, dt_rela, bias), dynamic_word(section, dt_relasz), bias);
  relocate_rel(dynamic_list(section, dt_rel, bias), dynamic_word(section, dt_relsz), bias);
  relocate_relr(dynamic_list(section, dt_relr, bias), dynamic_word(section, dt_relrsz), bias);
  protect_relocated(bias, environment);
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
KCALL_POINTER_ARITHMETIC_END
