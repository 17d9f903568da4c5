// Waiting for descriptors: epoll, select, and eventfd.
#include <linux/eventpoll.h>
#include <linux/posix_types.h>
#include <sys/eventfd.h>

#include <kcall/call/select.hpp>
#include <kcall/types/epoll.hpp>
#include <kcall/types/eventfd.hpp>

#include "same.hpp"

// The kernel's is aligned to one byte on x86-64. Ours, of the same size, to four: an array of them is the same.
using kernel_epoll_event = struct ::epoll_event;
static_assert(sizeof(kcall::epoll_event) == sizeof(kernel_epoll_event));
SAME_FIELD(kcall::epoll_event, events, kernel_epoll_event, events);
SAME_FIELD(kcall::epoll_event, data, kernel_epoll_event, data);
static_assert(sizeof(kcall::epoll_data) == sizeof(kernel_epoll_event::data));

SAME_VALUE(kcall::epoll_flags::cloexec, EPOLL_CLOEXEC);
SAME_VALUE(kcall::epoll_op::add, EPOLL_CTL_ADD);
SAME_VALUE(kcall::epoll_op::del, EPOLL_CTL_DEL);
SAME_VALUE(kcall::epoll_op::mod, EPOLL_CTL_MOD);
SAME_VALUE(kcall::epoll_events::in, EPOLLIN);
SAME_VALUE(kcall::epoll_events::pri, EPOLLPRI);
SAME_VALUE(kcall::epoll_events::out, EPOLLOUT);
SAME_VALUE(kcall::epoll_events::err, EPOLLERR);
SAME_VALUE(kcall::epoll_events::hup, EPOLLHUP);
SAME_VALUE(kcall::epoll_events::nval, EPOLLNVAL);
SAME_VALUE(kcall::epoll_events::rdnorm, EPOLLRDNORM);
SAME_VALUE(kcall::epoll_events::rdband, EPOLLRDBAND);
SAME_VALUE(kcall::epoll_events::wrnorm, EPOLLWRNORM);
SAME_VALUE(kcall::epoll_events::wrband, EPOLLWRBAND);
SAME_VALUE(kcall::epoll_events::msg, EPOLLMSG);
SAME_VALUE(kcall::epoll_events::rdhup, EPOLLRDHUP);
#ifdef EPOLL_URING_WAKE
SAME_VALUE(kcall::epoll_events::uring_wake, EPOLL_URING_WAKE);
#endif
SAME_VALUE(kcall::epoll_events::exclusive, EPOLLEXCLUSIVE);
SAME_VALUE(kcall::epoll_events::wakeup, EPOLLWAKEUP);
SAME_VALUE(kcall::epoll_events::oneshot, EPOLLONESHOT);
SAME_VALUE(kcall::epoll_events::et, EPOLLET);

SAME_VALUE(kcall::efd_flags::semaphore, EFD_SEMAPHORE);
SAME_VALUE(kcall::efd_flags::nonblock, EFD_NONBLOCK);
SAME_VALUE(kcall::efd_flags::cloexec, EFD_CLOEXEC);

SAME_SIZE(kcall::fd_set, __kernel_fd_set);
SAME_VALUE(kcall::fd_set::capacity, __FD_SETSIZE);

// pselect6's sixth argument, struct sigset_argpack of fs/select.c: a pointer and a size_t.
using mask = kcall::detail::select_mask<unsigned long>;
static_assert(sizeof(mask) == 2 * sizeof(long) && offsetof(mask, set) == 0 && offsetof(mask, size) == sizeof(long));
