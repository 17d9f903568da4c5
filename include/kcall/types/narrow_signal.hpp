// siginfo_t of ABIs whose longs have 32 bits, for gates to them from other code.
#pragma once
#include <kcall/error.hpp>
#include <kcall/types/cleared.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG::detail {

/// What the words after `code` mean depends on the case, as in siginfo_t.
struct narrow_signal {
  int32_t signo;
  int32_t error;
  int32_t code;
  int32_t process_or_timer;
  uint32_t user;
  uint32_t value_or_status;
  int32_t user_ticks;
  int32_t system_ticks;
  uint32_t rest[24];
};
static_assert(sizeof(narrow_signal) == 128);

/// For what sigqueue sends. 0, or why it cannot be done.
KCALL_COLD inline long narrow(const siginfo_t& from, narrow_signal& to) {
  if (!from.is(si_codes::queue)) return -static_cast<long>(errc::eopnotsupp);
  const auto value = reinterpret_cast<uintptr_t>(from.value_pointer());
  to.signo = from.si_signo;
  to.error = from.si_errno;
  to.code = from.si_code;
  to.process_or_timer = from.sender().get();
  to.user = from.sender_uid().get();
  to.value_or_status = static_cast<uint32_t>(value);
  to.user_ticks = 0;
  to.system_ticks = 0;
  clear(to.rest);
  return to.value_or_status == value ? 0 : -static_cast<long>(errc::eoverflow);
}

/// For what a signal that was waited for can tell: who sent it, a timer, a child, a descriptor.
KCALL_COLD inline void widen(const narrow_signal& from, siginfo_t& to) {
  clear(to.fields.bytes);
  to.si_signo = from.signo;
  to.si_errno = from.error;
  to.si_code = from.code;
  const bool from_kernel = from.code > 0 && !to.is(si_codes::kernel);
  if (to.is(si_codes::timer)) {
    to.fields.timer.id = from.process_or_timer;
    to.fields.timer.overrun = static_cast<int>(from.user);
    to.fields.timer.value.as_pointer = reinterpret_cast<void*>(uintptr_t{from.value_or_status});
  } else if (from_kernel && to.number() == signal::sigchld) {
    to.fields.child.process = from.process_or_timer;
    to.fields.child.user = from.user;
    to.fields.child.status = static_cast<int>(from.value_or_status);
    to.fields.child.user_ticks = from.user_ticks;
    to.fields.child.system_ticks = from.system_ticks;
  } else if (from_kernel && to.number() == signal::sigpoll) {
    to.fields.poll.events = from.process_or_timer;
    to.fields.poll.descriptor = static_cast<int>(from.user);
  } else {
    to.fields.queued.process = from.process_or_timer;
    to.fields.queued.user = from.user;
    to.fields.queued.value.as_pointer = reinterpret_cast<void*>(uintptr_t{from.value_or_status});
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG::detail
