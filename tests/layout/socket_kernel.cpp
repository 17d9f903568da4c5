// Sockets as the kernel's own headers have them: protocols, options, addresses. They clash with glibc's.
#include <asm/socket.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/socket.h>
#include <linux/un.h>

#include <kcall/types/socket.hpp>

#include "same.hpp"

SAME_VALUE(kcall::protocol::ip, IPPROTO_IP);
SAME_VALUE(kcall::protocol::icmp, IPPROTO_ICMP);
SAME_VALUE(kcall::protocol::igmp, IPPROTO_IGMP);
SAME_VALUE(kcall::protocol::ipip, IPPROTO_IPIP);
SAME_VALUE(kcall::protocol::tcp, IPPROTO_TCP);
SAME_VALUE(kcall::protocol::egp, IPPROTO_EGP);
SAME_VALUE(kcall::protocol::pup, IPPROTO_PUP);
SAME_VALUE(kcall::protocol::udp, IPPROTO_UDP);
SAME_VALUE(kcall::protocol::idp, IPPROTO_IDP);
SAME_VALUE(kcall::protocol::tp, IPPROTO_TP);
SAME_VALUE(kcall::protocol::dccp, IPPROTO_DCCP);
SAME_VALUE(kcall::protocol::ipv6, IPPROTO_IPV6);
SAME_VALUE(kcall::protocol::rsvp, IPPROTO_RSVP);
SAME_VALUE(kcall::protocol::gre, IPPROTO_GRE);
SAME_VALUE(kcall::protocol::esp, IPPROTO_ESP);
SAME_VALUE(kcall::protocol::ah, IPPROTO_AH);
SAME_VALUE(kcall::protocol::icmpv6, IPPROTO_ICMPV6);
SAME_VALUE(kcall::protocol::mtp, IPPROTO_MTP);
SAME_VALUE(kcall::protocol::beetph, IPPROTO_BEETPH);
SAME_VALUE(kcall::protocol::encap, IPPROTO_ENCAP);
SAME_VALUE(kcall::protocol::pim, IPPROTO_PIM);
SAME_VALUE(kcall::protocol::comp, IPPROTO_COMP);
SAME_VALUE(kcall::protocol::l2tp, IPPROTO_L2TP);
SAME_VALUE(kcall::protocol::sctp, IPPROTO_SCTP);
SAME_VALUE(kcall::protocol::udplite, IPPROTO_UDPLITE);
SAME_VALUE(kcall::protocol::mpls, IPPROTO_MPLS);
SAME_VALUE(kcall::protocol::ethernet, IPPROTO_ETHERNET);
SAME_VALUE(kcall::protocol::raw, IPPROTO_RAW);
#ifdef IPPROTO_SMC
SAME_VALUE(kcall::protocol::smc, IPPROTO_SMC);
#endif
SAME_VALUE(kcall::protocol::mptcp, IPPROTO_MPTCP);

SAME_VALUE(kcall::so::debug, SO_DEBUG);
SAME_VALUE(kcall::so::reuseaddr, SO_REUSEADDR);
SAME_VALUE(kcall::so::type, SO_TYPE);
SAME_VALUE(kcall::so::error, SO_ERROR);
SAME_VALUE(kcall::so::dontroute, SO_DONTROUTE);
SAME_VALUE(kcall::so::broadcast, SO_BROADCAST);
SAME_VALUE(kcall::so::sndbuf, SO_SNDBUF);
SAME_VALUE(kcall::so::rcvbuf, SO_RCVBUF);
SAME_VALUE(kcall::so::keepalive, SO_KEEPALIVE);
SAME_VALUE(kcall::so::oobinline, SO_OOBINLINE);
SAME_VALUE(kcall::so::no_check, SO_NO_CHECK);
SAME_VALUE(kcall::so::priority, SO_PRIORITY);
SAME_VALUE(kcall::so::linger, SO_LINGER);
SAME_VALUE(kcall::so::bsdcompat, SO_BSDCOMPAT);
SAME_VALUE(kcall::so::reuseport, SO_REUSEPORT);
SAME_VALUE(kcall::so::passcred, SO_PASSCRED);
SAME_VALUE(kcall::so::peercred, SO_PEERCRED);
SAME_VALUE(kcall::so::rcvlowat, SO_RCVLOWAT);
SAME_VALUE(kcall::so::sndlowat, SO_SNDLOWAT);
SAME_VALUE(kcall::so::rcvtimeo_old, SO_RCVTIMEO_OLD);
SAME_VALUE(kcall::so::sndtimeo_old, SO_SNDTIMEO_OLD);
SAME_VALUE(kcall::so::bindtodevice, SO_BINDTODEVICE);
SAME_VALUE(kcall::so::attach_filter, SO_ATTACH_FILTER);
SAME_VALUE(kcall::so::detach_filter, SO_DETACH_FILTER);
SAME_VALUE(kcall::so::peername, SO_PEERNAME);
SAME_VALUE(kcall::so::timestamp_old, SO_TIMESTAMP_OLD);
SAME_VALUE(kcall::so::acceptconn, SO_ACCEPTCONN);
SAME_VALUE(kcall::so::peersec, SO_PEERSEC);
SAME_VALUE(kcall::so::sndbufforce, SO_SNDBUFFORCE);
SAME_VALUE(kcall::so::rcvbufforce, SO_RCVBUFFORCE);
SAME_VALUE(kcall::so::passsec, SO_PASSSEC);
SAME_VALUE(kcall::so::timestampns_old, SO_TIMESTAMPNS_OLD);
SAME_VALUE(kcall::so::mark, SO_MARK);
SAME_VALUE(kcall::so::timestamping_old, SO_TIMESTAMPING_OLD);
SAME_VALUE(kcall::so::protocol, SO_PROTOCOL);
SAME_VALUE(kcall::so::domain, SO_DOMAIN);
SAME_VALUE(kcall::so::rxq_ovfl, SO_RXQ_OVFL);
SAME_VALUE(kcall::so::wifi_status, SO_WIFI_STATUS);
SAME_VALUE(kcall::so::peek_off, SO_PEEK_OFF);
SAME_VALUE(kcall::so::nofcs, SO_NOFCS);
SAME_VALUE(kcall::so::lock_filter, SO_LOCK_FILTER);
SAME_VALUE(kcall::so::select_err_queue, SO_SELECT_ERR_QUEUE);
SAME_VALUE(kcall::so::busy_poll, SO_BUSY_POLL);
SAME_VALUE(kcall::so::max_pacing_rate, SO_MAX_PACING_RATE);
SAME_VALUE(kcall::so::bpf_extensions, SO_BPF_EXTENSIONS);
SAME_VALUE(kcall::so::incoming_cpu, SO_INCOMING_CPU);
SAME_VALUE(kcall::so::attach_bpf, SO_ATTACH_BPF);
SAME_VALUE(kcall::so::attach_reuseport_cbpf, SO_ATTACH_REUSEPORT_CBPF);
SAME_VALUE(kcall::so::attach_reuseport_ebpf, SO_ATTACH_REUSEPORT_EBPF);
SAME_VALUE(kcall::so::cnx_advice, SO_CNX_ADVICE);
SAME_VALUE(kcall::so::meminfo, SO_MEMINFO);
SAME_VALUE(kcall::so::incoming_napi_id, SO_INCOMING_NAPI_ID);
SAME_VALUE(kcall::so::cookie, SO_COOKIE);
SAME_VALUE(kcall::so::peergroups, SO_PEERGROUPS);
SAME_VALUE(kcall::so::zerocopy, SO_ZEROCOPY);
SAME_VALUE(kcall::so::txtime, SO_TXTIME);
SAME_VALUE(kcall::so::bindtoifindex, SO_BINDTOIFINDEX);
SAME_VALUE(kcall::so::timestamp_new, SO_TIMESTAMP_NEW);
SAME_VALUE(kcall::so::timestampns_new, SO_TIMESTAMPNS_NEW);
SAME_VALUE(kcall::so::timestamping_new, SO_TIMESTAMPING_NEW);
SAME_VALUE(kcall::so::rcvtimeo_new, SO_RCVTIMEO_NEW);
SAME_VALUE(kcall::so::sndtimeo_new, SO_SNDTIMEO_NEW);
SAME_VALUE(kcall::so::detach_reuseport_bpf, SO_DETACH_REUSEPORT_BPF);
SAME_VALUE(kcall::so::prefer_busy_poll, SO_PREFER_BUSY_POLL);
SAME_VALUE(kcall::so::busy_poll_budget, SO_BUSY_POLL_BUDGET);
SAME_VALUE(kcall::so::netns_cookie, SO_NETNS_COOKIE);
SAME_VALUE(kcall::so::buf_lock, SO_BUF_LOCK);
SAME_VALUE(kcall::so::reserve_mem, SO_RESERVE_MEM);
SAME_VALUE(kcall::so::txrehash, SO_TXREHASH);
SAME_VALUE(kcall::so::rcvmark, SO_RCVMARK);
#ifdef SO_PASSPIDFD
SAME_VALUE(kcall::so::passpidfd, SO_PASSPIDFD);
#endif
#ifdef SO_PEERPIDFD
SAME_VALUE(kcall::so::peerpidfd, SO_PEERPIDFD);
#endif
#ifdef SO_DEVMEM_LINEAR
SAME_VALUE(kcall::so::devmem_linear, SO_DEVMEM_LINEAR);
#endif
#ifdef SO_DEVMEM_DMABUF
SAME_VALUE(kcall::so::devmem_dmabuf, SO_DEVMEM_DMABUF);
#endif
#ifdef SO_DEVMEM_DONTNEED
SAME_VALUE(kcall::so::devmem_dontneed, SO_DEVMEM_DONTNEED);
#endif
#ifdef SO_RCVPRIORITY
SAME_VALUE(kcall::so::rcvpriority, SO_RCVPRIORITY);
#endif
#ifdef SO_PASSRIGHTS
SAME_VALUE(kcall::so::passrights, SO_PASSRIGHTS);
#endif
#ifdef SO_INQ
SAME_VALUE(kcall::so::inq, SO_INQ);
#endif

SAME_VALUE(kcall::sockopt_level::socket, SOL_SOCKET);
SAME_VALUE(kcall::sockopt_level::udp, IPPROTO_UDP);

SAME_SIZE(kcall::in_addr, ::in_addr);
SAME_SIZE(kcall::in6_addr, ::in6_addr);
SAME_SIZE(kcall::sockaddr_in, ::sockaddr_in);
SAME_FIELD(kcall::sockaddr_in, padding, ::sockaddr_in, sin_zero);
SAME_SIZE(kcall::sockaddr_in6, ::sockaddr_in6);
SAME_SIZE(kcall::sockaddr_un, ::sockaddr_un);
static_assert(sizeof(kcall::sockaddr_storage) == sizeof(__kernel_sockaddr_storage));
