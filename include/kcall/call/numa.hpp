// Memory policy: which nodes pages come from, and moving them to others.
//
// Sets of nodes are bits, the lowest of the first word for node 0. Beside a pointer stands how many bits, plus one: the
// kernel counts so. An array needs no count.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/ids.hpp>
#include <kcall/types/numa.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// mbind(2): sets the policy for the pages that hold `length` bytes from `address`, a multiple of the page size.
/// efault, einval, eio: strict, and pages are elsewhere; enomem, eperm: move_all.
template <gate_like G = gate::native>
KCALL_INLINE result<void> mbind(void* address, size_t length, mempolicy mode, const unsigned long* nodes,
                                unsigned long bits_plus_1, mempolicy_move flags = {}) {
  return enter<void, G>(nr<G>::mbind, address, length, to_word(mode), nodes, bits_plus_1, flags);
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<void> mbind(void* address, size_t length, mempolicy mode, const unsigned long (&nodes)[n],
                                mempolicy_move flags = {}) {
  return mbind<G>(address, length, mode, &nodes[0], detail::node_bits<n>, flags);
}

/// set_mempolicy(2): sets the policy of the calling thread, for pages it touches first. efault, einval, enomem.
template <gate_like G = gate::native>
KCALL_INLINE result<void> set_mempolicy(mempolicy mode, const unsigned long* nodes, unsigned long bits_plus_1) {
  return enter<void, G>(nr<G>::set_mempolicy, mode, nodes, bits_plus_1);
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<void> set_mempolicy(mempolicy mode, const unsigned long (&nodes)[n]) {
  return set_mempolicy<G>(mode, &nodes[0], detail::node_bits<n>);
}

/// get_mempolicy(2): writes the policy of the thread, or with mempolicy_query::addr that of `address`, to `mode` and
/// its nodes to `nodes`; each may be null. With node, `mode` is the number of a node. efault; einval: fewer bits than
/// the kernel has nodes.
template <gate_like G = gate::native>
KCALL_INLINE result<void> get_mempolicy(mempolicy* mode, unsigned long* nodes, unsigned long bits_plus_1,
                                        const void* address = nullptr, mempolicy_query flags = {}) {
  return enter<void, G>(nr<G>::get_mempolicy, mode, nodes, bits_plus_1, address, to_word(flags));
}
template <gate_like G = gate::native, size_t n>
KCALL_INLINE result<void> get_mempolicy(mempolicy* mode, unsigned long (&nodes)[n], const void* address = nullptr,
                                        mempolicy_query flags = {}) {
  return get_mempolicy<G>(mode, &nodes[0], detail::node_bits<n>, address, flags);
}

/// set_mempolicy_home_node(2): the node to try first, for pages of `length` bytes from `address` that have the policy
/// bind or preferred_many. `flags` must be 0. Since 5.17. einval; eopnotsupp: another policy; enoent: none; enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> set_mempolicy_home_node(void* address, size_t length, unsigned long node,
                                                  unsigned long flags = 0) {
  return enter<void, G>(nr<G>::set_mempolicy_home_node, address, length, node, flags);
}

/// migrate_pages(2): moves all pages of a process (pid{}: this one) that lie on nodes of `from` to those of `to`;
/// returns how many could not be moved. eperm, esrch, einval: no such node here; efault.
template <gate_like G = gate::native>
KCALL_INLINE result<long> migrate_pages(pid process, unsigned long bits_plus_1, const unsigned long* from,
                                        const unsigned long* to) {
  return enter<long, G>(nr<G>::migrate_pages, process, bits_plus_1, from, to);
}

/// move_pages(2): moves each of `count` pages of a process (pid{}: this one) to the node at the same place in `nodes`,
/// and writes to `status` where it is, or a negative error: -enoent for a page that does not exist. Null `nodes` only
/// asks. Returns how many could not be moved. eacces, efault, einval, enodev, eperm, esrch.
template <gate_like G = gate::native>
KCALL_INLINE result<long> move_pages(pid process, unsigned long count, const void* const* addresses, const int* nodes,
                                     int* status, mempolicy_move flags = mempolicy_move::move) {
  static_assert(detail::native_layout<G>, "kcall: move_pages reads pointers of the code's own layout");
  return enter<long, G>(nr<G>::move_pages, process, count, addresses, nodes, status, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
