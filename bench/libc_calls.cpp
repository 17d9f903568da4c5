// The same calls through the libc at hand: its functions, and its syscall(). On ia32 this is built with 64-bit times,
// which is what kcall gives, and what glibc is faster at.
// kcall first: musl 1.2.3 makes macros of numbers' names (truncate64) under _GNU_SOURCE, which g++ defines.
#include "contender.hpp"

#include <sched.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace bench {

#if KCALL_TARGET_X86_64
#define BENCH_TARGET "x86-64, "
#elif KCALL_TARGET_IA32
#define BENCH_TARGET "ia32, "
#elif KCALL_TARGET_AARCH64
#define BENCH_TARGET "aarch64, "
#endif
#ifdef __GLIBC__
const char* const program_name = BENCH_TARGET "glibc";
#else
const char* const program_name = BENCH_TARGET "musl";
#endif

namespace {

void add(table& all, const char* group, const char* how, const char* argument, loop run) {
  all.contenders.add({group, "libc", how, argument, run});
}

template <clockid_t which>
void add_clock(table& all, const char* name) {
  add(all, "clock_gettime", "wrapper", name, loop_of([](const surroundings&) {
        ::timespec now;
        return ::clock_gettime(which, &now);
      }));
}

template <kcall::size_t size>
void add_getrandom(table& all, const char* argument) {
  add(all, "getrandom", "wrapper", argument,
      loop_of([](const surroundings& w) { return ::getrandom(&w.place->bytes[0], size, 0); }));
}

void add_getppid_and_write(table& all) {
  add(all, "getppid", "wrapper", "", loop_of([](const surroundings&) { return ::getppid(); }));
  add(all, "getppid", "syscall()", "", loop_of([](const surroundings&) { return ::syscall(SYS_getppid); }));
  add(all, "write", "wrapper", "",
      loop_of([](const surroundings& w) { return ::write(w.null_device.get(), &w.place->bytes[0], 1); }));
  add(all, "write", "syscall()", "",
      loop_of([](const surroundings& w) { return ::syscall(SYS_write, w.null_device.get(), &w.place->bytes[0], 1); }));
}

}  // namespace

void add_libc_cases(table& all) {
  add_getppid_and_write(all);
  add_clock<CLOCK_MONOTONIC>(all, "monotonic");
  add_clock<CLOCK_MONOTONIC_RAW>(all, "monotonic_raw");
  add_clock<CLOCK_MONOTONIC_COARSE>(all, "monotonic_coarse");
  add_clock<CLOCK_REALTIME>(all, "realtime");
  add_clock<CLOCK_REALTIME_COARSE>(all, "realtime_coarse");
  add_clock<CLOCK_BOOTTIME>(all, "boottime");
  add_clock<CLOCK_TAI>(all, "tai");
  add_clock<CLOCK_PROCESS_CPUTIME_ID>(all, "process_cputime");
  add_clock<CLOCK_THREAD_CPUTIME_ID>(all, "thread_cputime");
  // musl has sched_getcpu alone; glibc's reads what the kernel keeps in memory for it (rseq(2)).
#ifdef __GLIBC__
  add(all, "getcpu", "wrapper", "", loop_of([](const surroundings&) {
        unsigned cpu, node;
        return ::getcpu(&cpu, &node);
      }));
#endif
  add(all, "getcpu", "wrapper", "sched_getcpu", loop_of([](const surroundings&) { return ::sched_getcpu(); }));
  add_getrandom<16>(all, "16");
  add_getrandom<64>(all, "64");
  add_getrandom<256>(all, "256");
  add_getrandom<1024>(all, "1024");
  add_getrandom<4096>(all, "4096");
  add_getrandom<16384>(all, "16384");
  add_getrandom<65536>(all, "65536");
}

}  // namespace bench
