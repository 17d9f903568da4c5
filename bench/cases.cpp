// The cases: what is called, through every gate. The libc's side of them is in libc_calls.cpp.
#include "bare.hpp"
#include "contender.hpp"
#include "missing.hpp"
#include "tsc.hpp"

namespace bench {

namespace {

using kcall::clock;
using native = kcall::gate::native;
using kcall::nr;

template <class G>
constexpr long clock_gettime_number() {
  if constexpr (requires { nr<G>::clock_gettime64; }) {
    return static_cast<long>(nr<G>::clock_gettime64);
  } else {
    return static_cast<long>(nr<G>::clock_gettime);
  }
}

// By hand, by number, and through the wrapper.

template <class G>
void bare_getppid(unsigned long calls) {
  bare<G>::template repeat<static_cast<long>(nr<G>::getppid)>(calls, 0, nullptr, 0);
}
template <class G>
void bare_write(unsigned long calls) {
  const surroundings w = here;
  bare<G>::template repeat<static_cast<long>(nr<G>::write)>(calls, w.null_device.get(), &w.place->bytes[0], 1);
}
template <class G>
void bare_clock_gettime(unsigned long calls) {
  constexpr long monotonic = static_cast<long>(clock::monotonic);
  bare<G>::template repeat<clock_gettime_number<G>()>(calls, monotonic, &here.place->now, 0);
}

template <class G>
void add_getppid(table& all) {
  const auto add = [&](const char* how, loop run) { all.contenders.add({"getppid", G::name, how, "", run}); };
  add("bare", bare_getppid<G>);
  add("raw", loop_of([](const surroundings&) { return kcall::call<G>(nr<G>::getppid); }));
  add("typed", loop_of([](const surroundings&) { return kcall::getppid<G>(); }));
}

template <class G>
void add_write(table& all) {
  const auto add = [&](const char* how, loop run) { all.contenders.add({"write", G::name, how, "", run}); };
  add("bare", bare_write<G>);
  add("raw", loop_of([](const surroundings& w) {
        return kcall::call<G>(nr<G>::write, w.null_device, &w.place->bytes[0], 1);
      }));
  add("typed", loop_of([](const surroundings& w) { return kcall::write<G>(w.null_device, &w.place->bytes[0], 1); }));
}

template <clock which>
void add_clock(table& all, const char* name) {
  const auto add = [&]<class G>() {
    all.contenders.add({"clock_gettime", G::name, "typed", name,
                        loop_of([](const surroundings& w) { return kcall::clock_gettime<G>(which, w.place->now); })});
  };
  add.template operator()<native>();
  add.template operator()<kcall::gate::vdso>();
}

void add_clocks(table& all) {
  all.contenders.add({"clock_gettime", native::name, "bare", "monotonic", bare_clock_gettime<native>});
  if (here.vdso_clock_gettime != nullptr) {
    all.contenders.add({"clock_gettime", "vdso", "bare", "monotonic", loop_of([](const surroundings& w) {
                          return w.vdso_clock_gettime(clock::monotonic, &w.place->now);
                        })});
  }
  add_clock<clock::monotonic>(all, "monotonic");
  add_clock<clock::monotonic_raw>(all, "monotonic_raw");
  add_clock<clock::monotonic_coarse>(all, "monotonic_coarse");
  add_clock<clock::realtime>(all, "realtime");
  add_clock<clock::realtime_coarse>(all, "realtime_coarse");
  add_clock<clock::boottime>(all, "boottime");
  add_clock<clock::tai>(all, "tai");
  add_clock<clock::process_cputime_id>(all, "process_cputime");
  add_clock<clock::thread_cputime_id>(all, "thread_cputime");
  add_tsc(all);
}

void add_getcpu(table& all) {
  const auto add = [&]<class G>() {
    all.contenders.add({"getcpu", G::name, "typed", "",
                        loop_of([](const surroundings& w) { return kcall::getcpu<G>(w.place->processor); })});
  };
  add.template operator()<native>();
  add.template operator()<kcall::gate::vdso>();
}

template <kcall::size_t size>
void add_getrandom(table& all, const char* argument) {
  all.contenders.add({"getrandom", native::name, "typed", argument, loop_of([](const surroundings& w) {
                        return kcall::getrandom<native>(&w.place->bytes[0], size);
                      })});
  if (!here.place->random.in_use()) return;
  all.contenders.add({"getrandom", "vdso", "typed", argument, loop_of([](const surroundings& w) {
                        return kcall::getrandom(w.place->random, &w.place->bytes[0], size);
                      })});
}

void add_getrandoms(table& all) {
  static_cast<void>(kcall::getrandom(here.place->random, &here.place->bytes[0], 1));
  if (!here.place->random.in_use()) all.missing.add({"vdso", "has no getrandom for this program"});
  add_getrandom<16>(all, "16");
  add_getrandom<64>(all, "64");
  add_getrandom<256>(all, "256");
  add_getrandom<1024>(all, "1024");
  add_getrandom<4096>(all, "4096");
  add_getrandom<16384>(all, "16384");
  add_getrandom<65536>(all, "65536");
}

}  // namespace

void add_cases(table& all) {
  each_available(all.missing, [&]<class G>() {
    add_getppid<G>(all);
    add_write<G>(all);
  });
  add_clocks(all);
  add_getcpu(all);
  add_getrandoms(all);
  add_libc_cases(all);
}

}  // namespace bench
