// Where the vDSO is, and where the functions are that have been used: the only state of gate::vdso.
//
// Every word is read and written on its own, whole, and means something on its own; what two threads find on first use
// is the same. So there is no lock and no order to keep: relaxed loads and stores, which are plain moves.
#pragma once
#include <kcall/gate/auxv.hpp>
#include <kcall/gate/native.hpp>
#include <kcall/vdso/image.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// The words of vdso_state. Functions that an ABI lacks stay unknown for ever.
enum class vdso_slot : unsigned {
  image,
  clock_gettime,
  clock_gettime64,
  clock_getres,
  clock_getres_time64,
  gettimeofday,
  time,
  getcpu,
  getrandom,
  riscv_hwprobe,
  count
};

// What a word holds where it is not an address. Unknown is zero, so that the words need no initialiser in the file.
inline constexpr unsigned long vdso_unknown = 0;
inline constexpr unsigned long vdso_absent = 1;

[[gnu::visibility("hidden")]] inline constinit unsigned long vdso_state[static_cast<unsigned>(vdso_slot::count)] = {};

KCALL_POINTER_ARITHMETIC_BEGIN
KCALL_INLINE unsigned long vdso_load(vdso_slot slot) {
  return __atomic_load_n(&vdso_state[static_cast<unsigned>(slot)], __ATOMIC_RELAXED);
}
KCALL_INLINE void vdso_store(vdso_slot slot, unsigned long address) {
  __atomic_store_n(&vdso_state[static_cast<unsigned>(slot)], address, __ATOMIC_RELAXED);
}
KCALL_POINTER_ARITHMETIC_END

/// The image that use() named, or else AT_SYSINFO_EHDR's. A template so that it costs nothing where it is not used.
template <gate_like G>
KCALL_COLD unsigned long vdso_find_image() {
  constexpr unsigned long at_sysinfo_ehdr = 33;
  unsigned long image = vdso_load(vdso_slot::image);
  if (image == vdso_unknown) {
    image = auxv<G>(at_sysinfo_ehdr);
    if (image == 0) image = vdso_absent;
    vdso_store(vdso_slot::image, image);
  }
  return image;
}

/// The address of a function, or 0.
template <class Abi>
KCALL_COLD unsigned long vdso_find(const char* symbol, const char* version) {
  const unsigned long start = vdso_find_image<trap_of<gate::native>>();
  if (start == vdso_absent) return 0;
  const elf::image<elf::class_of<Abi::long_size>> image(reinterpret_cast<const void*>(start), Abi::elf_machine);
  const auto offset = static_cast<unsigned long>(image.find(symbol, version));
  return offset != 0 ? start + offset : 0;
}

/// Looks a function up, remembers the answer, and returns it: an address or vdso_absent.
template <class Abi>
KCALL_COLD unsigned long vdso_resolve(vdso_slot slot, const abi::vdso_symbol& symbol) {
  unsigned long address = vdso_find<Abi>(symbol.name, symbol.version);
  if (address == 0) address = vdso_absent;
  vdso_store(slot, address);
  return address;
}

/// The address of a function, or vdso_absent.
template <class Abi>
KCALL_INLINE unsigned long vdso_function(vdso_slot slot, const abi::vdso_symbol& symbol) {
  const unsigned long address = vdso_load(slot);
  if (address > vdso_absent) [[likely]] {
    return address;
  }
  return address == vdso_absent ? vdso_absent : vdso_resolve<Abi>(slot, symbol);
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
