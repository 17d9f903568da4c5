// Loading and unloading kernel modules.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/module.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// init_module(2): loads the module whose ELF image is `image`, with parameters as text, "name=value …". eperm,
/// enoexec, eexist, einval, enokey (its signature), ebusy, enomem, enoent.
template <gate_like G = gate::native>
KCALL_INLINE result<void> init_module(const_buffer image, path parameters) {
  return enter<void, G>(nr<G>::init_module, image.data(), image.size(), parameters);
}

/// finit_module(2): loads the module in the open file `f`. Errors as init_module, and ebadf, efbig. Since 3.8.
template <gate_like G = gate::native>
KCALL_INLINE result<void> finit_module(fd f, path parameters, module_init_flags flags = {}) {
  return enter<void, G>(nr<G>::finit_module, f, parameters, flags);
}

/// delete_module(2): unloads the module `name`. eperm, enoent, ewouldblock (in use), ebusy.
template <gate_like G = gate::native>
KCALL_INLINE result<void> delete_module(path name, delete_module_flags flags = delete_module_flags::nonblock) {
  return enter<void, G>(nr<G>::delete_module, name, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
