// Reading and writing to the end: what read(2) and write(2) do in pieces, and what signals interrupt, goes on here.
// Other errors are the caller's, eagain of a non-blocking descriptor among them.
#pragma once
#include <kcall/call/file.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// read(2), made again while a signal interrupts it: up to data.size() bytes, 0 at the end of the file. Errors of read
/// without eintr.
template <gate_like G = gate::native>
inline result<size_t> read_some(fd from, mutable_buffer data) {
  for (;;) {
    const auto got = read<G>(from, data);
    if (got != errc::eintr) return got;
  }
}

/// read(2) until `data` is full or the file ends. `got` counts the bytes that were read, after an error too. Errors of
/// read without eintr.
template <gate_like G = gate::native>
inline result<void> read_full(fd from, mutable_buffer data, size_t& got) {
  got = 0;
  while (data.size() != 0) {
    const auto part = read_some<G>(from, data);
    if (!part) return part.error();
    if (*part == 0) break;
    got += *part;
    data = data.after(*part);
  }
  return {};
}
/// read(2) until `data` is full or the file ends: how many bytes, fewer than data.size() only at the end. After an
/// error nobody knows how many: pass a counter to be told.
template <gate_like G = gate::native>
inline result<size_t> read_full(fd from, mutable_buffer data) {
  size_t got;
  const auto done = read_full<G>(from, data, got);
  return done ? result<size_t>(got) : result<size_t>(done.error());
}

/// write(2) until all of `data` is written. `written` counts the bytes that were, after an error too. Errors of write
/// without eintr; enospc where write says that it wrote nothing, which would never end.
template <gate_like G = gate::native>
inline result<void> write_all(fd to, const_buffer data, size_t& written) {
  written = 0;
  while (data.size() != 0) {
    const auto part = write<G>(to, data);
    if (part == errc::eintr) continue;
    // The same word, not the error taken out of it and put in again.
    if (!part) return result<void>::from_word(part.word());
    if (*part == 0) return errc::enospc;
    written += *part;
    data = data.after(*part);
  }
  return {};
}
/// write(2) until all of `data` is written; after an error, some of it may have been.
template <gate_like G = gate::native>
inline result<void> write_all(fd to, const_buffer data) {
  size_t written;
  return write_all<G>(to, data, written);
}

}  // namespace kcall::inline KCALL_ABI_TAG
