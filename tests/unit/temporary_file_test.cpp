// temporary_file.hpp: nobody finds a file before it has its name, whatever the file system can do.
#define _FILE_OFFSET_BITS 64
#include "child.hpp"
#include "fresh_directory.hpp"
#include "support.hpp"

#include <dirent.h>
#include <grp.h>

#include <set>
#include <string>

#include <kcall/gate/layers.hpp>
#include <kcall/temporary_file.hpp>

namespace {

using kcall::basic_temporary_file;
using kcall::errc;
using kcall::fd;
using kcall::replace_file;
using names = std::set<std::string>;

names listed(const std::string& path) {
  names all;
  DIR* const d = ::opendir(path.c_str());
  REQUIRE(d != nullptr);
  while (const auto* e = ::readdir(d)) {
    const std::string name = e->d_name;
    if (name != "." && name != "..") all.insert(name);
  }
  ::closedir(d);
  return all;
}

std::string content(const std::string& path) {
  const int f = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(f >= 0);
  char text[256];
  const auto got = ::read(f, text, sizeof text);
  REQUIRE(got >= 0);
  ::close(f);
  return {text, static_cast<size_t>(got)};
}

/// The directory, open.
struct open_directory {
  explicit open_directory(const test::fresh_directory& in)
      : number(::open(in.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    REQUIRE(number >= 0);
  }
  open_directory(const open_directory&) = delete;
  open_directory& operator=(const open_directory&) = delete;
  ~open_directory() { ::close(number); }
  operator fd() const { return fd{number}; }
  int number;
};

struct here;
/// File systems and systems that lack what the others have.
using scripted = kcall::gate::scripted<kcall::gate::native, here>;

/// What the file system says to O_TMPFILE.
errc refusal;

/// Whether the file system of /tmp has files without names.
bool has_tmpfile() {
  const int f = ::open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (f >= 0) ::close(f);
  return f >= 0;
}

/// What is asked of every temporary file, with and without a name of its own.
template <class G, class Prepare>
void all_that_is_asked(bool named, Prepare&& prepare) {
  const test::fresh_directory in;
  const open_directory dir(in);
  {
    prepare();
    auto file = basic_temporary_file<G>::in(dir);
    REQUIRE(file.has_value());
    CHECK(listed(in.path()).size() == (named ? 1 : 0));
    CHECK(::fcntl(file->get().get(), F_GETFD) == FD_CLOEXEC);
    CHECK((::fcntl(file->get().get(), F_GETFL) & O_ACCMODE) == O_RDWR);
    REQUIRE(::write(file->get().get(), "gone", 4) == 4);
    // Moved, it is still one file with one owner.
    const basic_temporary_file<G> moved(static_cast<basic_temporary_file<G>&&>(*file));
    CHECK(listed(in.path()).size() == (named ? 1 : 0));
  }
  CHECK(listed(in.path()).empty());
  {
    prepare();
    auto file = basic_temporary_file<G>::in(dir, kcall::mode{0640});
    REQUIRE(file.has_value());
    REQUIRE(::write(file->get().get(), "first", 5) == 5);
    REQUIRE(file->link("kept").has_value());
    CHECK(listed(in.path()) == names{"kept"});
  }
  CHECK(content(in("kept")) == "first");
  struct ::stat status {};
  REQUIRE(::stat(in("kept").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0640);
  CHECK(status.st_nlink == 1);
  {
    prepare();
    auto file = basic_temporary_file<G>::in(dir);
    REQUIRE(file.has_value());
    REQUIRE(::write(file->get().get(), "second", 6) == 6);
    CHECK(file->link("kept") == errc::eexist);
    CHECK(content(in("kept")) == "first");
    REQUIRE(file->replace("kept").has_value());
    CHECK(listed(in.path()) == names{"kept"});
    CHECK(content(in("kept")) == "second");
  }
  {
    prepare();
    auto file = basic_temporary_file<G>::in(dir);
    REQUIRE(file.has_value());
    REQUIRE(file->replace("new").has_value());
    CHECK(listed(in.path()) == names{"kept", "new"});
    // Once more, where rename(2) finds both names to be the same file's, and leaves both.
    REQUIRE(file->replace("new").has_value());
    CHECK(listed(in.path()) == names{"kept", "new"});
  }
  {
    // A directory cannot be replaced by a file: nothing is left behind.
    prepare();
    REQUIRE(::mkdir(in("folder").c_str(), 0700) == 0);
    auto file = basic_temporary_file<G>::in(dir);
    REQUIRE(file.has_value());
    CHECK(file->replace("folder") == errc::eisdir);
    CHECK(file->replace("nosuch/name") == errc::enoent);
  }
  CHECK(listed(in.path()) == names{"folder", "kept", "new"});
  prepare();
  CHECK(replace_file<G>(fd(dir), "kept", "third").has_value());
  CHECK(content(in("kept")) == "third");
  prepare();
  CHECK(replace_file<G>(kcall::path(in("kept")), "fourth").has_value());
  CHECK(content(in("kept")) == "fourth");
  CHECK(listed(in.path()) == names{"folder", "kept", "new"});
}

}  // namespace

TEST_CASE_TEMPLATE("files without a name", G, ALL_GATES) {
  all_that_is_asked<G>(!has_tmpfile(), [] {});
}

TEST_CASE("file systems without O_TMPFILE") {
  for (const auto answer : {errc::eopnotsupp, errc::eisdir, errc::enosys, errc::einval}) {
    refusal = answer;
    all_that_is_asked<scripted>(true, [] {
      scripted::reset();
      // Only the first openat is for the file, but where a directory is opened before it.
      scripted::answer(scripted::abi::nr::openat, [](const long(&arguments)[6]) -> long {
        const auto flags = static_cast<unsigned long>(arguments[2]);
        if ((flags & O_TMPFILE) == O_TMPFILE) return -static_cast<long>(refusal);
        const long opened = ::openat(static_cast<int>(arguments[0]), reinterpret_cast<const char*>(arguments[1]),
                                     static_cast<int>(flags), arguments[3]);
        scripted::answer(scripted::abi::nr::openat, refusal);
        return opened;
      });
    });
  }
}

TEST_CASE("file systems without O_TMPFILE that cannot rename with conditions either") {
  for (const auto answer : {errc::einval, errc::enosys}) {
    const test::fresh_directory in;
    const open_directory dir(in);
    in.file("taken", "old");
    scripted::reset();
    scripted::answer(scripted::abi::nr::openat, errc::eopnotsupp);
    auto file = basic_temporary_file<scripted>::in(dir);
    REQUIRE(file.has_value());
    scripted::answer(scripted::abi::nr::renameat2, answer);
    CHECK(file->link("taken") == errc::eexist);
    scripted::answer(scripted::abi::nr::renameat2, answer);
    CHECK(file->link("free").has_value());
    CHECK(scripted::finished());
    CHECK(listed(in.path()) == names{"free", "taken"});
    CHECK(content(in("taken")) == "old");
  }
}

TEST_CASE("without the right to link by descriptor alone, /proc does") {
  if (!has_tmpfile()) {
    MESSAGE("not here: the file system of /tmp has no files without names");
    return;
  }
  all_that_is_asked<scripted>(false, [] {
    scripted::reset();
    for (int i = 0; i < 6; ++i) {
      // Every attempt with an empty name.
      scripted::answer(scripted::abi::nr::linkat, [](const long(&arguments)[6]) -> long {
        if ((arguments[4] & AT_EMPTY_PATH) != 0) return -ENOENT;
        const int done = ::linkat(static_cast<int>(arguments[0]), reinterpret_cast<const char*>(arguments[1]),
                                  static_cast<int>(arguments[2]), reinterpret_cast<const char*>(arguments[3]),
                                  static_cast<int>(arguments[4]));
        return done == 0 ? 0 : -errno;
      });
    }
  });
}

TEST_CASE("as somebody without privileges") {
  if (::geteuid() != 0) {
    MESSAGE("not here: the other tests are that already");
    return;
  }
  const test::fresh_directory in;
  REQUIRE(::chmod(in.path().c_str(), 0777) == 0);
  REQUIRE(::mkdir(in("closed").c_str(), 0755) == 0);
  CHECK(test::in_child([&] {
          if (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0) return 3;
          if (!replace_file(kcall::path(in("mine")), "text")) return 4;
          if (!replace_file(kcall::path(in("mine")), "texts")) return 5;
          return replace_file(kcall::path(in("closed/mine")), "text") == errc::eacces ? 0 : 6;
        }) == 0);
  CHECK(content(in("mine")) == "texts");
  CHECK(listed(in.path()) == names{"closed", "mine"});
}

TEST_CASE("a file keeps its content where the new one could not be completed") {
  const test::fresh_directory in;
  in.file("kept", "old");
  using nr = scripted::abi::nr;
  const auto path = in("kept");
  for (const auto number : {nr::write, nr::fsync, nr::linkat, nr::getrandom}) {
    if (number == nr::linkat && !has_tmpfile()) continue;
    scripted::reset();
    scripted::answer(number, errc::enospc);
    CHECK(replace_file<scripted>(kcall::path(path), "new") == errc::enospc);
    CHECK(scripted::finished());
    CHECK(content(path) == "old");
    CHECK(listed(in.path()) == names{"kept"});
  }
  // Interrupted and short ones are no errors.
  scripted::reset();
  for (const auto number : {nr::openat, nr::write, nr::fsync, nr::getrandom}) scripted::answer(number, errc::eintr);
  CHECK(replace_file<scripted>(kcall::path(path), "new").has_value());
  CHECK(scripted::finished());
  CHECK(content(path) == "new");
  CHECK(listed(in.path()) == names{"kept"});
}

TEST_CASE("paths of replace_file") {
  const test::fresh_directory in;
  const auto missing = in("nosuch/file");
  CHECK(replace_file(kcall::path(missing), "x") == errc::enoent);
  const std::string endless(5000, 'n');
  CHECK(replace_file(kcall::path(endless), "x") == errc::enametoolong);
  const auto ends_in_slash = in("folder/");
  REQUIRE(::mkdir(ends_in_slash.c_str(), 0700) == 0);
  CHECK(!replace_file(kcall::path(ends_in_slash), "x").has_value());
  CHECK(listed(ends_in_slash).empty());
  // No directory part: the current one.
  CHECK(test::in_child([&] {
          if (::chdir(in.path().c_str()) != 0) return 3;
          return replace_file("plain", "x").has_value() ? 0 : 4;
        }) == 0);
  CHECK(content(in("plain")) == "x");
  // A symbolic link is replaced itself.
  REQUIRE(::symlink("plain", in("link").c_str()) == 0);
  const auto link = in("link");
  CHECK(replace_file(kcall::path(link), "y").has_value());
  CHECK(content(in("plain")) == "x");
  CHECK(content(link) == "y");
}
