// The benchmark where there is no Google Benchmark: without a libc, or beside a libc without a C++ library. Samples the
// cases it is linked with, in turn, and prints them as JSON. `--quick`: a fifth of the samples.
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>

#include "contender.hpp"
#include "report.hpp"
#include "sampling.hpp"

namespace {

constinit bench::table all{};

bool print(const float* samples, kcall::size_t count) {
  bench::json out;
  out.open('{');
  out.key("program").text(bench::program_name);
  bench::print_missing(out, all.missing);
  out.key("samples").open('[');
  for (const bench::contender& c : all.contenders) {
    bench::print_samples(out, {c.group, c.gate, c.how, c.argument}, samples, count);
    KCALL_POINTER_ARITHMETIC_BEGIN
    samples += count;
    KCALL_POINTER_ARITHMETIC_END
  }
  out.close(']');
  out.close('}');
  return out.finish();
}

}  // namespace

int main(int argc, char** argv) {
  const kcall::size_t count = bench::is_quick(argc, argv) ? 120 : 600;
  if (!bench::set_up()) return 1;
  bench::add_cases(all);
  float* const samples = bench::room_for(count * all.contenders.size());
  if (samples == nullptr) return 1;
  bench::take_samples(all, bench::batches(all), count, samples);
  return print(samples, count) ? 0 : 1;
}
