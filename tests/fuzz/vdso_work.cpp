// Counts what a look-up in a hostile image costs: calls of the parser's functions, which the compiler reports with
// -finstrument-functions; every turn of every loop makes a few. Exit status 1 where the number is more than 64 for each
// byte of the image, so where it does not grow with the size alone.
#include <cstdio>
#include <functional>

#include "vdso_patch.hpp"

namespace {

unsigned long long calls;

// The name that is asked for, and one that differs in its last letter alone.
constexpr const char* name = "__vdso_clock_getres_time64";
constexpr const char* nearly = "__vdso_clock_getres_time65";
constexpr const char* version = "LINUX_2.6";
constexpr const char* other_version = "LINUX_2.7";

void put(test::bytes& image, size_t at, unsigned value) { std::memcpy(image.data() + at, &value, sizeof value); }

/// Fills the image up to `size` with words that all are `value`; returns where they begin.
size_t fill(test::bytes& image, size_t size, unsigned value) {
  const size_t start = image.size();
  image.resize(size);
  for (size_t at = start; at + 4 <= size; at += 4) put(image, at, value);
  return start;
}

template <class L>
void set(test::bytes& image, unsigned tag, size_t value) {
  fuzz::entry<L>(image, tag) = static_cast<typename L::address>(value);
}

template <class L>
struct hostile {
  const char* name;
  std::function<void(test::bytes&, size_t)> make;
};

template <class L>
const hostile<L> images[] = {
    {"version definitions that overlap, four bytes apart",
     [](test::bytes& image, size_t size) {
       // Each is followed by one 4 bytes on, and has its name at offset 4 of the strings.
       const size_t strings = fill(image, size, 4) + 4096;
       std::memcpy(image.data() + strings + 4, other_version, std::strlen(other_version) + 1);
       set<L>(image, DT_STRTAB, strings);
       set<L>(image, DT_STRSZ, 64);
       set<L>(image, DT_VERDEF, strings + 64);
     }},
    {"a chain of DT_GNU_HASH through the whole image",
     [](test::bytes& image, size_t size) {
       const unsigned hash = test::gnu_hash_of(name) & ~1U;
       const size_t table = fill(image, size, hash);
       put(image, table, 1);
       put(image, table + 4, 1);
       put(image, table + 8, 0);
       put(image, table + 16, 1);
       set<L>(image, DT_GNU_HASH, table);
     }},
    {"a DT_HASH of as many symbols as fit",
     [](test::bytes& image, size_t size) {
       const size_t table = fill(image, size, 0);
       put(image, table, 1);
       put(image, table + 4, static_cast<unsigned>((size - table) / 4 - 3));
       set<L>(image, DT_HASH, table);
     }},
};

/// Symbols everywhere, each with the name that is nearly the right one, behind the image.
template <class L>
void add_symbols(test::bytes& image, size_t size) {
  const size_t strings = image.size();
  image.resize(strings + 64);
  std::memcpy(image.data() + strings + 1, nearly, std::strlen(nearly) + 1);
  typename L::sym symbol{};
  symbol.st_name = 1;
  symbol.st_shndx = 1;
  symbol.st_info = (STB_GLOBAL << 4) | STT_FUNC;
  const size_t symbols = image.size();
  image.resize(size);
  for (size_t at = symbols; at + sizeof symbol <= size; at += sizeof symbol) {
    std::memcpy(image.data() + at, &symbol, sizeof symbol);
  }
  set<L>(image, DT_STRTAB, strings);
  set<L>(image, DT_STRSZ, 64);
  set<L>(image, DT_SYMTAB, symbols);
}

template <class L>
bool cheap(const hostile<L>& one, bool gnu, bool sysv, bool versions, size_t size) {
  test::recipe how;
  how.gnu_hash = gnu;
  how.sysv_hash = sysv;
  how.versions = versions;
  test::bytes image = test::make<L>(how).data;
  if (!versions) add_symbols<L>(image, size / 2);
  one.make(image, size);
  fuzz::set_end<L>(image, size);
  const kcall::elf::image<typename L::parser> parsed(image.data(), size, test::test_machine);
  calls = 0;
  const bool found = !parsed || parsed.find(name, version) != 0;
  const unsigned long long spent = calls;
  std::printf("%d bit, %zu bytes, %llu calls: %s\n", L::file_class * 32, size, spent, one.name);
  // At least one for each 64 bytes: otherwise the image is not the hostile one that is meant.
  return !found && spent >= size / 64 && spent <= size * 64;
}

template <class L>
bool all_cheap() {
  bool good = true;
  for (const size_t size : {size_t{1} << 14, size_t{1} << 16, size_t{1} << 18}) {
    good = cheap<L>(images<L>[0], true, true, true, size) && good;
    good = cheap<L>(images<L>[1], true, false, false, size) && good;
    good = cheap<L>(images<L>[2], false, true, false, size) && good;
  }
  return good;
}

}  // namespace

extern "C" {
[[gnu::no_instrument_function]] void __cyg_profile_func_enter(void*, void*);
[[gnu::no_instrument_function]] void __cyg_profile_func_exit(void*, void*);
}
void __cyg_profile_func_enter(void*, void*) { ++calls; }
void __cyg_profile_func_exit(void*, void*) {}

int main() {
  const bool good = all_cheap<test::layout32>();
  return all_cheap<test::layout64>() && good ? 0 : 1;
}
