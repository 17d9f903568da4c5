// mapped_file.hpp shows the bytes that read gives, and refuses what has none to map.
#define _FILE_OFFSET_BITS 64
#include "fresh_directory.hpp"
#include "support.hpp"

#include <string>

#include <kcall/gate/layers.hpp>
#include <kcall/mapped_file.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::map_access;
using kcall::map_file;

std::string some_bytes(size_t size) {
  std::string bytes(size, '\0');
  unsigned state = 7;
  for (char& c : bytes) {
    state = state * 1103515245 + 12345;
    c = static_cast<char>(state >> 16);
  }
  return bytes;
}

template <class M>
std::string text_of(const M& from) {
  return {from.data(), from.size()};
}

int mappings_of(const std::string& path) {
  std::FILE* const maps = std::fopen("/proc/self/maps", "re");
  REQUIRE(maps != nullptr);
  int count = 0;
  char line[4096];
  while (std::fgets(line, sizeof line, maps) != nullptr) count += std::string(line).find(path) != std::string::npos;
  static_cast<void>(std::fclose(maps));
  return count;
}

std::string content(const std::string& path, size_t size) {
  std::string bytes(size, '\0');
  const int f = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  REQUIRE(::read(f, bytes.data(), size) == static_cast<ssize_t>(size));
  ::close(f);
  return bytes;
}

}  // namespace

TEST_CASE_TEMPLATE("a mapped file has the file's bytes", G, ALL_GATES) {
  const test::fresh_directory in;
  for (const size_t size : {1U, 100U, 4096U, 4097U, 300000U}) {
    const auto bytes = some_bytes(size);
    const auto path = in.file("file" + std::to_string(size), bytes);
    {
      const auto made = map_file<G>(kcall::path(path));
      REQUIRE(made.has_value());
      CHECK(text_of(*made) == bytes);
      CHECK(std::string(made->begin(), made->end()) == bytes);
      CHECK(!made->empty());
      CHECK(mappings_of(path) == 1);
    }
    CHECK(mappings_of(path) == 0);
  }
}

TEST_CASE_TEMPLATE("ranges start and end anywhere, and end with the file", G, ALL_GATES) {
  const test::fresh_directory in;
  const auto bytes = some_bytes(200000);
  const int f = ::open(in.file("file", bytes).c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  for (const size_t offset : {0U, 1U, 4095U, 4096U, 65536U, 70000U, 199999U}) {
    for (const size_t length : {0U, 1U, 5000U, 130000U, 200000U}) {
      const auto part = map_file<G>(fd{f}, map_access::read_only, static_cast<int64_t>(offset), length);
      REQUIRE(part.has_value());
      CHECK(text_of(*part) == bytes.substr(offset, length));
    }
  }
  CHECK(map_file<G>(fd{f}, map_access::read_only, 200000)->empty());
  CHECK(map_file<G>(fd{f}, map_access::read_only, 0x7fff'ffff'ffff'ffff)->empty());
  CHECK(map_file<G>(fd{f}, map_access::read_only, -1).error() == errc::einval);
  CHECK(map_file<G>(fd{f}, map_access::shared).error() == errc::eacces);
  ::close(f);
  CHECK(map_file<G>(fd{f}).error() == errc::ebadf);
}

TEST_CASE_TEMPLATE("beyond 4 GiB, in a file that is mostly a hole", G, ALL_GATES) {
  const test::fresh_directory in;
  const int f = ::open(in.file("sparse").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(f >= 0);
  const int64_t far = (int64_t{5} << 30) + 12345;
  REQUIRE(::pwrite(f, "here", 4, far) == 4);
  const auto part = map_file<G>(fd{f}, map_access::read_only, far - 1, 100);
  REQUIRE(part.has_value());
  CHECK(text_of(*part) == std::string("\0here", 5));
  if (sizeof(long) == 4) CHECK(map_file<G>(fd{f}).error() == errc::eoverflow);
  ::close(f);
}

TEST_CASE_TEMPLATE("writes: to this process alone, or to the file", G, ALL_GATES) {
  const test::fresh_directory in;
  const auto path = in.file("file", "original");
  {
    auto mine = map_file<G>(kcall::path(path), map_access::private_copy);
    REQUIRE(mine.has_value());
    mine->data()[0] = 'X';
    CHECK(text_of(*mine) == "Xriginal");
    CHECK(content(path, 8) == "original");
  }
  {
    auto ours = map_file<G>(kcall::path(path), map_access::shared);
    REQUIRE(ours.has_value());
    ours->data()[7] = 'L';
    CHECK(ours->sync().has_value());
    CHECK(content(path, 8) == "originaL");
  }
  CHECK(content(path, 8) == "originaL");
}

TEST_CASE_TEMPLATE("empty files are empty, and what only seems empty is refused", G, ALL_GATES) {
  const test::fresh_directory in;
  const auto path = in.file("empty");
  for (const auto how : {map_access::read_only, map_access::private_copy, map_access::shared}) {
    auto none = map_file<G>(kcall::path(path), how);
    REQUIRE(none.has_value());
    CHECK(none->empty());
    CHECK(none->begin() == none->end());
    CHECK(none->sync().has_value());
  }
  CHECK(map_file<G>("/proc/uptime").error() == errc::enodev);
}

TEST_CASE_TEMPLATE("what is no regular file is refused, and nobody waits for a pipe", G, ALL_GATES) {
  const test::fresh_directory in;
  REQUIRE(::mkfifo(in("fifo").c_str(), 0600) == 0);
  CHECK(map_file<G>(kcall::path(in("fifo"))).error() == errc::enodev);
  CHECK(map_file<G>(kcall::path(in.path())).error() == errc::enodev);
  CHECK(map_file<G>(kcall::path(in.path()), map_access::shared).error() == errc::eisdir);
  CHECK(map_file<G>("/dev/zero").error() == errc::enodev);
  CHECK(map_file<G>(kcall::path(in("nosuch"))).error() == errc::enoent);
  const int f = ::open(in.file("file", "x").c_str(), O_WRONLY | O_CLOEXEC);
  CHECK(map_file<G>(fd{f}).error() == errc::eacces);
  REQUIRE(::ftruncate(f, 0) == 0);
  CHECK(map_file<G>(fd{f}).error() == errc::eacces);
  ::close(f);
}

TEST_CASE("a mapping moves, and is undone once") {
  const test::fresh_directory in;
  const auto path = in.file("file", "text");
  {
    auto made = map_file(kcall::path(path));
    REQUIRE(made.has_value());
    kcall::mapped_file first(static_cast<kcall::mapped_file&&>(*made));
    CHECK(made->empty());
    kcall::mapped_file second;
    CHECK(second.empty());
    second = static_cast<kcall::mapped_file&&>(first);
    CHECK(text_of(second) == "text");
    CHECK(mappings_of(path) == 1);
    second = kcall::mapped_file();
    CHECK(mappings_of(path) == 0);
  }
}

TEST_CASE("interrupted opens are repeated; mmap's errors arrive") {
  struct tag;
  using flaky = kcall::gate::scripted<kcall::gate::native, tag>;
  using nr = flaky::abi::nr;
  flaky::reset();
  const test::fresh_directory in;
  const auto path = in.file("file", "text");
  flaky::answer(nr::openat, errc::eintr);
  {
    const auto made = map_file<flaky>(kcall::path(path));
    REQUIRE(made.has_value());
    CHECK(text_of(*made) == "text");
  }
  CHECK(flaky::finished());
  flaky::reset();
  flaky::answer(nr::openat, errc::emfile);
  CHECK(map_file<flaky>(kcall::path(path)).error() == errc::emfile);
}
