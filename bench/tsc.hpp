// The processor's time stamp counter: the least that reading the time can cost, and what single calls are timed by.
#pragma once
#include "contender.hpp"

namespace bench {

#if KCALL_TARGET_X86_64 || KCALL_TARGET_IA32

/// CPUID.80000001H:EDX[27]. By hand, because <cpuid.h> is not where musl's headers are.
inline bool has_rdtscp() {
  unsigned eax = 0x80000000U, ebx = 0, ecx = 0, edx = 0;
  asm volatile("cpuid" : "+a"(eax), "=b"(ebx), "=c"(ecx), "=d"(edx));
  if (eax < 0x80000001U) return false;
  eax = 0x80000001U;
  asm volatile("cpuid" : "+a"(eax), "=b"(ebx), "=c"(ecx), "=d"(edx));
  return (edx >> 27 & 1U) != 0;
}

/// After all that comes before, and before all that comes after.
KCALL_INLINE kcall::uint64_t read_tsc() {
  unsigned processor;
  const kcall::uint64_t cycles = __builtin_ia32_rdtscp(&processor);
  asm volatile("lfence" : : : "memory");
  return cycles;
}

inline void add_tsc(table& all) {
  all.contenders.add(
      {"clock_gettime", "none", "rdtsc", "", loop_of([](const surroundings&) { return __builtin_ia32_rdtsc(); })});
  if (!has_rdtscp()) return;
  all.contenders.add({"clock_gettime", "none", "rdtscp", "", loop_of([](const surroundings&) {
                        unsigned processor;
                        return __builtin_ia32_rdtscp(&processor);
                      })});
}

#else

inline void add_tsc(table&) {}

#endif

}  // namespace bench
