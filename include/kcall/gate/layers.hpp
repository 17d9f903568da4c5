// Gates over gates: each is a gate itself, so they nest, and what no program uses costs nothing. They are the way to
// test code that calls the kernel (docs/testing_your_code.md) and patterns for gates of your own.
#pragma once
#include <kcall/error.hpp>
#include <kcall/gate/native.hpp>

KCALL_POINTER_ARITHMETIC_BEGIN
namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// Whether a call that a signal interrupted may simply be made again. Not close: the descriptor is gone already, and
/// the number may be another thread's file by now. Not connect: it goes on by itself (wait with poll). Not what waits
/// for a signal, and not what waits for a while: the time would start again from the beginning. After signal(7).
template <class N>
KCALL_INLINE constexpr bool repeatable(N n) {
  bool never = n == N::close || n == N::connect || n == N::nanosleep || n == N::clock_nanosleep || n == N::ppoll ||
               n == N::pselect6 || n == N::epoll_pwait || n == N::epoll_pwait2 || n == N::futex ||
               n == N::rt_sigsuspend || n == N::rt_sigtimedwait || n == N::io_getevents || n == N::io_pgetevents ||
               n == N::recvmmsg || n == N::io_uring_enter;
  if constexpr (requires { N::poll; }) {
    never = never || n == N::poll || n == N::select || n == N::epoll_wait || n == N::pause;
  }
  if constexpr (requires { N::semtimedop; }) never = never || n == N::semtimedop;
  if constexpr (requires { N::_newselect; }) {
    never = never || n == N::_newselect || n == N::sigsuspend || n == N::ipc || n == N::socketcall;
  }
  if constexpr (requires { N::futex_time64; }) {
    never = never || n == N::clock_nanosleep_time64 || n == N::ppoll_time64 || n == N::pselect6_time64 ||
            n == N::futex_time64 || n == N::rt_sigtimedwait_time64 || n == N::io_pgetevents_time64 ||
            n == N::recvmmsg_time64 || n == N::semtimedop_time64;
  }
  return !never;
}

/// The counters of counting gates.
template <class Tag>
struct tally {
  static constexpr size_t size = 1024;  // above every number; x32's lose bit 30
  constinit static inline unsigned long of[size] = {};
  template <class N>
  KCALL_INLINE static unsigned long& at(N number) {
    return of[static_cast<size_t>(number) % size];
  }
};

/// The answers and the record of scripted gates.
template <class N, class Tag>
struct script {
  static constexpr size_t capacity = 64;
  using handler = long (*)(const long (&arguments)[6]);
  struct step {
    N number;
    long value;
    handler run;
    bool used;
  };
  struct call {
    N number;
    size_t count;
    long arguments[6];
    long answer;
  };
  constinit static inline step steps[capacity] = {};
  constinit static inline call calls[capacity + 1] = {};  // the last: for calls past the end of the record
  constinit static inline size_t step_count = 0;
  constinit static inline size_t call_count = 0;

  static step& add() {
    if (step_count == capacity) __builtin_trap();
    return steps[step_count++];
  }
  static step* next(N number) {
    for (size_t i = 0; i < step_count; ++i) {
      if (steps[i].number == number && !steps[i].used) {
        steps[i].used = true;
        return &steps[i];
      }
    }
    return nullptr;
  }
  static call& record() {
    call& slot = calls[call_count < capacity ? call_count : capacity];
    ++call_count;
    return slot;
  }
};

}  // namespace detail

namespace gate {

/// Makes a call again while a signal interrupts it (eintr), but never close, connect, or one that waits for a limited
/// time or for a signal: those return eintr.
template <gate_like G = native>
struct retrying {
  using abi = typename G::abi;
  using trap = retrying<trap_of<G>>;
  static constexpr const char* name = "retrying";

  template <class... A>
  KCALL_INLINE static long enter(typename abi::nr number, A... arguments) {
    long answer = detail::pass<G>(number, arguments...);
    while (answer == -static_cast<long>(errc::eintr) && detail::repeatable(number)) {
      answer = detail::pass<G>(number, arguments...);
    }
    return answer;
  }
};

/// Counts calls: in all and by number. Counting gates with the same tag, an empty type of your own, count together.
template <gate_like G = native, class Tag = G>
struct counting {
  using abi = typename G::abi;
  using trap = counting<trap_of<G>, Tag>;
  static constexpr const char* name = "counting";

  template <class... A>
  KCALL_INLINE static long enter(typename abi::nr number, A... arguments) {
    __atomic_fetch_add(&detail::tally<Tag>::at(number), 1UL, __ATOMIC_RELAXED);
    return detail::pass<G>(number, arguments...);
  }

  static unsigned long calls(typename abi::nr number) {
    return __atomic_load_n(&detail::tally<Tag>::at(number), __ATOMIC_RELAXED);
  }
  static unsigned long calls() {
    unsigned long sum = 0;
    for (const unsigned long& count : detail::tally<Tag>::of) sum += __atomic_load_n(&count, __ATOMIC_RELAXED);
    return sum;
  }
  static void reset() {
    for (unsigned long& count : detail::tally<Tag>::of) __atomic_store_n(&count, 0UL, __ATOMIC_RELAXED);
  }
};

/// Never enters the kernel: every call is enosys. What scripted stands on when nothing real may happen.
template <class Abi = native::abi>
struct refusing {
  using abi = Abi;
  static constexpr const char* name = "refusing";
  KCALL_INLINE static long enter(typename abi::nr, auto...) { return -static_cast<long>(errc::enosys); }
};

/// Gives the answers that a test has queued and records every call. Each call takes the first answer left for its
/// number; where none is left it goes on to G. Up to 64 answers and 64 records; not for several threads at once.
template <gate_like G = native, class Tag = G>
struct scripted {
  using abi = typename G::abi;
  using trap = scripted<trap_of<G>, Tag>;
  using number_type = typename abi::nr;
  using script = detail::script<number_type, Tag>;
  static constexpr const char* name = "scripted";

  template <class... A>
  KCALL_INLINE static long enter(number_type number, A... arguments) {
    auto& call = script::record();
    call = {number, sizeof...(A), {to_word(arguments)...}, 0};
    const auto* const step = script::next(number);
    if (step == nullptr) return call.answer = detail::pass<G>(number, arguments...);
    return call.answer = step->run != nullptr ? step->run(call.arguments) : step->value;
  }

  static void answer(number_type number, integer auto value) {
    script::add() = {number, to_word(value), nullptr, false};
  }
  static void answer(number_type number, errc error) { answer(number, -static_cast<long>(error)); }
  /// The answer is what `run` returns; it may write where the arguments point, as the kernel would.
  static void answer(number_type number, typename script::handler run) { script::add() = {number, 0, run, false}; }
  /// How many calls were made, and what the i-th was: number, count, arguments (as registers), answer.
  static size_t calls() { return script::call_count; }
  static const auto& call(size_t i) { return script::calls[i < script::capacity ? i : script::capacity]; }
  /// Whether every queued answer has been given.
  static bool finished() {
    for (size_t i = 0; i < script::step_count; ++i) {
      if (!script::steps[i].used) return false;
    }
    return true;
  }
  static void reset() { script::step_count = script::call_count = 0; }
};

}  // namespace gate

}  // namespace kcall::inline KCALL_ABI_TAG
KCALL_POINTER_ARITHMETIC_END
