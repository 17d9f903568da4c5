// The auxiliary vector through this target's own trapping instruction.
#pragma once
#include <kcall/gate/auxv.hpp>
#include <kcall/gate/native.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// The value of an AT_ entry of this program, or 0. getauxval(3), without a libc and without its start-up.
KCALL_INLINE unsigned long auxv(unsigned long type) { return auxv<trap_of<gate::native>>(type); }

}  // namespace kcall::inline KCALL_ABI_TAG::detail
