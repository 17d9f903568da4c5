// Messages of sockets: pieces of memory, an address and control messages, in the kernel's layout.
#pragma once
#include <kcall/types/iovec.hpp>
#include <kcall/types/socket.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// sendmsg(2), recvmsg(2): what a message consists of. What is null is left out.
struct msghdr {
  /// The address: to whom, or room for from whom.
  void* msg_name = nullptr;
  /// In bytes. recvmsg writes the whole address' length, also where it had to cut it.
  uint32_t msg_namelen = 0;
  iovec* msg_iov = nullptr;
  /// How many pieces, at most max_iovecs.
  size_t msg_iovlen = 0;
  /// Control messages: control_writer makes them, control_messages reads them.
  void* msg_control = nullptr;
  /// In bytes. recvmsg writes how many it used.
  size_t msg_controllen = 0;
  /// Written by recvmsg: trunc, ctrunc, eor, oob, errqueue. The flags for a call are its argument.
  kcall::msg_flags msg_flags{};
};
static_assert(sizeof(msghdr) == 7 * sizeof(long));

/// sendmmsg(2), recvmmsg(2): one of several messages, and how many bytes of it went.
struct mmsghdr {
  msghdr msg_hdr{};
  /// Written by the call, for as many messages as it returns.
  unsigned msg_len = 0;
};
static_assert(sizeof(mmsghdr) == 8 * sizeof(long));

namespace detail {

/// msghdr where longs and pointers have four bytes.
struct msghdr32 {
  uint32_t msg_name;
  uint32_t msg_namelen;
  uint32_t msg_iov;
  uint32_t msg_iovlen;
  uint32_t msg_control;
  uint32_t msg_controllen;
  uint32_t msg_flags;
};
static_assert(sizeof(msghdr32) == 28);
struct mmsghdr32 {
  msghdr32 msg_hdr;
  uint32_t msg_len;
};
static_assert(sizeof(mmsghdr32) == 32);

/// A pointer in a structure of four-byte pointers; `fits` becomes false where it does not go into one.
KCALL_INLINE uint32_t narrow_pointer(const void* pointer, bool& fits) {
  const auto address = reinterpret_cast<uintptr_t>(pointer);
  const auto narrow = static_cast<uint32_t>(address);
  if (narrow != address) fits = false;
  return narrow;
}

/// Writes a message in the layout of an ABI with four-byte longs, its pieces to `pieces`, where there is room for
/// `room` of them. Gives 0, or the error: -efault for an address, -eoverflow for a length, -emsgsize for too many
/// pieces.
KCALL_INLINE long narrow_message(const msghdr& from, msghdr32& to, iovec32* pieces, size_t room) {
  if (from.msg_iovlen > room) return -static_cast<long>(errc::emsgsize);
  if (from.msg_iov == nullptr && from.msg_iovlen != 0) return -static_cast<long>(errc::efault);
  if (const long error = narrow_iovecs(from.msg_iov, pieces, from.msg_iovlen)) return error;
  bool fits = true;
  to.msg_name = narrow_pointer(from.msg_name, fits);
  to.msg_namelen = from.msg_namelen;
  to.msg_iov = narrow_pointer(pieces, fits);
  to.msg_iovlen = static_cast<uint32_t>(from.msg_iovlen);
  to.msg_control = narrow_pointer(from.msg_control, fits);
  to.msg_controllen = static_cast<uint32_t>(from.msg_controllen);
  to.msg_flags = static_cast<uint32_t>(from.msg_flags);
  if (!fits) return -static_cast<long>(errc::efault);
  return to.msg_controllen == from.msg_controllen ? 0 : -static_cast<long>(errc::eoverflow);
}

/// What the kernel wrote into a narrow message.
KCALL_INLINE void widen_message(const msghdr32& from, msghdr& to) {
  to.msg_namelen = from.msg_namelen;
  to.msg_controllen = from.msg_controllen;
  to.msg_flags = static_cast<msg_flags>(from.msg_flags);
}

}  // namespace detail
}  // namespace kcall::inline KCALL_ABI_TAG
