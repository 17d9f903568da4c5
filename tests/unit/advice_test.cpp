#include <sys/stat.h>

#include <kcall/abi/ia32.hpp>
#include <kcall/call/advice.hpp>
#include <kcall/call/call.hpp>
#include <kcall/call/sync.hpp>
#include <string>
#include <vector>

#include "absent.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fadvise_advice;
using kcall::fallocate_flags;
using kcall::fd;
using kcall::int64_t;
using kcall::sync_file_range_flags;
using kcall::unique_fd;
using number = kcall::gate::native::abi::nr;

// Beyond what 32 bits hold, and its lower half is not zero.
constexpr int64_t far = (int64_t{5} << 30) + 0x1000000;

unique_fd opened(const std::string& name, int flags = O_RDWR) {
  return unique_fd(fd{::open64(name.c_str(), flags | O_CLOEXEC)});
}
struct stat64 status_of(const unique_fd& file) {
  struct stat64 status {};
  REQUIRE(::fstat64(file.get().get(), &status) == 0);
  return status;
}

/// Remembers the arguments of the last call, which it does not make.
struct noting {
  using abi = kcall::abi::ia32;
  static inline abi::nr last{};
  static inline std::vector<long> words;
  template <class... A>
  static long enter(abi::nr called, A... arguments) {
    last = called;
    words = {kcall::to_word(arguments)...};
    return 0;
  }
};

TEST_CASE_TEMPLATE("space is allocated, at 64-bit offsets", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file = opened(directory.file("file", ""));
  const auto done = kcall::fallocate<G>(file, {}, far, 8192);
  if (done == errc::eopnotsupp) {
    MESSAGE("skipped: this file system cannot");
    return;
  }
  CHECK(done);
  CHECK(status_of(file).st_size == far + 8192);
  CHECK(status_of(file).st_blocks >= 16);
  CHECK(status_of(file).st_blocks < 1000);
  // Allocated, not yet written: where blocks lie shows in a hole's absence only after a write.
  CHECK(kcall::fallocate<G>(file, fallocate_flags::keep_size, 2 * far, 4096));
  CHECK(status_of(file).st_size == far + 8192);
  CHECK(kcall::fallocate<G>(file, {}, int64_t{3} << 32, int64_t{1} << 12));
  CHECK(status_of(file).st_size == (int64_t{3} << 32) + 4096);
  CHECK(kcall::fallocate<G>(file, {}, 0, 0) == errc::einval);
  CHECK(kcall::fallocate<G>(file, {}, -1, 1) == errc::einval);
  CHECK(kcall::fallocate<G>(file, {}, 0, -far) == errc::einval);
  CHECK(kcall::fallocate<G>(fd{-1}, {}, 0, 1) == errc::ebadf);
}

TEST_CASE_TEMPLATE("holes are punched where they were wanted", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, std::string(8192, 'x'));
  const unique_fd file = opened(name);
  const auto done =
      kcall::fallocate<G>(file, fallocate_flags::punch_hole | fallocate_flags::keep_size, far + 100, int64_t{1} << 33);
  if (done == errc::eopnotsupp) {
    MESSAGE("skipped: this file system cannot");
    return;
  }
  CHECK(done);
  CHECK(test::contents(name, far, 101) == std::string(100, 'x') + '\0');
  CHECK(test::contents(name, far + 8191, 10) == std::string(1, '\0'));
  CHECK(status_of(file).st_size == far + 8192);
  const auto zeroed = kcall::fallocate<G>(file, fallocate_flags::zero_range, far, 50);
  if (zeroed != errc::eopnotsupp) {
    CHECK(zeroed);
    CHECK(test::contents(name, far, 51) == std::string(50, '\0') + 'x');
  }
  CHECK(kcall::fallocate<G>(file, fallocate_flags::punch_hole, far, 4096) == errc::eopnotsupp);
}

TEST_CASE_TEMPLATE("advice is taken for the range that it is about", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, std::string(8192, 'x'));
  const unique_fd file = opened(name);
  for (const auto advice : {fadvise_advice::normal, fadvise_advice::random, fadvise_advice::sequential,
                            fadvise_advice::willneed, fadvise_advice::dontneed, fadvise_advice::noreuse}) {
    CHECK(kcall::fadvise64<G>(file, far, int64_t{1} << 33, advice));
    CHECK(kcall::posix_fadvise<G>(file, 0, 0, advice));
  }
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  CHECK(kcall::fadvise64<G>(in, 0, 0, fadvise_advice::normal) == errc::espipe);
  CHECK(kcall::posix_fadvise<G>(file, 0, -1, fadvise_advice::normal) == errc::einval);
  CHECK(kcall::fadvise64<G>(file, 0, 0, static_cast<fadvise_advice>(99)) == errc::einval);
  CHECK(kcall::fadvise64<G>(fd{-1}, 0, 0, fadvise_advice::normal) == errc::ebadf);
}

TEST_CASE_TEMPLATE("what is cached is counted, and reading ahead caches", G, ALL_GATES) {
  if (test::absent(number::cachestat, "cachestat")) return;
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, std::string(16384, 'x'));
  const unique_fd file = opened(name);
  const auto pages = 16384U / static_cast<unsigned>(::sysconf(_SC_PAGESIZE));
  const auto begin = static_cast<kcall::uint64_t>(far);
  kcall::cachestat_t counts{};
  CHECK(kcall::cachestat<G>(file, {begin, 16384}, counts));
  CHECK(counts.nr_cache == pages);
  CHECK(kcall::cachestat<G>(file, {begin, 0}, counts));
  CHECK(counts.nr_cache == pages);
  CHECK(kcall::cachestat<G>(file, {begin & 0xffffffff, 16384}, counts));
  CHECK(counts.nr_cache == 0);
  // Out of the cache, where this can be done, and in again.
  REQUIRE(::fsync(file.get().get()) == 0);
  CHECK(kcall::fadvise64<G>(file, far, 16384, fadvise_advice::dontneed));
  CHECK(kcall::cachestat<G>(file, {begin, 16384}, counts));
  CHECK(counts.nr_dirty == 0);
  if (counts.nr_cache != 0) {
    MESSAGE("skipped: pages stay in the cache here");
  } else {
    CHECK(kcall::readahead<G>(file, far, 16384));
    CHECK(kcall::cachestat<G>(file, {begin, 16384}, counts));
    CHECK(counts.nr_cache == pages);
  }
  CHECK(kcall::cachestat<G>(fd{-1}, {0, 0}, counts) == errc::ebadf);
}

TEST_CASE_TEMPLATE("reading ahead says what is wrong", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file = opened(directory.file("file", "text"));
  CHECK(kcall::readahead<G>(file, 0, 100));
  CHECK(kcall::readahead<G>(file, far, 100));
  CHECK(kcall::readahead<G>(fd{-1}, 0, 100) == errc::ebadf);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  CHECK(kcall::readahead<G>(in, 0, 100) == errc::einval);
}

TEST_CASE_TEMPLATE("ranges are written out", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, std::string(16384, 'x'));
  const unique_fd file = opened(name);
  constexpr auto all =
      sync_file_range_flags::wait_before | sync_file_range_flags::write | sync_file_range_flags::wait_after;
  CHECK(kcall::sync_file_range<G>(file, far, int64_t{1} << 32, all));
  if (!test::absent(number::cachestat, "cachestat")) {
    kcall::cachestat_t counts{};
    CHECK(kcall::cachestat<G>(file, {static_cast<kcall::uint64_t>(far), 16384}, counts));
    CHECK(counts.nr_dirty == 0);
  }
  CHECK(kcall::sync_file_range<G>(file, 0, 0, {}));
  CHECK(kcall::sync_file_range<G>(file, -1, 1, all) == errc::einval);
  CHECK(kcall::sync_file_range<G>(file, 0, 0, static_cast<sync_file_range_flags>(64)) == errc::einval);
  CHECK(kcall::sync_file_range<G>(fd{-1}, 0, 0, all) == errc::ebadf);
  CHECK(kcall::syncfs<G>(file));
  CHECK(kcall::syncfs<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE("ia32's calls get their 64-bit arguments as low and high words") {
  using nr = kcall::abi::ia32::nr;
  constexpr int64_t a = 0x1122334455667788, b = 0x0102030405060708;
  CHECK(kcall::fallocate<noting>(fd{3}, fallocate_flags::keep_size, a, b));
  CHECK(noting::last == nr::fallocate);
  CHECK(noting::words == std::vector<long>{3, 1, 0x55667788, 0x11223344, 0x05060708, 0x01020304});
  CHECK(kcall::fadvise64<noting>(fd{3}, a, b, fadvise_advice::dontneed));
  CHECK(noting::last == nr::fadvise64_64);
  CHECK(noting::words == std::vector<long>{3, 0x55667788, 0x11223344, 0x05060708, 0x01020304, 4});
  CHECK(kcall::readahead<noting>(fd{3}, a, 100));
  CHECK(noting::last == nr::readahead);
  CHECK(noting::words == std::vector<long>{3, 0x55667788, 0x11223344, 100});
  CHECK(kcall::sync_file_range<noting>(fd{3}, a, b, sync_file_range_flags::write));
  CHECK(noting::last == nr::sync_file_range);
  CHECK(noting::words == std::vector<long>{3, 0x55667788, 0x11223344, 0x05060708, 0x01020304, 2});
  kcall::sync<noting>();
  CHECK(noting::last == nr::sync);
  CHECK(noting::words.empty());
}

TEST_CASE_TEMPLATE("sync comes back", G, ALL_GATES) { kcall::sync<G>(); }

}  // namespace
