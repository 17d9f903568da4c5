// An argc of 0, which kernels before 5.18 allow: the program makes itself a stack as they would, and starts again on
// it.
#include <kcall/arguments.hpp>
#include <kcall/call/process.hpp>
#include <kcall/environment.hpp>
#include <kcall/start.hpp>

namespace {

char variable[] = "NAME=value";

struct stack {
  alignas(16) unsigned long room[8192];
  /// argc, the end of argv, an environment of one, and an auxiliary vector of nothing.
  unsigned long first_words[6];
};
stack made;

}  // namespace

KCALL_POINTER_ARITHMETIC_BEGIN
int main(int argc, char** argv, char** environment) {
  const kcall::arguments words{argc, argv};
  if (argc != 0) {
    made.first_words[2] = reinterpret_cast<kcall::uintptr_t>(&variable[0]);
    auto* const top = &made.first_words[0];
    if constexpr (kcall::abi::native::elf_machine == 62) {
      asm volatile("mov %0, %%rsp\n\txor %%ebp, %%ebp\n\tjmp _start" ::"r"(top) : "memory");
    } else if constexpr (kcall::abi::native::elf_machine == 3) {
      asm volatile("mov %0, %%esp\n\txor %%ebp, %%ebp\n\tjmp _start" ::"r"(top) : "memory");
    } else {
      asm volatile("mov sp, %0\n\tb _start" ::"r"(top) : "memory");
    }
    return 1;
  }
  if (argv[0] != nullptr || !words.empty() || words.begin() != words.end() || !words.program().empty()) return 2;
  const auto value = kcall::environment{environment}.find("NAME");
  return value && *value == "value" ? 42 : 3;
}
KCALL_POINTER_ARITHMETIC_END
