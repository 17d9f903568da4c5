// write_all.hpp: over every gate on real files and pipes, and over scripts of what a kernel may answer.
#include <fcntl.h>
#include <kcall/gate/layers.hpp>
#include <kcall/write_all.hpp>

#include <string>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using fake = kcall::gate::scripted<kcall::gate::refusing<>>;
using nr = kcall::nr<fake>;

struct file {
  explicit file(int number) : f{number} { REQUIRE(number >= 0); }
  file(const file&) = delete;
  file& operator=(const file&) = delete;
  ~file() { ::close(f.get()); }
  fd f;
};

}  // namespace

TEST_CASE_TEMPLATE("what write_all writes, read_full reads", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("all", "");
  std::string text;
  for (int i = 0; i < 40000; ++i) text += static_cast<char>(i * 7 + i / 256);
  const file out(::open(name.c_str(), O_WRONLY));
  kcall::size_t written = 99;
  CHECK(kcall::write_all<G>(out.f, {text.data(), 30000}));
  CHECK(kcall::write_all<G>(out.f, {text.data() + 30000, 10000}, written));
  CHECK(written == 10000);
  CHECK(kcall::write_all<G>(out.f, {nullptr, 0}));
  CHECK(test::contents(name) == text);

  const file in(::open(name.c_str(), O_RDONLY));
  std::string got(50000, '?');
  CHECK(kcall::read_some<G>(in.f, {got.data(), 10}) == 10U);
  CHECK(kcall::read_full<G>(in.f, {got.data() + 10, 90}) == 90U);
  CHECK(kcall::read_full<G>(in.f, {got.data() + 100, 49900}) == 39900U);
  CHECK(kcall::read_full<G>(in.f, {got.data(), 10}) == 0U);
  CHECK(kcall::read_some<G>(in.f, {got.data(), 10}) == 0U);
  got.resize(40000);
  CHECK(got == text);
}

TEST_CASE_TEMPLATE("errors of the kernel come through", G, ALL_GATES) {
  char byte[1] = {'x'};
  kcall::size_t count = 99;
  CHECK(kcall::write_all<G>(fd{-1}, "x") == errc::ebadf);
  CHECK(kcall::write_all<G>(fd{-1}, "x", count) == errc::ebadf);
  CHECK(count == 0);
  CHECK(kcall::read_some<G>(fd{-1}, byte) == errc::ebadf);
  CHECK(kcall::read_full<G>(fd{-1}, byte) == errc::ebadf);
  const file full(::open("/dev/full", O_WRONLY));
  CHECK(kcall::write_all<G>(full.f, "x") == errc::enospc);
  const file directory(::open("/", O_RDONLY));
  CHECK(kcall::read_full<G>(directory.f, byte) == errc::eisdir);
}

TEST_CASE_TEMPLATE("a pipe that is full, then empty", G, ALL_GATES) {
  int ends[2];
  REQUIRE(::pipe2(&ends[0], O_NONBLOCK) == 0);
  const file in(ends[0]), out(ends[1]);
  REQUIRE(::fcntl(ends[1], F_SETPIPE_SZ, 4096) >= 4096);
  const std::string text(100000, 'p');  // more than that, and from the heap, which is low
  kcall::size_t written = 0, got = 0;
  CHECK(kcall::write_all<G>(out.f, text, written) == errc::eagain);
  CHECK(written > 0);
  CHECK(written < text.size());
  std::string back(text.size(), '?');
  CHECK(kcall::read_full<G>(in.f, back, got) == errc::eagain);
  CHECK(got == written);
  CHECK(back.substr(0, got) == text.substr(0, got));
}

TEST_CASE("pieces and signals are gone through") {
  char data[12] = {};
  kcall::size_t count = 0;
  fake::reset();
  for (const long answer : {5L, -4L, -4L, 3L, 4L}) fake::answer(nr::write, answer);
  CHECK(kcall::write_all<fake>(fd{3}, {&data[0], 12}, count));
  CHECK(count == 12);
  REQUIRE(fake::calls() == 5);
  CHECK(fake::call(4).arguments[1] == reinterpret_cast<long>(&data[8]));
  CHECK(fake::call(4).arguments[2] == 4);

  fake::reset();
  for (const long answer : {-4L, 5L, -4L, 3L, 0L}) fake::answer(nr::read, answer);
  CHECK(kcall::read_full<fake>(fd{3}, {&data[0], 12}, count));
  CHECK(count == 8);
  CHECK(fake::call(3).arguments[1] == reinterpret_cast<long>(&data[5]));
  CHECK(fake::finished());

  fake::reset();
  fake::answer(nr::read, errc::eintr);
  fake::answer(nr::read, 2);
  CHECK(kcall::read_some<fake>(fd{3}, {&data[0], 12}) == 2U);
  CHECK(fake::calls() == 2);
}

TEST_CASE("how far it got is known after an error, too") {
  char data[12] = {};
  kcall::size_t count = 0;
  fake::reset();
  fake::answer(nr::write, 5);
  fake::answer(nr::write, errc::eio);
  CHECK(kcall::write_all<fake>(fd{3}, {&data[0], 12}, count) == errc::eio);
  CHECK(count == 5);
  fake::answer(nr::read, 7);
  fake::answer(nr::read, errc::eio);
  CHECK(kcall::read_full<fake>(fd{3}, {&data[0], 12}, count) == errc::eio);
  CHECK(count == 7);
  fake::answer(nr::read, 7);
  fake::answer(nr::read, errc::eio);
  CHECK(kcall::read_full<fake>(fd{3}, {&data[0], 12}) == errc::eio);
  // A write that writes nothing and calls that no error would go on for ever.
  fake::answer(nr::write, 0);
  CHECK(kcall::write_all<fake>(fd{3}, {&data[0], 12}) == errc::enospc);
  CHECK(fake::finished());
  // Nothing to do is no call.
  fake::reset();
  CHECK(kcall::write_all<fake>(fd{3}, ""));
  CHECK(kcall::read_full<fake>(fd{3}, {&data[0], 0}) == 0U);
  CHECK(fake::calls() == 0);
}
