// Calls whose arguments are calls, and calls of six arguments in functions where compilers and inline assembly have
// fought before. Built by run.py with every compiler, level and flag; libc-free, so that gates are used before anything
// is initialised (on ia32: with gs = 0). Prints a line for each gate, then what went wrong; exits 1 if anything did.
#include <kcall/call/file.hpp>
#include <kcall/call/memory.hpp>
#include <kcall/call/offset.hpp>
#include <kcall/gate/layers.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/probe.hpp>

#if KCALL_TARGET_X86_64
asm(".globl _start\n_start:\n\txor %ebp, %ebp\n\tand $-16, %rsp\n\tcall run\n\thlt");
#elif KCALL_TARGET_IA32
asm(".globl _start\n_start:\n\txor %ebp, %ebp\n\tand $-16, %esp\n\tcall run\n\thlt");
#else
asm(".globl _start\n_start:\n\tmov x29, #0\n\tmov x30, #0\n\tbl run\n\tbrk #0");
#endif

namespace {

using kcall::fd;
using trusted = kcall::trap_of<kcall::gate::native>;

int failures;

void say_one(const char* text) {
  kcall::size_t size = 0;
  while (text[size] != 0) ++size;
  static_cast<void>(kcall::write<trusted>(kcall::stdout_fd, text, size));
}

void say(auto... texts) { (say_one(texts), ...); }

void check(bool good, const char* gate, const char* what) {
  if (good) return;
  ++failures;
  say("FAILED ", gate, ": ", what, "\n");
}

// Leaves rubbish in every register that a call may change. Arguments that were not kept safe are gone.
void ruin_registers() {
#if KCALL_TARGET_X86_64
  asm volatile(
      "mov $-7, %%rax\n\tmov %%rax, %%rcx\n\tmov %%rax, %%rdx\n\tmov %%rax, %%rsi\n\tmov %%rax, %%rdi\n\t"
      "mov %%rax, %%r8\n\tmov %%rax, %%r9\n\tmov %%rax, %%r10\n\tmov %%rax, %%r11" ::
          : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory");
#elif KCALL_TARGET_IA32
  asm volatile("mov $-7, %%eax\n\tmov %%eax, %%ecx\n\tmov %%eax, %%edx" ::: "eax", "ecx", "edx", "memory");
#else
  asm volatile(
      "mov x0, #-7\n\tmov x1, x0\n\tmov x2, x0\n\tmov x3, x0\n\tmov x4, x0\n\tmov x5, x0\n\tmov x6, x0\n\t"
      "mov x7, x0\n\tmov x8, x0\n\tmov x9, x0\n\tmov x10, x0\n\tmov x16, x0\n\tmov x17, x0" ::
          : "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x16", "x17", "memory");
#endif
}

// A call that gives its argument back and spoils the rest, also by entering the kernel.
template <class G, class T>
[[gnu::noinline]] T through_call(T value) {
  asm volatile("" : "+m"(value));
  static_cast<void>(kcall::call<G>(kcall::nr<G>::getpid));
  ruin_registers();
  return value;
}

constexpr kcall::size_t page_size = 65536;  // or a multiple of what the kernel calls a page
fd file;
char page[page_size];
char buffer[64];
alignas(4) int word_a;
alignas(4) int word_b;

bool equal(const char* a, const char* b, kcall::size_t size) {
  for (kcall::size_t i = 0; i < size; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

// Six arguments that matter: maps the second page of the file.
template <class G>
KCALL_INLINE long map_second_page() {
  using nr = kcall::nr<G>;
  if constexpr (requires { nr::mmap2; }) {
    return kcall::call<G>(nr::mmap2, nullptr, page_size, 1, 2, file, page_size / 4096).word();
  } else {
    return kcall::call<G>(nr::mmap, nullptr, page_size, 1, 2, file, page_size).word();
  }
}
bool is_second_page(long address) {
  if (kcall::detail::is_error(address)) return false;
  const bool good = equal(kcall::from_word<const char*>(address), "second page", 11);
  static_cast<void>(kcall::call<trusted>(kcall::nr<trusted>::munmap, address, page_size));
  return good;
}

// FUTEX_CMP_REQUEUE compares the first word with the sixth argument: eagain if they differ.
template <class G>
KCALL_INLINE long requeue(int expected) {
  return kcall::enter<long, G>(kcall::nr<G>::futex, &word_a, 4, 1, 1UL, &word_b, expected).word();
}

template <class G>
[[gnu::noinline]] void arguments_are_calls() {
  using nr = kcall::nr<G>;
  // The typed wrapper.
  check(kcall::lseek<trusted>(file, 0, kcall::seek::set).has_value(), G::name, "lseek");
  const auto written = kcall::write<G>(through_call<G>(file), through_call<G>(static_cast<const void*>("0123456789")),
                                       through_call<G>(kcall::size_t{10}));
  check(written == kcall::size_t{10}, G::name, "write(f(), g(), h()): result");
  const auto got = kcall::pread<trusted>(file, &buffer[0], 10, 0);
  check(got == kcall::size_t{10} && equal(&buffer[0], "0123456789", 10), G::name, "write(f(), g(), h()): content");
  check(kcall::lseek<trusted>(file, 0, kcall::seek::set).has_value(), G::name, "lseek");
  // The untyped door, each count.
  check(kcall::call<G>(nr::close, through_call<G>(-1)) == kcall::errc::ebadf, G::name, "1 argument");
  check(kcall::call<G>(nr::fchmod, through_call<G>(file), through_call<G>(0600)).has_value(), G::name, "2 arguments");
  check(kcall::call<G>(nr::read, through_call<G>(file), through_call<G>(&buffer[0]), through_call<G>(4)) == 4L, G::name,
        "3 arguments");
  check(kcall::call<G>(nr::readlinkat, through_call<G>(-100), through_call<G>("/proc/self/fd/0"),
                       through_call<G>(&buffer[0]), through_call<G>(0)) == kcall::errc::einval,
        G::name, "4 arguments");
  check(kcall::call<G>(nr::prctl, through_call<G>(15), through_call<G>("cells"), through_call<G>(0), through_call<G>(0),
                       through_call<G>(0)) == 0L &&
            kcall::call<trusted>(kcall::nr<trusted>::prctl, 16, &buffer[0]) == 0L && equal(&buffer[0], "cells", 6),
        G::name, "5 arguments");
  long address = 0;
  if constexpr (requires { nr::mmap2; }) {
    address = kcall::call<G>(nr::mmap2, through_call<G>(nullptr), through_call<G>(page_size), through_call<G>(1),
                             through_call<G>(2), through_call<G>(file), through_call<G>(page_size / 4096))
                  .word();
  } else {
    address = kcall::call<G>(nr::mmap, through_call<G>(nullptr), through_call<G>(page_size), through_call<G>(1),
                             through_call<G>(2), through_call<G>(file), through_call<G>(page_size))
                  .word();
  }
  check(is_second_page(address), G::name, "6 arguments");
  const auto mapped = kcall::mmap<G>(through_call<G>(static_cast<void*>(nullptr)), through_call<G>(page_size),
                                     through_call<G>(kcall::prot::read), through_call<G>(kcall::map_flags::private_),
                                     through_call<G>(file), through_call<G>(kcall::uint64_t{page_size}));
  check(is_second_page(mapped.word()), G::name, "mmap(f(), g(), h(), …)");
}

// Every argument through one variable each, all alive afterwards: nothing but the result may change.
template <class G>
[[gnu::noinline]] long everything_alive(long a, long b, long c, long d, long e, long f) {
  const long before = a ^ (b << 1) ^ (c << 2) ^ (d << 3) ^ (e << 4) ^ (f << 5);
  const long pid = kcall::call<G>(kcall::nr<G>::getpid, a, b, c, d, e, f).word();
  const long after = a ^ (b << 1) ^ (c << 2) ^ (d << 3) ^ (e << 4) ^ (f << 5);
  return before == after ? pid : -1;
}

// A realigned stack and a variable one: the compiler needs a base pointer besides the frame pointer.
template <class G>
[[gnu::noinline]] bool base_pointer(int size) {
  alignas(64) volatile long aligned[8];
  volatile char* const varying = static_cast<volatile char*>(__builtin_alloca(static_cast<kcall::size_t>(size)));
  for (int i = 0; i < 8; ++i) aligned[i] = i + size;
  for (int i = 0; i < size; ++i) varying[i] = static_cast<char>(i);
  const long four = kcall::call<G>(kcall::nr<G>::readlinkat, -100, "/proc/self/fd/0", &buffer[0], 0).word();
  const long five = kcall::call<G>(kcall::nr<G>::prctl, 15, "cells", 0, 0, 0).word();
  const long address = map_second_page<G>();
  const bool six = is_second_page(address);
  const long different = requeue<G>(8);
  const long same = requeue<G>(7);
  bool kept = true;
  for (int i = 0; i < 8; ++i) kept = kept && aligned[i] == i + size;
  for (int i = 0; i < size; ++i) kept = kept && varying[i] == static_cast<char>(i);
  return four == -22 && five == 0 && six && different == -11 && same == 0 && kept;
}

// A leaf: on x86-64 its locals lie below the stack pointer, where a push would overwrite them.
template <class G>
[[gnu::noinline]] bool leaf(long seed) {
  volatile long locals[12];
  for (int i = 0; i < 12; ++i) locals[i] = seed + i;
  const long pid = kcall::call<G>(kcall::nr<G>::getpid, 1, 2, 3, 4, 5, 6).word();
  const long different = requeue<G>(8);
  const long three = kcall::call<G>(kcall::nr<G>::close, -1, 0, 0).word();
  bool kept = true;
  for (int i = 0; i < 12; ++i) kept = kept && locals[i] == seed + i;
  return kept && pid > 0 && different == -11 && three == -9;
}

// Frame pointer, many live values and a loop around the call.
template <class G>
[[gnu::noinline]] bool in_a_loop(int times) {
  long sum = 0;
  for (int i = 0; i < times; ++i) {
    const long answer = requeue<G>(i);
    sum += answer == (i == 7 ? 0 : -11) ? i : 1000;
  }
  return sum == times * (times - 1) / 2;
}

template <class G>
[[gnu::noinline]] void all_of() {
  if (!kcall::available<G>()) {
    say("unavailable ", G::name, "\n");
    return;
  }
  arguments_are_calls<G>();
  const long pid = kcall::call<trusted>(kcall::nr<trusted>::getpid).word();
  check(everything_alive<G>(-1, 2, 0x7fffffff, 4, -5, 6) == pid, G::name, "live values around six arguments");
  check(base_pointer<G>(through_call<G>(100)), G::name, "alloca in a realigned frame");
  check(leaf<G>(through_call<G>(41L)), G::name, "a leaf with locals below the stack pointer");
  check(in_a_loop<G>(through_call<G>(12)), G::name, "six arguments in a loop");
  // A layer in between forwards the same.
  using layered = kcall::gate::retrying<G>;
  check(everything_alive<layered>(-1, 2, 0x7fffffff, 4, -5, 6) == pid, G::name, "six arguments through a layer");
  say("tested ", G::name, "\n");
}

[[gnu::noinline]] int test() {
#if KCALL_TARGET_IA32
  check(kcall::detail::vsyscall_target::known == 0, "vsyscall", "known before its first use");
  check(kcall::call(kcall::abi::native::nr::getpid).word() > 0, "vsyscall", "the first call of the program");
  check(kcall::detail::vsyscall_target::known != 0, "vsyscall", "not found");
#endif
  word_a = 7;
  file = kcall::call<trusted>(kcall::nr<trusted>::memfd_create, "cells", 0)
             .transform([](long f) { return fd{static_cast<int>(f)}; })
             .value();
  for (char& c : page) c = '.';
  static_cast<void>(kcall::write<trusted>(file, &page[0], page_size));
  static_cast<void>(kcall::write<trusted>(file, "second page", 11));
  kcall::gate::all::each([]<class G>() { all_of<G>(); });
  return failures == 0 ? 0 : 1;
}

}  // namespace

extern "C" [[gnu::used, noreturn]] void run();
extern "C" void run() {
  const int status = test();
  for (;;) static_cast<void>(kcall::call<trusted>(kcall::nr<trusted>::exit_group, status));
}
