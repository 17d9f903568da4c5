// POSIX message queues.
#include <linux/mqueue.h>

#include <kcall/types/mqueue.hpp>

#include "same.hpp"

SAME_SIZE(kcall::mq_attr, ::mq_attr);
SAME_FIELD(kcall::mq_attr, mq_flags, ::mq_attr, mq_flags);
SAME_FIELD(kcall::mq_attr, mq_maxmsg, ::mq_attr, mq_maxmsg);
SAME_FIELD(kcall::mq_attr, mq_msgsize, ::mq_attr, mq_msgsize);
SAME_FIELD(kcall::mq_attr, mq_curmsgs, ::mq_attr, mq_curmsgs);
SAME_FIELD(kcall::mq_attr, reserved, ::mq_attr, __reserved);
#ifdef __i386__
SAME_SIZE(kcall::detail::mq_attr32, ::mq_attr);
SAME_FIELD(kcall::detail::mq_attr32, mq_flags, ::mq_attr, mq_flags);
SAME_FIELD(kcall::detail::mq_attr32, mq_maxmsg, ::mq_attr, mq_maxmsg);
SAME_FIELD(kcall::detail::mq_attr32, mq_msgsize, ::mq_attr, mq_msgsize);
SAME_FIELD(kcall::detail::mq_attr32, mq_curmsgs, ::mq_attr, mq_curmsgs);
#endif
SAME_VALUE(kcall::mq_prio_max, MQ_PRIO_MAX);
SAME_VALUE(kcall::notify_cookie_len, NOTIFY_COOKIE_LEN);
SAME_VALUE(kcall::mq_notification::none, NOTIFY_NONE);
SAME_VALUE(kcall::mq_notification::wokenup, NOTIFY_WOKENUP);
SAME_VALUE(kcall::mq_notification::removed, NOTIFY_REMOVED);
