// What a gate is. A gate pairs an ABI (numbers, word size, layouts) with a way into the kernel:
//
//   struct my_gate {
//     using abi = kcall::abi::x86_64;
//     template <class... A>
//     static long enter(abi::nr number, A... arguments);   // the kernel's word: a value, or -errno
//   };
//
// A gate that reaches the kernel itself says `static constexpr bool enters_kernel = true`: sanitizers watch it.
//
// Arguments come as integers of at least int's width and pointers, each in its natural width. A gate that would rather
// have machine words takes `static long enter(long number, long a, long b, …)` or a pack of long instead. Gates that
// call another gate (retrying, counting, faking) are ordinary templates over it: see gate/layers.hpp.
#pragma once
#include <kcall/word.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// The integers and pointers that enter() is called with.
template <class T>
concept gate_argument = integer<T> || is_pointer<T>;

template <class G, class... A>
concept takes = requires(typename G::abi::nr number, A... arguments) {
  { G::enter(number, arguments...) } -> same_as<long>;
};
template <class G, class... A>
concept takes_words = requires(A... arguments) {
  { G::enter(1L, arguments...) } -> same_as<long>;
};

/// Takes a number and longs, not a pack of anything: from braces nothing is deduced.
template <class G, class... A>
concept takes_longs = requires(typename G::abi::nr number, A... arguments) {
  { G::enter(number, {to_word(arguments)}...) } -> same_as<long>;
};

}  // namespace detail

/// A type with an `abi` and a static `enter` that takes the number and up to six arguments.
template <class G>
concept gate_like = requires { typename G::abi::nr; } &&
                    ((detail::takes<G> && detail::takes<G, long, long, long, long, long, long>) ||
                     (detail::takes_words<G> && detail::takes_words<G, long, long, long, long, long, long>));

/// The numbers of a gate's ABI: nr<G>::openat.
template <gate_like G>
using nr = typename G::abi::nr;

namespace detail {

/// Stands between a call and the gate where sanitizers watch: gate/sanitizer.hpp specialises it.
template <class G>
struct observer {};

/// Passes a call to the gate, in the form that the gate takes.
template <class G, gate_argument... A>
KCALL_INLINE long pass(typename G::abi::nr number, A... arguments) {
  if constexpr (requires { typename observer<G>::watched; }) {
    return observer<G>::enter(number, arguments...);
  } else if constexpr (takes_longs<G, A...>) {
    return G::enter(number, to_word(arguments)...);
  } else if constexpr (takes<G, A...>) {
    return G::enter(number, arguments...);
  } else {
    return G::enter(static_cast<long>(number), to_word(arguments)...);
  }
}

template <class G>
struct trap_gate {
  using type = G;
};
template <class G>
  requires requires { typename G::trap; }
struct trap_gate<G> {
  using type = typename G::trap;
};

}  // namespace detail

/// The gate to use where the stack must not be touched (vfork, clone, returning from a signal): G itself, or what a gate
/// that calls a stub names as its `trap`.
template <gate_like G>
using trap_of = typename detail::trap_gate<G>::type;

}  // namespace kcall::inline KCALL_ABI_TAG
