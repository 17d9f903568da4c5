// Options of protocols, as glibc's getsockopt and setsockopt see them.
#include "support.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <sys/socket.h>

#include <kcall/call/socket_options.hpp>

namespace {

using kcall::errc;
using kcall::fd;

int theirs(int socket, int level, int option) {
  int value = -1;
  socklen_t size = sizeof(value);
  return ::getsockopt(socket, level, option, &value, &size) == 0 ? value : -1;
}

}  // namespace

TEST_CASE_TEMPLATE("options of TCP, IP, IPv6 and UDP", G, ALL_GATES) {
  const int stream = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(stream >= 0);
  int value = -1;
  CHECK(kcall::setsockopt<G>(fd{stream}, kcall::tcp::nodelay, 1));
  CHECK(theirs(stream, IPPROTO_TCP, TCP_NODELAY) == 1);
  CHECK(kcall::getsockopt<G>(fd{stream}, kcall::tcp::nodelay, value));
  CHECK(value == 1);
  CHECK(kcall::setsockopt<G>(fd{stream}, kcall::tcp::keepidle, 77));
  CHECK(theirs(stream, IPPROTO_TCP, TCP_KEEPIDLE) == 77);
  CHECK(kcall::setsockopt<G>(fd{stream}, kcall::ip::ttl, 42));
  CHECK(theirs(stream, IPPROTO_IP, IP_TTL) == 42);
  CHECK(kcall::setsockopt<G>(fd{stream}, kcall::ip::ttl, 256) == errc::einval);
  CHECK(kcall::setsockopt<G>(fd{stream}, static_cast<kcall::tcp>(9999), 1) == errc::enoprotoopt);
  CHECK(kcall::setsockopt<G>(fd{-1}, kcall::tcp::nodelay, 1) == errc::ebadf);
  CHECK(kcall::setsockopt<G>(fd{stream}, kcall::so::linger, kcall::linger{1, 3}));
  struct ::linger lingers = {};
  socklen_t size = sizeof(lingers);
  CHECK(::getsockopt(stream, SOL_SOCKET, SO_LINGER, &lingers, &size) == 0);
  CHECK(lingers.l_onoff == 1);
  CHECK(lingers.l_linger == 3);
  ::close(stream);

  const int datagram = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  CHECK(kcall::setsockopt<G>(fd{datagram}, kcall::udp::cork, 1));
  CHECK(theirs(datagram, IPPROTO_UDP, UDP_CORK) == 1);
  ::close(datagram);

  const int six = ::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (six < 0) {
    MESSAGE("skipped: no IPv6 here");
    return;
  }
  CHECK(kcall::setsockopt<G>(fd{six}, kcall::ipv6::v6only, 1));
  CHECK(theirs(six, IPPROTO_IPV6, IPV6_V6ONLY) == 1);
  CHECK(kcall::getsockopt<G>(fd{six}, kcall::ipv6::unicast_hops, value));
  CHECK(value == theirs(six, IPPROTO_IPV6, IPV6_UNICAST_HOPS));
  ::close(six);
}
