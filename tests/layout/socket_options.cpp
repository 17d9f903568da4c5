// Options of IP, IPv6, TCP and UDP sockets.
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/tcp.h>
#include <linux/udp.h>

#include <kcall/types/socket_options.hpp>

#include "same.hpp"

SAME_VALUE(kcall::tcp::nodelay, TCP_NODELAY);
SAME_VALUE(kcall::tcp::maxseg, TCP_MAXSEG);
SAME_VALUE(kcall::tcp::cork, TCP_CORK);
SAME_VALUE(kcall::tcp::keepidle, TCP_KEEPIDLE);
SAME_VALUE(kcall::tcp::keepintvl, TCP_KEEPINTVL);
SAME_VALUE(kcall::tcp::keepcnt, TCP_KEEPCNT);
SAME_VALUE(kcall::tcp::syncnt, TCP_SYNCNT);
SAME_VALUE(kcall::tcp::linger2, TCP_LINGER2);
SAME_VALUE(kcall::tcp::defer_accept, TCP_DEFER_ACCEPT);
SAME_VALUE(kcall::tcp::window_clamp, TCP_WINDOW_CLAMP);
SAME_VALUE(kcall::tcp::info, TCP_INFO);
SAME_VALUE(kcall::tcp::quickack, TCP_QUICKACK);
SAME_VALUE(kcall::tcp::congestion, TCP_CONGESTION);
SAME_VALUE(kcall::tcp::md5sig, TCP_MD5SIG);
SAME_VALUE(kcall::tcp::thin_linear_timeouts, TCP_THIN_LINEAR_TIMEOUTS);
SAME_VALUE(kcall::tcp::thin_dupack, TCP_THIN_DUPACK);
SAME_VALUE(kcall::tcp::user_timeout, TCP_USER_TIMEOUT);
SAME_VALUE(kcall::tcp::repair, TCP_REPAIR);
SAME_VALUE(kcall::tcp::repair_queue, TCP_REPAIR_QUEUE);
SAME_VALUE(kcall::tcp::queue_seq, TCP_QUEUE_SEQ);
SAME_VALUE(kcall::tcp::repair_options, TCP_REPAIR_OPTIONS);
SAME_VALUE(kcall::tcp::fastopen, TCP_FASTOPEN);
SAME_VALUE(kcall::tcp::timestamp, TCP_TIMESTAMP);
SAME_VALUE(kcall::tcp::notsent_lowat, TCP_NOTSENT_LOWAT);
SAME_VALUE(kcall::tcp::cc_info, TCP_CC_INFO);
SAME_VALUE(kcall::tcp::save_syn, TCP_SAVE_SYN);
SAME_VALUE(kcall::tcp::saved_syn, TCP_SAVED_SYN);
SAME_VALUE(kcall::tcp::repair_window, TCP_REPAIR_WINDOW);
SAME_VALUE(kcall::tcp::fastopen_connect, TCP_FASTOPEN_CONNECT);
SAME_VALUE(kcall::tcp::ulp, TCP_ULP);
SAME_VALUE(kcall::tcp::md5sig_ext, TCP_MD5SIG_EXT);
SAME_VALUE(kcall::tcp::fastopen_key, TCP_FASTOPEN_KEY);
SAME_VALUE(kcall::tcp::fastopen_no_cookie, TCP_FASTOPEN_NO_COOKIE);
SAME_VALUE(kcall::tcp::zerocopy_receive, TCP_ZEROCOPY_RECEIVE);
SAME_VALUE(kcall::tcp::inq, TCP_INQ);
SAME_VALUE(kcall::tcp::tx_delay, TCP_TX_DELAY);
#ifdef TCP_AO_ADD_KEY
SAME_VALUE(kcall::tcp::ao_add_key, TCP_AO_ADD_KEY);
#endif
#ifdef TCP_AO_DEL_KEY
SAME_VALUE(kcall::tcp::ao_del_key, TCP_AO_DEL_KEY);
#endif
#ifdef TCP_AO_INFO
SAME_VALUE(kcall::tcp::ao_info, TCP_AO_INFO);
#endif
#ifdef TCP_AO_GET_KEYS
SAME_VALUE(kcall::tcp::ao_get_keys, TCP_AO_GET_KEYS);
#endif
#ifdef TCP_AO_REPAIR
SAME_VALUE(kcall::tcp::ao_repair, TCP_AO_REPAIR);
#endif
#ifdef TCP_IS_MPTCP
SAME_VALUE(kcall::tcp::is_mptcp, TCP_IS_MPTCP);
#endif
#ifdef TCP_RTO_MAX_MS
SAME_VALUE(kcall::tcp::rto_max_ms, TCP_RTO_MAX_MS);
#endif
#ifdef TCP_RTO_MIN_US
SAME_VALUE(kcall::tcp::rto_min_us, TCP_RTO_MIN_US);
#endif
#ifdef TCP_DELACK_MAX_US
SAME_VALUE(kcall::tcp::delack_max_us, TCP_DELACK_MAX_US);
#endif

SAME_VALUE(kcall::ip::tos, IP_TOS);
SAME_VALUE(kcall::ip::ttl, IP_TTL);
SAME_VALUE(kcall::ip::hdrincl, IP_HDRINCL);
SAME_VALUE(kcall::ip::options, IP_OPTIONS);
SAME_VALUE(kcall::ip::router_alert, IP_ROUTER_ALERT);
SAME_VALUE(kcall::ip::recvopts, IP_RECVOPTS);
SAME_VALUE(kcall::ip::retopts, IP_RETOPTS);
SAME_VALUE(kcall::ip::pktinfo, IP_PKTINFO);
SAME_VALUE(kcall::ip::pktoptions, IP_PKTOPTIONS);
SAME_VALUE(kcall::ip::mtu_discover, IP_MTU_DISCOVER);
SAME_VALUE(kcall::ip::recverr, IP_RECVERR);
SAME_VALUE(kcall::ip::recvttl, IP_RECVTTL);
SAME_VALUE(kcall::ip::recvtos, IP_RECVTOS);
SAME_VALUE(kcall::ip::mtu, IP_MTU);
SAME_VALUE(kcall::ip::freebind, IP_FREEBIND);
SAME_VALUE(kcall::ip::ipsec_policy, IP_IPSEC_POLICY);
SAME_VALUE(kcall::ip::xfrm_policy, IP_XFRM_POLICY);
SAME_VALUE(kcall::ip::passsec, IP_PASSSEC);
SAME_VALUE(kcall::ip::transparent, IP_TRANSPARENT);
SAME_VALUE(kcall::ip::origdstaddr, IP_ORIGDSTADDR);
SAME_VALUE(kcall::ip::minttl, IP_MINTTL);
SAME_VALUE(kcall::ip::nodefrag, IP_NODEFRAG);
SAME_VALUE(kcall::ip::checksum, IP_CHECKSUM);
SAME_VALUE(kcall::ip::bind_address_no_port, IP_BIND_ADDRESS_NO_PORT);
SAME_VALUE(kcall::ip::recvfragsize, IP_RECVFRAGSIZE);
SAME_VALUE(kcall::ip::recverr_rfc4884, IP_RECVERR_RFC4884);
SAME_VALUE(kcall::ip::multicast_if, IP_MULTICAST_IF);
SAME_VALUE(kcall::ip::multicast_ttl, IP_MULTICAST_TTL);
SAME_VALUE(kcall::ip::multicast_loop, IP_MULTICAST_LOOP);
SAME_VALUE(kcall::ip::add_membership, IP_ADD_MEMBERSHIP);
SAME_VALUE(kcall::ip::drop_membership, IP_DROP_MEMBERSHIP);
SAME_VALUE(kcall::ip::unblock_source, IP_UNBLOCK_SOURCE);
SAME_VALUE(kcall::ip::block_source, IP_BLOCK_SOURCE);
SAME_VALUE(kcall::ip::add_source_membership, IP_ADD_SOURCE_MEMBERSHIP);
SAME_VALUE(kcall::ip::drop_source_membership, IP_DROP_SOURCE_MEMBERSHIP);
SAME_VALUE(kcall::ip::msfilter, IP_MSFILTER);
SAME_VALUE(kcall::ip::multicast_all, IP_MULTICAST_ALL);
SAME_VALUE(kcall::ip::unicast_if, IP_UNICAST_IF);
#ifdef IP_LOCAL_PORT_RANGE
SAME_VALUE(kcall::ip::local_port_range, IP_LOCAL_PORT_RANGE);
#endif
#ifdef IP_PROTOCOL
SAME_VALUE(kcall::ip::protocol, IP_PROTOCOL);
#endif

SAME_VALUE(kcall::ipv6::addrform, IPV6_ADDRFORM);
SAME_VALUE(kcall::ipv6::checksum, IPV6_CHECKSUM);
SAME_VALUE(kcall::ipv6::nexthop, IPV6_NEXTHOP);
SAME_VALUE(kcall::ipv6::authhdr, IPV6_AUTHHDR);
SAME_VALUE(kcall::ipv6::flowinfo, IPV6_FLOWINFO);
SAME_VALUE(kcall::ipv6::unicast_hops, IPV6_UNICAST_HOPS);
SAME_VALUE(kcall::ipv6::multicast_if, IPV6_MULTICAST_IF);
SAME_VALUE(kcall::ipv6::multicast_hops, IPV6_MULTICAST_HOPS);
SAME_VALUE(kcall::ipv6::multicast_loop, IPV6_MULTICAST_LOOP);
SAME_VALUE(kcall::ipv6::add_membership, IPV6_ADD_MEMBERSHIP);
SAME_VALUE(kcall::ipv6::drop_membership, IPV6_DROP_MEMBERSHIP);
SAME_VALUE(kcall::ipv6::router_alert, IPV6_ROUTER_ALERT);
SAME_VALUE(kcall::ipv6::mtu_discover, IPV6_MTU_DISCOVER);
SAME_VALUE(kcall::ipv6::mtu, IPV6_MTU);
SAME_VALUE(kcall::ipv6::recverr, IPV6_RECVERR);
SAME_VALUE(kcall::ipv6::v6only, IPV6_V6ONLY);
SAME_VALUE(kcall::ipv6::join_anycast, IPV6_JOIN_ANYCAST);
SAME_VALUE(kcall::ipv6::leave_anycast, IPV6_LEAVE_ANYCAST);
SAME_VALUE(kcall::ipv6::multicast_all, IPV6_MULTICAST_ALL);
SAME_VALUE(kcall::ipv6::router_alert_isolate, IPV6_ROUTER_ALERT_ISOLATE);
SAME_VALUE(kcall::ipv6::recverr_rfc4884, IPV6_RECVERR_RFC4884);
SAME_VALUE(kcall::ipv6::flowlabel_mgr, IPV6_FLOWLABEL_MGR);
SAME_VALUE(kcall::ipv6::flowinfo_send, IPV6_FLOWINFO_SEND);
SAME_VALUE(kcall::ipv6::ipsec_policy, IPV6_IPSEC_POLICY);
SAME_VALUE(kcall::ipv6::xfrm_policy, IPV6_XFRM_POLICY);
SAME_VALUE(kcall::ipv6::recvpktinfo, IPV6_RECVPKTINFO);
SAME_VALUE(kcall::ipv6::pktinfo, IPV6_PKTINFO);
SAME_VALUE(kcall::ipv6::recvhoplimit, IPV6_RECVHOPLIMIT);
SAME_VALUE(kcall::ipv6::hoplimit, IPV6_HOPLIMIT);
SAME_VALUE(kcall::ipv6::recvhopopts, IPV6_RECVHOPOPTS);
SAME_VALUE(kcall::ipv6::hopopts, IPV6_HOPOPTS);
SAME_VALUE(kcall::ipv6::rthdrdstopts, IPV6_RTHDRDSTOPTS);
SAME_VALUE(kcall::ipv6::recvrthdr, IPV6_RECVRTHDR);
SAME_VALUE(kcall::ipv6::rthdr, IPV6_RTHDR);
SAME_VALUE(kcall::ipv6::recvdstopts, IPV6_RECVDSTOPTS);
SAME_VALUE(kcall::ipv6::dstopts, IPV6_DSTOPTS);
SAME_VALUE(kcall::ipv6::recvpathmtu, IPV6_RECVPATHMTU);
SAME_VALUE(kcall::ipv6::pathmtu, IPV6_PATHMTU);
SAME_VALUE(kcall::ipv6::dontfrag, IPV6_DONTFRAG);
SAME_VALUE(kcall::ipv6::recvtclass, IPV6_RECVTCLASS);
SAME_VALUE(kcall::ipv6::tclass, IPV6_TCLASS);
SAME_VALUE(kcall::ipv6::autoflowlabel, IPV6_AUTOFLOWLABEL);
SAME_VALUE(kcall::ipv6::addr_preferences, IPV6_ADDR_PREFERENCES);
SAME_VALUE(kcall::ipv6::minhopcount, IPV6_MINHOPCOUNT);
SAME_VALUE(kcall::ipv6::origdstaddr, IPV6_ORIGDSTADDR);
SAME_VALUE(kcall::ipv6::transparent, IPV6_TRANSPARENT);
SAME_VALUE(kcall::ipv6::unicast_if, IPV6_UNICAST_IF);
SAME_VALUE(kcall::ipv6::recvfragsize, IPV6_RECVFRAGSIZE);
SAME_VALUE(kcall::ipv6::freebind, IPV6_FREEBIND);

SAME_VALUE(kcall::udp::cork, UDP_CORK);
SAME_VALUE(kcall::udp::encap, UDP_ENCAP);
SAME_VALUE(kcall::udp::no_check6_tx, UDP_NO_CHECK6_TX);
SAME_VALUE(kcall::udp::no_check6_rx, UDP_NO_CHECK6_RX);
SAME_VALUE(kcall::udp::segment, UDP_SEGMENT);
SAME_VALUE(kcall::udp::gro, UDP_GRO);

SAME_VALUE(kcall::sockopt_level::ip, IPPROTO_IP);
SAME_VALUE(kcall::sockopt_level::ipv6, IPPROTO_IPV6);
SAME_VALUE(kcall::sockopt_level::tcp, IPPROTO_TCP);
SAME_VALUE(kcall::sockopt_level::udp, IPPROTO_UDP);
// include/linux/socket.h, which is not for user space: int l_onoff, l_linger.
static_assert(sizeof(kcall::linger) == 8 && offsetof(kcall::linger, l_linger) == 4);
static_assert(offsetof(kcall::linger, l_onoff) == 0);
