// seccomp, its filters and its listeners.
#include <linux/filter.h>
#include <linux/seccomp.h>

#include <kcall/call/seccomp.hpp>

#include "same.hpp"

using kcall::seccomp_action;
using kcall::seccomp_flags;
using kcall::seccomp_operation;

SAME_SIZE(kcall::sock_filter, ::sock_filter);
SAME_FIELD(kcall::sock_filter, code, ::sock_filter, code);
SAME_FIELD(kcall::sock_filter, jt, ::sock_filter, jt);
SAME_FIELD(kcall::sock_filter, jf, ::sock_filter, jf);
SAME_FIELD(kcall::sock_filter, k, ::sock_filter, k);
SAME_SIZE(kcall::sock_fprog, ::sock_fprog);
SAME_FIELD(kcall::sock_fprog, len, ::sock_fprog, len);
SAME_FIELD(kcall::sock_fprog, filter, ::sock_fprog, filter);

SAME_VALUE(seccomp_operation::set_mode_strict, SECCOMP_SET_MODE_STRICT);
SAME_VALUE(seccomp_operation::set_mode_filter, SECCOMP_SET_MODE_FILTER);
SAME_VALUE(seccomp_operation::get_action_avail, SECCOMP_GET_ACTION_AVAIL);
SAME_VALUE(seccomp_operation::get_notif_sizes, SECCOMP_GET_NOTIF_SIZES);
SAME_VALUE(seccomp_flags::tsync, SECCOMP_FILTER_FLAG_TSYNC);
SAME_VALUE(seccomp_flags::log, SECCOMP_FILTER_FLAG_LOG);
SAME_VALUE(seccomp_flags::spec_allow, SECCOMP_FILTER_FLAG_SPEC_ALLOW);
SAME_VALUE(seccomp_flags::new_listener, SECCOMP_FILTER_FLAG_NEW_LISTENER);
SAME_VALUE(seccomp_flags::tsync_esrch, SECCOMP_FILTER_FLAG_TSYNC_ESRCH);
SAME_VALUE(seccomp_flags::wait_killable_recv, SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV);
SAME_VALUE(seccomp_action::kill_process, SECCOMP_RET_KILL_PROCESS);
SAME_VALUE(seccomp_action::kill_thread, SECCOMP_RET_KILL_THREAD);
SAME_VALUE(seccomp_action::trap, SECCOMP_RET_TRAP);
SAME_VALUE(seccomp_action::errno_, SECCOMP_RET_ERRNO);
SAME_VALUE(seccomp_action::user_notif, SECCOMP_RET_USER_NOTIF);
SAME_VALUE(seccomp_action::trace, SECCOMP_RET_TRACE);
SAME_VALUE(seccomp_action::log, SECCOMP_RET_LOG);
SAME_VALUE(seccomp_action::allow, SECCOMP_RET_ALLOW);
SAME_VALUE(kcall::seccomp_action_mask, SECCOMP_RET_ACTION_FULL);
SAME_VALUE(kcall::seccomp_data_mask, SECCOMP_RET_DATA);

SAME_SIZE(kcall::seccomp_data, ::seccomp_data);
SAME_FIELD(kcall::seccomp_data, nr, ::seccomp_data, nr);
SAME_FIELD(kcall::seccomp_data, arch, ::seccomp_data, arch);
SAME_FIELD(kcall::seccomp_data, instruction_pointer, ::seccomp_data, instruction_pointer);
SAME_FIELD(kcall::seccomp_data, args, ::seccomp_data, args);
SAME_SIZE(kcall::seccomp_notif_sizes, ::seccomp_notif_sizes);
SAME_FIELD(kcall::seccomp_notif_sizes, seccomp_notif, ::seccomp_notif_sizes, seccomp_notif);
SAME_FIELD(kcall::seccomp_notif_sizes, seccomp_notif_resp, ::seccomp_notif_sizes, seccomp_notif_resp);
SAME_FIELD(kcall::seccomp_notif_sizes, seccomp_data, ::seccomp_notif_sizes, seccomp_data);
SAME_SIZE(kcall::seccomp_notif, ::seccomp_notif);
SAME_FIELD(kcall::seccomp_notif, id, ::seccomp_notif, id);
SAME_FIELD(kcall::seccomp_notif, pid, ::seccomp_notif, pid);
SAME_FIELD(kcall::seccomp_notif, flags, ::seccomp_notif, flags);
SAME_FIELD(kcall::seccomp_notif, data, ::seccomp_notif, data);
SAME_SIZE(kcall::seccomp_notif_resp, ::seccomp_notif_resp);
SAME_FIELD(kcall::seccomp_notif_resp, id, ::seccomp_notif_resp, id);
SAME_FIELD(kcall::seccomp_notif_resp, val, ::seccomp_notif_resp, val);
SAME_FIELD(kcall::seccomp_notif_resp, error, ::seccomp_notif_resp, error);
SAME_FIELD(kcall::seccomp_notif_resp, flags, ::seccomp_notif_resp, flags);
SAME_VALUE(kcall::seccomp_resp_flags::continue_, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
SAME_SIZE(kcall::seccomp_notif_addfd, ::seccomp_notif_addfd);
SAME_FIELD(kcall::seccomp_notif_addfd, id, ::seccomp_notif_addfd, id);
SAME_FIELD(kcall::seccomp_notif_addfd, flags, ::seccomp_notif_addfd, flags);
SAME_FIELD(kcall::seccomp_notif_addfd, srcfd, ::seccomp_notif_addfd, srcfd);
SAME_FIELD(kcall::seccomp_notif_addfd, newfd, ::seccomp_notif_addfd, newfd);
SAME_FIELD(kcall::seccomp_notif_addfd, newfd_flags, ::seccomp_notif_addfd, newfd_flags);
SAME_VALUE(kcall::seccomp_addfd_flags::setfd, SECCOMP_ADDFD_FLAG_SETFD);
SAME_VALUE(kcall::seccomp_addfd_flags::send, SECCOMP_ADDFD_FLAG_SEND);

#ifdef __i386__
using fprog32 = kcall::detail::sock_fprog32;
SAME_SIZE(fprog32, ::sock_fprog);
SAME_FIELD(fprog32, len, ::sock_fprog, len);
SAME_FIELD(fprog32, filter, ::sock_fprog, filter);
#endif
