// vdso_seeds DIRECTORY MANIFEST: writes the fuzzer's first corpus, and for every file a line with its name and all that
// must be found in it. The images are this process's own vDSO and those that unit/vdso_images.hpp makes.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>

#include "../unit/live_vdso.hpp"
#include "vdso_patch.hpp"
#include "vdso_questions.hpp"

namespace {

using namespace test;

class corpus {
 public:
  corpus(std::string directory, const char* manifest) : directory_(std::move(directory)), manifest_(manifest) {}

  void add(const std::string& name, const bytes& data, const std::string& answers) {
    std::ofstream file(directory_ + "/" + name, std::ios::binary);
    for (const unsigned char one : data) file.put(static_cast<char>(one));
    file.close();
    manifest_ << name << answers << '\n';
    if (!file || !manifest_) {
      std::perror(name.c_str());
      std::exit(1);
    }
  }

 private:
  std::string directory_;
  std::ofstream manifest_;
};

/// `data`, and cut short at every length that is a multiple of `step`; what loses a byte of its segment holds nothing.
void add_cut(corpus& to, const std::string& name, const bytes& data, size_t segment, size_t step,
             const std::string& answers) {
  to.add(name, data, answers);
  for (size_t size = 0; size < data.size(); size += step) {
    const bytes cut(data.begin(), data.begin() + static_cast<bytes::difference_type>(size));
    to.add(name + "_cut_" + std::to_string(size), cut, size < segment ? "" : answers);
  }
}

/// An image with one of its tables at the end, and its segment ending with the file, at every length there: whatever of
/// the table is read lies across the end sometime.
template <class L>
void add_ending_in(corpus& to, const std::string& name, bytes image, unsigned tag) {
  auto& address = fuzz::entry<L>(image, tag);
  const auto table = static_cast<bytes::difference_type>(address);
  const auto end = static_cast<bytes::difference_type>(image.size());
  address = static_cast<typename L::address>(end);
  const bytes copy(image.begin() + table, image.begin() + (end - table < 128 ? end : table + 128));
  image.insert(image.end(), copy.begin(), copy.end());
  for (size_t size = static_cast<size_t>(end); size <= image.size(); ++size) {
    bytes cut(image.begin(), image.begin() + static_cast<bytes::difference_type>(size));
    fuzz::set_end<L>(cut, size);
    to.add(name + "_" + std::to_string(tag) + "_ends_at_" + std::to_string(size), cut, "\tanything");
  }
}

void add_live(corpus& to, const std::string& name) {
  const bytes image = dumped();
  if (image.empty()) return;
  const auto* const header = reinterpret_cast<const ElfW(Ehdr)*>(image.data());
  const auto* segment = reinterpret_cast<const ElfW(Phdr)*>(image.data() + header->e_phoff);
  while (segment->p_type != PT_LOAD) ++segment;
  const auto all = by_sections(image);
  std::string answers;
  fuzz::each_question([&](const char* symbol, const char* version) {
    for (const auto& one : all) {
      if (one.name == symbol && one.version == version) answers += fuzz::answer(symbol, version, one.offset);
    }
  });
  add_cut(to, name, image, segment->p_offset + segment->p_filesz, 16, answers);
}

/// Both functions, in this version of theirs or, where there are none, in any.
std::string both(const recipe& how, unsigned long function) {
  std::string answers;
  fuzz::each_question([&](const std::string& name, const std::string& version) {
    if (name != wanted_name && name != other_name) return;
    if (!how.versions || version == how.version) answers += fuzz::answer(name, version, function);
  });
  return answers;
}

struct variety {
  const char* name;
  bool found;
  std::function<void(recipe&)> change;
};

const variety varieties[] = {
    {"plain", true, [](recipe&) {}},
    {"gnu_hash_only", true, [](recipe& how) { how.sysv_hash = false; }},
    {"sysv_hash_only", true, [](recipe& how) { how.gnu_hash = false; }},
    {"no_hash", false, [](recipe& how) { how.gnu_hash = how.sysv_hash = false; }},
    {"zero_buckets", false, [](recipe& how) { how.zero_buckets = true; }},
    {"zero_buckets_gnu", false, [](recipe& how) { how.zero_buckets = true, how.sysv_hash = false; }},
    {"zero_buckets_sysv", false, [](recipe& how) { how.zero_buckets = true, how.gnu_hash = false; }},
    {"endless_chain", true, [](recipe& how) { how.endless_chain = true; }},
    {"endless_chain_undefined", false, [](recipe& how) { how.endless_chain = how.undefined = true; }},
    {"dynamic_first", true, [](recipe& how) { how.dynamic_first = true; }},
    {"vaddr", true, [](recipe& how) { how.vaddr = 0x400000; }},
    {"vaddr_high", true, [](recipe& how) { how.vaddr = ~0x8fffffUL; }},
    {"undefined", false, [](recipe& how) { how.undefined = true; }},
    {"local", false, [](recipe& how) { how.local = true; }},
    {"hidden", true, [](recipe& how) { how.hidden = true; }},
    {"no_versions", true, [](recipe& how) { how.versions = false; }},
    {"version_2.5", true, [](recipe& how) { how.version = "LINUX_2.5"; }},
    {"wrong_version", true, [](recipe& how) { how.version = "LINUX_2.6.39"; }},
};

constexpr unsigned tables[] = {DT_STRTAB, DT_SYMTAB, DT_VERSYM, DT_VERDEF};

template <class L>
void add_made(corpus& to, const std::string& bits) {
  for (const auto& one : varieties) {
    recipe how;
    one.change(how);
    const made image = make<L>(how);
    to.add("made" + bits + "_" + one.name, image.data, one.found ? both(how, image.function) : "");
  }
  recipe how;
  const made image = make<L>(how);
  const auto changed = [&](const char* name, size_t at, unsigned char value) {
    bytes data = image.data;
    data.at(at) = value;
    to.add("made" + bits + "_" + name, data, "");
  };
  changed("wrong_magic", 3, 'f');
  changed("wrong_class", EI_CLASS, L::file_class ^ 3U);
  changed("wrong_encoding", EI_DATA, ELFDATA2MSB);
  changed("wrong_type", 16, ET_REL);
  changed("wrong_machine", 18, test_machine + 1);
  how.sysv_hash = false;
  const made gnu = make<L>(how);
  add_cut(to, "made" + bits + "_gnu", gnu.data, gnu.data.size(), 1, both(how, gnu.function));
  for (const unsigned tag : tables) add_ending_in<L>(to, "made" + bits + "_gnu", gnu.data, tag);
  add_ending_in<L>(to, "made" + bits + "_gnu", gnu.data, DT_GNU_HASH);
  how.sysv_hash = true;
  how.gnu_hash = false;
  const made sysv = make<L>(how);
  add_cut(to, "made" + bits + "_sysv", sysv.data, sysv.data.size(), 1, both(how, sysv.function));
  for (const unsigned tag : tables) add_ending_in<L>(to, "made" + bits + "_sysv", sysv.data, tag);
  add_ending_in<L>(to, "made" + bits + "_sysv", sysv.data, DT_HASH);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  corpus to(argv[1], argv[2]);
  add_live(to, "live" + std::to_string(sizeof(long) * 8));
  if (sizeof(long) == 8) {
    add_made<layout64>(to, "64");
    add_made<layout32>(to, "32");
    to.add("zeros", bytes(8192, 0), "");
    to.add("ones", bytes(8192, 0xff), "");
  }
}
