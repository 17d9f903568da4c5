// Starts given programs in turn, with nothing as standard output, and prints as JSON how long each took from start to
// exit, and how many of its page faults the kernel served without reading a disk.
//
//   launch ROUNDS --- PROGRAM ARGUMENT… --- PROGRAM ARGUMENT…
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>

#include "../report.hpp"
#include "../sampling.hpp"

namespace {

KCALL_POINTER_ARITHMETIC_BEGIN

constexpr kcall::size_t max_rounds = 10'000;

struct command {
  /// Ends with a null pointer, as execve wants it.
  char** words;
  bool failed;
  float* nanoseconds;
  float* faults;
};
constinit command commands[bench::max_contenders] = {};
constinit kcall::size_t command_count = 0;
constinit const char* const* variables = nullptr;

kcall::size_t number(const char* word) {
  kcall::size_t value = 0;
  for (; *word >= '0' && *word <= '9' && value <= max_rounds; ++word) {
    value = value * 10 + static_cast<kcall::size_t>(*word - '0');
  }
  return *word == '\0' && value <= max_rounds ? value : 0;
}

/// Each "---" of argv ends a command and begins the next.
bool understand(char** word) {
  for (; *word != nullptr; ++word) {
    if (kcall::static_text(*word) == "---") {
      *word = nullptr;
      if (command_count == bench::max_contenders) return false;
      commands[command_count++].words = word + 1;
    } else if (command_count == 0) {
      return false;
    }
  }
  for (kcall::size_t i = 0; i < command_count; ++i) {
    if (*commands[i].words == nullptr) return false;
  }
  return command_count != 0;
}

/// Opened once, for all.
constinit kcall::fd nothing{};

[[noreturn]] void become(void* chosen) {
  char** const words = static_cast<const command*>(chosen)->words;
  if (kcall::dup2(nothing, kcall::stdout_fd)) static_cast<void>(kcall::execve(*words, words, variables));
  kcall::exit_group(127);
}

void start(command& c, kcall::size_t round) {
  kcall::rusage_t usage;
  kcall::wait_status status(-1);
  const double before = bench::nanoseconds_now();
  const auto child = kcall::vfork(become, &c);
  const bool ended = child && kcall::wait4(*child, status, {}, usage);
  const double after = bench::nanoseconds_now();
  if (!ended || !status.exited() || status.exit_code() != 0) {
    c.failed = true;
    return;
  }
  c.nanoseconds[round] = static_cast<float>(after - before);
  c.faults[round] = static_cast<float>(usage.ru_minflt);
}

void run(kcall::size_t rounds) {
  bench::order turns(command_count);
  // The first starts find cold caches.
  for (kcall::size_t i = 0; i < command_count; ++i) start(commands[i], 0);
  for (kcall::size_t round = 0; round < rounds; ++round) {
    turns.shuffle();
    for (const kcall::size_t i : turns) {
      if (!commands[i].failed) start(commands[i], round);
    }
  }
}

void print(bench::json& out, const char* name, const float* values, kcall::size_t count) {
  out.key(name).open('[');
  for (kcall::size_t i = 0; i < count; ++i) out.number(static_cast<double>(values[i]));
  out.close(']');
}

/// In the order of the command line; without samples where a start failed.
bool print(kcall::size_t rounds) {
  bench::json out;
  out.open('[');
  for (kcall::size_t i = 0; i < command_count; ++i) {
    const kcall::size_t count = commands[i].failed ? 0 : rounds;
    out.open('{');
    print(out, "ns", commands[i].nanoseconds, count);
    print(out, "faults", commands[i].faults, count);
    out.close('}');
  }
  out.close(']');
  return out.finish();
}

}  // namespace

int main(int argc, char** argv, char** envp) {
  const kcall::size_t rounds = argc > 2 ? number(argv[1]) : 0;
  if (rounds == 0 || !understand(argv + 2)) {
    static_cast<void>(kcall::write(kcall::stderr_fd, "usage: launch ROUNDS --- PROGRAM ARGUMENT... --- PROGRAM...\n"));
    return 2;
  }
  const auto opened = kcall::open("/dev/null", kcall::open_flags::wronly | kcall::open_flags::cloexec);
  float* samples = bench::room_for(2 * command_count * rounds);
  if (!opened || samples == nullptr) return 1;
  nothing = *opened;
  variables = envp;
  for (kcall::size_t i = 0; i < command_count; ++i, samples += 2 * rounds) {
    commands[i].nanoseconds = samples;
    commands[i].faults = samples + rounds;
  }
  run(rounds);
  return print(rounds) ? 0 : 1;
}

KCALL_POINTER_ARITHMETIC_END
