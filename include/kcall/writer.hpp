// A buffered writer over storage of the caller's:
//
//   char storage[4096];
//   kcall::writer out{kcall::stdout_fd, storage};
//   static_cast<void>(out.write("hello\n"));
//   if (const auto done = out.flush(); !done) complain(done.error());
//
// The first error sticks: everything after it is refused with that error, so that looking at flush()'s answer, at the
// end, is enough. Nothing is written when a writer is destroyed, because nobody would hear of an error then.
#pragma once
#include <kcall/types/bytes.hpp>
#include <kcall/write_all.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Writes through the gate G. A write that fits the storage is never split between two calls by the writer.
template <gate_like G = gate::native>
class basic_writer {
 public:
  /// `storage` must outlive the writer; empty storage makes it unbuffered.
  KCALL_INLINE basic_writer(fd to, mutable_buffer storage)
      : storage_(static_cast<char*>(storage.data())), capacity_(storage.size()), to_(to) {}
  basic_writer(const basic_writer&) = delete;
  basic_writer& operator=(const basic_writer&) = delete;

  /// Takes all of `data`, writing what has no room. An error of this or an earlier write: see write_all.
  result<void> write(const_buffer data) {
    if (data.size() > capacity_ - size_) {
      if (const auto done = flush(); !done) return done;
      if (data.size() >= capacity_) return keep(write_all<G>(to_, data));
    }
    KCALL_POINTER_ARITHMETIC_BEGIN
    detail::move_lower(storage_ + size_, static_cast<const char*>(data.data()), data.size());
    KCALL_POINTER_ARITHMETIC_END
    size_ += data.size();
    return {};
  }
  /// One character.
  KCALL_INLINE result<void> put(char c) { return write({&c, 1}); }

  /// Writes what is still in the storage. The first error there was, if any.
  result<void> flush() {
    if (error_ != errc{}) return error_;
    const size_t size = size_;
    size_ = 0;
    return keep(write_all<G>(to_, {storage_, size}));
  }

  /// The first error, or none.
  KCALL_INLINE result<void> error() const { return error_ == errc{} ? result<void>() : result<void>(error_); }
  /// How many bytes wait in the storage.
  KCALL_INLINE size_t pending() const { return size_; }
  KCALL_INLINE fd file() const { return to_; }

 private:
  KCALL_INLINE result<void> keep(result<void> done) {
    if (!done) {
      error_ = done.error();
      capacity_ = 0;  // so that every later write asks flush() for the error
    }
    return done;
  }

  char* storage_;
  size_t capacity_;
  size_t size_ = 0;
  fd to_;
  errc error_ = errc{};
};

/// Writes through the gate of this target.
using writer = basic_writer<>;

}  // namespace kcall::inline KCALL_ABI_TAG
