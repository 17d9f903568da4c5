// How long single calls take, each between two readings of the time stamp counter, as histograms in JSON. Batches hide
// this: interrupts, and the costs of the first calls. `--quick`: a fifth of the calls.
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>

#include "contender.hpp"
#include "missing.hpp"
#include "report.hpp"
#include "tsc.hpp"

namespace {

/// Where a duration is counted: up to 512 each has a place of its own, then each doubling has 256.
struct scale {
  static constexpr unsigned steps = 256;
  static constexpr unsigned doublings = 20;
  static constexpr unsigned size = steps * (doublings + 2);
  static constexpr unsigned limit = 2 * steps << doublings;

  static constexpr unsigned place_of(unsigned value) {
    unsigned doubling = 0;
    while (value >> doubling >= 2 * steps) ++doubling;
    return doubling * steps + (value >> doubling);
  }
  /// The least duration that is counted there.
  static constexpr unsigned least_of(unsigned place) {
    if (place < 2 * steps) return place;
    const unsigned doubling = place / steps - 1;
    return (place % steps + steps) << doubling;
  }
};
static_assert(scale::place_of(511) == 511 && scale::place_of(512) == 512 && scale::place_of(514) == 513);
static_assert(scale::place_of(scale::limit - 1) == scale::size - 1);
static_assert(scale::least_of(scale::place_of(700)) == 700 && scale::least_of(scale::place_of(1027)) == 1024);

KCALL_POINTER_ARITHMETIC_BEGIN
class histogram {
 public:
  void clear() {
    for (unsigned& count : counts_) count = 0;
  }
  void add(kcall::uint64_t cycles) {
    const auto value = cycles < scale::limit ? static_cast<unsigned>(cycles) : scale::limit - 1;
    ++counts_[scale::place_of(value)];
  }
  /// The most frequent duration.
  unsigned mode() const {
    unsigned best = 0;
    for (unsigned i = 0; i < scale::size; ++i) best = counts_[i] > counts_[best] ? i : best;
    return scale::least_of(best);
  }
  /// Pairs of a step's least duration and its count.
  void print(bench::json& out) const {
    out.open('[');
    for (unsigned i = 0; i < scale::size; ++i) {
      if (counts_[i] == 0) continue;
      out.open('[');
      out.number(static_cast<unsigned long>(scale::least_of(i)));
      out.number(static_cast<unsigned long>(counts_[i]));
      out.close(']');
    }
    out.close(']');
  }

 private:
  unsigned counts_[scale::size];
};
KCALL_POINTER_ARITHMETIC_END

constinit histogram durations{};
constinit bench::missing_gates missing{};

/// Never inlined, so that each is measured by code of the same shape.
template <class Call>
[[gnu::noinline]] void measure(unsigned calls, Call call) {
  durations.clear();
  for (unsigned i = 0; i < calls; ++i) {
    const kcall::uint64_t before = bench::read_tsc();
    call();
    durations.add(bench::read_tsc() - before);
  }
}

class report {
 public:
  explicit report(unsigned calls) : calls_(calls) {
    measure(calls_, [] {});
    overhead_ = durations.mode();
    out_.open('{');
    out_.key("program").text(bench::program_name);
    out_.key("latency").open('[');
  }

  template <class Call>
  void add(const char* gate, const char* group, Call call) {
    measure(calls_, call);
    out_.open('{');
    out_.key("gate").text(gate);
    out_.key("group").text(group);
    out_.key("unit").text("TSC cycles");
    out_.key("overhead").number(static_cast<unsigned long>(overhead_));
    out_.key("histogram");
    durations.print(out_);
    out_.close('}');
  }

  bool finish() {
    out_.close(']');
    bench::print_missing(out_, missing);
    out_.close('}');
    return out_.finish();
  }

 private:
  bench::json out_{};
  unsigned calls_;
  unsigned overhead_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (!bench::has_rdtscp()) return 1;
  report results(bench::is_quick(argc, argv) ? 20'000 : 100'000);
  bench::each_available(
      missing, [&]<class G>() { results.add(G::name, "getppid", [] { static_cast<void>(kcall::getppid<G>()); }); });
  results.add("vdso", "clock_gettime", [] {
    kcall::timespec now;
    static_cast<void>(kcall::clock_gettime(kcall::clock::monotonic, now));
  });
  return results.finish() ? 0 : 1;
}
