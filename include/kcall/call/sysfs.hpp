// sysfs(2), the call: which file systems the kernel knows, by index and name. /proc/filesystems says the same. Only the
// ABIs that are older than it have the number.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// sysfs(2), option 1: returns the index of a file system by its name ("ext4"). einval where the kernel has none of
/// that name, efault, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<int> sysfs(path name) {
  if constexpr (requires { nr<G>::sysfs; }) {
    return enter<int, G>(nr<G>::sysfs, 1, name);
  } else {
    return errc::enosys;
  }
}
/// sysfs(2), option 2: writes the name of the file system with this index, with its NUL, to `name`. The kernel does not
/// ask how much room there is: 64 bytes are more than any name has. einval beyond the last index, efault, enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<void> sysfs(unsigned long index, char (&name)[64]) {
  if constexpr (requires { nr<G>::sysfs; }) {
    return enter<void, G>(nr<G>::sysfs, 2, index, &name[0]);
  } else {
    return errc::enosys;
  }
}
/// sysfs(2), option 3: returns how many file systems the kernel knows. enosys.
template <gate_like G = gate::native>
KCALL_INLINE result<int> sysfs() {
  if constexpr (requires { nr<G>::sysfs; }) {
    return enter<int, G>(nr<G>::sysfs, 3);
  } else {
    return errc::enosys;
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
