// The auxiliary vector, for gates that need an address from it (AT_SYSINFO, AT_SYSINFO_EHDR): from our _start where the
// program has it (start.hpp), else asked of the kernel.
#pragma once
#include <kcall/gate/gate.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN
namespace kcall::inline KCALL_ABI_TAG::detail {

struct auxv_entry {
  unsigned long type;
  unsigned long value;
};

/// The environment as the kernel laid it out, with the auxiliary vector behind it; null in programs that a libc starts.
struct environment_at_start {
  [[gnu::visibility("hidden")]] constinit static inline char** word asm("kcall_environment") = nullptr;
};

/// Reads environment_at_start, and has our _start fill it.
///
/// The assembly does not run here: it goes into the middle of _start, which start/<abi>.hpp writes as numbered pieces of
/// one section (subsections of the assembler), and only in programs that have this function. So a program that needs no
/// auxiliary vector carries no byte for it, which a test of a weak symbol in _start would cost. In a program that a libc
/// starts the piece is an instruction or three that nobody runs. Never inlined: one piece is enough. The operand, which the
/// text names itself, is for link-time optimisation: it must keep the word and believe that it changes.
template <class Abi>
[[gnu::noinline, gnu::cold]] inline char** environment() {
  if constexpr (Abi::elf_machine == 62) {
    asm volatile(R"(
    .pushsection .text._start, 1, "ax", @progbits
    movq %%rdx, kcall_environment(%%rip)
    .popsection)"
                 : "+m"(environment_at_start::word));
  } else if constexpr (Abi::elf_machine == 3) {
    // Position-independent, because this code may find itself in a shared library.
    asm volatile(R"(
    .pushsection .text._start, 1, "ax", @progbits
    call 7f
7:  popl %%edi
    movl %%edx, kcall_environment-7b(%%edi)
    .popsection)"
                 : "+m"(environment_at_start::word));
  } else if constexpr (Abi::elf_machine == 183) {
    asm volatile(R"(
    .pushsection .text._start, 1, "ax", @progbits
    adrp x9, kcall_environment
    str x2, [x9, :lo12:kcall_environment]
    .popsection)"
                 : "+m"(environment_at_start::word));
  }
  return environment_at_start::word;
}

/// The value of an entry of an auxiliary vector, which ends with an entry of type 0 or after `count` entries; else 0.
KCALL_INLINE unsigned long auxv_value(const auxv_entry* entries, size_t count, unsigned long type) {
  for (size_t i = 0; i < count && entries[i].type != 0; ++i) {
    if (entries[i].type == type) return entries[i].value;
  }
  return 0;
}

/// The value of an AT_ entry; 0 if there is none. G is a gate of the code's own ABI. Looked for behind the environment
/// that _start saw, then in /proc/self/auxv, else with PR_GET_AUXV (since 6.4). No stack protector: it runs before a
/// libc-free program has a place for one.
template <gate_like G>
KCALL_NO_CANARY KCALL_COLD unsigned long auxv(unsigned long type) {
  static_assert(G::abi::long_size == sizeof(long), "kcall: the auxiliary vector has the layout of the code's own ABI");
  using nr = typename G::abi::nr;
  constexpr int pr_get_auxv = 0x41555856;
  constexpr int at_fdcwd = -100;
  if (char** at = environment<typename G::abi>(); at != nullptr) {
    while (*at != nullptr) ++at;
    const auto* const entries = reinterpret_cast<const auxv_entry*>(at + 1);
    // A program may have emptied its environment, and what follows is no vector then: ask the kernel before giving up.
    if (const unsigned long value = auxv_value(entries, ~size_t{0}, type); value != 0) return value;
  }
  // Kernels have about 25 entries. Left unset on purpose: setting it would be a call of memset.
  auxv_entry entries[64];
  long bytes = 0;
  // The file first: valgrind shows its program's vector there, and lets prctl(2) show its own, whose addresses it has
  // taken from the program.
  if (const long file = pass<G>(nr::openat, at_fdcwd, "/proc/self/auxv", 0, 0); file >= 0) {
    bytes = pass<G>(nr::read, file, &entries[0], sizeof entries);
    static_cast<void>(pass<G>(nr::close, file));
  }
  // Memory sanitizers see what read(2) writes, but not what prctl(2) does.
  if constexpr (!requires { typename observer<G>::watched; }) {
    if (bytes <= 0) bytes = pass<G>(nr::prctl, pr_get_auxv, &entries[0], sizeof entries, 0UL, 0UL);
  }
  if (bytes <= 0) return 0;
  const size_t given = static_cast<size_t>(bytes) / sizeof(auxv_entry);
  return auxv_value(entries, given < 64 ? given : 64, type);
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
KCALL_POINTER_ARITHMETIC_END
