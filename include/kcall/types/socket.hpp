// What sockets are made of: families, types, protocols, addresses.
#pragma once
#include <kcall/result.hpp>
#include <kcall/types/buffer.hpp>
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>
#include <kcall/types/path.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// AF_*
enum class address_family : int {
  unspec = 0,
  unix_ = 1,
  local = 1,
  inet = 2,
  ax25 = 3,
  ipx = 4,
  appletalk = 5,
  netrom = 6,
  bridge = 7,
  atmpvc = 8,
  x25 = 9,
  inet6 = 10,
  rose = 11,
  decnet = 12,
  netbeui = 13,
  security = 14,
  key = 15,
  netlink = 16,
  route = 16,
  packet = 17,
  ash = 18,
  econet = 19,
  atmsvc = 20,
  rds = 21,
  sna = 22,
  irda = 23,
  pppox = 24,
  wanpipe = 25,
  llc = 26,
  ib = 27,
  mpls = 28,
  can = 29,
  tipc = 30,
  bluetooth = 31,
  iucv = 32,
  rxrpc = 33,
  isdn = 34,
  phonet = 35,
  ieee802154 = 36,
  caif = 37,
  alg = 38,
  nfc = 39,
  vsock = 40,
  kcm = 41,
  qipcrtr = 42,
  smc = 43,
  xdp = 44,
  mctp = 45,
};

/// An address_family in the 16 bits that it has inside an address.
class family16 {
 public:
  constexpr family16() = default;
  KCALL_INLINE constexpr family16(address_family family) : family_(static_cast<uint16_t>(family)) {}
  KCALL_INLINE constexpr operator address_family() const { return static_cast<address_family>(family_); }

 private:
  uint16_t family_;
};
static_assert(sizeof(family16) == 2);

/// SOCK_*: one of the types, with nonblock and cloexec as wanted.
enum class sock_flags : int {
  stream = 1,
  dgram = 2,
  raw = 3,
  rdm = 4,
  seqpacket = 5,
  dccp = 6,
  packet = 10,
  nonblock = 04000,
  cloexec = 02000000,
};
void is_flags(sock_flags);

/// IPPROTO_*. ip, which is 0, lets the family and the type decide.
enum class protocol : int {
  ip = 0,
  icmp = 1,
  igmp = 2,
  ipip = 4,
  tcp = 6,
  egp = 8,
  pup = 12,
  udp = 17,
  idp = 22,
  tp = 29,
  dccp = 33,
  ipv6 = 41,
  rsvp = 46,
  gre = 47,
  esp = 50,
  ah = 51,
  icmpv6 = 58,
  mtp = 92,
  beetph = 94,
  encap = 98,
  pim = 103,
  comp = 108,
  l2tp = 115,
  sctp = 132,
  udplite = 136,
  mpls = 137,
  ethernet = 143,
  raw = 255,
  smc = 256,
  mptcp = 262,
};

/// MSG_*
enum class msg_flags : unsigned {
  oob = 0x1,
  peek = 0x2,
  dontroute = 0x4,
  ctrunc = 0x8,
  trunc = 0x20,
  dontwait = 0x40,
  eor = 0x80,
  waitall = 0x100,
  confirm = 0x800,
  errqueue = 0x2000,
  nosignal = 0x4000,
  more = 0x8000,
  waitforone = 0x10000,
  zerocopy = 0x4000000,
  fastopen = 0x20000000,
  cmsg_cloexec = 0x40000000,
};
void is_flags(msg_flags);

/// SHUT_*
enum class shutdown_how : int { rd = 0, wr = 1, rdwr = 2 };

/// SOMAXCONN: what the kernel cuts a longer queue of connections to (since 5.4; /proc/sys/net/core/somaxconn).
inline constexpr int somaxconn = 4096;

/// SOL_*: whose option it is; protocols have their own number as level.
enum class sockopt_level : int {
  ip = 0,
  socket = 1,
  tcp = 6,
  udp = 17,
  ipv6 = 41,
  raw = 255,
  packet = 263,
  netlink = 270,
  tls = 282,
  vsock = 287,
};

/// SO_*: options of sockopt_level::socket. Those that hold a time come in two: *_old with the ABI's own longs, *_new
/// (5.1) with 64 bits each, a timeval or timespec on every ABI.
enum class so : int {
  debug = 1,
  reuseaddr = 2,
  type = 3,
  error = 4,
  dontroute = 5,
  broadcast = 6,
  sndbuf = 7,
  rcvbuf = 8,
  keepalive = 9,
  oobinline = 10,
  no_check = 11,
  priority = 12,
  linger = 13,
  bsdcompat = 14,
  reuseport = 15,
  passcred = 16,
  peercred = 17,
  rcvlowat = 18,
  sndlowat = 19,
  rcvtimeo_old = 20,
  sndtimeo_old = 21,
  bindtodevice = 25,
  attach_filter = 26,
  detach_filter = 27,
  peername = 28,
  timestamp_old = 29,
  acceptconn = 30,
  peersec = 31,
  sndbufforce = 32,
  rcvbufforce = 33,
  passsec = 34,
  timestampns_old = 35,
  mark = 36,
  timestamping_old = 37,
  protocol = 38,
  domain = 39,
  rxq_ovfl = 40,
  wifi_status = 41,
  peek_off = 42,
  nofcs = 43,
  lock_filter = 44,
  select_err_queue = 45,
  busy_poll = 46,
  max_pacing_rate = 47,
  bpf_extensions = 48,
  incoming_cpu = 49,
  attach_bpf = 50,
  attach_reuseport_cbpf = 51,
  attach_reuseport_ebpf = 52,
  cnx_advice = 53,
  meminfo = 55,
  incoming_napi_id = 56,
  cookie = 57,
  peergroups = 59,
  zerocopy = 60,
  txtime = 61,
  bindtoifindex = 62,
  timestamp_new = 63,
  timestampns_new = 64,
  timestamping_new = 65,
  rcvtimeo_new = 66,
  sndtimeo_new = 67,
  detach_reuseport_bpf = 68,
  prefer_busy_poll = 69,
  busy_poll_budget = 70,
  netns_cookie = 71,
  buf_lock = 72,
  reserve_mem = 73,
  txrehash = 74,
  rcvmark = 75,
  passpidfd = 76,
  peerpidfd = 77,
  devmem_linear = 78,
  devmem_dmabuf = 79,
  devmem_dontneed = 80,
  rcvpriority = 82,
  passrights = 83,
  inq = 84,
};

/// A 16-bit number as the network writes it: made from, and read as, the machine's.
class big_endian16 {
 public:
  constexpr big_endian16() = default;
  KCALL_INLINE constexpr big_endian16(uint16_t value)
      : high_(static_cast<uint8_t>(value >> 8)), low_(static_cast<uint8_t>(value & 0xff)) {}
  KCALL_INLINE constexpr uint16_t get() const { return static_cast<uint16_t>(high_ << 8 | low_); }
  KCALL_INLINE constexpr operator uint16_t() const { return get(); }

 private:
  alignas(2) uint8_t high_ = 0;
  uint8_t low_ = 0;
};
static_assert(sizeof(big_endian16) == 2);

/// A 32-bit number as the network writes it: made from, and read as, the machine's.
class big_endian32 {
 public:
  constexpr big_endian32() = default;
  KCALL_INLINE constexpr big_endian32(uint32_t value)
      : high_(static_cast<uint16_t>(value >> 16)), low_(static_cast<uint16_t>(value & 0xffff)) {}
  KCALL_INLINE constexpr uint32_t get() const { return uint32_t{high_.get()} << 16 | low_.get(); }
  KCALL_INLINE constexpr operator uint32_t() const { return get(); }

 private:
  alignas(4) big_endian16 high_{};
  big_endian16 low_{};
};
static_assert(sizeof(big_endian32) == 4);

/// ip(7): an address, 127.0.0.1 as in_addr{127, 0, 0, 1}.
struct in_addr {
  alignas(4) uint8_t octets[4];
  friend constexpr bool operator==(const in_addr&, const in_addr&) = default;
};
inline constexpr in_addr in_addr_any{};
inline constexpr in_addr in_addr_loopback{{127, 0, 0, 1}};

/// ipv6(7): an address, its sixteen bytes in the order they are written.
struct in6_addr {
  alignas(4) uint8_t octets[16];
  friend constexpr bool operator==(const in6_addr&, const in6_addr&) = default;
};
inline constexpr in6_addr in6_addr_any{};
inline constexpr in6_addr in6_addr_loopback{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};

/// ip(7): sockaddr_in{.sin_port = 80, .sin_addr = in_addr_loopback}. Port 0 lets bind choose.
struct sockaddr_in {
  family16 sin_family = address_family::inet;
  big_endian16 sin_port{};
  in_addr sin_addr{};
  uint8_t padding[8]{};  // sin_zero is a macro in linux/in.h
};
static_assert(sizeof(sockaddr_in) == 16);

/// ipv6(7): sockaddr_in6{.sin6_port = 80, .sin6_addr = in6_addr_loopback}. The scope is the interface of a link-local
/// address.
struct sockaddr_in6 {
  family16 sin6_family = address_family::inet6;
  big_endian16 sin6_port{};
  big_endian32 sin6_flowinfo{};
  in6_addr sin6_addr{};
  uint32_t sin6_scope_id = 0;
};
static_assert(sizeof(sockaddr_in6) == 28);

/// unix(7): a file's path, which need not end in NUL where it fills the array; or after one NUL an abstract name, whose
/// length only the length of the address tells. To make one: unix_path() and unix_abstract().
struct sockaddr_un {
  family16 sun_family;
  char sun_path[108];
};
static_assert(sizeof(sockaddr_un) == 110);

/// socket(7): room for an address of any family.
struct alignas(8) sockaddr_storage {
  family16 ss_family;
  uint8_t data[126];
};
static_assert(sizeof(sockaddr_storage) == 128);

namespace detail {

/// Where an address has its family, under any of the names that man pages give it; nullptr for what is no address.
template <class A>
KCALL_INLINE constexpr auto family_of(A* a) {
  if constexpr (requires { a->sin_family; }) {
    return &a->sin_family;
  } else if constexpr (requires { a->sin6_family; }) {
    return &a->sin6_family;
  } else if constexpr (requires { a->sun_family; }) {
    return &a->sun_family;
  } else if constexpr (requires { a->ss_family; }) {
    return &a->ss_family;
  } else if constexpr (requires { a->sa_family; }) {
    return &a->sa_family;
  } else if constexpr (requires { a->nl_family; }) {
    return &a->nl_family;
  } else if constexpr (requires { a->sll_family; }) {
    return &a->sll_family;
  } else if constexpr (requires { a->svm_family; }) {
    return &a->svm_family;
  } else if constexpr (requires { a->family; }) {
    return &a->family;
  } else {
    return nullptr;
  }
}

}  // namespace detail

/// A structure that calls take as an address: trivially copyable, with a 16-bit family as its first member, called as
/// in the man pages (sin_family, …) or `family`. libc's own structures will do, and so will yours.
template <class A>
concept socket_address = __is_trivially_copyable(A) && requires(A a) {
  requires sizeof(*detail::family_of(&a)) == 2;
};

/// An address and how many of its bytes count.
template <socket_address A>
struct sized_address {
  A address;
  uint32_t length;
};

/// An address that a call reads: a pointer and a length, a structure of one family, or an address with its length.
class const_address {
 public:
  KCALL_INLINE constexpr const_address(const void* address, uint32_t length) : address_(address), length_(length) {}
  template <socket_address A>
  KCALL_INLINE constexpr const_address(const A& address) : address_(&address), length_(sizeof(A)) {}
  template <socket_address A>
  KCALL_INLINE constexpr const_address(const sized_address<A>& name) : address_(&name.address), length_(name.length) {}

  KCALL_INLINE constexpr const void* data() const { return address_; }
  /// In bytes.
  KCALL_INLINE constexpr uint32_t size() const { return length_; }

 private:
  const void* address_;
  uint32_t length_;
};

namespace detail {

// The empty assembly keeps the compiler from making a call of memcpy out of these few bytes.
KCALL_POINTER_ARITHMETIC_BEGIN
KCALL_COLD inline long name_unix(sized_address<sockaddr_un>* to, unsigned offset, const char* from, size_t size) {
  if (size == 0) return -static_cast<long>(errc::einval);
  if (size > sizeof(to->address.sun_path) - 1) return -static_cast<long>(errc::enametoolong);
  to->address.sun_family = address_family::unix_;
  to->address.sun_path[0] = '\0';
  for (size_t i = 0; i < size; ++i) {
    to->address.sun_path[offset + i] = from[i];
    asm volatile("" ::: "memory");
  }
  if (offset == 0) to->address.sun_path[size] = '\0';
  to->length = static_cast<uint32_t>(sizeof(family16) + 1 + size);
  return 0;
}

KCALL_INLINE size_t path_size(const char* text) {
  size_t size = 0;
  while (text[size] != '\0') {
    ++size;
    asm volatile("" ::: "memory");
  }
  return size;
}
KCALL_POINTER_ARITHMETIC_END

}  // namespace detail

/// unix(7): the address of a socket in the file system. enametoolong: more than 107 bytes; einval: an empty path.
KCALL_INLINE result<sized_address<sockaddr_un>> unix_path(path name) {
  auto address = result<sized_address<sockaddr_un>>::unwritten();
  address.settle(detail::name_unix(address.place(), 0, name.get(), detail::path_size(name.get())));
  return address;
}
/// unix(7): the address of a socket in the abstract namespace. enametoolong: more than 107 bytes; einval: an empty
/// name.
KCALL_INLINE result<sized_address<sockaddr_un>> unix_abstract(const_buffer name) {
  auto address = result<sized_address<sockaddr_un>>::unwritten();
  address.settle(detail::name_unix(address.place(), 1, static_cast<const char*>(name.data()), name.size()));
  return address;
}

/// Two sockets connected to each other.
struct socket_pair {
  fd first;
  fd second;
};
static_assert(sizeof(socket_pair) == 2 * sizeof(fd));

}  // namespace kcall::inline KCALL_ABI_TAG
