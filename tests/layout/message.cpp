// Messages of sockets and control messages.
#include <linux/net.h>
#include <sys/socket.h>

#include <kcall/call/message.hpp>
#include <kcall/types/control_message.hpp>

#include "same.hpp"

SAME_SIZE(kcall::msghdr, ::msghdr);
SAME_FIELD(kcall::msghdr, msg_name, ::msghdr, msg_name);
SAME_FIELD(kcall::msghdr, msg_namelen, ::msghdr, msg_namelen);
SAME_FIELD(kcall::msghdr, msg_iov, ::msghdr, msg_iov);
SAME_FIELD(kcall::msghdr, msg_iovlen, ::msghdr, msg_iovlen);
SAME_FIELD(kcall::msghdr, msg_control, ::msghdr, msg_control);
SAME_FIELD(kcall::msghdr, msg_controllen, ::msghdr, msg_controllen);
SAME_FIELD(kcall::msghdr, msg_flags, ::msghdr, msg_flags);
SAME_SIZE(kcall::mmsghdr, ::mmsghdr);
SAME_FIELD(kcall::mmsghdr, msg_hdr, ::mmsghdr, msg_hdr);
SAME_FIELD(kcall::mmsghdr, msg_len, ::mmsghdr, msg_len);

// include/net/compat.h: struct compat_msghdr, compat_cmsghdr and compat_mmsghdr are those of ia32.
#ifdef __i386__
SAME_SIZE(kcall::detail::msghdr32, ::msghdr);
SAME_FIELD(kcall::detail::msghdr32, msg_name, ::msghdr, msg_name);
SAME_FIELD(kcall::detail::msghdr32, msg_namelen, ::msghdr, msg_namelen);
SAME_FIELD(kcall::detail::msghdr32, msg_iov, ::msghdr, msg_iov);
SAME_FIELD(kcall::detail::msghdr32, msg_iovlen, ::msghdr, msg_iovlen);
SAME_FIELD(kcall::detail::msghdr32, msg_control, ::msghdr, msg_control);
SAME_FIELD(kcall::detail::msghdr32, msg_controllen, ::msghdr, msg_controllen);
SAME_FIELD(kcall::detail::msghdr32, msg_flags, ::msghdr, msg_flags);
SAME_SIZE(kcall::detail::mmsghdr32, ::mmsghdr);
SAME_FIELD(kcall::detail::mmsghdr32, msg_len, ::mmsghdr, msg_len);
static_assert(sizeof(kcall::detail::cmsghdr32) == sizeof(::cmsghdr));
static_assert(offsetof(kcall::detail::cmsghdr32, cmsg_level) == offsetof(::cmsghdr, cmsg_level));
static_assert(offsetof(kcall::detail::cmsghdr32, cmsg_type) == offsetof(::cmsghdr, cmsg_type));
#endif

SAME_SIZE(kcall::cmsghdr, ::cmsghdr);
SAME_FIELD(kcall::cmsghdr, cmsg_len, ::cmsghdr, cmsg_len);
SAME_FIELD(kcall::cmsghdr, cmsg_level, ::cmsghdr, cmsg_level);
SAME_FIELD(kcall::cmsghdr, cmsg_type, ::cmsghdr, cmsg_type);
static_assert(kcall::cmsg_space(0) == CMSG_SPACE(0) && kcall::cmsg_space(1) == CMSG_SPACE(1));
static_assert(kcall::cmsg_len(0) == CMSG_LEN(0) && kcall::cmsg_len(5) == CMSG_LEN(5));
static_assert(kcall::cmsg_align(0) == CMSG_ALIGN(0) && kcall::cmsg_align(9) == CMSG_ALIGN(9));

SAME_SIZE(kcall::ucred, ::ucred);
SAME_FIELD(kcall::ucred, pid, ::ucred, pid);
SAME_FIELD(kcall::ucred, uid, ::ucred, uid);
SAME_FIELD(kcall::ucred, gid, ::ucred, gid);

SAME_VALUE(kcall::scm::rights, SCM_RIGHTS);
SAME_VALUE(kcall::scm::credentials, SCM_CREDENTIALS);
SAME_VALUE(kcall::scm::rxq_ovfl, SO_RXQ_OVFL);
SAME_VALUE(kcall::scm::wifi_status, SCM_WIFI_STATUS);
SAME_VALUE(kcall::scm::timestamping_opt_stats, SCM_TIMESTAMPING_OPT_STATS);
SAME_VALUE(kcall::scm::timestamping_pktinfo, SCM_TIMESTAMPING_PKTINFO);
SAME_VALUE(kcall::scm::txtime, SCM_TXTIME);
SAME_VALUE(kcall::scm::timestamp_old, SO_TIMESTAMP_OLD);
SAME_VALUE(kcall::scm::timestampns_old, SO_TIMESTAMPNS_OLD);
SAME_VALUE(kcall::scm::timestamping_old, SO_TIMESTAMPING_OLD);
SAME_VALUE(kcall::scm::timestamp_new, SO_TIMESTAMP_NEW);
SAME_VALUE(kcall::scm::timestampns_new, SO_TIMESTAMPNS_NEW);
SAME_VALUE(kcall::scm::timestamping_new, SO_TIMESTAMPING_NEW);
// Linux 6.14, include/uapi/asm-generic/socket.h and include/linux/socket.h (SCM_SECURITY 3, SCM_PIDFD 4).
static_assert(static_cast<int>(kcall::scm::security) == 3 && static_cast<int>(kcall::scm::pidfd) == 4);
static_assert(static_cast<int>(kcall::scm::devmem_linear) == 78 && static_cast<int>(kcall::scm::devmem_dmabuf) == 79);
static_assert(static_cast<int>(kcall::scm::ts_opt_id) == 81);

SAME_VALUE(kcall::detail::socketcall_op::socket, SYS_SOCKET);
SAME_VALUE(kcall::detail::socketcall_op::bind, SYS_BIND);
SAME_VALUE(kcall::detail::socketcall_op::connect, SYS_CONNECT);
SAME_VALUE(kcall::detail::socketcall_op::listen, SYS_LISTEN);
SAME_VALUE(kcall::detail::socketcall_op::getsockname, SYS_GETSOCKNAME);
SAME_VALUE(kcall::detail::socketcall_op::getpeername, SYS_GETPEERNAME);
SAME_VALUE(kcall::detail::socketcall_op::socketpair, SYS_SOCKETPAIR);
SAME_VALUE(kcall::detail::socketcall_op::sendto, SYS_SENDTO);
SAME_VALUE(kcall::detail::socketcall_op::recvfrom, SYS_RECVFROM);
SAME_VALUE(kcall::detail::socketcall_op::shutdown, SYS_SHUTDOWN);
SAME_VALUE(kcall::detail::socketcall_op::setsockopt, SYS_SETSOCKOPT);
SAME_VALUE(kcall::detail::socketcall_op::getsockopt, SYS_GETSOCKOPT);
SAME_VALUE(kcall::detail::socketcall_op::sendmsg, SYS_SENDMSG);
SAME_VALUE(kcall::detail::socketcall_op::recvmsg, SYS_RECVMSG);
SAME_VALUE(kcall::detail::socketcall_op::accept4, SYS_ACCEPT4);
SAME_VALUE(kcall::detail::socketcall_op::recvmmsg, SYS_RECVMMSG);
SAME_VALUE(kcall::detail::socketcall_op::sendmmsg, SYS_SENDMMSG);
// Linux 6.12 to 7.0, include/uapi/asm-generic/socket.h.
static_assert(static_cast<int>(kcall::so::devmem_linear) == 78 && static_cast<int>(kcall::so::devmem_dmabuf) == 79 &&
              static_cast<int>(kcall::so::devmem_dontneed) == 80 && static_cast<int>(kcall::so::rcvpriority) == 82 &&
              static_cast<int>(kcall::so::passrights) == 83 && static_cast<int>(kcall::so::inq) == 84);
static_assert(static_cast<int>(kcall::scm::inq) == 84);
