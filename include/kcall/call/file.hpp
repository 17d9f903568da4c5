// Open files: opening and closing, reading and writing at the file's own position, duplicates, pipes, ioctl.
// Brought along: positions and sizes (call/offset.hpp), readv and writev (call/vectored.hpp), fcntl (call/fcntl.hpp).
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/fcntl.hpp>
#include <kcall/call/offset.hpp>
#include <kcall/call/vectored.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// The flags as G's open takes them. Where registers have four bytes the kernel opens files beyond 2 GiB only with
/// O_LARGEFILE, also for 64-bit code that comes through int $0x80; elsewhere it sets the flag itself.
template <class G>
KCALL_INLINE constexpr open_flags with_largefile(open_flags flags) {
  static_assert(G::abi::o_directory == abi::native::o_directory && G::abi::o_direct == abi::native::o_direct,
                "kcall: open_flags has this target's values, and the gate's ABI has others");
  if constexpr (split_wide<G>) {
    return flags | open_flags{G::abi::o_largefile};
  } else {
    return flags;
  }
}

}  // namespace detail

/// openat(2): opens `name`, taken from the directory `directory` unless it is absolute; returns the lowest free
/// descriptor. `permissions` count, less the umask, where creat or tmpfile makes a file. enoent, eacces, eexist,
/// eisdir, enotdir, eloop, enametoolong, emfile, enospc, …
template <gate_like G = gate::native>
KCALL_INLINE result<fd> openat(fd directory, path name, open_flags flags, mode permissions = {}) {
  return enter<fd, G>(nr<G>::openat, directory, name, detail::with_largefile<G>(flags), permissions);
}

/// open(2): openat from the current directory; returns the lowest free descriptor. Its errors. openat where the ABI
/// has no open.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> open(path name, open_flags flags, mode permissions = {}) {
  if constexpr (requires { nr<G>::open; }) {
    return enter<fd, G>(nr<G>::open, name, detail::with_largefile<G>(flags), permissions);
  } else {
    return openat<G>(at_fdcwd, name, flags, permissions);
  }
}

/// creat(2): opens a new or emptied file for writing; returns the lowest free descriptor. Errors of openat. open where
/// the ABI has no creat, or one that stops at 2 GiB.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> creat(path name, mode permissions) {
  if constexpr (requires { nr<G>::creat; } && !detail::split_wide<G>) {
    return enter<fd, G>(nr<G>::creat, name, permissions);
  } else {
    return open<G>(name, open_flags::creat | open_flags::wronly | open_flags::trunc, permissions);
  }
}

/// close(2): closes `f`. Never call it again after an error other than ebadf: the descriptor is gone already, after
/// eintr too, and its number may be another thread's new file. eintr, eio, enospc, edquot report lost writes.
template <gate_like G = gate::native>
KCALL_INLINE result<void> close(fd f) {
  return enter<void, G>(nr<G>::close, f);
}
/// An owner would close the number a second time: close(owner.release()).
template <gate_like G = gate::native>
result<void> close(const unique_fd&) = delete;

/// read(2): reads up to `size` bytes of `f` to `data`; returns how many it read, which may be fewer; 0 at the end.
/// ebadf, eagain, eintr, eisdir, efault, einval, eio.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> read(fd f, void* data, size_t size) {
  return enter<size_t, G>(nr<G>::read, f, data, size);
}
/// read(2) into anything with data() and size(), or an array.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> read(fd f, mutable_buffer buffer) {
  return read<G>(f, buffer.data(), buffer.size());
}

/// write(2): writes up to `size` bytes from `data` to `f`; returns how many it wrote, which may be fewer. ebadf,
/// eagain, eintr, epipe (and SIGPIPE), efault, efbig, enospc, edquot, eio.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> write(fd f, const void* data, size_t size) {
  return enter<size_t, G>(nr<G>::write, f, data, size);
}
/// write(2) from anything with data() and size(), an array, or a literal (without its NUL).
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> write(fd f, const_buffer buffer) {
  return write<G>(f, buffer.data(), buffer.size());
}

/// fsync(2): waits until data and metadata of `f` are on the device. ebadf, eio, enospc, einval where `f` cannot.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fsync(fd f) {
  return enter<void, G>(nr<G>::fsync, f);
}

/// fdatasync(2): as fsync, less the metadata that reading does not need.
template <gate_like G = gate::native>
KCALL_INLINE result<void> fdatasync(fd f) {
  return enter<void, G>(nr<G>::fdatasync, f);
}

/// dup(2): returns the lowest free descriptor, made to name the open file of `f`; without close-on-exec. ebadf, emfile.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> dup(fd f) {
  return enter<fd, G>(nr<G>::dup, f);
}

/// dup3(2): makes `copy` name the open file of `f`, closing what it named; returns `copy`. `flags`: cloexec or none.
/// ebadf, einval where both are the same, ebusy in a race with open. Since Linux 2.6.27.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> dup3(fd f, fd copy, open_flags flags) {
  return enter<fd, G>(nr<G>::dup3, f, copy, flags);
}

/// dup2(2): as dup3 without flags, except that `f` onto itself is allowed and does nothing. Where the ABI has no dup2,
/// dup3, and fcntl to see whether an `f` onto itself is open.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> dup2(fd f, fd copy) {
  if constexpr (requires { nr<G>::dup2; }) {
    return enter<fd, G>(nr<G>::dup2, f, copy);
  } else {
    if (f == copy) {
      const auto flags = fcntl_getfd<G>(f);
      return flags ? result<fd>(f) : result<fd>::from_word(flags.word());
    }
    return dup3<G>(f, copy, {});
  }
}

/// The two ends of a pipe, as the kernel writes them.
struct pipe_ends {
  fd read_end;
  fd write_end;
};
static_assert(sizeof(pipe_ends) == 2 * sizeof(int) && __builtin_offsetof(pipe_ends, write_end) == sizeof(int));

/// pipe2(2): writes the descriptors of a new pipe to `ends`. `flags`: cloexec, nonblock, direct, notification_pipe.
/// emfile, enfile, einval; on an error `ends` is as it was. Since Linux 2.6.27.
template <gate_like G = gate::native>
KCALL_INLINE result<void> pipe2(pipe_ends& ends, open_flags flags) {
  return enter<void, G>(nr<G>::pipe2, &ends, flags);
}
/// pipe2(2): returns the descriptors.
template <gate_like G = gate::native>
KCALL_INLINE result<pipe_ends> pipe2(open_flags flags) {
  auto ends = result<pipe_ends>::unwritten();
  ends.settle(enter<long, G>(nr<G>::pipe2, ends.place(), flags).word());
  return ends;
}

/// pipe(2): pipe2 without flags, and that where the ABI has no pipe.
template <gate_like G = gate::native>
KCALL_INLINE result<void> pipe(pipe_ends& ends) {
  if constexpr (requires { nr<G>::pipe; }) {
    return enter<void, G>(nr<G>::pipe, &ends);
  } else {
    return pipe2<G>(ends, {});
  }
}
/// pipe(2): returns the descriptors.
template <gate_like G = gate::native>
KCALL_INLINE result<pipe_ends> pipe() {
  auto ends = result<pipe_ends>::unwritten();
  ends.settle(pipe<G>(*ends.place()).word());
  return ends;
}

/// ioctl(2): asks the driver or file system behind `f`. What `argument` is (an integer, a pointer, nothing) and what a
/// success returns is the request's own matter; structures are those of the gate's ABI. enotty where `f` knows no such
/// request.
template <gate_like G = gate::native, register_value A>
KCALL_INLINE result<int> ioctl(fd f, uint32_t request, A argument) {
  return enter<int, G>(nr<G>::ioctl, f, request, detail::extended(natural(argument)));
}
/// ioctl(2) with a request that takes no argument.
template <gate_like G = gate::native>
KCALL_INLINE result<int> ioctl(fd f, uint32_t request) {
  return enter<int, G>(nr<G>::ioctl, f, request);
}

}  // namespace kcall::inline KCALL_ABI_TAG
