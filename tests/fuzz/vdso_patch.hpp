// Changes images that unit/vdso_images.hpp made: their first segment, which is PT_LOAD, and their dynamic table.
#pragma once
#include "../unit/vdso_images.hpp"

namespace fuzz {

template <class L>
typename L::phdr* segments(test::bytes& image) {
  const auto* const header = reinterpret_cast<const typename L::ehdr*>(image.data());
  return reinterpret_cast<typename L::phdr*>(image.data() + header->e_phoff);
}

/// The image ends here, it says itself.
template <class L>
void set_end(test::bytes& image, size_t size) {
  segments<L>(image)[0].p_filesz = static_cast<typename L::address>(size);
}

/// The value of an entry of the dynamic table, which must be there.
template <class L>
typename L::address& entry(test::bytes& image, unsigned tag) {
  auto* at = reinterpret_cast<typename L::dyn*>(image.data() + segments<L>(image)[1].p_offset);
  while (static_cast<unsigned>(at->d_tag) != tag) ++at;
  return at->d_un.d_ptr;
}

}  // namespace fuzz
