// gate::vdso: the native gate, and for a few calls (the time, the processor's number, random bytes) the functions of
// the vDSO, a library that the kernel maps into every process (vdso(7)). They answer without entering the kernel.
//
// A vDSO function takes the call's arguments by the C calling convention and returns its answer or -errno. It enters
// the kernel itself where it must, for a CPU-time clock say. An answer of 0 or -EINVAL is taken (from time(), any that
// is no error; from getrandom(), a count that fits); anything else is asked of the kernel again: an old image that
// knows fewer clocks, a filter that refused the call the image made. Where there is no vDSO, or not that function in
// it, the kernel is asked at once: under qemu-user, gVisor, valgrind.
//
// One difference remains: a pointer to memory that cannot be written is a fault in user code here, a signal and not
// EFAULT. Null pointers are safe.
#pragma once
#include <kcall/gate/native.hpp>
#include <kcall/vdso/state.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// Ask the kernel. No function of the vDSO is trusted to say ENOSYS, so its word is free for this.
inline constexpr long vdso_no_answer = -38;

template <class Abi, class... A>
KCALL_INLINE long vdso_call(vdso_slot slot, const abi::vdso_symbol& symbol, A... arguments) {
  const unsigned long address = vdso_function<Abi>(slot, symbol);
  if (address == vdso_absent) return vdso_no_answer;
  // int, as the functions are declared: the upper half of the register is not defined.
  const int answer = reinterpret_cast<int (*)(A...)>(address)(arguments...);
  return answer == 0 || answer == -22 ? answer : vdso_no_answer;
}

template <class Abi>
KCALL_INLINE long vdso_time(const abi::vdso_symbol& symbol, void* seconds) {
  const unsigned long address = vdso_function<Abi>(vdso_slot::time, symbol);
  if (address == vdso_absent) return vdso_no_answer;
  const long answer = reinterpret_cast<long (*)(void*)>(address)(seconds);
  return static_cast<unsigned long>(answer) < -4095UL ? answer : vdso_no_answer;
}

template <class Abi, class... A>
KCALL_INLINE long vdso_random(const abi::vdso_symbol& symbol, void* data, size_t size, A... arguments) {
  const unsigned long address = vdso_function<Abi>(vdso_slot::getrandom, symbol);
  if (address == vdso_absent) return vdso_no_answer;
  const long answer = reinterpret_cast<long (*)(void*, size_t, A...)>(address)(data, size, arguments...);
  return static_cast<unsigned long>(answer) <= size ? answer : vdso_no_answer;
}

// The vDSO's answer to a call, or vdso_no_answer. With a constant number one line of these is left.
template <class Abi>
KCALL_INLINE long vdso_answer(typename Abi::nr) {
  return vdso_no_answer;
}
template <class Abi>
KCALL_INLINE long vdso_answer(typename Abi::nr number, auto a) {
  using call = typename Abi::nr;
  using exports = typename Abi::vdso;
  void* const place = from_word<void*>(to_word(a));
  if constexpr (requires { exports::time; }) {
    if (number == call::time) return vdso_time<Abi>(exports::time, place);
  }
  return vdso_no_answer;
}
template <class Abi, class... More>
requires(sizeof...(More) != 3) KCALL_INLINE long vdso_answer(typename Abi::nr number, auto a, auto b, More...) {
  using call = typename Abi::nr;
  using exports = typename Abi::vdso;
  const int clock = static_cast<int>(to_word(a));
  void* const first = from_word<void*>(to_word(a));
  void* const second = from_word<void*>(to_word(b));
  void* const unused = nullptr;
  // Since 6.17 the vDSO gives the step of auxiliary clocks that nobody has switched on, where the kernel says EINVAL.
  constexpr int auxiliary = 16;
  // The image asks the kernel for the processor's time: where the clock is a constant, that way round is saved.
  if (__builtin_constant_p(clock) && (clock == 2 || clock == 3)) return vdso_no_answer;
  // Only the kernel answers a clock_gettime without a place with EFAULT; the others may be asked for nothing.
  if constexpr (requires { exports::clock_gettime; }) {
    if (number == call::clock_gettime && second != nullptr) {
      return vdso_call<Abi>(vdso_slot::clock_gettime, exports::clock_gettime, clock, second);
    }
  }
  if constexpr (requires { exports::clock_gettime64; }) {
    if (number == call::clock_gettime64 && second != nullptr) {
      return vdso_call<Abi>(vdso_slot::clock_gettime64, exports::clock_gettime64, clock, second);
    }
  }
  if constexpr (requires { exports::clock_getres; }) {
    if (number == call::clock_getres && clock < auxiliary) {
      return vdso_call<Abi>(vdso_slot::clock_getres, exports::clock_getres, clock, second);
    }
  }
  if constexpr (requires { exports::clock_getres_time64; }) {
    if (number == call::clock_getres_time64 && clock < auxiliary) {
      return vdso_call<Abi>(vdso_slot::clock_getres_time64, exports::clock_getres_time64, clock, second);
    }
  }
  if constexpr (requires { exports::gettimeofday; }) {
    if (number == call::gettimeofday) {
      return vdso_call<Abi>(vdso_slot::gettimeofday, exports::gettimeofday, first, second);
    }
  }
  if constexpr (requires { exports::getcpu; }) {
    if (number == call::getcpu) return vdso_call<Abi>(vdso_slot::getcpu, exports::getcpu, first, second, unused);
  }
  return vdso_answer<Abi>(number, a);
}
template <class Abi>
KCALL_INLINE long vdso_answer(typename Abi::nr number, auto a, auto b, auto c, auto d, auto e) {
  using call = typename Abi::nr;
  using exports = typename Abi::vdso;
  void* const first = from_word<void*>(to_word(a));
  const auto second = static_cast<size_t>(to_word(b));
  // The kernel's getrandom(2) has three arguments; with five the vDSO's is meant: call/random.hpp.
  if constexpr (requires { exports::getrandom; }) {
    if (number == call::getrandom) {
      return vdso_random<Abi>(exports::getrandom, first, second, static_cast<unsigned>(to_word(c)),
                              from_word<void*>(to_word(d)), static_cast<size_t>(to_word(e)));
    }
  }
  if constexpr (requires { exports::riscv_hwprobe; }) {
    if (number == call::riscv_hwprobe) {
      return vdso_call<Abi>(vdso_slot::riscv_hwprobe, exports::riscv_hwprobe, first, second,
                            static_cast<size_t>(to_word(c)), from_word<void*>(to_word(d)),
                            static_cast<unsigned>(to_word(e)));
    }
  }
  return vdso_answer<Abi>(number, a, b);
}

}  // namespace detail

namespace gate {

/// The native gate, with the vDSO's answer where there is one.
struct vdso {
  using abi = native::abi;
  /// What must not go through a function goes this way.
  using trap = trap_of<native>;
  static constexpr const char* name = "vdso";
  static constexpr bool enters_kernel = true;

  template <class... A>
  KCALL_INLINE static long enter(abi::nr number, A... arguments) {
    const long answer = detail::vdso_answer<abi>(number, arguments...);
    return answer != detail::vdso_no_answer ? answer : detail::pass<native>(number, arguments...);
  }

  /// The address of any function of the image, by name and version; 0 if there is none:
  /// function("__vdso_sgx_enter_enclave", "LINUX_2.6"). Looked up every time.
  // A template so that only users of it pay for compiling the parser.
  template <class Abi = abi>
  KCALL_INLINE static unsigned long function(const char* symbol, const char* version) {
    return detail::vdso_find<Abi>(symbol, version);
  }

  /// Says where the image is: for who has moved it with mremap(2), or knows better than the auxiliary vector. 0: there
  /// is none. Functions are looked up again. Not while another thread calls one.
  KCALL_INLINE static void use(unsigned long image) {
    for (unsigned i = 0; i < static_cast<unsigned>(detail::vdso_slot::count); ++i) {
      detail::vdso_store(static_cast<detail::vdso_slot>(i), detail::vdso_unknown);
    }
    detail::vdso_store(detail::vdso_slot::image, image != 0 ? image : detail::vdso_absent);
  }
};

}  // namespace gate
}  // namespace kcall::inline KCALL_ABI_TAG
