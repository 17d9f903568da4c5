// The vDSO gate and the ELF parser under it: against the kernel, against a reading of the same image by its section
// headers, and with images made here, sound and damaged.
#include <elf.h>
#include <link.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <kcall/call/call.hpp>
#include <kcall/gate/vdso.hpp>
#include <string>
#include <thread>
#include <vector>

#include "support.hpp"

namespace {

using kcall::gate::native;
using kcall::gate::vdso;
using trap = kcall::trap_of<native>;
using abi = native::abi;
using nr = abi::nr;
using exports = abi::vdso;
using elf_class = kcall::elf::class_of<sizeof(long)>;
using bytes = std::vector<unsigned char>;

/// What the 64-bit time calls read and write.
struct timespec64 {
  long long seconds;
  long long nanoseconds;
  friend bool operator==(const timespec64&, const timespec64&) = default;
  friend bool operator<(const timespec64& a, const timespec64& b) { return a <= b && !(a == b); }
  friend bool operator<=(const timespec64& a, const timespec64& b) {
    return a.seconds != b.seconds ? a.seconds < b.seconds : a.nanoseconds <= b.nanoseconds;
  }
};

template <class N>
constexpr N gettime_of() {
  if constexpr (requires { N::clock_gettime64; }) {
    return N::clock_gettime64;
  } else {
    return N::clock_gettime;
  }
}
template <class N>
constexpr N getres_of() {
  if constexpr (requires { N::clock_getres_time64; }) {
    return N::clock_getres_time64;
  } else {
    return N::clock_getres;
  }
}
template <class E>
const char* gettime_name() {
  if constexpr (requires { E::clock_gettime64; }) {
    return E::clock_gettime64.name;
  } else {
    return E::clock_gettime.name;
  }
}
constexpr nr gettime = gettime_of<nr>();
constexpr nr getres = getres_of<nr>();

template <class G, class... A>
long word(nr number, A... arguments) {
  return kcall::call<G>(number, arguments...).word();
}

unsigned long live_image() { return getauxval(AT_SYSINFO_EHDR); }

// Puts the state back to what a fresh program has, however the test ends.
struct restored {
  restored() = default;
  restored(const restored&) = delete;
  restored& operator=(const restored&) = delete;
  ~restored() { vdso::use(live_image()); }
};

// ---- the live image -------------------------------------------------------------------------------------------------

struct mapping {
  unsigned long start = 0;
  unsigned long end = 0;
  std::string name;
};

std::vector<mapping> mappings(const std::string& containing) {
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

bytes dumped() {
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

std::vector<exported> by_sections(const bytes& image) {
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
  REQUIRE(symbols != nullptr);
  REQUIRE(indexes != nullptr);
  REQUIRE(versions != nullptr);
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

// ---- images made here -----------------------------------------------------------------------------------------------

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

constexpr unsigned short test_machine = 77;
constexpr const char* wanted_name = "__vdso_wanted";
constexpr const char* other_name = "__vdso_other";

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

unsigned gnu_hash_of(const char* name) {
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

/// Memory whose last byte lies before a page that cannot be touched.
class guarded {
 public:
  explicit guarded(size_t size) : size_((size + 4095) / 4096 * 4096) {
    void* const place = mmap(nullptr, size_ + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(place != MAP_FAILED);
    start_ = static_cast<unsigned char*>(place);
    REQUIRE(mprotect(start_ + size_, 4096, PROT_NONE) == 0);
  }
  guarded(const guarded&) = delete;
  guarded& operator=(const guarded&) = delete;
  ~guarded() { munmap(start_, size_ + 4096); }
  /// The first `size` bytes of `data`, right before the guard.
  unsigned char* put(const bytes& data, size_t size) {
    unsigned char* const at = start_ + size_ - size;
    if (size != 0) std::memcpy(at, data.data(), size);
    return at;
  }

 private:
  size_t size_;
  unsigned char* start_;
};

template <class L>
unsigned long find(const bytes& data, const char* name = wanted_name, const char* version = "LINUX_2.6",
                   unsigned short machine = test_machine) {
  guarded memory(data.size());
  const kcall::elf::image<typename L::parser> image(memory.put(data, data.size()), data.size(), machine);
  return static_cast<unsigned long>(image.find(name, version));
}

}  // namespace

// ---- the parser -----------------------------------------------------------------------------------------------------

TEST_CASE("every function of the live vDSO is found where its section headers say") {
  const bytes image = dumped();
  if (image.empty()) {
    MESSAGE("skipped: no vDSO in this process");
    return;
  }
  using parsed = kcall::elf::image<elf_class>;
  const parsed known(image.data(), image.size(), abi::elf_machine);
  const parsed mapped(reinterpret_cast<const void*>(live_image()), abi::elf_machine);
  REQUIRE(known);
  REQUIRE(mapped);
  const auto all = by_sections(image);
  CHECK(all.size() >= 4);
  for (const auto& one : all) {
    CAPTURE(one.name);
    CHECK(known.find(one.name.c_str(), one.version.c_str()) == one.offset);
    CHECK(mapped.find(one.name.c_str(), one.version.c_str()) == one.offset);
    CHECK(known.find(one.name.c_str(), "LINUX_9.9") == 0);
    CHECK(known.find(one.name.c_str(), "LINUX_2.60") == 0);
    CHECK(known.find((one.name + "_").c_str(), one.version.c_str()) == 0);
    CHECK(known.find(one.name.substr(0, one.name.size() - 1).c_str(), one.version.c_str()) == 0);
  }
  CHECK(known.find("", "LINUX_2.6") == 0);
  CHECK_FALSE(parsed(image.data(), image.size(), abi::elf_machine + 1));
}

TEST_CASE("the live vDSO cut short at every length, before a page that cannot be read") {
  const bytes image = dumped();
  if (image.empty()) {
    MESSAGE("skipped: no vDSO in this process");
    return;
  }
  const auto all = by_sections(image);
  guarded memory(image.size());
  unsigned wrong = 0;
  for (size_t size = 0; size < image.size(); ++size) {
    const kcall::elf::image<elf_class> cut(memory.put(image, size), size, abi::elf_machine);
    const auto& one = all.at(size % all.size());
    const auto offset = cut.find(one.name.c_str(), one.version.c_str());
    // Only section headers may be missing.
    if (offset != 0 && (offset != one.offset || size < image.size() / 4)) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE_TEMPLATE("images of every make", L, layout32, layout64) {
  recipe how;
  const auto found = [&how](const char* version = "LINUX_2.6") {
    const made image = make<L>(how);
    const auto offset = find<L>(image.data, wanted_name, version);
    CHECK((offset == 0 || offset == image.function));
    return offset != 0;
  };
  CHECK(found());
  SUBCASE("DT_GNU_HASH only") {
    how.sysv_hash = false;
    CHECK(found());
  }
  SUBCASE("DT_HASH only") {
    how.gnu_hash = false;
    CHECK(found());
  }
  SUBCASE("neither: nobody knows how many symbols there are") {
    how.gnu_hash = how.sysv_hash = false;
    CHECK_FALSE(found());
  }
  SUBCASE("no buckets") {
    how.zero_buckets = true;
    CHECK_FALSE(found());
    how.sysv_hash = false;
    CHECK_FALSE(found());
  }
  SUBCASE("chains without an end") {
    how.endless_chain = true;
    how.undefined = true;
    CHECK_FALSE(found());
  }
  SUBCASE("PT_DYNAMIC before PT_LOAD") {
    how.dynamic_first = true;
    CHECK(found());
  }
  SUBCASE("addresses that do not start at 0, up to the top of the address space") {
    how.vaddr = 0x400000;
    CHECK(found());
    how.vaddr = static_cast<unsigned long>(static_cast<typename L::address>(-0x900000L));
    CHECK(found());
  }
  SUBCASE("another version, or one that only starts alike") {
    CHECK_FALSE(found("LINUX_2.5"));
    CHECK_FALSE(found("LINUX_2.6.39"));
    CHECK_FALSE(found("LINUX_2"));
    CHECK_FALSE(found("linux-made.so.1"));
  }
  SUBCASE("no versions at all: any will do") {
    how.versions = false;
    CHECK(found());
    CHECK(found("LINUX_2.5"));
  }
  SUBCASE("a hidden version is found by who asks for it") {
    how.hidden = true;
    CHECK(found());
    CHECK_FALSE(found("LINUX_2.5"));
  }
  SUBCASE("a symbol that is not defined here") {
    how.undefined = true;
    CHECK_FALSE(found());
  }
  SUBCASE("a local symbol") {
    how.local = true;
    CHECK_FALSE(found());
  }
}

TEST_CASE_TEMPLATE("not an image, or not one of this kind", L, layout32, layout64) {
  const made image = make<L>({});
  const auto changed = [&image](size_t at, unsigned char value) {
    bytes data = image.data;
    data.at(at) = value;
    return find<L>(data);
  };
  CHECK(changed(0, 0x7f) == image.function);
  CHECK(changed(0, 0) == 0);
  CHECK(changed(3, 'f') == 0);
  CHECK(changed(EI_CLASS, L::file_class ^ 3U) == 0);
  CHECK(changed(EI_DATA, ELFDATA2MSB) == 0);
  CHECK(changed(EI_VERSION, 2) == 0);
  CHECK(changed(16, ET_REL) == 0);
  CHECK(find<L>(image.data, wanted_name, "LINUX_2.6", test_machine + 1) == 0);
  CHECK(find<L>(image.data, other_name) == image.function);
  CHECK(find<L>(image.data, "") == 0);
  CHECK(find<L>(bytes(20000, 0)) == 0);
  CHECK(find<L>(bytes(20000, 0xff)) == 0);
  CHECK(find<L>({}) == 0);
}

TEST_CASE_TEMPLATE("an image cut short at every length holds nothing", L, layout32, layout64) {
  for (const bool gnu : {true, false}) {
    recipe how;
    how.gnu_hash = gnu;
    how.sysv_hash = !gnu;
    const made image = make<L>(how);
    guarded memory(image.data.size());
    unsigned found = 0;
    for (size_t size = 0; size <= image.data.size(); ++size) {
      const kcall::elf::image<typename L::parser> cut(memory.put(image.data, size), size, test_machine);
      if (cut.find(wanted_name, "LINUX_2.6") != 0) ++found;
    }
    CHECK(found == 1);
  }
}

TEST_CASE_TEMPLATE("damaged images do no harm", L, layout32, layout64) {
  std::array<bytes, 4> originals{make<L>({}).data};
  recipe how;
  how.sysv_hash = false;
  originals[1] = make<L>(how).data;
  how.sysv_hash = true;
  how.gnu_hash = false;
  originals[2] = make<L>(how).data;
  how.endless_chain = true;
  originals[3] = make<L>(how).data;
  unsigned random = 12345;
  const auto next = [&random](size_t below) {
    random = random * 1664525U + 1013904223U;
    return static_cast<size_t>(random >> 8) % below;
  };
  constexpr std::array<unsigned char, 6> favourites{0, 1, 0x7f, 0x80, 0xfe, 0xff};
  guarded memory(4096);
  unsigned outside = 0;
  for (unsigned round = 0; round < 40000; ++round) {
    bytes data = originals.at(next(4));
    for (size_t i = next(4) + 1; i > 0; --i) {
      data[next(data.size())] = next(2) != 0 ? favourites.at(next(6)) : static_cast<unsigned char>(next(256));
    }
    const auto size = next(4) != 0 ? data.size() : next(data.size());
    const kcall::elf::image<typename L::parser> image(memory.put(data, size), size, test_machine);
    if (image.find(wanted_name, "LINUX_2.6") >= size && image.find(wanted_name, "LINUX_2.6") != 0) ++outside;
  }
  CHECK(outside == 0);
}

// ---- the gate -------------------------------------------------------------------------------------------------------

TEST_CASE("the functions that this kernel exports are the ones used") {
  const restored state;
  const bytes image = dumped();
  if (image.empty() || live_image() == 0) {
    MESSAGE("skipped: no vDSO in this process");
    return;
  }
  vdso::use(live_image());
  timespec64 now{};
  CHECK(word<vdso>(gettime, CLOCK_MONOTONIC, &now) == 0);
  CHECK(word<vdso>(nr::clock_gettime, CLOCK_MONOTONIC, &now) == 0);
  unsigned long expected = 0;
  for (const auto& one : by_sections(image)) {
    if (one.name == exports::clock_gettime.name && one.version == exports::clock_gettime.version) {
      expected = live_image() + one.offset;
    }
  }
  REQUIRE(expected != 0);
  CHECK(kcall::detail::vdso_load(kcall::detail::vdso_slot::clock_gettime) == expected);
  CHECK(kcall::detail::vdso_load(kcall::detail::vdso_slot::image) == live_image());
}

TEST_CASE("clocks: the same answer as the kernel's, valid or not") {
  for (int clock = -3; clock <= 40; ++clock) {
    CAPTURE(clock);
    timespec64 before{}, now{}, after{};
    const long expected = word<native>(gettime, clock, &before);
    CHECK(word<vdso>(gettime, clock, &now) == expected);
    CHECK(word<test::libc_gate>(gettime, clock, &after) == expected);
    if (expected == 0 && clock != CLOCK_REALTIME && clock != CLOCK_TAI && clock != CLOCK_REALTIME_COARSE) {
      CHECK(before <= now);
      CHECK(now <= after);
    }
    timespec64 step{-1, -1}, oracle{-1, -1};
    const long answer = word<native>(getres, clock, &oracle);
    CHECK(word<vdso>(getres, clock, &step) == answer);
    CHECK(step == oracle);
    CHECK(word<vdso>(getres, clock, nullptr) == word<native>(getres, clock, nullptr));
  }
  timespec64 first{}, second{}, third{};
  CHECK(word<native>(gettime, CLOCK_REALTIME, &first) == 0);
  CHECK(word<vdso>(gettime, CLOCK_REALTIME, &second) == 0);
  CHECK(word<native>(gettime, CLOCK_REALTIME, &third) == 0);
  // The wall clock may be set meanwhile, but hardly by an hour.
  CHECK(second.seconds >= first.seconds - 3600);
  CHECK(second.seconds <= third.seconds + 3600);
}

TEST_CASE("no place to write to") {
  const int clock = CLOCK_MONOTONIC;
  CHECK(word<vdso>(gettime, clock, nullptr) == -EFAULT);
  CHECK(word<native>(gettime, clock, nullptr) == -EFAULT);
  CHECK(word<vdso>(gettime, 100, nullptr) == word<native>(gettime, 100, nullptr));
  CHECK(word<vdso>(nr::gettimeofday, nullptr, nullptr) == 0);
  CHECK(word<vdso>(nr::getcpu, nullptr, nullptr, nullptr) == 0);
}

TEST_CASE("gettimeofday") {
  struct {
    long seconds, microseconds;
  } now{-1, -1};
  const ::time_t before = ::time(nullptr);
  CHECK(word<vdso>(nr::gettimeofday, &now, nullptr) == 0);
  CHECK(now.seconds >= before);
  CHECK(now.seconds <= ::time(nullptr) + 1);
  CHECK(now.microseconds >= 0);
  CHECK(now.microseconds < 1000000);
  struct {
    int minutes_west, kind;
  } zone{-1, -1}, oracle{-1, -1};
  CHECK(word<vdso>(nr::gettimeofday, nullptr, &zone) == 0);
  CHECK(word<native>(nr::gettimeofday, nullptr, &oracle) == 0);
  CHECK(zone.minutes_west == oracle.minutes_west);
  CHECK(zone.kind == oracle.kind);
}

template <class N>
void check_time() {
  if constexpr (requires { N::time; }) {
    long stored = 0;
    const long before = word<native>(N::time, nullptr);
    const long now = word<vdso>(N::time, &stored);
    CHECK(stored == now);
    CHECK(now >= before);
    CHECK(now <= word<native>(N::time, nullptr));
    CHECK(word<vdso>(N::time, nullptr) >= now);
  }
}
TEST_CASE("time") { check_time<nr>(); }

TEST_CASE("getcpu") {
  cpu_set_t old, one;
  REQUIRE(sched_getaffinity(0, sizeof old, &old) == 0);
  for (unsigned cpu = 0; cpu < 64; ++cpu) {
    if (!CPU_ISSET(cpu, &old)) continue;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) continue;
    unsigned found = 12345, node = 12345, oracle = 12345;
    CHECK(word<vdso>(nr::getcpu, &found, &node, nullptr) == 0);
    CHECK(word<native>(nr::getcpu, nullptr, &oracle, nullptr) == 0);
    CHECK(found == cpu);
    CHECK(node == oracle);
    // Without the third argument, which no kernel reads any more.
    CHECK(word<vdso>(nr::getcpu, &found, &node) == 0);
  }
  CHECK(sched_setaffinity(0, sizeof old, &old) == 0);
}

TEST_CASE("every other call goes to the kernel") {
  CHECK(word<vdso>(nr::getppid) == getppid());
  CHECK(word<vdso>(nr::close, -1) == -EBADF);
  CHECK(word<vdso>(nr::mmap, 0, 0, 0, 0, 0, 0) < 0);
  static_assert(kcall::gate_like<vdso>);
  static_assert(kcall::same_as<kcall::trap_of<vdso>, kcall::trap_of<native>>);
}

TEST_CASE("numbers that are not constants") {
  volatile int which = static_cast<int>(gettime);
  timespec64 before{}, now{};
  CHECK(word<native>(gettime, CLOCK_MONOTONIC, &before) == 0);
  CHECK(word<vdso>(static_cast<nr>(which), CLOCK_MONOTONIC, &now) == 0);
  CHECK(before <= now);
  which = static_cast<int>(nr::getppid);
  CHECK(word<vdso>(static_cast<nr>(which)) == getppid());
  CHECK(word<vdso>(static_cast<nr>(which), 0, 0) == getppid());
}

TEST_CASE("without a vDSO, and with one that is none, the kernel answers") {
  const restored state;
  std::vector<unsigned char> zeros(8192);
  for (const unsigned long image : {0UL, reinterpret_cast<unsigned long>(zeros.data())}) {
    vdso::use(image);
    for (int i = 0; i < 2; ++i) {
      timespec64 before{}, now{};
      CHECK(word<native>(gettime, CLOCK_MONOTONIC, &before) == 0);
      CHECK(word<vdso>(gettime, CLOCK_MONOTONIC, &now) == 0);
      CHECK(before <= now);
      CHECK(word<vdso>(gettime, 100, &now) == -EINVAL);
      CHECK(word<vdso>(getres, CLOCK_MONOTONIC, &now) == 0);
      CHECK(word<vdso>(nr::gettimeofday, nullptr, nullptr) == 0);
      CHECK(word<vdso>(nr::getcpu, nullptr, nullptr, nullptr) == 0);
    }
  }
}

namespace {

/// A function that returns `value`, in this target's code.
bytes function_returning(int value) {
  const auto bits = static_cast<unsigned>(value);
#if KCALL_TARGET_AARCH64
  // movz or movn w0, then ret
  const unsigned move = value < 0 ? 0x12800000U | (~bits & 0xffffU) << 5 : 0x52800000U | (bits & 0xffffU) << 5;
  std::vector<unsigned> words{move, 0xd65f03c0U};
  bytes code(8);
  std::memcpy(code.data(), words.data(), 8);
#else
  bytes code{0xb8, 0, 0, 0, 0, 0xc3};
  std::memcpy(code.data() + 1, &bits, 4);
#endif
  return code;
}

/// What the gate says to a clock_gettime that the image answers with `value`; the kernel would say -EINVAL to 7777.
long answer_through(int value, int clock) {
  const restored state;
  recipe how;
  how.code = function_returning(value);
  how.version = exports::clock_gettime.version;
  using layout = std::conditional_t<sizeof(long) == 8, layout64, layout32>;
  const made image = make<layout>(how, gettime_name<exports>(), abi::elf_machine);
  void* const place = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(place != MAP_FAILED);
  REQUIRE(image.data.size() <= 4096);
  std::memcpy(place, image.data.data(), image.data.size());
  auto* const start = static_cast<char*>(place);
  __builtin___clear_cache(start, start + 4096);
  REQUIRE(mprotect(place, 4096, PROT_READ | PROT_EXEC) == 0);
  vdso::use(reinterpret_cast<unsigned long>(place));
  timespec64 now{};
  const long answer = word<vdso>(gettime, clock, &now);
  const bool written = now.seconds != 0 || now.nanoseconds != 0;
  CHECK((kcall::detail::vdso_load(kcall::detail::vdso_slot::clock_gettime) > 1 ||
         kcall::detail::vdso_load(kcall::detail::vdso_slot::clock_gettime64) > 1));
  munmap(place, 4096);
  return answer == 0 && written ? 1 : answer;
}

}  // namespace

TEST_CASE("0 and -EINVAL are taken from the image, anything else is asked of the kernel") {
  constexpr int good = CLOCK_MONOTONIC;
  constexpr int bad = 7777;
  // 1: the kernel wrote the time.
  CHECK(answer_through(0, good) == 0);
  CHECK(answer_through(0, bad) == 0);
  CHECK(answer_through(-EINVAL, good) == -EINVAL);
  for (const int odd : {-ENOSYS, -EPERM, -EFAULT, -EINTR, -4095, 1, 22, 4096, 0x7fff}) {
    CAPTURE(odd);
    CHECK(answer_through(odd, good) == 1);
    CHECK(answer_through(odd, bad) == -EINVAL);
  }
}

TEST_CASE("threads that meet on first use all get an answer") {
  const restored state;
  for (int round = 0; round < 50; ++round) {
    for (unsigned i = 0; i < static_cast<unsigned>(kcall::detail::vdso_slot::count); ++i) {
      kcall::detail::vdso_store(static_cast<kcall::detail::vdso_slot>(i), kcall::detail::vdso_unknown);
    }
    std::array<long, 4> answers{};
    std::array<std::thread, 4> threads;
    for (size_t i = 0; i < threads.size(); ++i) {
      threads.at(i) = std::thread([&answers, i] {
        timespec64 now{};
        answers.at(i) = word<vdso>(gettime, CLOCK_MONOTONIC, &now) + (now.seconds == 0 && now.nanoseconds == 0 ? 1 : 0);
      });
    }
    for (auto& thread : threads) thread.join();
    for (const long answer : answers) CHECK(answer == 0);
  }
}

namespace {

/// Ends the child with the answer of f, without running anything of the libc's.
template <class F>
int status_of_child(F f) {
  std::fflush(nullptr);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // Not through a stub that the child may have moved away.
    trap::enter(nr::exit, static_cast<int>(f()));
    __builtin_trap();
  }
  int status = -1;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

/// From here on every system call but exit kills the thread's process.
bool forbid_calls() {
  sock_filter filter[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, 0},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<unsigned>(nr::exit)},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS},
  };
  const sock_fprog program{4, filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

template <class G>
int many_reads(int clock) {
  timespec64 now{};
  // First use, which asks for the auxiliary vector, comes before the filter.
  if (word<G>(gettime, clock, &now) != 0 || !forbid_calls()) return 3;
  for (int i = 0; i < 1000; ++i) {
    if (word<G>(gettime, clock, &now) != 0) return 4;
  }
  return 0;
}

}  // namespace

TEST_CASE("a clock is read without a system call") {
  if (live_image() == 0) {
    MESSAGE("skipped: no vDSO in this process");
    return;
  }
  std::ifstream source("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  std::string name;
  source >> name;
  if (name == "hpet" || name == "acpi_pm" || name == "jiffies" || name == "xen") {
    MESSAGE("skipped: the vDSO cannot read this clock source: " << name);
    return;
  }
  const int refused = status_of_child([] { return many_reads<native>(CLOCK_MONOTONIC); });
  if (WIFEXITED(refused) && WEXITSTATUS(refused) == 3) {
    MESSAGE("skipped: no seccomp filters here");
    return;
  }
  CHECK(WIFSIGNALED(refused));
  CHECK(status_of_child([] { return many_reads<vdso>(CLOCK_MONOTONIC); }) == 0);
  CHECK(status_of_child([] { return many_reads<vdso>(CLOCK_REALTIME); }) == 0);
  CHECK(status_of_child([] { return many_reads<vdso>(CLOCK_MONOTONIC_COARSE); }) == 0);
}

TEST_CASE("an image that was moved is used where it is now") {
  if (live_image() == 0) {
    MESSAGE("skipped: no vDSO in this process");
    return;
  }
  // The code reads its data at a fixed distance, so all parts keep their order and their gaps.
  std::vector<mapping> parts = mappings("[vvar");
  for (const auto& part : mappings("[vdso]")) parts.push_back(part);
  unsigned long low = ~0UL, high = 0;
  for (const auto& part : parts) {
    low = part.start < low ? part.start : low;
    high = part.end > high ? part.end : high;
  }
  REQUIRE(high - low < 0x100000);
  void* const room = mmap(nullptr, high - low, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(room != MAP_FAILED);
  const unsigned long distance = reinterpret_cast<unsigned long>(room) - low;
  const auto move = [&] {
    // Nothing of the libc's from the first move on: it remembers the old place.
    for (const auto& part : parts) {
      const long size = static_cast<long>(part.end - part.start);
      const auto target = static_cast<long>(part.start + distance);
      if (trap::enter(nr::mremap, part.start, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, target) != target) return 3;
    }
    vdso::use(live_image() + distance);
    timespec64 before{}, now{};
    if (word<trap>(gettime, CLOCK_MONOTONIC, &before) != 0) return 4;
    if (word<vdso>(gettime, CLOCK_MONOTONIC, &now) != 0 || now < before) return 5;
    const unsigned long used = kcall::detail::vdso_load(kcall::detail::vdso_slot::image);
    return used == live_image() + distance ? 0 : 6;
  };
  CHECK(status_of_child(move) == 0);
  munmap(room, high - low);
}
