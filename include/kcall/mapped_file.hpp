// A file, or a part of one, as memory.
//
//   const auto text = kcall::map_file("/etc/passwd");
//   if (text) count_lines(text->data(), text->size());
//
// What is mapped is what the file has at that moment. If somebody cuts the file later, touching what is gone raises
// SIGBUS: read(2) is for files that others write.
//
// Missing: growing a mapping, huge pages, advice (madvise takes data() of a mapping of a whole file).
#pragma once
#include <kcall/call/file.hpp>
#include <kcall/call/mapping.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/call/stat.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What may be done with mapped bytes.
enum class map_access : uint8_t {
  /// Reading; the file's changes are seen.
  read_only,
  /// Reading and writing; writes stay in this process.
  private_copy,
  /// Reading and writing; writes go to the file, which must be open for both.
  shared,
};

/// Owns a mapping and undoes it at the end of its life. Move-only. Empty files have an empty mapping, which is none.
template <gate_like G = gate::native>
class basic_mapped_file {
 public:
  using value_type = char;
  KCALL_INLINE basic_mapped_file() : base_(nullptr), skipped_(0), size_(0) {}
  KCALL_INLINE basic_mapped_file(basic_mapped_file&& other) noexcept
      : base_(other.base_), skipped_(other.skipped_), size_(other.size_) {
    other.base_ = nullptr;
    other.skipped_ = other.size_ = 0;
  }
  KCALL_INLINE basic_mapped_file& operator=(basic_mapped_file&& other) noexcept {
    if (this != &other) {
      unmap();
      base_ = other.base_;
      skipped_ = other.skipped_;
      size_ = other.size_;
      other.base_ = nullptr;
      other.skipped_ = other.size_ = 0;
    }
    return *this;
  }
  basic_mapped_file(const basic_mapped_file&) = delete;
  basic_mapped_file& operator=(const basic_mapped_file&) = delete;
  KCALL_INLINE ~basic_mapped_file() { unmap(); }

  KCALL_POINTER_ARITHMETIC_BEGIN
  KCALL_INLINE const char* data() const { return base_ + skipped_; }
  /// Not to be written to where the mapping is read_only.
  KCALL_INLINE char* data() { return base_ + skipped_; }
  KCALL_INLINE const char* begin() const { return data(); }
  KCALL_INLINE const char* end() const { return data() + size_; }
  KCALL_POINTER_ARITHMETIC_END
  /// In bytes.
  KCALL_INLINE size_t size() const { return size_; }
  KCALL_INLINE bool empty() const { return size_ == 0; }

  /// msync(2): waits until what was written to a shared mapping is on the device. eio.
  result<void> sync() {
    return base_ == nullptr ? result<void>() : msync<G>(base_, skipped_ + size_, msync_flags::sync);
  }

  /// Maps up to `length` bytes of `file` from byte `offset` on: what the file has of them, as with pread(2). einval for
  /// a negative offset; eoverflow where an address space is too small to count the bytes; enodev for what has no size
  /// (directories, pipes, terminals) and for files of file systems such as /proc, which have contents, but no pages;
  /// eacces where `file` is not open for what is asked, enomem, and errors of fstat.
  [[gnu::noinline]] static result<basic_mapped_file> of(fd file, map_access how, int64_t offset, uint64_t length) {
    if (offset < 0) return errc::einval;
    stat_t status;
    const auto seen = fstat<G>(file, status);
    if (!seen) return seen.error();
    if (!is_regular(status)) return errc::enodev;
    if (status.st_size == 0) return of_empty(file);
    const auto size = static_cast<uint64_t>(status.st_size);
    const auto start = static_cast<uint64_t>(offset);
    if (start >= size) return basic_mapped_file();
    if (length > size - start) length = size - start;
    if (length == 0) return basic_mapped_file();
    // A multiple of every page size there is. What is mapped and not touched costs nothing.
    const auto skipped = static_cast<size_t>(start % 65536);
    if (length > ~size_t{0} / 2 - skipped) return errc::eoverflow;
    const auto bytes = static_cast<size_t>(length) + skipped;
    const auto protection = how == map_access::read_only ? prot::read : prot::read | prot::write;
    const auto flags = how == map_access::private_copy ? map_flags::private_ : map_flags::shared;
    const auto made = mmap<G>(nullptr, bytes, protection, flags, file, offset - static_cast<int64_t>(skipped));
    if (!made) return made.error();
    return basic_mapped_file(static_cast<char*>(*made), skipped, static_cast<size_t>(length));
  }

 private:
  KCALL_INLINE basic_mapped_file(char* base, size_t skipped, size_t size)
      : base_(base), skipped_(skipped), size_(size) {}

  /// A file that says it has nothing: believed only if there is nothing to read.
  KCALL_COLD static result<basic_mapped_file> of_empty(fd file) {
    for (;;) {
      char byte;
      const auto got = pread<G>(file, &byte, 1, 0);
      if (got == errc::eintr) continue;
      // Open for writing only, perhaps: mmap would say the same.
      if (!got) return got == errc::ebadf ? errc::eacces : got.error();
      if (*got != 0) return errc::enodev;
      return basic_mapped_file();
    }
  }

  KCALL_INLINE void unmap() {
    if (base_ != nullptr) static_cast<void>(munmap<G>(base_, skipped_ + size_));
  }

  char* base_;
  size_t skipped_;
  size_t size_;
};
using mapped_file = basic_mapped_file<>;

/// Maps all of the open file `file`, or up to `length` bytes from byte `offset` on; `file` may be closed afterwards.
/// Errors as basic_mapped_file::of.
template <gate_like G = gate::native>
inline result<basic_mapped_file<G>> map_file(fd file, map_access how = map_access::read_only, int64_t offset = 0,
                                             uint64_t length = ~uint64_t{0}) {
  return basic_mapped_file<G>::of(file, how, offset, length);
}
/// Opens `name`, relative to `at`, maps it and closes it. Errors of openat and the above.
template <gate_like G = gate::native>
inline result<basic_mapped_file<G>> map_file(path name, map_access how = map_access::read_only, fd at = at_fdcwd) {
  // Not blocking: or a pipe of that name would hold up whoever opens it.
  const auto access = how == map_access::shared ? open_flags::rdwr : open_flags::rdonly;
  for (;;) {
    const auto opened = openat<G>(at, name, access | open_flags::cloexec | open_flags::nonblock | open_flags::noctty);
    if (opened == errc::eintr) continue;
    if (!opened) return opened.error();
    const unique_fd file(*opened);
    return basic_mapped_file<G>::of(file, how, 0, ~uint64_t{0});
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
