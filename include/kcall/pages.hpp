// pages: zeroed memory of one's own from the kernel, given back at the end of its owner's life.
//
//   auto room = kcall::map_pages(1 << 20);                       // result<kcall::pages>
//   if (!room) return room.error();
//   fill(room->data(), room->size());
//   auto stack = kcall::map_pages(65536, {.guards = true});      // touching what lies before or after it is a SIGSEGV
//
// Memory that is not touched is not taken. Files: mapped_file.hpp.
#pragma once
#include <kcall/call/memory.hpp>
#include <kcall/types/buffer.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A multiple of the page size of every kernel for this target, so that it need not be asked for: sizes are rounded up
/// to it. aarch64 has pages of 4, 16 or 64 KiB.
inline constexpr size_t page_granule = abi::native::elf_machine == 183 ? 65536 : 4096;

/// How map_pages() maps.
struct page_options {
  /// A granule before and one after that may not be touched.
  bool guards = false;
  /// Huge pages where the kernel has some (madvise; no error where it has none).
  bool huge = false;
  /// All of it is made present at once, rather than each page when it is touched.
  bool populate = false;
};

/// Owns mapped memory, readable and writable, and unmaps it. Move-only. Empty: none.
template <gate_like G = gate::native>
class basic_pages {
 public:
  using value_type = char;

  KCALL_INLINE basic_pages() : data_(nullptr), size_(0), guard_(0) {}
  KCALL_INLINE basic_pages(basic_pages&& other) noexcept
      : data_(other.data_), size_(other.size_), guard_(other.guard_) {
    other.forget();
  }
  KCALL_INLINE basic_pages& operator=(basic_pages&& other) noexcept {
    if (this != &other) {
      reset();
      data_ = other.data_;
      size_ = other.size_;
      guard_ = other.guard_;
      other.forget();
    }
    return *this;
  }
  basic_pages(const basic_pages&) = delete;
  basic_pages& operator=(const basic_pages&) = delete;
  KCALL_INLINE ~basic_pages() { reset(); }

  KCALL_INLINE char* data() const { return data_; }
  /// In bytes: a multiple of page_granule. Guards do not count.
  KCALL_INLINE size_t size() const { return size_; }
  KCALL_INLINE bool empty() const { return size_ == 0; }
  KCALL_INLINE explicit operator bool() const { return size_ != 0; }

  /// Unmaps early.
  [[gnu::noinline]] void reset() {
    KCALL_POINTER_ARITHMETIC_BEGIN
    if (data_ != nullptr) static_cast<void>(munmap<G>(data_ - guard_, size_ + 2 * guard_));
    KCALL_POINTER_ARITHMETIC_END
    forget();
  }
  /// Gives the memory up without unmapping it: that is the caller's now, with its guards.
  [[nodiscard]] KCALL_INLINE mutable_buffer release() {
    const mutable_buffer given{data_, size_};
    forget();
    return given;
  }
  /// Makes it `size` bytes, rounded up, at another address if need be; what is kept keeps its contents, what is new is
  /// zero. Where it fails, nothing has changed. enomem; einval: 0 bytes, or with guards, which would not come along.
  [[gnu::noinline]] result<void> resize(size_t size) {
    const size_t rounded = round_up(size);
    if (data_ == nullptr || size == 0 || guard_ != 0) return errc::einval;
    if (rounded == 0) return errc::enomem;
    const auto moved = mremap<G>(data_, size_, rounded, mremap_flags::maymove);
    // einval: more than an address space.
    if (!moved) return moved == errc::einval ? errc::enomem : moved.error();
    data_ = static_cast<char*>(*moved);
    size_ = rounded;
    return {};
  }
  /// Gives the memory back and keeps its place: all of it is zero again, and taken anew when it is touched. einval
  /// where it is locked.
  result<void> discard() { return size_ == 0 ? result<void>() : madvise<G>(data_, size_, advice::dontneed); }

  /// As map_pages().
  [[gnu::noinline]] static result<basic_pages> map(size_t size, page_options how) {
    if (size == 0) return errc::einval;
    const size_t rounded = round_up(size);
    const size_t guard = how.guards ? page_granule : 0;
    if (rounded == 0 || rounded + 2 * guard < rounded) return errc::enomem;
    auto flags = map_flags::private_ | map_flags::anonymous;
    if (how.populate && !how.guards && !how.huge) flags = flags | map_flags::populate;
    const auto protection = how.guards ? prot::none : prot::read | prot::write;
    const auto mapped = mmap<G>(nullptr, rounded + 2 * guard, protection, flags);
    if (!mapped) return mapped.error();
    KCALL_POINTER_ARITHMETIC_BEGIN
    basic_pages made(static_cast<char*>(*mapped) + guard, rounded, guard);
    KCALL_POINTER_ARITHMETIC_END
    if (how.guards) {
      const auto opened = mprotect<G>(made.data_, rounded, prot::read | prot::write);
      if (!opened) return opened.error();
    }
    if (how.huge) static_cast<void>(madvise<G>(made.data_, rounded, advice::hugepage));
    // Not before the pages may be touched and may be huge. Kernels before 5.14 leave it to the first touch.
    if (how.populate && (how.guards || how.huge)) {
      static_cast<void>(madvise<G>(made.data_, rounded, advice::populate_write));
    }
    return made;
  }

 private:
  KCALL_INLINE basic_pages(char* data, size_t size, size_t guard) : data_(data), size_(size), guard_(guard) {}

  /// 0 where that is more than an address space.
  KCALL_INLINE static constexpr size_t round_up(size_t size) { return (size + page_granule - 1) & ~(page_granule - 1); }
  KCALL_INLINE void forget() {
    data_ = nullptr;
    size_ = guard_ = 0;
  }

  char* data_;
  size_t size_;
  size_t guard_;
};
using pages = basic_pages<>;

/// Maps `size` bytes of zeroes, rounded up to a multiple of page_granule. enomem; einval for 0 bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<basic_pages<G>> map_pages(size_t size, page_options how = {}) {
  return basic_pages<G>::map(size, how);
}

}  // namespace kcall::inline KCALL_ABI_TAG
