// pipeline: runs programs connected by pipes, as a shell's `a | b | c` does.
//
//   pipeline sort words -- uniq -c -- sort -n
//   pipeline sort words '|' grep -- x          # where there is a |, -- is a word like any other
//
// Exit status as the shell's with pipefail: that of the last program that failed, or 0; 128 and its number for a
// signal; 127 for a program that is not there, 126 for one that cannot be run; 2 for what is wrong with the command
// line.
#include <kcall/kcall.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/pipeline.hpp>
#include <kcall/report.hpp>
#include <kcall/start.hpp>
#include <kcall/write_all.hpp>

namespace {

using kcall::errc;
using kcall::size_t;
using kcall::static_text;

constexpr char help[] = "usage: pipeline PROGRAM [ARGUMENT]... [-- PROGRAM [ARGUMENT]...]...\n";
constexpr size_t most = 200;

// Both out of line, because they are called in many places.
[[gnu::noinline]] void complain(const char* about, const char* what) { kcall::report("pipeline", about, what); }
[[gnu::noinline]] void complain(const char* about, errc error) { kcall::report("pipeline", about, error); }

KCALL_POINTER_ARITHMETIC_BEGIN
/// Cuts the words at each separator, and puts what is between them into `stages`. Gives their number, or 0 if it said
/// what is wrong.
size_t split(char** words, kcall::pipeline_stage* stages) {
  const char* separator = "--";
  for (char** word = words; *word != nullptr; ++word) {
    if (static_text(*word) == "|") separator = "|";
  }
  size_t count = 0;
  for (char** word = words;; ++word) {
    const bool last = *word == nullptr;
    if (!last && !(static_text(*word) == separator)) continue;
    if (word == words || count == most) {
      complain(word == words ? "a program is missing" : "more than 200 programs", "see --help");
      return 0;
    }
    stages[count++].argv = words;
    if (last) return count;
    *word = nullptr;
    words = word + 1;
  }
}

/// The words after the program's name.
char** operands(int argc, char** argv) { return argc > 0 ? argv + 1 : argv; }
KCALL_POINTER_ARITHMETIC_END

}  // namespace

int main(int argc, char** argv, char** envp) {
  char** const words = operands(argc, argv);
  if (*words != nullptr && static_text(*words) == "--help") {
    const auto printed = kcall::write_all(kcall::stdout_fd, help);
    if (!printed) complain("standard output", printed.error());
    return printed ? 0 : 2;
  }
  kcall::pipeline_stage stages[most];
  const size_t count = split(words, stages);
  if (count == 0) return 2;

  kcall::pipeline programs{stages, count};
  const auto started = programs.start(envp, {.keep_going = true});
  if (!started) {
    complain("pipe", started.error());
    return 126;
  }
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (const auto* stage = &stages[0]; stage != &stages[0] + count; ++stage) {
    if (stage->error != errc{}) complain(stage->argv[0], stage->error);
  }
  KCALL_POINTER_ARITHMETIC_END
  if (const auto ended = programs.wait(); !ended) {
    complain("wait", ended.error());
    return 126;
  }
  return programs.failed_status();
}
