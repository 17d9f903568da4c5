// Starting programs.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// Argument and environment pointers in the layout of an ABI with 32-bit pointers.
struct narrow_vectors {
  static constexpr size_t limit = 1023;
  uint32_t arguments[limit + 1];
  uint32_t environment[limit + 1];
};

/// 0, or -errno.
KCALL_COLD inline long narrow(const char* const* from, uint32_t (&to)[narrow_vectors::limit + 1]) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (size_t i = 0; i <= narrow_vectors::limit; ++i) {
    const uint64_t address = reinterpret_cast<uintptr_t>(from[i]);
    if (high(address) != 0) return -static_cast<long>(errc::efault);
    to[i] = low(address);
    if (address == 0) return 0;
  }
  KCALL_POINTER_ARITHMETIC_END
  return -static_cast<long>(errc::e2big);
}

/// Calls then(argv, envp) with both in 32-bit layout, on this stack; nullptr stays nullptr.
template <class F>
KCALL_COLD long with_narrow(const char* const* argv, const char* const* envp, F then) {
  narrow_vectors narrowed;
  if (argv != nullptr) {
    if (const long word = narrow(argv, narrowed.arguments); word != 0) return word;
  }
  if (envp != nullptr) {
    if (const long word = narrow(envp, narrowed.environment); word != 0) return word;
  }
  return then(argv == nullptr ? nullptr : &narrowed.arguments[0], envp == nullptr ? nullptr : &narrowed.environment[0]);
}

}  // namespace detail

/// execve(2): replaces the program by the one at `file`; `argv` and `envp` end in nullptr. Returns only if that failed:
/// enoent, eacces, enoexec, e2big, efault, enomem, eloop, etxtbsy, … 64-bit int80 copies the pointers, at most 1023 in
/// each array (e2big), all below 4 GiB (efault).
template <gate_like G = gate::native>
KCALL_INLINE result<void> execve(path file, const char* const* argv, const char* const* envp) {
  if constexpr (detail::native_layout<G>) {
    return enter<void, G>(nr<G>::execve, file, argv, envp);
  } else {
    return result<void>::from_word(detail::with_narrow(argv, envp, [&](const uint32_t* a, const uint32_t* e) {
      return enter<long, G>(nr<G>::execve, file, a, e).word();
    }));
  }
}

/// execveat(2): as execve, for `file` in directory `dir`, or for `dir` itself with an empty path and
/// at_flags::empty_path (fexecve); symlink_nofollow, execve_check (6.14: only whether it may be). Also ebadf, enotdir,
/// einval. Since 3.19.
template <gate_like G = gate::native>
KCALL_INLINE result<void> execveat(fd dir, path file, const char* const* argv, const char* const* envp,
                                   at_flags flags = {}) {
  if constexpr (detail::native_layout<G>) {
    return enter<void, G>(nr<G>::execveat, dir, file, argv, envp, flags);
  } else {
    return result<void>::from_word(detail::with_narrow(argv, envp, [&](const uint32_t* a, const uint32_t* e) {
      return enter<long, G>(nr<G>::execveat, dir, file, a, e, flags).word();
    }));
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
