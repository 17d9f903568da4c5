// What start-up has to get right in a program without a libc: run.py builds this with every compiler, for every target,
// in every way to link. The exit status is 42, or says which check failed; what the destructors find is printed.
#include <kcall/arguments.hpp>
#include <kcall/constructors.hpp>
#include <kcall/gate/vdso.hpp>
#include <kcall/getauxval.hpp>
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>
#include <kcall/thread_local.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN
namespace {

// ---- constructors and destructors -----------------------------------------------------------------------------------

int order = 0;

struct noted {
  int number;
  [[gnu::noinline]] explicit noted(int n) : number(n) { order = order * 10 + n; }
  noted(const noted&) = delete;
  noted& operator=(const noted&) = delete;
  [[gnu::noinline]] ~noted() {
    order = order * 10 + number;
    if (number != 1) return;
    // All of them, the last constructed first; a destructor of a local object among them.
    if (order == 123321) kcall::write(kcall::stdout_fd, "destroyed in order\n").value();
  }
};

const noted first{1};
const noted second{2};

int main_words = -1;
// g++ -flto calls all constructors of one priority from one of its own making, without arguments.
[[gnu::constructor(60000)]] void with_arguments(int argc, char**, char** environment) {
  if (environment != nullptr) main_words = argc;
}
[[gnu::destructor]] void at_last() { kcall::write(kcall::stdout_fd, "the end\n").value(); }

[[gnu::noinline]] int local(int number) {
  static const noted third{number};
  return third.number;
}
/// More of them than have room without asking for memory.
template <int n>
struct many {
  static int make() {
    struct counted {
      ~counted() { asm volatile("" ::: "memory"); }
    };
    static const counted one;
    asm volatile("" ::"r"(&one));
    return 1 + many<n - 1>::make();
  }
};
template <>
struct many<0> {
  static int make() { return 0; }
};

bool constructed() {
  if (order != 12) return false;
  if (local(3) != 3 || local(9) != 3 || order != 123) return false;
  return many<100>::make() == 100;
}

// ---- thread_local ---------------------------------------------------------------------------------------------------

thread_local int answer = 41;
thread_local char zeroes[100];
alignas(64) thread_local int aligned = 7;
thread_local const char* word = "word";

[[gnu::noinline]] bool has_thread_locals() {
  for (const char c : zeroes) {
    if (c != 0) return false;
  }
  zeroes[99] = 1;
  ++answer;
  ++aligned;
  return answer == 42 && aligned == 8 && reinterpret_cast<kcall::uintptr_t>(&aligned) % 64 == 0 && word[3] == 'd';
}

// ---- relocations ----------------------------------------------------------------------------------------------------

const char* const names[] = {"zero", "one", "two", "three"};
int (*const functions[])(int) = {local, local};
/// Enough of them in a row for every bit of a word of a RELR list.
const char* const* volatile pointers[70] = {&names[0], &names[1]};
struct shape {
  shape() = default;
  shape(const shape&) = delete;
  shape& operator=(const shape&) = delete;
  virtual int sides() const = 0;

 protected:
  ~shape() { asm volatile(""); }
};
struct triangle final : shape {
  int sides() const override { return 3; }
};
struct square final : shape {
  int sides() const override { return 4; }
};

bool relocated(unsigned one) {
  const triangle three;
  const square four;
  const shape* const shapes[] = {&three, &four};
  return names[one + 1][0] == 't' && functions[one](9) == 3 && (*pointers[one])[0] == 'o' && pointers[69] == nullptr &&
         shapes[one]->sides() == 4;
}

// ---- the stack ------------------------------------------------------------------------------------------------------

/// Compilers use instructions here that fault where the stack is not aligned.
[[gnu::noinline]] bool is_aligned(int value) {
  alignas(16) volatile int words[4] = {value, value, value, value};
  struct pair {
    long long a[4];
  };
  pair p{{value, value, value, value}};
  asm volatile("" : "+m"(p));
  return reinterpret_cast<kcall::uintptr_t>(&words[0]) % 16 == 0 && p.a[3] == words[3];
}
/// Has a canary under -fstack-protector-strong.
[[gnu::noinline]] int with_an_array(kcall::static_text from) {
  char copy[40] = {};
  kcall::size_t n = 0;
  for (const char c : from) {
    if (n < sizeof copy) copy[n++] = c;
  }
  asm volatile("" ::"r"(&copy[0]) : "memory");
  return copy[0];
}

}  // namespace

int main(kcall::arguments words) {
  if (!constructed()) return 1;
  if (!has_thread_locals()) return 2;
  if (words.argc() != main_words || words.size() != 2 || words[0] != "one" || words[1] != "two") return 3;
  if (!relocated(static_cast<unsigned>(words.size()) - 1)) return 4;
  if (!is_aligned(words.argc())) return 5;
  if (with_an_array(words[0]) != 'o') return 6;
  // From the auxiliary vector that _start was given. What reads it may be another part than _start is in.
  using kcall::auxv_type;
  if (kcall::getauxval(auxv_type::pagesz) < 4096) return 7;
#ifndef IN_PARTS
  if (kcall::detail::environment_at_start::word == nullptr) return 7;
#endif
  if (*reinterpret_cast<const char*>(kcall::getauxval(auxv_type::execfn)) == '\0') return 7;
  if (!kcall::clock_gettime<kcall::gate::vdso>(kcall::clock::monotonic)) return 8;
  return 42;
}
KCALL_POINTER_ARITHMETIC_END
