// Directory entries as getdents64(2) writes them, and a walk over them where they lie.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What a directory entry is (DT_*). unknown: the file system does not say, ask lstat.
enum class dirent_type : uint8_t {
  unknown = 0,
  fifo = 1,
  chr = 2,
  dir = 4,
  blk = 6,
  reg = 8,
  lnk = 10,
  sock = 12,
  /// A whiteout of an overlay file system.
  wht = 14,
};

/// The head of a directory entry; its name follows. Packed: the buffer may lie at any address.
struct [[gnu::packed, gnu::may_alias]] linux_dirent64 {
  uint64_t d_ino;
  /// Where the next entry is: for lseek on the directory, not a count of bytes.
  int64_t d_off;
  /// Bytes from this entry to the next.
  uint16_t d_reclen;
  dirent_type d_type;

  // `for (auto entry : …)` would copy the head and leave the name behind.
  linux_dirent64(const linux_dirent64&) = delete;
  linux_dirent64& operator=(const linux_dirent64&) = delete;

  KCALL_POINTER_ARITHMETIC_BEGIN
  /// The name, which ends in NUL.
  KCALL_INLINE const char* d_name() const { return reinterpret_cast<const char*>(this + 1); }
  KCALL_POINTER_ARITHMETIC_END
};
static_assert(sizeof(linux_dirent64) == 19 && __builtin_offsetof(linux_dirent64, d_type) == 18);

/// The entries in the bytes that getdents64 wrote, in place: `for (const auto& entry : dirent_range(buffer, *filled))`.
/// Ends early at an entry that does not lie within the bytes, or whose name does not end within the entry.
class dirent_range {
 public:
  class iterator {
   public:
    KCALL_INLINE iterator(const char* at, size_t left) : at_(whole(at, left) ? at : nullptr), left_(left) {}
    KCALL_INLINE const linux_dirent64& operator*() const { return *reinterpret_cast<const linux_dirent64*>(at_); }
    KCALL_INLINE const linux_dirent64* operator->() const { return &**this; }
    KCALL_POINTER_ARITHMETIC_BEGIN
    KCALL_INLINE iterator& operator++() {
      const size_t size = (**this).d_reclen;
      return *this = iterator(at_ + size, left_ - size);
    }
    KCALL_POINTER_ARITHMETIC_END
    KCALL_INLINE iterator operator++(int) {
      const iterator old = *this;
      ++*this;
      return old;
    }
    // Only the end compares equal to the end: entries of one walk all differ.
    KCALL_INLINE friend bool operator==(const iterator& a, const iterator& b) { return a.at_ == b.at_; }

   private:
    KCALL_POINTER_ARITHMETIC_BEGIN
    KCALL_INLINE static bool whole(const char* at, size_t left) {
      if (left <= sizeof(linux_dirent64)) return false;
      const size_t size = reinterpret_cast<const linux_dirent64*>(at)->d_reclen;
      if (size > left) return false;
      // Backwards: the kernel pads to 8 bytes, so the NUL is among the last few.
      for (size_t i = size; i > sizeof(linux_dirent64); --i) {
        if (at[i - 1] == '\0') return true;
      }
      return false;
    }
    KCALL_POINTER_ARITHMETIC_END

    const char* at_;
    size_t left_;
  };

  /// `filled`: bytes that getdents64 returned.
  KCALL_INLINE dirent_range(const void* data, size_t filled) : data_(static_cast<const char*>(data)), filled_(filled) {}
  KCALL_INLINE iterator begin() const { return {data_, filled_}; }
  KCALL_INLINE iterator end() const { return {nullptr, 0}; }

 private:
  const char* data_;
  size_t filled_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
