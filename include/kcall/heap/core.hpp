// heap.hpp without its lock: blocks out of chunks, and mappings.
//
// A chunk is chunk_size bytes at a multiple of that: a header, a bit for each block that is set while it is handed out,
// and blocks of one size. Its pages are taken as they are needed: blocks that were given back first, else the next one
// that was never used. Chunks come from regions of several, which stay mapped; an empty chunk may serve another size.
//
// A block with a mapping of its own that is given back is kept, if it is not too long, until one of about its length is
// wanted: mapping it anew, and the page faults, would take a thousand times as long.
//
// Blocks in chunks never start at a multiple of 4096, blocks with a mapping of their own always do: their header lies
// that far before them. So an address tells what it is.
#pragma once
#include <kcall/call/memory.hpp>
#include <kcall/heap/size_class.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN

namespace kcall::inline KCALL_ABI_TAG {

/// What a heap has, in bytes and blocks.
struct heap_statistics {
  /// Mapped from the kernel. What was never touched of it takes no memory.
  size_t mapped;
  /// In blocks that are handed out: what they are long, which may be more than was asked for.
  size_t in_use;
  /// Blocks that are handed out.
  size_t blocks;
};

namespace detail {

template <gate_like G>
class heap_core {
 public:
  static constexpr size_t chunk_size = 256 * 1024;
  /// Of all kernels for this target.
  static constexpr size_t largest_page = abi::native::elf_machine == 183 ? 65536 : 4096;
  /// How many bytes at most are kept of blocks with a mapping of their own that were given back.
  static constexpr size_t most_kept = size_t{4} << 20;
  /// Where blocks with a mapping of their own lie in it, and what all others' addresses are no multiple of.
  static constexpr size_t large_offset = 4096;

  result<void*> allocate(size_t bytes, size_t alignment) {
    if (alignment == 0 || (alignment & (alignment - 1)) != 0) return errc::einval;
    if (bytes == 0) bytes = 1;
    const size_t small = bytes_for(bytes, alignment);
    return small <= largest_small ? allocate_small(size_class_of(small)) : allocate_large(bytes, alignment);
  }

  void deallocate(void* block) {
    if (block == nullptr) return;
    is_large(block) ? deallocate_large(block) : deallocate_small(block);
  }

  result<void*> resize(void* block, size_t bytes, size_t alignment) {
    if (block == nullptr) return allocate(bytes, alignment);
    if (alignment == 0 || (alignment & (alignment - 1)) != 0) return errc::einval;
    if (bytes == 0) bytes = 1;
    const size_t had = size_of(block);
    const bool aligned = (reinterpret_cast<uintptr_t>(block) & (alignment - 1)) == 0;
    if (is_large(block)) {
      if (bytes > largest_small && alignment <= large_offset && header_of(block)->base == header_of(block)) {
        return resize_large(block, bytes);
      }
    } else if (aligned && bytes <= had && size_class_of(bytes) + 4 >= size_class_of(had)) {
      // It fits, and less than half of it is wasted.
      return block;
    }
    const auto other = allocate(bytes, alignment);
    if (!other) return aligned && bytes <= had ? result<void*>(block) : other;
    __builtin_memcpy(*other, block, bytes < had ? bytes : had);
    deallocate(block);
    return other;
  }

  /// How many bytes may be used of a block.
  size_t size_of(const void* block) const {
    if (is_large(block)) return size_of_large(block);
    const chunk* const in = chunk_of(block);
    static_cast<void>(number_in(in, block));
    return in->block_size;
  }

  KCALL_INLINE heap_statistics statistics() const { return {mapped_, in_use_, blocks_}; }

  /// Empty chunks keep their place, but no memory.
  [[gnu::noinline]] void trim() {
    unmap_kept();
    gather_empty();
    // Not the first page, which holds the link to the next one.
    for (chunk* empty = empty_; empty != nullptr; empty = empty->next) {
      static_cast<void>(
          madvise<G>(reinterpret_cast<char*>(empty) + largest_page, chunk_size - largest_page, advice::dontneed));
    }
  }

  [[gnu::noinline]] void release_all() {
    unmap_kept();
    while (large_ != nullptr) {
      large* const gone = large_;
      large_ = gone->next;
      static_cast<void>(munmap<G>(gone->base, gone->mapped));
    }
    while (regions_ != nullptr) {
      region* const gone = regions_;
      regions_ = gone->next;
      static_cast<void>(munmap<G>(gone->base, gone->mapped));
    }
    for (chunk*& list : usable_) {
      list = nullptr;
      asm("" : "+m"(list));
    }
    empty_ = nullptr;
    fresh_ = fresh_end_ = nullptr;
    mapped_ = in_use_ = blocks_ = 0;
  }

 private:
  /// Lies where somebody had something of another type.
  struct [[gnu::may_alias]] free_block {
    free_block* next;
  };
  /// At the start of a region's first chunk, before all else.
  struct region {
    region* next;
    void* base;
    size_t mapped;
  };
  struct chunk {
    region of_first;
    /// Says that this is a chunk, and of which heap.
    uintptr_t mark;
    // In the list of those of this size with free blocks, or of the empty ones.
    chunk* next;
    chunk* previous;
    free_block* given_back;
    uint32_t size_class;
    uint32_t block_size;
    /// Where the first block lies.
    uint32_t first;
    /// How many blocks there is room for.
    uint32_t room;
    /// How many blocks were ever handed out, or skipped.
    uint32_t started;
    uint32_t in_use;
    unsigned long handed_out[1];
  };
  /// Before a block with a mapping of its own.
  struct large {
    large* next;
    large* previous;
    uintptr_t mark;
    void* base;
    size_t mapped;
  };
  static constexpr unsigned word_bits = 8 * sizeof(unsigned long);
  static constexpr size_t region_size = 4 * chunk_size;

  [[noreturn]] KCALL_INLINE static void refuse() { __builtin_trap(); }

  KCALL_INLINE static bool is_large(const void* block) {
    return (reinterpret_cast<uintptr_t>(block) & (large_offset - 1)) == 0;
  }
  /// What a header of this heap at `header` carries. Not the same for chunks and large blocks.
  KCALL_INLINE uintptr_t mark_of(const void* header) const {
    return reinterpret_cast<uintptr_t>(header) ^ reinterpret_cast<uintptr_t>(this) ^ 0x6b63616c;
  }

  /// Which small size to ask for so that its blocks are aligned: those of a class are multiples of half of the largest
  /// power of two that divides their size. Above largest_small where none are.
  KCALL_INLINE static size_t bytes_for(size_t bytes, size_t alignment) {
    if (alignment <= 16 || bytes > largest_small) return bytes;
    if (alignment >= large_offset) return largest_small + 1;
    return (bytes + 2 * alignment - 1) & ~(2 * alignment - 1);
  }

  // ---- small blocks
  // --------------------------------------------------------------------------------------------------

  KCALL_INLINE static chunk* chunk_of(const void* block) {
    return reinterpret_cast<chunk*>(reinterpret_cast<uintptr_t>(block) & ~(chunk_size - 1));
  }

  /// Which block of a chunk that is; traps where it is none that is handed out.
  KCALL_INLINE uint32_t number_in(const chunk* in, const void* block) const {
    if (in->mark != mark_of(in)) refuse();
    const auto offset = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(block) - reinterpret_cast<uintptr_t>(in));
    const uint32_t number = (offset - in->first) / in->block_size;
    if (offset < in->first || in->first + number * in->block_size != offset) refuse();
    if (number >= in->started || (in->handed_out[number / word_bits] >> number % word_bits & 1) == 0) refuse();
    return number;
  }

  KCALL_INLINE static void link(chunk*& list, chunk* added) {
    added->previous = nullptr;
    added->next = list;
    if (list != nullptr) list->previous = added;
    list = added;
  }
  KCALL_INLINE static void unlink(chunk*& list, chunk* gone) {
    (gone->previous == nullptr ? list : gone->previous->next) = gone->next;
    if (gone->next != nullptr) gone->next->previous = gone->previous;
  }

  result<void*> allocate_small(unsigned size_class) {
    chunk* in = usable_[size_class];
    if (in == nullptr) {
      const auto made = make_chunk(size_class);
      if (!made) return made.error();
      in = static_cast<chunk*>(*made);
    }
    char* block;
    if (free_block* const again = in->given_back; again != nullptr) {
      // Somebody wrote to a block that was given back, and the link in it is none any more.
      if (chunk_of(again) != in) refuse();
      in->given_back = again->next;
      block = reinterpret_cast<char*>(again);
    } else {
      block = reinterpret_cast<char*>(in) + in->first + in->started * in->block_size;
      ++in->started;
      // Only a mapping's block may be there. There is a next one: sizes that come across such addresses are small, and
      // the last of their blocks lies close to the chunk's end.
      if (is_large(block)) {
        block += in->block_size;
        ++in->started;
      }
    }
    const auto offset = static_cast<uint32_t>(block - reinterpret_cast<char*>(in));
    const uint32_t number = (offset - in->first) / in->block_size;
    unsigned long& bits = in->handed_out[number / word_bits];
    const unsigned long bit = 1UL << number % word_bits;
    if ((bits & bit) != 0) refuse();
    bits |= bit;
    ++in->in_use;
    ++blocks_;
    in_use_ += in->block_size;
    if (is_full(in)) unlink(usable_[size_class], in);
    return block;
  }

  void deallocate_small(void* block) {
    chunk* const in = chunk_of(block);
    const uint32_t number = number_in(in, block);
    if (is_full(in)) link(usable_[in->size_class], in);
    in->handed_out[number / word_bits] &= ~(1UL << number % word_bits);
    auto* const link_in = static_cast<free_block*>(block);
    link_in->next = in->given_back;
    in->given_back = link_in;
    --blocks_;
    in_use_ -= in->block_size;
    // The last one of its size stays what it is: it will be wanted again soon.
    if (--in->in_use == 0 && (in->next != nullptr || in->previous != nullptr)) {
      unlink(usable_[in->size_class], in);
      link(empty_, in);
    }
  }

  /// Chunks without blocks, the last ones of their sizes.
  KCALL_COLD void gather_empty() {
    for (chunk*& list : usable_) {
      for (chunk* in = list, *next; in != nullptr; in = next) {
        next = in->next;
        if (in->in_use != 0) continue;
        unlink(list, in);
        link(empty_, in);
      }
    }
  }

  KCALL_INLINE static bool is_full(const chunk* in) { return in->given_back == nullptr && in->started == in->room; }

  /// A chunk for blocks of that size: one that is empty, or a fresh one.
  KCALL_COLD result<void*> make_chunk(unsigned size_class) {
    if (empty_ == nullptr && fresh_ == fresh_end_) {
      const auto more = map_region();
      if (!more) gather_empty();
      if (!more && empty_ == nullptr) return more.error();
    }
    chunk* made = empty_;
    if (made != nullptr) {
      unlink(empty_, made);
    } else {
      made = reinterpret_cast<chunk*>(fresh_);
      fresh_ += chunk_size;
    }
    const uint32_t size = size_of_class(size_class);
    const uint32_t words = (static_cast<uint32_t>(chunk_size) / size + word_bits - 1) / word_bits;
    for (uint32_t i = 0; i < words; ++i) {
      made->handed_out[i] = 0;
      asm volatile("" ::: "memory");
    }
    // Odd multiples of half of what divides the size are no multiples of 4096.
    uint32_t divides = size & (0 - size);
    if (divides > large_offset) divides = large_offset;
    uint32_t first = static_cast<uint32_t>(__builtin_offsetof(chunk, handed_out)) + words * (word_bits / 8);
    if (divides == 16) {
      first = (first + 15) & ~15U;
    } else {
      first = ((first + divides / 2 - 1) & ~(divides - 1)) + divides / 2;
    }
    made->mark = mark_of(made);
    made->given_back = nullptr;
    made->size_class = size_class;
    made->block_size = size;
    made->first = first;
    made->room = (static_cast<uint32_t>(chunk_size) - first) / size;
    made->started = 0;
    made->in_use = 0;
    link(usable_[size_class], made);
    return static_cast<void*>(made);
  }

  /// Without what is kept, if it does not go with it.
  KCALL_COLD result<void*> map(size_t bytes, map_flags how) {
    const auto got = mmap<G>(nullptr, bytes, prot::read | prot::write, how);
    if (got || kept_ == nullptr) return got;
    unmap_kept();
    return mmap<G>(nullptr, bytes, prot::read | prot::write, how);
  }

  result<void> map_region() {
    constexpr size_t mapped = region_size + chunk_size;
    const auto got = map(mapped, map_flags::private_ | map_flags::anonymous | map_flags::noreserve);
    if (!got) return got.error();
    char* const base = static_cast<char*>(*got);
    const size_t skipped = (0 - reinterpret_cast<uintptr_t>(base)) & (chunk_size - 1);
    fresh_ = base + skipped;
    fresh_end_ = fresh_ + region_size;
    auto* const made = reinterpret_cast<region*>(fresh_);
    made->next = regions_;
    made->base = base;
    made->mapped = mapped;
    regions_ = made;
    mapped_ += mapped;
    return {};
  }

  // ---- mappings
  // ------------------------------------------------------------------------------------------------------

  KCALL_INLINE static large* unchecked_header_of(const void* block) {
    return reinterpret_cast<large*>(reinterpret_cast<uintptr_t>(block) - large_offset);
  }
  KCALL_INLINE large* header_of(const void* block) const {
    large* const header = unchecked_header_of(block);
    if (header->mark != ~mark_of(header)) refuse();
    return header;
  }
  KCALL_INLINE size_t size_of_large(const void* block) const {
    const large* const header = header_of(block);
    return header->mapped - static_cast<size_t>(static_cast<const char*>(block) - static_cast<char*>(header->base));
  }
  KCALL_INLINE void put_in_list(large* header) {
    header->mark = ~mark_of(header);
    header->previous = nullptr;
    header->next = large_;
    if (large_ != nullptr) large_->previous = header;
    large_ = header;
  }
  KCALL_INLINE void take_from_list(large* header) {
    (header->previous == nullptr ? large_ : header->previous->next) = header->next;
    if (header->next != nullptr) header->next->previous = header->previous;
  }

  /// How much to map for that many bytes; 0: more than there is.
  KCALL_INLINE static size_t rounded(size_t bytes) {
    constexpr size_t page = large_offset;
    return bytes > (~size_t{0} >> 1) - 2 * page ? 0 : (bytes + 2 * page - 1) & ~(page - 1);
  }

  /// The shortest mapping that is kept, and is as long as that or up to twice as long; nullptr: there is none.
  KCALL_INLINE large* take_kept(size_t mapped) {
    large** best = nullptr;
    size_t least = mapped;
    for (large** at = &kept_; *at != nullptr; at = &(*at)->next) {
      // Unsigned: larger than all where it is shorter.
      const size_t more = (*at)->mapped - mapped;
      if (more > least) continue;
      least = more;
      best = at;
    }
    if (best == nullptr) return nullptr;
    large* const found = *best;
    *best = found->next;
    kept_bytes_ -= found->mapped;
    return found;
  }
  KCALL_COLD void unmap_kept() {
    while (kept_ != nullptr) {
      large* const gone = kept_;
      kept_ = gone->next;
      mapped_ -= gone->mapped;
      static_cast<void>(munmap<G>(gone, gone->mapped));
    }
    kept_bytes_ = 0;
  }

  [[gnu::noinline]] result<void*> allocate_large(size_t bytes, size_t alignment) {
    size_t mapped = rounded(bytes);
    if (mapped == 0) return errc::enomem;
    if (large* const kept = alignment <= large_offset ? take_kept(mapped) : nullptr; kept != nullptr) {
      put_in_list(kept);
      ++blocks_;
      in_use_ += kept->mapped - large_offset;
      return reinterpret_cast<char*>(kept) + large_offset;
    }
    // Room to move up in.
    if (alignment > large_offset && __builtin_add_overflow(mapped, alignment, &mapped)) return errc::enomem;
    const auto got = map(mapped, map_flags::private_ | map_flags::anonymous);
    if (!got) return got.error();
    const uintptr_t base = reinterpret_cast<uintptr_t>(*got);
    const uintptr_t block = (base + large_offset + alignment - 1) & ~(alignment - 1);
    auto* const header = reinterpret_cast<large*>(block - large_offset);
    header->base = *got;
    header->mapped = mapped;
    put_in_list(header);
    mapped_ += mapped;
    ++blocks_;
    in_use_ += mapped - (block - base);
    return reinterpret_cast<void*>(block);
  }

  [[gnu::noinline]] void deallocate_large(void* block) {
    large* const header = header_of(block);
    take_from_list(header);
    --blocks_;
    in_use_ -= size_of_large(block);
    // Not what was aligned to more: where it begins is another question then.
    if (header->base == header && header->mapped <= most_kept) {
      if (header->mapped > most_kept - kept_bytes_) unmap_kept();
      header->mark = 0;
      header->next = kept_;
      kept_ = header;
      kept_bytes_ += header->mapped;
      return;
    }
    mapped_ -= header->mapped;
    static_cast<void>(munmap<G>(header->base, header->mapped));
  }

  KCALL_COLD result<void*> resize_large(void* block, size_t bytes) {
    large* header = header_of(block);
    const size_t before = header->mapped, mapped = rounded(bytes);
    if (mapped == 0) return errc::enomem;
    // It fits, and no more is wasted than where one that was kept serves again.
    if (mapped <= before && before - mapped <= mapped && before <= most_kept) return block;
    // Its neighbours in the list know its address.
    take_from_list(header);
    auto moved = mremap<G>(header, before, mapped, mremap_flags::maymove);
    if (!moved && kept_ != nullptr) {
      unmap_kept();
      moved = mremap<G>(header, before, mapped, mremap_flags::maymove);
    }
    if (moved) {
      header = static_cast<large*>(*moved);
      header->base = header;
      header->mapped = mapped;
      mapped_ += mapped - before;
      in_use_ += mapped - before;
    }
    put_in_list(header);
    // Smaller than before, it serves as it is.
    // einval: more than an address space.
    if (!moved && mapped > before) return moved == errc::einval ? errc::enomem : moved.error();
    return reinterpret_cast<char*>(header) + large_offset;
  }

  chunk* usable_[size_classes] = {};
  chunk* empty_ = nullptr;
  char* fresh_ = nullptr;
  char* fresh_end_ = nullptr;
  region* regions_ = nullptr;
  large* large_ = nullptr;
  large* kept_ = nullptr;
  size_t kept_bytes_ = 0;
  size_t mapped_ = 0;
  size_t in_use_ = 0;
  size_t blocks_ = 0;
};

}  // namespace detail

}  // namespace kcall::inline KCALL_ABI_TAG

KCALL_POINTER_ARITHMETIC_END
