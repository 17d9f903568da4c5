// Makes ELF images like a vDSO, of either class and in every variety that the parser must know.
#pragma once
#include <elf.h>

#include <array>
#include <cstring>
#include <kcall/vdso/image.hpp>
#include <string>
#include <vector>

namespace test {

using bytes = std::vector<unsigned char>;

struct recipe {
  bool gnu_hash = true;
  bool sysv_hash = true;
  bool versions = true;
  bool dynamic_first = false;
  bool zero_buckets = false;
  bool hidden = false;
  bool undefined = false;
  bool local = false;
  bool endless_chain = false;
  unsigned long vaddr = 0;
  const char* version = "LINUX_2.6";
  bytes code{0xc3};
};

inline constexpr unsigned short test_machine = 77;
inline constexpr const char* wanted_name = "__vdso_wanted";
inline constexpr const char* other_name = "__vdso_other";

struct layout32 {
  using parser = kcall::elf::class32;
  using ehdr = Elf32_Ehdr;
  using phdr = Elf32_Phdr;
  using dyn = Elf32_Dyn;
  using sym = Elf32_Sym;
  using address = Elf32_Addr;
  static constexpr unsigned char file_class = ELFCLASS32;
};
struct layout64 {
  using parser = kcall::elf::class64;
  using ehdr = Elf64_Ehdr;
  using phdr = Elf64_Phdr;
  using dyn = Elf64_Dyn;
  using sym = Elf64_Sym;
  using address = Elf64_Addr;
  static constexpr unsigned char file_class = ELFCLASS64;
};

struct made {
  bytes data;
  unsigned long function = 0;
};

template <class T>
unsigned long append(bytes& to, const T& object) {
  while (to.size() % 8 != 0) to.push_back(0);
  const auto at = to.size();
  const auto* const raw = reinterpret_cast<const unsigned char*>(&object);
  to.insert(to.end(), raw, raw + sizeof object);
  return at;
}
template <class T>
unsigned long append(bytes& to, const std::vector<T>& list) {
  while (to.size() % 8 != 0) to.push_back(0);
  const auto at = to.size();
  const auto* const raw = reinterpret_cast<const unsigned char*>(list.data());
  to.insert(to.end(), raw, raw + list.size() * sizeof(T));
  return at;
}

inline unsigned gnu_hash_of(const char* name) {
  unsigned hash = 5381;
  for (; *name != '\0'; ++name) hash = hash * 33 + static_cast<unsigned char>(*name);
  return hash;
}

/// A shared object with two functions of one version; `wanted` is the second of them.
template <class L>
made make(const recipe& how, const char* wanted = wanted_name, unsigned short machine = test_machine) {
  using address = typename L::address;
  made image;
  bytes& out = image.data;
  const auto base = static_cast<address>(how.vaddr);
  typename L::ehdr header{};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = L::file_class;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_ident[EI_VERSION] = EV_CURRENT;
  header.e_type = ET_DYN;
  header.e_machine = machine;
  header.e_version = EV_CURRENT;
  header.e_phoff = (sizeof header + 7) / 8 * 8;
  header.e_phentsize = sizeof(typename L::phdr);
  header.e_phnum = 2;
  append(out, header);
  const auto segments_at = append(out, std::vector<typename L::phdr>(2));
  image.function = append(out, how.code);

  std::string strings(1, '\0');
  const auto text = [&strings](const char* value) {
    const auto at = static_cast<unsigned>(strings.size());
    strings.append(value).push_back('\0');
    return at;
  };
  std::vector<typename L::sym> symbols(3);
  symbols[1].st_name = text(other_name);
  symbols[2].st_name = text(wanted);
  for (unsigned i = 1; i < 3; ++i) {
    symbols[i].st_info = static_cast<unsigned char>(((how.local ? STB_LOCAL : STB_GLOBAL) << 4) | STT_FUNC);
    symbols[i].st_shndx = how.undefined ? 0 : 1;
    symbols[i].st_value = base + static_cast<address>(image.function);
    symbols[i].st_size = static_cast<address>(how.code.size());
  }
  const unsigned file_name = text("linux-made.so.1");
  const unsigned version_name = text(how.version);
  const auto strings_at = append(out, bytes(strings.begin(), strings.end()));
  const auto symbols_at = append(out, symbols);

  std::vector<typename L::dyn> dynamic;
  const auto entry = [&dynamic, base](unsigned tag, unsigned long value, bool is_address = true) {
    typename L::dyn one{};
    one.d_tag = static_cast<decltype(one.d_tag)>(tag);
    one.d_un.d_ptr = static_cast<address>(value) + (is_address ? base : 0);
    dynamic.push_back(one);
  };
  entry(DT_STRTAB, strings_at);
  entry(DT_STRSZ, strings.size(), false);
  entry(DT_SYMTAB, symbols_at);
  if (how.sysv_hash) {
    // One bucket: symbol 2, then 1, and then the end, or in a circle.
    std::vector<unsigned> table{1, 3, 2, 0, how.endless_chain ? 2U : 0U, 1};
    if (how.zero_buckets) table = {0, 3, 0, 0, 1};
    entry(DT_HASH, append(out, table));
  }
  if (how.gnu_hash) {
    const unsigned first = gnu_hash_of(other_name) & ~1U;
    const unsigned second = gnu_hash_of(wanted) | (how.endless_chain ? 0U : 1U);
    std::vector<unsigned> table{1, 1, 1, 0, ~0U, ~0U, 1, first, second & (how.endless_chain ? ~1U : ~0U)};
    if (L::file_class == ELFCLASS32) table.erase(table.begin() + 5);
    if (how.zero_buckets) table[0] = 0;
    entry(DT_GNU_HASH, append(out, table));
  }
  if (how.versions) {
    const auto global = static_cast<unsigned short>(how.hidden ? 0x8002 : 2);
    entry(DT_VERSYM, append(out, std::vector<unsigned short>{0, global, global}));
    // The first definition carries the name of the file, as linkers write it.
    std::vector<unsigned> words;
    const auto definition = [&words](unsigned flags, unsigned index, unsigned name, unsigned next) {
      words.insert(words.end(), {1U | flags << 16, index | 1U << 16, 0, 20, next, name, 0});
    };
    definition(VER_FLG_BASE, 1, file_name, 28);
    definition(0, 2, version_name, 0);
    entry(DT_VERDEF, append(out, words));
    entry(DT_VERDEFNUM, 2, false);
  }
  entry(DT_NULL, 0, false);
  const auto dynamic_at = append(out, dynamic);

  std::array<typename L::phdr, 2> segments{};
  auto& load = segments.at(how.dynamic_first ? 1 : 0);
  load.p_type = PT_LOAD;
  load.p_flags = PF_R | PF_X;
  load.p_vaddr = base;
  load.p_filesz = load.p_memsz = static_cast<address>(out.size());
  auto& table = segments.at(how.dynamic_first ? 0 : 1);
  table.p_type = PT_DYNAMIC;
  table.p_offset = static_cast<address>(dynamic_at);
  table.p_vaddr = base + static_cast<address>(dynamic_at);
  table.p_filesz = table.p_memsz = static_cast<address>(dynamic.size() * sizeof(typename L::dyn));
  std::memcpy(out.data() + segments_at, segments.data(), sizeof segments);
  return image;
}

}  // namespace test
