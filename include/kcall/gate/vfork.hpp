// The assembly that vfork(2) needs: the child runs on the parent's stack, so a return address left there is gone when
// the parent returns. These routines keep it in a register, or let the child never return into the parent's frames.
//
// Each is for one trapping gate; what keeps state of its own around a call (a gate over gates, a user's gate) has none.
#pragma once
#include <kcall/gate/gate.hpp>
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
inline constexpr bool traps_by_syscall = same_as<trap_of<G>, gate::syscall>;
/// int $0x80 in ia32 code.
template <class G>
inline constexpr bool traps_by_int80 = same_as<trap_of<G>, gate::int80> && sizeof(long) == 4;
/// int $0x80 in 64-bit code.
template <class G>
inline constexpr bool traps_by_wide_int80 = same_as<trap_of<G>, gate::int80> && sizeof(long) == 8;
template <class G>
inline constexpr bool traps_by_svc = same_as<trap_of<G>, gate::svc>;
template <class G>
inline constexpr bool has_vfork_routine =
    traps_by_syscall<G> || traps_by_int80<G> || traps_by_wide_int80<G> || traps_by_svc<G>;

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
