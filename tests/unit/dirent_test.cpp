// getdents64 lists what readdir lists, and the walk over its buffer stops at what is malformed.
#define _FILE_OFFSET_BITS 64
#include "fresh_directory.hpp"
#include "support.hpp"

#include <dirent.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include <kcall/call/filesystem.hpp>

namespace {

using kcall::dirent_range;
using kcall::dirent_type;
using kcall::errc;
using kcall::fd;
using kcall::linux_dirent64;

static_assert(static_cast<int>(dirent_type::unknown) == DT_UNKNOWN && static_cast<int>(dirent_type::fifo) == DT_FIFO);
static_assert(static_cast<int>(dirent_type::chr) == DT_CHR && static_cast<int>(dirent_type::dir) == DT_DIR);
static_assert(static_cast<int>(dirent_type::blk) == DT_BLK && static_cast<int>(dirent_type::reg) == DT_REG);
static_assert(static_cast<int>(dirent_type::lnk) == DT_LNK && static_cast<int>(dirent_type::sock) == DT_SOCK);
static_assert(static_cast<int>(dirent_type::wht) == DT_WHT);
// A copy would leave the name behind.
static_assert(!std::is_copy_constructible_v<linux_dirent64>);

struct entry {
  unsigned long long inode;
  int type;
  bool operator==(const entry&) const = default;
};
using listing = std::map<std::string, entry>;

int open_directory(const std::string& path) {
  const int d = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(d >= 0);
  return d;
}

listing by_readdir(const std::string& path) {
  listing all;
  DIR* const d = ::opendir(path.c_str());
  REQUIRE(d != nullptr);
  while (const auto* e = ::readdir(d)) all[e->d_name] = {e->d_ino, e->d_type};
  ::closedir(d);
  return all;
}

/// In a static buffer, which int $0x80 can reach. Counts the calls that gave something.
template <class G>
listing by_getdents64(const std::string& path, size_t size, int& calls) {
  static char buffer[1 << 16];
  REQUIRE(size <= sizeof buffer);
  listing all;
  calls = 0;
  const int d = open_directory(path);
  for (;;) {
    const auto filled = kcall::getdents64<G>(fd{d}, buffer, size);
    REQUIRE(filled.has_value());
    if (*filled == 0) break;
    ++calls;
    REQUIRE(*filled <= size);
    size_t walked = 0;
    for (const auto& e : dirent_range(buffer, *filled)) {
      CHECK(all.find(e.d_name()) == all.end());
      all[e.d_name()] = {e.d_ino, static_cast<int>(e.d_type)};
      walked += e.d_reclen;
    }
    CHECK(walked == *filled);
  }
  ::close(d);
  return all;
}

}  // namespace

TEST_CASE_TEMPLATE("an empty directory has two entries", G, ALL_GATES) {
  const test::fresh_directory in;
  int calls = 0;
  const auto ours = by_getdents64<G>(in.path(), 4096, calls);
  CHECK(calls == 1);
  CHECK(ours == by_readdir(in.path()));
  CHECK(ours.size() == 2);
  CHECK(ours.count(".") == 1);
  CHECK(ours.count("..") == 1);
}

TEST_CASE_TEMPLATE("a large directory, in several calls", G, ALL_GATES) {
  const test::fresh_directory in;
  std::set<std::string> made{".", ".."};
  for (int i = 0; i < 2000; ++i) {
    const auto name = std::to_string(i) + std::string(static_cast<size_t>(i) % 80, 'x');
    made.insert(name);
    const int f = ::open(in(name).c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    REQUIRE(f >= 0);
    ::close(f);
  }
  int calls = 0;
  const auto ours = by_getdents64<G>(in.path(), 4096, calls);
  CHECK(calls > 10);
  CHECK(ours == by_readdir(in.path()));
  std::set<std::string> names;
  for (const auto& e : ours) names.insert(e.first);
  CHECK(names == made);
  CHECK(by_getdents64<G>(in.path(), 1 << 16, calls) == ours);
}

TEST_CASE_TEMPLATE("every type of entry, and names of all lengths", G, ALL_GATES) {
  const test::fresh_directory in;
  in.file("file");
  REQUIRE(::mkdir(in("directory").c_str(), 0700) == 0);
  REQUIRE(::symlink("file", in("symlink").c_str()) == 0);
  REQUIRE(::mkfifo(in("fifo").c_str(), 0600) == 0);
  for (size_t n = 1; n <= 255; ++n) in.file(std::string(n, 'n'));
  int calls = 0;
  auto ours = by_getdents64<G>(in.path(), 8192, calls);
  CHECK(ours == by_readdir(in.path()));
  if (ours["file"].type == DT_UNKNOWN) {
    MESSAGE("not here: the file system of /tmp does not tell types");
  } else {
    CHECK(ours["file"].type == static_cast<int>(dirent_type::reg));
    CHECK(ours["directory"].type == static_cast<int>(dirent_type::dir));
    CHECK(ours["symlink"].type == static_cast<int>(dirent_type::lnk));
    CHECK(ours["fifo"].type == static_cast<int>(dirent_type::fifo));
  }
  struct ::stat file;
  REQUIRE(::stat(in("file").c_str(), &file) == 0);
  CHECK(ours["file"].inode == file.st_ino);
}

TEST_CASE_TEMPLATE("a listing goes on from any entry's d_off", G, ALL_GATES) {
  const test::fresh_directory in;
  for (int i = 0; i < 40; ++i) in.file("entry" + std::to_string(i));
  static char buffer[8192];
  const int d = open_directory(in.path());
  const auto filled = kcall::getdents64<G>(fd{d}, buffer);
  REQUIRE(filled.has_value());
  std::vector<std::string> names;
  std::vector<long long> next;
  for (const auto& e : dirent_range(buffer, *filled)) {
    names.emplace_back(e.d_name());
    next.push_back(e.d_off);
  }
  REQUIRE(names.size() == 42);
  for (size_t i = 0; i + 1 < names.size(); ++i) {
    REQUIRE(::lseek(d, next[i], SEEK_SET) == next[i]);
    const auto again = kcall::getdents64<G>(fd{d}, kcall::mutable_buffer(buffer, sizeof buffer));
    REQUIRE(again.has_value());
    CHECK(dirent_range(buffer, *again).begin()->d_name() == names[i + 1]);
  }
  ::close(d);
}

TEST_CASE_TEMPLATE("getdents64's errors", G, ALL_GATES) {
  const test::fresh_directory in;
  static char buffer[4096];
  const int d = open_directory(in.path());
  CHECK(kcall::getdents64<G>(fd{-1}, buffer) == errc::ebadf);
  CHECK(kcall::getdents64<G>(fd{d}, buffer, 8) == errc::einval);
  CHECK(kcall::getdents64<G>(fd{d}, nullptr, sizeof buffer) == errc::efault);
  const int f = ::open(in.file("file").c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  CHECK(kcall::getdents64<G>(fd{f}, buffer) == errc::enotdir);
  ::close(f);
  ::close(d);
  REQUIRE(::mkdir(in("removed").c_str(), 0700) == 0);
  const int removed = open_directory(in("removed"));
  REQUIRE(::rmdir(in("removed").c_str()) == 0);
  CHECK(kcall::getdents64<G>(fd{removed}, buffer) == errc::enoent);
  ::close(removed);
}

namespace {

/// An entry as the kernel writes it, with a d_reclen that may be a lie.
std::string entry_bytes(const std::string& name, unsigned reclen, bool terminated = true) {
  const unsigned long long inode = 77;
  const long long next = 5;
  const auto size = static_cast<unsigned short>(reclen);
  const unsigned char type = DT_REG;
  std::string bytes(19, '\0');
  std::memcpy(&bytes[0], &inode, 8);
  std::memcpy(&bytes[8], &next, 8);
  std::memcpy(&bytes[16], &size, 2);
  std::memcpy(&bytes[18], &type, 1);
  bytes += name;
  const size_t whole = (19 + name.size() + 1 + 7) / 8 * 8;
  bytes.resize(whole, terminated ? '\0' : 'z');
  return bytes;
}

std::vector<std::string> names_in(const std::string& bytes) {
  // A block of exactly this size, so that a sanitizer or valgrind sees a read beyond it.
  const std::vector<char> exact(bytes.begin(), bytes.end());
  std::vector<std::string> names;
  for (const auto& e : dirent_range(exact.data(), exact.size())) names.emplace_back(e.d_name());
  return names;
}

using list = std::vector<std::string>;

}  // namespace

TEST_CASE("the walk stops at malformed entries") {
  const auto good = entry_bytes("good", 24);
  CHECK(names_in("") == list{});
  CHECK(names_in(good) == list{"good"});
  CHECK(names_in(good + entry_bytes("longer name", 32) + good) == list{"good", "longer name", "good"});
  SUBCASE("d_reclen of 0 would loop for ever") {
    CHECK(names_in(good + entry_bytes("zero", 0) + good) == list{"good"});
  }
  SUBCASE("d_reclen too small for a name") {
    for (unsigned n = 1; n <= 19; ++n) CHECK(names_in(good + entry_bytes("short", n) + good) == list{"good"});
  }
  SUBCASE("d_reclen beyond the bytes") {
    for (const unsigned n : {25u, 32u, 100u, 65535u}) CHECK(names_in(good + entry_bytes("long", n)) == list{"good"});
  }
  SUBCASE("bytes cut short anywhere") {
    for (size_t n = 0; n < good.size(); ++n) {
      CHECK(names_in(good.substr(0, n)) == list{});
      CHECK(names_in(good + good.substr(0, n)) == list{"good"});
    }
  }
  SUBCASE("a name without an end") { CHECK(names_in(good + entry_bytes("endless", 32, false) + good) == list{"good"}); }
  SUBCASE("a name that ends after its entry") {
    // 23 bytes hold "good" without its NUL.
    CHECK(names_in(entry_bytes("good", 23)) == list{});
  }
  SUBCASE("an empty name is still an entry") { CHECK(names_in(entry_bytes("", 24)) == list{""}); }
  SUBCASE("random bytes end somewhere") {
    unsigned state = 1;
    for (int round = 0; round < 2000; ++round) {
      std::string noise;
      for (int i = 0; i < 300; ++i) {
        state = state * 1103515245 + 12345;
        // Many small bytes, so that many lengths are plausible.
        noise += static_cast<char>((state >> 16) % 3 == 0 ? (state >> 20) & 63 : 0);
      }
      CHECK(names_in(noise).size() <= noise.size() / 20);
    }
  }
}

TEST_CASE("entries may lie at odd addresses") {
  const auto bytes = entry_bytes("first", 32) + entry_bytes("second", 32);
  for (size_t shift = 0; shift < 8; ++shift) {
    const std::string moved = std::string(shift, '?') + bytes;
    const dirent_range entries(moved.data() + shift, bytes.size());
    auto i = entries.begin();
    REQUIRE(i != entries.end());
    CHECK(i->d_ino == 77);
    CHECK(i->d_off == 5);
    CHECK(i->d_type == dirent_type::reg);
    CHECK(std::string("first") == i++->d_name());
    REQUIRE(i != entries.end());
    CHECK(std::string("second") == (*i).d_name());
    CHECK(++i == entries.end());
  }
}
