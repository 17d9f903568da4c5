// Messages of sockets: pieces, addresses and control messages, one and many in a call, with glibc at the other end.
#include "support.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <kcall/call/message.hpp>
#include <kcall/types/control_message.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::msg_flags;
using kcall::scm;
using kcall::sockopt_level;

/// Two connected sockets of glibc's making.
struct ends {
  int kernel[2] = {-1, -1};
  explicit ends(int type) { REQUIRE(::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, kernel) == 0); }
  ends(const ends&) = delete;
  ends& operator=(const ends&) = delete;
  ~ends() {
    ::close(kernel[0]);
    ::close(kernel[1]);
  }
  fd first() const { return fd{kernel[0]}; }
  fd second() const { return fd{kernel[1]}; }
};

kcall::iovec piece(void* data, size_t size) { return {data, size}; }

bool same_file(int a, int b) {
  struct stat first = {};
  struct stat second = {};
  return ::fstat(a, &first) == 0 && ::fstat(b, &second) == 0 && first.st_ino == second.st_ino &&
         first.st_dev == second.st_dev;
}

/// qemu-user passes malformed times on as valid ones, and crashes over malformed control messages.
bool looks_at_what_it_gets() {
  struct ::mmsghdr message = {};
  struct ::timespec malformed = {-1, 0};
  const bool refused = ::recvmmsg(-1, &message, 1, 0, &malformed) == -1 && errno == EINVAL;
  if (!refused) MESSAGE("skipped: malformed arguments, which nobody refuses here");
  return refused;
}

}  // namespace

TEST_CASE_TEMPLATE("sendmsg gathers pieces, recvmsg scatters them", G, ALL_GATES) {
  const ends pair(SOCK_DGRAM);
  char hello[] = "hello, ";
  char world[] = "world";
  kcall::iovec out[] = {piece(hello, 7), piece(world, 5)};
  kcall::msghdr message{.msg_iov = out, .msg_iovlen = 2};
  CHECK(kcall::sendmsg<G>(pair.first(), message) == 12);

  char got[16] = {};
  struct ::iovec in = {got, sizeof(got)};
  struct ::msghdr theirs = {};
  theirs.msg_iov = &in;
  theirs.msg_iovlen = 1;
  CHECK(::recvmsg(pair.kernel[1], &theirs, 0) == 12);
  CHECK(std::string(got) == "hello, world");

  REQUIRE(::send(pair.kernel[0], "abcdefgh", 8, 0) == 8);
  char a[3] = {}, b[8] = {};
  kcall::iovec pieces[] = {piece(a, 3), piece(b, 8)};
  kcall::msghdr into{.msg_iov = pieces, .msg_iovlen = 2};
  into.msg_flags = msg_flags::oob;
  CHECK(kcall::recvmsg<G>(pair.second(), into) == 8);
  CHECK(std::string(a, 3) == "abc");
  CHECK(std::string(b, 5) == "defgh");
  CHECK(into.msg_flags == msg_flags{});
  CHECK(into.msg_controllen == 0);

  REQUIRE(::send(pair.kernel[0], "abcdefgh", 8, 0) == 8);
  into.msg_iovlen = 1;
  CHECK(kcall::recvmsg<G>(pair.second(), into, msg_flags::dontwait) == 3);
  CHECK(kcall::has(into.msg_flags, msg_flags::trunc));
  CHECK(kcall::recvmsg<G>(pair.second(), into, msg_flags::dontwait) == errc::eagain);
}

TEST_CASE_TEMPLATE("a message has an address on UDP", G, ALL_GATES) {
  const int receiver = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const int sender = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ::sockaddr_in theirs = {};
  theirs.sin_family = AF_INET;
  theirs.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(theirs);
  REQUIRE(::bind(receiver, reinterpret_cast<struct ::sockaddr*>(&theirs), length) == 0);
  REQUIRE(::getsockname(receiver, reinterpret_cast<struct ::sockaddr*>(&theirs), &length) == 0);

  kcall::sockaddr_in to{.sin_port = ntohs(theirs.sin_port), .sin_addr = kcall::in_addr_loopback};
  char text[] = "datagram";
  kcall::iovec out[] = {piece(text, 8)};
  const kcall::msghdr message{.msg_name = &to, .msg_namelen = sizeof(to), .msg_iov = out, .msg_iovlen = 1};
  CHECK(kcall::sendmsg<G>(fd{sender}, message) == 8);

  char got[16] = {};
  kcall::sockaddr_in from{};
  kcall::iovec in[] = {piece(got, sizeof(got))};
  kcall::msghdr into{.msg_name = &from, .msg_namelen = sizeof(from), .msg_iov = in, .msg_iovlen = 1};
  CHECK(kcall::recvmsg<G>(fd{receiver}, into) == 8);
  CHECK(into.msg_namelen == 16);
  CHECK(from.sin_addr == kcall::in_addr_loopback);
  length = sizeof(theirs);
  REQUIRE(::getsockname(sender, reinterpret_cast<struct ::sockaddr*>(&theirs), &length) == 0);
  CHECK(from.sin_port == ntohs(theirs.sin_port));
  ::close(receiver);
  ::close(sender);
}

TEST_CASE_TEMPLATE("descriptors travel with a message", G, ALL_GATES) {
  const ends pair(SOCK_STREAM);
  const ends other(SOCK_STREAM);
  kcall::control_room<2 * sizeof(fd)> room;
  kcall::control_writer<G> control(room);
  const fd sent[] = {other.first(), other.second()};
  REQUIRE(control.add(scm::rights, sent));
  char byte = 'x';
  kcall::iovec one[] = {piece(&byte, 1)};
  kcall::msghdr message{.msg_iov = one, .msg_iovlen = 1};
  control.attach(message);
  CHECK(message.msg_controllen == control.size());
  REQUIRE(kcall::sendmsg<G>(pair.first(), message) == 1);

  kcall::control_room<2 * sizeof(fd)> arrived;
  kcall::msghdr into{.msg_iov = one, .msg_iovlen = 1, .msg_control = arrived.data(), .msg_controllen = arrived.size()};
  REQUIRE(kcall::recvmsg<G>(pair.second(), into, msg_flags::cmsg_cloexec) == 1);
  CHECK(!kcall::has(into.msg_flags, msg_flags::ctrunc));
  int messages = 0;
  const kcall::control_messages<G> all(into);
  for (const kcall::control_message got : all) {
    ++messages;
    REQUIRE(got.is(scm::rights));
    REQUIRE(got.count<fd>() == 2);
    for (size_t i = 0; i < 2; ++i) {
      CHECK(same_file(got.descriptor(i).get(), sent[i].get()));
      CHECK(got.descriptor(i).get() != sent[i].get());
      CHECK(::fcntl(got.descriptor(i).get(), F_GETFD) == FD_CLOEXEC);
      ::close(got.descriptor(i).get());
    }
    CHECK(got.descriptor(2) == fd{});
  }
  CHECK(messages == 1);
  CHECK(all.is_whole());
}

TEST_CASE("what control_writer makes is what glibc's macros make") {
  kcall::control_room<sizeof(int), sizeof(kcall::ucred), 1> room;
  std::memset(room.data(), 0x5a, room.size());
  kcall::control_writer control(room);
  CHECK(control.add(scm::rights, fd{7}));
  CHECK(control.add(scm::credentials, kcall::ucred{kcall::pid{1}, kcall::uid{2}, kcall::gid{3}}));
  const char byte[] = {'z'};
  CHECK(control.add(sockopt_level::ip, 4, kcall::const_buffer(byte, 1)));
  CHECK(!control.add(scm::rights, fd{7}));
  CHECK(control.size() == room.size());

  alignas(cmsghdr) unsigned char theirs[CMSG_SPACE(4) + CMSG_SPACE(12) + CMSG_SPACE(1)] = {};
  struct ::msghdr message = {};
  message.msg_control = theirs;
  message.msg_controllen = sizeof(theirs);
  auto* at = CMSG_FIRSTHDR(&message);
  at->cmsg_len = CMSG_LEN(4);
  at->cmsg_level = SOL_SOCKET;
  at->cmsg_type = SCM_RIGHTS;
  const int seven = 7;
  std::memcpy(CMSG_DATA(at), &seven, 4);
  at = CMSG_NXTHDR(&message, at);
  at->cmsg_len = CMSG_LEN(12);
  at->cmsg_level = SOL_SOCKET;
  at->cmsg_type = SCM_CREDENTIALS;
  const int three[] = {1, 2, 3};
  std::memcpy(CMSG_DATA(at), three, 12);
  at = CMSG_NXTHDR(&message, at);
  at->cmsg_len = CMSG_LEN(1);
  at->cmsg_level = IPPROTO_IP;
  at->cmsg_type = 4;
  std::memcpy(CMSG_DATA(at), byte, 1);
  REQUIRE(sizeof(theirs) == room.size());
  CHECK(std::memcmp(room.data(), theirs, sizeof(theirs)) == 0);
  static_assert(kcall::cmsg_space(5) == CMSG_SPACE(5) && kcall::cmsg_len(5) == CMSG_LEN(5));
}

TEST_CASE_TEMPLATE("credentials of the sender", G, ALL_GATES) {
  const ends pair(SOCK_DGRAM);
  const int on = 1;
  REQUIRE(::setsockopt(pair.kernel[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) == 0);
  char byte = 'x';
  kcall::iovec one[] = {piece(&byte, 1)};
  const kcall::ucred mine{kcall::pid{::getpid()}, kcall::uid{::getuid()}, kcall::gid{::getgid()}};
  kcall::control_room<sizeof(kcall::ucred)> room;
  kcall::control_writer<G> control(room);
  REQUIRE(control.add(scm::credentials, mine));
  kcall::msghdr message{.msg_iov = one, .msg_iovlen = 1};
  control.attach(message);
  REQUIRE(kcall::sendmsg<G>(pair.first(), message) == 1);

  kcall::control_room<sizeof(kcall::ucred)> arrived;
  kcall::msghdr into{.msg_iov = one, .msg_iovlen = 1, .msg_control = arrived.data(), .msg_controllen = arrived.size()};
  REQUIRE(kcall::recvmsg<G>(pair.second(), into) == 1);
  bool seen = false;
  for (const kcall::control_message got : kcall::control_messages<G>(into)) {
    kcall::ucred theirs;
    REQUIRE(got.is(scm::credentials));
    REQUIRE(got.read(theirs));
    CHECK(theirs == mine);
    CHECK(!got.read(theirs, 1));
    seen = true;
  }
  CHECK(seen);

  // Too little room: the message comes without, and says so.
  REQUIRE(kcall::sendmsg<G>(pair.first(), message) == 1);
  into.msg_controllen = 4;
  REQUIRE(kcall::recvmsg<G>(pair.second(), into) == 1);
  CHECK(kcall::has(into.msg_flags, msg_flags::ctrunc));
  CHECK(kcall::control_messages<G>(into).begin() == typename kcall::control_messages<G>::sentinel{});
}

TEST_CASE_TEMPLATE("a time stamp of 64 bits comes with a datagram", G, ALL_GATES) {
  const ends pair(SOCK_DGRAM);
  kcall::setsockopt<G>(pair.second(), kcall::so::timestampns_new, 1).has_value();
  int is_on = 0;
  socklen_t size = sizeof(is_on);
  if (::getsockopt(pair.kernel[1], SOL_SOCKET, static_cast<int>(kcall::so::timestampns_new), &is_on, &size) != 0 ||
      !is_on) {
    MESSAGE("skipped: no SO_TIMESTAMPNS_NEW here");
    return;
  }
  const auto before = ::time(nullptr);
  REQUIRE(::send(pair.kernel[0], "x", 1, 0) == 1);
  char byte = 0;
  kcall::iovec one[] = {piece(&byte, 1)};
  kcall::control_room<sizeof(kcall::timespec)> arrived;
  kcall::msghdr into{.msg_iov = one, .msg_iovlen = 1, .msg_control = arrived.data(), .msg_controllen = arrived.size()};
  REQUIRE(kcall::recvmsg<G>(pair.second(), into) == 1);
  kcall::timespec stamp = {};
  for (const kcall::control_message got : kcall::control_messages<G>(into)) {
    REQUIRE(got.is(scm::timestampns_new));
    REQUIRE(got.read(stamp));
  }
  CHECK(stamp.tv_sec >= before);
  CHECK(stamp.tv_sec <= ::time(nullptr) + 1);  // it reads a clock that ticks, and may lag
}

TEST_CASE_TEMPLATE("many messages in a call", G, ALL_GATES) {
  const ends pair(SOCK_DGRAM);
  char texts[3][8] = {"one", "twotwo", "three"};
  kcall::iovec pieces[3] = {piece(texts[0], 3), piece(texts[1], 6), piece(texts[2], 5)};
  kcall::mmsghdr out[3] = {};
  for (unsigned i = 0; i < 3; ++i) out[i].msg_hdr = {.msg_iov = &pieces[i], .msg_iovlen = 1};
  CHECK(kcall::sendmmsg<G>(pair.first(), out) == 3U);
  CHECK(out[0].msg_len == 3);
  CHECK(out[1].msg_len == 6);
  CHECK(out[2].msg_len == 5);

  char got[4][8] = {};
  kcall::iovec into[4];
  kcall::mmsghdr in[4] = {};
  for (unsigned i = 0; i < 4; ++i) {
    into[i] = piece(got[i], 8);
    in[i].msg_hdr = {.msg_iov = &into[i], .msg_iovlen = 1};
  }
  CHECK(kcall::recvmmsg<G>(pair.second(), in, msg_flags::waitforone) == 3U);
  for (unsigned i = 0; i < 3; ++i) {
    CHECK(in[i].msg_len == std::strlen(texts[i]));
    CHECK(std::string(got[i]) == texts[i]);
  }
  CHECK(in[3].msg_len == 0);

  kcall::timespec brief = {0, 1'000'000};
  CHECK(kcall::recvmmsg<G>(pair.second(), in, 1, msg_flags::dontwait, &brief) == errc::eagain);
  if (looks_at_what_it_gets()) {
    kcall::timespec malformed = {0, 5'000'000'000LL};
    CHECK(kcall::recvmmsg<G>(pair.second(), in, 1, msg_flags::dontwait, &malformed) == errc::einval);
    malformed = {-1, 0};
    CHECK(kcall::recvmmsg<G>(pair.second(), in, 1, msg_flags::dontwait, &malformed) == errc::einval);
  }

  // The timeout is that of a year past 2038, and what is left of it is still that.
  REQUIRE(::send(pair.kernel[0], "x", 1, 0) == 1);
  kcall::timespec far = {(1LL << 32) + 5, 0};
  CHECK(kcall::recvmmsg<G>(pair.second(), in, 1, {}, &far) == 1U);
  CHECK(far.tv_sec >= (1LL << 32));
  CHECK(far.tv_sec <= (1LL << 32) + 5);
  CHECK(kcall::sendmmsg<G>(fd{-1}, out) == errc::ebadf);
  CHECK(kcall::recvmmsg<G>(fd{-1}, in) == errc::ebadf);
}

TEST_CASE_TEMPLATE("more messages than a gate of another layout takes", G, ALL_GATES) {
  const ends pair(SOCK_DGRAM);
  constexpr unsigned count = 40;
  unsigned char numbers[count] = {};
  kcall::iovec pieces[count];
  kcall::mmsghdr messages[count] = {};
  for (unsigned i = 0; i < count; ++i) {
    numbers[i] = static_cast<unsigned char>(i);
    pieces[i] = piece(&numbers[i], 1);
    messages[i].msg_hdr = {.msg_iov = &pieces[i], .msg_iovlen = 1};
  }
  unsigned next = 0, arrived = 0;
  while (next < count) {
    const auto went = kcall::sendmmsg<G>(pair.first(), &messages[next], count - next, msg_flags::dontwait);
    if (!went) REQUIRE(went.error() == errc::eagain);
    next += went.value_or(0);
    unsigned char byte = 255;
    while (::recv(pair.kernel[1], &byte, 1, MSG_DONTWAIT) == 1) CHECK(byte == arrived++);
  }
  CHECK(arrived == count);
}

TEST_CASE_TEMPLATE("errors of messages", G, ALL_GATES) {
  const ends pair(SOCK_DGRAM);
  char byte = 'x';
  std::vector<kcall::iovec> pieces(kcall::max_iovecs + 1, piece(&byte, 0));
  kcall::msghdr message{.msg_iov = pieces.data(), .msg_iovlen = pieces.size()};
  CHECK(kcall::sendmsg<G>(pair.first(), message) == errc::emsgsize);
  CHECK(kcall::recvmsg<G>(pair.first(), message, msg_flags::dontwait) == errc::emsgsize);
  message.msg_iovlen = 1;
  CHECK(kcall::sendmsg<G>(fd{-1}, message) == errc::ebadf);
  CHECK(kcall::recvmsg<G>(fd{-1}, message) == errc::ebadf);
  const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  CHECK(kcall::sendmsg<G>(fd{null}, message) == errc::enotsock);
  ::close(null);
  message.msg_iov = nullptr;
  CHECK(kcall::sendmsg<G>(pair.first(), message) == errc::efault);
  message.msg_iov = pieces.data();

  // A control message longer than the buffer, and one that names what is no descriptor.
  alignas(8) unsigned char room[kcall::cmsg_space(sizeof(fd))] = {};
  kcall::control_writer<G> control(room);
  REQUIRE(control.add(scm::rights, fd{-1}));
  control.attach(message);
  CHECK(kcall::sendmsg<G>(pair.first(), message) == errc::ebadf);
  if (!looks_at_what_it_gets()) return;
  room[0] = 200;
  CHECK(kcall::sendmsg<G>(pair.first(), message) == errc::einval);
  room[0] = 1;
  CHECK(kcall::sendmsg<G>(pair.first(), message) == errc::einval);
}

#if KCALL_TARGET_X86_64
TEST_CASE("64-bit int80 refuses what lies above 4 GiB in a message") {
  using G = kcall::gate::int80;
  const ends pair(SOCK_DGRAM);
  char byte = 'x';
  void* const high = reinterpret_cast<void*>(0x7fff00000000UL);
  kcall::iovec pieces[] = {piece(&byte, 1)};
  kcall::msghdr message{.msg_iov = pieces, .msg_iovlen = 1};
  message.msg_name = high;
  CHECK(kcall::sendmsg<G>(pair.first(), message) == errc::efault);
  message.msg_name = nullptr;
  message.msg_control = high;
  CHECK(kcall::recvmsg<G>(pair.first(), message) == errc::efault);
  message.msg_control = nullptr;
  message.msg_controllen = 1UL << 32;
  CHECK(kcall::recvmsg<G>(pair.first(), message) == errc::eoverflow);
  message.msg_controllen = 0;
  pieces[0] = piece(high, 1);
  CHECK(kcall::sendmsg<G>(pair.first(), message) == errc::efault);
  pieces[0] = piece(&byte, (1UL << 32) + 1);
  CHECK(kcall::sendmsg<G>(pair.first(), message) == errc::eoverflow);
}
#endif
