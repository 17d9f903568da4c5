// Waiting for descriptors, and requests that run by themselves. How to read this: run.py.
//
// Not here:
//   ppoll, pselect, select: copy the timeout, which the kernel would overwrite
//   epoll_pwait2: epoll_pwait where the kernel lacks it
//   eventfd_read, eventfd_write: success is nothing, not eight bytes
//   io_setup: the kernel writes the context in the frame
//   io_pgetevents: the kernel reads a structure with the set, made here
#include <kcall/call/aio.hpp>
#include <kcall/call/epoll.hpp>
#include <kcall/call/eventfd.hpp>
#include <kcall/call/io_uring.hpp>
#include <kcall/call/poll.hpp>
#include <kcall/call/select.hpp>

namespace out {

using namespace kcall;

result<int> poll(pollfd* a, unsigned b, int c) { return kcall::poll(a, b, c); }  // 3

result<fd> epoll_create1(epoll_flags a) { return kcall::epoll_create1(a); }  // 3
result<fd> epoll_create(int a) { return kcall::epoll_create(a); }  // 3
result<void> epoll_ctl(fd a, epoll_op b, fd c, const epoll_event& d) { return kcall::epoll_ctl(a, b, c, d); }  // 4
result<void> epoll_ctl_2(fd a, epoll_op b, fd c) { return kcall::epoll_ctl(a, b, c); }  // 4: a zero
result<int> epoll_wait(fd a, epoll_event* b, int c, int d) { return kcall::epoll_wait(a, b, c, d); }  // 4
result<int> epoll_pwait(fd a, epoll_event* b, int c, int d, const sigset* e) { return kcall::epoll_pwait(a, b, c, d, e); }  // 5: one constant

result<fd> eventfd(unsigned a, efd_flags b) { return kcall::eventfd(a, b); }  // 3

result<void> io_destroy(aio_context a) { return kcall::io_destroy(a); }  // 3
result<long> io_submit(aio_context a, long b, iocb* const* c) { return kcall::io_submit(a, b, c); }  // 3
result<long> io_getevents(aio_context a, long b, long c, io_event* d, const timespec* e) { return kcall::io_getevents(a, b, c, d, e); }  // 4
result<void> io_cancel(aio_context a, iocb& b, io_event* c) { return kcall::io_cancel(a, b, c); }  // 3

result<fd> io_uring_setup(uint32_t a, io_uring_params& b) { return kcall::io_uring_setup(a, b); }  // 3
result<unsigned> io_uring_enter(fd a, uint32_t b, uint32_t c, io_uring_enter_flags d, const sigset* e) { return kcall::io_uring_enter(a, b, c, d, e); }  // 5: one constant
result<unsigned> io_uring_enter_2(fd a, uint32_t b, uint32_t c, io_uring_enter_flags d, const io_uring_getevents_arg& e) { return kcall::io_uring_enter(a, b, c, d, e); }  // 6: one constant, one argument is computed
result<int> io_uring_register(fd a, io_uring_register_op b, const void* c, unsigned d) { return kcall::io_uring_register(a, b, c, d); }  // 4

}  // namespace out
