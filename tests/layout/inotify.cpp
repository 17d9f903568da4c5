// inotify and its events.
#include <linux/inotify.h>

#include <kcall/types/inotify.hpp>

#include "same.hpp"

using kcall::inotify_mask;

static_assert(sizeof(kcall::inotify_event) == sizeof(::inotify_event));
SAME_FIELD(kcall::inotify_event, wd, ::inotify_event, wd);
SAME_FIELD(kcall::inotify_event, mask, ::inotify_event, mask);
SAME_FIELD(kcall::inotify_event, cookie, ::inotify_event, cookie);
SAME_FIELD(kcall::inotify_event, len, ::inotify_event, len);

SAME_VALUE(kcall::inotify_flags::nonblock, IN_NONBLOCK);
SAME_VALUE(kcall::inotify_flags::cloexec, IN_CLOEXEC);
SAME_VALUE(inotify_mask::access, IN_ACCESS);
SAME_VALUE(inotify_mask::modify, IN_MODIFY);
SAME_VALUE(inotify_mask::attrib, IN_ATTRIB);
SAME_VALUE(inotify_mask::close_write, IN_CLOSE_WRITE);
SAME_VALUE(inotify_mask::close_nowrite, IN_CLOSE_NOWRITE);
SAME_VALUE(inotify_mask::open, IN_OPEN);
SAME_VALUE(inotify_mask::moved_from, IN_MOVED_FROM);
SAME_VALUE(inotify_mask::moved_to, IN_MOVED_TO);
SAME_VALUE(inotify_mask::create, IN_CREATE);
SAME_VALUE(inotify_mask::delete_, IN_DELETE);
SAME_VALUE(inotify_mask::delete_self, IN_DELETE_SELF);
SAME_VALUE(inotify_mask::move_self, IN_MOVE_SELF);
SAME_VALUE(inotify_mask::close, IN_CLOSE);
SAME_VALUE(inotify_mask::move, IN_MOVE);
SAME_VALUE(inotify_mask::all_events, IN_ALL_EVENTS);
SAME_VALUE(inotify_mask::unmount, IN_UNMOUNT);
SAME_VALUE(inotify_mask::q_overflow, IN_Q_OVERFLOW);
SAME_VALUE(inotify_mask::ignored, IN_IGNORED);
SAME_VALUE(inotify_mask::isdir, IN_ISDIR);
SAME_VALUE(inotify_mask::onlydir, IN_ONLYDIR);
SAME_VALUE(inotify_mask::dont_follow, IN_DONT_FOLLOW);
SAME_VALUE(inotify_mask::excl_unlink, IN_EXCL_UNLINK);
SAME_VALUE(inotify_mask::mask_create, IN_MASK_CREATE);
SAME_VALUE(inotify_mask::mask_add, IN_MASK_ADD);
SAME_VALUE(inotify_mask::oneshot, IN_ONESHOT);
