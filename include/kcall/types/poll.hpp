// What poll and ppoll look at.
#pragma once
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

class sigset;

/// POLL*: what to wait for and what happened. err, hup and nval are reported always and need not be asked for.
enum class poll_events : int16_t {
  in = 0x1,
  pri = 0x2,
  out = 0x4,
  err = 0x8,
  hup = 0x10,
  nval = 0x20,
  rdnorm = 0x40,
  rdband = 0x80,
  wrnorm = 0x100,
  wrband = 0x200,
  msg = 0x400,
  remove = 0x1000,
  rdhup = 0x2000,
};
void is_flags(poll_events);

/// poll(2): a descriptor (a negative one is passed over), what to wait for, and what the kernel found.
struct pollfd {
  kcall::fd fd{};
  poll_events events{};
  poll_events revents{};
};
static_assert(sizeof(pollfd) == 8);

}  // namespace kcall::inline KCALL_ABI_TAG
