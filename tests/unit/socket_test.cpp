// Sockets on the loopback and in the file system, with glibc at the other end.
#include "fresh_directory.hpp"
#include "old_kernel.hpp"
#include "support.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <string>

#include <kcall/call/socket.hpp>

namespace {

using kcall::address_family;
using kcall::errc;
using kcall::fd;
using kcall::in_addr_any;
using kcall::in_addr_loopback;
using kcall::msg_flags;
using kcall::shutdown_how;
using kcall::so;
using kcall::sock_flags;
using kcall::sockopt_level;
using kcall::unique_fd;
using kcall::unix_abstract;
using kcall::unix_path;
using net = kcall::protocol;

using libc_in = struct ::sockaddr_in;
using libc_in6 = struct ::sockaddr_in6;
using libc_un = struct ::sockaddr_un;
using libc_any = struct ::sockaddr;

static_assert(sizeof(kcall::sockaddr_in) == sizeof(libc_in) && alignof(kcall::sockaddr_in) == alignof(libc_in));
static_assert(offsetof(kcall::sockaddr_in, sin_port) == offsetof(libc_in, sin_port));
static_assert(offsetof(kcall::sockaddr_in, sin_addr) == offsetof(libc_in, sin_addr));
static_assert(sizeof(kcall::sockaddr_in6) == sizeof(libc_in6) && alignof(kcall::sockaddr_in6) == alignof(libc_in6));
static_assert(offsetof(kcall::sockaddr_in6, sin6_port) == offsetof(libc_in6, sin6_port));
static_assert(offsetof(kcall::sockaddr_in6, sin6_flowinfo) == offsetof(libc_in6, sin6_flowinfo));
static_assert(offsetof(kcall::sockaddr_in6, sin6_addr) == offsetof(libc_in6, sin6_addr));
static_assert(offsetof(kcall::sockaddr_in6, sin6_scope_id) == offsetof(libc_in6, sin6_scope_id));
static_assert(sizeof(kcall::sockaddr_un) == sizeof(libc_un));
static_assert(offsetof(kcall::sockaddr_un, sun_path) == offsetof(libc_un, sun_path));
static_assert(sizeof(kcall::sockaddr_storage) == sizeof(struct ::sockaddr_storage));

#define SAME(ours, theirs) static_assert(static_cast<long>(ours) == static_cast<long>(theirs))
SAME(address_family::unix_, AF_UNIX);
SAME(address_family::inet, AF_INET);
SAME(address_family::inet6, AF_INET6);
SAME(address_family::netlink, AF_NETLINK);
SAME(address_family::packet, AF_PACKET);
SAME(address_family::can, AF_CAN);
SAME(address_family::bluetooth, AF_BLUETOOTH);
SAME(address_family::alg, AF_ALG);
SAME(address_family::vsock, AF_VSOCK);
SAME(address_family::xdp, AF_XDP);
SAME(address_family::decnet, AF_DECnet);
SAME(address_family::wanpipe, AF_WANPIPE);
SAME(address_family::mctp, AF_MCTP);
SAME(sock_flags::stream, SOCK_STREAM);
SAME(sock_flags::dgram, SOCK_DGRAM);
SAME(sock_flags::raw, SOCK_RAW);
SAME(sock_flags::rdm, SOCK_RDM);
SAME(sock_flags::seqpacket, SOCK_SEQPACKET);
SAME(sock_flags::dccp, SOCK_DCCP);
SAME(sock_flags::packet, SOCK_PACKET);
SAME(sock_flags::nonblock, SOCK_NONBLOCK);
SAME(sock_flags::cloexec, SOCK_CLOEXEC);
SAME(net::icmp, IPPROTO_ICMP);
SAME(net::tcp, IPPROTO_TCP);
SAME(net::udp, IPPROTO_UDP);
SAME(net::ipv6, IPPROTO_IPV6);
SAME(net::icmpv6, IPPROTO_ICMPV6);
SAME(net::sctp, IPPROTO_SCTP);
SAME(net::mptcp, IPPROTO_MPTCP);
SAME(net::raw, IPPROTO_RAW);
SAME(net::ethernet, IPPROTO_ETHERNET);
SAME(msg_flags::oob, MSG_OOB);
SAME(msg_flags::peek, MSG_PEEK);
SAME(msg_flags::dontroute, MSG_DONTROUTE);
SAME(msg_flags::ctrunc, MSG_CTRUNC);
SAME(msg_flags::trunc, MSG_TRUNC);
SAME(msg_flags::dontwait, MSG_DONTWAIT);
SAME(msg_flags::eor, MSG_EOR);
SAME(msg_flags::waitall, MSG_WAITALL);
SAME(msg_flags::confirm, MSG_CONFIRM);
SAME(msg_flags::errqueue, MSG_ERRQUEUE);
SAME(msg_flags::nosignal, MSG_NOSIGNAL);
SAME(msg_flags::more, MSG_MORE);
SAME(msg_flags::waitforone, MSG_WAITFORONE);
SAME(msg_flags::zerocopy, MSG_ZEROCOPY);
SAME(msg_flags::fastopen, MSG_FASTOPEN);
SAME(msg_flags::cmsg_cloexec, MSG_CMSG_CLOEXEC);
SAME(shutdown_how::rd, SHUT_RD);
SAME(shutdown_how::wr, SHUT_WR);
SAME(shutdown_how::rdwr, SHUT_RDWR);
SAME(kcall::somaxconn, SOMAXCONN);
SAME(sockopt_level::socket, SOL_SOCKET);
SAME(sockopt_level::packet, SOL_PACKET);
SAME(sockopt_level::netlink, SOL_NETLINK);
SAME(sockopt_level::tls, SOL_TLS);
SAME(so::reuseaddr, SO_REUSEADDR);
SAME(so::type, SO_TYPE);
SAME(so::error, SO_ERROR);
SAME(so::sndbuf, SO_SNDBUF);
SAME(so::rcvbuf, SO_RCVBUF);
SAME(so::keepalive, SO_KEEPALIVE);
SAME(so::linger, SO_LINGER);
SAME(so::reuseport, SO_REUSEPORT);
SAME(so::peercred, SO_PEERCRED);
SAME(so::acceptconn, SO_ACCEPTCONN);
SAME(so::protocol, SO_PROTOCOL);
SAME(so::domain, SO_DOMAIN);
SAME(so::zerocopy, SO_ZEROCOPY);
SAME(so::rcvtimeo_new, SO_RCVTIMEO_NEW);
SAME(so::rcvtimeo_old, SO_RCVTIMEO_OLD);
SAME(so::timestamp_new, SO_TIMESTAMP_NEW);
SAME(so::busy_poll, SO_BUSY_POLL);
SAME(so::cookie, SO_COOKIE);
SAME(so::meminfo, SO_MEMINFO);
SAME(so::buf_lock, SO_BUF_LOCK);
SAME(so::reserve_mem, SO_RESERVE_MEM);

static_assert(kcall::big_endian16(0xabcd).get() == 0xabcd && kcall::big_endian32(0x89abcdef).get() == 0x89abcdef);

libc_in libc_loopback(unsigned short network_port) {
  libc_in address{};
  address.sin_family = AF_INET;
  address.sin_port = network_port;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}
const libc_any* generic(const void* address) { return static_cast<const libc_any*>(address); }
libc_any* generic(void* address) { return static_cast<libc_any*>(address); }

/// glibc's end of something: closed in the end.
unique_fd owned(int f) {
  REQUIRE(f >= 0);
  return unique_fd(fd{f});
}
unique_fd owned(const kcall::result<fd>& made) {
  REQUIRE(made);
  return unique_fd(*made);
}

/// Loopback has no far end to wait for, but delivery is another processor's work.
void wait_readable(fd f) {
  struct ::pollfd one = {f.get(), POLLIN, 0};
  REQUIRE(::poll(&one, 1, 10'000) == 1);
}

template <class G>
unsigned short port_of(fd f) {
  kcall::sockaddr_in name;
  REQUIRE(kcall::getsockname<G>(f, name));
  CHECK(name.sin_family == address_family::inet);
  CHECK(name.sin_addr == in_addr_loopback);
  libc_in expected;
  socklen_t length = sizeof expected;
  REQUIRE(::getsockname(f.get(), generic(&expected), &length) == 0);
  CHECK(std::memcmp(&expected, &name, sizeof expected) == 0);
  CHECK(name.sin_port == ntohs(expected.sin_port));
  return expected.sin_port;
}

template <class G>
void serves_tcp() {
  const unique_fd server = owned(kcall::socket<G>(address_family::inet, sock_flags::stream | sock_flags::cloexec));
  CHECK((::fcntl(server.get().get(), F_GETFD) & FD_CLOEXEC) != 0);
  CHECK(kcall::setsockopt<G>(server, so::reuseaddr, 1));
  REQUIRE(kcall::bind<G>(server, kcall::sockaddr_in{.sin_addr = in_addr_loopback}));
  REQUIRE(kcall::listen<G>(server, 5));
  const libc_in address = libc_loopback(port_of<G>(server));

  int flag = 0;
  CHECK(kcall::getsockopt<G>(server, so::acceptconn, flag));
  CHECK(flag == 1);

  const unique_fd client = owned(::socket(AF_INET, SOCK_STREAM, 0));
  REQUIRE(::connect(client.get().get(), generic(&address), sizeof address) == 0);
  libc_in client_name;
  socklen_t length = sizeof client_name;
  REQUIRE(::getsockname(client.get().get(), generic(&client_name), &length) == 0);

  kcall::sockaddr_in from;
  const unique_fd served = owned(kcall::accept4<G>(server, from, sock_flags::nonblock | sock_flags::cloexec));
  CHECK(from.sin_family == address_family::inet);
  CHECK(from.sin_port == ntohs(client_name.sin_port));
  CHECK(std::memcmp(&from, &client_name, 8) == 0);
  CHECK((::fcntl(served.get().get(), F_GETFD) & FD_CLOEXEC) != 0);
  CHECK((::fcntl(served.get().get(), F_GETFL) & O_NONBLOCK) != 0);

  std::array<char, 64> buffer{};
  CHECK(kcall::recv<G>(served, buffer) == errc::eagain);
  REQUIRE(::send(client.get().get(), "question", 8, 0) == 8);
  wait_readable(served);
  CHECK(kcall::recv<G>(served, buffer, msg_flags::peek) == 8U);
  std::memset(buffer.data(), 0, buffer.size());
  kcall::sockaddr_in none;
  CHECK(kcall::recvfrom<G>(served, buffer, {}, none) == 8U);
  CHECK(std::string(buffer.data()) == "question");
  // A connected stream tells no addresses.
  CHECK(none.sin_family == address_family::unspec);
  CHECK(kcall::send<G>(served, "answer") == 6U);
  CHECK(::recv(client.get().get(), buffer.data(), buffer.size(), 0) == 6);
  CHECK(std::string(buffer.data(), 6) == "answer");

  kcall::sockaddr_in peer;
  REQUIRE(kcall::getpeername<G>(served, peer));
  CHECK(std::memcmp(&peer, &client_name, 8) == 0);
  const auto any_peer = kcall::getpeername<G>(served);
  REQUIRE(any_peer);
  CHECK(any_peer->length == sizeof(libc_in));
  CHECK(any_peer->address.ss_family == address_family::inet);

  // The end of the stream, and writing where nobody reads.
  REQUIRE(kcall::shutdown<G>(served, shutdown_how::wr));
  CHECK(::recv(client.get().get(), buffer.data(), buffer.size(), 0) == 0);
  CHECK(kcall::send<G>(served, "late", msg_flags::nosignal) == errc::epipe);
  REQUIRE(::shutdown(client.get().get(), SHUT_WR) == 0);
  wait_readable(served);
  CHECK(kcall::recv<G>(served, buffer) == 0U);
}

template <class G>
void asks_over_tcp() {
  const unique_fd server = owned(::socket(AF_INET, SOCK_STREAM, 0));
  libc_in address = libc_loopback(0);
  REQUIRE(::bind(server.get().get(), generic(&address), sizeof address) == 0);
  REQUIRE(::listen(server.get().get(), 5) == 0);
  socklen_t length = sizeof address;
  REQUIRE(::getsockname(server.get().get(), generic(&address), &length) == 0);

  const unique_fd client = owned(kcall::socket<G>(address_family::inet, sock_flags::stream, net::tcp));
  REQUIRE(
      kcall::connect<G>(client, kcall::sockaddr_in{.sin_port = ntohs(address.sin_port), .sin_addr = in_addr_loopback}));
  CHECK(kcall::connect<G>(client, &address, sizeof address) == errc::eisconn);
  const unique_fd served = owned(::accept(server.get().get(), nullptr, nullptr));
  const std::string question = "a longer question";
  CHECK(kcall::send<G>(client, question) == question.size());
  std::array<char, 64> buffer{};
  CHECK(::recv(served.get().get(), buffer.data(), buffer.size(), 0) == static_cast<ssize_t>(question.size()));
  CHECK(question == buffer.data());
  REQUIRE(::send(served.get().get(), "answer", 6, 0) == 6);
  CHECK(kcall::recvfrom<G>(client, buffer.data(), 6, msg_flags::waitall, nullptr, nullptr) == 6U);
  CHECK(std::string(buffer.data(), 6) == "answer");

  int nodelay = 0;
  socklen_t size = sizeof nodelay;
  const int on = 1;
  CHECK(kcall::setsockopt<G>(client, sockopt_level::tcp, TCP_NODELAY, &on, sizeof on));
  REQUIRE(::getsockopt(client.get().get(), IPPROTO_TCP, TCP_NODELAY, &nodelay, &size) == 0);
  CHECK(nodelay == 1);
  kcall::uint32_t our_size = sizeof nodelay;
  nodelay = 0;
  CHECK(kcall::getsockopt<G>(client, sockopt_level::tcp, TCP_NODELAY, &nodelay, &our_size));
  CHECK(nodelay == 1);
  CHECK(our_size == 4);
}

template <class G>
void exchanges_datagrams() {
  const unique_fd ours = owned(kcall::socket<G>(address_family::inet, sock_flags::dgram, net::udp));
  REQUIRE(kcall::bind<G>(ours, kcall::sockaddr_in{.sin_addr = {{127, 0, 0, 1}}}));
  const libc_in our_address = libc_loopback(port_of<G>(ours));
  const unique_fd theirs = owned(::socket(AF_INET, SOCK_DGRAM, 0));
  libc_in their_address = libc_loopback(0);
  REQUIRE(::bind(theirs.get().get(), generic(&their_address), sizeof their_address) == 0);
  socklen_t length = sizeof their_address;
  REQUIRE(::getsockname(theirs.get().get(), generic(&their_address), &length) == 0);

  REQUIRE(::sendto(theirs.get().get(), "ping", 4, 0, generic(&our_address), sizeof our_address) == 4);
  std::array<char, 16> buffer{};
  kcall::sockaddr_in from;
  CHECK(kcall::recvfrom<G>(ours, buffer, {}, from) == 4U);
  CHECK(std::string(buffer.data()) == "ping");
  CHECK(from.sin_port == ntohs(their_address.sin_port));
  CHECK(from.sin_addr == in_addr_loopback);
  CHECK(std::memcmp(&from, &their_address, 8) == 0);

  CHECK(kcall::sendto<G>(ours, "pong", {}, from) == 4U);
  CHECK(kcall::sendto<G>(ours, "pong!", 5, msg_flags::dontwait, {&their_address, sizeof their_address}) == 5U);
  CHECK(kcall::sendto<G>(ours, "pong?", 5, {}, &their_address, sizeof their_address) == 5U);
  CHECK(::recv(theirs.get().get(), buffer.data(), buffer.size(), 0) == 4);
  CHECK(::recv(theirs.get().get(), buffer.data(), buffer.size(), 0) == 5);
  CHECK(std::string(buffer.data(), 5) == "pong!");
  CHECK(::recv(theirs.get().get(), buffer.data(), buffer.size(), 0) == 5);
  CHECK(std::string(buffer.data(), 5) == "pong?");

  // An empty datagram is one; a long one is cut, and trunc tells its length.
  REQUIRE(::sendto(theirs.get().get(), "", 0, 0, generic(&our_address), sizeof our_address) == 0);
  CHECK(kcall::recv<G>(ours, buffer) == 0U);
  const std::string longer(100, 'x');
  REQUIRE(::sendto(theirs.get().get(), longer.data(), 100, 0, generic(&our_address), sizeof our_address) == 100);
  CHECK(kcall::recv<G>(ours, buffer, msg_flags::trunc) == 100U);
  CHECK(kcall::recv<G>(ours, buffer, msg_flags::dontwait) == errc::eagain);
  static const std::array<char, 70'000> too_long{};
  CHECK(kcall::sendto<G>(ours, too_long, {}, from) == errc::emsgsize);

  // Room for less than the address: cut, with the whole length.
  REQUIRE(::sendto(theirs.get().get(), "ping", 4, 0, generic(&our_address), sizeof our_address) == 4);
  std::array<unsigned char, 16> part;
  part.fill(0xee);
  kcall::uint32_t part_length = 4;
  CHECK(kcall::recvfrom<G>(ours, buffer.data(), buffer.size(), {}, part.data(), &part_length) == 4U);
  CHECK(part_length == sizeof(libc_in));
  CHECK(std::memcmp(part.data(), &their_address, 4) == 0);
  CHECK(part[4] == 0xee);

  // connect says where to.
  CHECK(kcall::send<G>(ours, "x") == errc::edestaddrreq);
  REQUIRE(kcall::connect<G>(ours, from));
  CHECK(kcall::send<G>(ours, "connected") == 9U);
  CHECK(::recv(theirs.get().get(), buffer.data(), buffer.size(), 0) == 9);
}

template <class G>
void speaks_ipv6() {
  const auto made = kcall::socket<G>(address_family::inet6, sock_flags::stream);
  if (made == errc::eafnosupport) {
    MESSAGE("skipped: no IPv6 here");
    return;
  }
  const unique_fd server = owned(made);
  const auto bound = kcall::bind<G>(server, kcall::sockaddr_in6{.sin6_addr = kcall::in6_addr_loopback});
  if (bound == errc::eaddrnotavail) {
    MESSAGE("skipped: no IPv6 loopback here");
    return;
  }
  REQUIRE(bound);
  REQUIRE(kcall::listen<G>(server));
  kcall::sockaddr_in6 name;
  REQUIRE(kcall::getsockname<G>(server, name));
  CHECK(name.sin6_addr == kcall::in6_addr_loopback);
  libc_in6 theirs{};
  theirs.sin6_family = AF_INET6;
  theirs.sin6_port = htons(name.sin6_port);
  theirs.sin6_addr = IN6ADDR_LOOPBACK_INIT;
  CHECK(std::memcmp(&theirs, &name, sizeof theirs) == 0);
  const unique_fd client = owned(::socket(AF_INET6, SOCK_STREAM, 0));
  REQUIRE(::connect(client.get().get(), generic(&theirs), sizeof theirs) == 0);
  kcall::sockaddr_in6 from;
  const unique_fd served = owned(kcall::accept<G>(server, from));
  CHECK(from.sin6_family == address_family::inet6);
  CHECK(from.sin6_addr == kcall::in6_addr_loopback);
}

template <class G>
void speaks_unix(const test::fresh_directory& directory) {
  const std::string file = directory("socket");
  ::unlink(file.c_str());
  const unique_fd server = owned(kcall::socket<G>(address_family::unix_, sock_flags::stream));
  const auto name = unix_path(file);
  REQUIRE(name);
  REQUIRE(kcall::bind<G>(server, *name));
  REQUIRE(kcall::listen<G>(server));
  const unique_fd client = owned(::socket(AF_UNIX, SOCK_STREAM, 0));
  libc_un address{};
  address.sun_family = AF_UNIX;
  REQUIRE(file.size() < sizeof address.sun_path);
  std::strcpy(address.sun_path, file.c_str());
  REQUIRE(::connect(client.get().get(), generic(&address), sizeof address) == 0);
  kcall::sockaddr_un from;
  const unique_fd served = owned(kcall::accept<G>(server, from));
  // A client without a name.
  CHECK(from.sun_family == address_family::unix_);
  CHECK(from.sun_path[0] == '\0');
  CHECK(kcall::send<G>(served, "hello") == 5U);
  char text[8] = {};
  CHECK(::recv(client.get().get(), text, sizeof text, 0) == 5);
  CHECK(std::string(text) == "hello");

  kcall::sockaddr_un own;
  kcall::uint32_t length = sizeof own;
  REQUIRE(kcall::getsockname<G>(server, &own, &length));
  CHECK(own.sun_path == file);
  CHECK(length == sizeof(kcall::family16) + file.size() + 1);
  const auto any = kcall::getsockname<G>(server);
  REQUIRE(any);
  CHECK(any->length == length);
  CHECK(std::memcmp(&any->address, &own, length) == 0);

  // As it was given, so it can be given back.
  const unique_fd again = owned(kcall::socket<G>(address_family::unix_, sock_flags::stream));
  CHECK(kcall::connect<G>(again, *any));
  const unique_fd taken = owned(kcall::socket<G>(address_family::unix_, sock_flags::stream));
  CHECK(kcall::bind<G>(taken, *name) == errc::eaddrinuse);
  const auto missing = unix_path(directory("missing"));
  REQUIRE(missing);
  CHECK(kcall::connect<G>(taken, *missing) == errc::enoent);
}

template <class G>
void speaks_abstract_unix() {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "kcall-test-%d", ::getpid());
  const std::string id = text.data();
  const auto name = unix_abstract(id);
  REQUIRE(name);
  const unique_fd server = owned(kcall::socket<G>(address_family::unix_, sock_flags::dgram));
  REQUIRE(kcall::bind<G>(server, *name));
  libc_un expected{};
  socklen_t length = sizeof expected;
  REQUIRE(::getsockname(server.get().get(), generic(&expected), &length) == 0);
  CHECK(length == offsetof(libc_un, sun_path) + 1 + id.size());
  CHECK(std::memcmp(expected.sun_path + 1, id.data(), id.size()) == 0);
  const unique_fd client = owned(::socket(AF_UNIX, SOCK_DGRAM, 0));
  CHECK(::sendto(client.get().get(), "x", 1, 0, generic(&expected), length) == 1);
  char byte = 0;
  CHECK(kcall::recv<G>(server, &byte, 1) == 1U);
  CHECK(byte == 'x');
  const unique_fd other = owned(kcall::socket<G>(address_family::unix_, sock_flags::dgram));
  CHECK(kcall::sendto<G>(other, "yz", {}, *name) == 2U);
  CHECK(kcall::recv<G>(server, &byte, 1, msg_flags::trunc) == 2U);
}

template <class G>
void makes_pairs() {
  const auto pair = kcall::socketpair<G>(address_family::unix_, sock_flags::seqpacket | sock_flags::nonblock);
  REQUIRE(pair);
  const unique_fd first(pair->first);
  const unique_fd second(pair->second);
  CHECK(first.get() != second.get());
  CHECK((::fcntl(first.get().get(), F_GETFL) & O_NONBLOCK) != 0);
  CHECK(::send(first.get().get(), "abc", 3, 0) == 3);
  char text[8] = {};
  CHECK(kcall::recv<G>(second, text) == 3U);
  CHECK(std::string(text) == "abc");
  int type = 0;
  CHECK(kcall::getsockopt<G>(second, so::type, type));
  CHECK(type == SOCK_SEQPACKET);
  CHECK(kcall::socketpair<G>(address_family::inet, sock_flags::stream, net::tcp) == errc::eopnotsupp);
}

template <class G>
void reports_errors() {
  CHECK(kcall::socket<G>(static_cast<address_family>(99), sock_flags::stream) == errc::eafnosupport);
  CHECK(kcall::socket<G>(address_family::inet, sock_flags::stream, net::udp) == errc::eprotonosupport);
  const unique_fd lax(fd{::socket(AF_INET, 0x100 | SOCK_STREAM, 0)});
  if (lax) {
    MESSAGE("skipped: unknown socket flags pass (qemu-user)");
  } else {
    CHECK(kcall::socket<G>(address_family::inet, static_cast<sock_flags>(0x100) | sock_flags::stream) == errc::einval);
  }
  CHECK(kcall::listen<G>(fd{9999}) == errc::ebadf);

  // Not a socket.
  const unique_fd null = owned(::open("/dev/null", O_RDWR | O_CLOEXEC));
  char byte = 0;
  int value = 0;
  kcall::sockaddr_in address;
  CHECK(kcall::bind<G>(null, address) == errc::enotsock);
  CHECK(kcall::connect<G>(null, address) == errc::enotsock);
  CHECK(kcall::listen<G>(null) == errc::enotsock);
  CHECK(kcall::accept<G>(null) == errc::enotsock);
  CHECK(kcall::accept4<G>(null, {}) == errc::enotsock);
  CHECK(kcall::getsockname<G>(null, address) == errc::enotsock);
  CHECK(kcall::getpeername<G>(null) == errc::enotsock);
  CHECK(kcall::send<G>(null, &byte, 1) == errc::enotsock);
  CHECK(kcall::recv<G>(null, &byte, 1) == errc::enotsock);
  CHECK(kcall::shutdown<G>(null, shutdown_how::rdwr) == errc::enotsock);
  CHECK(kcall::setsockopt<G>(null, so::reuseaddr, 1) == errc::enotsock);
  CHECK(kcall::getsockopt<G>(null, so::type, value) == errc::enotsock);

  // A port that is taken, and then one that nobody listens on.
  kcall::sockaddr_in name{.sin_addr = in_addr_loopback};
  {
    const unique_fd server = owned(kcall::socket<G>(address_family::inet, sock_flags::stream));
    REQUIRE(kcall::bind<G>(server, name));
    REQUIRE(kcall::getsockname<G>(server, name));
    const unique_fd second = owned(kcall::socket<G>(address_family::inet, sock_flags::stream));
    CHECK(kcall::bind<G>(second, name) == errc::eaddrinuse);
    CHECK(kcall::connect<G>(second, name) == errc::econnrefused);
    CHECK(kcall::accept<G>(second) == errc::einval);
    CHECK(kcall::getpeername<G>(second, address) == errc::enotconn);
    CHECK(kcall::shutdown<G>(second, shutdown_how::rd) == errc::enotconn);
    CHECK(kcall::shutdown<G>(second, static_cast<shutdown_how>(9)) == errc::einval);
  }
  const unique_fd socket = owned(kcall::socket<G>(address_family::inet, sock_flags::stream | sock_flags::nonblock));
  CHECK(kcall::connect<G>(socket, kcall::sockaddr_in6{.sin6_port = 9, .sin6_addr = kcall::in6_addr_loopback}) ==
        errc::eafnosupport);
  // 192.0.2.1 is nobody's address (RFC 5737).
  CHECK(kcall::bind<G>(socket, kcall::sockaddr_in{.sin_addr = {{192, 0, 2, 1}}}) == errc::eaddrnotavail);
  CHECK(kcall::bind<G>(socket, &name, 3) == errc::einval);
  CHECK(kcall::bind<G>(socket, kcall::from_word<const void*>(8), 16) == errc::efault);
  CHECK(kcall::setsockopt<G>(socket, static_cast<so>(9999), 1) == errc::enoprotoopt);
  CHECK(kcall::setsockopt<G>(socket, so::reuseaddr, static_cast<char>(1)) == errc::einval);
  CHECK(kcall::getsockopt<G>(socket, static_cast<so>(9999), value) == errc::enoprotoopt);

  const unique_fd server = owned(kcall::socket<G>(address_family::inet, sock_flags::stream | sock_flags::nonblock));
  REQUIRE(kcall::bind<G>(server, kcall::sockaddr_in{.sin_addr = in_addr_loopback}));
  REQUIRE(kcall::listen<G>(server, 1));
  CHECK(kcall::accept<G>(server, address) == errc::eagain);
  CHECK(address.sin_family == address_family::unspec);
  CHECK(kcall::accept4<G>(server, static_cast<sock_flags>(1)) == errc::einval);
}

TEST_CASE_TEMPLATE("a TCP server serves glibc", G, ALL_GATES) { serves_tcp<G>(); }
TEST_CASE_TEMPLATE("a TCP client asks glibc", G, ALL_GATES) { asks_over_tcp<G>(); }
TEST_CASE_TEMPLATE("UDP, both ways, with glibc", G, ALL_GATES) { exchanges_datagrams<G>(); }
TEST_CASE_TEMPLATE("TCP over IPv6", G, ALL_GATES) { speaks_ipv6<G>(); }
TEST_CASE_TEMPLATE("sockets in the file system", G, ALL_GATES) { speaks_unix<G>(test::fresh_directory{}); }
TEST_CASE_TEMPLATE("sockets in the abstract namespace", G, ALL_GATES) { speaks_abstract_unix<G>(); }
TEST_CASE_TEMPLATE("socketpair", G, ALL_GATES) { makes_pairs<G>(); }
TEST_CASE_TEMPLATE("errors of sockets", G, ALL_GATES) { reports_errors<G>(); }

TEST_CASE_TEMPLATE("all of it before Linux 4.3, through socketcall on ia32", G, ALL_GATES) {
  using old = test::old_kernel<G>;
  old::refused = 0;
  serves_tcp<old>();
  asks_over_tcp<old>();
  exchanges_datagrams<old>();
  speaks_ipv6<old>();
  speaks_unix<old>(test::fresh_directory{});
  speaks_abstract_unix<old>();
  makes_pairs<old>();
  reports_errors<old>();
  CHECK((old::refused > 0) == requires { G::abi::nr::socketcall; });
}

TEST_CASE("names of unix sockets: as long as they fit, never cut") {
  const auto longest = unix_path(std::string(107, 'p'));
  REQUIRE(longest);
  CHECK(longest->length == 110);
  CHECK(longest->address.sun_path[106] == 'p');
  CHECK(longest->address.sun_path[107] == '\0');
  CHECK(unix_path(std::string(108, 'p')) == errc::enametoolong);
  CHECK(unix_path("") == errc::einval);
  const auto abstract = unix_abstract(std::string(107, 'a'));
  REQUIRE(abstract);
  CHECK(abstract->length == 110);
  CHECK(abstract->address.sun_path[0] == '\0');
  CHECK(abstract->address.sun_path[107] == 'a');
  CHECK(unix_abstract(std::string(108, 'a')) == errc::enametoolong);
  CHECK(unix_abstract("") == errc::einval);
}

struct my_address {
  unsigned short family = 16;
  unsigned short padding = 0;
  unsigned port = 0;
  unsigned groups = 0;
};

TEST_CASE_TEMPLATE("an address of one's own: netlink", G, ALL_GATES) {
  const auto made = kcall::socket<G>(address_family::netlink, sock_flags::raw);
  if (!made) {
    MESSAGE("skipped: no netlink here");
    return;
  }
  const unique_fd socket = owned(made);
  REQUIRE(kcall::bind<G>(socket, my_address{}));
  my_address name;
  REQUIRE(kcall::getsockname<G>(socket, name));
  CHECK(name.family == AF_NETLINK);
  CHECK(name.port != 0);
}

#if KCALL_TARGET_X86_64
/// int $0x80 without the gate's own check, to a kernel that has only socketcall.
struct unchecked {
  using abi = kcall::abi::ia32;
  static inline bool entered = false;
  static long enter(long number, long = 0, long = 0, long = 0, long = 0, long = 0, long = 0) {
    if (test::is_new_on_ia32(static_cast<abi::nr>(number))) return -38;
    entered = true;
    return 0;
  }
};

TEST_CASE("socketcall from 64-bit code cuts nothing off") {
  const long high = 1L << 40;
  CHECK(kcall::bind<unchecked>(fd{1}, kcall::from_word<const void*>(high), 16) == errc::efault);
  CHECK(kcall::send<unchecked>(fd{1}, "x", static_cast<size_t>(high)) == errc::efault);
  CHECK_FALSE(unchecked::entered);
  CHECK(kcall::listen<unchecked>(fd{-1}, -5));
  CHECK(unchecked::entered);
}
#endif

}  // namespace

TEST_CASE_TEMPLATE("libc's own address structures will do", G, ALL_GATES) {
  const unique_fd server = owned(kcall::socket<G>(address_family::inet, sock_flags::stream | sock_flags::cloexec));
  libc_in wanted{};
  wanted.sin_family = AF_INET;
  wanted.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(kcall::bind<G>(server, wanted));
  libc_in bound{};
  REQUIRE(kcall::getsockname<G>(server, bound));
  CHECK(bound.sin_family == AF_INET);
  CHECK(bound.sin_addr.s_addr == wanted.sin_addr.s_addr);
  CHECK(bound.sin_port != 0);
}
