// getauxval, beside glibc's, which keeps what its start-up code was given.
#include <elf.h>
#include <sys/auxv.h>

#include <kcall/getauxval.hpp>

#include "support.hpp"

TEST_CASE("getauxval answers as glibc's for every type") {
  for (unsigned long type = 1; type < 64; ++type) {
    // On x86 glibc puts a number of its own here (sysdeps/x86/dl-hwcap.h).
    if (type == AT_HWCAP) continue;
    CAPTURE(type);
    CHECK(kcall::getauxval(static_cast<kcall::auxv_type>(type)) == ::getauxval(type));
  }
}

TEST_CASE("types of the auxiliary vector have the kernel's numbers") {
  using kcall::auxv_type;
  const auto same = [](auxv_type ours, unsigned long theirs) { return static_cast<unsigned long>(ours) == theirs; };
  CHECK(same(auxv_type::execfd, AT_EXECFD));
  CHECK(same(auxv_type::phdr, AT_PHDR));
  CHECK(same(auxv_type::phent, AT_PHENT));
  CHECK(same(auxv_type::phnum, AT_PHNUM));
  CHECK(same(auxv_type::pagesz, AT_PAGESZ));
  CHECK(same(auxv_type::base, AT_BASE));
  CHECK(same(auxv_type::flags, AT_FLAGS));
  CHECK(same(auxv_type::entry, AT_ENTRY));
  CHECK(same(auxv_type::uid_, AT_UID));
  CHECK(same(auxv_type::euid, AT_EUID));
  CHECK(same(auxv_type::gid_, AT_GID));
  CHECK(same(auxv_type::egid, AT_EGID));
  CHECK(same(auxv_type::platform, AT_PLATFORM));
  CHECK(same(auxv_type::hwcap, AT_HWCAP));
  CHECK(same(auxv_type::clktck, AT_CLKTCK));
  CHECK(same(auxv_type::secure, AT_SECURE));
  CHECK(same(auxv_type::base_platform, AT_BASE_PLATFORM));
  CHECK(same(auxv_type::random, AT_RANDOM));
  CHECK(same(auxv_type::hwcap2, AT_HWCAP2));
  // AT_RSEQ_FEATURE_SIZE and AT_RSEQ_ALIGN came with Linux 6.3.
  CHECK(same(auxv_type::rseq_feature_size, 27));
  CHECK(same(auxv_type::rseq_align, 28));
  CHECK(same(auxv_type::execfn, AT_EXECFN));
  CHECK(same(auxv_type::sysinfo, AT_SYSINFO));
  CHECK(same(auxv_type::sysinfo_ehdr, AT_SYSINFO_EHDR));
  CHECK(same(auxv_type::minsigstksz, AT_MINSIGSTKSZ));
}
