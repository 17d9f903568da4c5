#include <limits.h>
#include <sys/mman.h>
#include <sys/uio.h>

#include <array>
#include <kcall/call/file.hpp>
#include <kcall/call/vectored.hpp>
#include <span>
#include <string>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::iovec;
using kcall::unique_fd;

struct pipe_of_test {
  pipe_of_test() {
    int ends[2];
    REQUIRE(::pipe2(ends, O_NONBLOCK) == 0);
    in.reset(fd{ends[0]});
    out.reset(fd{ends[1]});
  }
  std::string taken() const {
    std::string text(4096, '\0');
    const ssize_t got = ::read(in.get().get(), text.data(), text.size());
    REQUIRE(got >= 0);
    text.resize(static_cast<size_t>(got));
    return text;
  }
  void put(const std::string& text) const {
    REQUIRE(::write(out.get().get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  unique_fd in, out;
};

TEST_CASE("iovec is laid out as the C library's") {
  CHECK(sizeof(iovec) == sizeof(::iovec));
  CHECK(offsetof(iovec, iov_base) == offsetof(::iovec, iov_base));
  CHECK(offsetof(iovec, iov_len) == offsetof(::iovec, iov_len));
  CHECK(kcall::max_iovecs == IOV_MAX);
}

TEST_CASE_TEMPLATE("writev writes pieces in order, from arrays and containers", G, ALL_GATES) {
  const pipe_of_test p;
  std::string words = "words";
  const iovec pieces[] = {kcall::iovec_for_write("some "), {}, kcall::iovec_for_write(words), {words.data(), 1}};
  CHECK(kcall::writev<G>(p.out, pieces) == 11);
  CHECK(p.taken() == "some wordsw");
  CHECK(kcall::writev<G>(p.out, pieces, 1) == 5);
  CHECK(p.taken() == "some ");
  CHECK(kcall::writev<G>(p.out, std::vector<iovec>(3, pieces[0])) == 15);
  CHECK(p.taken() == "some some some ");
  CHECK(kcall::writev<G>(p.out, std::span(pieces).subspan(2)) == 6);
  CHECK(p.taken() == "wordsw");
  const std::array<iovec, 1> one{pieces[2]};
  CHECK(kcall::writev<G>(p.out, one) == 5);
  CHECK(p.taken() == "words");
  CHECK(kcall::writev<G>(p.out, {{words.data(), 1}, {words.data(), 2}}) == 3);
  CHECK(p.taken() == "wwo");
  static constexpr iovec constant[] = {kcall::iovec_for_write("const"), kcall::iovec_for_write("expr")};
  CHECK(kcall::writev<G>(p.out, constant) == 9);
  CHECK(p.taken() == "constexpr");
  CHECK(kcall::writev<G>(p.out, nullptr, 0) == 0);
}

TEST_CASE_TEMPLATE("readv fills pieces in order and stops where the bytes do", G, ALL_GATES) {
  const pipe_of_test p;
  char first[3] = {}, second[4] = {};
  std::vector<char> third(5, '.');
  const iovec pieces[] = {kcall::iovec_for_read(first), kcall::iovec_for_read(second), kcall::iovec_for_read(third)};
  CHECK(kcall::readv<G>(p.in, pieces) == errc::eagain);
  p.put("0123456789");
  CHECK(kcall::readv<G>(p.in, pieces) == 10);
  CHECK(std::string(first, 3) == "012");
  CHECK(std::string(second, 4) == "3456");
  CHECK(std::string(third.data(), 5) == "789..");
  p.put("ab");
  CHECK(kcall::readv<G>(p.in, std::span(pieces)) == 2);
  CHECK(std::string(first, 3) == "ab2");
}

TEST_CASE_TEMPLATE("writev is partial where the pipe is full", G, ALL_GATES) {
  const pipe_of_test p;
  static char block[40000];
  const iovec pieces[] = {kcall::iovec_for_write(block), kcall::iovec_for_write(block)};
  const auto capacity = static_cast<size_t>(::fcntl(p.out.get().get(), F_GETPIPE_SZ));
  REQUIRE(capacity == 65536);
  const auto written = kcall::writev<G>(p.out, pieces);
  REQUIRE(written.has_value());
  CHECK(*written >= 40000);
  CHECK(*written < 80000);
}

TEST_CASE_TEMPLATE("1024 pieces are allowed, 1025 are not", G, ALL_GATES) {
  const pipe_of_test p;
  static char byte = 'x';
  const std::vector<iovec> pieces(1025, iovec{&byte, 1});
  CHECK(kcall::writev<G>(p.out, pieces.data(), 1024) == 1024);
  CHECK(p.taken() == std::string(1024, 'x'));
  CHECK(kcall::writev<G>(p.out, pieces) == errc::einval);
  CHECK(kcall::readv<G>(p.in, pieces) == errc::einval);
}

TEST_CASE_TEMPLATE("readv and writev say what is wrong", G, ALL_GATES) {
  const pipe_of_test p;
  char byte = 'x';
  const iovec good[] = {{&byte, 1}};
  const iovec bad[] = {{nullptr, 1}};
  CHECK(kcall::writev<G>(fd{-1}, good) == errc::ebadf);
  CHECK(kcall::readv<G>(p.out, good) == errc::ebadf);
  CHECK(kcall::writev<G>(p.out, bad) == errc::efault);
  CHECK(kcall::writev<G>(p.out, nullptr, 1) == errc::efault);
  const iovec negative[] = {{&byte, ~(~size_t{0} >> 1)}};
  CHECK(kcall::writev<G>(p.out, negative) == errc::einval);
}

#if KCALL_TARGET_X86_64
TEST_CASE("int $0x80 from 64-bit code refuses pieces that its layout cannot hold") {
  using G = kcall::gate::int80;
  const pipe_of_test p;
  char byte = 'x';
  const iovec address[] = {{&byte, 1}, {reinterpret_cast<void*>(1UL << 40), 1}};
  const iovec length[] = {{&byte, 1}, {&byte, 1UL << 32}};
  CHECK(kcall::writev<G>(p.out, address) == errc::efault);
  CHECK(kcall::readv<G>(p.in, address) == errc::efault);
  CHECK(kcall::writev<G>(p.out, length) == errc::eoverflow);
  char left;
  CHECK(::read(p.in.get().get(), &left, 1) == -1);
  // A list above 4 GiB is no obstacle: its rewritten copy counts.
  void* const page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(page != MAP_FAILED);
  REQUIRE(reinterpret_cast<uintptr_t>(page) > 0xffffffffU);
  const auto high = static_cast<iovec*>(page);
  high[0] = high[1] = {&byte, 1};
  CHECK(kcall::writev<G>(p.out, high, 2) == 2);
  CHECK(p.taken() == "xx");
  ::munmap(page, 4096);
}
#endif

}  // namespace
