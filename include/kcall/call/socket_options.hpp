// Options of IP, IPv6, TCP and UDP sockets, typed.
#pragma once
#include <kcall/call/socket.hpp>
#include <kcall/types/socket_options.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// setsockopt(2): sets an option of a protocol, which tells its level: tcp::nodelay, ip::ttl, ipv6::v6only,
/// udp::segment. Most are an int. enoprotoopt: no such option; einval: wrong size or value; eperm, edom, enotsock,
/// ebadf, efault.
template <gate_like G = gate::native, protocol_option O, class T = int>
KCALL_INLINE result<void> setsockopt(fd socket, O option, const T& value) {
  detail::check_element<T>();
  return setsockopt<G>(socket, detail::level_of(option), static_cast<int>(option), &value, sizeof(T));
}

/// getsockopt(2): writes an option of a protocol to `value`, which is overwritten with zeros where the option is
/// shorter. enoprotoopt: no such option; einval, enotsock, ebadf, efault.
template <gate_like G = gate::native, protocol_option O, class T = int>
KCALL_INLINE result<void> getsockopt(fd socket, O option, T& value) {
  detail::check_element<T>();
  value = T{};
  uint32_t size = sizeof(T);
  return getsockopt<G>(socket, detail::level_of(option), static_cast<int>(option), &value, &size);
}

}  // namespace kcall::inline KCALL_ABI_TAG
