// Asking security modules about this process, without /proc/self/attr.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/lsm.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// lsm_list_modules(2): writes the numbers of the active security modules, in their order, to `ids`, which has room for
/// `size` bytes, and to `size` how many bytes that takes. Returns how many there are. e2big (too small; `size` is set),
/// einval, efault. Since 6.8.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> lsm_list_modules(lsm_id* ids, uint32_t& size) {
  return enter<size_t, G>(nr<G>::lsm_list_modules, ids, &size, 0U);
}

/// lsm_get_self_attr(2): writes what the modules say of `attribute` of this thread to `contexts`, of `size` bytes, and
/// to `size` how many bytes that takes. Returns how many answers there are: walk over them with lsm_range. e2big (too
/// small; `size` is set), eopnotsupp (no module says anything), einval, efault. Since 6.8.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> lsm_get_self_attr(lsm_attr attribute, void* contexts, uint32_t& size,
                                              lsm_flags flags = {}) {
  return enter<size_t, G>(nr<G>::lsm_get_self_attr, attribute, contexts, &size, flags);
}

/// lsm_set_self_attr(2): sets `attribute` of this thread to one context, an lsm_ctx and what follows it, of `size`
/// bytes together. eopnotsupp (no such module or attribute), einval, e2big, eperm, efault. Since 6.8.
template <gate_like G = gate::native>
KCALL_INLINE result<void> lsm_set_self_attr(lsm_attr attribute, const lsm_ctx* context, uint32_t size) {
  return enter<void, G>(nr<G>::lsm_set_self_attr, attribute, context, size, 0U);
}

}  // namespace kcall::inline KCALL_ABI_TAG
