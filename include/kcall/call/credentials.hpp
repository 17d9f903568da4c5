// Who the caller is to the kernel: setting user and group ids, and the list of further groups. Those that only tell:
// call/process.hpp.
//
// Raw calls are about one thread: a libc's functions of these names change all threads of the process, these do not.
// The names that end in 32 come first: on the ABIs that have them, the others take 16-bit ids and cut off the rest.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/credentials.hpp>
#include <kcall/types/ids.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// setuid(2): sets the effective user; with CAP_SETUID the real and the saved one too. eperm, einval, eagain (too many
/// processes of that user). ia32: setuid32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setuid(uid user) {
  if constexpr (requires { nr<G>::setuid32; }) {
    return enter<void, G>(nr<G>::setuid32, user);
  } else {
    return enter<void, G>(nr<G>::setuid, user);
  }
}

/// setgid(2): sets the effective group; with CAP_SETGID the real and the saved one too. eperm, einval. ia32: setgid32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setgid(gid group) {
  if constexpr (requires { nr<G>::setgid32; }) {
    return enter<void, G>(nr<G>::setgid32, group);
  } else {
    return enter<void, G>(nr<G>::setgid, group);
  }
}

/// setreuid(2): sets the real and the effective user; uid{} leaves that as it is. eperm, einval, eagain. ia32:
/// setreuid32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setreuid(uid real, uid effective) {
  if constexpr (requires { nr<G>::setreuid32; }) {
    return enter<void, G>(nr<G>::setreuid32, real, effective);
  } else {
    return enter<void, G>(nr<G>::setreuid, real, effective);
  }
}

/// setregid(2): sets the real and the effective group; gid{} leaves that as it is. eperm, einval. ia32: setregid32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setregid(gid real, gid effective) {
  if constexpr (requires { nr<G>::setregid32; }) {
    return enter<void, G>(nr<G>::setregid32, real, effective);
  } else {
    return enter<void, G>(nr<G>::setregid, real, effective);
  }
}

/// setresuid(2): sets the real, the effective and the saved user; uid{} leaves that as it is. eperm, einval, eagain.
/// ia32: setresuid32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setresuid(uid real, uid effective, uid saved) {
  if constexpr (requires { nr<G>::setresuid32; }) {
    return enter<void, G>(nr<G>::setresuid32, real, effective, saved);
  } else {
    return enter<void, G>(nr<G>::setresuid, real, effective, saved);
  }
}

/// setresgid(2): sets the real, the effective and the saved group; gid{} leaves that as it is. eperm, einval. ia32:
/// setresgid32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setresgid(gid real, gid effective, gid saved) {
  if constexpr (requires { nr<G>::setresgid32; }) {
    return enter<void, G>(nr<G>::setresgid32, real, effective, saved);
  } else {
    return enter<void, G>(nr<G>::setresgid, real, effective, saved);
  }
}

/// getresuid(2): stores the real, the effective and the saved user. efault. ia32: getresuid32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> getresuid(uid& real, uid& effective, uid& saved) {
  if constexpr (requires { nr<G>::getresuid32; }) {
    return enter<void, G>(nr<G>::getresuid32, &real, &effective, &saved);
  } else {
    return enter<void, G>(nr<G>::getresuid, &real, &effective, &saved);
  }
}
/// getresuid(2): all three.
template <gate_like G = gate::native>
KCALL_INLINE result<user_ids> getresuid() {
  auto r = result<user_ids>::unwritten();
  user_ids& ids = *r.place();
  r.settle(getresuid<G>(ids.real, ids.effective, ids.saved).word());
  return r;
}

/// getresgid(2): stores the real, the effective and the saved group. efault. ia32: getresgid32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> getresgid(gid& real, gid& effective, gid& saved) {
  if constexpr (requires { nr<G>::getresgid32; }) {
    return enter<void, G>(nr<G>::getresgid32, &real, &effective, &saved);
  } else {
    return enter<void, G>(nr<G>::getresgid, &real, &effective, &saved);
  }
}
/// getresgid(2): all three.
template <gate_like G = gate::native>
KCALL_INLINE result<group_ids> getresgid() {
  auto r = result<group_ids>::unwritten();
  group_ids& ids = *r.place();
  r.settle(getresgid<G>(ids.real, ids.effective, ids.saved).word());
  return r;
}

/// setfsuid(2): sets the user that file accesses are checked against, if that may be. Returns the one so far in any
/// case: call it again with uid{} to see. ia32: setfsuid32.
template <gate_like G = gate::native>
KCALL_INLINE uid setfsuid(uid user) {
  if constexpr (requires { nr<G>::setfsuid32; }) {
    return from_word<uid>(detail::pass<G>(nr<G>::setfsuid32, user.get()));
  } else {
    return from_word<uid>(detail::pass<G>(nr<G>::setfsuid, user.get()));
  }
}

/// setfsgid(2): sets the group that file accesses are checked against, if that may be. Returns the one so far in any
/// case: call it again with gid{} to see. ia32: setfsgid32.
template <gate_like G = gate::native>
KCALL_INLINE gid setfsgid(gid group) {
  if constexpr (requires { nr<G>::setfsgid32; }) {
    return from_word<gid>(detail::pass<G>(nr<G>::setfsgid32, group.get()));
  } else {
    return from_word<gid>(detail::pass<G>(nr<G>::setfsgid, group.get()));
  }
}

/// getgroups(2): writes the caller's further groups, at most `count`, to `list`; returns how many there are. With a
/// count of 0 nothing is written. einval if they are more than `count`. ia32: getgroups32.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> getgroups(gid* list, size_t count) {
  if constexpr (requires { nr<G>::getgroups32; }) {
    return enter<size_t, G>(nr<G>::getgroups32, count, list);
  } else {
    return enter<size_t, G>(nr<G>::getgroups, count, list);
  }
}

/// setgroups(2): sets the caller's further groups, `count` of them, at most 65536. eperm without CAP_SETGID, or where a
/// user namespace denies it, einval. ia32: setgroups32.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setgroups(const gid* list, size_t count) {
  // The kernel takes an int: of 4294967296 groups it would see none, and drop all.
  if (count > 65536) return errc::einval;
  if constexpr (requires { nr<G>::setgroups32; }) {
    return enter<void, G>(nr<G>::setgroups32, count, list);
  } else {
    return enter<void, G>(nr<G>::setgroups, count, list);
  }
}

}  // namespace kcall::inline KCALL_ABI_TAG
