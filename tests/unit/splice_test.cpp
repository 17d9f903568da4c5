#include <sys/uio.h>

#include <kcall/call/call.hpp>
#include <kcall/call/splice.hpp>
#include <string>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::int64_t;
using kcall::iovec;
using kcall::splice_flags;
using kcall::unique_fd;

constexpr int64_t far = (int64_t{5} << 30) + 0x1234567;

struct pipe_pair {
  pipe_pair() {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    in = unique_fd(fd{ends[0]});
    out = unique_fd(fd{ends[1]});
  }
  void put(const std::string& text) const {
    REQUIRE(::write(out.get().get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  std::string take() const {
    REQUIRE(::fcntl(in.get().get(), F_SETFL, O_NONBLOCK) == 0);
    char text[100];
    const auto size = ::read(in.get().get(), text, sizeof text);
    REQUIRE(::fcntl(in.get().get(), F_SETFL, 0) == 0);
    return size < 0 ? "" : std::string(text, static_cast<size_t>(size));
  }
  unique_fd in, out;
};

unique_fd opened(const std::string& name) { return unique_fd(fd{::open64(name.c_str(), O_RDWR | O_CLOEXEC)}); }

TEST_CASE_TEMPLATE("splice moves between a pipe and a file, at 64-bit offsets", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.sparse("file", far, "here");
  const unique_fd file = opened(name);
  const pipe_pair pipe;
  int64_t offset = far;
  CHECK(kcall::splice<G>(file, &offset, pipe.out, nullptr, 100) == 4);
  CHECK(offset == far + 4);
  CHECK(pipe.take() == "here");
  pipe.put("there");
  offset = far + 10;
  CHECK(kcall::splice<G>(pipe.in, nullptr, file, &offset, 5, splice_flags::more | splice_flags::nonblock) == 5);
  CHECK(offset == far + 15);
  CHECK(test::contents(name, far + 10) == "there");
  // At the file's own position.
  REQUIRE(::lseek64(file.get().get(), far + 12, SEEK_SET) == far + 12);
  CHECK(kcall::splice<G>(file, nullptr, pipe.out, nullptr, 2) == 2);
  CHECK(pipe.take() == "er");
  CHECK(::lseek64(file.get().get(), 0, SEEK_CUR) == far + 14);
  CHECK(kcall::splice<G>(pipe.in, nullptr, file, nullptr, 5, splice_flags::nonblock) == errc::eagain);
  CHECK(kcall::splice<G>(pipe.in, &offset, file, nullptr, 5) == errc::espipe);
  CHECK(kcall::splice<G>(file, nullptr, file, nullptr, 5) == errc::einval);
  CHECK(kcall::splice<G>(fd{-1}, nullptr, file, nullptr, 5) == errc::ebadf);
}

TEST_CASE_TEMPLATE("tee leaves what it copies", G, ALL_GATES) {
  const pipe_pair from, to;
  from.put("text");
  CHECK(kcall::tee<G>(from.in, to.out, 3) == 3);
  CHECK(to.take() == "tex");
  CHECK(from.take() == "text");
  CHECK(kcall::tee<G>(from.in, to.out, 3, splice_flags::nonblock) == errc::eagain);
  CHECK(kcall::tee<G>(from.in, from.out, 3) == errc::einval);
  CHECK(kcall::tee<G>(fd{-1}, to.out, 3) == errc::ebadf);
}

TEST_CASE_TEMPLATE("vmsplice gives pieces of memory to a pipe, and takes them", G, ALL_GATES) {
  const pipe_pair pipe;
  char one[] = "one", two[] = "three";
  const iovec pieces[] = {{one, 3}, {two, 5}};
  CHECK(kcall::vmsplice<G>(pipe.out, pieces) == 8);
  CHECK(pipe.take() == "onethree");
  CHECK(kcall::vmsplice<G>(pipe.out, std::vector<iovec>{{two, 5}}, splice_flags::nonblock) == 5);
  CHECK(pipe.take() == "three");
  CHECK(kcall::vmsplice<G>(pipe.out, pieces, 1) == 3);
  char read[8] = {};
  CHECK(kcall::vmsplice<G>(pipe.in, {{read, 8}}, splice_flags::nonblock) == 3);
  CHECK(std::string(read) == "one");
  CHECK(kcall::vmsplice<G>(fd{-1}, pieces) == errc::ebadf);
  CHECK(kcall::vmsplice<G>(pipe.out, nullptr, 1) == errc::efault);
}

}  // namespace
