// fanotify: events with handles and names (any user), with descriptors, and decisions (root only).
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/fanotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <kcall/call/fanotify.hpp>
#include <string>
#include <vector>

#include "in_child.hpp"
#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::at_fdcwd;
using kcall::errc;
using kcall::fanotify_decision;
using kcall::fanotify_flags;
using kcall::fanotify_info_type;
using kcall::fanotify_mark_flags;
using kcall::fanotify_mask;
using kcall::fanotify_range;
using kcall::fd;
using kcall::uint64_t;
using kcall::unique_fd;

/// Whether descriptors with these flags can be had, as glibc's own function says.
bool permitted(fanotify_flags flags) {
  const int f = ::fanotify_init(static_cast<unsigned>(flags), O_RDONLY);
  if (f >= 0) {
    ::close(f);
    return true;
  }
  MESSAGE("skipped: fanotify_init gives ", std::string(std::strerror(errno)));
  return false;
}

struct record {
  fanotify_info_type type;
  uint64_t fsid;
  std::string handle;
  std::string name;
};
struct seen {
  fanotify_mask mask;
  int file;
  int who;
  std::vector<record> infos;
};

/// What there is to read, walked over with kcall; a buffer at an odd address.
std::vector<seen> events(const unique_fd& f) {
  char room[4097];
  std::vector<seen> all;
  const ssize_t filled = ::read(f.get().get(), room + 1, sizeof room - 1);
  if (filled < 0) return all;
  for (const auto& event : fanotify_range(room + 1, static_cast<size_t>(filled))) {
    const fanotify_mask mask = event.mask;
    seen one{mask, event.file().get(), event.who().get(), {}};
    for (const auto& info : event.infos()) {
      const auto* const handle = static_cast<const char*>(info.file_handle());
      unsigned bytes = 0;
      if (handle != nullptr) std::memcpy(&bytes, handle, sizeof bytes);
      const fanotify_info_type type = info.info_type;
      one.infos.push_back({type, info.fsid(), handle == nullptr ? "" : std::string(handle, 8 + bytes), info.name()});
    }
    all.push_back(one);
  }
  return all;
}

/// The handle of a file as name_to_handle_at(2) gives it.
std::string handle_of(const std::string& file) {
  union {
    struct ::file_handle head;
    char bytes[8 + MAX_HANDLE_SZ];
  } room{};
  room.head.handle_bytes = MAX_HANDLE_SZ;
  int mount = 0;
  if (::name_to_handle_at(AT_FDCWD, file.c_str(), &room.head, &mount, 0) != 0) return "";
  return std::string(room.bytes, 8 + room.head.handle_bytes);
}

uint64_t fsid_of(const std::string& file) {
  struct statfs64 fs {};
  uint64_t id = 0;
  if (::statfs64(file.c_str(), &fs) == 0) std::memcpy(&id, &fs.f_fsid, sizeof id);
  return id;
}

TEST_CASE_TEMPLATE("events about names come with the directory's handle and the name", G, ALL_GATES) {
  const auto flags = fanotify_flags::nonblock | fanotify_flags::report_dfid_name;
  if (!permitted(flags)) return;
  const test::scratch directory;
  const unique_fd f(kcall::fanotify_init<G>(flags | fanotify_flags::cloexec).value_or(fd{}));
  REQUIRE(f);
  CHECK(::fcntl(f.get().get(), F_GETFD) == FD_CLOEXEC);
  const auto marked = kcall::fanotify_mark<G>(
      f, fanotify_mark_flags::add | fanotify_mark_flags::onlydir,
      fanotify_mask::create | fanotify_mask::delete_ | fanotify_mask::move | fanotify_mask::ondir, at_fdcwd,
      directory.path(""));
  if (marked == errc::enodev || marked == errc::eopnotsupp || marked == errc::exdev) {
    MESSAGE("skipped: the file system here has no handles");
    return;
  }
  REQUIRE(marked);
  REQUIRE(::mkdir(directory.path("made").c_str(), 0755) == 0);
  REQUIRE(::rename(directory.path("made").c_str(), directory.path("with-a-longer-name").c_str()) == 0);
  REQUIRE(::rmdir(directory.path("with-a-longer-name").c_str()) == 0);
  const auto all = events(f);
  // The kernel may merge what happened to one name.
  fanotify_mask first{}, second{};
  for (const auto& one : all) {
    CHECK(one.file == -1);
    CHECK((one.who == ::getpid() || one.who == 0));
    REQUIRE(one.infos.size() == 1);
    CHECK(one.infos[0].type == fanotify_info_type::dfid_name);
    CHECK(one.infos[0].fsid == fsid_of(directory.path("")));
    CHECK(!one.infos[0].handle.empty());
    CHECK(one.infos[0].handle == handle_of(directory.path("")));
    CHECK((one.infos[0].name == "made" || one.infos[0].name == "with-a-longer-name"));
    (one.infos[0].name == "made" ? first : second) |= one.mask;
  }
  CHECK(first == (fanotify_mask::create | fanotify_mask::moved_from | fanotify_mask::ondir));
  CHECK(second == (fanotify_mask::moved_to | fanotify_mask::delete_ | fanotify_mask::ondir));
  CHECK(kcall::fanotify_mark<G>(f, fanotify_mark_flags::flush, {}, at_fdcwd, nullptr));
  REQUIRE(::mkdir(directory.path("made").c_str(), 0755) == 0);
  CHECK(events(f).empty());
}

TEST_CASE_TEMPLATE("events about a file come with a descriptor of it, and with who did it", G, ALL_GATES) {
  if (!permitted(fanotify_flags::nonblock)) return;
  const test::scratch directory;
  const std::string file = directory.file("file", "text");
  const unique_fd f(kcall::fanotify_init<G>(fanotify_flags::nonblock, kcall::open_flags::rdonly).value_or(fd{}));
  REQUIRE(f);
  CHECK(kcall::fanotify_mark<G>(f, fanotify_mark_flags::add, fanotify_mask::open | fanotify_mask::close_nowrite,
                                at_fdcwd, file));
  CHECK(test::contents(file) == "text");
  const auto all = events(f);
  fanotify_mask together{};
  for (const auto& one : all) {
    together |= one.mask;
    CHECK((one.who == ::getpid() || one.who == 0));
    struct stat64 status {};
    CHECK(::fstat64(one.file, &status) == 0);
    CHECK(status.st_ino == test::status_of(file).st_ino);
    CHECK(one.infos.empty());
    ::close(one.file);
  }
  CHECK(together == (fanotify_mask::open | fanotify_mask::close_nowrite));
  CHECK(kcall::fanotify_mark<G>(f, fanotify_mark_flags::remove, fanotify_mask::open | fanotify_mask::close_nowrite,
                                at_fdcwd, file));
  CHECK(test::contents(file) == "text");
  CHECK(events(f).empty());
}

TEST_CASE_TEMPLATE("opening a file is denied and allowed", G, ALL_GATES) {
  if (!permitted(fanotify_flags::class_content)) return;
  const test::scratch directory;
  const std::string file = directory.file("file", "text");
  for (const auto decision : {fanotify_decision::deny, fanotify_decision::allow}) {
    const unique_fd f(kcall::fanotify_init<G>(fanotify_flags::class_content | fanotify_flags::cloexec).value_or(fd{}));
    REQUIRE(f);
    const auto marked = kcall::fanotify_mark<G>(f, fanotify_mark_flags::add, fanotify_mask::open_perm, at_fdcwd, file);
    if (marked == errc::einval) {
      MESSAGE("skipped: this kernel asks nobody");
      return;
    }
    REQUIRE(marked);
    const pid_t child = ::fork();
    if (child == 0) ::_exit(::open(file.c_str(), O_RDONLY) >= 0 ? 0 : errno);
    // Should nothing be asked, the descriptor is closed all the same, which lets the child go on.
    ::pollfd ready{f.get().get(), POLLIN, 0};
    CHECK(::poll(&ready, 1, 5000) == 1);
    const auto all = ready.revents != 0 ? events(f) : std::vector<seen>{};
    CHECK(all.size() == 1);
    for (const auto& one : all) {
      CHECK(one.mask == fanotify_mask::open_perm);
      CHECK((one.who == child || one.who == 0));
      const kcall::fanotify_response answer{fd{one.file}, decision};
      CHECK(::write(f.get().get(), &answer, sizeof answer) == static_cast<ssize_t>(sizeof answer));
      ::close(one.file);
    }
    int status = -1;
    CHECK(::waitpid(child, &status, 0) == child);
    CHECK(WEXITSTATUS(status) == (decision == fanotify_decision::allow ? 0 : EPERM));
  }
}

TEST_CASE_TEMPLATE("fanotify says what is wrong, as glibc's functions do", G, ALL_GATES) {
  const auto by_glibc = [](long answer) { return answer == -1 ? -errno : 0; };
  CHECK(kcall::fanotify_init<G>(static_cast<fanotify_flags>(0x80000000)).word() ==
        by_glibc(::fanotify_init(0x80000000, O_RDONLY)));
  const unique_fd null(fd{::open("/dev/null", O_RDONLY)});
  // The upper half of the mask counts: no kernel knows that bit.
  for (const uint64_t mask : {uint64_t{1} << 50, uint64_t{FAN_OPEN}}) {
    for (const int f : {-1, null.get().get()}) {
      CHECK(kcall::fanotify_mark<G>(fd{f}, fanotify_mark_flags::add, static_cast<fanotify_mask>(mask), at_fdcwd, "/")
                .word() == by_glibc(::fanotify_mark(f, FAN_MARK_ADD, mask, AT_FDCWD, "/")));
    }
  }
}

TEST_CASE("records are read where they lie, and no further") {
  alignas(8) unsigned char room[24 + 24 + 16 + 12 + 8]{};
  const auto put = [&](size_t at, auto value) { std::memcpy(room + at, &value, sizeof value); };
  put(0, static_cast<unsigned>(sizeof room));
  put(4, static_cast<unsigned char>(FANOTIFY_METADATA_VERSION));
  put(6, static_cast<unsigned short>(24));
  // A range, a mount, an error, a pidfd.
  room[24] = 6;
  put(26, static_cast<unsigned short>(24));
  put(32, 5ULL << 30);
  put(40, 4096ULL);
  room[48] = 7;
  put(50, static_cast<unsigned short>(16));
  put(56, 0x1'0000'0007ULL);
  room[64] = 5;
  put(66, static_cast<unsigned short>(12));
  put(68, EIO);
  put(72, 3U);
  room[76] = 4;
  put(78, static_cast<unsigned short>(8));
  put(80, 42);
  int found = 0;
  for (const auto& event : fanotify_range(room, sizeof room)) {
    for (const auto& info : event.infos()) {
      ++found;
      if (found == 1) {
        CHECK(info.offset() == 5ULL << 30);
        CHECK(info.count() == 4096);
      }
      if (found == 2) CHECK(info.mnt_id() == 0x1'0000'0007ULL);
      if (found == 3) {
        CHECK(info.error() == errc::eio);
        CHECK(info.error_count() == 3);
      }
      if (found == 4) CHECK(info.pidfd() == fd{42});
      CHECK(info.file_handle() == nullptr);
      CHECK(info.name()[0] == '\0');
    }
  }
  CHECK(found == 4);
  const auto count = [&](size_t filled) {
    int events = 0;
    for (const auto& event : fanotify_range(room, filled)) events += event.event_len == sizeof room;
    return events;
  };
  CHECK(count(sizeof room) == 1);
  CHECK(count(sizeof room - 1) == 0);
  room[4] = 4;
  CHECK(count(sizeof room) == 0);
  CHECK(kcall::deny_with(errc::eio) == static_cast<fanotify_decision>(0x05000002));
}

}  // namespace
