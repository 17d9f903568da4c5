// The pieces of docs/testing_your_code.md that are not in layers_test.cpp, word for word.
#include <cstring>
#include <initializer_list>
#include <kcall/call/file.hpp>
#include <kcall/gate/layers.hpp>
#include <kcall/probe.hpp>

#include "support.hpp"

namespace {

template <kcall::gate_like G>
void copy_file(kcall::fd from, kcall::fd to) {
  char buffer[100];
  for (auto got = kcall::read<G>(from, buffer); got && *got != 0; got = kcall::read<G>(from, buffer)) {
    CHECK(kcall::write<G>(to, {buffer, *got}) == *got);
  }
}

struct read_only : kcall::gate::native {
  template <class... A>
  static long enter(abi::nr number, A... arguments) {
    if (number == abi::nr::write) return -static_cast<long>(kcall::errc::erofs);
    return kcall::gate::native::enter(number, arguments...);
  }
};

}  // namespace

TEST_CASE("a copy takes no more calls than it needs") {
  const auto ends = kcall::pipe2(kcall::open_flags::cloexec).value();
  const auto out = kcall::pipe2(kcall::open_flags::cloexec).value();
  REQUIRE(kcall::write(ends.write_end, "not much").has_value());
  REQUIRE(kcall::close(ends.write_end).has_value());
  const kcall::fd from = ends.read_end;
  const kcall::fd to = out.write_end;

  using kernel = kcall::gate::counting<>;
  kernel::reset();
  copy_file<kernel>(from, to);
  CHECK(kernel::calls(kcall::nr<kernel>::read) <= 3);

  char copied[20];
  CHECK(kcall::read(out.read_end, copied) == 8);
  CHECK(std::memcmp(copied, "not much", 8) == 0);
  for (const kcall::fd f : {from, to, out.read_end}) CHECK(kcall::close(f).has_value());
}

TEST_CASE("a gate of one's own refuses what it likes and passes the rest on") {
  CHECK(kcall::write<read_only>(kcall::stdout_fd, "never seen\n") == kcall::errc::erofs);
  CHECK(kcall::read<read_only>(kcall::fd{-1}, nullptr, 0) == kcall::errc::ebadf);
}

TEST_CASE("the gates of this machine can be listed") {
  const bool here = kcall::available<kcall::gate::native>();  // <kcall/probe.hpp>
  for (const auto& gate : kcall::available_gates()) {
    MESSAGE(gate.name << " of " << gate.abi << (gate.available ? " works" : " does not work"));
  }
  CHECK(here);
}
