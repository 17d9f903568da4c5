// walk.hpp visits what nftw visits, at any depth, whoever renames or replaces directories under way.
#define _FILE_OFFSET_BITS 64
#include "child.hpp"
#include "fresh_directory.hpp"
#include "support.hpp"

#include <grp.h>
#include <sys/resource.h>

#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include <kcall/gate/layers.hpp>
#include <kcall/types/text.hpp>
#include <kcall/walk.hpp>

namespace {

using kcall::basic_walk;
using kcall::dirent_type;
using kcall::errc;
using kcall::walk_flags;
using kcall::walk_step;

// The root must outlive the walk.
static_assert(std::is_constructible_v<kcall::walk, std::string&> && !std::is_constructible_v<kcall::walk, std::string>);
static_assert(std::is_constructible_v<kcall::walk, kcall::static_text>);

char path_buffer[1 << 16];

template <class W>
std::string path_of(const W& tree) {
  const auto length = tree.full_path(path_buffer);
  REQUIRE(length.has_value());
  CHECK(std::string(path_buffer).size() == *length);
  return path_buffer;
}

struct visits {
  std::vector<std::string> before, after, other;
  std::map<std::string, errc> errors;
};

template <class W>
visits all_of(W& tree) {
  visits all;
  std::vector<std::string> entered;
  while (const auto* visit = tree.next()) {
    const auto path = path_of(tree);
    if (visit->step == walk_step::error) {
      all.errors[path] = visit->error;
    } else if (visit->step == walk_step::after) {
      REQUIRE(!entered.empty());
      CHECK(entered.back() == path);
      entered.pop_back();
      CHECK(visit->depth == entered.size());
      all.after.push_back(path);
    } else {
      CHECK(visit->depth == entered.size());
      CHECK((visit->type == dirent_type::dir) == (visit->step == walk_step::before));
      (visit->step == walk_step::before ? all.before : all.other).push_back(path);
      if (visit->step == walk_step::before) entered.push_back(path);
    }
  }
  CHECK(entered.empty());
  CHECK(tree.next() == nullptr);
  return all;
}

std::multiset<std::string> as_set(const std::vector<std::string>& from) { return {from.begin(), from.end()}; }

std::multiset<std::string> nftw_directories, nftw_others;

void by_nftw(const std::string& root) {
  nftw_directories.clear();
  nftw_others.clear();
  ::nftw(
      root.c_str(),
      [](const char* name, const struct ::stat*, int type, struct ::FTW*) {
        (type == FTW_D ? nftw_directories : nftw_others).insert(name);
        return 0;
      },
      16, FTW_PHYS);
}

int open_descriptors() {
  int count = 0;
  for (int f = 0; f < 1024; ++f) count += ::fcntl(f, F_GETFD) >= 0;
  return count;
}

void make_tree(const test::fresh_directory& in, const std::string& below, int depth) {
  in.file(below + "plain");
  in.file(below + "\xff\x80 odd\nname");
  REQUIRE(::symlink("..", in(below + "up").c_str()) == 0);
  REQUIRE(::symlink("nowhere", in(below + "dangling").c_str()) == 0);
  REQUIRE(::mkfifo(in(below + "fifo").c_str(), 0600) == 0);
  REQUIRE(::mkdir(in(below + "empty").c_str(), 0700) == 0);
  if (depth == 0) return;
  for (const char* name : {"a", "b", "long name of a directory, so that paths grow"}) {
    REQUIRE(::mkdir(in(below + name).c_str(), 0700) == 0);
    make_tree(in, below + name + "/", depth - 1);
  }
}

/// Makes a chain of directories by descriptor: its path is longer than any call takes.
void make_chain(const std::string& root, int depth) {
  int at = ::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(at >= 0);
  for (int i = 0; i < depth; ++i) {
    REQUIRE(::mkdirat(at, "deeper", 0700) == 0);
    if (i % 50 == 0) {
      const int f = ::openat(at, "file", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
      REQUIRE(f >= 0);
      ::close(f);
      REQUIRE(::mkdirat(at, "sibling", 0700) == 0);
    }
    const int below = ::openat(at, "deeper", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    REQUIRE(below >= 0);
    ::close(at);
    at = below;
  }
  ::close(at);
}

template <class N>
constexpr N number_of_mmap() {
  if constexpr (requires { N::mmap2; }) {
    return N::mmap2;
  } else {
    return N::mmap;
  }
}

/// What rm -r does: how many names went. The path of a deep tree fits no call of the C library's.
template <class G>
size_t remove_tree(const std::string& root, uint32_t descriptors = 16) {
  size_t removed = 0;
  basic_walk<G> tree(kcall::path(root), walk_flags::none, descriptors);
  while (const auto* visit = tree.next()) {
    REQUIRE(visit->step != walk_step::error);
    if (visit->step == walk_step::before) continue;
    const int flags = visit->step == walk_step::after ? AT_REMOVEDIR : 0;
    REQUIRE(::unlinkat(visit->directory.get(), visit->name, flags) == 0);
    ++removed;
  }
  return removed;
}

}  // namespace

TEST_CASE_TEMPLATE("a walk visits what nftw visits, with few descriptors as with many", G, ALL_GATES) {
  const test::fresh_directory in;
  make_tree(in, "", 3);
  by_nftw(in.path());
  const int before = open_descriptors();
  for (const uint32_t descriptors : {0U, 2U, 3U, 64U}) {
    basic_walk<G> tree(kcall::path(in.path()), walk_flags::none, descriptors);
    const auto all = all_of(tree);
    CHECK(as_set(all.before) == nftw_directories);
    CHECK(as_set(all.after) == nftw_directories);
    CHECK(as_set(all.other) == nftw_others);
    CHECK(all.errors.empty());
  }
  CHECK(open_descriptors() == before);
}

namespace {

/// Stands for file systems that do not say what their entries are.
struct without_types {
  using abi = kcall::gate::native::abi;
  using trap = without_types;

  template <class... A>
  static long enter(abi::nr number, A... arguments) {
    const long answer = kcall::detail::pass<kcall::gate::native>(number, arguments...);
    if (number != abi::nr::getdents64) return answer;
    const long words[] = {0, kcall::to_word(arguments)...};
    auto* const entries = reinterpret_cast<char*>(words[2]);
    for (long at = 0; at < answer;) {
      auto* const entry = reinterpret_cast<kcall::linux_dirent64*>(entries + at);
      entry->d_type = dirent_type::unknown;
      at += entry->d_reclen;
    }
    return answer;
  }
};

}  // namespace

TEST_CASE("entries without types are what lstat says") {
  const test::fresh_directory in;
  make_tree(in, "", 1);
  by_nftw(in.path());
  basic_walk<without_types> tree(in.path(), walk_flags::none, 3);
  const auto all = all_of(tree);
  CHECK(as_set(all.before) == nftw_directories);
  CHECK(as_set(all.after) == nftw_directories);
  CHECK(as_set(all.other) == nftw_others);
  CHECK(all.errors.empty());
}

TEST_CASE_TEMPLATE("roots: files, links, nothing", G, ALL_GATES) {
  const test::fresh_directory in;
  const auto file = in.file("file");
  REQUIRE(::symlink(".", in("link").c_str()) == 0);
  REQUIRE(::symlink("nowhere", in("dangling").c_str()) == 0);
  {
    basic_walk<G> tree{kcall::path(file)};
    const auto* visit = tree.next();
    REQUIRE(visit != nullptr);
    CHECK(visit->step == walk_step::other);
    CHECK(visit->type == dirent_type::reg);
    CHECK(visit->depth == 0);
    CHECK(path_of(tree) == file);
    CHECK(tree.next() == nullptr);
  }
  {
    const auto link = in("link");
    basic_walk<G> tree{kcall::path(link)};
    CHECK(tree.next()->type == dirent_type::lnk);
    CHECK(tree.next() == nullptr);
    basic_walk<G> followed(kcall::path(link), walk_flags::follow_root);
    const auto all = all_of(followed);
    CHECK(all.before == std::vector<std::string>{link});
    CHECK(as_set(all.other) == std::multiset<std::string>{link + "/file", link + "/link", link + "/dangling"});
  }
  {
    const auto missing = in("dangling");
    basic_walk<G> tree(kcall::path(missing), walk_flags::follow_root);
    const auto* visit = tree.next();
    REQUIRE(visit != nullptr);
    CHECK(visit->step == walk_step::error);
    CHECK(visit->error == errc::enoent);
    CHECK(path_of(tree) == missing);
    CHECK(tree.next() == nullptr);
  }
  {
    // Relative to a descriptor, with a slash at the end.
    const int d = ::open(in.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    REQUIRE(d >= 0);
    REQUIRE(::mkdir(in("sub").c_str(), 0700) == 0);
    in.file("sub/x");
    basic_walk<G> tree("sub/", walk_flags::none, 64, kcall::fd{d});
    CHECK(all_of(tree).other == std::vector<std::string>{"sub/x"});
    ::close(d);
  }
}

TEST_CASE_TEMPLATE("prune leaves out a directory's contents and the visit after it", G, ALL_GATES) {
  const test::fresh_directory in;
  make_tree(in, "", 2);
  basic_walk<G> tree{kcall::path(in.path())};
  size_t before = 0;
  size_t after = 0;
  while (const auto* visit = tree.next()) {
    CHECK(visit->depth <= 2);
    before += visit->step == walk_step::before;
    after += visit->step == walk_step::after;
    if (visit->step == walk_step::before && visit->depth == 1) {
      tree.prune();
    } else if (visit->step == walk_step::other) {
      // Of no use here, and no harm.
      tree.prune();
    }
  }
  CHECK(before == 5);
  CHECK(after == 1);
  basic_walk<G> none{kcall::path(in.path())};
  CHECK(none.next()->step == walk_step::before);
  none.prune();
  CHECK(none.next() == nullptr);
}

TEST_CASE_TEMPLATE("a tree 2000 levels deep with 20 descriptors, and its removal", G, ALL_GATES) {
  const test::fresh_directory in;
  make_chain(in.path(), 2000);
  const int status = test::in_child([&] {
    // What this process has open besides, of other tests in it, is not to be counted.
    for (int f = 3; f < 1024; ++f) ::close(f);
    const struct rlimit few { 24, 24 };
    if (::setrlimit(RLIMIT_NOFILE, &few) != 0) return 3;
    basic_walk<G> tree(kcall::path(in.path()), walk_flags::none, 16);
    size_t directories = 0;
    size_t left = 0;
    uint32_t deepest = 0;
    while (const auto* visit = tree.next()) {
      if (visit->step == walk_step::error) return 4;
      directories += visit->step == walk_step::before;
      left += visit->step == walk_step::after;
      if (visit->depth > deepest) deepest = visit->depth;
      if (visit->depth == 2000 && tree.full_path(path_buffer) != in.path().size() + 2000 * 7) return 5;
    }
    return directories == 2041 && left == 2041 && deepest == 2000 ? 0 : 6;
  });
  CHECK(status == 0);
  CHECK(remove_tree<G>(in("deeper")) > 2000);
  CHECK(::access(in("deeper").c_str(), F_OK) != 0);
}

TEST_CASE_TEMPLATE("wide and deep: names that outgrow the first mapping", G, ALL_GATES) {
  const test::fresh_directory in;
  std::string below;
  for (int depth = 0; depth < 6; ++depth) {
    for (int i = 0; i < 120; ++i) {
      REQUIRE(::mkdir(in(below + std::string(200, 'n') + std::to_string(i)).c_str(), 0700) == 0);
    }
    below += std::string(200, 'n') + "60/";
  }
  for (const uint32_t descriptors : {2U, 64U}) {
    basic_walk<G> tree(kcall::path(in.path()), walk_flags::none, descriptors);
    const auto all = all_of(tree);
    CHECK(all.before.size() == 721);
    CHECK(as_set(all.before).size() == as_set(all.after).size());
  }
  CHECK(remove_tree<G>(in.path(), 3) == 721);
  REQUIRE(::mkdir(in.path().c_str(), 0700) == 0);
}

TEST_CASE_TEMPLATE("a directory that becomes a symbolic link before it is entered", G, ALL_GATES) {
  const test::fresh_directory outside;
  outside.file("treasure");
  const test::fresh_directory in;
  REQUIRE(::mkdir(in("victim").c_str(), 0700) == 0);
  in.file("victim/bait");
  basic_walk<G> tree{kcall::path(in.path())};
  bool refused = false;
  while (const auto* visit = tree.next()) {
    CHECK(visit->step != walk_step::other);
    if (visit->step == walk_step::before && visit->depth == 1) {
      REQUIRE(::rename(in("victim").c_str(), outside("moved").c_str()) == 0);
      REQUIRE(::symlink(outside.path().c_str(), in("victim").c_str()) == 0);
    }
    if (visit->step == walk_step::error) {
      refused = true;
      CHECK(visit->error == errc::enotdir);
      CHECK(path_of(tree) == in("victim"));
    }
  }
  CHECK(refused);
}

TEST_CASE_TEMPLATE("a directory and a symbolic link that change places all the time", G, ALL_GATES) {
  const test::fresh_directory outside;
  outside.file("treasure");
  REQUIRE(::mkdir(outside("below").c_str(), 0700) == 0);
  outside.file("below/treasure");
  const test::fresh_directory in;
  const auto one = in("one");
  const auto other = in("other");
  REQUIRE(::mkdir(one.c_str(), 0700) == 0);
  REQUIRE(::mkdir((one + "/below").c_str(), 0700) == 0);
  in.file("one/bait");
  in.file("one/below/bait");
  REQUIRE(::symlink(outside.path().c_str(), other.c_str()) == 0);
  if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) != 0) {
    MESSAGE("not here: no RENAME_EXCHANGE");
    return;
  }
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // For as long as it is looked at, but not for ever.
    for (int i = 0; i < 2000000; ++i) {
      static_cast<void>(::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE));
    }
    ::_exit(0);
  }
  size_t entered = 0;
  size_t stolen = 0;
  for (int round = 0; round < 300; ++round) {
    basic_walk<G> tree(kcall::path(in.path()), walk_flags::none, round % 2 == 0 ? 2 : 64);
    size_t open_visits = 0;
    while (const auto* visit = tree.next()) {
      open_visits += visit->step == walk_step::before;
      open_visits -= visit->step == walk_step::after;
      stolen += std::string(visit->name) == "treasure";
      entered += std::string(visit->name) == "bait";
      if (visit->step == walk_step::error) CHECK(visit->error == errc::enotdir);
    }
    CHECK(open_visits == 0);
  }
  ::kill(child, SIGKILL);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(stolen == 0);
  CHECK(entered > 0);
}

TEST_CASE_TEMPLATE("a directory that is moved away while the walk is in it", G, ALL_GATES) {
  for (const uint32_t descriptors : {2U, 64U}) {
    const test::fresh_directory outside;
    outside.file("treasure");
    const test::fresh_directory in;
    // root/1/2/3/4, with a file in each; 3 is moved out of the tree when the walk is in 4.
    std::string below;
    for (const char* name : {"1/", "2/", "3/", "4/"}) {
      below += name;
      REQUIRE(::mkdir(in(below).c_str(), 0700) == 0);
      in.file(below + "file");
    }
    basic_walk<G> tree(kcall::path(in.path()), walk_flags::none, descriptors);
    std::multiset<std::string> files;
    std::map<std::string, errc> errors;
    size_t after = 0;
    while (const auto* visit = tree.next()) {
      if (visit->step == walk_step::other) files.insert(path_of(tree));
      if (visit->step == walk_step::error) errors[path_of(tree)] = visit->error;
      if (visit->step == walk_step::after) {
        ++after;
        // Never a directory outside of the tree.
        if (visit->directory != kcall::fd{} && visit->depth > 0) {
          struct ::stat here {};
          CHECK(::fstatat(visit->directory.get(), "treasure", &here, 0) != 0);
        }
      }
      if (visit->step == walk_step::other && visit->depth == 5) {
        REQUIRE(::rename(in("1/2/3").c_str(), outside("3").c_str()) == 0);
      }
    }
    CHECK(after == 5);
    CHECK(files.size() <= 4);
    CHECK(files.count(in("1/2/3/4/file")) == 1);
    if (descriptors == 64) {
      // Every level was open: nothing is lost.
      CHECK(errors.empty());
      CHECK(files.size() == 4);
    } else {
      // 3 is found as the parent of 4, but its own parent is not 2 any more; 2 is found by its name.
      CHECK(files.count(in("1/file")) == 1);
      CHECK(files.count(in("1/2/file")) == 1);
      CHECK(errors.empty());
    }
  }
}

TEST_CASE_TEMPLATE("a closed directory that cannot be found again is an error, and the walk goes on", G, ALL_GATES) {
  const test::fresh_directory outside;
  const test::fresh_directory in;
  std::string below;
  for (const char* name : {"1/", "2/", "3/", "4/"}) {
    below += name;
    REQUIRE(::mkdir(in(below).c_str(), 0700) == 0);
  }
  basic_walk<G> tree(kcall::path(in.path()), walk_flags::none, 2);
  std::map<std::string, errc> errors;
  size_t after = 0;
  while (const auto* visit = tree.next()) {
    if (visit->step == walk_step::error) errors[path_of(tree)] = visit->error;
    after += visit->step == walk_step::after;
    if (visit->step == walk_step::after && visit->depth == 4) {
      // The walk has come back to 3, whose parents it wants next.
      REQUIRE(::rename(in("1/2/3").c_str(), outside("3").c_str()) == 0);
      REQUIRE(::rename(in("1/2").c_str(), outside("2").c_str()) == 0);
      // An impostor of the same name.
      REQUIRE(::mkdir(in("1/2").c_str(), 0700) == 0);
    }
  }
  CHECK(after == 5);
  CHECK(errors == std::map<std::string, errc>{{in("1/2"), errc::estale}});
}

TEST_CASE_TEMPLATE("file systems: one, or all", G, ALL_GATES) {
  basic_walk<G> tree("/", walk_flags::one_file_system);
  struct ::stat root {};
  REQUIRE(::stat("/", &root) == 0);
  size_t steps = 0;
  while (const auto* visit = tree.next()) {
    if (++steps > 3000) break;
    if (visit->depth != 1 || visit->step != walk_step::before) continue;
    if (std::string(visit->name) != "proc") {
      tree.prune();
      continue;
    }
    const auto* behind = tree.next();
    REQUIRE(behind != nullptr);
    struct ::stat proc {};
    REQUIRE(::stat("/proc", &proc) == 0);
    if (proc.st_dev == root.st_dev) break;
    CHECK(behind->step == walk_step::after);
    CHECK(path_of(tree) == "/proc");
    break;
  }
}

TEST_CASE("directories that somebody may not read, and their neighbours") {
  if (::geteuid() != 0) {
    MESSAGE("not here: needs root, to become somebody else");
    return;
  }
  const test::fresh_directory in;
  REQUIRE(::chmod(in.path().c_str(), 0755) == 0);
  REQUIRE(::mkdir(in("secret").c_str(), 0700) == 0);
  REQUIRE(::mkdir(in("open").c_str(), 0755) == 0);
  in.file("open/file");
  CHECK(test::in_child([&] {
          if (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0) return 3;
          kcall::walk tree(in.path());
          int errors = 0;
          int files = 0;
          int after = 0;
          while (const auto* visit = tree.next()) {
            files += visit->step == walk_step::other;
            after += visit->step == walk_step::after;
            if (visit->step != walk_step::error) continue;
            if (visit->error != errc::eacces || std::string(visit->name) != "secret") return 4;
            ++errors;
          }
          return errors == 1 && files == 1 && after == 3 ? 0 : 5;
        }) == 0);
}

TEST_CASE("a path that does not fit") {
  const test::fresh_directory in;
  in.file("file");
  kcall::walk tree(in.path());
  REQUIRE(tree.next() != nullptr);
  REQUIRE(tree.next() != nullptr);
  const auto whole = in("file");
  char small[64];
  REQUIRE(whole.size() < sizeof small);
  for (size_t size = 0; size <= whole.size(); ++size) CHECK(tree.full_path({small, size}) == errc::enametoolong);
  CHECK(tree.full_path({small, whole.size() + 1}) == whole.size());
  CHECK(whole == small);
}

TEST_CASE("errors under way are visits, and the walk goes on") {
  struct tag;
  using flaky = kcall::gate::scripted<kcall::gate::native, tag>;
  using nr = flaky::abi::nr;
  const test::fresh_directory in;
  REQUIRE(::mkdir(in("sub").c_str(), 0700) == 0);
  in.file("sub/file");
  using errors = std::map<std::string, errc>;
  SUBCASE("no memory") {
    flaky::reset();
    flaky::answer(number_of_mmap<nr>(), errc::enomem);
    basic_walk<flaky> tree(in.path());
    CHECK(all_of(tree).errors == errors{{in.path(), errc::enomem}});
  }
  SUBCASE("no descriptors") {
    flaky::reset();
    flaky::answer(nr::openat, errc::emfile);
    basic_walk<flaky> tree(in.path());
    CHECK(all_of(tree).errors == errors{{in.path(), errc::emfile}});
  }
  SUBCASE("a directory that cannot be read to its end") {
    for (const uint32_t descriptors : {2U, 64U}) {
      flaky::reset();
      // The first is for the root, which then is at its end; the third for sub.
      flaky::answer(nr::getdents64, errc::eintr);
      basic_walk<flaky> tree(in.path(), walk_flags::none, descriptors);
      REQUIRE(tree.next()->step == walk_step::before);
      REQUIRE(tree.next()->step == walk_step::before);
      flaky::answer(nr::getdents64, errc::eio);
      const auto* visit = tree.next();
      REQUIRE(visit->step == walk_step::error);
      CHECK(visit->error == errc::eio);
      CHECK(path_of(tree) == in("sub"));
      CHECK(tree.next()->step == walk_step::after);
      CHECK(path_of(tree) == in("sub"));
      CHECK(tree.next()->step == walk_step::after);
      CHECK(tree.next() == nullptr);
    }
  }
}

TEST_CASE("calls for each directory: openat, getdents64 twice, close") {
  struct tag;
  using counting = kcall::gate::counting<kcall::gate::native, tag>;
  const test::fresh_directory in;
  for (int i = 0; i < 100; ++i) REQUIRE(::mkdir(in(std::to_string(i)).c_str(), 0700) == 0);
  {
    basic_walk<counting> tree(in.path());
    while (tree.next() != nullptr) {
    }
  }
  // The status of the root, memory mapped and unmapped.
  CHECK(counting::calls() == 101 * 4 + 3);
}
