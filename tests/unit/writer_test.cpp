// writer.hpp: whatever the pieces and the storage, the file gets the same bytes; calls and errors by script.
#include <fcntl.h>
#include <kcall/gate/layers.hpp>
#include <kcall/writer.hpp>

#include <string>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::basic_writer;
using kcall::errc;
using kcall::fd;
using fake = kcall::gate::scripted<kcall::gate::refusing<>>;
using nr = kcall::nr<fake>;

}  // namespace

TEST_CASE_TEMPLATE("any pieces through any storage", G, ALL_GATES) {
  const test::scratch directory;
  for (size_t capacity : {0U, 1U, 2U, 7U, 8U, 9U, 64U, 4096U}) {
    const std::string name = directory.file("out", "");
    const int f = ::open(name.c_str(), O_WRONLY | O_TRUNC);
    REQUIRE(f >= 0);
    std::vector<char> storage(capacity + 1);
    basic_writer<G> out{fd{f}, {storage.data(), capacity}};
    std::string wanted;
    for (size_t i = 0; i < 60; ++i) {
      const std::string piece(i * i % 83, static_cast<char>('A' + i));
      REQUIRE(out.write(piece));
      REQUIRE(out.put('\0'));
      wanted += piece + '\0';
    }
    CHECK(out.pending() <= capacity);
    CHECK(test::contents(name).size() == wanted.size() - out.pending());
    CHECK(out.flush());
    CHECK(out.pending() == 0);
    CHECK(out.error());
    CHECK(out.file() == fd{f});
    CHECK(test::contents(name) == wanted);
    ::close(f);
  }
}

TEST_CASE("what fits is never split, and what is larger than the storage is not copied") {
  char storage[8];
  fake::reset();
  basic_writer<fake> out{fd{3}, storage};
  CHECK(out.write("12345"));
  CHECK(out.write("678"));
  CHECK(fake::calls() == 0);
  fake::answer(nr::write, 8);
  CHECK(out.write("abc"));
  REQUIRE(fake::calls() == 1);
  CHECK(fake::call(0).arguments[1] == reinterpret_cast<long>(&storage[0]));
  CHECK(out.pending() == 3);
  const char large[] = "0123456789";
  fake::answer(nr::write, 3);
  fake::answer(nr::write, 10);
  CHECK(out.write(large));
  REQUIRE(fake::calls() == 3);
  CHECK(fake::call(2).arguments[1] == reinterpret_cast<long>(&large[0]));
  CHECK(out.pending() == 0);
  CHECK(out.flush());
  CHECK(fake::calls() == 3);
}

TEST_CASE("the first error sticks") {
  char storage[4];
  fake::reset();
  basic_writer<fake> out{fd{3}, storage};
  CHECK(out.write("abc"));
  fake::answer(nr::write, 2);
  fake::answer(nr::write, errc::enospc);
  CHECK(out.write("de") == errc::enospc);
  CHECK(fake::finished());
  const size_t calls = fake::calls();
  CHECK(out.error() == errc::enospc);
  CHECK(out.write("f") == errc::enospc);
  CHECK(out.put('g') == errc::enospc);
  CHECK(out.write("much more than there is room for") == errc::enospc);
  CHECK(out.flush() == errc::enospc);
  CHECK(out.pending() == 0);
  CHECK(fake::calls() == calls);
}

TEST_CASE("errors of flush, and of what is not copied") {
  char storage[4];
  fake::reset();
  basic_writer<fake> flushed{fd{3}, storage};
  CHECK(flushed.write("abc"));
  fake::answer(nr::write, errc::eio);
  CHECK(flushed.flush() == errc::eio);
  CHECK(flushed.flush() == errc::eio);
  CHECK(flushed.write("abc") == errc::eio);

  basic_writer<fake> direct{fd{3}, storage};
  fake::answer(nr::write, 3);
  fake::answer(nr::write, errc::epipe);
  CHECK(direct.write("abcdefg") == errc::epipe);
  CHECK(direct.flush() == errc::epipe);
  CHECK(direct.error() == errc::epipe);
}

TEST_CASE("signals and partial writes lose nothing; the end of a writer writes nothing") {
  char storage[16];
  fake::reset();
  {
    basic_writer<fake> out{fd{3}, storage};
    CHECK(out.write("abcdef"));
    for (const long answer : {-4L, 2L, -4L, 4L}) fake::answer(nr::write, answer);
    CHECK(out.flush());
    REQUIRE(fake::calls() == 4);
    CHECK(fake::call(3).arguments[1] == reinterpret_cast<long>(&storage[2]));
    CHECK(out.write("lost"));
  }
  CHECK(fake::calls() == 4);
}
