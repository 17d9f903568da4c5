// Finds a function by name and version in an ELF image that lies in memory, as the vDSO does.
//
// The image is read where it is and trusted in nothing: every read is checked against the PT_LOAD segment, every loop
// is bounded by what fits in it, and whatever does not add up means "absent". Section headers are not looked at. One
// PT_LOAD segment is used, the first; no kernel has built a vDSO with two. Little-endian only.
//
// Symbols are found through DT_GNU_HASH or DT_HASH: some kernels give one, some the other, some both. An image with
// neither does not say how many symbols it has, so nothing is found in it.
#pragma once
#include <kcall/config.hpp>

namespace kcall::inline KCALL_ABI_TAG::elf {

// elf(5). Packed, because a damaged image may put a table at an odd address.

/// Layout of 32-bit images.
struct class32 {
  static constexpr uint8_t ident = 1;
  struct [[gnu::packed, gnu::may_alias]] header {
    uint32_t magic;
    uint8_t file_class, encoding, ident_version, padding[9];
    uint16_t type, machine;
    uint32_t version, entry, phoff, shoff, flags;
    uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
  };
  struct [[gnu::packed, gnu::may_alias]] segment {
    uint32_t type, offset, vaddr, paddr, filesz, memsz, flags, align;
  };
  struct [[gnu::packed, gnu::may_alias]] dynamic {
    uint32_t tag, value;
  };
  struct [[gnu::packed, gnu::may_alias]] symbol {
    uint32_t name, value, size;
    uint8_t info, other;
    uint16_t section;
  };
};

/// Layout of 64-bit images.
struct class64 {
  static constexpr uint8_t ident = 2;
  struct [[gnu::packed, gnu::may_alias]] header {
    uint32_t magic;
    uint8_t file_class, encoding, ident_version, padding[9];
    uint16_t type, machine;
    uint32_t version;
    uint64_t entry, phoff, shoff;
    uint32_t flags;
    uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
  };
  struct [[gnu::packed, gnu::may_alias]] segment {
    uint32_t type, flags;
    uint64_t offset, vaddr, paddr, filesz, memsz, align;
  };
  struct [[gnu::packed, gnu::may_alias]] dynamic {
    uint64_t tag, value;
  };
  struct [[gnu::packed, gnu::may_alias]] symbol {
    uint32_t name;
    uint8_t info, other;
    uint16_t section;
    uint64_t value, size;
  };
};

/// The layout of images with pointers of this many bytes.
template <unsigned long_size>
struct class_of_size {
  using type = class64;
};
template <>
struct class_of_size<4> {
  using type = class32;
};
template <unsigned long_size>
using class_of = typename class_of_size<long_size>::type;

// The same in both classes.
struct [[gnu::packed, gnu::may_alias]] word32 {
  uint32_t value;
};
struct [[gnu::packed, gnu::may_alias]] version_index {
  uint16_t value;
};
struct [[gnu::packed, gnu::may_alias]] version_definition {
  uint16_t version, flags, index, count;
  uint32_t hash, aux, next;
};
struct [[gnu::packed, gnu::may_alias]] version_name {
  uint32_t name, next;
};
struct [[gnu::packed, gnu::may_alias]] gnu_hash_header {
  uint32_t buckets, first_symbol, bloom_words, bloom_shift;
};
struct [[gnu::packed, gnu::may_alias]] hash_header {
  uint32_t buckets, symbols;
};

/// An ELF image in memory; false where it is none of this class and machine, or is damaged.
template <class Class>
class image {
 public:
  /// An image of which `size` bytes may be read.
  KCALL_COLD image(const void* data, size_t size, uint16_t machine)
      : data_(static_cast<const uint8_t*>(data)), size_(size), usable_(open(machine, true)) {}
  /// An image that the kernel mapped whole: its own headers, which lie in its first page, say how long it is.
  KCALL_COLD image(const void* data, uint16_t machine)
      : data_(static_cast<const uint8_t*>(data)), size_(4096), usable_(open(machine, false)) {}

  explicit operator bool() const { return usable_; }

  /// Where a function starts, in bytes from the start of the image; 0 if there is no such function. An image without
  /// version tables has every version.
  [[nodiscard]] KCALL_COLD uint64_t find(const char* name, const char* version) const {
    if (!usable_) return 0;
    unsigned index = any_version;
    if (version_indexes_ != 0 && versions_ != 0) {
      index = index_of(version);
      if (index == 0) return 0;
    }
    const uint64_t found = find_by_gnu_hash(name, index);
    return found != 0 ? found : find_by_hash(name, index);
  }

 private:
  using symbol = typename Class::symbol;
  static constexpr unsigned any_version = 0xffff;
  // The highest bit of a version index says that the version is not the default one, which matters only to those who
  // do not ask for a version.
  static constexpr unsigned index_bits = 0x7fff;

  /// `count` objects, at most 2^32, at an address of the image's own numbering; or null.
  template <class T>
  [[nodiscard]] const T* at(uint64_t address, uint64_t count = 1) const {
    const uint64_t offset = address - origin_;
    // Not a division: one of 64 bits would be a call of libgcc's on ia32.
    if (offset > size_ || size_ - offset < count * sizeof(T)) return nullptr;
    KCALL_POINTER_ARITHMETIC_BEGIN
    return reinterpret_cast<const T*>(data_ + static_cast<size_t>(offset));
    KCALL_POINTER_ARITHMETIC_END
  }
  template <class T>
  [[nodiscard]] static const T& nth(const T* array, uint64_t index) {
    KCALL_POINTER_ARITHMETIC_BEGIN
    return array[static_cast<size_t>(index)];
    KCALL_POINTER_ARITHMETIC_END
  }

  bool open(uint16_t machine, bool size_known) {
    const auto* const header = at<typename Class::header>(0);
    constexpr uint32_t magic = 0x464c457f;
    if (header == nullptr || header->magic != magic || header->file_class != Class::ident || header->encoding != 1 ||
        header->ident_version != 1 || header->version != 1 || header->type != 3 || header->machine != machine ||
        header->phentsize != sizeof(typename Class::segment)) {
      return false;
    }
    const auto* const segments = at<typename Class::segment>(header->phoff, header->phnum);
    if (segments == nullptr) return false;
    const typename Class::segment* load = nullptr;
    const typename Class::segment* dynamic = nullptr;
    for (unsigned i = 0; i < header->phnum; ++i) {
      const auto& segment = nth(segments, i);
      if (segment.type == 1 && load == nullptr) load = &segment;
      if (segment.type == 2 && dynamic == nullptr) dynamic = &segment;
    }
    if (load == nullptr || dynamic == nullptr) return false;
    const uint64_t end = uint64_t{load->offset} + load->filesz;
    constexpr uint64_t largest = 0xffffffff;
    if (load->filesz > largest || load->offset > largest || end > (size_known ? size_ : largest)) return false;
    size_ = end;
    origin_ = uint64_t{load->vaddr} - load->offset;
    if (dynamic->filesz > largest) return false;
    return read_dynamic(dynamic->vaddr, dynamic->filesz / sizeof(typename Class::dynamic));
  }

  bool read_dynamic(uint64_t address, uint64_t count) {
    const auto* const entries = at<typename Class::dynamic>(address, count);
    if (entries == nullptr) return false;
    for (uint64_t i = 0; i < count; ++i) {
      const auto& entry = nth(entries, i);
      if (entry.tag == 0) break;
      if (entry.tag == 4) hash_ = entry.value;
      if (entry.tag == 5) strings_ = entry.value;
      if (entry.tag == 6) symbols_ = entry.value;
      if (entry.tag == 10) strings_size_ = entry.value;
      if (entry.tag == 0x6ffffef5) gnu_hash_ = entry.value;
      if (entry.tag == 0x6ffffff0) version_indexes_ = entry.value;
      if (entry.tag == 0x6ffffffc) versions_ = entry.value;
    }
    return strings_ != 0 && symbols_ != 0;
  }

  [[nodiscard]] bool is_text(uint64_t offset, const char* text) const {
    for (uint64_t i = 0;; ++i) {
      const auto* const found = at<char>(strings_ + offset + i);
      if (found == nullptr || offset + i >= strings_size_ || *found != nth(text, i)) return false;
      if (*found == '\0') return true;
    }
  }

  /// The index by which symbols refer to a version; 0 if the image does not define it.
  /// It ends, because every definition lies further into the image than the one before.
  [[nodiscard]] unsigned index_of(const char* version) const {
    constexpr unsigned is_file_name = 1;
    for (uint64_t address = versions_;;) {
      const auto* const definition = at<version_definition>(address);
      if (definition == nullptr) return 0;
      const auto* const name = at<version_name>(address + definition->aux);
      if ((definition->flags & is_file_name) == 0 && name != nullptr && is_text(name->name, version)) {
        return definition->index & index_bits;
      }
      if (definition->next == 0) return 0;
      address += definition->next;
    }
  }

  /// Where the symbol's function is, if it is the one that is looked for.
  [[nodiscard]] uint64_t match(uint64_t number, const char* name, unsigned version) const {
    const auto* const entry = at<symbol>(symbols_ + number * sizeof(symbol));
    if (entry == nullptr || entry->section == 0 || !is_text(entry->name, name)) return 0;
    const unsigned binding = entry->info >> 4;
    const unsigned type = entry->info & 15U;
    if ((binding != 1 && binding != 2) || (type != 0 && type != 2)) return 0;
    if (version != any_version) {
      const auto* const index = at<version_index>(version_indexes_ + number * sizeof(version_index));
      if (index == nullptr || (index->value & index_bits) != version) return 0;
    }
    return at<uint8_t>(entry->value) != nullptr ? entry->value - origin_ : 0;
  }

  [[nodiscard]] uint64_t find_by_gnu_hash(const char* name, unsigned version) const {
    const auto* const table = gnu_hash_ != 0 ? at<gnu_hash_header>(gnu_hash_) : nullptr;
    if (table == nullptr || table->buckets == 0) return 0;
    uint32_t hash = 5381;
    for (size_t i = 0; nth(name, i) != '\0'; ++i) hash = hash * 33 + static_cast<uint8_t>(nth(name, i));
    const uint64_t bloom = gnu_hash_ + sizeof(*table);
    const uint64_t buckets = bloom + uint64_t{table->bloom_words} * sizeof(Class::symbol::value);
    const uint64_t chains = buckets + uint64_t{table->buckets} * sizeof(word32);
    const auto* const bucket = at<word32>(buckets + uint64_t{hash % table->buckets} * sizeof(word32));
    if (bucket == nullptr || bucket->value < table->first_symbol) return 0;
    for (uint64_t number = bucket->value;; ++number) {
      const auto* const chain = at<word32>(chains + (number - table->first_symbol) * sizeof(word32));
      if (chain == nullptr) return 0;
      if ((chain->value | 1U) == (hash | 1U)) {
        if (const uint64_t found = match(number, name, version); found != 0) return found;
      }
      if ((chain->value & 1U) != 0) return 0;
    }
  }

  // The table is only used for how many symbols there are: a vDSO has about a dozen.
  [[nodiscard]] uint64_t find_by_hash(const char* name, unsigned version) const {
    const auto* const table = hash_ != 0 ? at<hash_header>(hash_) : nullptr;
    if (table == nullptr || table->buckets == 0 ||
        at<word32>(hash_ + sizeof(*table), uint64_t{table->buckets} + table->symbols) == nullptr) {
      return 0;
    }
    for (uint64_t number = 1; number < table->symbols; ++number) {
      if (const uint64_t found = match(number, name, version); found != 0) return found;
    }
    return 0;
  }

  const uint8_t* data_;
  uint64_t size_;
  // What the image calls the address of its first byte.
  uint64_t origin_ = 0;
  // Addresses in the image's own numbering; 0 if it has no such table.
  uint64_t hash_ = 0;
  uint64_t gnu_hash_ = 0;
  uint64_t symbols_ = 0;
  uint64_t strings_ = 0;
  uint64_t strings_size_ = ~uint64_t{0};
  uint64_t version_indexes_ = 0;
  uint64_t versions_ = 0;
  bool usable_;
};

}  // namespace kcall::inline KCALL_ABI_TAG::elf
