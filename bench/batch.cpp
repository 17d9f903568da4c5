// Cost against batch size: one readv or writev of n pieces of 64 bytes, against n reads or writes of one. The argument
// is n, and the figures are for all n pieces together.
#include "contender.hpp"

namespace bench {

namespace {

using kcall::size_t;
using native = kcall::gate::native;

KCALL_POINTER_ARITHMETIC_BEGIN

template <size_t n>
void add_reads(table& all, const char* argument) {
  const auto add = [&](const char* how, loop run) { all.contenders.add({"readv", native::name, how, argument, run}); };
  add("typed", loop_of([](const surroundings& w) { return kcall::readv(w.zero_device, &w.place->pieces[0], n); }));
  add("one_by_one", loop_of([](const surroundings& w) {
        char* to = &w.place->bytes[0];
        for (size_t i = 0; i < n; ++i, to += places::piece_size) {
          static_cast<void>(kcall::read(w.zero_device, to, places::piece_size));
        }
      }));
}

template <size_t n>
void add_writes(table& all, const char* argument) {
  const auto add = [&](const char* how, loop run) { all.contenders.add({"writev", native::name, how, argument, run}); };
  add("typed", loop_of([](const surroundings& w) { return kcall::writev(w.null_device, &w.place->pieces[0], n); }));
  add("one_by_one", loop_of([](const surroundings& w) {
        const char* from = &w.place->bytes[0];
        for (size_t i = 0; i < n; ++i, from += places::piece_size) {
          static_cast<void>(kcall::write(w.null_device, from, places::piece_size));
        }
      }));
}

KCALL_POINTER_ARITHMETIC_END

template <size_t n>
void add_both(table& all, const char* argument) {
  add_reads<n>(all, argument);
  add_writes<n>(all, argument);
}

}  // namespace

void add_cases(table& all) {
  add_both<1>(all, "1");
  add_both<2>(all, "2");
  add_both<4>(all, "4");
  add_both<8>(all, "8");
  add_both<16>(all, "16");
  add_both<32>(all, "32");
  add_both<64>(all, "64");
  add_both<128>(all, "128");
  add_both<256>(all, "256");
  add_both<512>(all, "512");
  add_both<1024>(all, "1024");
}

}  // namespace bench
