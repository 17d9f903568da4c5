// Sockets. How to read this: run.py.
#include <kcall/call/message.hpp>
#include <kcall/call/socket.hpp>
#include <kcall/call/socket_options.hpp>

namespace out {

using namespace kcall;

result<fd> socket(address_family a, sock_flags b, protocol c) { return kcall::socket(a, b, c); }  // 3
result<void> socketpair(address_family a, sock_flags b, protocol c, socket_pair& d) { return kcall::socketpair(a, b, c, d); }  // 4
result<void> bind(fd a, const_address b) { return kcall::bind(a, b); }  // 3
result<void> bind_2(fd a, const void* b, uint32_t c) { return kcall::bind(a, b, c); }  // 3
result<void> connect(fd a, const_address b) { return kcall::connect(a, b); }  // 3
result<void> connect_2(fd a, const void* b, uint32_t c) { return kcall::connect(a, b, c); }  // 3
result<void> listen(fd a, int b) { return kcall::listen(a, b); }  // 3
result<fd> accept4(fd a, void* b, uint32_t* c, sock_flags d) { return kcall::accept4(a, b, c, d); }  // 4
result<fd> accept4_2(fd a, sock_flags b) { return kcall::accept4(a, b); }  // 6: two zeros, one argument moves
result<fd> accept(fd a, void* b, uint32_t* c) { return kcall::accept(a, b, c); }  // 3
result<fd> accept_2(fd a) { return kcall::accept(a); }  // 5: two zeros
result<void> getsockname(fd a, void* b, uint32_t* c) { return kcall::getsockname(a, b, c); }  // 3
result<void> getpeername(fd a, void* b, uint32_t* c) { return kcall::getpeername(a, b, c); }  // 3
result<size_t> sendto(fd a, const void* b, size_t c, msg_flags d, const_address e) { return kcall::sendto(a, b, c, d, e); }  // 4
result<size_t> sendto_2(fd a, const void* b, size_t c, msg_flags d, const void* e, uint32_t f) { return kcall::sendto(a, b, c, d, e, f); }  // 4
result<size_t> sendto_3(fd a, const_buffer b, msg_flags c, const_address d) { return kcall::sendto(a, b, c, d); }  // 4
result<size_t> send(fd a, const void* b, size_t c, msg_flags d) { return kcall::send(a, b, c, d); }  // 6: two zeros
result<size_t> send_2(fd a, const_buffer b, msg_flags c) { return kcall::send(a, b, c); }  // 6: two zeros, the fourth word moves
result<size_t> recvfrom(fd a, void* b, size_t c, msg_flags d, void* e, uint32_t* f) { return kcall::recvfrom(a, b, c, d, e, f); }  // 4
result<size_t> recv(fd a, void* b, size_t c, msg_flags d) { return kcall::recv(a, b, c, d); }  // 6: two zeros
result<size_t> recv_2(fd a, mutable_buffer b, msg_flags c) { return kcall::recv(a, b, c); }  // 6: two zeros, the fourth word moves
result<void> shutdown(fd a, shutdown_how b) { return kcall::shutdown(a, b); }  // 3
result<void> setsockopt(fd a, sockopt_level b, int c, const void* d, uint32_t e) { return kcall::setsockopt(a, b, c, d, e); }  // 4
result<void> getsockopt(fd a, sockopt_level b, int c, void* d, uint32_t* e) { return kcall::getsockopt(a, b, c, d, e); }  // 4

result<size_t> sendmsg(fd a, const msghdr& b, msg_flags c) { return kcall::sendmsg(a, b, c); }  // 3
result<size_t> recvmsg(fd a, msghdr& b, msg_flags c) { return kcall::recvmsg(a, b, c); }  // 3
result<unsigned> sendmmsg(fd a, mmsghdr* b, unsigned c, msg_flags d) { return kcall::sendmmsg(a, b, c, d); }  // 4
result<unsigned> recvmmsg(fd a, mmsghdr* b, unsigned c, msg_flags d, timespec* e) { return kcall::recvmmsg(a, b, c, d, e); }  // 4

}  // namespace out
