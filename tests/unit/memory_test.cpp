// Mappings: against glibc's functions, files, and what really happens on access.
#include "support.hpp"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <kcall/call/memory.hpp>

#include <cstring>
#include <string>

namespace {

using kcall::advice;
using kcall::errc;
using kcall::fd;
using kcall::map_flags;
using kcall::mremap_flags;
using kcall::prot;

constexpr prot read_write = prot::read | prot::write;
constexpr map_flags private_anonymous = map_flags::private_ | map_flags::anonymous;

size_t page_size() { return static_cast<size_t>(::sysconf(_SC_PAGESIZE)); }

/// An open file that has no name any more.
struct temporary_file {
  int number;
  temporary_file() {
    std::string directory = "/tmp/kcall_memory_XXXXXX";
    REQUIRE(::mkdtemp(directory.data()) != nullptr);
    const std::string name = directory + "/file";
    number = ::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600);
    REQUIRE(number >= 0);
    ::unlink(name.c_str());
    ::rmdir(directory.c_str());
  }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;
  ~temporary_file() { ::close(number); }
};

/// How a child ends that runs f.
template <class F>
int status_of(F f) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    for (const int s : {SIGSEGV, SIGBUS, SIGILL}) ::signal(s, SIG_DFL);
    f();
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

/// What a child that runs f gives to _exit.
template <class F>
int code_of(F f) {
  return WEXITSTATUS(status_of(f));
}

bool killed_by(int status, int s) { return WIFSIGNALED(status) && WTERMSIG(status) == s; }

bool all_are(const unsigned char* bytes, size_t size, unsigned char value) {
  for (size_t i = 0; i < size; ++i) {
    if (bytes[i] != value) return false;
  }
  return true;
}

}  // namespace

TEST_CASE_TEMPLATE("mmap gives zeroes that can be written and unmapped", G, ALL_GATES) {
  const size_t page = page_size();
  const auto mapped = kcall::mmap<G>(nullptr, 3 * page, read_write, private_anonymous);
  REQUIRE(mapped);
  auto* const bytes = static_cast<unsigned char*>(*mapped);
  CHECK(reinterpret_cast<kcall::uintptr_t>(bytes) % page == 0);
  CHECK(all_are(bytes, 3 * page, 0));
  std::memset(bytes, 7, 3 * page);
  CHECK(all_are(bytes, 3 * page, 7));
  unsigned char present = 0;
  CHECK(::mincore(bytes, 1, &present) == 0);

  CHECK(kcall::munmap<G>(bytes + page, page));
  CHECK(::mincore(bytes + page, 1, &present) == -1);
  CHECK(::mincore(bytes, 1, &present) == 0);
  CHECK(killed_by(status_of([&] { bytes[page] = 1; }), SIGSEGV));
  CHECK(kcall::munmap<G>(bytes, 3 * page));  // a hole in it is no error
  CHECK(::mincore(bytes, 1, &present) == -1);
}

TEST_CASE_TEMPLATE("mmap to a place", G, ALL_GATES) {
  const size_t page = page_size();
  const auto mapped = kcall::mmap<G>(nullptr, 2 * page, read_write, private_anonymous);
  REQUIRE(mapped);
  auto* const bytes = static_cast<unsigned char*>(*mapped);
  bytes[0] = bytes[page] = 9;
  CHECK(kcall::mmap<G>(bytes, page, read_write, private_anonymous | map_flags::fixed) == mapped);
  CHECK(bytes[0] == 0);
  CHECK(bytes[page] == 9);
  const auto occupied = kcall::mmap<G>(bytes, page, read_write, private_anonymous | map_flags::fixed_noreplace);
  const void* const oracle = ::mmap(bytes, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  if (oracle == MAP_FAILED) {
    CHECK(occupied == static_cast<errc>(errno));
  } else {
    MESSAGE("MAP_FIXED_NOREPLACE is a hint only here (qemu-user)");
    ::munmap(const_cast<void*>(oracle), page);
    REQUIRE(occupied);
    CHECK(kcall::munmap<G>(*occupied, page));
  }
  CHECK(kcall::munmap<G>(bytes, 2 * page));
}

TEST_CASE_TEMPLATE("mmap of a file, shared and private", G, ALL_GATES) {
  const size_t page = page_size();
  const temporary_file file;
  const std::string text(2 * page, 'x');
  REQUIRE(::write(file.number, text.data(), text.size()) == static_cast<ssize_t>(text.size()));

  const auto shared = kcall::mmap<G>(nullptr, 2 * page, read_write, map_flags::shared, fd{file.number}, 0);
  const auto copied = kcall::mmap<G>(nullptr, page, read_write, map_flags::private_, fd{file.number},
                                     static_cast<kcall::int64_t>(page));
  REQUIRE(shared);
  REQUIRE(copied);
  auto* const s = static_cast<char*>(*shared);
  auto* const c = static_cast<char*>(*copied);
  CHECK(std::memcmp(s, text.data(), text.size()) == 0);
  CHECK(std::memcmp(c, text.data(), page) == 0);
  s[1] = 'S';
  c[2] = 'C';
  char back[4] = {};
  CHECK(::pread(file.number, back, 3, 0) == 3);
  CHECK(std::string(back) == "xSx");
  CHECK(::pread(file.number, back, 3, static_cast<off_t>(page)) == 3);
  CHECK(std::string(back) == "xxx");
  CHECK(kcall::munmap<G>(s, 2 * page));
  CHECK(kcall::munmap<G>(c, page));
}

TEST_CASE_TEMPLATE("mmap of a file beyond 4 GiB and beyond 8 TiB", G, ALL_GATES) {
  const size_t page = page_size();
  const temporary_file file;
  for (const long long offset : {0x1'4000'3000LL, 0x80'0000'1000LL, 0x7ff'ffff'f000LL}) {
    const std::string text = "at " + std::to_string(offset);
    if (::pwrite64(file.number, text.data(), text.size(), offset) < 0) {
      MESSAGE("this file system has no files of ", offset, " bytes");
      continue;
    }
    const auto mapped = kcall::mmap<G>(nullptr, page, prot::read, map_flags::private_, fd{file.number}, offset);
    REQUIRE(mapped);
    CHECK(std::memcmp(*mapped, text.data(), text.size()) == 0);
    CHECK(kcall::munmap<G>(*mapped, page));
  }
}

TEST_CASE_TEMPLATE("mmap's errors", G, ALL_GATES) {
  const size_t page = page_size();
  const temporary_file file;
  REQUIRE(::ftruncate(file.number, static_cast<off_t>(page)) == 0);
  const fd f{file.number};
  CHECK(kcall::mmap<G>(nullptr, page, prot::read, map_flags::private_, f, 1) == errc::einval);
  CHECK(kcall::mmap<G>(nullptr, page, prot::read, map_flags::private_, f, 0x1'0000'0800) == errc::einval);
  CHECK(kcall::mmap<G>(nullptr, page, prot::read, map_flags::private_, f, -1) == errc::einval);
  CHECK(kcall::mmap<G>(nullptr, page, prot::read, map_flags::private_, f, -4096) == errc::eoverflow);
  CHECK(kcall::mmap<G>(nullptr, 0, prot::read, map_flags::private_, f) == errc::einval);
  CHECK(kcall::mmap<G>(nullptr, page, prot::read, {}, f) == errc::einval);
  CHECK(kcall::mmap<G>(nullptr, page, prot::read, map_flags::private_) == errc::ebadf);
  if constexpr (requires { kcall::nr<G>::mmap2; }) {
    // Where the kernel counts 4096 bytes in 32 bits, the first offset that does not fit; and the last that does.
    CHECK(kcall::mmap<G>(nullptr, page, prot::read, map_flags::private_, f, 1LL << 44) == errc::eoverflow);
    const auto last = kcall::mmap<G>(nullptr, page, prot::read, map_flags::private_, f, (1LL << 44) - 4096);
    if (last) CHECK(kcall::munmap<G>(*last, page));
    CHECK(last.error_or(errc::eoverflow) == errc::eoverflow);  // the kernel's word: offset + length must fit too
  }
  const int read_only = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  REQUIRE(read_only >= 0);
  CHECK(kcall::mmap<G>(nullptr, page, read_write, map_flags::shared, fd{read_only}) == errc::eacces);
  ::close(read_only);
  const int directory = ::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(directory >= 0);
  CHECK(kcall::mmap<G>(nullptr, page, prot::read, map_flags::shared, fd{directory}) == errc::enodev);
  ::close(directory);
  const auto huge = kcall::mmap<G>(nullptr, ~size_t{0} - 2 * page, prot::read, private_anonymous);
  CHECK(!huge);  // enomem, or eoverflow where it does not fit the ABI
}

TEST_CASE_TEMPLATE("mprotect takes access away and gives it back", G, ALL_GATES) {
  const size_t page = page_size();
  const auto mapped = kcall::mmap<G>(nullptr, page, read_write, private_anonymous);
  REQUIRE(mapped);
  auto* const bytes = static_cast<volatile unsigned char*>(*mapped);
  bytes[0] = 1;
  CHECK(kcall::mprotect<G>(*mapped, page, prot::read));
  CHECK(bytes[0] == 1);
  CHECK(killed_by(status_of([&] { bytes[0] = 2; }), SIGSEGV));
  CHECK(kcall::mprotect<G>(*mapped, page, prot::none));
  CHECK(killed_by(status_of([&] { static_cast<void>(bytes[0]); }), SIGSEGV));
  CHECK(kcall::mprotect<G>(*mapped, page, read_write));
  bytes[0] = 3;
  CHECK(bytes[0] == 3);
  CHECK(kcall::mprotect<G>(static_cast<char*>(*mapped) + 1, page, prot::read) == errc::einval);
  CHECK(kcall::munmap<G>(*mapped, page));
  CHECK(kcall::mprotect<G>(*mapped, page, prot::read) == errc::enomem);
  CHECK(kcall::munmap<G>(static_cast<char*>(*mapped) + 1, page) == errc::einval);
}

TEST_CASE_TEMPLATE("mremap grows, shrinks and moves, and keeps what is there", G, ALL_GATES) {
  const size_t page = page_size();
  const auto mapped = kcall::mmap<G>(nullptr, 4 * page, read_write, private_anonymous);
  REQUIRE(mapped);
  auto* bytes = static_cast<unsigned char*>(*mapped);
  std::memset(bytes, 5, page);
  std::memset(bytes + page, 6, page);
  // The second page is in the way.
  CHECK(kcall::mremap<G>(bytes, page, 2 * page) == errc::enomem);
  CHECK(kcall::mremap<G>(bytes, 4 * page, 2 * page) == static_cast<void*>(bytes));

  const auto grown = kcall::mremap<G>(bytes, 2 * page, 64 * page, mremap_flags::maymove);
  REQUIRE(grown);
  bytes = static_cast<unsigned char*>(*grown);
  CHECK(all_are(bytes, page, 5));
  CHECK(all_are(bytes + page, page, 6));
  CHECK(all_are(bytes + 2 * page, 62 * page, 0));

  const auto target = kcall::mmap<G>(nullptr, 64 * page, prot::none, private_anonymous);
  REQUIRE(target);
  const auto moved =
      kcall::mremap<G>(bytes, 64 * page, 64 * page, mremap_flags::maymove | mremap_flags::fixed, *target);
  REQUIRE(moved);
  CHECK(moved == *target);
  unsigned char present = 0;
  CHECK(::mincore(bytes, page, &present) == -1);
  bytes = static_cast<unsigned char*>(*moved);
  CHECK(all_are(bytes, page, 5));
  CHECK(all_are(bytes + page, page, 6));
  CHECK(kcall::mremap<G>(bytes, page, page, mremap_flags::fixed, *target) == errc::einval);
  CHECK(kcall::munmap<G>(bytes, 64 * page));
  CHECK(kcall::mremap<G>(bytes, page, 2 * page, mremap_flags::maymove) == errc::efault);
}

/// mremap without a new address, called with something else in the register that would hold it.
template <class G>
[[gnu::noinline]] kcall::result<void*> leave_behind(void* bytes, size_t size, size_t same, mremap_flags flags, long, long) {
  return kcall::mremap<G>(bytes, size, same, flags);
}

TEST_CASE_TEMPLATE("mremap leaves the old range mapped wherever the new one is", G, ALL_GATES) {
  const size_t page = page_size();
  const auto mapped = kcall::mmap<G>(nullptr, page, read_write, private_anonymous);
  REQUIRE(mapped);
  auto* bytes = static_cast<unsigned char*>(*mapped);
  std::memset(bytes, 5, page);
  const auto flags = mremap_flags::maymove | mremap_flags::dontunmap;
  const auto moved = leave_behind<G>(bytes, page, page, flags, 0x1234567, 0x89);
  if (moved == errc::einval) {
    void* const asked = ::mremap(bytes, page, page, static_cast<int>(flags), nullptr);
    REQUIRE(asked == MAP_FAILED);
    MESSAGE("skipped: no MREMAP_DONTUNMAP here");
    return;
  }
  REQUIRE(moved);
  CHECK(all_are(static_cast<unsigned char*>(*moved), page, 5));
  CHECK(all_are(bytes, page, 0));
  CHECK(kcall::munmap<G>(*moved, page));
  CHECK(kcall::munmap<G>(bytes, page));
}

TEST_CASE_TEMPLATE("madvise", G, ALL_GATES) {
  const size_t page = page_size();
  const auto mapped = kcall::mmap<G>(nullptr, 2 * page, read_write, private_anonymous);
  REQUIRE(mapped);
  auto* const bytes = static_cast<unsigned char*>(*mapped);
  std::memset(bytes, 8, 2 * page);
  CHECK(kcall::madvise<G>(bytes, page, advice::dontneed));
  CHECK(all_are(bytes, page, 0));
  CHECK(all_are(bytes + page, page, 8));
  CHECK(kcall::madvise<G>(bytes, page, advice::willneed));
  CHECK(kcall::madvise<G>(bytes + 1, page, advice::normal) == errc::einval);
  const bool checks = ::madvise(bytes, page, 12345) == -1;
  if (checks) {
    CHECK(kcall::madvise<G>(bytes, page, static_cast<advice>(12345)) == errc::einval);
  } else {
    MESSAGE("unknown advice is accepted here (qemu-user)");
  }
  // The child sees zeroes; the same through glibc tells whether this kernel can.
  std::memset(bytes, 8, 2 * page);
  if (::madvise(bytes + page, page, MADV_WIPEONFORK) == 0 && code_of([&] { ::_exit(bytes[page] == 0); }) == 1) {
    CHECK(kcall::madvise<G>(bytes, page, advice::wipeonfork));
    CHECK(code_of([&] { ::_exit(all_are(bytes, page, 0)); }) == 1);
    CHECK(kcall::madvise<G>(bytes, page, advice::keeponfork));
    CHECK(code_of([&] { ::_exit(all_are(bytes, page, 8)); }) == 1);
  } else {
    MESSAGE("no MADV_WIPEONFORK here (qemu-user)");
  }
  CHECK(kcall::munmap<G>(bytes, 2 * page));
  if (checks) CHECK(kcall::madvise<G>(bytes, page, advice::willneed) == errc::enomem);
}

TEST_CASE_TEMPLATE("brk tells and moves the break", G, ALL_GATES) {
  // In a child: malloc of the parent must not find the break moved.
  const int status = status_of([] {
    auto* const before = static_cast<char*>(kcall::brk<G>(nullptr));
    if (before != ::sbrk(0)) ::_exit(1);
    const size_t more = 8 * page_size();
    if (kcall::brk<G>(before + more) != before + more) ::_exit(2);
    if (!all_are(reinterpret_cast<unsigned char*>(before), more, 0)) ::_exit(3);
    before[more - 1] = 1;
    if (kcall::brk<G>(nullptr) != before + more) ::_exit(4);
    if (kcall::brk<G>(before) != before) ::_exit(5);
    // What cannot be done leaves it alone.
    if (kcall::brk<G>(reinterpret_cast<void*>(1)) != before) ::_exit(6);
    if (kcall::brk<G>(reinterpret_cast<void*>(~kcall::uintptr_t{0} - 4096)) != before) ::_exit(7);
    ::_exit(99);
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 99);
}

TEST_CASE("the flags have the values of the headers here") {
  CHECK(static_cast<unsigned>(map_flags::private_) == MAP_PRIVATE);
  CHECK(static_cast<unsigned>(map_flags::shared_validate) == MAP_SHARED_VALIDATE);
  CHECK(static_cast<unsigned>(map_flags::type) == MAP_TYPE);
  CHECK(static_cast<unsigned>(map_flags::fixed) == MAP_FIXED);
  CHECK(static_cast<unsigned>(map_flags::anonymous) == MAP_ANONYMOUS);
  CHECK(static_cast<unsigned>(map_flags::growsdown) == MAP_GROWSDOWN);
  CHECK(static_cast<unsigned>(map_flags::locked) == MAP_LOCKED);
  CHECK(static_cast<unsigned>(map_flags::noreserve) == MAP_NORESERVE);
  CHECK(static_cast<unsigned>(map_flags::populate) == MAP_POPULATE);
  CHECK(static_cast<unsigned>(map_flags::nonblock) == MAP_NONBLOCK);
  CHECK(static_cast<unsigned>(map_flags::stack) == MAP_STACK);
  CHECK(static_cast<unsigned>(map_flags::hugetlb) == MAP_HUGETLB);
  CHECK(static_cast<unsigned>(map_flags::sync) == MAP_SYNC);
  CHECK(static_cast<unsigned>(map_flags::fixed_noreplace) == MAP_FIXED_NOREPLACE);
  CHECK(static_cast<unsigned>(prot::growsdown) == PROT_GROWSDOWN);
  CHECK(static_cast<unsigned>(prot::growsup) == PROT_GROWSUP);
  CHECK(static_cast<int>(advice::free) == MADV_FREE);
  CHECK(static_cast<int>(advice::remove) == MADV_REMOVE);
  CHECK(static_cast<int>(advice::dofork) == MADV_DOFORK);
  CHECK(static_cast<int>(advice::mergeable) == MADV_MERGEABLE);
  CHECK(static_cast<int>(advice::hugepage) == MADV_HUGEPAGE);
  CHECK(static_cast<int>(advice::dodump) == MADV_DODUMP);
  CHECK(static_cast<int>(advice::keeponfork) == MADV_KEEPONFORK);
  CHECK(static_cast<int>(advice::pageout) == MADV_PAGEOUT);
}

#if KCALL_TARGET_X86_64
TEST_CASE("int $0x80 in 64-bit code refuses what does not fit 32 bits") {
  const size_t page = page_size();
  void* const high = ::mmap(reinterpret_cast<void*>(0x5000'0000'0000), page, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(high != MAP_FAILED);
  REQUIRE(reinterpret_cast<kcall::uintptr_t>(high) > 0xffff'ffff);
  *static_cast<char*>(high) = 1;
  using gate = kcall::gate::int80;
  CHECK(kcall::munmap<gate>(high, page) == errc::efault);
  CHECK(kcall::mprotect<gate>(high, page, prot::none) == errc::efault);
  CHECK(kcall::madvise<gate>(high, page, advice::dontneed) == errc::efault);
  CHECK(kcall::mremap<gate>(high, page, 2 * page, mremap_flags::maymove) == errc::efault);
  CHECK(kcall::mmap<gate>(high, page, prot::read, private_anonymous) == errc::efault);
  CHECK(kcall::mmap<gate>(nullptr, size_t{1} << 33, prot::read, private_anonymous) == errc::eoverflow);
  CHECK(kcall::brk<gate>(high) == ::sbrk(0));
  CHECK(*static_cast<char*>(high) == 1);
  ::munmap(high, page);
}
#endif
