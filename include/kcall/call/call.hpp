// The two doors to a gate: call() for any number and untyped arguments, enter() for the typed wrappers.
#pragma once
#include <kcall/gate/gate.hpp>
#include <kcall/gate/native.hpp>
#include <kcall/result.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Any system call, by number: `call<G>(G::abi::nr::xyz, arguments...)`. Takes integers, enumerations, pointers,
/// nullptr and kcall's one-word types; signed values are sign-extended to a register, others zero-extended. Returns
/// what the kernel returned, errors as errc. syscall(2).
template <gate_like G = gate::native, class N, class... A>
KCALL_INLINE result<long> call(N number, A... arguments) {
  static_assert(same_as<N, nr<G>>,
                "kcall: this is not a number of the gate's ABI: write G::abi::nr::name, where G is the gate");
  static_assert(sizeof...(A) <= 6, "kcall: a system call has at most six arguments");
  static_assert((register_value<A> && ...),
                "kcall: a system call takes integers, enumerations, pointers and kcall's one-word types; no floating "
                "point, no strings by value, no structures");
  if constexpr (same_as<N, nr<G>> && sizeof...(A) <= 6 && (register_value<A> && ...)) {
    static_assert(((sizeof(natural(arguments)) <= sizeof(long)) && ...),
                  "kcall: an argument is wider than a register here: pass a 64-bit integer as low and high words");
    if constexpr (((sizeof(natural(arguments)) <= sizeof(long)) && ...)) {
      return result<long>::from_word(detail::pass<G>(number, detail::extended(natural(arguments))...));
    }
  }
  __builtin_unreachable();
}

/// For wrappers: the call with each argument in its natural width, and the answer as result<T>.
template <class T, gate_like G, register_value... A>
KCALL_INLINE result<T> enter(nr<G> number, A... arguments) {
  return result<T>::from_word(detail::pass<G>(number, natural(arguments)...));
}

namespace detail {

/// For fallbacks: whether a kernel that this build supports may lack what came with `since` (0xMMmmpp).
template <unsigned since>
inline constexpr bool may_lack = min_kernel < since;

/// The structures of this gate's ABI are those of the code that is being compiled.
template <class G>
inline constexpr bool native_layout = G::abi::long_size == sizeof(long);

/// A 64-bit argument travels in two registers: see low() and high().
template <class G>
inline constexpr bool split_wide = G::abi::register_size == 4;

KCALL_INLINE constexpr uint32_t low(uint64_t value) { return static_cast<uint32_t>(value); }
KCALL_INLINE constexpr uint32_t high(uint64_t value) { return static_cast<uint32_t>(value >> 32); }

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
