// x86's segment descriptors: modify_ldt(2), set_thread_area(2), get_thread_area(2).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/user_desc.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// modify_ldt(2): reads the local descriptor table to `size` bytes at `data`, or writes one entry from a user_desc.
/// Returns bytes read, or 0. efault, einval, enosys: built without. Its errors come as 32 bits in a 64-bit register
/// (arch/x86/kernel/ldt.c), so they are sign-extended here.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> modify_ldt(ldt_function function, void* data, size_t size) {
  static_assert(
      requires { nr<G>::modify_ldt; }, "kcall: modify_ldt exists on x86 only: this gate has no such call");
  if constexpr (requires { nr<G>::modify_ldt; }) {
    const long word = detail::pass<G>(nr<G>::modify_ldt, natural(function), data, size);
    return result<size_t>::from_word(static_cast<int32_t>(word));
  } else {
    return errc::enosys;
  }
}
/// modify_ldt(2), write: sets the entry that `entry` names.
template <gate_like G = gate::native>
KCALL_INLINE result<void> modify_ldt(const user_desc& entry) {
  user_desc copy = entry;
  return result<void>::from_word(modify_ldt<G>(ldt_function::write, &copy, sizeof copy).word());
}
/// modify_ldt(2), read: fills a buffer with the table, in the processor's own format, 8 bytes an entry.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> modify_ldt(mutable_buffer table) {
  return modify_ldt<G>(ldt_function::read, table.data(), table.size());
}

/// set_thread_area(2): sets one of the thread's three descriptors, entry_number in, or any_entry: then written back.
/// ia32 only; a libc uses one for its threads. einval, efault, esrch: none free.
template <gate_like G = gate::native>
KCALL_INLINE result<void> set_thread_area(user_desc& entry) {
  constexpr bool here = G::abi::register_size == 4 && requires { nr<G>::set_thread_area; };
  static_assert(here, "kcall: set_thread_area exists for ia32 calls only");
  if constexpr (here) {
    return enter<void, G>(nr<G>::set_thread_area, &entry);
  } else {
    return errc::enosys;
  }
}

/// get_thread_area(2): writes the thread's descriptor that entry_number names to `entry`. ia32 only. einval, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> get_thread_area(user_desc& entry) {
  constexpr bool here = G::abi::register_size == 4 && requires { nr<G>::get_thread_area; };
  static_assert(here, "kcall: get_thread_area exists for ia32 calls only");
  if constexpr (here) {
    return enter<void, G>(nr<G>::get_thread_area, &entry);
  } else {
    return errc::enosys;
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
