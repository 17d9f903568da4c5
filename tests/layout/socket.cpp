// Sockets as glibc's headers have them: families, types, flags of messages, ways to shut down, whose option it is,
// addresses.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <kcall/types/socket.hpp>

#include "same.hpp"

SAME_VALUE(kcall::address_family::unspec, AF_UNSPEC);
SAME_VALUE(kcall::address_family::unix_, AF_UNIX);
SAME_VALUE(kcall::address_family::local, AF_LOCAL);
SAME_VALUE(kcall::address_family::inet, AF_INET);
SAME_VALUE(kcall::address_family::ax25, AF_AX25);
SAME_VALUE(kcall::address_family::ipx, AF_IPX);
SAME_VALUE(kcall::address_family::appletalk, AF_APPLETALK);
SAME_VALUE(kcall::address_family::netrom, AF_NETROM);
SAME_VALUE(kcall::address_family::bridge, AF_BRIDGE);
SAME_VALUE(kcall::address_family::atmpvc, AF_ATMPVC);
SAME_VALUE(kcall::address_family::x25, AF_X25);
SAME_VALUE(kcall::address_family::inet6, AF_INET6);
SAME_VALUE(kcall::address_family::rose, AF_ROSE);
SAME_VALUE(kcall::address_family::decnet, AF_DECnet);
SAME_VALUE(kcall::address_family::netbeui, AF_NETBEUI);
SAME_VALUE(kcall::address_family::security, AF_SECURITY);
SAME_VALUE(kcall::address_family::key, AF_KEY);
SAME_VALUE(kcall::address_family::netlink, AF_NETLINK);
SAME_VALUE(kcall::address_family::route, AF_ROUTE);
SAME_VALUE(kcall::address_family::packet, AF_PACKET);
SAME_VALUE(kcall::address_family::ash, AF_ASH);
SAME_VALUE(kcall::address_family::econet, AF_ECONET);
SAME_VALUE(kcall::address_family::atmsvc, AF_ATMSVC);
SAME_VALUE(kcall::address_family::rds, AF_RDS);
SAME_VALUE(kcall::address_family::sna, AF_SNA);
SAME_VALUE(kcall::address_family::irda, AF_IRDA);
SAME_VALUE(kcall::address_family::pppox, AF_PPPOX);
SAME_VALUE(kcall::address_family::wanpipe, AF_WANPIPE);
SAME_VALUE(kcall::address_family::llc, AF_LLC);
SAME_VALUE(kcall::address_family::ib, AF_IB);
SAME_VALUE(kcall::address_family::mpls, AF_MPLS);
SAME_VALUE(kcall::address_family::can, AF_CAN);
SAME_VALUE(kcall::address_family::tipc, AF_TIPC);
SAME_VALUE(kcall::address_family::bluetooth, AF_BLUETOOTH);
SAME_VALUE(kcall::address_family::iucv, AF_IUCV);
SAME_VALUE(kcall::address_family::rxrpc, AF_RXRPC);
SAME_VALUE(kcall::address_family::isdn, AF_ISDN);
SAME_VALUE(kcall::address_family::phonet, AF_PHONET);
SAME_VALUE(kcall::address_family::ieee802154, AF_IEEE802154);
SAME_VALUE(kcall::address_family::caif, AF_CAIF);
SAME_VALUE(kcall::address_family::alg, AF_ALG);
SAME_VALUE(kcall::address_family::nfc, AF_NFC);
SAME_VALUE(kcall::address_family::vsock, AF_VSOCK);
SAME_VALUE(kcall::address_family::kcm, AF_KCM);
SAME_VALUE(kcall::address_family::qipcrtr, AF_QIPCRTR);
SAME_VALUE(kcall::address_family::smc, AF_SMC);
SAME_VALUE(kcall::address_family::xdp, AF_XDP);
SAME_VALUE(kcall::address_family::mctp, AF_MCTP);

SAME_VALUE(kcall::sock_flags::stream, SOCK_STREAM);
SAME_VALUE(kcall::sock_flags::dgram, SOCK_DGRAM);
SAME_VALUE(kcall::sock_flags::raw, SOCK_RAW);
SAME_VALUE(kcall::sock_flags::rdm, SOCK_RDM);
SAME_VALUE(kcall::sock_flags::seqpacket, SOCK_SEQPACKET);
SAME_VALUE(kcall::sock_flags::dccp, SOCK_DCCP);
SAME_VALUE(kcall::sock_flags::packet, SOCK_PACKET);
SAME_VALUE(kcall::sock_flags::nonblock, SOCK_NONBLOCK);
SAME_VALUE(kcall::sock_flags::cloexec, SOCK_CLOEXEC);

SAME_VALUE(kcall::msg_flags::oob, MSG_OOB);
SAME_VALUE(kcall::msg_flags::peek, MSG_PEEK);
SAME_VALUE(kcall::msg_flags::dontroute, MSG_DONTROUTE);
SAME_VALUE(kcall::msg_flags::ctrunc, MSG_CTRUNC);
SAME_VALUE(kcall::msg_flags::trunc, MSG_TRUNC);
SAME_VALUE(kcall::msg_flags::dontwait, MSG_DONTWAIT);
SAME_VALUE(kcall::msg_flags::eor, MSG_EOR);
SAME_VALUE(kcall::msg_flags::waitall, MSG_WAITALL);
SAME_VALUE(kcall::msg_flags::confirm, MSG_CONFIRM);
SAME_VALUE(kcall::msg_flags::errqueue, MSG_ERRQUEUE);
SAME_VALUE(kcall::msg_flags::nosignal, MSG_NOSIGNAL);
SAME_VALUE(kcall::msg_flags::more, MSG_MORE);
SAME_VALUE(kcall::msg_flags::waitforone, MSG_WAITFORONE);
SAME_VALUE(kcall::msg_flags::zerocopy, MSG_ZEROCOPY);
SAME_VALUE(kcall::msg_flags::fastopen, MSG_FASTOPEN);
SAME_VALUE(kcall::msg_flags::cmsg_cloexec, MSG_CMSG_CLOEXEC);

SAME_VALUE(kcall::shutdown_how::rd, SHUT_RD);
SAME_VALUE(kcall::shutdown_how::wr, SHUT_WR);
SAME_VALUE(kcall::shutdown_how::rdwr, SHUT_RDWR);

SAME_VALUE(kcall::sockopt_level::ip, SOL_IP);
SAME_VALUE(kcall::sockopt_level::socket, SOL_SOCKET);
SAME_VALUE(kcall::sockopt_level::tcp, SOL_TCP);
SAME_VALUE(kcall::sockopt_level::ipv6, SOL_IPV6);
SAME_VALUE(kcall::sockopt_level::raw, SOL_RAW);
SAME_VALUE(kcall::sockopt_level::packet, SOL_PACKET);
SAME_VALUE(kcall::sockopt_level::netlink, SOL_NETLINK);
SAME_VALUE(kcall::sockopt_level::tls, SOL_TLS);
#ifdef SOL_VSOCK
SAME_VALUE(kcall::sockopt_level::vsock, SOL_VSOCK);
#endif

SAME_VALUE(kcall::somaxconn, SOMAXCONN);

SAME_SIZE(kcall::family16, ::sa_family_t);
SAME_SIZE(kcall::big_endian16, ::in_port_t);
SAME_SIZE(kcall::big_endian32, ::in_addr_t);
SAME_SIZE(kcall::in_addr, ::in_addr);
SAME_FIELD(kcall::in_addr, octets, ::in_addr, s_addr);
static_assert(__builtin_bswap32(__builtin_bit_cast(in_addr_t, kcall::in_addr_loopback)) == INADDR_LOOPBACK);
static_assert(__builtin_bit_cast(in_addr_t, kcall::in_addr_any) == INADDR_ANY);
SAME_SIZE(kcall::in6_addr, ::in6_addr);
SAME_FIELD(kcall::in6_addr, octets, ::in6_addr, s6_addr);
SAME_SIZE(kcall::sockaddr_in, ::sockaddr_in);
SAME_FIELD(kcall::sockaddr_in, sin_family, ::sockaddr_in, sin_family);
SAME_FIELD(kcall::sockaddr_in, sin_port, ::sockaddr_in, sin_port);
SAME_FIELD(kcall::sockaddr_in, sin_addr, ::sockaddr_in, sin_addr);
SAME_FIELD(kcall::sockaddr_in, padding, ::sockaddr_in, sin_zero);
SAME_SIZE(kcall::sockaddr_in6, ::sockaddr_in6);
SAME_FIELD(kcall::sockaddr_in6, sin6_family, ::sockaddr_in6, sin6_family);
SAME_FIELD(kcall::sockaddr_in6, sin6_port, ::sockaddr_in6, sin6_port);
SAME_FIELD(kcall::sockaddr_in6, sin6_flowinfo, ::sockaddr_in6, sin6_flowinfo);
SAME_FIELD(kcall::sockaddr_in6, sin6_addr, ::sockaddr_in6, sin6_addr);
SAME_FIELD(kcall::sockaddr_in6, sin6_scope_id, ::sockaddr_in6, sin6_scope_id);
SAME_SIZE(kcall::sockaddr_un, ::sockaddr_un);
SAME_FIELD(kcall::sockaddr_un, sun_family, ::sockaddr_un, sun_family);
SAME_FIELD(kcall::sockaddr_un, sun_path, ::sockaddr_un, sun_path);
// Ours is aligned to eight bytes everywhere, theirs as long is.
static_assert(sizeof(kcall::sockaddr_storage) == sizeof(::sockaddr_storage));
static_assert(alignof(kcall::sockaddr_storage) >= alignof(::sockaddr_storage));
SAME_FIELD(kcall::sockaddr_storage, ss_family, ::sockaddr_storage, ss_family);
static_assert(offsetof(kcall::sockaddr_storage, data) == sizeof(::sa_family_t));
