// inotify: what the file system really does, seen through events, with glibc making it happen.
#include <errno.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <kcall/call/inotify.hpp>
#include <string>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::inotify_flags;
using kcall::inotify_mask;
using kcall::inotify_range;
using kcall::inotify_watch;
using kcall::unique_fd;

struct seen {
  inotify_watch watch;
  inotify_mask mask;
  unsigned cookie;
  std::string name;
};

/// What there is to read, walked over with kcall; a buffer at an odd address.
std::vector<seen> events(const unique_fd& f) {
  char room[4097];
  const ssize_t filled = ::read(f.get().get(), room + 1, sizeof room - 1);
  std::vector<seen> all;
  if (filled < 0) return all;
  for (const auto& event : inotify_range(room + 1, static_cast<size_t>(filled))) {
    const inotify_mask mask = event.mask;
    const unsigned cookie = event.cookie;
    all.push_back({event.watch(), mask, cookie, event.name()});
  }
  return all;
}

TEST_CASE_TEMPLATE("descriptors are made with and without flags", G, ALL_GATES) {
  const unique_fd plain(kcall::inotify_init<G>().value_or(fd{}));
  const unique_fd flagged(kcall::inotify_init1<G>(inotify_flags::nonblock | inotify_flags::cloexec).value_or(fd{}));
  CHECK(::fcntl(plain.get().get(), F_GETFD) == 0);
  CHECK((::fcntl(plain.get().get(), F_GETFL) & O_NONBLOCK) == 0);
  CHECK(::fcntl(flagged.get().get(), F_GETFD) == FD_CLOEXEC);
  CHECK((::fcntl(flagged.get().get(), F_GETFL) & O_NONBLOCK) != 0);
  CHECK(kcall::inotify_init1<G>(static_cast<inotify_flags>(1)) == errc::einval);
}

TEST_CASE_TEMPLATE("a directory's events come with names and cookies", G, ALL_GATES) {
  const test::scratch directory;
  const unique_fd f(kcall::inotify_init1<G>(inotify_flags::nonblock).value_or(fd{}));
  const auto watch = kcall::inotify_add_watch<G>(
      f, directory.path(""), inotify_mask::create | inotify_mask::move | inotify_mask::delete_ | inotify_mask::close);
  REQUIRE(watch.has_value());
  static_cast<void>(directory.file("one", "text"));
  REQUIRE(::rename(directory.path("one").c_str(), directory.path("another-name").c_str()) == 0);
  REQUIRE(::mkdir(directory.path("dir").c_str(), 0755) == 0);
  REQUIRE(::unlink(directory.path("another-name").c_str()) == 0);
  const auto all = events(f);
  REQUIRE(all.size() == 6);
  const inotify_mask expected[] = {inotify_mask::create,
                                   inotify_mask::close_write,
                                   inotify_mask::moved_from,
                                   inotify_mask::moved_to,
                                   inotify_mask::create | inotify_mask::isdir,
                                   inotify_mask::delete_};
  const char* const names[] = {"one", "one", "one", "another-name", "dir", "another-name"};
  for (size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].watch == *watch);
    CHECK(all[i].mask == expected[i]);
    CHECK(all[i].name == names[i]);
    CHECK((all[i].cookie != 0) == (i == 2 || i == 3));
  }
  CHECK(all[2].cookie == all[3].cookie);
  CHECK(events(f).empty());
}

TEST_CASE_TEMPLATE("a file's events have no name; a watch is changed and removed", G, ALL_GATES) {
  const test::scratch directory;
  const std::string file = directory.file("file", "text");
  const unique_fd f(kcall::inotify_init1<G>(inotify_flags::nonblock).value_or(fd{}));
  const auto watch = kcall::inotify_add_watch<G>(f, file, inotify_mask::attrib);
  REQUIRE(watch.has_value());
  CHECK(kcall::inotify_add_watch<G>(f, file, inotify_mask::open | inotify_mask::mask_add) == *watch);
  const auto again = kcall::inotify_add_watch<G>(f, file, inotify_mask::open | inotify_mask::mask_create);
  CHECK(again == errc::eexist);
  REQUIRE(::chmod(file.c_str(), 0600) == 0);
  CHECK(test::contents(file) == "text");
  auto all = events(f);
  REQUIRE(all.size() == 2);
  CHECK(all[0].mask == inotify_mask::attrib);
  CHECK(all[1].mask == inotify_mask::open);
  CHECK(all[0].name.empty());
  CHECK(kcall::inotify_rm_watch<G>(f, *watch));
  all = events(f);
  REQUIRE(all.size() == 1);
  CHECK(all[0].mask == inotify_mask::ignored);
  CHECK(all[0].watch == *watch);
}

TEST_CASE_TEMPLATE("inotify says what is wrong", G, ALL_GATES) {
  const test::scratch directory;
  const std::string file = directory.file("file", "");
  const unique_fd f(kcall::inotify_init1<G>(inotify_flags::nonblock).value_or(fd{}));
  CHECK(kcall::inotify_add_watch<G>(f, directory.path("none"), inotify_mask::open) == errc::enoent);
  CHECK(kcall::inotify_add_watch<G>(f, file, inotify_mask::open | inotify_mask::onlydir) == errc::enotdir);
  CHECK(kcall::inotify_add_watch<G>(f, file, inotify_mask{}) == errc::einval);
  CHECK(kcall::inotify_add_watch<G>(fd{-1}, file, inotify_mask::open) == errc::ebadf);
  CHECK(kcall::inotify_rm_watch<G>(f, inotify_watch{12345}) == errc::einval);
  CHECK(kcall::inotify_rm_watch<G>(fd{-1}, inotify_watch{1}) == errc::ebadf);
}

TEST_CASE("a walk ends at what is not whole") {
  struct {
    int wd = 3;
    unsigned mask = IN_OPEN, cookie = 0, len = 8;
    char name[8] = "name";
  } room;
  const auto count = [&](size_t filled) {
    int found = 0;
    for (const auto& event : inotify_range(&room, filled)) found += event.watch() == inotify_watch{3};
    return found;
  };
  CHECK(count(sizeof room) == 1);
  CHECK(count(sizeof room - 1) == 0);
  CHECK(count(16) == 0);
  CHECK(count(15) == 0);
  CHECK(count(0) == 0);
  std::memset(room.name, 'x', sizeof room.name);
  CHECK(count(sizeof room) == 0);
  room.len = 0xffffffff;
  CHECK(count(sizeof room) == 0);
  room.len = 0;
  CHECK(count(16) == 1);
}

}  // namespace
