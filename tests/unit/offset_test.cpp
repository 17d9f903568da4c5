#include <array>
#include <kcall/call/call.hpp>
#include <kcall/call/file.hpp>
#include <kcall/call/offset.hpp>
#include <string>
#include <thread>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::int64_t;
using kcall::open_flags;
using kcall::seek;
using kcall::unique_fd;

// Beyond what 32 bits hold, with bits in both halves.
constexpr int64_t far = (int64_t{5} << 30) + 0x1234567;

unique_fd opened(const std::string& name, int flags = O_RDWR) {
  return unique_fd(fd{::open64(name.c_str(), flags | O_CLOEXEC, 0644)});
}
int64_t position(const unique_fd& file) { return ::lseek64(file.get().get(), 0, SEEK_CUR); }
int64_t size_of(const std::string& name) { return test::status_of(name).st_size; }

TEST_CASE_TEMPLATE("every way of opening takes files beyond 2 GiB", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("big", far, "here");
  const unique_fd opened_file(kcall::open<G>(name, open_flags::rdwr).value_or(fd{}));
  CHECK(opened_file);
  const unique_fd at(kcall::openat<G>(kcall::at_fdcwd, name, open_flags::rdwr).value_or(fd{}));
  CHECK(at);
  char text[4];
  CHECK(::pread64(at.get().get(), text, 4, far) == 4);
  // Through a descriptor from creat, which has no flags to ask with, the file can grow beyond 2 GiB.
  const unique_fd created(kcall::creat<G>(name, kcall::mode{0600}).value_or(fd{}));
  REQUIRE(created);
  CHECK(::pwrite64(created.get().get(), "there", 5, far) == 5);
  CHECK(test::contents(name, far) == "there");
  // What the flag is for: without it, ia32's calls do refuse.
  if constexpr (requires { kcall::nr<G>::_llseek; }) {
    CHECK(kcall::call<G>(kcall::nr<G>::open, name.c_str(), O_RDONLY) == errc::eoverflow);
    CHECK(kcall::call<G>(kcall::nr<G>::openat, AT_FDCWD, name.c_str(), O_RDONLY) == errc::eoverflow);
  }
}

TEST_CASE_TEMPLATE("lseek goes where glibc's goes", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("big", far, "here");
  const unique_fd file = opened(name);
  CHECK(kcall::lseek<G>(file, far, seek::set) == far);
  CHECK(position(file) == far);
  CHECK(kcall::lseek<G>(file, -5, seek::cur) == far - 5);
  CHECK(position(file) == far - 5);
  CHECK(kcall::lseek<G>(file, 0, seek::end) == far + 4);
  CHECK(kcall::lseek<G>(file, -far, seek::end) == 4);
  CHECK(position(file) == 4);
  CHECK(kcall::lseek<G>(file, 0, seek::cur) == 4);
  CHECK(kcall::lseek<G>(file, int64_t{3} << 40, seek::set) == int64_t{3} << 40);
  // Positions whose lower half looks like an error are none.
  CHECK(kcall::lseek<G>(file, 0xffffffff, seek::set) == 0xffffffff);
  CHECK(kcall::lseek<G>(file, 0x1fffffff2, seek::set) == 0x1fffffff2);
  CHECK(position(file) == 0x1fffffff2);
  CHECK(kcall::lseek<G>(file, 0, seek::set) == 0);
}

TEST_CASE_TEMPLATE("lseek finds data and holes where glibc's finds them", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file = opened(directory.sparse("big", far, "here"));
  const int64_t data = ::lseek64(file.get().get(), 0, SEEK_DATA);
  CHECK(kcall::lseek<G>(file, 0, seek::data) == data);
  CHECK(kcall::lseek<G>(file, 0, seek::hole) == ::lseek64(file.get().get(), 0, SEEK_HOLE));
  CHECK(kcall::lseek<G>(file, far, seek::hole) == far + 4);
  CHECK(kcall::lseek<G>(file, far + 4, seek::data) == errc::enxio);
}

TEST_CASE_TEMPLATE("lseek says what is wrong", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd file = opened(directory.file("file", "text"));
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  CHECK(kcall::lseek<G>(file, -1, seek::set) == errc::einval);
  CHECK(kcall::lseek<G>(file, -far, seek::cur) == errc::einval);
  CHECK(kcall::lseek<G>(file, 0, static_cast<seek>(99)) == errc::einval);
  CHECK(kcall::lseek<G>(in, 0, seek::cur) == errc::espipe);
  CHECK(kcall::lseek<G>(fd{-1}, 0, seek::cur) == errc::ebadf);
  CHECK(position(file) == 0);
}

TEST_CASE_TEMPLATE("pread and pwrite reach beyond 4 GiB and leave the position", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("big", far, "here");
  const unique_fd file = opened(name);
  REQUIRE(::lseek64(file.get().get(), 2, SEEK_SET) == 2);
  char text[8] = {};
  CHECK(kcall::pread<G>(file, text, 4, far) == 4);
  CHECK(std::string(text) == "here");
  CHECK(kcall::pread<G>(file, text, far + 2) == 2);
  CHECK(kcall::pread<G>(file, text, far + 4) == 0);
  std::vector<char> bytes(3);
  CHECK(kcall::pread<G>(file, bytes, far - 1) == 3);
  CHECK(bytes == std::vector<char>{'\0', 'h', 'e'});
  CHECK(kcall::pwrite<G>(file, "and there", far + 100) == 9);
  CHECK(test::contents(name, far + 100) == "and there");
  CHECK(kcall::pwrite<G>(file, std::string("string"), int64_t{1} << 32) == 6);
  CHECK(test::contents(name, int64_t{1} << 32, 6) == "string");
  CHECK(kcall::pwrite<G>(file, "pointer", 5, 3) == 5);
  CHECK(test::contents(name, 3, 6) == std::string("point\0", 6));
  CHECK(test::contents(name, far & 0xffffffff, 4) == std::string(4, '\0'));
  CHECK(position(file) == 2);
}

TEST_CASE_TEMPLATE("pread and pwrite say what is wrong", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "text");
  const unique_fd file = opened(name), reader = opened(name, O_RDONLY);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const unique_fd in(fd{ends[0]}), out(fd{ends[1]});
  char text[4];
  CHECK(kcall::pread<G>(file, text, -1) == errc::einval);
  CHECK(kcall::pwrite<G>(file, "x", -far) == errc::einval);
  CHECK(kcall::pread<G>(in, text, 0) == errc::espipe);
  CHECK(kcall::pwrite<G>(out, "x", 0) == errc::espipe);
  CHECK(kcall::pwrite<G>(reader, "x", 0) == errc::ebadf);
  CHECK(kcall::pread<G>(fd{-1}, text, 0) == errc::ebadf);
  CHECK(kcall::pread<G>(file, nullptr, 4, 0) == errc::efault);
  CHECK(test::contents(name) == "text");
}

TEST_CASE_TEMPLATE("truncate and ftruncate take 64-bit sizes", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "some text");
  const unique_fd file = opened(name), reader = opened(name, O_RDONLY);
  CHECK(kcall::ftruncate<G>(file, far));
  CHECK(size_of(name) == far);
  CHECK(kcall::truncate<G>(name, far + 1));
  CHECK(size_of(name) == far + 1);
  CHECK(test::contents(name, 0, 10) == std::string("some text\0", 10));
  CHECK(kcall::truncate<G>(name, 4));
  CHECK(test::contents(name) == "some");
  CHECK(kcall::ftruncate<G>(file, 0));
  CHECK(size_of(name) == 0);
  CHECK(kcall::ftruncate<G>(file, -1) == errc::einval);
  CHECK(kcall::truncate<G>(name, -far) == errc::einval);
  CHECK(kcall::ftruncate<G>(reader, 1) == errc::einval);
  CHECK(kcall::ftruncate<G>(fd{-1}, 1) == errc::ebadf);
  CHECK(kcall::truncate<G>(directory.path("nothing"), 1) == errc::enoent);
  CHECK(kcall::truncate<G>(directory.path("."), 1) == errc::eisdir);
  CHECK(size_of(name) == 0);
}

TEST_CASE_TEMPLATE("sendfile reads from 64-bit offsets, or from the position", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd in = opened(directory.sparse("big", far, "here and there"));
  const std::string target = directory.file("out", "");
  const unique_fd out = opened(target);
  int64_t offset = far;
  CHECK(kcall::sendfile<G>(out, in, &offset, 4) == 4);
  CHECK(offset == far + 4);
  CHECK(position(in) == 0);
  CHECK(kcall::sendfile<G>(out, in, &offset, 1000) == 10);
  CHECK(offset == far + 14);
  CHECK(kcall::sendfile<G>(out, in, &offset, 1000) == 0);
  REQUIRE(::lseek64(in.get().get(), far + 9, SEEK_SET) == far + 9);
  CHECK(kcall::sendfile<G>(out, in, nullptr, 3) == 3);
  CHECK(position(in) == far + 12);
  CHECK(test::contents(target) == "here and therethe");
  offset = -1;
  CHECK(kcall::sendfile<G>(out, in, &offset, 1) == errc::einval);
  CHECK(kcall::sendfile<G>(fd{-1}, in, nullptr, 1) == errc::ebadf);
  CHECK(kcall::sendfile<G>(out, fd{-1}, nullptr, 1) == errc::ebadf);
}

TEST_CASE_TEMPLATE("copy_file_range copies between 64-bit offsets, or positions", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd in = opened(directory.sparse("big", far, "here and there"));
  const std::string target = directory.file("out", "");
  const unique_fd out = opened(target);
  int64_t from = far, to = 2 * far;
  const auto copied = kcall::copy_file_range<G>(in, &from, out, &to, 4);
  if (copied == errc::enosys) {
    MESSAGE("skipped: no copy_file_range here");
    return;
  }
  CHECK(copied == 4);
  CHECK(from == far + 4);
  CHECK(to == 2 * far + 4);
  CHECK(test::contents(target, 2 * far) == "here");
  CHECK(position(in) == 0);
  CHECK(position(out) == 0);
  REQUIRE(::lseek64(in.get().get(), far + 5, SEEK_SET) == far + 5);
  CHECK(kcall::copy_file_range<G>(in, nullptr, out, nullptr, 3) == 3);
  CHECK(test::contents(target, 0, 4) == std::string("and\0", 4));
  CHECK(position(in) == far + 8);
  CHECK(position(out) == 3);
  from = far + 14;
  CHECK(kcall::copy_file_range<G>(in, &from, out, nullptr, 3) == 0);
  CHECK(kcall::copy_file_range<G>(in, nullptr, out, nullptr, 1, 99) == errc::einval);
  CHECK(kcall::copy_file_range<G>(fd{-1}, nullptr, out, nullptr, 1) == errc::ebadf);
  from = far;
  to = far + 2;
  CHECK(kcall::copy_file_range<G>(in, &from, in, &to, 8) == errc::einval);
}

#if KCALL_TARGET_X86_64
TEST_CASE("int $0x80 from 64-bit code refuses addresses of offsets above 4 GiB") {
  using G = kcall::gate::int80;
  const test::scratch directory;
  const unique_fd in = opened(directory.file("in", "text")), out = opened(directory.file("out", ""));
  auto* const high = reinterpret_cast<int64_t*>(1UL << 40);
  CHECK(kcall::sendfile<G>(out, in, high, 4) == errc::efault);
  CHECK(kcall::copy_file_range<G>(in, high, out, nullptr, 4) == errc::efault);
  CHECK(kcall::copy_file_range<G>(in, nullptr, out, high, 4) == errc::efault);
  CHECK(kcall::sendfile<G>(out, in, nullptr, 1UL << 32) == errc::eoverflow);
  CHECK(size_of(directory.path("out")) == 0);
}

TEST_CASE("int $0x80 from 64-bit code says efault where the stack is too high for its answers") {
  using G = kcall::gate::int80;
  const test::scratch directory;
  static unique_fd file;
  file = opened(directory.file("file", "text"));
  static errc errors[4];
  static bool high, taken;
  std::thread([] {  // its stack is an ordinary one
    const int local = 0;
    high = reinterpret_cast<uintptr_t>(&local) > 0xffffffffU;
    static char byte;
    const kcall::iovec pieces[] = {{&byte, 1}};
    kcall::flock_t lock;
    errors[0] = kcall::lseek<G>(file, 1, seek::set).error_or({});
    errors[1] = kcall::readv<G>(file, pieces).error_or({});
    errors[2] = kcall::fcntl_getlk<G>(file, lock).error_or({});
    errors[3] = kcall::pipe<G>().error_or({});
    taken = kcall::read<G>(file, &byte, 1) == 1 && byte == 't';
  })
      .join();
  REQUIRE(high);
  for (const errc error : errors) CHECK(error == errc::efault);
  CHECK(taken);
  CHECK(position(file) == 1);
  file.reset();
}
#endif

}  // namespace
