// The cases through Google Benchmark. Each repetition is one batch, and the repetitions of all cases are mixed.
// `--quick`: a fifth of them. Other arguments are Google Benchmark's own.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "contender.hpp"
#include "sampling.hpp"

namespace {

void run(benchmark::State& state, bench::loop calls, unsigned long count) {
  // What ran before has left its traces in caches and predictors.
  calls(count / 8 + 1);
  while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(count))) calls(count);
}

std::string name_of(const bench::contender& c) {
  std::string name = std::string(c.group) + "/" + c.gate + "/" + c.how;
  return *c.argument == '\0' ? name : name + "/" + c.argument;
}

void register_all(const bench::table& all) {
  const bench::batches sizes(all);
  for (kcall::size_t i = 0; i < all.contenders.size(); ++i) {
    const bench::contender& c = all.contenders[i];
    benchmark::RegisterBenchmark(name_of(c).c_str(), run, c.run, sizes[i]);
  }
}

}  // namespace

int main(int argc, char** argv) {
  KCALL_POINTER_ARITHMETIC_BEGIN
  std::vector<std::string> words(argv, argv + argc);
  KCALL_POINTER_ARITHMETIC_END
  const bool quick = std::erase(words, "--quick") != 0;
  // First, so that the caller's own arguments win. No least time: whoever is asked for one call makes a batch.
  words.insert(words.begin() + 1,
               {"--benchmark_format=json", "--benchmark_enable_random_interleaving=true", "--benchmark_min_time=0",
                quick ? "--benchmark_repetitions=60" : "--benchmark_repetitions=300"});
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  static constinit bench::table all{};
  if (!bench::set_up()) return 1;
  bench::add_cases(all);
  for (const bench::missing_gate& gate : all.missing) {
    benchmark::AddCustomContext(std::string("missing/") + gate.gate, &gate.reason[0]);
  }
  register_all(all);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
