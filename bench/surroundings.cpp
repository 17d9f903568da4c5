// Where the calls read and write, and what hand-written loops call.
#include <kcall/gate/auxv.hpp>

#include "contender.hpp"

namespace bench {

namespace {

using native = kcall::gate::native;

/// The function that writes 64 bits of seconds.
template <class G>
vdso_clock_function find_clock_gettime() {
  using symbols = typename G::abi::vdso;
  const auto find = [](const auto& symbol) {
    return reinterpret_cast<vdso_clock_function>(kcall::gate::vdso::function(symbol.name, symbol.version));
  };
  if constexpr (requires { symbols::clock_gettime64; }) {
    return find(symbols::clock_gettime64);
  } else {
    return find(symbols::clock_gettime);
  }
}

KCALL_POINTER_ARITHMETIC_BEGIN
void divide(places& all) {
  for (kcall::size_t i = 0; i < places::piece_count; ++i) {
    all.pieces[i] = {&all.bytes[i * places::piece_size], places::piece_size};
  }
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace

bool set_up() {
  using kcall::map_flags, kcall::open_flags, kcall::prot;
  auto flags = map_flags::private_ | map_flags::anonymous | map_flags::populate;
#if KCALL_TARGET_X86_64
  flags |= map_flags::map_32bit;
#endif
  const auto memory = kcall::mmap(nullptr, sizeof(places), prot::read | prot::write, flags);
  const auto null_device = kcall::open("/dev/null", open_flags::wronly | open_flags::cloexec);
  const auto zero_device = kcall::open("/dev/zero", open_flags::rdonly | open_flags::cloexec);
  if (!memory || !null_device || !zero_device) return false;
  constexpr unsigned long at_sysinfo = 32;
  here = {static_cast<places*>(*memory), *null_device, *zero_device,
          kcall::detail::auxv<kcall::trap_of<native>>(at_sysinfo), find_clock_gettime<native>()};
  divide(*here.place);
  return true;
}

}  // namespace bench
