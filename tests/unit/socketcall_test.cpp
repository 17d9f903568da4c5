// ia32 before Linux 4.3: every call on sockets goes through socketcall. A seccomp filter makes such a kernel.
#include "steps.hpp"
#include "support.hpp"
#include "without_calls.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>

#include <kcall/call/message.hpp>
#include <kcall/types/control_message.hpp>

namespace {

using kcall::errc;
using kcall::fd;
using kcall::unique_fd;

/// Every call once; gives the number of the step that went wrong, or 0.
template <class G>
int all_calls() {
  using kcall::address_family;
  using kcall::sock_flags;
  using nr = typename G::abi::nr;
  int step = 0;
  STEP(kcall::call<G>(nr::socket, AF_INET, SOCK_STREAM, 0) == errc::enosys);
  STEP(kcall::call<G>(nr::recvmmsg, -1, nullptr, 0, 0, nullptr) == errc::enosys);
  STEP(kcall::call<G>(nr::sendmmsg, -1, nullptr, 0, 0) == errc::enosys);
  STEP(kcall::call<G>(nr::recvmmsg_time64, -1, nullptr, 0, 0, nullptr) == errc::enosys);

  const auto made = kcall::socket<G>(address_family::inet, sock_flags::stream | sock_flags::cloexec);
  STEP(made);
  const unique_fd server(*made);
  STEP(kcall::setsockopt<G>(server, kcall::so::reuseaddr, 1));
  int value = 0;
  STEP(kcall::getsockopt<G>(server, kcall::so::reuseaddr, value) && value == 1);
  STEP(kcall::bind<G>(server, kcall::sockaddr_in{.sin_addr = kcall::in_addr_loopback}));
  STEP(kcall::listen<G>(server, 4));
  kcall::sockaddr_in here{};
  STEP(kcall::getsockname<G>(server, here));
  STEP(here.sin_port != 0 && here.sin_addr == kcall::in_addr_loopback);

  const auto client_made = kcall::socket<G>(address_family::inet, sock_flags::stream);
  STEP(client_made);
  const unique_fd client(*client_made);
  STEP(kcall::connect<G>(client, here));
  kcall::sockaddr_in peer{};
  STEP(kcall::getpeername<G>(client, peer) && peer.sin_port == here.sin_port);
  const auto accepted = kcall::accept4<G>(server, peer, sock_flags::cloexec);
  STEP(accepted);
  const unique_fd other(*accepted);
  STEP(peer.sin_addr == kcall::in_addr_loopback && peer.sin_port != here.sin_port);
  STEP(kcall::send<G>(client, "hello", kcall::msg_flags::nosignal) == 5);
  char got[8] = {};
  STEP(kcall::recv<G>(other, got) == 5 && std::memcmp(got, "hello", 5) == 0);
  STEP(kcall::shutdown<G>(client, kcall::shutdown_how::wr));
  STEP(kcall::recv<G>(other, got) == 0);

  const auto second_made = kcall::socket<G>(address_family::inet, sock_flags::stream);
  STEP(second_made);
  const unique_fd second(*second_made);
  STEP(kcall::connect<G>(second, here));
  const auto second_accepted = kcall::accept<G>(server);
  STEP(second_accepted);
  const unique_fd second_other(*second_accepted);

  kcall::socket_pair pair{};
  STEP(kcall::socketpair<G>(address_family::unix_, sock_flags::dgram, kcall::protocol::ip, pair));
  const unique_fd a(pair.first);
  const unique_fd b(pair.second);
  char text[] = "message";
  kcall::iovec out[] = {{text, 4}, {&text[4], 3}};
  kcall::control_room<sizeof(fd)> room;
  kcall::control_writer<G> control(room);
  STEP(control.add(kcall::scm::rights, a.get()));
  kcall::msghdr message{.msg_iov = out, .msg_iovlen = 2};
  control.attach(message);
  STEP(kcall::sendmsg<G>(a, message) == 7);
  kcall::iovec in[] = {{got, sizeof(got)}};
  kcall::control_room<sizeof(fd)> arrived;
  kcall::msghdr into{.msg_iov = in, .msg_iovlen = 1, .msg_control = arrived.data(), .msg_controllen = arrived.size()};
  STEP(kcall::recvmsg<G>(b, into) == 7 && std::memcmp(got, "message", 7) == 0);
  int descriptors = 0;
  for (const kcall::control_message one : kcall::control_messages<G>(into)) {
    STEP(one.is(kcall::scm::rights) && one.count<fd>() == 1);
    STEP(::close(one.descriptor().get()) == 0);
    ++descriptors;
  }
  STEP(descriptors == 1);

  kcall::mmsghdr many[2] = {};
  for (auto& one : many) one.msg_hdr = {.msg_iov = out, .msg_iovlen = 1};
  STEP(kcall::sendmmsg<G>(a, many) == 2U && many[1].msg_len == 4);
  for (auto& one : many) one = {{.msg_iov = in, .msg_iovlen = 1}, 0};
  STEP(kcall::recvmmsg<G>(b, many) == 2U && many[1].msg_len == 4);
  STEP(kcall::sendmmsg<G>(a, many) == 2U);
  kcall::timespec far = {(1LL << 32) + 5, 0};
  STEP(kcall::recvmmsg<G>(b, many, {}, &far) == 2U);
  STEP(far.tv_sec > (1LL << 32) && far.tv_sec <= (1LL << 32) + 5);
  kcall::timespec malformed = {0, 5'000'000'000LL};
  STEP(kcall::recvmmsg<G>(b, many, kcall::msg_flags::dontwait, &malformed) == errc::einval);

  // Errors come through as they are.
  STEP(kcall::socket<G>(static_cast<address_family>(99), sock_flags::stream) == errc::eafnosupport);
  STEP(kcall::recvmsg<G>(b, into, kcall::msg_flags::dontwait) == errc::eagain);
  STEP(kcall::recvmmsg<G>(b, many, kcall::msg_flags::dontwait) == errc::eagain);
  STEP(kcall::sendmsg<G>(fd{-1}, message) == errc::ebadf);
  return 0;
}

}  // namespace

TEST_CASE_TEMPLATE("sockets of a kernel that has socketcall only", G, ALL_GATES) {
  if constexpr (requires { G::abi::nr::socketcall; }) {
    using nr = typename G::abi::nr;
    const int status = test::without_calls<G>(
        {nr::socket, nr::socketpair, nr::bind, nr::connect, nr::listen, nr::accept4, nr::getsockopt, nr::setsockopt,
         nr::getsockname, nr::getpeername, nr::sendto, nr::sendmsg, nr::recvfrom, nr::recvmsg, nr::shutdown,
         nr::recvmmsg, nr::sendmmsg, nr::recvmmsg_time64},
        all_calls<G>);
    if (status == test::no_filters) {
      MESSAGE("skipped: no seccomp filters here");
      return;
    }
    CHECK(status == 0);
  }
}
