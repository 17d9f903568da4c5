// The gates: every count of arguments, as the kernel sees them; answers; what 64-bit int $0x80 refuses; where vsyscall
// and the auxiliary vector come from.
#include <elf.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include <cstring>
#include <kcall/call/call.hpp>
#include <kcall/gate/auxv.hpp>
#include <kcall/gate/layers.hpp>

#include "support.hpp"

namespace {

enum class small : signed char { negative = -5 };
enum class wide : unsigned { top = 0xfffffff0U };

int somewhere;  // below 4 GiB in 64-bit programs, see main.cpp

template <class G>
void calls_with_every_count() {
  using nr = kcall::nr<G>;
  static_cast<void>(kcall::call<G>(nr::getppid));
  static_cast<void>(kcall::call<G>(nr::getppid, -2));
  static_cast<void>(kcall::call<G>(nr::getppid, -2, &somewhere));
  static_cast<void>(kcall::call<G>(nr::getppid, -2, &somewhere, 0x80000001U));
  static_cast<void>(kcall::call<G>(nr::getppid, -2, &somewhere, 0x80000001U, nullptr));
  static_cast<void>(kcall::call<G>(nr::getppid, -2, &somewhere, 0x80000001U, nullptr, small::negative));
  static_cast<void>(kcall::call<G>(nr::getppid, -2, &somewhere, 0x80000001U, nullptr, small::negative, wide::top));
}

struct seen {
  unsigned long number;
  unsigned long arguments[6];
};

// Runs calls_with_every_count in a child and gives what ptrace saw of it; -1 where there is no ptrace (qemu-user).
template <class G>
int watch(seen (&calls)[7]) {
  const pid_t child = fork();
  if (child == 0) {
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(77);
    raise(SIGSTOP);
    calls_with_every_count<G>();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFSTOPPED(status)) return -1;
  ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  int count = 0;
  for (;;) {
    ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
    if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status)) return count;
    __ptrace_syscall_info info = {};
    ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info);
    if (info.op != PTRACE_SYSCALL_INFO_ENTRY) continue;
    if (info.entry.nr != static_cast<unsigned>(kcall::nr<G>::getppid)) continue;
    if (count == 7) return 8;
    calls[count].number = static_cast<unsigned long>(info.entry.nr);
    for (int i = 0; i < 6; ++i) calls[count].arguments[i] = static_cast<unsigned long>(info.entry.args[i]);
    ++count;
  }
}

TEST_CASE_TEMPLATE("every count of arguments reaches the kernel, signed ones extended, others not", G, ALL_GATES) {
  seen calls[7] = {};
  const int count = watch<G>(calls);
  if (count < 0) {
    MESSAGE("skipped: no ptrace here");
    return;
  }
  REQUIRE(count == 7);
  const long expected[6] = {-2, reinterpret_cast<long>(&somewhere), static_cast<long>(0x80000001U), 0,
                            -5, static_cast<long>(0xfffffff0U)};
  for (int i = 0; i < 7; ++i) {
    for (int j = 0; j < i; ++j) {
      CAPTURE(i);
      CAPTURE(j);
      if (G::abi::register_size == sizeof(long)) {
        CHECK(calls[i].arguments[j] == static_cast<unsigned long>(expected[j]));
      } else {
        CHECK(static_cast<unsigned>(calls[i].arguments[j]) == static_cast<unsigned>(expected[j]));
      }
    }
  }
}

// A directory of its own for each test, gone at its end.
struct scratch {
  char name[32] = "/tmp/kcall_gate_XXXXXX";
  int file = -1;
  scratch() {
    REQUIRE(mkdtemp(name) != nullptr);
    char path[48];
    std::strcat(std::strcpy(path, name), "/f");
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_LARGEFILE, 0600);
    REQUIRE(file >= 0);
    unlink(path);
  }
  ~scratch() {
    close(file);
    rmdir(name);
  }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
};

TEST_CASE_TEMPLATE("calls of 0 to 6 arguments do what they say", G, ALL_GATES) {
  using nr = kcall::nr<G>;
  scratch here;
  CHECK(kcall::call<G>(nr::getpid) == getpid());
  CHECK(kcall::call<G>(nr::close, -1) == kcall::errc::ebadf);
  CHECK(kcall::call<G>(nr::fchmod, here.file, 0640U).has_value());
  CHECK(kcall::call<G>(nr::write, here.file, "0123456789", 10) == 10);
  static char text[16];
  CHECK(kcall::call<G>(nr::readlinkat, AT_FDCWD, "/proc/self/fd/0", &text[0], 0) == kcall::errc::einval);
  CHECK(kcall::call<G>(nr::prctl, 15, "kcall-test", 0, 0, 0) == 0);  // PR_SET_NAME
  static long long from;
  static long long to;
  from = 2;
  to = 20;
  CHECK(kcall::call<G>(nr::copy_file_range, here.file, &from, here.file, &to, 3, 0) == 3);
  CHECK(from == 5);
  CHECK(to == 23);
  CHECK(pread(here.file, &text[0], 3, 20) == 3);
  CHECK(std::memcmp(&text[0], "234", 3) == 0);
  CHECK(kcall::call<G>(nr::copy_file_range, here.file, &from, here.file, &to, 3, 77) == kcall::errc::einval);
}

TEST_CASE_TEMPLATE("six arguments: a page of a file, mapped at its offset", G, ALL_GATES) {
  using nr = kcall::nr<G>;
  scratch here;
  REQUIRE(pwrite(here.file, "third page", 10, 8192) == 10);
  long address = 0;
  if constexpr (requires { nr::mmap2; }) {
    address = kcall::call<G>(nr::mmap2, nullptr, 4096, PROT_READ, MAP_PRIVATE, here.file, 2).word();
  } else {
    address = kcall::call<G>(nr::mmap, nullptr, 4096, PROT_READ, MAP_PRIVATE, here.file, 8192).word();
  }
  REQUIRE_FALSE(kcall::detail::is_error(address));
  if (G::abi::register_size < sizeof(long)) {
    // Above 2 GiB in most runs: a value, not a negative number.
    CHECK(address > 0);
    CHECK((static_cast<unsigned long>(address) >> 16 >> 16) == 0);
  }
  CHECK(std::memcmp(reinterpret_cast<const char*>(address), "third page", 10) == 0);
  CHECK(munmap(reinterpret_cast<void*>(address), 4096) == 0);
}

TEST_CASE_TEMPLATE("a 64-bit argument travels as low and high words where registers have 32 bits", G, ALL_GATES) {
  using nr = kcall::nr<G>;
  scratch here;
  constexpr unsigned long long five_gib = (5ULL << 30) + 3;
  if constexpr (kcall::detail::split_wide<G>) {
    CHECK(kcall::call<G>(nr::ftruncate64, here.file, kcall::detail::low(five_gib), kcall::detail::high(five_gib)) == 0);
    CHECK(kcall::call<G>(nr::pwrite64, here.file, "x", 1, kcall::detail::low(five_gib),
                         kcall::detail::high(five_gib)) == 1);
  } else {
    CHECK(kcall::call<G>(nr::ftruncate, here.file, five_gib) == 0);
    CHECK(kcall::call<G>(nr::pwrite64, here.file, "x", 1, five_gib) == 1);
  }
  CHECK(lseek64(here.file, 0, SEEK_END) == static_cast<long long>(five_gib) + 1);
}

TEST_CASE_TEMPLATE("errors come as errors", G, ALL_GATES) {
  using nr = kcall::nr<G>;
  CHECK(kcall::call<G>(nr::read, -1, nullptr, 0) == kcall::errc::ebadf);
  CHECK(kcall::call<G>(nr::getpriority, 77, 0) == kcall::errc::einval);
  CHECK(kcall::call<G>(nr::pipe2, static_cast<const void*>(nullptr), 0) == kcall::errc::efault);
  CHECK(kcall::call<G>(static_cast<nr>(0xfff), 1) == kcall::errc::enosys);
}

TEST_CASE("a gate of words gets the same words") {
  struct words {
    using abi = kcall::abi::native;
    static long enter(long, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) {
      return a + 10 * b + 100 * c + 1000 * d + 10000 * e + 100000 * f;
    }
  };
  using nr = kcall::abi::native::nr;
  CHECK(kcall::call<words>(nr::read) == 0);
  CHECK(kcall::call<words>(nr::read, 1, 2U, 3L, nullptr, true, '\1') == 110321);
  struct number_and_words {
    using abi = kcall::abi::native;
    static long enter(nr number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) {
      return number == nr::read ? words::enter(0, a, b, c, d, e, f) : -1;
    }
  };
  CHECK(kcall::call<number_and_words>(nr::read) == 0);
  CHECK(kcall::call<number_and_words>(nr::read, 1, 2U, 3L, nullptr, true, '\1') == 110321);
  // No pointer among them: a warning of a sign conversion in kcall would fail this file's compilation.
  CHECK(kcall::call<number_and_words>(nr::read, 1UL, 2U, size_t{3}) == 321);
}

TEST_CASE("the auxiliary vector is the one that the libc was given") {
  constexpr unsigned long types[] = {AT_PHDR,   AT_PHNUM,        AT_PAGESZ, AT_UID,     AT_EGID, AT_CLKTCK,
                                     AT_RANDOM, AT_SYSINFO_EHDR, AT_EXECFN, AT_SYSINFO, 9999};
  for (const unsigned long type : types) {
    CAPTURE(type);
    CHECK(kcall::detail::auxv<kcall::trap_of<kcall::gate::native>>(type) == getauxval(type));
  }
}

struct auxv_tag {};

TEST_CASE("the auxiliary vector: from /proc, where there is none from kernels since 6.4, else absent") {
  using trap = kcall::trap_of<kcall::gate::native>;
  using fake = kcall::gate::scripted<trap, auxv_tag>;
  using nr = kcall::nr<fake>;
  fake::reset();
  CHECK(kcall::detail::auxv<fake>(AT_PAGESZ) == getauxval(AT_PAGESZ));
  REQUIRE(fake::calls() == 3);
  CHECK(fake::call(0).number == nr::openat);
  CHECK(fake::call(2).number == nr::close);
  CHECK(fake::call(2).arguments[0] == fake::call(0).answer);
  CHECK(fake::call(2).answer == 0);
  fake::reset();
  fake::answer(nr::openat, kcall::errc::enoent);
  const unsigned long found = kcall::detail::auxv<fake>(AT_PAGESZ);
  REQUIRE(fake::calls() == 2);
  CHECK(fake::call(1).number == nr::prctl);
  CHECK(found == (fake::call(1).answer > 0 ? getauxval(AT_PAGESZ) : 0));
  fake::reset();
  fake::answer(nr::prctl, kcall::errc::einval);
  fake::answer(nr::openat, kcall::errc::enoent);
  CHECK(kcall::detail::auxv<fake>(AT_PAGESZ) == 0);
  CHECK(fake::calls() == 2);
  fake::reset();
}

#if KCALL_TARGET_IA32

TEST_CASE("vsyscall finds its address at the first call, and works without one") {
  using kcall::detail::vsyscall_target;
  using gate = kcall::gate::vsyscall;
  const auto interrupt = reinterpret_cast<unsigned long>(&vsyscall_target::interrupt);
  if (getauxval(AT_SYSINFO) == 0) MESSAGE("no vDSO here");
  const unsigned long found = getauxval(AT_SYSINFO) != 0 ? getauxval(AT_SYSINFO) : interrupt;
  vsyscall_target::known = 0;  // as at the start of a program
  CHECK(kcall::call<gate>(kcall::nr<gate>::getpid) == getpid());
  CHECK(vsyscall_target::known == found);
  gate::use(0);
  CHECK(vsyscall_target::known == interrupt);
  calls_with_every_count<gate>();
  CHECK(kcall::call<gate>(kcall::nr<gate>::getpid) == getpid());
  seen calls[7] = {};
  REQUIRE(watch<gate>(calls) == 7);
  CHECK(calls[6].arguments[5] == 0xfffffff0U);
  gate::use(getauxval(AT_SYSINFO));
  CHECK(vsyscall_target::known == found);
}

TEST_CASE("calls that must not touch the stack go through int $0x80") {
  static_assert(kcall::same_as<kcall::trap_of<kcall::gate::vsyscall>, kcall::gate::int80>);
  static_assert(kcall::same_as<kcall::trap_of<kcall::gate::sysenter>, kcall::gate::int80>);
  static_assert(kcall::same_as<kcall::trap_of<kcall::gate::int80>, kcall::gate::int80>);
}

#elif KCALL_TARGET_X86_64

using code64 = kcall::detail::int80_here;

TEST_CASE("64-bit int $0x80: answers") {
  static_assert(code64::answer(0) == 0);
  static_assert(code64::answer(-1) == -1);
  static_assert(code64::answer(-4095) == -4095);
  static_assert(code64::answer(-4096) == -4096);
  static_assert(code64::answer(0xffffffff) == -1);
  static_assert(code64::answer(0xfffff001) == -4095);
  static_assert(code64::answer(0xfffff000) == 0xfffff000);
  static_assert(code64::answer(0xf7f00000) == 0xf7f00000);
  static_assert(code64::answer(0x80000000) == 0x80000000);
  static_assert(code64::answer(0x100000000) == 0x100000000);
}

TEST_CASE("64-bit int $0x80 refuses what does not fit 32 bits") {
  using gate = kcall::gate::int80;
  using nr = kcall::nr<gate>;
  const long pid = getpid();
  // getpid looks at no argument: an error can only come from the gate.
  CHECK(gate::enter(nr::getpid, 0xffffffffL) == pid);
  CHECK(gate::enter(nr::getpid, 0x100000000L) == -75);
  CHECK(gate::enter(nr::getpid, -0x80000000L) == pid);
  CHECK(gate::enter(nr::getpid, -0x80000001L) == -75);
  CHECK(gate::enter(nr::getpid, 0xffffffffUL) == pid);
  CHECK(gate::enter(nr::getpid, ~0UL) == -75);
  CHECK(gate::enter(nr::getpid, -1) == pid);
  CHECK(gate::enter(nr::getpid, reinterpret_cast<const char*>(0xffffffffUL)) == pid);
  CHECK(gate::enter(nr::getpid, reinterpret_cast<const char*>(0x100000000UL)) == -14);
  CHECK(gate::enter(nr::getpid, reinterpret_cast<const char*>(~0UL)) == -14);
  // In every place; the first that does not fit decides.
  constexpr long big = 1L << 40;
  CHECK(gate::enter(nr::getpid, 0, big) == -75);
  CHECK(gate::enter(nr::getpid, 0, 0, big) == -75);
  CHECK(gate::enter(nr::getpid, 0, 0, 0, big) == -75);
  CHECK(gate::enter(nr::getpid, 0, 0, 0, 0, big) == -75);
  CHECK(gate::enter(nr::getpid, 0, 0, 0, 0, 0, big) == -75);
  CHECK(gate::enter(nr::getpid, reinterpret_cast<void*>(big), big) == -14);
  CHECK(gate::enter(nr::getpid, big, reinterpret_cast<void*>(big)) == -75);
  CHECK(kcall::call<gate>(nr::getpid, 1UL << 32) == kcall::errc::eoverflow);
  CHECK(kcall::call<gate>(nr::getpid, reinterpret_cast<void*>(1UL << 32)) == kcall::errc::efault);
}

TEST_CASE("a high pointer to int $0x80 is efault: nothing is written, and the kernel is not entered") {
  using gate = kcall::gate::int80;
  // Two pages whose addresses have the same lower half: a pointer cut to 32 bits would hit the low one. Where the heap
  // lies is random, so the low page takes the first of several places that is free.
  const auto page_at = [](unsigned long address) -> unsigned char* {
    void* const page = mmap(reinterpret_cast<void*>(address), 4096, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (page == MAP_FAILED) return nullptr;
    if (page == reinterpret_cast<void*>(address)) return static_cast<unsigned char*>(std::memset(page, 0x5a, 4096));
    munmap(page, 4096);
    return nullptr;
  };
  unsigned char* low = nullptr;
  for (unsigned long address = 0x13570000; low == nullptr && address < 0xf0000000; address += 0x5000000) {
    low = page_at(address);
  }
  REQUIRE(low != nullptr);
  unsigned char* const high = page_at(0x200000000000 + reinterpret_cast<unsigned long>(low));
  REQUIRE(high != nullptr);
  scratch here;
  REQUIRE(write(here.file, "data", 4) == 4);
  REQUIRE(lseek(here.file, 0, SEEK_SET) == 0);
  CHECK(kcall::call<gate>(kcall::nr<gate>::read, here.file, high, 4) == kcall::errc::efault);
  CHECK(lseek(here.file, 0, SEEK_CUR) == 0);  // a call that had been made would have read into the low page
  for (int i = 0; i < 4096; ++i) {
    REQUIRE(low[i] == 0x5a);
    REQUIRE(high[i] == 0x5a);
  }
  CHECK(kcall::call<gate>(kcall::nr<gate>::read, here.file, low, 4) == 4);
  CHECK(std::memcmp(low, "data", 4) == 0);
  CHECK(kcall::call<gate>(kcall::nr<gate>::write, here.file, high, 4) == kcall::errc::efault);
  CHECK(lseek(here.file, 0, SEEK_END) == 4);
  munmap(low, 4096);
  munmap(high, 4096);
}

TEST_CASE("x32 numbers have bit 30, and go through syscall") {
  static_assert(static_cast<unsigned>(kcall::nr<kcall::gate::x32>::getpid) == 0x40000000U + 39);
  static_assert(kcall::gate_like<kcall::gate::x32>);
  const auto answer = kcall::call<kcall::gate::x32>(kcall::nr<kcall::gate::x32>::getpid);
  CHECK((answer == getpid() || answer == kcall::errc::enosys));
  CHECK(answer.word() == (syscall(0x40000000L + 39) == -1 ? -errno : getpid()));
}

#endif

}  // namespace
