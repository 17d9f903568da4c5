// Messages of sockets: pieces of memory with an address and control messages, one or many in a call.
//
// Through a gate of another layout (int80 in 64-bit code) messages and their pieces are rewritten on the stack: efault
// where the stack or anything that they point to lies above 4 GiB, eoverflow for sizes of 4 GiB and more. Control
// messages are not: make them with control_writer<G>, read them with control_messages<G>.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/call/socket.hpp>
#include <kcall/types/message.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// How many messages go at once through a gate of another layout, with max_iovecs pieces in all.
inline constexpr unsigned max_narrowed_messages = 16;

template <gate_like G>
KCALL_COLD long sendmsg_narrowed(fd socket, const msghdr* message, msg_flags flags) {
  iovec32 pieces[max_iovecs];
  msghdr32 narrow;
  if (const long error = narrow_message(*message, narrow, pieces, max_iovecs)) return error;
  return enter_socket<long, G>(nr<G>::sendmsg, socketcall_op::sendmsg, socket, &narrow, flags).word();
}

template <gate_like G>
KCALL_COLD long recvmsg_narrowed(fd socket, msghdr* message, msg_flags flags) {
  iovec32 pieces[max_iovecs];
  msghdr32 narrow;
  if (const long error = narrow_message(*message, narrow, pieces, max_iovecs)) return error;
  const long word = enter_socket<long, G>(nr<G>::recvmsg, socketcall_op::recvmsg, socket, &narrow, flags).word();
  if (!is_error(word)) widen_message(narrow, *message);
  return word;
}

/// recvmmsg for all ABIs' own layouts, with the fallbacks of ia32: 32-bit time before 5.1, socketcall.
template <gate_like G>
KCALL_COLD long recvmmsg32(fd socket, void* messages, unsigned count, msg_flags flags, timespec* timeout) {
  timespec32 old{};
  if (timeout) old = narrowed(*timeout);
  const int64_t cut_off = timeout ? timeout->tv_sec - old.tv_sec : 0;
  const long word = enter_socket<long, G>(nr<G>::recvmmsg, socketcall_op::recvmmsg, socket, messages, count, flags,
                                          timeout ? &old : nullptr)
                        .word();
  if (timeout && !is_error(word)) {
    *timeout = widened(old);
    timeout->tv_sec += cut_off;
  }
  return word;
}
template <gate_like G>
KCALL_INLINE result<unsigned> recvmmsg(fd socket, void* messages, unsigned count, msg_flags flags, timespec* timeout) {
  if constexpr (G::abi::long_size == 4) {
    if (timeout && would_cut<G>(*timeout)) return errc::einval;
  }
  if constexpr (requires { nr<G>::recvmmsg_time64; }) {
    const auto answer = enter<unsigned, G>(nr<G>::recvmmsg_time64, socket, messages, count, flags, timeout);
    if constexpr (may_lack<0x050100>) {
      if (answer == errc::enosys) [[unlikely]]
        return result<unsigned>::from_word(recvmmsg32<G>(socket, messages, count, flags, timeout));
    }
    return answer;
  } else {
    return enter<unsigned, G>(nr<G>::recvmmsg, socket, messages, count, flags, timeout);
  }
}

template <gate_like G>
KCALL_INLINE result<unsigned> sendmmsg(fd socket, void* messages, unsigned count, msg_flags flags) {
  return enter_socket<unsigned, G>(nr<G>::sendmmsg, socketcall_op::sendmmsg, socket, messages, count, flags);
}

/// Narrows as many messages as fit, calls, and writes back what the kernel wrote.
template <gate_like G, class F>
KCALL_INLINE long narrowed_messages(mmsghdr* messages, unsigned count, F call) {
  iovec32 pieces[max_iovecs];
  mmsghdr32 narrow[max_narrowed_messages];
  size_t used = 0;
  unsigned n = 0;
  KCALL_POINTER_ARITHMETIC_BEGIN
  for (; n < count && n < max_narrowed_messages; ++n) {
    const msghdr& message = messages[n].msg_hdr;
    if (const long error = narrow_message(message, narrow[n].msg_hdr, &pieces[0] + used, max_iovecs - used)) {
      // The ones before it can go.
      if (n != 0) break;
      return error;
    }
    narrow[n].msg_len = 0;
    used += message.msg_iovlen;
  }
  bool fits = true;
  static_cast<void>(narrow_pointer(&narrow[0], fits));
  if (!fits) return -static_cast<long>(errc::efault);
  const long word = call(&narrow[0], n);
  if (is_error(word)) return word;
  for (long i = 0; i < word; ++i) {
    widen_message(narrow[i].msg_hdr, messages[i].msg_hdr);
    messages[i].msg_len = narrow[i].msg_len;
  }
  KCALL_POINTER_ARITHMETIC_END
  return word;
}
template <gate_like G>
KCALL_COLD long sendmmsg_narrowed(fd socket, mmsghdr* messages, unsigned count, msg_flags flags) {
  return narrowed_messages<G>(
      messages, count, [=](mmsghdr32* narrow, unsigned n) { return sendmmsg<G>(socket, narrow, n, flags).word(); });
}
template <gate_like G>
KCALL_COLD long recvmmsg_narrowed(fd socket, mmsghdr* messages, unsigned count, msg_flags flags, timespec* timeout) {
  return narrowed_messages<G>(messages, count, [=](mmsghdr32* narrow, unsigned n) {
    return recvmmsg<G>(socket, narrow, n, flags, timeout).word();
  });
}

}  // namespace detail

/// sendmsg(2): sends a message; returns how many bytes of it, which may be fewer on a stream. Errors of sendto;
/// emsgsize: also more than max_iovecs pieces; einval: also malformed control messages; ebadf: also a descriptor in
/// them; etoomanyrefs: too many in flight; eperm: credentials of somebody else; enobufs: control messages too long.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> sendmsg(fd socket, const msghdr& message, msg_flags flags = {}) {
  if constexpr (detail::native_layout<G>) {
    return detail::enter_socket<size_t, G>(nr<G>::sendmsg, detail::socketcall_op::sendmsg, socket, &message, flags);
  } else {
    return result<size_t>::from_word(detail::sendmsg_narrowed<G>(socket, &message, flags));
  }
}

/// recvmsg(2): receives a message into its pieces; returns how many bytes: 0 at the end of a stream, the whole
/// datagram's length with msg_flags::trunc. Writes the lengths of address and control messages and msg_flags (trunc,
/// ctrunc: it was cut). Descriptors in it are the caller's to close (msg_flags::cmsg_cloexec). Errors of recvfrom;
/// emsgsize: more than max_iovecs pieces.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> recvmsg(fd socket, msghdr& message, msg_flags flags = {}) {
  if constexpr (detail::native_layout<G>) {
    return detail::enter_socket<size_t, G>(nr<G>::recvmsg, detail::socketcall_op::recvmsg, socket, &message, flags);
  } else {
    return result<size_t>::from_word(detail::recvmsg_narrowed<G>(socket, &message, flags));
  }
}

/// sendmmsg(2): sends `count` messages (1024 at most, the rest stays); returns how many, and how much of each in
/// msg_len; an error only where it is that of the first. Errors of sendmsg. Since 3.0. Through a gate of another layout
/// at most 16 go in one call.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> sendmmsg(fd socket, mmsghdr* messages, unsigned count, msg_flags flags = {}) {
  if constexpr (detail::native_layout<G>) {
    return detail::sendmmsg<G>(socket, messages, count, flags);
  } else {
    return result<unsigned>::from_word(detail::sendmmsg_narrowed<G>(socket, messages, count, flags));
  }
}
/// sendmmsg(2), from an array.
template <gate_like G = gate::native, unsigned n>
KCALL_INLINE result<unsigned> sendmmsg(fd socket, mmsghdr (&messages)[n], msg_flags flags = {}) {
  return sendmmsg<G>(socket, &messages[0], n, flags);
}

/// recvmmsg(2): receives `count` messages; returns how many. Waits for all of them, or only for the first with
/// msg_flags::waitforone. `timeout`, if any, is looked at after each message only (recvmmsg(2), BUGS), and what is left
/// of it is written back. An error after the first message is lost until the next call. einval: also a malformed time.
/// Errors of recvmsg. Since 2.6.33. On ia32: recvmmsg_time64 (5.1), else recvmmsg, which cuts durations to 68 years.
/// Through a gate of another layout at most 16 come in one call.
template <gate_like G = gate::native>
KCALL_INLINE result<unsigned> recvmmsg(fd socket, mmsghdr* messages, unsigned count, msg_flags flags = {},
                                       timespec* timeout = nullptr) {
  if constexpr (detail::native_layout<G>) {
    return detail::recvmmsg<G>(socket, messages, count, flags, timeout);
  } else {
    return result<unsigned>::from_word(detail::recvmmsg_narrowed<G>(socket, messages, count, flags, timeout));
  }
}
/// recvmmsg(2), into an array.
template <gate_like G = gate::native, unsigned n>
KCALL_INLINE result<unsigned> recvmmsg(fd socket, mmsghdr (&messages)[n], msg_flags flags = {},
                                       timespec* timeout = nullptr) {
  return recvmmsg<G>(socket, &messages[0], n, flags, timeout);
}

}  // namespace kcall::inline KCALL_ABI_TAG
