// Starts given programs in turn, and prints as JSON how long each took from start to end.
//
//   bench_processes ROUNDS NAME=PATH…       NAME is gate/how or gate/how/argument: int80/typed/ia32
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>

#include "report.hpp"
#include "sampling.hpp"

namespace {

KCALL_POINTER_ARITHMETIC_BEGIN

constexpr kcall::size_t max_programs = 16;
constexpr kcall::size_t max_rounds = 10'000;

struct program {
  bench::names names;
  const char* path;
  /// Why there are no figures.
  const char* failure;
  float* nanoseconds;
};
constinit program programs[max_programs] = {};
constinit kcall::size_t program_count = 0;

/// Cuts the word's first part off, at the mark or at the end, and returns what follows.
char* cut(char* word, char mark) {
  while (*word != mark && *word != '\0') ++word;
  if (*word == '\0') return word;
  *word = '\0';
  return word + 1;
}

bool understand(char* word) {
  if (program_count == max_programs) return false;
  program& added = programs[program_count++];
  added.path = cut(word, '=');
  char* const how = cut(word, '/');
  char* const argument = cut(how, '/');
  added.names = {"process", word, how, argument};
  return *added.path != '\0';
}

kcall::size_t number(const char* word) {
  kcall::size_t value = 0;
  for (; *word >= '0' && *word <= '9' && value <= max_rounds; ++word) {
    value = value * 10 + static_cast<kcall::size_t>(*word - '0');
  }
  return *word == '\0' && value <= max_rounds ? value : 0;
}

[[noreturn]] void become(void* chosen) {
  const char* const path = static_cast<const program*>(chosen)->path;
  const char* const argv[] = {path, nullptr};
  const char* const envp[] = {nullptr};
  static_cast<void>(kcall::execve(path, argv, envp));
  kcall::exit_group(127);
}

/// Nanoseconds from start to end.
double lifetime(program& p) {
  const double before = bench::nanoseconds_now();
  const auto child = kcall::vfork(become, &p);
  kcall::wait_status status(-1);
  if (!child) {
    p.failure = "vfork failed";
  } else if (!kcall::wait4(*child, status) || !status.exited() || status.exit_code() == 127) {
    p.failure = "could not be started, or crashed";
  }
  return bench::nanoseconds_now() - before;
}

void run(kcall::size_t rounds) {
  bench::order turns(program_count);
  // The first starts find cold caches.
  for (kcall::size_t i = 0; i < program_count; ++i) static_cast<void>(lifetime(programs[i]));
  for (kcall::size_t round = 0; round < rounds; ++round) {
    turns.shuffle();
    for (const kcall::size_t i : turns) {
      if (programs[i].failure != nullptr) continue;
      programs[i].nanoseconds[round] = static_cast<float>(lifetime(programs[i]));
    }
  }
}

bool print(kcall::size_t rounds) {
  bench::json out;
  out.open('{');
  out.key("program").text(bench::program_name);
  out.key("missing").open('[');
  for (kcall::size_t i = 0; i < program_count; ++i) {
    if (programs[i].failure != nullptr) bench::print_missing(out, programs[i].path, programs[i].failure);
  }
  out.close(']');
  out.key("samples").open('[');
  for (kcall::size_t i = 0; i < program_count; ++i) {
    if (programs[i].failure == nullptr) bench::print_samples(out, programs[i].names, programs[i].nanoseconds, rounds);
  }
  out.close(']');
  out.close('}');
  return out.finish();
}

}  // namespace

int main(int argc, char** argv) {
  const kcall::size_t rounds = argc > 2 ? number(argv[1]) : 0;
  bool good = rounds != 0;
  for (int i = 2; i < argc && good; ++i) good = understand(argv[i]);
  if (!good) {
    static_cast<void>(kcall::write(kcall::stderr_fd, "usage: bench_processes ROUNDS GATE/HOW[/ARGUMENT]=PATH...\n"));
    return 2;
  }
  float* samples = bench::room_for(program_count * rounds);
  if (samples == nullptr) return 1;
  for (kcall::size_t i = 0; i < program_count; ++i, samples += rounds) programs[i].nanoseconds = samples;
  run(rounds);
  return print(rounds) ? 0 : 1;
}

KCALL_POINTER_ARITHMETIC_END
