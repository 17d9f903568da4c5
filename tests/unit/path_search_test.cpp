// path_search.hpp beside execvp(3) of glibc: children run by both say which program they are, or why there is none.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <kcall/path_search.hpp>

#include <string>
#include <vector>

#include "scratch.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::static_text;
using strings = std::vector<std::string>;

/// What the child of a fork wrote, and its status: "17 9" is what one wrote whose execvp failed with errno 17.
template <class Run>
std::string said_by_child(Run run) {
  int ends[2];
  REQUIRE(::pipe2(&ends[0], O_CLOEXEC) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(ends[1], 1);
    const int error = run();
    const std::string text = "errno " + std::to_string(error);
    ::_exit(::write(1, text.data(), text.size()) < 0 ? 98 : 99);
  }
  ::close(ends[1]);
  std::string said;
  char some[1000];
  for (ssize_t got; (got = ::read(ends[0], &some[0], sizeof some)) > 0;)
    said.append(&some[0], static_cast<size_t>(got));
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return said + " " + std::to_string(status);
}

/// A directory full of programs and of what is none.
class tools {
 public:
  tools() {
    for (const char* const name : {"one", "two", "locked", "named"}) REQUIRE(::mkdir(at(name).c_str(), 0755) == 0);
    directory_.file("one/tool", "#!/bin/sh\necho one $0 $#\n", 0755);
    directory_.file("two/tool", "#!/bin/sh\necho two $0 $# $1 $2\n", 0755);
    directory_.file("two/bare", "echo bare $0 $# $1 $2\n", 0755);
    directory_.file("one/lost", "#!/nosuch/interpreter\n", 0755);
    directory_.file("two/lost", "#!/bin/sh\necho found\n", 0755);
    directory_.file("locked/tool", "#!/bin/sh\necho unreached\n", 0644);
    directory_.file("file", "", 0644);
    REQUIRE(::mkdir(at("named/tool").c_str(), 0755) == 0);
    REQUIRE(::symlink("loop", at("loop").c_str()) == 0);
  }
  std::string at(const char* name) const { return directory_.path(name); }

 private:
  test::scratch directory_;
};

template <class G>
void same(const char* name, const char* path, const strings& words) {
  INFO("'", std::string(name), "' in PATH '", std::string(path == nullptr ? "(none)" : path), "'");
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  // An environment of its own, below 4 GiB for the calls that need that.
  std::string entry = "PATH=" + std::string(path == nullptr ? "" : path), name_copy = name;
  char* variables[] = {path == nullptr ? nullptr : entry.data(), nullptr};
  const auto usual = said_by_child([&] {
    environ = &variables[0];
    ::execvp(name, argv.data());
    return errno;
  });
  const auto mine = said_by_child([&] {
    kcall::found<static_text> directories;
    if (path != nullptr) directories = static_text(entry.c_str() + 5);
    return static_cast<int>(
        kcall::exec_by_name<G>(static_text(name_copy.c_str()), argv.data(), &variables[0], directories).error());
  });
  CHECK(mine == usual);
}

strings all_paths(static_text name, kcall::found<static_text> directories, size_t room) {
  std::vector<char> storage(room + 1, '?');
  kcall::path_search search(name, directories, {storage.data(), room});
  strings all;
  while (const char* const path = search.next()) all.push_back(path);
  CHECK(search.next() == nullptr);
  CHECK(storage[room] == '?');
  return all;
}

}  // namespace

TEST_CASE_TEMPLATE("programs are found where execvp finds them", G, ALL_GATES) {
  const tools made;
  char before[4096];
  REQUIRE(::getcwd(&before[0], sizeof before) != nullptr);
  REQUIRE(::chdir(made.at("").c_str()) == 0);
  const strings words = {"argv 0", "a", "b c"};
  for (const std::string& path :
       {std::string("one:two"), std::string("two:one"), std::string("nosuch:two"), std::string("file:two"),
        std::string("locked:two"), std::string("locked"), std::string("locked:nosuch"), std::string("nosuch:locked"),
        std::string("named:two"), std::string("named"), std::string("loop:two"), std::string("file"), std::string(""),
        std::string(":"), std::string("one/:"), made.at("two"), std::string(5000, 'd') + ":two",
        std::string(300, 'd') + ":two"}) {
    same<G>("tool", path.c_str(), words);
  }
  same<G>("tool", "two", {});
  same<G>("bare", "one:two", words);
  same<G>("bare", "two", {"only"});
  same<G>("bare", "two", {});
  same<G>("two/bare", "", words);
  same<G>("lost", "one:two", words);
  same<G>("one/lost", "two", words);
  for (const char* const name :
       {"", "nosuch", "./nosuch", "two/tool", "locked/tool", "one", "./one", "file/x", "loop/x"}) {
    same<G>(name, "one:two", words);
  }
  same<G>(std::string(300, 'n').c_str(), "one:two", words);
  same<G>(std::string(255, 'n').c_str(), "one:two", words);
  same<G>(("./" + std::string(300, 'n')).c_str(), "one:two", words);
  same<G>("true", nullptr, words);
  same<G>("nosuch", nullptr, words);
  CHECK(::chdir(&before[0]) == 0);
}

TEST_CASE("the paths of a search") {
  const static_text tool("tool");
  CHECK(all_paths(tool, static_text("/bin:/usr/bin"), 100) == strings{"/bin/tool", "/usr/bin/tool"});
  CHECK(all_paths(tool, {}, 100) == strings{"/bin/tool", "/usr/bin/tool"});
  CHECK(all_paths(tool, static_text(""), 100) == strings{"tool"});
  CHECK(all_paths(tool, static_text("::a:"), 100) == strings{"tool", "tool", "a/tool", "tool"});
  CHECK(all_paths(tool, static_text("a/"), 100) == strings{"a//tool"});
  CHECK(all_paths(static_text("./tool"), static_text("/bin"), 100) == strings{"./tool"});
  CHECK(all_paths(static_text("/"), static_text("/bin"), 0) == strings{"/"});
  CHECK(all_paths(static_text(""), static_text("/bin"), 100) == strings{});
  // "/bin/tool" and its NUL take ten bytes.
  CHECK(all_paths(tool, static_text("/long:/bin:/usr"), 10) == strings{"/bin/tool", "/usr/tool"});
  CHECK(all_paths(tool, static_text("/long:/bin:/usr:"), 9) == strings{"tool"});
  CHECK(all_paths(tool, static_text(":/bin"), 5) == strings{"tool"});
  CHECK(all_paths(tool, static_text(":/bin"), 4) == strings{});
  CHECK(all_paths(tool, static_text(":/bin"), 0) == strings{});
  CHECK(std::string(kcall::default_path) == [] {
    char text[100];
    ::confstr(_CS_PATH, &text[0], sizeof text);
    return std::string(&text[0]);
  }());
}
