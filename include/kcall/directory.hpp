// The entries of a directory, one after another, where getdents64(2) wrote them: nothing is copied, nothing allocated.
//
//   kcall::directory_reader here{"/etc"};
//   for (const auto& entry : here) use(here.get(), entry.d_name());
//   if (const auto done = here.error(); !done) …          // could not be opened, or not be read to its end
//
// Missing: sorting, telldir and seekdir (entries have d_off).
#pragma once
#include <kcall/call/file.hpp>
#include <kcall/call/filesystem.hpp>
#include <kcall/types/dirent.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Whether "." and ".." are among the entries.
enum class dots : bool { skipped, included };

namespace detail {

/// "." or "..".
KCALL_INLINE constexpr bool is_dots(const char* name) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
  KCALL_POINTER_ARITHMETIC_END
}

/// openat(2) for reading a directory: a symbolic link as `flags` say, repeated while signals interrupt it.
template <gate_like G>
[[gnu::noinline]] inline result<fd> open_directory(fd at, const char* name, open_flags flags) {
  for (;;) {
    const auto opened = openat<G>(at, name, open_flags::rdonly | open_flags::directory | open_flags::cloexec | flags);
    if (opened != errc::eintr) return opened;
  }
}

/// getdents64(2), repeated while signals interrupt it.
template <gate_like G>
KCALL_INLINE result<size_t> read_entries(fd from, void* data, size_t size) {
  for (;;) {
    const auto filled = getdents64<G>(from, data, size);
    if (filled != errc::eintr) return filled;
  }
}

}  // namespace detail

/// openat(2): opens a directory, relative to `at`, for reading its entries and for calls that end in "at"; `flags` such
/// as open_flags::nofollow add to rdonly, directory and cloexec. Returns its descriptor. enoent, enotdir (also for a
/// symbolic link with nofollow), eacces, eloop, emfile, …
template <gate_like G = gate::native>
KCALL_INLINE result<fd> open_directory(path name, open_flags flags = {}, fd at = at_fdcwd) {
  return detail::open_directory<G>(at, name.get(), flags);
}

/// Reads the entries of a directory that somebody else keeps open, into a buffer that somebody else keeps. The larger
/// the buffer, the fewer calls; 280 bytes hold any single entry. An entry is valid until the next is asked for.
template <gate_like G = gate::native>
class basic_entry_reader {
 public:
  KCALL_INLINE basic_entry_reader(fd from, mutable_buffer storage, dots wanted = dots::skipped)
      : from_(from), wanted_(wanted), data_(static_cast<char*>(storage.data())), size_(storage.size()) {}
  // The current entry lies in a buffer that a copy would read into as well.
  basic_entry_reader(const basic_entry_reader&) = delete;
  basic_entry_reader& operator=(const basic_entry_reader&) = delete;

  /// The next entry; nullptr at the end and after an error: error() tells which.
  [[gnu::noinline]] const linux_dirent64* next() {
    for (;;) {
      if (at_ == filled_ && !fill()) return nullptr;
      KCALL_POINTER_ARITHMETIC_BEGIN
      const dirent_range rest(data_ + at_, filled_ - at_);
      KCALL_POINTER_ARITHMETIC_END
      const auto entry = rest.begin();
      if (entry == rest.end()) {
        // Not what a kernel writes, unless a file system is broken.
        fail(errc::eio);
        return nullptr;
      }
      at_ += entry->d_reclen;
      if (wanted_ == dots::included || !detail::is_dots(entry->d_name())) return &*entry;
    }
  }

  /// Why there was no next entry: success at the end of the directory. Otherwise what getdents64 or rewind said: enoent
  /// (the directory has been removed, which readdir(3) takes for its end), einval (an entry that the buffer is too
  /// small for), enotdir, ebadf, eio, …
  KCALL_INLINE result<void> error() const { return error_ == errc{} ? result<void>() : result<void>(error_); }
  KCALL_INLINE fd get() const { return from_; }

  /// Starts again with the first entry; the error, if any, is forgotten. Errors of lseek.
  result<void> rewind() {
    const auto moved = lseek<G>(from_, 0, seek::set);
    at_ = filled_ = 0;
    error_ = moved ? errc{} : moved.error();
    ended_ = !moved;
    if (!moved) return moved.error();
    return {};
  }

  /// The entries from the next one on, for a loop. One loop at a time; a second one goes on where the first stopped.
  class iterator {
   public:
    KCALL_INLINE explicit iterator(basic_entry_reader* entries)
        : reader_(entries), entry_(entries != nullptr ? entries->next() : nullptr) {}
    KCALL_INLINE const linux_dirent64& operator*() const { return *entry_; }
    KCALL_INLINE const linux_dirent64* operator->() const { return entry_; }
    KCALL_INLINE iterator& operator++() {
      entry_ = reader_->next();
      return *this;
    }
    KCALL_INLINE friend bool operator==(const iterator& a, const iterator& b) { return a.entry_ == b.entry_; }

   private:
    basic_entry_reader* reader_;
    const linux_dirent64* entry_;
  };
  KCALL_INLINE iterator begin() { return iterator(this); }
  KCALL_INLINE iterator end() { return iterator(nullptr); }

 protected:
  /// For a directory that could not be opened.
  KCALL_INLINE void fail(errc why) {
    error_ = why;
    ended_ = true;
    at_ = filled_ = 0;
  }
  KCALL_INLINE void read_from(fd from) { from_ = from; }

 private:
  bool fill() {
    at_ = filled_ = 0;
    // After the end the kernel would say so again, at the price of a call; after an error it might not.
    if (ended_) return false;
    const auto filled = detail::read_entries<G>(from_, data_, size_);
    if (!filled) {
      fail(filled.error());
      return false;
    }
    filled_ = *filled;
    ended_ = filled_ == 0;
    return !ended_;
  }

  fd from_;
  errc error_{};
  dots wanted_;
  bool ended_ = false;
  char* data_;
  size_t size_;
  size_t at_ = 0;
  size_t filled_ = 0;
};
using entry_reader = basic_entry_reader<>;

/// An open directory with its own buffer of `bytes`, closed at the end of its life. What went wrong when it was opened
/// is its error(), and it has no entries then.
template <size_t bytes = 32768, gate_like G = gate::native>
class basic_directory_reader : public basic_entry_reader<G> {
 public:
  /// Opens `name`, relative to `at`; `flags` add to those of open_directory.
  KCALL_INLINE explicit basic_directory_reader(path name, dots wanted = dots::skipped, open_flags flags = {},
                                               fd at = at_fdcwd)
      : basic_entry_reader<G>(fd{}, mutable_buffer(storage_, bytes), wanted) {
    const auto opened = detail::open_directory<G>(at, name.get(), flags);
    if (opened) {
      owned_ = unique_fd(*opened);
      this->read_from(*opened);
    } else {
      this->fail(opened.error());
    }
  }
  /// Takes over an open descriptor.
  KCALL_INLINE explicit basic_directory_reader(unique_fd&& taken, dots wanted = dots::skipped)
      : basic_entry_reader<G>(taken.get(), mutable_buffer(storage_, bytes), wanted),
        owned_(static_cast<unique_fd&&>(taken)) {}

  /// Whether there is a directory to read: false after an error while opening it.
  KCALL_INLINE explicit operator bool() const { return static_cast<bool>(owned_); }

 private:
  unique_fd owned_;
  char storage_[bytes];
};
using directory_reader = basic_directory_reader<>;

}  // namespace kcall::inline KCALL_ABI_TAG
