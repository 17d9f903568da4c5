// poll(2).
#include <linux/poll.h>

#include <kcall/types/poll.hpp>

#include "same.hpp"

SAME_VALUE(kcall::poll_events::in, POLLIN);
SAME_VALUE(kcall::poll_events::pri, POLLPRI);
SAME_VALUE(kcall::poll_events::out, POLLOUT);
SAME_VALUE(kcall::poll_events::err, POLLERR);
SAME_VALUE(kcall::poll_events::hup, POLLHUP);
SAME_VALUE(kcall::poll_events::nval, POLLNVAL);
SAME_VALUE(kcall::poll_events::rdnorm, POLLRDNORM);
SAME_VALUE(kcall::poll_events::rdband, POLLRDBAND);
SAME_VALUE(kcall::poll_events::wrnorm, POLLWRNORM);
SAME_VALUE(kcall::poll_events::wrband, POLLWRBAND);
SAME_VALUE(kcall::poll_events::msg, POLLMSG);
SAME_VALUE(kcall::poll_events::remove, POLLREMOVE);
SAME_VALUE(kcall::poll_events::rdhup, POLLRDHUP);

using kernel_pollfd = struct ::pollfd;

SAME_SIZE(kcall::pollfd, kernel_pollfd);
SAME_FIELD(kcall::pollfd, fd, kernel_pollfd, fd);
SAME_FIELD(kcall::pollfd, events, kernel_pollfd, events);
SAME_FIELD(kcall::pollfd, revents, kernel_pollfd, revents);
