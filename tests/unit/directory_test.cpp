// directory.hpp gives what readdir gives, in any buffer, and says why it ended.
#define _FILE_OFFSET_BITS 64
#include "child.hpp"
#include "fresh_directory.hpp"
#include "support.hpp"

#include <dirent.h>
#include <grp.h>

#include <set>
#include <string>

#include <kcall/directory.hpp>
#include <kcall/gate/layers.hpp>

namespace {

using kcall::basic_directory_reader;
using kcall::basic_entry_reader;
using kcall::dots;
using kcall::errc;
using kcall::fd;
using names = std::multiset<std::string>;

names by_readdir(const std::string& path, bool with_dots) {
  names all;
  DIR* const d = ::opendir(path.c_str());
  REQUIRE(d != nullptr);
  while (const auto* e = ::readdir(d)) {
    const std::string name = e->d_name;
    if (with_dots || (name != "." && name != "..")) all.insert(name);
  }
  ::closedir(d);
  return all;
}

template <class D>
names listed(D& from) {
  names all;
  for (const auto& entry : from) all.insert(entry.d_name());
  return all;
}

int open_descriptors() {
  int count = 0;
  for (int f = 0; f < 256; ++f) count += ::fcntl(f, F_GETFD) >= 0;
  return count;
}

}  // namespace

TEST_CASE_TEMPLATE("a directory's entries are readdir's, whatever the buffer", G, ALL_GATES) {
  const test::fresh_directory in;
  for (int i = 0; i < 300; ++i) in.file(std::string(static_cast<size_t>(i) % 255 + 1, static_cast<char>('a' + i % 26)));
  in.file("\xff\xfe not UTF-8 \x01\n");
  in.file("...");
  in.file(".hidden");
  const int d = ::open(in.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(d >= 0);
  static char buffer[65536];
  for (const size_t size : {280U, 512U, 4096U, 65536U}) {
    basic_entry_reader<G> reader(fd{d}, {buffer, size});
    REQUIRE(reader.rewind().has_value());
    CHECK(listed(reader) == by_readdir(in.path(), false));
    CHECK(reader.error().has_value());
    CHECK(reader.next() == nullptr);
    REQUIRE(reader.rewind().has_value());
    CHECK(listed(reader) == by_readdir(in.path(), false));
    REQUIRE(::lseek(d, 0, SEEK_SET) == 0);
    basic_entry_reader<G> all(fd{d}, {buffer, size}, dots::included);
    CHECK(listed(all) == by_readdir(in.path(), true));
  }
  ::close(d);
}

TEST_CASE_TEMPLATE("a directory of 20,000 entries", G, ALL_GATES) {
  const test::fresh_directory in;
  const int d = ::open(in.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(d >= 0);
  const int f = ::openat(d, "0", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  REQUIRE(f >= 0);
  ::close(f);
  for (int i = 1; i < 20000; ++i) REQUIRE(::linkat(d, "0", d, std::to_string(i).c_str(), 0) == 0);
  ::close(d);
  basic_directory_reader<8192, G> ours(kcall::path(in.path()));
  size_t count = 0;
  std::set<std::string> different;
  while (const auto* entry = ours.next()) {
    ++count;
    different.insert(entry->d_name());
  }
  CHECK(ours.error().has_value());
  CHECK(count == 20000);
  CHECK(different.size() == 20000);
  // What has been read may go: the rest is still found.
  REQUIRE(ours.rewind().has_value());
  size_t removed = 0;
  while (const auto* entry = ours.next()) removed += ::unlinkat(ours.get().get(), entry->d_name(), 0) == 0;
  REQUIRE(ours.rewind().has_value());
  while (const auto* entry = ours.next()) removed += ::unlinkat(ours.get().get(), entry->d_name(), 0) == 0;
  CHECK(removed == 20000);
  CHECK(by_readdir(in.path(), false).empty());
}

TEST_CASE_TEMPLATE("a directory that cannot be opened has no entries and an error", G, ALL_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("file");
  REQUIRE(::symlink(".", in("link").c_str()) == 0);
  const int before = open_descriptors();
  basic_directory_reader<4096, G> missing(kcall::path(in("nosuch")));
  CHECK(!missing);
  CHECK(missing.next() == nullptr);
  CHECK(missing.error() == errc::enoent);
  CHECK(missing.begin() == missing.end());
  CHECK(missing.error() == errc::enoent);
  basic_directory_reader<4096, G> not_one{kcall::path(file)};
  CHECK(not_one.error() == errc::enotdir);
  basic_directory_reader<4096, G> link(kcall::path(in("link")), dots::skipped, kcall::open_flags::nofollow);
  CHECK(link.error() == errc::enotdir);
  basic_directory_reader<4096, G> followed(kcall::path(in("link")));
  CHECK(listed(followed) == names{"file", "link"});
  CHECK(open_descriptors() == before + 1);
}

TEST_CASE_TEMPLATE("descriptors that are no directories, and buffers too small", G, ALL_GATES) {
  const test::fresh_directory in;
  in.file(std::string(200, 'n'));
  static char buffer[100];
  const int f = ::open(in.file("file").c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  basic_entry_reader<G> from_file(fd{f}, buffer);
  CHECK(from_file.next() == nullptr);
  CHECK(from_file.error() == errc::enotdir);
  basic_entry_reader<G> from_none(fd{}, buffer);
  CHECK(from_none.next() == nullptr);
  CHECK(from_none.error() == errc::ebadf);
  CHECK(from_none.rewind() == errc::ebadf);
  CHECK(from_none.error() == errc::ebadf);
  ::close(f);
  const int d = ::open(in.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  basic_entry_reader<G> cramped(fd{d}, buffer);
  while (cramped.next() != nullptr) {
  }
  CHECK(cramped.error() == errc::einval);
  ::close(d);
}

TEST_CASE_TEMPLATE("a directory takes over a descriptor", G, ALL_GATES) {
  const test::fresh_directory in;
  in.file("one");
  const int before = open_descriptors();
  {
    auto opened = kcall::open_directory<G>(in.path());
    REQUIRE(opened.has_value());
    CHECK(::fcntl(opened->get(), F_GETFD) == FD_CLOEXEC);
    kcall::unique_fd owner(*opened);
    basic_directory_reader<4096, G> ours(static_cast<kcall::unique_fd&&>(owner));
    CHECK(!owner);
    CHECK(static_cast<bool>(ours));
    CHECK(listed(ours) == names{"one"});
    CHECK(open_descriptors() == before + 1);
  }
  CHECK(open_descriptors() == before);
  CHECK(kcall::open_directory<G>("one") == errc::enoent);
}

TEST_CASE_TEMPLATE("a directory that is removed while it is read", G, ALL_GATES) {
  const test::fresh_directory in;
  REQUIRE(::mkdir(in("gone").c_str(), 0700) == 0);
  basic_directory_reader<4096, G> ours(kcall::path(in("gone")));
  REQUIRE(static_cast<bool>(ours));
  REQUIRE(::rmdir(in("gone").c_str()) == 0);
  CHECK(ours.next() == nullptr);
  CHECK(ours.error() == errc::enoent);
}

TEST_CASE("a directory that somebody may not read") {
  if (::geteuid() != 0) {
    MESSAGE("not here: needs root, to become somebody else");
    return;
  }
  const test::fresh_directory in;
  REQUIRE(::mkdir(in("secret").c_str(), 0700) == 0);
  REQUIRE(::chmod(in.path().c_str(), 0755) == 0);
  CHECK(test::in_child([&] {
          if (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0) return 3;
          kcall::basic_directory_reader<4096> ours(kcall::path(in("secret")));
          return !ours && ours.error() == errc::eacces ? 0 : 1;
        }) == 0);
}

TEST_CASE("interrupted calls are repeated, other errors end the listing") {
  struct tag;
  using flaky = kcall::gate::scripted<kcall::gate::native, tag>;
  using nr = flaky::abi::nr;
  flaky::reset();
  const test::fresh_directory in;
  in.file("one");
  flaky::answer(nr::openat, errc::eintr);
  flaky::answer(nr::getdents64, errc::eintr);
  flaky::answer(nr::getdents64, errc::eintr);
  basic_directory_reader<4096, flaky> ours(kcall::path(in.path()));
  CHECK(listed(ours) == names{"one"});
  CHECK(ours.error().has_value());
  CHECK(flaky::finished());
  flaky::reset();
  REQUIRE(ours.rewind().has_value());
  flaky::answer(nr::getdents64, errc::eio);
  CHECK(listed(ours).empty());
  CHECK(ours.error() == errc::eio);
  // The error stays; nobody asks the kernel again.
  const auto calls = flaky::calls();
  CHECK(ours.next() == nullptr);
  CHECK(flaky::calls() == calls);
  flaky::reset();
  REQUIRE(ours.rewind().has_value());
  flaky::answer(nr::getdents64, [](const long(&arguments)[6]) -> long {
    for (int i = 0; i < 24; ++i) reinterpret_cast<char*>(arguments[1])[i] = 'x';
    return 24;
  });
  CHECK(ours.next() == nullptr);
  CHECK(ours.error() == errc::eio);
  flaky::reset();
  // One call for the entries, one for the end, and none after that.
  REQUIRE(ours.rewind().has_value());
  flaky::reset();
  CHECK(listed(ours) == names{"one"});
  CHECK(ours.next() == nullptr);
  CHECK(flaky::calls() == 2);
}
