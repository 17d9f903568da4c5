// A buffered reader over storage of the caller's; what it hands out lies in that storage until the next call:
//
//   char storage[64 * 1024];
//   kcall::reader in{kcall::stdin_fd, storage};
//   for (;;) {
//     const auto line = in.line();
//     if (!line) return complain(line.error());
//     if (line->at_end()) break;
//     use(*line);                       // data() and size(), without the newline; any byte may be in it, NUL too
//     if (line->cut()) …                // the storage is full, and the line goes on in the next piece
//   }
#pragma once
#include <kcall/types/bytes.hpp>
#include <kcall/write_all.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What a reader hands out: bytes in its storage, and how they ended.
class piece {
 public:
  using value_type = char;
  /// How a piece ended.
  enum class end : unsigned char { nothing, delimiter, cut, file };

  KCALL_INLINE constexpr piece() : data_(nullptr), size_(0), end_(end::nothing) {}
  KCALL_INLINE constexpr piece(const char* data, size_t size, end ended) : data_(data), size_(size), end_(ended) {}

  KCALL_INLINE constexpr const char* data() const { return data_; }
  /// In bytes, without the delimiter.
  KCALL_INLINE constexpr size_t size() const { return size_; }
  KCALL_INLINE constexpr bool empty() const { return size_ == 0; }

  /// There is nothing left: this is no piece.
  KCALL_INLINE constexpr bool at_end() const { return end_ == end::nothing; }
  /// The delimiter came: it lies behind the last byte, in the storage.
  KCALL_INLINE constexpr bool delimited() const { return end_ == end::delimiter; }
  /// Neither the delimiter nor the end of the file came: the storage is full, or reading failed, which the next call
  /// says. Otherwise the next call goes on where this piece stops.
  KCALL_INLINE constexpr bool cut() const { return end_ == end::cut; }
  /// The bytes with their delimiter, if they have one: what to copy a line with.
  KCALL_INLINE constexpr const_buffer whole() const { return {data_, size_ + (delimited() ? 1 : 0)}; }

 private:
  const char* data_;
  size_t size_;
  end end_;
};

/// Reads through the gate G.
template <gate_like G = gate::native>
class basic_reader {
 public:
  /// `storage` must outlive the reader. Its size is what one call asks the kernel for, and the longest line in one
  /// piece.
  KCALL_INLINE basic_reader(fd from, mutable_buffer storage)
      : storage_(static_cast<char*>(storage.data())), capacity_(storage.size()), from_(from) {}
  basic_reader(const basic_reader&) = delete;
  basic_reader& operator=(const basic_reader&) = delete;

  KCALL_POINTER_ARITHMETIC_BEGIN
  /// The next bytes up to `delimiter`, or to the end of the file. Errors of read without eintr, after all bytes that
  /// were read before them have been handed out; einval without storage. A call after an error, or after at_end(),
  /// reads again.
  result<piece> until(char delimiter) {
    size_t searched = 0;
    for (;;) {
      const size_t found = searched + detail::find_byte(here() + searched, size_ - searched, delimiter);
      if (found < size_) return take(found, 1, piece::end::delimiter);
      searched = size_;
      if (size_ == capacity_ && size_ != 0) return take(size_, 0, piece::end::cut);
      if (!fill())
        return size_ == 0 ? outcome() : take(size_, 0, error_ == errc{} ? piece::end::file : piece::end::cut);
    }
  }
  KCALL_POINTER_ARITHMETIC_END
  /// The next line, without its newline.
  KCALL_INLINE result<piece> line() { return until('\n'); }

  /// Whatever there is: what has been read and not handed out, otherwise what one read gives. Errors as with until.
  result<piece> some() {
    if (size_ == 0 && !fill()) return outcome();
    return take(size_, 0, piece::end::cut);
  }

  /// How many bytes have been read and not handed out.
  KCALL_INLINE size_t pending() const { return size_; }
  KCALL_INLINE fd file() const { return from_; }

 private:
  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE const char* here() const { return storage_ + start_; }

  KCALL_INLINE result<piece> take(size_t size, size_t delimiter, piece::end ended) {
    const piece taken{here(), size, ended};
    start_ += size + delimiter;
    size_ -= size + delimiter;
    return taken;
  }

  /// Reads once behind what is there, which moves to the front; false at the end of the file, after an error (both stay
  /// until outcome() tells them) and without storage.
  bool fill() {
    if (ended_) return false;
    detail::move_lower(storage_, here(), start_ == 0 ? 0 : size_);
    start_ = 0;
    const auto got =
        capacity_ == 0 ? result<size_t>(errc::einval) : read_some<G>(from_, {storage_ + size_, capacity_ - size_});
    if (got && *got != 0) {
      size_ += *got;
      return true;
    }
    ended_ = true;
    if (!got) error_ = got.error();
    return false;
  }
  KCALL_POINTER_ARITHMETIC_END

  /// What stopped fill(), told once.
  KCALL_INLINE result<piece> outcome() {
    const errc error = error_;
    ended_ = false;
    error_ = errc{};
    if (error != errc{}) return error;
    return piece();
  }

  char* storage_;
  size_t capacity_;
  size_t start_ = 0;
  size_t size_ = 0;
  fd from_;
  errc error_ = errc{};
  bool ended_ = false;
};

/// Reads through the gate of this target.
using reader = basic_reader<>;

}  // namespace kcall::inline KCALL_ABI_TAG
