// Pipelines: what comes through, how each program ended, and that nothing is left over, whatever fails.
#include "started.hpp"

#include <sys/resource.h>
#include <kcall/pipeline.hpp>

#include <string>

#include "fresh_directory.hpp"
#include "in_child.hpp"
#include "support.hpp"

namespace {

using kcall::errc;
using kcall::fd;
using kcall::pipeline;
using kcall::pipeline_stage;
using kcall::spawn_step;
using test::nothing_left;
using test::words;

/// What the programs print, with `stages` for the statuses.
template <size_t n>
std::string output_of(pipeline_stage (&stages)[n], const kcall::pipeline_options& wanted = {}) {
  int ends[2];
  REQUIRE(::pipe2(&ends[0], O_CLOEXEC) == 0);
  kcall::pipeline_options options = wanted;
  options.out = fd{ends[1]};
  pipeline programs{stages};
  const auto done = programs.start(test::own_environment(), options);
  ::close(ends[1]);
  const std::string text = test::all_of(ends[0]);
  REQUIRE(done);
  REQUIRE(programs.wait());
  return text;
}

std::string by_shell(const char* script) {
  std::string text;
  std::FILE* const from = ::popen(script, "r");
  REQUIRE(from != nullptr);
  char buffer[4096];
  for (size_t got; (got = std::fread(&buffer[0], 1, sizeof buffer, from)) != 0;) text.append(&buffer[0], got);
  ::pclose(from);
  return text;
}

TEST_CASE("pipeline: what goes in comes out, as with a shell") {
  const nothing_left checked;
  {
    const words first = {"seq", "100000"}, second = {"grep", "7"}, third = {"sort", "-r"};
    pipeline_stage stages[] = {{first.get()}, {second.get()}, {third.get()}};
    CHECK(output_of(stages) == by_shell("seq 100000 | grep 7 | sort -r"));
    for (auto& stage : stages) {
      CHECK(stage.status() == 0);
      CHECK(stage.error == errc{});
      CHECK(stage.child.ended());
    }
  }
  {
    const words alone = {"echo", "one"};
    pipeline_stage stages[] = {{alone.get()}};
    CHECK(output_of(stages) == "one\n");
  }
  pipeline none{nullptr, 0};
  CHECK(none.start(test::own_environment()));
  CHECK(none.wait());
  CHECK(none.status() == 0);
  CHECK(none.failed_status() == 0);
}

TEST_CASE("pipeline: input, and steps of each program's own") {
  const nothing_left checked;
  const test::fresh_directory directory;
  const std::string input = directory.file("input", "b\na\n"), aside = directory("aside");
  const int from = ::open(input.c_str(), O_RDONLY | O_CLOEXEC);
  const kcall::spawn_action elsewhere[] = {
      kcall::spawn_action::chdir(directory.path().c_str()),
      kcall::spawn_action::open(kcall::stderr_fd, "aside", kcall::open_flags::wronly | kcall::open_flags::creat,
                                kcall::mode{0600})};
  const words first = {"sort"}, second = {"sh", "-c", "cat; pwd >&2"};
  pipeline_stage stages[] = {{first.get()}, {second.get(), elsewhere}};
  CHECK(output_of(stages, {.in = fd{from}}) == "a\nb\n");
  ::close(from);
  CHECK(test::all_of(::open(aside.c_str(), O_RDONLY)) == directory.path() + "\n");
}

TEST_CASE("pipeline: statuses of all") {
  const nothing_left checked;
  const words three = {"sh", "-c", "exit 3"}, killed = {"sh", "-c", "kill -15 $$"}, fine = {"true"}, writes = {"yes"};
  {
    pipeline_stage stages[] = {{three.get()}, {killed.get()}, {fine.get()}};
    pipeline programs{stages};
    REQUIRE(programs.start(test::own_environment()));
    REQUIRE(programs.wait());
    CHECK(stages[0].status() == 3);
    CHECK(stages[1].status() == 143);
    CHECK(programs.status() == 0);
    CHECK(programs.failed_status() == 143);
  }
  {
    // Who writes to one that has ended.
    pipeline_stage stages[] = {{writes.get()}, {fine.get()}};
    pipeline programs{stages};
    REQUIRE(programs.start(test::own_environment()));
    REQUIRE(programs.wait());
    CHECK(stages[0].child.wait()->term_signal() == kcall::signal::sigpipe);
    CHECK(programs.failed_status() == 141);
  }
  {
    const words sleeps = {"sleep", "20"};
    pipeline_stage stages[] = {{sleeps.get()}, {sleeps.get()}};
    pipeline programs{stages};
    REQUIRE(programs.start(test::own_environment()));
    programs.kill(kcall::signal::sigterm);
    REQUIRE(programs.wait());
    CHECK(stages[0].status() == 143);
    CHECK(programs.status() == 143);
  }
}

TEST_CASE("pipeline: a program that cannot be started ends the others") {
  const nothing_left checked;
  const words sleeps = {"sleep", "20"}, missing = {"/no/such"}, stubborn = {"sh", "-c", "trap '' TERM; sleep 5 & wait"};
  for (size_t place = 0; place < 3; ++place) {
    pipeline_stage stages[] = {{sleeps.get()}, {sleeps.get()}, {sleeps.get()}};
    stages[place].argv = missing.get();
    pipeline programs{stages};
    const auto started = programs.start(test::own_environment());
    CHECK(started == errc::enoent);
    CHECK(test::no_child_left());
    for (size_t i = 0; i < 3; ++i) {
      CAPTURE(i);
      CHECK(static_cast<bool>(stages[i].child) == (i < place));
      CHECK(stages[i].error == (i == place ? errc::enoent : errc{}));
      if (i < place) CHECK(stages[i].status() == 143);
      if (i == place) CHECK(stages[i].failure.step == spawn_step::exec);
    }
  }
  const kcall::spawn_action fails[] = {kcall::spawn_action::umask(kcall::mode{022}),
                                       kcall::spawn_action::chdir("/no/such")};
  pipeline_stage stages[] = {{sleeps.get()}, {sleeps.get(), fails}};
  pipeline programs{stages};
  CHECK(programs.start(test::own_environment()) == errc::enoent);
  CHECK(stages[1].failure.step == spawn_step::action);
  CHECK(stages[1].failure.action == 1);
}

TEST_CASE("pipeline: the others run all the same, if asked to") {
  const nothing_left checked;
  const words says = {"echo", "lost"}, missing = {"no-such-program"}, unfit = {"/"}, counts = {"wc", "-c"};
  {
    pipeline_stage stages[] = {{says.get()}, {missing.get()}, {counts.get()}};
    CHECK(std::stoi(output_of(stages, {.keep_going = true})) == 0);
    CHECK(stages[1].status() == 127);
    CHECK(stages[2].status() == 0);
  }
  {
    pipeline_stage stages[] = {{unfit.get()}, {counts.get()}, {missing.get()}};
    pipeline programs{stages};
    REQUIRE(programs.start(test::own_environment(), {.keep_going = true}));
    REQUIRE(programs.wait());
    CHECK(stages[0].status() == 126);
    CHECK(programs.status() == 127);
    CHECK(programs.failed_status() == 127);
  }
}

TEST_CASE("pipeline: no descriptor but its own comes to a program") {
  const nothing_left checked;
  const test::fresh_directory directory;
  const std::string script = "cat; exec ls /proc/self/fd > " + directory.path() + "/$0";
  // What the test itself has inherited, everybody has.
  const std::string usual = by_shell("exec ls /proc/self/fd");
  const words first = {"sh", "-c", script.c_str(), "0"}, second = {"sh", "-c", script.c_str(), "1"},
              third = {"sh", "-c", script.c_str(), "2"};
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  pipeline_stage stages[] = {{first.get()}, {second.get()}, {third.get()}};
  output_of(stages, {.in = fd{nothing}});
  ::close(nothing);
  for (const char* const name : {"0", "1", "2"}) {
    CHECK(test::all_of(::open(directory(name).c_str(), O_RDONLY)) == usual);
  }
}

TEST_CASE("pipeline: standard descriptors that are closed take no end of a pipe") {
  const test::fresh_directory directory;
  const std::string output = directory("output");
  const std::string script = "cat > " + output;
  const words first = {"sh", "-c", "echo through"}, second = {"cat"}, third = {"sh", "-c", script.c_str()};
  for (int closed = 0; closed < 8; ++closed) {
    CAPTURE(closed);
    std::remove(output.c_str());
    const int status = test::in_child([&] {
      for (int i = 0; i < 3; ++i) {
        if ((closed & 1 << i) != 0) ::close(i);
      }
      pipeline_stage stages[] = {{first.get()}, {second.get()}, {third.get()}};
      pipeline programs{stages};
      if (!programs.start(test::own_environment())) return 70;
      if (!programs.wait()) return 71;
      return programs.failed_status();
    });
    CHECK(status == 0);
    CHECK(test::all_of(::open(output.c_str(), O_RDONLY)) == "through\n");
  }
}

TEST_CASE("pipeline: without descriptors for a pipe nothing is left running") {
  // Of the first pipe's, the second's, and the third's.
  for (const rlim_t room : {rlim_t{0}, rlim_t{1}, rlim_t{3}, rlim_t{4}}) {
    const int status = test::in_child([&] {
      const int free = ::dup(0);
      ::close(free);
      const ::rlimit few = {static_cast<rlim_t>(free) + room, static_cast<rlim_t>(free) + room};
      if (::setrlimit(RLIMIT_NOFILE, &few) != 0) return 70;
      const words sleeps = {"sleep", "20"};
      pipeline_stage stages[] = {{sleeps.get()}, {sleeps.get()}, {sleeps.get()}, {sleeps.get()}};
      pipeline programs{stages};
      const auto started = programs.start(test::own_environment());
      if (started) return 71;
      if (!(started == errc::emfile)) return 72;
      if (!test::no_child_left()) return 73;
      const int next = ::dup(0);
      return room == 0 ? (next == -1 ? 0 : 74) : (next == free ? 0 : 75);
    });
    CHECK(status == 0);
  }
}

}  // namespace
