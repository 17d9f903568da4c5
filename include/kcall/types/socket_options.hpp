// Options of IP, IPv6, TCP and UDP sockets, beside those of sockets of all kinds (so).
#pragma once
#include <kcall/types/socket.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// TCP_*: options of sockopt_level::tcp, tcp(7).
enum class tcp : int {
  nodelay = 1,
  maxseg = 2,
  cork = 3,
  keepidle = 4,
  keepintvl = 5,
  keepcnt = 6,
  syncnt = 7,
  linger2 = 8,
  defer_accept = 9,
  window_clamp = 10,
  info = 11,
  quickack = 12,
  congestion = 13,
  md5sig = 14,
  thin_linear_timeouts = 16,
  thin_dupack = 17,
  user_timeout = 18,
  repair = 19,
  repair_queue = 20,
  queue_seq = 21,
  repair_options = 22,
  fastopen = 23,
  timestamp = 24,
  notsent_lowat = 25,
  cc_info = 26,
  save_syn = 27,
  saved_syn = 28,
  repair_window = 29,
  fastopen_connect = 30,
  ulp = 31,
  md5sig_ext = 32,
  fastopen_key = 33,
  fastopen_no_cookie = 34,
  zerocopy_receive = 35,
  inq = 36,
  tx_delay = 37,
  ao_add_key = 38,
  ao_del_key = 39,
  ao_info = 40,
  ao_get_keys = 41,
  ao_repair = 42,
  is_mptcp = 43,
  rto_max_ms = 44,
  rto_min_us = 45,
  delack_max_us = 46,
};
/// IP_*: options of sockopt_level::ip, ip(7).
enum class ip : int {
  tos = 1,
  ttl = 2,
  hdrincl = 3,
  options = 4,
  router_alert = 5,
  recvopts = 6,
  retopts = 7,
  pktinfo = 8,
  pktoptions = 9,
  mtu_discover = 10,
  recverr = 11,
  recvttl = 12,
  recvtos = 13,
  mtu = 14,
  freebind = 15,
  ipsec_policy = 16,
  xfrm_policy = 17,
  passsec = 18,
  transparent = 19,
  origdstaddr = 20,
  minttl = 21,
  nodefrag = 22,
  checksum = 23,
  bind_address_no_port = 24,
  recvfragsize = 25,
  recverr_rfc4884 = 26,
  multicast_if = 32,
  multicast_ttl = 33,
  multicast_loop = 34,
  add_membership = 35,
  drop_membership = 36,
  unblock_source = 37,
  block_source = 38,
  add_source_membership = 39,
  drop_source_membership = 40,
  msfilter = 41,
  multicast_all = 49,
  unicast_if = 50,
  local_port_range = 51,
  protocol = 52,
};
/// IPV6_*: options of sockopt_level::ipv6, ipv6(7).
enum class ipv6 : int {
  addrform = 1,
  checksum = 7,
  nexthop = 9,
  authhdr = 10,
  flowinfo = 11,
  unicast_hops = 16,
  multicast_if = 17,
  multicast_hops = 18,
  multicast_loop = 19,
  add_membership = 20,
  drop_membership = 21,
  router_alert = 22,
  mtu_discover = 23,
  mtu = 24,
  recverr = 25,
  v6only = 26,
  join_anycast = 27,
  leave_anycast = 28,
  multicast_all = 29,
  router_alert_isolate = 30,
  recverr_rfc4884 = 31,
  flowlabel_mgr = 32,
  flowinfo_send = 33,
  ipsec_policy = 34,
  xfrm_policy = 35,
  recvpktinfo = 49,
  pktinfo = 50,
  recvhoplimit = 51,
  hoplimit = 52,
  recvhopopts = 53,
  hopopts = 54,
  rthdrdstopts = 55,
  recvrthdr = 56,
  rthdr = 57,
  recvdstopts = 58,
  dstopts = 59,
  recvpathmtu = 60,
  pathmtu = 61,
  dontfrag = 62,
  recvtclass = 66,
  tclass = 67,
  autoflowlabel = 70,
  addr_preferences = 72,
  minhopcount = 73,
  origdstaddr = 74,
  transparent = 75,
  unicast_if = 76,
  recvfragsize = 77,
  freebind = 78,
};
/// UDP_*: options of sockopt_level::udp, udp(7).
enum class udp : int {
  cork = 1,
  encap = 100,
  no_check6_tx = 101,
  no_check6_rx = 102,
  segment = 103,
  gro = 104,
};

/// so::linger: whether close waits until all is sent, and for how many seconds at most.
struct linger {
  int l_onoff = 0;
  int l_linger = 0;
};

namespace detail {

KCALL_INLINE constexpr sockopt_level level_of(ip) { return sockopt_level::ip; }
KCALL_INLINE constexpr sockopt_level level_of(ipv6) { return sockopt_level::ipv6; }
KCALL_INLINE constexpr sockopt_level level_of(tcp) { return sockopt_level::tcp; }
KCALL_INLINE constexpr sockopt_level level_of(udp) { return sockopt_level::udp; }

}  // namespace detail

/// An option of a level above that of all sockets.
template <class O>
concept protocol_option = same_as<O, ip> || same_as<O, ipv6> || same_as<O, tcp> || same_as<O, udp>;

}  // namespace kcall::inline KCALL_ABI_TAG
