// How the kernel tells that something has happened: timer_create(2), mq_notify(2).
#pragma once
#include <kcall/types/ids.hpp>
#include <kcall/types/signal.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// An int or a pointer that travels with a signal: siginfo_t::value_int(), value_pointer().
union sigval {
  int sival_int;
  void* sival_ptr;

  KCALL_INLINE constexpr sigval() : sival_ptr(nullptr) {}
  KCALL_INLINE constexpr sigval(void* pointer) : sival_ptr(pointer) {}
  KCALL_INLINE sigval(int value) : sival_ptr(nullptr) { sival_int = value; }
};
static_assert(sizeof(sigval) == sizeof(void*));

/// What a sigevent asks for (SIGEV_*).
enum class sigev : int {
  /// A signal to the process.
  signal = 0,
  /// Nothing.
  none = 1,
  /// To the kernel, the same as signal; mq_notify has a use of its own for it.
  thread = 2,
  /// A signal to one thread of this process.
  thread_id = 4,
};

/// How to tell (sigevent(3type)), in this code's layout.
struct sigevent {
  sigval sigev_value;
  signal sigev_signo;
  sigev sigev_notify;
  /// The thread of sigev::thread_id (sigev_notify_thread_id, which libc makes a macro).
  pid thread;
  /// Nobody reads it, so it is left unset.
  uint32_t rest[sizeof(long) == 8 ? 11 : 12];

  sigevent() = default;
  KCALL_INLINE sigevent(sigev how, signal s, sigval value, pid to)
      : sigev_value(value), sigev_signo(s), sigev_notify(how), thread(to) {}
  /// The signal `s` to this process, and `value` with it.
  KCALL_INLINE static sigevent to_process(signal s, sigval value = {}) {
    return sigevent(sigev::signal, s, value, pid{0});
  }
  /// The signal `s` to the thread `to` of this process, and `value` with it.
  KCALL_INLINE static sigevent to_thread(pid to, signal s, sigval value = {}) {
    return sigevent(sigev::thread_id, s, value, to);
  }
  /// Nobody is told.
  KCALL_INLINE static sigevent none() { return sigevent(sigev::none, signal::none, {}, pid{0}); }
};
static_assert(sizeof(sigevent) == 64);

namespace detail {

/// sigevent of an ABI whose longs have 32 bits.
struct narrow_sigevent {
  uint32_t value;
  int32_t signo;
  int32_t notify;
  int32_t thread;
  uint32_t rest[12];
};
static_assert(sizeof(narrow_sigevent) == 64);

/// Whether `from` can be told in 32 bits; its value is the only thing that may not fit.
KCALL_INLINE bool narrow(const sigevent& from, narrow_sigevent& to) {
  const auto value = reinterpret_cast<uintptr_t>(from.sigev_value.sival_ptr);
  to.value = static_cast<uint32_t>(value);
  to.signo = static_cast<int>(from.sigev_signo);
  to.notify = static_cast<int>(from.sigev_notify);
  to.thread = from.thread.get();
  return to.value == value;
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
