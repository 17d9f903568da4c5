// Process accounting.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/accounting.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// acct(2): has the kernel append a record (acct_v3, or what it was built for) of each process that ends in this pid
/// namespace to the regular file `file`, which exists; null: no longer. eperm, enoent, eacces, eisdir, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> acct(path file) {
  return enter<void, G>(nr<G>::acct, file);
}

}  // namespace kcall::inline KCALL_ABI_TAG
