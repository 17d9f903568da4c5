// The vDSO of this process as bytes, and what it exports, read another way than kcall's parser does.
#pragma once
#include <elf.h>
#include <link.h>
#include <sys/auxv.h>

#include <fstream>
#include <string>
#include <vector>

namespace test {

using bytes = std::vector<unsigned char>;

inline unsigned long live_image() { return getauxval(AT_SYSINFO_EHDR); }

struct mapping {
  unsigned long start = 0;
  unsigned long end = 0;
  std::string name;
};

inline std::vector<mapping> mappings(const std::string& containing) {
  std::vector<mapping> found;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    const auto at = line.find('[');
    if (at == std::string::npos || line.find(containing, at) == std::string::npos) continue;
    const auto dash = line.find('-');
    found.push_back({std::stoul(line.substr(0, dash), nullptr, 16),
                     std::stoul(line.substr(dash + 1, line.find(' ') - dash - 1), nullptr, 16), line.substr(at)});
  }
  return found;
}

/// Empty if there is no vDSO in this process.
inline bytes dumped() {
  const auto found = mappings("[vdso]");
  if (found.empty()) return {};
  const auto* const data = reinterpret_cast<const unsigned char*>(found.front().start);
  return bytes(data, data + (found.front().end - found.front().start));
}

/// name, version, offset of every function that the image defines, read through section headers, which kcall's parser
/// does not look at.
struct exported {
  std::string name, version;
  unsigned long offset;
};

inline std::vector<exported> by_sections(const bytes& image) {
  const auto* const base = image.data();
  const auto* const header = reinterpret_cast<const ElfW(Ehdr)*>(base);
  const auto* const sections = reinterpret_cast<const ElfW(Shdr)*>(base + header->e_shoff);
  const ElfW(Shdr)* symbols = nullptr;
  const ElfW(Shdr)* indexes = nullptr;
  const ElfW(Shdr)* versions = nullptr;
  for (unsigned i = 0; i < header->e_shnum; ++i) {
    if (sections[i].sh_type == SHT_DYNSYM) symbols = &sections[i];
    if (sections[i].sh_type == SHT_GNU_versym) indexes = &sections[i];
    if (sections[i].sh_type == SHT_GNU_verdef) versions = &sections[i];
  }
  if (symbols == nullptr || indexes == nullptr || versions == nullptr) return {};
  const auto* const names = reinterpret_cast<const char*>(base + sections[symbols->sh_link].sh_offset);
  std::vector<std::string> version_names(versions->sh_info + 2);
  for (auto at = versions->sh_offset;;) {
    const auto* const definition = reinterpret_cast<const ElfW(Verdef)*>(base + at);
    const auto* const name = reinterpret_cast<const ElfW(Verdaux)*>(base + at + definition->vd_aux);
    version_names.at(definition->vd_ndx) = names + name->vda_name;
    if (definition->vd_next == 0) break;
    at += definition->vd_next;
  }
  std::vector<exported> found;
  for (unsigned i = 1; i < symbols->sh_size / sizeof(ElfW(Sym)); ++i) {
    const auto& symbol = reinterpret_cast<const ElfW(Sym)*>(base + symbols->sh_offset)[i];
    const unsigned index = reinterpret_cast<const ElfW(Versym)*>(base + indexes->sh_offset)[i] & 0x7fffU;
    const unsigned type = symbol.st_info & 15U;
    if (symbol.st_shndx == SHN_UNDEF || (type != STT_FUNC && type != STT_NOTYPE)) continue;
    found.push_back({names + symbol.st_name, version_names.at(index), symbol.st_value});
  }
  return found;
}

}  // namespace test
