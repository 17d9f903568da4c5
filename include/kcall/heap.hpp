// heap: memory in blocks of any size, given back in any order, over mmap(2).
//
//   static constinit kcall::heap blocks;                           // no initialisation at run time, no destructor
//   const auto block = blocks.allocate(100);                       // result<void*>
//   if (!block) return block.error();                              // enomem
//   const auto larger = blocks.resize(*block, 5000);               // as realloc does; where it fails, *block stays
//   blocks.deallocate(larger ? *larger : *block);
//
// Up to 32 KiB: blocks of 40 sizes (a quarter of the size is wasted at most; from 16 bytes on in steps of 16), each
// size from chunks of its own, which stay mapped. Above that: a mapping for each block, which grows with mremap(2),
// without copying. Of those that are given back, 4 MiB in all at most are kept for what is wanted next (which may get
// twice as much as it asked for); the rest goes back to the kernel. The first block costs one system call, and so does
// every mebibyte.
//
// A block given back twice and an address that is no block's end the program (a trap, or SIGSEGV), and so does much of
// what writing to a block that was given back breaks. What is written beyond a block's end is not noticed.
//
// For threads: kcall::basic_heap<kcall::mutex> (mutex.hpp). It calls memcpy (memory_functions.hpp). For operator new:
// operator_new.hpp.
//
// After fork(2), a child of a program with threads may find the mutex locked for good: it must not use the heap.
//
// Missing: caches for threads, small blocks given back to the kernel other than by trim() and release_all(), secrets in
// what it checks itself with.
#pragma once
#include <kcall/heap/core.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// In place of a mutex where there is one thread.
struct no_mutex {
  KCALL_INLINE constexpr void lock() {}
  KCALL_INLINE constexpr void unlock() {}
};

/// All zeroes is an empty heap. It stays where it is, and has no destructor: release_all().
template <class Mutex = no_mutex, gate_like G = gate::native>
class basic_heap {
 public:
  /// What every block is aligned to: enough for every type but those that ask for more.
  static constexpr size_t default_alignment = 16;

  constexpr basic_heap() = default;
  basic_heap(const basic_heap&) = delete;
  basic_heap& operator=(const basic_heap&) = delete;

  /// A block of at least `bytes` bytes at a multiple of `alignment`, a power of two (einval); none are one, too. What
  /// is in it is not cleared. enomem.
  [[gnu::noinline]] result<void*> allocate(size_t bytes, size_t alignment = default_alignment) {
    const scope locked(mutex_);
    return core_.allocate(bytes, alignment);
  }

  /// Takes a block back; nothing for nullptr.
  [[gnu::noinline]] void deallocate(void* block) {
    const scope locked(mutex_);
    core_.deallocate(block);
  }

  /// Makes a block `bytes` long, elsewhere if need be, with as much of its contents as fits; allocates for nullptr.
  /// Where it fails, the block is as it was. einval, enomem.
  [[gnu::noinline]] result<void*> resize(void* block, size_t bytes, size_t alignment = default_alignment) {
    const scope locked(mutex_);
    return core_.resize(block, bytes, alignment);
  }

  /// How many bytes of a block may be used: at least as many as were asked for.
  [[gnu::noinline]] size_t size_of(const void* block) {
    const scope locked(mutex_);
    return core_.size_of(block);
  }

  heap_statistics statistics() {
    const scope locked(mutex_);
    return core_.statistics();
  }

  /// Gives what is kept back to the kernel, and the memory, not the place, of chunks without blocks.
  void trim() {
    const scope locked(mutex_);
    core_.trim();
  }
  /// Takes all blocks back, and gives everything back to the kernel.
  void release_all() {
    const scope locked(mutex_);
    core_.release_all();
  }

 private:
  class scope {
   public:
    KCALL_INLINE explicit scope(Mutex& wanted) : mutex_(wanted) { mutex_.lock(); }
    KCALL_INLINE ~scope() { mutex_.unlock(); }
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;

   private:
    Mutex& mutex_;
  };

  detail::heap_core<G> core_;
  [[no_unique_address]] Mutex mutex_;
};
using heap = basic_heap<>;

/// For the standard library's containers: std::vector<int, kcall::heap_allocator<int>>
/// v{kcall::heap_allocator<int>{h}}. The heap must outlive the container. Where memory is short, it traps
/// (on_bad_access(errc::enomem)).
template <class T, class Heap = heap>
class heap_allocator {
 public:
  using value_type = T;

  KCALL_INLINE heap_allocator(Heap& from) : heap_(&from) {}
  template <class U>
  KCALL_INLINE heap_allocator(const heap_allocator<U, Heap>& other) : heap_(&other.resource()) {}

  T* allocate(size_t count) {
    size_t bytes;
    if (__builtin_mul_overflow(count, sizeof(T), &bytes)) on_bad_access(errc::enomem);
    const auto block = heap_->allocate(bytes, alignof(T) > 16 ? alignof(T) : 16);
    return static_cast<T*>(block.value());
  }
  KCALL_INLINE void deallocate(T* block, size_t) { heap_->deallocate(block); }
  KCALL_INLINE Heap& resource() const { return *heap_; }

  template <class U>
  KCALL_INLINE friend bool operator==(const heap_allocator& a, const heap_allocator<U, Heap>& b) {
    return &a.resource() == &b.resource();
  }

 private:
  Heap* heap_;
};

}  // namespace kcall::inline KCALL_ABI_TAG
