// The assembly that vfork(2) needs: the child runs on the parent's stack, so a return address left there is gone when
// the parent returns. These routines keep it in a register, or let the child never return into the parent's frames.
//
// vfork() returns twice into its caller, which the compiler must be told, and g++ inlines nothing that is told so and
// nothing that calls it. So the routines are the functions that users call: call/vfork_x86_64.hpp, vfork_ia32.hpp,
// vfork_aarch64.hpp. Each is for one trapping gate; a gate that does more than trap (counting, a user's) has none.
#pragma once
#include <kcall/gate/gate.hpp>
#include <kcall/gate/native.hpp>
#include <kcall/result.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace gate {
struct syscall;
struct int80;
struct svc;
}  // namespace gate

namespace detail {

template <class G>
concept traps_by_syscall = gate_like<G> && same_as<trap_of<G>, gate::syscall>;
/// int $0x80 in ia32 code.
template <class G>
concept traps_by_int80 = gate_like<G> && same_as<trap_of<G>, gate::int80> && sizeof(long) == 4;
/// int $0x80 in 64-bit code.
template <class G>
concept traps_by_wide_int80 = gate_like<G> && same_as<trap_of<G>, gate::int80> && sizeof(long) == 8;
template <class G>
concept traps_by_svc = gate_like<G> && same_as<trap_of<G>, gate::svc>;

template <class G>
concept has_vfork_routine = traps_by_syscall<G> || traps_by_int80<G> || traps_by_wide_int80<G> || traps_by_svc<G>;
template <class G>
concept lacks_vfork_routine = gate_like<G> && !has_vfork_routine<G>;

/// Address sanitizers have this for libc's vfork.
[[gnu::weak]] void sanitizer_after_vfork(const void* stack) asm("__asan_handle_vfork");

/// A child that runs on the caller's stack, and never returns from where it starts its program, leaves the sanitizer's
/// notes on the frames that it had there; the caller's own ones would be found guilty by them.
KCALL_INLINE void forget_child_frames() {
  if constexpr (KCALL_SANITIZED != 0) {
    if (sanitizer_after_vfork != nullptr) sanitizer_after_vfork(__builtin_frame_address(0));
  }
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG

// Last, because they need the concepts above.
#if KCALL_TARGET_X86_64
#include <kcall/call/vfork_x86_64.hpp>
#elif KCALL_TARGET_IA32
#include <kcall/call/vfork_ia32.hpp>
#elif KCALL_TARGET_AARCH64
#include <kcall/call/vfork_aarch64.hpp>
#endif
