#include <sys/mman.h>
#include <sys/stat.h>

#include <kcall/call/call.hpp>
#include <kcall/call/memfd.hpp>
#include <string>

#include "absent.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::memfd_flags;
using kcall::open_flags;
using kcall::unique_fd;

std::string link_of(const unique_fd& file) {
  char text[100];
  const auto size = ::readlink(("/proc/self/fd/" + std::to_string(file.get().get())).c_str(), text, sizeof text);
  return size < 0 ? "" : std::string(text, static_cast<size_t>(size));
}

TEST_CASE_TEMPLATE("a file in memory", G, ALL_GATES) {
  const unique_fd file(
      kcall::memfd_create<G>("kcall", memfd_flags::cloexec | memfd_flags::allow_sealing).value_or(fd{}));
  REQUIRE(file);
  CHECK(link_of(file) == "/memfd:kcall (deleted)");
  CHECK(::fcntl(file.get().get(), F_GETFD) == FD_CLOEXEC);
  CHECK(::fcntl(file.get().get(), F_GET_SEALS) == 0);
  CHECK(::write(file.get().get(), "text", 4) == 4);
  const unique_fd sealed(kcall::memfd_create<G>(std::string("other"), {}).value_or(fd{}));
  REQUIRE(sealed);
  CHECK(::fcntl(sealed.get().get(), F_GETFD) == 0);
  CHECK((::fcntl(sealed.get().get(), F_GET_SEALS) & F_SEAL_SEAL) != 0);
  const auto no_exec = kcall::memfd_create<G>("kcall", memfd_flags::noexec_seal);
  const unique_fd owner(no_exec.value_or(fd{}));
  if (no_exec) {
    struct stat64 status {};
    CHECK(::fstat64(owner.get().get(), &status) == 0);
    CHECK((status.st_mode & 0111) == 0);
  } else {
    CHECK(no_exec == errc::einval);  // before 6.3
  }
  CHECK(kcall::memfd_create<G>("kcall", static_cast<memfd_flags>(0x4000)) == errc::einval);
  CHECK(kcall::memfd_create<G>(std::string(250, 'x'), {}) == errc::einval);
  CHECK(kcall::memfd_create<G>(static_cast<const char*>(nullptr), {}) == errc::efault);
}

TEST_CASE_TEMPLATE("a file of huge pages", G, ALL_GATES) {
  const auto made = kcall::memfd_create<G>("huge", kcall::memfd_huge(21));
  const unique_fd file(made.value_or(fd{}));
  const unique_fd theirs(fd{::memfd_create("huge", MFD_HUGETLB | (21U << 26))});
  CHECK(static_cast<bool>(file) == static_cast<bool>(theirs));
  if (!file) {
    MESSAGE("skipped: no huge pages here");
    return;
  }
  struct stat64 status {};
  CHECK(::fstat64(file.get().get(), &status) == 0);
  CHECK(status.st_blksize == 1 << 21);
}

TEST_CASE_TEMPLATE("a file that the kernel does not look into", G, ALL_GATES) {
  if (test::absent(kcall::gate::native::abi::nr::memfd_secret, "memfd_secret")) return;
  const unique_fd file(kcall::memfd_secret<G>(open_flags::cloexec).value_or(fd{}));
  REQUIRE(file);
  CHECK(::fcntl(file.get().get(), F_GETFD) == FD_CLOEXEC);
  CHECK(link_of(file).rfind("/secretmem", 0) == 0);
  REQUIRE(::ftruncate(file.get().get(), 4096) == 0);
  void* const memory = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file.get().get(), 0);
  if (memory != MAP_FAILED) {  // it is locked memory, of which there may be none left
    static_cast<volatile char*>(memory)[0] = 's';
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
    CHECK(::write(ends[1], memory, 1) == 1);  // copying from user space is still allowed
    CHECK(::munmap(memory, 4096) == 0);
  }
  const unique_fd plain(kcall::memfd_secret<G>().value_or(fd{}));
  CHECK(plain);
  CHECK(kcall::memfd_secret<G>(open_flags::append) == errc::einval);
}

}  // namespace
