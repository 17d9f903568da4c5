// Positions in files and sizes of files: 64 bits wide on every ABI. What it takes where registers have four bytes is
// gathered here.
//
//   everywhere             four-byte registers
//   lseek(f, offset, …)    _llseek(f, high, low, &answer, …)
//   pread64(…, offset)     pread64(…, low, high); so pwrite64
//   truncate(…, size)      truncate64(…, low, high); so ftruncate
//   sendfile(…, &offset)   sendfile64(…, &offset), as plain sendfile means a four-byte offset there
//   copy_file_range        the same: its offsets lie in memory
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/open.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// A call whose last argument is a 64-bit offset.
template <class T, gate_like G, register_value... A>
KCALL_INLINE result<T> enter_offset(nr<G> number, int64_t offset, A... arguments) {
  if constexpr (split_wide<G>) {
    const auto bits = static_cast<uint64_t>(offset);
    return enter<T, G>(number, arguments..., low(bits), high(bits));
  } else {
    return enter<T, G>(number, arguments..., offset);
  }
}

}  // namespace detail

/// lseek(2): moves the position of `f` to `offset` bytes from `whence`; returns the new position, in bytes from the
/// start. ebadf, einval, espipe, enxio where seek::data or seek::hole finds nothing. Through int80 in 64-bit code the
/// answer comes by way of the stack: efault where that lies above 4 GiB.
template <gate_like G = gate::native>
KCALL_INLINE result<int64_t> lseek(fd f, int64_t offset, seek whence) {
  if constexpr (requires { nr<G>::_llseek; }) {
    const auto bits = static_cast<uint64_t>(offset);
    int64_t position;  // NOLINT(*-init-variables): the kernel writes it
    const auto done = enter<long, G>(nr<G>::_llseek, f, detail::high(bits), detail::low(bits), &position, whence);
    if (!done) return done.error();
    return position;
  } else {
    return enter<int64_t, G>(nr<G>::lseek, f, offset, whence);
  }
}

/// pread(2): reads up to `size` bytes of `f` from `offset` on to `data`, leaving the file's position; returns how many
/// it read, which may be fewer; 0 at the end. Errors of read and lseek.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> pread(fd f, void* data, size_t size, int64_t offset) {
  return detail::enter_offset<size_t, G>(nr<G>::pread64, offset, f, data, size);
}
/// pread(2) into anything with data() and size(), or an array.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> pread(fd f, mutable_buffer buffer, int64_t offset) {
  return pread<G>(f, buffer.data(), buffer.size(), offset);
}

/// pwrite(2): writes up to `size` bytes from `data` to `f` at `offset`, leaving the file's position; returns how many
/// it wrote, which may be fewer. A file opened with append is appended to, whatever `offset` says. Errors of write and
/// lseek.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> pwrite(fd f, const void* data, size_t size, int64_t offset) {
  return detail::enter_offset<size_t, G>(nr<G>::pwrite64, offset, f, data, size);
}
/// pwrite(2) from anything with data() and size(), an array, or a literal (without its NUL).
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> pwrite(fd f, const_buffer buffer, int64_t offset) {
  return pwrite<G>(f, buffer.data(), buffer.size(), offset);
}

/// truncate(2): makes the file `name` `size` bytes long, cutting it or adding zeros. enoent, eacces, eisdir, einval,
/// efbig, etxtbsy, erofs.
template <gate_like G = gate::native>
KCALL_INLINE result<void> truncate(path name, int64_t size) {
  if constexpr (requires { nr<G>::truncate64; }) {
    return detail::enter_offset<void, G>(nr<G>::truncate64, size, name);
  } else {
    return detail::enter_offset<void, G>(nr<G>::truncate, size, name);
  }
}

/// ftruncate(2): makes `f`, open for writing, `size` bytes long, cutting it or adding zeros. ebadf, einval, efbig,
/// eperm where it is sealed.
template <gate_like G = gate::native>
KCALL_INLINE result<void> ftruncate(fd f, int64_t size) {
  if constexpr (requires { nr<G>::ftruncate64; }) {
    return detail::enter_offset<void, G>(nr<G>::ftruncate64, size, f);
  } else {
    return detail::enter_offset<void, G>(nr<G>::ftruncate, size, f);
  }
}

/// sendfile(2): copies up to `size` bytes from `in` to `out` inside the kernel; returns how many, which may be fewer
/// (one call moves at most 0x7ffff000). Reads from *offset on and advances that, or with nullptr from the position of
/// `in`. ebadf, eagain, einval where `in` cannot (fall back to read and write), eoverflow, espipe, eio.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> sendfile(fd out, fd in, int64_t* offset, size_t size) {
  if constexpr (requires { nr<G>::sendfile64; }) {
    return enter<size_t, G>(nr<G>::sendfile64, out, in, offset, size);
  } else {
    return enter<size_t, G>(nr<G>::sendfile, out, in, offset, size);
  }
}

/// copy_file_range(2): copies up to `size` bytes from file `in` to file `out`, sharing blocks where the file system
/// can; returns how many, which may be fewer; 0 at the end of `in`. Each offset: see sendfile. `flags`: 0. ebadf,
/// einval where ranges overlap, exdev, eopnotsupp, efbig, enospc, etxtbsy; enosys before Linux 4.5.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> copy_file_range(fd in, int64_t* in_offset, fd out, int64_t* out_offset, size_t size,
                                            uint32_t flags = 0) {
  return enter<size_t, G>(nr<G>::copy_file_range, in, in_offset, out, out_offset, size, flags);
}

}  // namespace kcall::inline KCALL_ABI_TAG
