// Writes past the end of an array: under a stack protector the function must not return.
#include <kcall/arguments.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>

namespace {

/// What it uses while it writes are locals, which compilers put below the array.
[[gnu::noinline]] int fill(kcall::size_t bytes) {
  kcall::size_t left = bytes;
  char array[16] = {};
  char* out = &array[0];
  asm volatile("" : "+r"(out));
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (; left != 0; --left) *out++ = 'a';
  KCALL_POINTER_ARITHMETIC_END
  asm volatile("" ::"r"(&array[0]) : "memory");
  return array[0];
}

}  // namespace

int main(kcall::arguments words) { return words.empty() || fill(words[0].size()) != 'a' ? 1 : 42; }
