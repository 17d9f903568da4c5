// For the programs without a libc.
#include "contender.hpp"

namespace bench {

#if KCALL_TARGET_X86_64
const char* const program_name = "x86-64, no libc";
#elif KCALL_TARGET_IA32
const char* const program_name = "ia32, no libc";
#elif KCALL_TARGET_AARCH64
const char* const program_name = "aarch64, no libc";
#endif

void add_libc_cases(table&) {}

}  // namespace bench
