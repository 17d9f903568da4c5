#include <limits.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <termios.h>

#include <array>
#include <kcall/call/file.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::mode;
using kcall::open_flags;

constexpr open_flags new_file = open_flags::creat | open_flags::excl | open_flags::wronly;

/// A descriptor for the length of a test.
struct opened {
  explicit opened(kcall::result<fd> got) : f(got.value_or(fd{})) { REQUIRE(got.has_value()); }
  explicit opened(int got) : f(got) { REQUIRE(got >= 0); }
  opened(const opened&) = delete;
  opened& operator=(const opened&) = delete;
  ~opened() { ::close(f.get()); }
  fd f;
};

/// Both ends of a pipe made by glibc.
struct piped {
  piped() {
    REQUIRE(::pipe(ends) == 0);
    read_end = fd{ends[0]};
    write_end = fd{ends[1]};
  }
  piped(const piped&) = delete;
  piped& operator=(const piped&) = delete;
  ~piped() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  std::string taken() const {
    char text[256];
    const ssize_t got = ::read(ends[0], text, sizeof text);
    REQUIRE(got >= 0);
    return {text, static_cast<size_t>(got)};
  }
  int ends[2];
  fd read_end, write_end;
};

mode_t current_umask() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return mask;
}

TEST_CASE("flags, modes and origins have the values of the C library's headers") {
  const auto value = [](auto flag) { return static_cast<unsigned>(flag); };
  CHECK(value(open_flags::rdonly) == O_RDONLY);
  CHECK(value(open_flags::wronly) == O_WRONLY);
  CHECK(value(open_flags::rdwr) == O_RDWR);
  CHECK(value(open_flags::accmode) == O_ACCMODE);
  CHECK(value(open_flags::creat) == O_CREAT);
  CHECK(value(open_flags::excl) == O_EXCL);
  CHECK(value(open_flags::noctty) == O_NOCTTY);
  CHECK(value(open_flags::trunc) == O_TRUNC);
  CHECK(value(open_flags::append) == O_APPEND);
  CHECK(value(open_flags::nonblock) == O_NONBLOCK);
  CHECK(value(open_flags::ndelay) == O_NDELAY);
  CHECK(value(open_flags::dsync) == O_DSYNC);
  CHECK(value(open_flags::sync) == O_SYNC);
  CHECK(value(open_flags::rsync) == O_RSYNC);
  CHECK(value(open_flags::async) == O_ASYNC);
  CHECK(value(open_flags::direct) == O_DIRECT);
  CHECK(value(open_flags::directory) == O_DIRECTORY);
  CHECK(value(open_flags::nofollow) == O_NOFOLLOW);
  CHECK(value(open_flags::noatime) == O_NOATIME);
  CHECK(value(open_flags::cloexec) == O_CLOEXEC);
  CHECK(value(open_flags::path) == O_PATH);
  CHECK(value(open_flags::tmpfile) == O_TMPFILE);
#if KCALL_TARGET_IA32
  CHECK(value(open_flags::largefile) == O_LARGEFILE);
#endif
  CHECK(value(mode::ifmt) == S_IFMT);
  CHECK(value(mode::ifreg) == S_IFREG);
  CHECK(value(mode::ifdir) == S_IFDIR);
  CHECK(value(mode::iflnk) == S_IFLNK);
  CHECK(value(mode::ififo) == S_IFIFO);
  CHECK(value(mode::ifchr) == S_IFCHR);
  CHECK(value(mode::ifblk) == S_IFBLK);
  CHECK(value(mode::ifsock) == S_IFSOCK);
  CHECK((mode::irwxu | mode::irwxg | mode::irwxo) == mode{0777});
  CHECK((mode::irusr | mode::iwusr | mode::irgrp | mode::iroth) == mode{0644});
  CHECK(value(mode::ixusr | mode::ixgrp | mode::ixoth | mode::iwgrp | mode::iwoth) == 0133);
  CHECK(value(mode::isuid | mode::isgid | mode::isvtx) == (S_ISUID | S_ISGID | S_ISVTX));
  CHECK(value(kcall::access_mode::r_ok) == R_OK);
  CHECK(value(kcall::access_mode::w_ok) == W_OK);
  CHECK(value(kcall::access_mode::x_ok) == X_OK);
  CHECK(value(kcall::access_mode::f_ok) == F_OK);
  CHECK(value(kcall::seek::set) == SEEK_SET);
  CHECK(value(kcall::seek::cur) == SEEK_CUR);
  CHECK(value(kcall::seek::end) == SEEK_END);
  CHECK(value(kcall::seek::data) == SEEK_DATA);
  CHECK(value(kcall::seek::hole) == SEEK_HOLE);
  CHECK(value(kcall::at_flags::symlink_nofollow) == AT_SYMLINK_NOFOLLOW);
  CHECK(value(kcall::at_flags::removedir) == AT_REMOVEDIR);
  CHECK(value(kcall::at_flags::eaccess) == AT_EACCESS);
  CHECK(value(kcall::at_flags::symlink_follow) == AT_SYMLINK_FOLLOW);
  CHECK(value(kcall::at_flags::no_automount) == AT_NO_AUTOMOUNT);
  CHECK(value(kcall::at_flags::empty_path) == AT_EMPTY_PATH);
  CHECK(value(kcall::at_flags::statx_force_sync) == AT_STATX_FORCE_SYNC);
  CHECK(value(kcall::at_flags::statx_dont_sync) == AT_STATX_DONT_SYNC);
  CHECK(value(kcall::at_flags::recursive) == AT_RECURSIVE);
  CHECK(kcall::at_fdcwd == fd{AT_FDCWD});
}

TEST_CASE_TEMPLATE("open makes a file with the mode it was given", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.path("new");
  const opened file(kcall::open<G>(name, new_file, mode{0644}));
  CHECK(test::status_of(name).st_mode == (S_IFREG | (0644U & ~current_umask())));
  CHECK(kcall::open<G>(name, new_file, mode{0644}) == errc::eexist);
  CHECK((::fcntl(file.f.get(), F_GETFL) & O_ACCMODE) == O_WRONLY);
  CHECK(::fcntl(file.f.get(), F_GETFD) == 0);
  const opened again(kcall::open<G>(name, open_flags::rdwr | open_flags::cloexec | open_flags::append));
  CHECK((::fcntl(again.f.get(), F_GETFL) & (O_ACCMODE | O_APPEND)) == (O_RDWR | O_APPEND));
  CHECK(::fcntl(again.f.get(), F_GETFD) == FD_CLOEXEC);
}

TEST_CASE_TEMPLATE("open takes the lowest free descriptor, as glibc's does", G, ALL_GATES) {
  const int lowest = ::open("/dev/null", O_RDONLY);
  ::close(lowest);
  const opened file(kcall::open<G>("/dev/null", open_flags::rdonly));
  CHECK(file.f == fd{lowest});
}

TEST_CASE_TEMPLATE("open says what is wrong", G, ALL_GATES) {
  const test::scratch directory;
  const std::string file = directory.file("file", "text");
  REQUIRE(::symlink("file", directory.path("link").c_str()) == 0);
  REQUIRE(::symlink("loop", directory.path("loop").c_str()) == 0);
  CHECK(kcall::open<G>(directory.path("nothing"), open_flags::rdonly) == errc::enoent);
  CHECK(kcall::open<G>("", open_flags::rdonly) == errc::enoent);
  CHECK(kcall::open<G>("/", open_flags::wronly) == errc::eisdir);
  CHECK(kcall::open<G>(file + "/below", open_flags::rdonly) == errc::enotdir);
  CHECK(kcall::open<G>(file, open_flags::rdonly | open_flags::directory) == errc::enotdir);
  CHECK(kcall::open<G>(directory.path("link"), open_flags::rdonly | open_flags::nofollow) == errc::eloop);
  CHECK(kcall::open<G>(directory.path("loop"), open_flags::rdonly) == errc::eloop);
  CHECK(kcall::open<G>(std::string(5000, 'a'), open_flags::rdonly) == errc::enametoolong);
  CHECK(kcall::open<G>("/" + std::string(256, 'a'), open_flags::rdonly) == errc::enametoolong);
  const opened directly(kcall::open<G>("/", open_flags::rdonly | open_flags::directory));
}

TEST_CASE_TEMPLATE("openat starts from a directory, from the current one, or nowhere", G, ALL_GATES) {
  const test::scratch directory;
  const std::string file = directory.file("file", "text");
  const opened base(::open(directory.path(".").c_str(), O_RDONLY | O_DIRECTORY));
  const opened below(kcall::openat<G>(base.f, "file", open_flags::rdonly));
  char text[8];
  CHECK(::read(below.f.get(), text, sizeof text) == 4);
  const opened absolute(kcall::openat<G>(fd{-1}, file, open_flags::rdonly));
  const opened current(kcall::openat<G>(kcall::at_fdcwd, ".", open_flags::rdonly));
  CHECK(kcall::openat<G>(fd{-1}, "file", open_flags::rdonly) == errc::ebadf);
  CHECK(kcall::openat<G>(below.f, "file", open_flags::rdonly) == errc::enotdir);
  const opened made(kcall::openat<G>(base.f, "made", new_file, mode::irusr));
  CHECK(test::status_of(directory.path("made")).st_mode == (S_IFREG | (0400U & ~current_umask())));
}

TEST_CASE_TEMPLATE("open makes a file without a name", G, ALL_GATES) {
  const test::scratch directory;
  const auto file = kcall::open<G>(directory.path("."), open_flags::tmpfile | open_flags::rdwr, mode{0600});
  if (file == errc::eopnotsupp || file == errc::eisdir) {
    MESSAGE("skipped: no O_TMPFILE here");
    return;
  }
  const opened closed(file);
  struct stat64 status {};
  REQUIRE(::fstat64(closed.f.get(), &status) == 0);
  CHECK(status.st_nlink == 0);
}

TEST_CASE_TEMPLATE("creat empties what is there and writes", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "old text");
  const opened file(kcall::creat<G>(name, mode{0600}));
  CHECK(test::status_of(name).st_size == 0);
  CHECK((::fcntl(file.f.get(), F_GETFL) & O_ACCMODE) == O_WRONLY);
  const opened made(kcall::creat<G>(directory.path("new"), mode{0640}));
  CHECK(test::status_of(directory.path("new")).st_mode == (S_IFREG | (0640U & ~current_umask())));
  CHECK(kcall::creat<G>("/nowhere/at all", mode{0640}) == errc::enoent);
}

TEST_CASE_TEMPLATE("close closes", G, ALL_GATES) {
  const int f = ::open("/dev/null", O_RDONLY);
  REQUIRE(test::is_open(f));
  CHECK(kcall::close<G>(fd{f}));
  CHECK(!test::is_open(f));
  CHECK(kcall::close<G>(fd{f}) == errc::ebadf);
  CHECK(kcall::close<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("read gives what is in the file", G, ALL_GATES) {
  const test::scratch directory;
  const opened file(::open(directory.file("file", "hello, world").c_str(), O_RDONLY));
  char text[64] = {};
  const auto first = kcall::read<G>(file.f, text, 5);
  REQUIRE(first.has_value());
  CHECK(*first == 5);
  CHECK(std::string(text) == "hello");
  const auto rest = kcall::read<G>(file.f, text);
  REQUIRE(rest.has_value());
  CHECK(std::string_view(text, *rest) == ", world");
  CHECK(kcall::read<G>(file.f, text) == 0);
  CHECK(kcall::read<G>(file.f, text, 0) == 0);
}

TEST_CASE_TEMPLATE("read fills any container", G, ALL_GATES) {
  const test::scratch directory;
  const std::string name = directory.file("file", "0123456789abcdef");
  const auto reads = [&](auto&& container) {
    const opened file(::open(name.c_str(), O_RDONLY));
    const auto got = kcall::read<G>(file.f, container);
    REQUIRE(got.has_value());
    return *got;
  };
  std::string text(10, '.');
  CHECK(reads(text) == 10);
  CHECK(text == "0123456789");
  std::vector<unsigned char> bytes(4);
  CHECK(reads(bytes) == 4);
  CHECK(bytes[3] == '3');
  std::array<int32_t, 2> words{};
  CHECK(reads(words) == 8);
  CHECK(std::string_view(reinterpret_cast<const char*>(words.data()), 8) == "01234567");
  int16_t halves[3] = {};
  CHECK(reads(halves) == 6);
  std::vector<char> all(100);
  CHECK(reads(std::span(all).subspan(90)) == 10);
  CHECK(all[99] == '9');
  CHECK(all[89] == 0);
  kcall::mutable_buffer buffer(all.data(), 3);
  CHECK(reads(buffer) == 3);
}

TEST_CASE_TEMPLATE("write takes any container, and literals without their NUL", G, ALL_GATES) {
  const piped p;
  const auto written = [&](const auto& container) {
    const auto count = kcall::write<G>(p.write_end, container);
    REQUIRE(count.has_value());
    const std::string text = p.taken();
    CHECK(text.size() == *count);
    return text;
  };
  CHECK(written("literal") == "literal");
  CHECK(written("with\0inside") == std::string("with\0inside", 11));
  CHECK(written(std::string("string")) == "string");
  CHECK(written(std::string_view("view and more").substr(0, 4)) == "view");
  CHECK(written(std::vector<char>{'a', 'b'}) == "ab");
  CHECK(written(std::array<char, 3>{'x', 'y', 'z'}) == "xyz");
  const int32_t words[] = {0x64636261, 0x68676665};
  CHECK(written(words) == "abcdefgh");
  CHECK(written(std::span(words).first(1)) == "abcd");
  static constexpr char constant[] = {'n', 'o', ' ', 'N', 'U', 'L'};
  CHECK(written(constant) == "no NUL");
  static constexpr unsigned char bytes[] = {1, 0};
  CHECK(written(bytes) == std::string("\1\0", 2));
  CHECK(written(kcall::const_buffer("pointer", 5)) == "point");
  char array[] = "abc";
  kcall::const_buffer buffer(array, 3);
  CHECK(written(buffer) == "abc");
  CHECK(kcall::write<G>(p.write_end, buffer.after(1)) == 2);
  CHECK(kcall::write<G>(p.write_end, kcall::mutable_buffer(array).after(2)) == 2);
  CHECK(p.taken() == std::string("bcc\0", 4));
  // An array that can be written to is bytes, not a literal.
  CHECK(kcall::write<G>(p.write_end, array) == 4);
  CHECK(p.taken() == std::string("abc\0", 4));
  CHECK(kcall::write<G>(p.write_end, "counted", 3) == 3);
  CHECK(p.taken() == "cou");
  CHECK(kcall::write<G>(p.write_end, std::string()) == 0);
}

TEST_CASE_TEMPLATE("read and write say what is wrong", G, ALL_GATES) {
  const test::scratch directory;
  const opened file(::open(directory.file("file", "text").c_str(), O_RDWR));
  const opened reader(::open(directory.path("file").c_str(), O_RDONLY));
  const opened dir(::open(directory.path(".").c_str(), O_RDONLY));
  char byte = 'a';
  CHECK(kcall::read<G>(fd{-1}, &byte, 1) == errc::ebadf);
  CHECK(kcall::read<G>(fd{1 << 20}, &byte, 1) == errc::ebadf);
  CHECK(kcall::read<G>(dir.f, &byte, 1) == errc::eisdir);
  CHECK(kcall::read<G>(file.f, nullptr, 1) == errc::efault);
  CHECK(kcall::write<G>(fd{-1}, "x") == errc::ebadf);
  CHECK(kcall::write<G>(reader.f, "x") == errc::ebadf);
  const piped p;
  CHECK(kcall::write<G>(p.write_end, nullptr, 1) == errc::efault);
  CHECK(byte == 'a');
}

TEST_CASE_TEMPLATE("write to a pipe that nobody reads is an error", G, ALL_GATES) {
  struct sigaction ignore {
  }, before{};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, &before);
  {
    const piped p;
    ::close(::dup2(::open("/dev/null", O_RDONLY), p.ends[0]));
    CHECK(kcall::write<G>(p.write_end, "x") == errc::epipe);
  }
  ::sigaction(SIGPIPE, &before, nullptr);
}

char big[1 << 20];

TEST_CASE_TEMPLATE("reads and writes are partial where a pipe is", G, ALL_GATES) {
  const piped p;
  ::fcntl(p.ends[0], F_SETFL, O_NONBLOCK);
  ::fcntl(p.ends[1], F_SETFL, O_NONBLOCK);
  CHECK(kcall::read<G>(p.read_end, big) == errc::eagain);
  CHECK(kcall::read<G>(p.read_end, big) == errc::ewouldblock);
  const auto written = kcall::write<G>(p.write_end, big);
  REQUIRE(written.has_value());
  CHECK(*written < sizeof big);
  CHECK(*written == static_cast<size_t>(::fcntl(p.ends[1], F_GETPIPE_SZ)));
  CHECK(kcall::write<G>(p.write_end, big) == errc::eagain);
  CHECK(kcall::read<G>(p.read_end, big, 10) == 10);
  CHECK(kcall::read<G>(p.read_end, big) == *written - 10);
}

TEST_CASE_TEMPLATE("a signal interrupts read", G, ALL_GATES) {
  struct sigaction catching {
  }, before{};
  catching.sa_handler = [](int) {};
  ::sigaction(SIGALRM, &catching, &before);
  // Again and again: the first may come before the read waits.
  const itimerval often{{0, 5000}, {0, 5000}}, never{};
  const piped p;
  ::setitimer(ITIMER_REAL, &often, nullptr);
  char byte;
  const auto got = kcall::read<G>(p.read_end, &byte, 1);
  ::setitimer(ITIMER_REAL, &never, nullptr);
  ::sigaction(SIGALRM, &before, nullptr);
  CHECK(got == errc::eintr);
}

TEST_CASE_TEMPLATE("fsync and fdatasync take files and refuse pipes", G, ALL_GATES) {
  const test::scratch directory;
  const opened file(::open(directory.file("file", "text").c_str(), O_RDWR));
  const piped p;
  CHECK(kcall::fsync<G>(file.f));
  CHECK(kcall::fdatasync<G>(file.f));
  CHECK(kcall::fsync<G>(p.read_end) == errc::einval);
  CHECK(kcall::fdatasync<G>(p.read_end) == errc::einval);
  CHECK(kcall::fsync<G>(fd{-1}) == errc::ebadf);
  CHECK(kcall::fdatasync<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("dup shares the open file", G, ALL_GATES) {
  const test::scratch directory;
  const opened file(::open(directory.file("file", "0123456789").c_str(), O_RDONLY | O_CLOEXEC));
  const opened copy(kcall::dup<G>(file.f));
  CHECK(copy.f != file.f);
  CHECK(::lseek(copy.f.get(), 4, SEEK_SET) == 4);
  CHECK(::lseek(file.f.get(), 0, SEEK_CUR) == 4);
  CHECK(::fcntl(copy.f.get(), F_GETFD) == 0);
  CHECK(kcall::dup<G>(fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("dup2 replaces, leaves a descriptor onto itself, and checks it", G, ALL_GATES) {
  const test::scratch directory;
  const opened file(::open(directory.file("file", "0123456789").c_str(), O_RDONLY | O_CLOEXEC));
  const opened other(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  CHECK(kcall::dup2<G>(file.f, other.f) == other.f);
  CHECK(::lseek(other.f.get(), 3, SEEK_SET) == 3);
  CHECK(::lseek(file.f.get(), 0, SEEK_CUR) == 3);
  CHECK(::fcntl(other.f.get(), F_GETFD) == 0);
  CHECK(kcall::dup2<G>(file.f, file.f) == file.f);
  CHECK(::fcntl(file.f.get(), F_GETFD) == FD_CLOEXEC);
  CHECK(kcall::dup2<G>(fd{-1}, fd{-1}) == errc::ebadf);
  CHECK(kcall::dup2<G>(fd{1000}, fd{1000}) == errc::ebadf);
  CHECK(kcall::dup2<G>(fd{1000}, other.f) == errc::ebadf);
  CHECK(test::is_open(other.f.get()));
  CHECK(kcall::dup2<G>(file.f, fd{-1}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("dup3 sets close-on-exec and refuses a descriptor onto itself", G, ALL_GATES) {
  const opened file(::open("/dev/null", O_RDONLY));
  const opened other(::open("/dev/zero", O_RDONLY));
  CHECK(kcall::dup3<G>(file.f, other.f, open_flags::cloexec) == other.f);
  CHECK(::fcntl(other.f.get(), F_GETFD) == FD_CLOEXEC);
  char byte;
  CHECK(::read(other.f.get(), &byte, 1) == 0);
  CHECK(kcall::dup3<G>(file.f, other.f, {}) == other.f);
  CHECK(::fcntl(other.f.get(), F_GETFD) == 0);
  CHECK(kcall::dup3<G>(file.f, file.f, {}) == errc::einval);
  CHECK(kcall::dup3<G>(file.f, other.f, open_flags::append) == errc::einval);
  CHECK(kcall::dup3<G>(fd{-1}, other.f, {}) == errc::ebadf);
}

TEST_CASE_TEMPLATE("a pipe carries bytes from its write end to its read end", G, ALL_GATES) {
  const auto carries = [](kcall::pipe_ends ends) {
    char text[8] = {};
    CHECK(::write(ends.write_end.get(), "through", 7) == 7);
    CHECK(::read(ends.read_end.get(), text, sizeof text) == 7);
    CHECK(std::string(text) == "through");
    const int status = ::fcntl(ends.read_end.get(), F_GETFL) & (O_NONBLOCK | O_DIRECT);
    const int descriptor = ::fcntl(ends.write_end.get(), F_GETFD);
    ::close(ends.read_end.get());
    ::close(ends.write_end.get());
    return std::pair(status, descriptor);
  };
  const auto plain = kcall::pipe<G>();
  REQUIRE(plain.has_value());
  CHECK(carries(*plain) == std::pair(0, 0));
  kcall::pipe_ends ends;
  CHECK(ends.read_end == fd{-1});
  REQUIRE(kcall::pipe<G>(ends));
  CHECK(carries(ends) == std::pair(0, 0));
  const auto flagged = kcall::pipe2<G>(open_flags::cloexec | open_flags::nonblock);
  REQUIRE(flagged.has_value());
  CHECK(flagged->read_end.get() >= 0);
  CHECK(carries(*flagged) == std::pair(O_NONBLOCK, FD_CLOEXEC));
  REQUIRE(kcall::pipe2<G>(ends, open_flags::cloexec));
  CHECK(carries(ends) == std::pair(0, FD_CLOEXEC));
  ends = {};
  CHECK(kcall::pipe2<G>(ends, open_flags::creat) == errc::einval);
  CHECK(ends.read_end == fd{-1});
  CHECK(kcall::pipe2<G>(open_flags::creat) == errc::einval);
}

TEST_CASE_TEMPLATE("a packet pipe gives writes one by one", G, ALL_GATES) {
  const auto ends = kcall::pipe2<G>(open_flags::direct);
  REQUIRE(ends.has_value());
  const opened in(ends->read_end), out(ends->write_end);
  CHECK(kcall::write<G>(out.f, "one") == 3);
  CHECK(kcall::write<G>(out.f, "three") == 5);
  char text[16];
  CHECK(kcall::read<G>(in.f, text) == 3);
  CHECK(kcall::read<G>(in.f, text) == 5);
}

TEST_CASE_TEMPLATE("ioctl takes integers, pointers and nothing", G, ALL_GATES) {
  const piped p;
  int waiting = -1;
  REQUIRE(::write(p.ends[1], "12345", 5) == 5);
  CHECK(kcall::ioctl<G>(p.read_end, FIONREAD, &waiting) == 0);
  CHECK(waiting == 5);
  CHECK(kcall::ioctl<G>(p.read_end, FIOCLEX) == 0);
  CHECK(::fcntl(p.ends[0], F_GETFD) == FD_CLOEXEC);
  CHECK(kcall::ioctl<G>(p.read_end, FIONCLEX, 0) == 0);
  CHECK(::fcntl(p.ends[0], F_GETFD) == 0);
  winsize size{};
  CHECK(kcall::ioctl<G>(p.read_end, TIOCGWINSZ, &size) == errc::enotty);
  CHECK(kcall::ioctl<G>(fd{-1}, FIONREAD, &waiting) == errc::ebadf);
  CHECK(kcall::ioctl<G>(p.read_end, FIONREAD, nullptr) == errc::efault);
}

static_assert(kcall::path_max == PATH_MAX);

TEST_CASE("unique_fd closes what it owns, once") {
  int number = -1;
  {
    const kcall::unique_fd file(*kcall::open("/dev/null", open_flags::rdonly));
    number = file.get().get();
    CHECK(file);
    CHECK(test::is_open(number));
    CHECK(kcall::write(file, "x") == errc::ebadf);  // an owner will do where a call takes an fd
    CHECK(file == fd{number});
    CHECK(fd{} != file);
  }
  CHECK(!test::is_open(number));

  // Whatever was moved from must not close the number once more when it has become another file.
  const auto reuse = [&number] {
    const int again = ::open("/dev/zero", O_RDONLY);
    CHECK(again == number);
  };
  {
    kcall::unique_fd from(*kcall::open("/dev/null", open_flags::rdonly));
    number = from.get().get();
    {
      const kcall::unique_fd to(std::move(from));
      CHECK(to.get().get() == number);
      CHECK(!from);  // NOLINT(bugprone-use-after-move): empty is what it must be
    }
    CHECK(!test::is_open(number));
    reuse();
  }
  CHECK(test::is_open(number));
  ::close(number);
}

TEST_CASE("unique_fd is moved, assigned, reset and released") {
  const auto null = [] { return *kcall::open("/dev/null", open_flags::rdonly); };
  kcall::unique_fd a(null()), b(null());
  const int first = a.get().get(), second = b.get().get();
  a = std::move(b);
  CHECK(!test::is_open(first));
  CHECK(test::is_open(second));
  CHECK(a.get().get() == second);
  CHECK(!b);  // NOLINT(bugprone-use-after-move)
  kcall::unique_fd& itself = a;
  a = std::move(itself);
  CHECK(a.get().get() == second);
  CHECK(test::is_open(second));
  const fd other = null();
  a.reset(other);
  CHECK(!test::is_open(second));
  CHECK(a.get() == other);
  const fd released = a.release();
  CHECK(released == other);
  CHECK(!a);
  a.reset();
  CHECK(test::is_open(released.get()));
  b.reset(released);
  b.reset();
  CHECK(!test::is_open(released.get()));
  CHECK(kcall::close(kcall::unique_fd(null()).release()));
}

#if KCALL_TARGET_X86_64
TEST_CASE("int $0x80 from 64-bit code refuses addresses and sizes that would be cut, and writes nowhere") {
  using G = kcall::gate::int80;
  const test::scratch directory;
  const opened file(::open(directory.file("file", "text").c_str(), O_RDONLY));
  const piped p;
  void* const page =
      ::mmap(reinterpret_cast<void*>(1UL << 40), 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(page != MAP_FAILED);
  REQUIRE(reinterpret_cast<uintptr_t>(page) > 0xffffffffU);
  CHECK(kcall::read<G>(file.f, page, 4) == errc::efault);
  CHECK(*static_cast<char*>(page) == 0);
  CHECK(::lseek(file.f.get(), 0, SEEK_CUR) == 0);
  CHECK(kcall::write<G>(p.write_end, page, 4) == errc::efault);
  CHECK(kcall::open<G>(static_cast<const char*>(page), open_flags::rdonly) == errc::efault);
  CHECK(kcall::write<G>(p.write_end, "text", (1UL << 32) + 4) == errc::eoverflow);
  CHECK(kcall::pipe<G>(*static_cast<kcall::pipe_ends*>(page)) == errc::efault);
  CHECK(kcall::ioctl<G>(p.read_end, FIONREAD, page) == errc::efault);
  CHECK(kcall::ioctl<G>(p.read_end, FIONREAD, 1UL << 32) == errc::eoverflow);
  int waiting = -1;
  REQUIRE(::ioctl(p.ends[0], FIONREAD, &waiting) == 0);
  CHECK(waiting == 0);
  ::munmap(page, 4096);
}
#endif

}  // namespace
