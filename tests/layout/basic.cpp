// What almost every call needs: times, vectors, polling, statx.
#include <linux/stat.h>
#include <linux/time_types.h>
#include <linux/uio.h>
#include <poll.h>

#include <kcall/types/iovec.hpp>
#include <kcall/types/poll.hpp>
#include <kcall/types/statx.hpp>
#include <kcall/types/time.hpp>

#include "same.hpp"

SAME_SIZE(kcall::timespec, __kernel_timespec);
SAME_FIELD(kcall::timespec, tv_sec, __kernel_timespec, tv_sec);
SAME_FIELD(kcall::timespec, tv_nsec, __kernel_timespec, tv_nsec);

SAME_SIZE(kcall::iovec, ::iovec);

SAME_SIZE(kcall::pollfd, ::pollfd);
SAME_FIELD(kcall::pollfd, events, ::pollfd, events);
SAME_FIELD(kcall::pollfd, revents, ::pollfd, revents);

SAME_SIZE(kcall::statx_t, ::statx);
