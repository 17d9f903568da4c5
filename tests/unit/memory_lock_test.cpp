// Locking memory, as /proc/self/status counts it.
#include "child.hpp"
#include "low_pages.hpp"
#include "support.hpp"

#include <sys/syscall.h>

#include <fstream>
#include <string>

#include <kcall/call/memory_lock.hpp>

namespace {

using kcall::errc;
using kcall::mlock_flags;
using kcall::mlockall_flags;
using test::low_pages;

/// VmLck, in pages; -1 where /proc does not say.
long locked_pages() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "VmLck:") continue;
    long kilobytes = 0;
    status >> kilobytes;
    return kilobytes * 1024 / static_cast<long>(low_pages::page());
  }
  return -1;
}

TEST_CASE_TEMPLATE("mlock, mlock2 and munlock change what is locked", G, ALL_GATES) {
  const low_pages memory(4);
  const long before = locked_pages();
  if (::syscall(SYS_mlock2, memory.data(), 1L, 0) != 0 && errno == ENOSYS) {
    MESSAGE("no mlock2 here");
    CHECK(kcall::mlock2<G>(memory.data(), 1, mlock_flags::none) == errc::enosys);
    CHECK(kcall::mlock<G>(memory.data(), 2 * low_pages::page()).has_value());
    CHECK(kcall::munlock<G>(memory.data(), memory.size()).has_value());
    return;
  }
  CHECK(::munlock(memory.data(), 1) == 0);
  CHECK(kcall::mlock<G>(memory.data(), 2 * low_pages::page()).has_value());
  CHECK(locked_pages() == before + 2);
  CHECK(kcall::mlock2<G>(memory.at(2), 1, mlock_flags::onfault).has_value());
  CHECK(locked_pages() == before + 3);
  CHECK(kcall::munlock<G>(memory.data(), memory.size()).has_value());
  CHECK(locked_pages() == before);
  CHECK(kcall::mlock2<G>(memory.data(), 1, mlock_flags::none).has_value());
  CHECK(::munlock(memory.data(), 1) == 0);
  CHECK(locked_pages() == before);

  CHECK(kcall::mlock2<G>(memory.data(), 1, static_cast<mlock_flags>(2)) == errc::einval);
  CHECK(::munmap(memory.at(3), low_pages::page()) == 0);
  CHECK(kcall::mlock<G>(memory.at(3), 1) == errc::enomem);
  CHECK(kcall::munlock<G>(memory.at(3), 1) == errc::enomem);
}

TEST_CASE_TEMPLATE("mlockall locks what will be mapped, munlockall ends that", G, ALL_GATES) {
  CHECK(kcall::mlockall<G>(mlockall_flags{}) == errc::einval);
  CHECK(kcall::mlockall<G>(static_cast<mlockall_flags>(8)) == errc::einval);
  const int status = test::in_child([] {
    const long before = locked_pages();
    // Small enough for RLIMIT_MEMLOCK: what is mapped already stays as it is.
    if (!kcall::mlockall<G>(mlockall_flags::future | mlockall_flags::onfault)) return 1;
    void* const made = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (made == MAP_FAILED) return 2;
    const long meanwhile = locked_pages();
    if (!kcall::munlockall<G>()) return 3;
    return meanwhile > before && locked_pages() == 0 ? 0 : 4;
  });
  CHECK(status == 0);
}

}  // namespace
