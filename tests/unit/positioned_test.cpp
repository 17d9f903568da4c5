#include <sys/file.h>

#include <algorithm>
#include <kcall/abi/ia32.hpp>
#include <kcall/abi/x32.hpp>
#include <kcall/call/call.hpp>
#include <kcall/call/flock.hpp>
#include <kcall/call/positioned.hpp>
#include <string>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::flock_operation;
using kcall::int64_t;
using kcall::iovec;
using kcall::rwf;
using kcall::unique_fd;

constexpr int64_t far = (int64_t{5} << 30) + 0x1234567;

unique_fd opened(const std::string& name, int flags = O_RDWR) {
  return unique_fd(fd{::open64(name.c_str(), flags | O_CLOEXEC)});
}

/// Remembers the arguments of the last call, which it does not make.
template <class Abi>
struct noting {
  using abi = Abi;
  static inline std::vector<long> words;
  template <class... A>
  static long enter(typename abi::nr, A... arguments) {
    words = {kcall::to_word(arguments)...};
    return 0;
  }
};

TEST_CASE_TEMPLATE("pieces are read and written at 64-bit offsets, and the position stays", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, "here it is");
  const unique_fd file = opened(name);
  REQUIRE(::lseek64(file.get().get(), 7, SEEK_SET) == 7);
  char one[4] = {}, two[20] = {};
  const iovec pieces[] = {{one, 4}, {two, 3}};
  CHECK(kcall::preadv<G>(file, pieces, far) == 7);
  CHECK(std::string(one, 4) + two == "here it");
  CHECK(kcall::preadv<G>(file, std::vector<iovec>{{two, 20}}, far + 8) == 2);
  CHECK(std::string(two, 2) == "is");
  CHECK(kcall::preadv<G>(file, pieces, 1, far + 10) == 0);
  std::copy_n("and ", 4, one);
  std::copy_n("so", 2, two);
  CHECK(kcall::pwritev<G>(file, {{one, 4}, {two, 2}}, far + 20) == 6);
  CHECK(test::contents(name, far + 20) == "and so");
  CHECK(kcall::pwritev<G>(file, std::vector<iovec>{{two, 2}}, 3) == 2);
  CHECK(test::contents(name, 3, 3) == std::string("so\0", 3));
  CHECK(kcall::pwritev<G>(file, pieces, 1, far + 30) == 4);
  CHECK(test::contents(name, far + 30) == "and ");
  CHECK(::lseek64(file.get().get(), 0, SEEK_CUR) == 7);
  CHECK(kcall::preadv<G>(file, pieces, -1) == errc::einval);
  CHECK(kcall::pwritev<G>(file, pieces, -far) == errc::einval);
  CHECK(kcall::preadv<G>(fd{-1}, pieces, 0) == errc::ebadf);
  CHECK(kcall::pwritev<G>(file, pieces, 1025, 0) == errc::einval);
  CHECK(kcall::preadv<G>(file, nullptr, 1, 0) == errc::efault);
}

TEST_CASE_TEMPLATE("pieces are read and written with flags", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, "here it is");
  const unique_fd file = opened(name);
  char one[4] = {}, two[20] = {};
  const iovec pieces[] = {{one, 4}, {two, 3}};
  const auto read = kcall::preadv2<G>(file, pieces, far, rwf{});
  if (read == errc::enosys) {
    MESSAGE("skipped: no preadv2 here");
    return;
  }
  CHECK(read == 7);
  CHECK(std::string(one, 4) + two == "here it");
  CHECK(kcall::preadv2<G>(file, pieces, 1, far + 5, rwf{}) == 4);
  CHECK(kcall::preadv2<G>(file, std::vector<iovec>{{two, 2}}, far + 8, rwf{}) == 2);
  std::copy_n("end.", 4, one);
  CHECK(kcall::pwritev2<G>(file, pieces, 1, 0, rwf::append) == 4);
  CHECK(test::contents(name, far) == "here it isend.");
  CHECK(kcall::pwritev2<G>(file, {{one, 4}}, far + 100, rwf::dsync | rwf::sync) == 4);
  CHECK(test::contents(name, far + 100) == "end.");
  // -1 is the file's own position, which advances.
  REQUIRE(::lseek64(file.get().get(), far, SEEK_SET) == far);
  CHECK(kcall::preadv2<G>(file, pieces, 1, -1, rwf{}) == 4);
  CHECK(kcall::pwritev2<G>(file, std::vector<iovec>{{one, 1}}, -1, rwf{}) == 1);
  CHECK(::lseek64(file.get().get(), 0, SEEK_CUR) == far + 5);
  CHECK(test::contents(name, far, 6) == "herehi");
  CHECK(kcall::preadv2<G>(file, pieces, 0, static_cast<rwf>(0x80000000)) == errc::eopnotsupp);
  CHECK(kcall::pwritev2<G>(fd{-1}, pieces, 0, rwf{}) == errc::ebadf);
}

TEST_CASE("each ABI has its own place for offset and flags") {
  constexpr int64_t offset = 0x1122334455667788;
  const iovec piece{};
  const auto rest = [](std::vector<long> words) {
    words.erase(words.begin(), words.begin() + 3);
    return words;
  };
  using ia32 = noting<kcall::abi::ia32>;
  CHECK(kcall::preadv<ia32>(fd{3}, &piece, 1, offset));
  CHECK(rest(ia32::words) == std::vector<long>{0x55667788, 0x11223344});
  CHECK(kcall::pwritev2<ia32>(fd{3}, &piece, 1, offset, rwf::append));
  CHECK(rest(ia32::words) == std::vector<long>{0x55667788, 0x11223344, 0x10});
  if constexpr (sizeof(long) == 8) {
    using native = noting<kcall::gate::native::abi>;
    CHECK(kcall::preadv2<native>(fd{3}, &piece, 1, offset, rwf::append));
    CHECK(rest(native::words) == std::vector<long>{static_cast<long>(offset), 0, 0x10});
    using x32 = noting<kcall::abi::x32>;
    CHECK(kcall::pwritev<x32>(fd{3}, &piece, 1, offset));
    CHECK(rest(x32::words) == std::vector<long>{static_cast<long>(offset)});
    CHECK(kcall::preadv2<x32>(fd{3}, &piece, 1, offset, rwf::append));
    CHECK(rest(x32::words) == std::vector<long>{static_cast<long>(offset), 0x10});
  }
}

TEST_CASE_TEMPLATE("whole files are locked", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "");
  const unique_fd file = opened(name), other = opened(name);
  CHECK(kcall::flock<G>(file, flock_operation::ex));
  CHECK(::flock(other.get().get(), LOCK_SH | LOCK_NB) == -1);
  CHECK(kcall::flock<G>(other, flock_operation::sh | flock_operation::nb) == errc::eagain);
  CHECK(kcall::flock<G>(file, flock_operation::sh));
  CHECK(::flock(other.get().get(), LOCK_SH | LOCK_NB) == 0);
  CHECK(kcall::flock<G>(other, flock_operation::un));
  CHECK(kcall::flock<G>(file, flock_operation::un));
  CHECK(::flock(other.get().get(), LOCK_EX | LOCK_NB) == 0);
  CHECK(kcall::flock<G>(file, flock_operation::nb) == errc::einval);
  CHECK(kcall::flock<G>(fd{-1}, flock_operation::sh) == errc::ebadf);
}

}  // namespace
