// clone and clone3. Two forms each: like fork, where the child goes on after the call with a copy of the caller's
// memory; and with a function, which the child runs on a stack of its own and whose result it exits with.
//
// A child that shares memory must not return into the caller's frames, so without a function `vm` is refused (einval).
// The function's form never returns in the child, which needs assembly: call/clone_x86_64.hpp, clone_ia32.hpp,
// clone_aarch64.hpp. There is one routine for each trapping gate, as for vfork; the gate's own `trap` is used always.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/vfork.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/clone.hpp>
#include <kcall/types/ids.hpp>

#if KCALL_TARGET_X86_64
#include <kcall/call/clone_x86_64.hpp>
#elif KCALL_TARGET_IA32
#include <kcall/call/clone_ia32.hpp>
#elif KCALL_TARGET_AARCH64
#include <kcall/call/clone_aarch64.hpp>
#endif

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// What clone's first argument cannot say would be lost there in silence.
KCALL_INLINE constexpr bool fits_clone(clone_flags flags, signal at_exit) {
  return (static_cast<uint64_t>(flags) & ~uint64_t{0xffffff00}) == 0 && static_cast<unsigned>(at_exit) <= 0xff;
}
KCALL_INLINE constexpr unsigned long clone_word(clone_flags flags, signal at_exit) {
  return static_cast<unsigned long>(flags) | static_cast<unsigned long>(at_exit);
}

/// The order of clone's last two arguments is x86-64's here, and that of ia32 and Arm (CLONE_BACKWARDS) elsewhere.
template <class G>
inline constexpr bool clone_takes_tls_last = requires {
  nr<G>::arch_prctl;
  requires G::abi::register_size == 8;
};

/// Puts `start` on top of the stack that ends at `end`; gives where the child's stack begins. As glibc's clone does.
KCALL_INLINE clone_start* put_on_stack(uintptr_t end, clone_start start) {
  auto* const top = reinterpret_cast<clone_start*>((end & ~uintptr_t{15}) - 16);
  *top = start;
  return top;
}

template <class G>
KCALL_INLINE constexpr void check_clone_gate() {
  static_assert(has_vfork_routine<G>,
                "kcall: a child with a stack of its own needs assembly for the gate's instruction: a gate that is "
                "no trap itself says with `using trap = …` which one to use");
}

/// An address or a word as the gate's ABI takes it: int80 in 64-bit code cuts nothing.
template <class G>
KCALL_INLINE constexpr bool fits_register(uint64_t word) {
  return G::abi::register_size == 8 || word <= 0xffffffffU;
}

}  // namespace detail

/// clone(2), like fork: a child with a copy of the caller's memory, and of its stack. Returns the child's id, and
/// pid{0} in the child. `at_exit` tells the parent of the child's end (signal::none: nothing does, and only
/// wait_flags::wall finds it). parent_tid: where parent_settid stores the id, or pidfd a descriptor; child_tid: for
/// child_settid and child_cleartid, in the child's memory. einval (also for `vm`, and for flags of clone3's), eagain,
/// enomem, eperm, enospc (too many namespaces), eusers.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> clone(clone_flags flags, signal at_exit, int* parent_tid = nullptr, int* child_tid = nullptr,
                               uintptr_t tls = 0) {
  if (!detail::fits_clone(flags, at_exit) || has(flags, clone_flags::vm)) return errc::einval;
  const unsigned long word = detail::clone_word(flags, at_exit);
  if constexpr (detail::clone_takes_tls_last<G>) {
    return enter<pid, trap_of<G>>(nr<G>::clone, word, nullptr, parent_tid, child_tid, tls);
  } else {
    return enter<pid, trap_of<G>>(nr<G>::clone, word, nullptr, parent_tid, tls, child_tid);
  }
}
template <gate_like G = gate::native>
KCALL_INLINE result<pid> clone(clone_flags flags = {}) {
  return clone<G>(flags, signal::sigchld);
}

/// clone(2): a child that runs run(argument) on `stack` and exits, as a thread does (exit(2)), with what that returns.
/// Its frame pointer is zero and its stack aligned. Returns the child's id; nothing returns in the child. Errors as
/// above; einval for a stack under 64 bytes. 64-bit int80: efault for a stack or ids beyond 4 GiB.
///
/// A child that shares memory has no thread-local storage of its own without settls: where a libc is in the program, it
/// must not use what touches errno or a stack protector's canary of another thread.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> clone(clone_flags flags, signal at_exit, mutable_buffer stack, int (*run)(void*),
                               void* argument, int* parent_tid = nullptr, int* child_tid = nullptr, uintptr_t tls = 0) {
  detail::check_clone_gate<G>();
  if (!detail::fits_clone(flags, at_exit) || stack.size() < 64) return errc::einval;
  const uintptr_t end = reinterpret_cast<uintptr_t>(stack.data()) + stack.size();
  const long parent = to_word(parent_tid), child = to_word(child_tid), pointer = to_word(tls);
  const auto fits = [](long word) { return detail::fits_register<G>(static_cast<uintptr_t>(word)); };
  if (!detail::fits_register<G>(end) || !fits(parent) || !fits(child) || !fits(pointer)) return errc::efault;
  auto* const start = detail::put_on_stack(end, {run, argument});
  constexpr bool tls_last = detail::clone_takes_tls_last<G>;
  const long words[] = {static_cast<long>(detail::clone_word(flags, at_exit)), to_word(start), parent,
                        tls_last ? child : pointer, tls_last ? pointer : child};
  return result<pid>::from_word(detail::clone_and_call<trap_of<G>>(static_cast<long>(nr<G>::clone), &words[0], start));
}

/// clone3(2), like fork: see clone_args. Since 5.3; before that, and under container filters that do not know it,
/// enosys. Returns the child's id, and pid{0} in the child. einval (also for `vm` and for a stack), eagain, enomem,
/// eperm, eexist (an id of set_tid is taken), enospc, eusers, ebusy, eopnotsupp (cgroups).
template <gate_like G = gate::native>
KCALL_INLINE result<pid> clone3(const clone_args& wanted) {
  if (has(wanted.flags, clone_flags::vm) || wanted.stack != 0) return errc::einval;
  return enter<pid, trap_of<G>>(nr<G>::clone3, &wanted, sizeof wanted);
}

/// clone3(2): a child that runs run(argument) on the stack of `wanted` and exits, as a thread does, with what that
/// returns. Without a stack the child runs below the caller's frames: in a copy of them, or with vm and vfork in the
/// same ones; vm without vfork is einval then. Since 5.3. Errors as above.
template <gate_like G = gate::native>
KCALL_INLINE result<pid> clone3(const clone_args& wanted, int (*run)(void*), void* argument) {
  detail::check_clone_gate<G>();
  detail::clone_start below{run, argument};
  detail::clone_start* start = &below;
  if (wanted.stack != 0) {
    const uint64_t end = wanted.stack + wanted.stack_size;
    if (wanted.stack_size < 64) return errc::einval;
    if (static_cast<uintptr_t>(end) != end) return errc::efault;
    start = detail::put_on_stack(static_cast<uintptr_t>(end), below);
  } else if ((wanted.flags & (clone_flags::vm | clone_flags::vfork)) == clone_flags::vm) {
    return errc::einval;
  }
  const long words[] = {to_word(&wanted), sizeof wanted, 0, 0, 0};
  if (!detail::fits_register<G>(static_cast<uintptr_t>(words[0])) ||
      !detail::fits_register<G>(reinterpret_cast<uintptr_t>(start))) {
    return errc::efault;
  }
  const long word = detail::clone_and_call<trap_of<G>>(static_cast<long>(nr<G>::clone3), &words[0], start);
  if (start == &below) detail::forget_child_frames();
  return result<pid>::from_word(word);
}

}  // namespace kcall::inline KCALL_ABI_TAG
