// Memory protection keys. Without a processor that has them: the errors that the kernel defines for that.
#include "low_pages.hpp"
#include "support.hpp"

#include <sys/syscall.h>

#include <kcall/call/pkey.hpp>

namespace {

using kcall::errc;
using kcall::pkey;
using kcall::pkey_access;
using kcall::prot;

TEST_CASE_TEMPLATE("pkey_alloc, pkey_mprotect, pkey_free", G, ALL_GATES) {
  const test::low_pages memory(1);
  const long theirs = ::syscall(SYS_pkey_alloc, 0L, 0L);
  const auto ours = kcall::pkey_alloc<G>(pkey_access::unrestricted);
  CHECK(ours.has_value() == (theirs >= 0));
  if (theirs >= 0) CHECK(::pkey_free(static_cast<int>(theirs)) == 0);
  if (ours) {
    CHECK(kcall::pkey_mprotect<G>(memory.data(), memory.size(), prot::read | prot::write, *ours).has_value());
    *memory.data() = 1;
    CHECK(::pkey_mprotect(memory.data(), memory.size(), PROT_READ | PROT_WRITE, 0) == 0);
    CHECK(kcall::pkey_free<G>(*ours).has_value());
    CHECK(kcall::pkey_free<G>(*ours) == errc::einval);
  } else {
    MESSAGE("no protection keys here");
    // Without keys the first call in a process takes key 0 and cannot set its rights (mm/mprotect.c): einval.
    CHECK((ours == errc::enospc || ours == errc::einval || ours == errc::enosys));
  }
  const auto flags = kcall::pkey_alloc<G>(pkey_access::unrestricted, 1);
  CHECK((flags == errc::einval || flags == errc::enosys));
  const auto no_key = kcall::pkey_free<G>(pkey{15});
  CHECK((no_key == errc::einval || no_key == errc::enosys));
  // Without a key it is mprotect, with any processor.
  const auto plain = kcall::pkey_mprotect<G>(memory.data(), memory.size(), prot::read, pkey{});
  if (plain == errc::enosys) {
    MESSAGE("skipped: no pkey_mprotect here");
    return;
  }
  CHECK(plain.has_value());
  CHECK(kcall::pkey_mprotect<G>(memory.data(), memory.size(), prot::read, pkey{15}) == errc::einval);
  CHECK(kcall::pkey_mprotect<G>(memory.data() + 1, 1, prot::read, pkey{}) == errc::einval);
}

}  // namespace
