// Restartable sequences, in children: glibc has registered its own area already.
#include "child.hpp"
#include "support.hpp"

#include <sched.h>
#include <sys/rseq.h>
#include <sys/syscall.h>

#include <kcall/call/rseq.hpp>

namespace {

using kcall::errc;
using kcall::rseq_flags;

constexpr kcall::uint32_t signature = 0x53053053;
kcall::rseq_t area;

/// Takes glibc's registration away; false if rseq is missing here.
bool without_glibcs() {
  if (__rseq_size == 0) return ::syscall(SYS_rseq, nullptr, 0, 0, 0) == -1 && errno != ENOSYS;
#if defined(__i386__)
  char* self;
  __asm__("movl %%gs:0, %0" : "=r"(self));
#elif defined(__x86_64__)
  char* self;
  __asm__("movq %%fs:0, %0" : "=r"(self));
#else
  char* self = static_cast<char*>(__builtin_thread_pointer());
#endif
  return ::syscall(SYS_rseq, self + __rseq_offset, 32L, static_cast<long>(RSEQ_FLAG_UNREGISTER),
                   static_cast<long>(RSEQ_SIG)) == 0;
}

TEST_CASE_TEMPLATE("rseq registers, tells the processor, and unregisters", G, ALL_GATES) {
  const int status = test::in_child([] {
    if (!without_glibcs()) return 77;
    area = {};
    cpu_set_t one;
    CPU_ZERO(&one);
    const int cpu = ::sched_getcpu();
    CPU_SET(static_cast<unsigned>(cpu), &one);
    if (::sched_setaffinity(0, sizeof one, &one) != 0) return 1;
    if (!kcall::rseq<G>(&area, rseq_flags::none, signature)) return 2;
    ::sched_yield();
    const volatile kcall::rseq_t& seen = area;
    if (seen.cpu_id != cpu || seen.cpu_id_start != static_cast<kcall::uint32_t>(cpu)) return 3;
    if (kcall::rseq<G>(&area, rseq_flags::none, signature) != errc::ebusy) return 4;
    if (kcall::rseq<G>(&area, rseq_flags::unregister, signature + 1) != errc::eperm) return 5;
    if (!kcall::rseq<G>(&area, rseq_flags::unregister, signature)) return 6;
    if (seen.cpu_id != -1) return 7;
    return kcall::rseq<G>(&area, rseq_flags::none, signature, 8) == errc::einval ? 0 : 8;
  });
  if (status == 77) {
    MESSAGE("skipped: no rseq here");
    CHECK(kcall::rseq<G>(&area, rseq_flags::none, signature) == errc::enosys);
  } else {
    CHECK(status == 0);
  }
}

TEST_CASE_TEMPLATE("rseq_slice_yield: nothing to give back, or not here", G, ALL_GATES) {
  const auto answer = kcall::rseq_slice_yield<G>();
  CHECK((answer == errc::enosys || answer == 0));
}

}  // namespace
