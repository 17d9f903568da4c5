// The auxiliary vector, asked of the kernel: for gates that need an address from it (AT_SYSINFO, AT_SYSINFO_EHDR) in
// programs whose _start is not ours.
#pragma once
#include <kcall/gate/gate.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN
namespace kcall::inline KCALL_ABI_TAG::detail {

struct auxv_entry {
  unsigned long type;
  unsigned long value;
};

/// The value of an AT_ entry, through G, a gate of the code's own ABI; 0 if there is none. PR_GET_AUXV (since 6.4),
/// else /proc/self/auxv. No stack protector: it runs before a libc-free program has a place for one.
template <gate_like G>
KCALL_NO_CANARY KCALL_COLD unsigned long auxv(unsigned long type) {
  static_assert(G::abi::long_size == sizeof(long), "kcall: the auxiliary vector has the layout of the code's own ABI");
  using nr = typename G::abi::nr;
  constexpr int pr_get_auxv = 0x41555856;
  constexpr int at_fdcwd = -100;
  // Kernels have about 25 entries. Left unset on purpose: setting it would be a call of memset.
  auxv_entry entries[64];
  long bytes = 0;
  // Memory sanitizers see what read(2) writes, but not what prctl(2) does.
  if constexpr (!requires { typename observer<G>::watched; }) {
    bytes = pass<G>(nr::prctl, pr_get_auxv, &entries[0], sizeof entries, 0UL, 0UL);
  }
  if (bytes <= 0) {
    const long file = pass<G>(nr::openat, at_fdcwd, "/proc/self/auxv", 0, 0);
    if (file < 0) return 0;
    bytes = pass<G>(nr::read, file, &entries[0], sizeof entries);
    static_cast<void>(pass<G>(nr::close, file));
    if (bytes <= 0) return 0;
  }
  const size_t given = static_cast<size_t>(bytes) / sizeof(auxv_entry);
  const size_t count = given < 64 ? given : 64;
  for (size_t i = 0; i < count && entries[i].type != 0; ++i) {
    if (entries[i].type == type) return entries[i].value;
  }
  return 0;
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
KCALL_POINTER_ARITHMETIC_END
