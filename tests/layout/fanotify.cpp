// fanotify, its events and the records that follow them.
#include <linux/fanotify.h>

#include <kcall/types/fanotify.hpp>

#include "same.hpp"

using kcall::fanotify_flags;
using kcall::fanotify_info_type;
using kcall::fanotify_mark_flags;
using kcall::fanotify_mask;

static_assert(sizeof(kcall::fanotify_event_metadata) == sizeof(::fanotify_event_metadata));
SAME_FIELD(kcall::fanotify_event_metadata, event_len, ::fanotify_event_metadata, event_len);
SAME_FIELD(kcall::fanotify_event_metadata, vers, ::fanotify_event_metadata, vers);
SAME_FIELD(kcall::fanotify_event_metadata, reserved, ::fanotify_event_metadata, reserved);
SAME_FIELD(kcall::fanotify_event_metadata, metadata_len, ::fanotify_event_metadata, metadata_len);
SAME_FIELD(kcall::fanotify_event_metadata, mask, ::fanotify_event_metadata, mask);
SAME_FIELD(kcall::fanotify_event_metadata, fd, ::fanotify_event_metadata, fd);
SAME_FIELD(kcall::fanotify_event_metadata, pid, ::fanotify_event_metadata, pid);
SAME_VALUE(kcall::fanotify_metadata_version, FANOTIFY_METADATA_VERSION);
static_assert(sizeof(kcall::fanotify_event_info_header) == sizeof(::fanotify_event_info_header));
SAME_FIELD(kcall::fanotify_event_info_header, info_type, ::fanotify_event_info_header, info_type);
SAME_FIELD(kcall::fanotify_event_info_header, pad, ::fanotify_event_info_header, pad);
SAME_FIELD(kcall::fanotify_event_info_header, len, ::fanotify_event_info_header, len);
// Where the functions of fanotify_event_info_header look.
static_assert(offsetof(::fanotify_event_info_fid, fsid) == 4 && offsetof(::fanotify_event_info_fid, handle) == 12);
static_assert(offsetof(::fanotify_event_info_pidfd, pidfd) == 4);
static_assert(offsetof(::fanotify_event_info_error, error) == 4);
static_assert(offsetof(::fanotify_event_info_error, error_count) == 8);
SAME_SIZE(kcall::fanotify_response, ::fanotify_response);
SAME_FIELD(kcall::fanotify_response, fd, ::fanotify_response, fd);
SAME_FIELD(kcall::fanotify_response, response, ::fanotify_response, response);

SAME_VALUE(fanotify_flags::cloexec, FAN_CLOEXEC);
SAME_VALUE(fanotify_flags::nonblock, FAN_NONBLOCK);
SAME_VALUE(fanotify_flags::class_notif, FAN_CLASS_NOTIF);
SAME_VALUE(fanotify_flags::class_content, FAN_CLASS_CONTENT);
SAME_VALUE(fanotify_flags::class_pre_content, FAN_CLASS_PRE_CONTENT);
SAME_VALUE(fanotify_flags::unlimited_queue, FAN_UNLIMITED_QUEUE);
SAME_VALUE(fanotify_flags::unlimited_marks, FAN_UNLIMITED_MARKS);
SAME_VALUE(fanotify_flags::enable_audit, FAN_ENABLE_AUDIT);
SAME_VALUE(fanotify_flags::report_pidfd, FAN_REPORT_PIDFD);
SAME_VALUE(fanotify_flags::report_tid, FAN_REPORT_TID);
SAME_VALUE(fanotify_flags::report_fid, FAN_REPORT_FID);
SAME_VALUE(fanotify_flags::report_dir_fid, FAN_REPORT_DIR_FID);
SAME_VALUE(fanotify_flags::report_name, FAN_REPORT_NAME);
SAME_VALUE(fanotify_flags::report_dfid_name, FAN_REPORT_DFID_NAME);
SAME_VALUE(fanotify_flags::report_target_fid, FAN_REPORT_TARGET_FID);
SAME_VALUE(fanotify_flags::report_dfid_name_target, FAN_REPORT_DFID_NAME_TARGET);
#ifdef FAN_REPORT_FD_ERROR
SAME_VALUE(fanotify_flags::report_fd_error, FAN_REPORT_FD_ERROR);
#endif
#ifdef FAN_REPORT_MNT
SAME_VALUE(fanotify_flags::report_mnt, FAN_REPORT_MNT);
SAME_VALUE(fanotify_mark_flags::mntns, FAN_MARK_MNTNS);
SAME_VALUE(fanotify_mask::mnt_attach, FAN_MNT_ATTACH);
SAME_VALUE(fanotify_mask::mnt_detach, FAN_MNT_DETACH);
SAME_VALUE(fanotify_info_type::mnt, FAN_EVENT_INFO_TYPE_MNT);
#endif

SAME_VALUE(fanotify_mark_flags::add, FAN_MARK_ADD);
SAME_VALUE(fanotify_mark_flags::remove, FAN_MARK_REMOVE);
SAME_VALUE(fanotify_mark_flags::dont_follow, FAN_MARK_DONT_FOLLOW);
SAME_VALUE(fanotify_mark_flags::onlydir, FAN_MARK_ONLYDIR);
SAME_VALUE(fanotify_mark_flags::inode, FAN_MARK_INODE);
SAME_VALUE(fanotify_mark_flags::mount, FAN_MARK_MOUNT);
SAME_VALUE(fanotify_mark_flags::filesystem, FAN_MARK_FILESYSTEM);
SAME_VALUE(fanotify_mark_flags::ignored_mask, FAN_MARK_IGNORED_MASK);
SAME_VALUE(fanotify_mark_flags::ignored_surv_modify, FAN_MARK_IGNORED_SURV_MODIFY);
SAME_VALUE(fanotify_mark_flags::flush, FAN_MARK_FLUSH);
SAME_VALUE(fanotify_mark_flags::evictable, FAN_MARK_EVICTABLE);
SAME_VALUE(fanotify_mark_flags::ignore, FAN_MARK_IGNORE);
SAME_VALUE(fanotify_mark_flags::ignore_surv, FAN_MARK_IGNORE_SURV);

SAME_VALUE(fanotify_mask::access, FAN_ACCESS);
SAME_VALUE(fanotify_mask::modify, FAN_MODIFY);
SAME_VALUE(fanotify_mask::attrib, FAN_ATTRIB);
SAME_VALUE(fanotify_mask::close_write, FAN_CLOSE_WRITE);
SAME_VALUE(fanotify_mask::close_nowrite, FAN_CLOSE_NOWRITE);
SAME_VALUE(fanotify_mask::close, FAN_CLOSE);
SAME_VALUE(fanotify_mask::open, FAN_OPEN);
SAME_VALUE(fanotify_mask::moved_from, FAN_MOVED_FROM);
SAME_VALUE(fanotify_mask::moved_to, FAN_MOVED_TO);
SAME_VALUE(fanotify_mask::move, FAN_MOVE);
SAME_VALUE(fanotify_mask::create, FAN_CREATE);
SAME_VALUE(fanotify_mask::delete_, FAN_DELETE);
SAME_VALUE(fanotify_mask::delete_self, FAN_DELETE_SELF);
SAME_VALUE(fanotify_mask::move_self, FAN_MOVE_SELF);
SAME_VALUE(fanotify_mask::open_exec, FAN_OPEN_EXEC);
SAME_VALUE(fanotify_mask::q_overflow, FAN_Q_OVERFLOW);
SAME_VALUE(fanotify_mask::fs_error, FAN_FS_ERROR);
SAME_VALUE(fanotify_mask::open_perm, FAN_OPEN_PERM);
SAME_VALUE(fanotify_mask::access_perm, FAN_ACCESS_PERM);
SAME_VALUE(fanotify_mask::open_exec_perm, FAN_OPEN_EXEC_PERM);
SAME_VALUE(fanotify_mask::event_on_child, FAN_EVENT_ON_CHILD);
SAME_VALUE(fanotify_mask::rename, FAN_RENAME);
SAME_VALUE(fanotify_mask::ondir, FAN_ONDIR);
#ifdef FAN_PRE_ACCESS
SAME_VALUE(fanotify_mask::pre_access, FAN_PRE_ACCESS);
SAME_VALUE(fanotify_info_type::range, FAN_EVENT_INFO_TYPE_RANGE);
static_assert(static_cast<unsigned>(kcall::deny_with(kcall::errc::eio)) == FAN_DENY_ERRNO(5));
#endif

SAME_VALUE(fanotify_info_type::fid, FAN_EVENT_INFO_TYPE_FID);
SAME_VALUE(fanotify_info_type::dfid_name, FAN_EVENT_INFO_TYPE_DFID_NAME);
SAME_VALUE(fanotify_info_type::dfid, FAN_EVENT_INFO_TYPE_DFID);
SAME_VALUE(fanotify_info_type::pidfd, FAN_EVENT_INFO_TYPE_PIDFD);
SAME_VALUE(fanotify_info_type::error, FAN_EVENT_INFO_TYPE_ERROR);
SAME_VALUE(fanotify_info_type::old_dfid_name, FAN_EVENT_INFO_TYPE_OLD_DFID_NAME);
SAME_VALUE(fanotify_info_type::new_dfid_name, FAN_EVENT_INFO_TYPE_NEW_DFID_NAME);
SAME_VALUE(kcall::fanotify_decision::allow, FAN_ALLOW);
SAME_VALUE(kcall::fanotify_decision::deny, FAN_DENY);
SAME_VALUE(kcall::fanotify_decision::audit, FAN_AUDIT);
#ifdef FAN_INFO
SAME_VALUE(kcall::fanotify_decision::info, FAN_INFO);
#endif
