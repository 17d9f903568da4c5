// The ELF parser under the vDSO gate: against a reading of the live image by its section headers, and with images made
// here, sound and damaged.
#include <sys/mman.h>

#include <array>
#include <kcall/gate/native.hpp>

#include "live_vdso.hpp"
#include "support.hpp"
#include "vdso_images.hpp"

namespace {

using namespace test;
using abi = kcall::gate::native::abi;
using elf_class = kcall::elf::class_of<sizeof(long)>;

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

TEST_CASE("every function of the live vDSO is found where its section headers say") {
  const bytes image = dumped();
  if (image.empty() || live_image() == 0) {
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
