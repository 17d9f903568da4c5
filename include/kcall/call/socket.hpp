// Sockets.
//
// An address that a call reads is a const_address: a structure such as sockaddr_in, or a pointer and a length. One that
// a call writes is a structure of the family that you expect, or a pointer to room and to its size, which the call
// replaces with the size of the whole address, even where it had to cut it. Before a structure is written its family is
// set to unspec, which is what is left where the kernel has no address to give.
#pragma once
#include <kcall/call/call.hpp>
#include <kcall/types/socket.hpp>

namespace kcall::inline KCALL_ABI_TAG {

namespace detail {

/// Numbers of socketcall(2): the only door to sockets on ia32 before Linux 4.3.
enum class socketcall_op : int {
  socket = 1,
  bind = 2,
  connect = 3,
  listen = 4,
  getsockname = 6,
  getpeername = 7,
  socketpair = 8,
  sendto = 11,
  recvfrom = 12,
  shutdown = 13,
  setsockopt = 14,
  getsockopt = 15,
  sendmsg = 16,
  recvmsg = 17,
  accept4 = 18,
  recvmmsg = 19,
  sendmmsg = 20,
};

template <gate_like G>
KCALL_COLD long socketcall(socketcall_op op, long a, long b, long c, long d, long e, long f) {
  if constexpr (!native_layout<G>) {
    // The gate cannot see inside the array, so that it is here that nothing may be cut off.
    const auto fits = [](long word) {
      return word == static_cast<int32_t>(word) || word == static_cast<long>(static_cast<uint32_t>(word));
    };
    if (!(fits(a) && fits(b) && fits(c) && fits(d) && fits(e) && fits(f))) return -static_cast<long>(errc::efault);
  }
  const uint32_t words[6] = {static_cast<uint32_t>(a), static_cast<uint32_t>(b), static_cast<uint32_t>(c),
                             static_cast<uint32_t>(d), static_cast<uint32_t>(e), static_cast<uint32_t>(f)};
  return enter<long, G>(nr<G>::socketcall, op, words).word();
}

template <class T, gate_like G, class... A>
KCALL_INLINE result<T> enter_socket(nr<G> number, [[maybe_unused]] socketcall_op op, A... arguments) {
  const auto answer = enter<T, G>(number, arguments...);
  if constexpr (may_lack<0x040300> && requires { nr<G>::socketcall; }) {
    if (answer == errc::enosys) [[unlikely]] {
      const auto padded = [op](long a, long b, long c = 0, long d = 0, long e = 0, long f = 0) {
        return socketcall<G>(op, a, b, c, d, e, f);
      };
      return result<T>::from_word(padded(to_word(arguments)...));
    }
  }
  return answer;
}

/// Nothing that a caller could take for an address is in it until the kernel writes one.
template <socket_address A>
KCALL_INLINE void clear_address(A& address) {
  *family_of(&address) = {};
  if constexpr (requires { address.sun_path[0] = '\0'; }) address.sun_path[0] = '\0';
}

}  // namespace detail

/// socket(2): a new socket, to be closed. eafnosupport, eprotonosupport, esocktnosupport: not in this kernel or not
/// together; einval: unknown flags; emfile, enfile, enobufs, enomem; eacces. On ia32 all calls on sockets fall back to
/// socketcall before 4.3.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> socket(address_family family, sock_flags type, protocol proto = protocol::ip) {
  return detail::enter_socket<fd, G>(nr<G>::socket, detail::socketcall_op::socket, family, type, proto);
}

/// socketpair(2): makes two connected sockets and writes them to `pair`, both to be closed. eopnotsupp: the family has
/// none (unix_ has); errors as socket's. After an error `pair` may hold numbers that are no descriptors of the
/// caller's.
template <gate_like G = gate::native>
KCALL_INLINE result<void> socketpair(address_family family, sock_flags type, protocol proto, socket_pair& pair) {
  return detail::enter_socket<void, G>(nr<G>::socketpair, detail::socketcall_op::socketpair, family, type, proto,
                                       &pair);
}
/// socketpair(2): two connected sockets, both to be closed. Errors as above.
template <gate_like G = gate::native>
KCALL_INLINE result<socket_pair> socketpair(address_family family, sock_flags type, protocol proto = protocol::ip) {
  auto pair = result<socket_pair>::unwritten();
  pair.settle(socketpair<G>(family, type, proto, *pair.place()).word());
  return pair;
}

/// bind(2): gives a socket its address. eaddrinuse, eaddrnotavail, eacces: a port below 1024; einval: it has one, or
/// the length is wrong; eafnosupport: of another family; enotsock, ebadf, efault; for unix_ also what open says of a
/// path.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bind(fd socket, const_address address) {
  return detail::enter_socket<void, G>(nr<G>::bind, detail::socketcall_op::bind, socket, address.data(),
                                       address.size());
}
/// bind(2), by pointer and length in bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<void> bind(fd socket, const void* address, uint32_t length) {
  return bind<G>(socket, const_address(address, length));
}

/// connect(2): connects a socket, or says where a datagram socket sends. econnrefused, etimedout, enetunreach,
/// ehostunreach; einprogress: nonblocking, wait with poll for out and then read so::error; eintr: goes on by itself,
/// wait as for einprogress; ealready, eisconn, eafnosupport, eagain, eprototype, enotsock, ebadf, efault; enoent,
/// eacces.
template <gate_like G = gate::native>
KCALL_INLINE result<void> connect(fd socket, const_address address) {
  return detail::enter_socket<void, G>(nr<G>::connect, detail::socketcall_op::connect, socket, address.data(),
                                       address.size());
}
/// connect(2), by pointer and length in bytes.
template <gate_like G = gate::native>
KCALL_INLINE result<void> connect(fd socket, const void* address, uint32_t length) {
  return connect<G>(socket, const_address(address, length));
}

/// listen(2): makes a socket accept connections, of which `backlog` may be waiting. eaddrinuse; eopnotsupp: not a kind
/// that listens; enotsock, ebadf.
template <gate_like G = gate::native>
KCALL_INLINE result<void> listen(fd socket, int backlog = somaxconn) {
  return detail::enter_socket<void, G>(nr<G>::listen, detail::socketcall_op::listen, socket, backlog);
}

/// accept4(2): the next connection as a new socket, to be closed; flags: nonblock, cloexec. Writes the peer's address
/// to `address`, of at most `*length` bytes, and the whole address' length to `*length`; both may be null. eagain:
/// nonblocking and none there; econnaborted, eintr, einval: not listening; emfile, enfile, enobufs, enomem, eopnotsupp,
/// eperm, enotsock, ebadf, efault; also errors that lay on the connection, which are no reason to stop. Since 2.6.28.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> accept4(fd socket, void* address, uint32_t* length, sock_flags flags) {
  return detail::enter_socket<fd, G>(nr<G>::accept4, detail::socketcall_op::accept4, socket, address, length, flags);
}
/// accept4(2), without the peer's address.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> accept4(fd socket, sock_flags flags) {
  return accept4<G>(socket, nullptr, nullptr, flags);
}
/// accept4(2), with the peer's address in a structure.
template <gate_like G = gate::native, socket_address A>
KCALL_INLINE result<fd> accept4(fd socket, A& address, sock_flags flags) {
  detail::clear_address(address);
  uint32_t length = sizeof(A);
  return accept4<G>(socket, &address, &length, flags);
}
/// accept(2): accept4 without flags, which ia32 has no number for.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> accept(fd socket, void* address, uint32_t* length) {
  if constexpr (requires { nr<G>::accept; }) {
    return enter<fd, G>(nr<G>::accept, socket, address, length);
  } else {
    return accept4<G>(socket, address, length, sock_flags{});
  }
}
/// accept(2), without the peer's address.
template <gate_like G = gate::native>
KCALL_INLINE result<fd> accept(fd socket) {
  return accept<G>(socket, nullptr, nullptr);
}
/// accept(2), with the peer's address in a structure.
template <gate_like G = gate::native, socket_address A>
KCALL_INLINE result<fd> accept(fd socket, A& address) {
  detail::clear_address(address);
  uint32_t length = sizeof(A);
  return accept<G>(socket, &address, &length);
}

/// getsockname(2): writes a socket's own address to `address`, of at most `*length` bytes, and the whole address'
/// length to `*length`. enotsock, ebadf, efault; einval: negative length; enobufs.
template <gate_like G = gate::native>
KCALL_INLINE result<void> getsockname(fd socket, void* address, uint32_t* length) {
  return detail::enter_socket<void, G>(nr<G>::getsockname, detail::socketcall_op::getsockname, socket, address, length);
}
/// getsockname(2), into a structure.
template <gate_like G = gate::native, socket_address A>
KCALL_INLINE result<void> getsockname(fd socket, A& address) {
  detail::clear_address(address);
  uint32_t length = sizeof(A);
  return getsockname<G>(socket, &address, &length);
}
/// getsockname(2): a socket's own address, of any family, with its length.
template <gate_like G = gate::native>
KCALL_INLINE result<sized_address<sockaddr_storage>> getsockname(fd socket) {
  auto name = result<sized_address<sockaddr_storage>>::unwritten();
  auto* const place = name.place();
  place->length = sizeof(place->address);
  name.settle(getsockname<G>(socket, &place->address, &place->length).word());
  return name;
}

/// getpeername(2): writes the address of who a socket is connected to; otherwise as getsockname. enotconn: to nobody.
template <gate_like G = gate::native>
KCALL_INLINE result<void> getpeername(fd socket, void* address, uint32_t* length) {
  return detail::enter_socket<void, G>(nr<G>::getpeername, detail::socketcall_op::getpeername, socket, address, length);
}
/// getpeername(2), into a structure.
template <gate_like G = gate::native, socket_address A>
KCALL_INLINE result<void> getpeername(fd socket, A& address) {
  detail::clear_address(address);
  uint32_t length = sizeof(A);
  return getpeername<G>(socket, &address, &length);
}
/// getpeername(2): the address of who a socket is connected to, of any family, with its length.
template <gate_like G = gate::native>
KCALL_INLINE result<sized_address<sockaddr_storage>> getpeername(fd socket) {
  auto name = result<sized_address<sockaddr_storage>>::unwritten();
  auto* const place = name.place();
  place->length = sizeof(place->address);
  name.settle(getpeername<G>(socket, &place->address, &place->length).word());
  return name;
}

/// sendto(2): sends `size` bytes from `data` to an address; returns how many it sent, which may be fewer on a stream.
/// eagain, eintr; epipe: the other end is closed (with SIGPIPE unless msg_flags::nosignal); econnreset, econnrefused:
/// an earlier datagram was; emsgsize: too long for one datagram; eisconn, edestaddrreq, eafnosupport, einval, enobufs,
/// enomem, eopnotsupp, eacces, enetunreach, enotsock, ebadf, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> sendto(fd socket, const void* data, size_t size, msg_flags flags, const_address to) {
  return detail::enter_socket<size_t, G>(nr<G>::sendto, detail::socketcall_op::sendto, socket, data, size, flags,
                                         to.data(), to.size());
}
/// sendto(2), to an address of `length` bytes; nullptr and 0: to who the socket is connected to.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> sendto(fd socket, const void* data, size_t size, msg_flags flags, const void* address,
                                   uint32_t length) {
  return sendto<G>(socket, data, size, flags, const_address(address, length));
}
/// sendto(2), from a buffer.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> sendto(fd socket, const_buffer from, msg_flags flags, const_address to) {
  return sendto<G>(socket, from.data(), from.size(), flags, to);
}
/// send(2): sends `size` bytes from `data` to who the socket is connected to; otherwise as sendto. enotconn: to nobody.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> send(fd socket, const void* data, size_t size, msg_flags flags = {}) {
  return sendto<G>(socket, data, size, flags, const_address(nullptr, 0));
}
/// send(2), from a buffer.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> send(fd socket, const_buffer from, msg_flags flags = {}) {
  return send<G>(socket, from.data(), from.size(), flags);
}

/// recvfrom(2): receives up to `size` bytes into `data`; returns how many: 0 at the end of a stream, the whole
/// datagram's length with msg_flags::trunc. Writes the sender's address to `address`, of at most `*length` bytes, and
/// the whole address' length to `*length` (0: none, as on a connected stream); both may be null. eagain, eintr,
/// econnrefused, econnreset, enotconn, enomem, einval, enotsock, ebadf, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> recvfrom(fd socket, void* data, size_t size, msg_flags flags, void* address,
                                     uint32_t* length) {
  return detail::enter_socket<size_t, G>(nr<G>::recvfrom, detail::socketcall_op::recvfrom, socket, data, size, flags,
                                         address, length);
}
/// recvfrom(2), with the sender's address in a structure.
template <gate_like G = gate::native, socket_address A>
KCALL_INLINE result<size_t> recvfrom(fd socket, void* data, size_t size, msg_flags flags, A& address) {
  detail::clear_address(address);
  uint32_t length = sizeof(A);
  return recvfrom<G>(socket, data, size, flags, &address, &length);
}
/// recvfrom(2), into a buffer, with the sender's address in a structure.
template <gate_like G = gate::native, socket_address A>
KCALL_INLINE result<size_t> recvfrom(fd socket, mutable_buffer to, msg_flags flags, A& address) {
  return recvfrom<G>(socket, to.data(), to.size(), flags, address);
}
/// recv(2): recvfrom without the sender's address.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> recv(fd socket, void* data, size_t size, msg_flags flags = {}) {
  return recvfrom<G>(socket, data, size, flags, nullptr, nullptr);
}
/// recv(2), into a buffer.
template <gate_like G = gate::native>
KCALL_INLINE result<size_t> recv(fd socket, mutable_buffer to, msg_flags flags = {}) {
  return recv<G>(socket, to.data(), to.size(), flags);
}

/// shutdown(2): ends receiving, sending or both on a connection. enotconn, enotsock, ebadf, einval.
template <gate_like G = gate::native>
KCALL_INLINE result<void> shutdown(fd socket, shutdown_how how) {
  return detail::enter_socket<void, G>(nr<G>::shutdown, detail::socketcall_op::shutdown, socket, how);
}

/// setsockopt(2): sets an option of any level from `size` bytes. enoprotoopt: no such option; einval: wrong size or
/// value; edom, eacces, eperm, enomem, enotsock, ebadf, efault. What the bytes mean is for the ABI of the gate to say.
template <gate_like G = gate::native>
KCALL_INLINE result<void> setsockopt(fd socket, sockopt_level level, int option, const void* value, uint32_t size) {
  return detail::enter_socket<void, G>(nr<G>::setsockopt, detail::socketcall_op::setsockopt, socket, level, option,
                                       value, size);
}
/// setsockopt(2): sets an option of sockopt_level::socket, most of which are an int.
template <gate_like G = gate::native, class T = int>
KCALL_INLINE result<void> setsockopt(fd socket, so option, const T& value) {
  detail::check_element<T>();
  return setsockopt<G>(socket, sockopt_level::socket, static_cast<int>(option), &value, sizeof(T));
}

/// getsockopt(2): writes an option of any level to `value`, at most `*size` bytes, and how many to `*size`.
/// enoprotoopt: no such option; einval, enotsock, ebadf, efault.
template <gate_like G = gate::native>
KCALL_INLINE result<void> getsockopt(fd socket, sockopt_level level, int option, void* value, uint32_t* size) {
  return detail::enter_socket<void, G>(nr<G>::getsockopt, detail::socketcall_op::getsockopt, socket, level, option,
                                       value, size);
}
/// getsockopt(2): writes an option of sockopt_level::socket to `value`, which is overwritten with zeros where the
/// option is shorter. so::error is an errc, or 0.
template <gate_like G = gate::native, class T = int>
KCALL_INLINE result<void> getsockopt(fd socket, so option, T& value) {
  detail::check_element<T>();
  value = T{};
  uint32_t size = sizeof(T);
  return getsockopt<G>(socket, sockopt_level::socket, static_cast<int>(option), &value, &size);
}

}  // namespace kcall::inline KCALL_ABI_TAG
