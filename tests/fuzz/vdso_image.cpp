// libFuzzer's target: the ELF parser under gate::vdso, both classes and both constructors, on images in heap blocks of
// exactly their size, so that AddressSanitizer sees every byte read too far. With KCALL_FUZZ_PRINT set it prints what
// it found, one line for each input.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "vdso_questions.hpp"

namespace {

using kcall::elf::class32;
using kcall::elf::class64;

void must(bool holds) {
  if (!holds) __builtin_trap();
}

std::unique_ptr<unsigned char[]> copy(const unsigned char* data, size_t size, size_t room) {
  std::unique_ptr<unsigned char[]> block(new unsigned char[room]());
  if (size != 0) std::memcpy(block.get(), data, size);
  return block;
}

unsigned short machine_in(const unsigned char* data, size_t size) {
  return size < 20 ? 0 : static_cast<unsigned short>(data[18] | data[19] << 8);
}

/// The machine to ask for: the image's own if it is one of those in the corpus.
unsigned short machine_of(unsigned short own) {
  return own == EM_386 || own == EM_X86_64 || own == EM_AARCH64 ? own : test::test_machine;
}

template <class Class>
void ask(const unsigned char* data, size_t size, std::string& found) {
  using image = kcall::elf::image<Class>;
  const unsigned short own = machine_in(data, size);
  const unsigned short machine = machine_of(own);
  const auto exact = copy(data, size, size);
  const image known(exact.get(), size, machine);
  must(!image(exact.get(), size, static_cast<unsigned short>(own + 1)));
  must(known || known.find(test::wanted_name, "LINUX_2.6") == 0);
  if (!known) return;
  // The other constructor may take the first page for granted, and whatever the headers in it promise; what they
  // promise is there, because `known` found it so.
  const size_t room = size < 4096 ? 4096 : size;
  const auto page = copy(data, size, room);
  const image mapped(page.get(), machine);
  must(mapped || size > 4096);
  fuzz::each_question([&](const char* name, const char* version) {
    const auto offset = known.find(name, version);
    must(offset < size);
    must(!mapped || mapped.find(name, version) == offset);
    if (offset != 0) found += fuzz::answer(name, version, offset);
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  static const bool print = std::getenv("KCALL_FUZZ_PRINT") != nullptr;
  std::string found;
  ask<class32>(data, size, found);
  ask<class64>(data, size, found);
  if (print) std::fprintf(stderr, "found%s\n", found.c_str());
  return 0;
}
