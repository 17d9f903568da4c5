// io_uring: what the kernel headers of this machine have; the rest as Linux 7.2's include/uapi/linux/io_uring.h says.
#include <linux/io_uring.h>

#include <kcall/types/io_uring.hpp>
#include <kcall/types/io_uring_register.hpp>

#include "same.hpp"

SAME_VALUE(kcall::io_uring_op::nop, IORING_OP_NOP);
SAME_VALUE(kcall::io_uring_op::readv, IORING_OP_READV);
SAME_VALUE(kcall::io_uring_op::writev, IORING_OP_WRITEV);
SAME_VALUE(kcall::io_uring_op::fsync, IORING_OP_FSYNC);
SAME_VALUE(kcall::io_uring_op::read_fixed, IORING_OP_READ_FIXED);
SAME_VALUE(kcall::io_uring_op::write_fixed, IORING_OP_WRITE_FIXED);
SAME_VALUE(kcall::io_uring_op::poll_add, IORING_OP_POLL_ADD);
SAME_VALUE(kcall::io_uring_op::poll_remove, IORING_OP_POLL_REMOVE);
SAME_VALUE(kcall::io_uring_op::sync_file_range, IORING_OP_SYNC_FILE_RANGE);
SAME_VALUE(kcall::io_uring_op::sendmsg, IORING_OP_SENDMSG);
SAME_VALUE(kcall::io_uring_op::recvmsg, IORING_OP_RECVMSG);
SAME_VALUE(kcall::io_uring_op::timeout, IORING_OP_TIMEOUT);
SAME_VALUE(kcall::io_uring_op::timeout_remove, IORING_OP_TIMEOUT_REMOVE);
SAME_VALUE(kcall::io_uring_op::accept, IORING_OP_ACCEPT);
SAME_VALUE(kcall::io_uring_op::async_cancel, IORING_OP_ASYNC_CANCEL);
SAME_VALUE(kcall::io_uring_op::link_timeout, IORING_OP_LINK_TIMEOUT);
SAME_VALUE(kcall::io_uring_op::connect, IORING_OP_CONNECT);
SAME_VALUE(kcall::io_uring_op::fallocate, IORING_OP_FALLOCATE);
SAME_VALUE(kcall::io_uring_op::openat, IORING_OP_OPENAT);
SAME_VALUE(kcall::io_uring_op::close, IORING_OP_CLOSE);
SAME_VALUE(kcall::io_uring_op::files_update, IORING_OP_FILES_UPDATE);
SAME_VALUE(kcall::io_uring_op::statx, IORING_OP_STATX);
SAME_VALUE(kcall::io_uring_op::read, IORING_OP_READ);
SAME_VALUE(kcall::io_uring_op::write, IORING_OP_WRITE);
SAME_VALUE(kcall::io_uring_op::fadvise, IORING_OP_FADVISE);
SAME_VALUE(kcall::io_uring_op::madvise, IORING_OP_MADVISE);
SAME_VALUE(kcall::io_uring_op::send, IORING_OP_SEND);
SAME_VALUE(kcall::io_uring_op::recv, IORING_OP_RECV);
SAME_VALUE(kcall::io_uring_op::openat2, IORING_OP_OPENAT2);
SAME_VALUE(kcall::io_uring_op::epoll_ctl, IORING_OP_EPOLL_CTL);
SAME_VALUE(kcall::io_uring_op::splice, IORING_OP_SPLICE);
SAME_VALUE(kcall::io_uring_op::provide_buffers, IORING_OP_PROVIDE_BUFFERS);
SAME_VALUE(kcall::io_uring_op::remove_buffers, IORING_OP_REMOVE_BUFFERS);
SAME_VALUE(kcall::io_uring_op::tee, IORING_OP_TEE);
SAME_VALUE(kcall::io_uring_op::shutdown, IORING_OP_SHUTDOWN);
SAME_VALUE(kcall::io_uring_op::renameat, IORING_OP_RENAMEAT);
SAME_VALUE(kcall::io_uring_op::unlinkat, IORING_OP_UNLINKAT);
SAME_VALUE(kcall::io_uring_op::mkdirat, IORING_OP_MKDIRAT);
SAME_VALUE(kcall::io_uring_op::symlinkat, IORING_OP_SYMLINKAT);
SAME_VALUE(kcall::io_uring_op::linkat, IORING_OP_LINKAT);
SAME_VALUE(kcall::io_uring_op::msg_ring, IORING_OP_MSG_RING);
SAME_VALUE(kcall::io_uring_op::fsetxattr, IORING_OP_FSETXATTR);
SAME_VALUE(kcall::io_uring_op::setxattr, IORING_OP_SETXATTR);
SAME_VALUE(kcall::io_uring_op::fgetxattr, IORING_OP_FGETXATTR);
SAME_VALUE(kcall::io_uring_op::getxattr, IORING_OP_GETXATTR);
SAME_VALUE(kcall::io_uring_op::socket, IORING_OP_SOCKET);
SAME_VALUE(kcall::io_uring_op::uring_cmd, IORING_OP_URING_CMD);
SAME_VALUE(kcall::io_uring_op::send_zc, IORING_OP_SEND_ZC);
SAME_VALUE(kcall::io_uring_op::sendmsg_zc, IORING_OP_SENDMSG_ZC);
SAME_VALUE(kcall::io_uring_op::read_multishot, 49);
SAME_VALUE(kcall::io_uring_op::waitid, 50);
SAME_VALUE(kcall::io_uring_op::futex_wait, 51);
SAME_VALUE(kcall::io_uring_op::futex_wake, 52);
SAME_VALUE(kcall::io_uring_op::futex_waitv, 53);
SAME_VALUE(kcall::io_uring_op::fixed_fd_install, 54);
SAME_VALUE(kcall::io_uring_op::ftruncate, 55);
SAME_VALUE(kcall::io_uring_op::bind, 56);
SAME_VALUE(kcall::io_uring_op::listen, 57);
SAME_VALUE(kcall::io_uring_op::recv_zc, 58);
SAME_VALUE(kcall::io_uring_op::epoll_wait, 59);
SAME_VALUE(kcall::io_uring_op::readv_fixed, 60);
SAME_VALUE(kcall::io_uring_op::writev_fixed, 61);
SAME_VALUE(kcall::io_uring_op::pipe, 62);
SAME_VALUE(kcall::io_uring_op::nop128, 63);
SAME_VALUE(kcall::io_uring_op::uring_cmd128, 64);

SAME_VALUE(kcall::io_uring_register_op::buffers, IORING_REGISTER_BUFFERS);
SAME_VALUE(kcall::io_uring_register_op::unregister_buffers, IORING_UNREGISTER_BUFFERS);
SAME_VALUE(kcall::io_uring_register_op::files, IORING_REGISTER_FILES);
SAME_VALUE(kcall::io_uring_register_op::unregister_files, IORING_UNREGISTER_FILES);
SAME_VALUE(kcall::io_uring_register_op::eventfd, IORING_REGISTER_EVENTFD);
SAME_VALUE(kcall::io_uring_register_op::unregister_eventfd, IORING_UNREGISTER_EVENTFD);
SAME_VALUE(kcall::io_uring_register_op::files_update, IORING_REGISTER_FILES_UPDATE);
SAME_VALUE(kcall::io_uring_register_op::eventfd_async, IORING_REGISTER_EVENTFD_ASYNC);
SAME_VALUE(kcall::io_uring_register_op::probe, IORING_REGISTER_PROBE);
SAME_VALUE(kcall::io_uring_register_op::personality, IORING_REGISTER_PERSONALITY);
SAME_VALUE(kcall::io_uring_register_op::unregister_personality, IORING_UNREGISTER_PERSONALITY);
SAME_VALUE(kcall::io_uring_register_op::restrictions, IORING_REGISTER_RESTRICTIONS);
SAME_VALUE(kcall::io_uring_register_op::enable_rings, IORING_REGISTER_ENABLE_RINGS);
SAME_VALUE(kcall::io_uring_register_op::files2, IORING_REGISTER_FILES2);
SAME_VALUE(kcall::io_uring_register_op::files_update2, IORING_REGISTER_FILES_UPDATE2);
SAME_VALUE(kcall::io_uring_register_op::buffers2, IORING_REGISTER_BUFFERS2);
SAME_VALUE(kcall::io_uring_register_op::buffers_update, IORING_REGISTER_BUFFERS_UPDATE);
SAME_VALUE(kcall::io_uring_register_op::iowq_aff, IORING_REGISTER_IOWQ_AFF);
SAME_VALUE(kcall::io_uring_register_op::unregister_iowq_aff, IORING_UNREGISTER_IOWQ_AFF);
SAME_VALUE(kcall::io_uring_register_op::iowq_max_workers, IORING_REGISTER_IOWQ_MAX_WORKERS);
SAME_VALUE(kcall::io_uring_register_op::ring_fds, IORING_REGISTER_RING_FDS);
SAME_VALUE(kcall::io_uring_register_op::unregister_ring_fds, IORING_UNREGISTER_RING_FDS);
SAME_VALUE(kcall::io_uring_register_op::pbuf_ring, IORING_REGISTER_PBUF_RING);
SAME_VALUE(kcall::io_uring_register_op::unregister_pbuf_ring, IORING_UNREGISTER_PBUF_RING);
SAME_VALUE(kcall::io_uring_register_op::sync_cancel, IORING_REGISTER_SYNC_CANCEL);
SAME_VALUE(kcall::io_uring_register_op::file_alloc_range, IORING_REGISTER_FILE_ALLOC_RANGE);
SAME_VALUE(kcall::io_uring_register_op::pbuf_status, 26);
SAME_VALUE(kcall::io_uring_register_op::napi, 27);
SAME_VALUE(kcall::io_uring_register_op::unregister_napi, 28);
SAME_VALUE(kcall::io_uring_register_op::clock, 29);
SAME_VALUE(kcall::io_uring_register_op::clone_buffers, 30);
SAME_VALUE(kcall::io_uring_register_op::send_msg_ring, 31);
SAME_VALUE(kcall::io_uring_register_op::zcrx_ifq, 32);
SAME_VALUE(kcall::io_uring_register_op::resize_rings, 33);
SAME_VALUE(kcall::io_uring_register_op::mem_region, 34);
SAME_VALUE(kcall::io_uring_register_op::query, 35);
SAME_VALUE(kcall::io_uring_register_op::zcrx_ctrl, 36);
SAME_VALUE(kcall::io_uring_register_op::bpf_filter, 37);
SAME_VALUE(kcall::io_uring_register_op::use_registered_ring, 1U << 31);

SAME_VALUE(kcall::iosqe::fixed_file, IOSQE_FIXED_FILE);
SAME_VALUE(kcall::iosqe::io_drain, IOSQE_IO_DRAIN);
SAME_VALUE(kcall::iosqe::io_link, IOSQE_IO_LINK);
SAME_VALUE(kcall::iosqe::io_hardlink, IOSQE_IO_HARDLINK);
SAME_VALUE(kcall::iosqe::async, IOSQE_ASYNC);
SAME_VALUE(kcall::iosqe::buffer_select, IOSQE_BUFFER_SELECT);
SAME_VALUE(kcall::iosqe::cqe_skip_success, IOSQE_CQE_SKIP_SUCCESS);

SAME_VALUE(kcall::io_uring_setup_flags::iopoll, IORING_SETUP_IOPOLL);
SAME_VALUE(kcall::io_uring_setup_flags::sqpoll, IORING_SETUP_SQPOLL);
SAME_VALUE(kcall::io_uring_setup_flags::sq_aff, IORING_SETUP_SQ_AFF);
SAME_VALUE(kcall::io_uring_setup_flags::cqsize, IORING_SETUP_CQSIZE);
SAME_VALUE(kcall::io_uring_setup_flags::clamp, IORING_SETUP_CLAMP);
SAME_VALUE(kcall::io_uring_setup_flags::attach_wq, IORING_SETUP_ATTACH_WQ);
SAME_VALUE(kcall::io_uring_setup_flags::r_disabled, IORING_SETUP_R_DISABLED);
SAME_VALUE(kcall::io_uring_setup_flags::submit_all, IORING_SETUP_SUBMIT_ALL);
SAME_VALUE(kcall::io_uring_setup_flags::coop_taskrun, IORING_SETUP_COOP_TASKRUN);
SAME_VALUE(kcall::io_uring_setup_flags::taskrun_flag, IORING_SETUP_TASKRUN_FLAG);
SAME_VALUE(kcall::io_uring_setup_flags::sqe128, IORING_SETUP_SQE128);
SAME_VALUE(kcall::io_uring_setup_flags::cqe32, IORING_SETUP_CQE32);
SAME_VALUE(kcall::io_uring_setup_flags::single_issuer, IORING_SETUP_SINGLE_ISSUER);
SAME_VALUE(kcall::io_uring_setup_flags::defer_taskrun, IORING_SETUP_DEFER_TASKRUN);
#ifdef IORING_SETUP_NO_MMAP
SAME_VALUE(kcall::io_uring_setup_flags::no_mmap, IORING_SETUP_NO_MMAP);
#endif
#ifdef IORING_SETUP_REGISTERED_FD_ONLY
SAME_VALUE(kcall::io_uring_setup_flags::registered_fd_only, IORING_SETUP_REGISTERED_FD_ONLY);
#endif
#ifdef IORING_SETUP_NO_SQARRAY
SAME_VALUE(kcall::io_uring_setup_flags::no_sqarray, IORING_SETUP_NO_SQARRAY);
#endif
#ifdef IORING_SETUP_HYBRID_IOPOLL
SAME_VALUE(kcall::io_uring_setup_flags::hybrid_iopoll, IORING_SETUP_HYBRID_IOPOLL);
#endif
#ifdef IORING_SETUP_CQE_MIXED
SAME_VALUE(kcall::io_uring_setup_flags::cqe_mixed, IORING_SETUP_CQE_MIXED);
#endif
#ifdef IORING_SETUP_SQE_MIXED
SAME_VALUE(kcall::io_uring_setup_flags::sqe_mixed, IORING_SETUP_SQE_MIXED);
#endif
#ifdef IORING_SETUP_SQ_REWIND
SAME_VALUE(kcall::io_uring_setup_flags::sq_rewind, IORING_SETUP_SQ_REWIND);
#endif

SAME_VALUE(kcall::io_uring_features::single_mmap, IORING_FEAT_SINGLE_MMAP);
SAME_VALUE(kcall::io_uring_features::nodrop, IORING_FEAT_NODROP);
SAME_VALUE(kcall::io_uring_features::submit_stable, IORING_FEAT_SUBMIT_STABLE);
SAME_VALUE(kcall::io_uring_features::rw_cur_pos, IORING_FEAT_RW_CUR_POS);
SAME_VALUE(kcall::io_uring_features::cur_personality, IORING_FEAT_CUR_PERSONALITY);
SAME_VALUE(kcall::io_uring_features::fast_poll, IORING_FEAT_FAST_POLL);
SAME_VALUE(kcall::io_uring_features::poll_32bits, IORING_FEAT_POLL_32BITS);
SAME_VALUE(kcall::io_uring_features::sqpoll_nonfixed, IORING_FEAT_SQPOLL_NONFIXED);
SAME_VALUE(kcall::io_uring_features::ext_arg, IORING_FEAT_EXT_ARG);
SAME_VALUE(kcall::io_uring_features::native_workers, IORING_FEAT_NATIVE_WORKERS);
SAME_VALUE(kcall::io_uring_features::rsrc_tags, IORING_FEAT_RSRC_TAGS);
SAME_VALUE(kcall::io_uring_features::cqe_skip, IORING_FEAT_CQE_SKIP);
SAME_VALUE(kcall::io_uring_features::linked_file, IORING_FEAT_LINKED_FILE);
#ifdef IORING_FEAT_REG_REG_RING
SAME_VALUE(kcall::io_uring_features::reg_reg_ring, IORING_FEAT_REG_REG_RING);
#endif
#ifdef IORING_FEAT_RECVSEND_BUNDLE
SAME_VALUE(kcall::io_uring_features::recvsend_bundle, IORING_FEAT_RECVSEND_BUNDLE);
#endif
#ifdef IORING_FEAT_MIN_TIMEOUT
SAME_VALUE(kcall::io_uring_features::min_timeout, IORING_FEAT_MIN_TIMEOUT);
#endif
#ifdef IORING_FEAT_RW_ATTR
SAME_VALUE(kcall::io_uring_features::rw_attr, IORING_FEAT_RW_ATTR);
#endif
#ifdef IORING_FEAT_NO_IOWAIT
SAME_VALUE(kcall::io_uring_features::no_iowait, IORING_FEAT_NO_IOWAIT);
#endif

SAME_VALUE(kcall::io_uring_enter_flags::getevents, IORING_ENTER_GETEVENTS);
SAME_VALUE(kcall::io_uring_enter_flags::sq_wakeup, IORING_ENTER_SQ_WAKEUP);
SAME_VALUE(kcall::io_uring_enter_flags::sq_wait, IORING_ENTER_SQ_WAIT);
SAME_VALUE(kcall::io_uring_enter_flags::ext_arg, IORING_ENTER_EXT_ARG);
SAME_VALUE(kcall::io_uring_enter_flags::registered_ring, IORING_ENTER_REGISTERED_RING);
#ifdef IORING_ENTER_ABS_TIMER
SAME_VALUE(kcall::io_uring_enter_flags::abs_timer, IORING_ENTER_ABS_TIMER);
#endif
#ifdef IORING_ENTER_EXT_ARG_REG
SAME_VALUE(kcall::io_uring_enter_flags::ext_arg_reg, IORING_ENTER_EXT_ARG_REG);
#endif
#ifdef IORING_ENTER_NO_IOWAIT
SAME_VALUE(kcall::io_uring_enter_flags::no_iowait, IORING_ENTER_NO_IOWAIT);
#endif

SAME_VALUE(kcall::io_uring_sq_flags::need_wakeup, IORING_SQ_NEED_WAKEUP);
SAME_VALUE(kcall::io_uring_sq_flags::cq_overflow, IORING_SQ_CQ_OVERFLOW);
SAME_VALUE(kcall::io_uring_sq_flags::taskrun, IORING_SQ_TASKRUN);

SAME_VALUE(kcall::io_uring_cq_flags::eventfd_disabled, IORING_CQ_EVENTFD_DISABLED);

SAME_VALUE(kcall::io_uring_cqe_flags::buffer, IORING_CQE_F_BUFFER);
SAME_VALUE(kcall::io_uring_cqe_flags::more, IORING_CQE_F_MORE);
SAME_VALUE(kcall::io_uring_cqe_flags::sock_nonempty, IORING_CQE_F_SOCK_NONEMPTY);
SAME_VALUE(kcall::io_uring_cqe_flags::notif, IORING_CQE_F_NOTIF);
#ifdef IORING_CQE_F_BUF_MORE
SAME_VALUE(kcall::io_uring_cqe_flags::buf_more, IORING_CQE_F_BUF_MORE);
#endif
#ifdef IORING_CQE_F_SKIP
SAME_VALUE(kcall::io_uring_cqe_flags::skip, IORING_CQE_F_SKIP);
#endif
#ifdef IORING_CQE_F_32
SAME_VALUE(kcall::io_uring_cqe_flags::cqe32, IORING_CQE_F_32);
#endif

SAME_VALUE(kcall::io_uring_fsync::datasync, IORING_FSYNC_DATASYNC);

SAME_VALUE(kcall::io_uring_timeout::abs, IORING_TIMEOUT_ABS);
SAME_VALUE(kcall::io_uring_timeout::update, IORING_TIMEOUT_UPDATE);
SAME_VALUE(kcall::io_uring_timeout::boottime, IORING_TIMEOUT_BOOTTIME);
SAME_VALUE(kcall::io_uring_timeout::realtime, IORING_TIMEOUT_REALTIME);
SAME_VALUE(kcall::io_uring_timeout::link_update, IORING_LINK_TIMEOUT_UPDATE);
SAME_VALUE(kcall::io_uring_timeout::etime_success, IORING_TIMEOUT_ETIME_SUCCESS);
#ifdef IORING_TIMEOUT_MULTISHOT
SAME_VALUE(kcall::io_uring_timeout::multishot, IORING_TIMEOUT_MULTISHOT);
#endif
#ifdef IORING_TIMEOUT_IMMEDIATE_ARG
SAME_VALUE(kcall::io_uring_timeout::immediate_arg, IORING_TIMEOUT_IMMEDIATE_ARG);
#endif

SAME_VALUE(kcall::io_uring_poll::add_multi, IORING_POLL_ADD_MULTI);
SAME_VALUE(kcall::io_uring_poll::update_events, IORING_POLL_UPDATE_EVENTS);
SAME_VALUE(kcall::io_uring_poll::update_user_data, IORING_POLL_UPDATE_USER_DATA);
SAME_VALUE(kcall::io_uring_poll::add_level, IORING_POLL_ADD_LEVEL);

SAME_VALUE(kcall::io_uring_cancel::all, IORING_ASYNC_CANCEL_ALL);
SAME_VALUE(kcall::io_uring_cancel::fd_, IORING_ASYNC_CANCEL_FD);
SAME_VALUE(kcall::io_uring_cancel::any, IORING_ASYNC_CANCEL_ANY);
SAME_VALUE(kcall::io_uring_cancel::fd_fixed, IORING_ASYNC_CANCEL_FD_FIXED);
#ifdef IORING_ASYNC_CANCEL_USERDATA
SAME_VALUE(kcall::io_uring_cancel::userdata, IORING_ASYNC_CANCEL_USERDATA);
#endif
#ifdef IORING_ASYNC_CANCEL_OP
SAME_VALUE(kcall::io_uring_cancel::op, IORING_ASYNC_CANCEL_OP);
#endif

SAME_VALUE(kcall::io_uring_recvsend::poll_first, IORING_RECVSEND_POLL_FIRST);
SAME_VALUE(kcall::io_uring_recvsend::recv_multishot, IORING_RECV_MULTISHOT);
SAME_VALUE(kcall::io_uring_recvsend::fixed_buf, IORING_RECVSEND_FIXED_BUF);
SAME_VALUE(kcall::io_uring_recvsend::send_zc_report_usage, IORING_SEND_ZC_REPORT_USAGE);
#ifdef IORING_RECVSEND_BUNDLE
SAME_VALUE(kcall::io_uring_recvsend::bundle, IORING_RECVSEND_BUNDLE);
#endif
#ifdef IORING_SEND_VECTORIZED
SAME_VALUE(kcall::io_uring_recvsend::send_vectorized, IORING_SEND_VECTORIZED);
#endif

SAME_VALUE(kcall::io_uring_accept::multishot, IORING_ACCEPT_MULTISHOT);
#ifdef IORING_ACCEPT_DONTWAIT
SAME_VALUE(kcall::io_uring_accept::dontwait, IORING_ACCEPT_DONTWAIT);
#endif
#ifdef IORING_ACCEPT_POLL_FIRST
SAME_VALUE(kcall::io_uring_accept::poll_first, IORING_ACCEPT_POLL_FIRST);
#endif

SAME_VALUE(kcall::io_uring_off_sq_ring, IORING_OFF_SQ_RING);
SAME_VALUE(kcall::io_uring_off_cq_ring, IORING_OFF_CQ_RING);
SAME_VALUE(kcall::io_uring_off_sqes, IORING_OFF_SQES);
#ifdef IORING_OFF_PBUF_RING
SAME_VALUE(kcall::io_uring_off_pbuf_ring, IORING_OFF_PBUF_RING);
SAME_VALUE(kcall::io_uring_off_pbuf_shift, IORING_OFF_PBUF_SHIFT);
#endif
SAME_VALUE(kcall::io_uring_file_index_alloc, IORING_FILE_INDEX_ALLOC);
SAME_VALUE(kcall::io_uring_cqe_buffer_shift, IORING_CQE_BUFFER_SHIFT);
static_assert(kcall::io_uring_probe_op{{}, 0, IO_URING_OP_SUPPORTED, 0}.is_supported());

SAME_SIZE(kcall::io_uring_sqe, ::io_uring_sqe);
SAME_FIELD(kcall::io_uring_sqe, opcode, ::io_uring_sqe, opcode);
SAME_FIELD(kcall::io_uring_sqe, flags, ::io_uring_sqe, flags);
SAME_FIELD(kcall::io_uring_sqe, ioprio, ::io_uring_sqe, ioprio);
SAME_FIELD(kcall::io_uring_sqe, fd, ::io_uring_sqe, fd);
SAME_FIELD(kcall::io_uring_sqe, off, ::io_uring_sqe, off);
SAME_FIELD(kcall::io_uring_sqe, addr2, ::io_uring_sqe, addr2);
SAME_FIELD(kcall::io_uring_sqe, cmd_op, ::io_uring_sqe, cmd_op);
SAME_FIELD(kcall::io_uring_sqe, addr, ::io_uring_sqe, addr);
SAME_FIELD(kcall::io_uring_sqe, splice_off_in, ::io_uring_sqe, splice_off_in);
SAME_FIELD(kcall::io_uring_sqe, len, ::io_uring_sqe, len);
SAME_FIELD(kcall::io_uring_sqe, op_flags, ::io_uring_sqe, rw_flags);
SAME_FIELD(kcall::io_uring_sqe, rw_flags, ::io_uring_sqe, rw_flags);
SAME_FIELD(kcall::io_uring_sqe, fsync_flags, ::io_uring_sqe, fsync_flags);
SAME_FIELD(kcall::io_uring_sqe, poll_events, ::io_uring_sqe, poll_events);
SAME_FIELD(kcall::io_uring_sqe, poll32_events, ::io_uring_sqe, poll32_events);
SAME_FIELD(kcall::io_uring_sqe, sync_range_flags, ::io_uring_sqe, sync_range_flags);
SAME_FIELD(kcall::io_uring_sqe, msg_flags, ::io_uring_sqe, msg_flags);
SAME_FIELD(kcall::io_uring_sqe, timeout_flags, ::io_uring_sqe, timeout_flags);
SAME_FIELD(kcall::io_uring_sqe, accept_flags, ::io_uring_sqe, accept_flags);
SAME_FIELD(kcall::io_uring_sqe, cancel_flags, ::io_uring_sqe, cancel_flags);
SAME_FIELD(kcall::io_uring_sqe, open_flags, ::io_uring_sqe, open_flags);
SAME_FIELD(kcall::io_uring_sqe, statx_flags, ::io_uring_sqe, statx_flags);
SAME_FIELD(kcall::io_uring_sqe, fadvise_advice, ::io_uring_sqe, fadvise_advice);
SAME_FIELD(kcall::io_uring_sqe, splice_flags, ::io_uring_sqe, splice_flags);
SAME_FIELD(kcall::io_uring_sqe, rename_flags, ::io_uring_sqe, rename_flags);
SAME_FIELD(kcall::io_uring_sqe, unlink_flags, ::io_uring_sqe, unlink_flags);
SAME_FIELD(kcall::io_uring_sqe, hardlink_flags, ::io_uring_sqe, hardlink_flags);
SAME_FIELD(kcall::io_uring_sqe, xattr_flags, ::io_uring_sqe, xattr_flags);
SAME_FIELD(kcall::io_uring_sqe, msg_ring_flags, ::io_uring_sqe, msg_ring_flags);
SAME_FIELD(kcall::io_uring_sqe, user_data, ::io_uring_sqe, user_data);
SAME_FIELD(kcall::io_uring_sqe, buf_index, ::io_uring_sqe, buf_index);
SAME_FIELD(kcall::io_uring_sqe, buf_group, ::io_uring_sqe, buf_group);
SAME_FIELD(kcall::io_uring_sqe, personality, ::io_uring_sqe, personality);
SAME_FIELD(kcall::io_uring_sqe, splice_fd_in, ::io_uring_sqe, splice_fd_in);
SAME_FIELD(kcall::io_uring_sqe, file_index, ::io_uring_sqe, file_index);
SAME_FIELD(kcall::io_uring_sqe, addr_len, ::io_uring_sqe, addr_len);
SAME_FIELD(kcall::io_uring_sqe, addr3, ::io_uring_sqe, addr3);
// Linux 7.2: level and optname over addr, optlen and zcrx_ifq_idx over file_index, attr_ptr and optval over addr3,
// attr_type_mask behind it, all newer flags over rw_flags.
static_assert(offsetof(kcall::io_uring_sqe, option) == 16 && offsetof(kcall::io_uring_sockopt, level) == 0 &&
              offsetof(kcall::io_uring_sockopt, optname) == 4);
static_assert(offsetof(kcall::io_uring_sqe, optlen) == 44 && offsetof(kcall::io_uring_sqe, zcrx_ifq_idx) == 44);
static_assert(offsetof(kcall::io_uring_sqe, attr_ptr) == 48 && offsetof(kcall::io_uring_sqe, optval) == 48);
static_assert(offsetof(kcall::io_uring_sqe, pad2) == 56 && offsetof(kcall::io_uring_sqe, attr_type_mask) == 56);
static_assert(offsetof(kcall::io_uring_sqe, uring_cmd_flags) == 28 &&
              offsetof(kcall::io_uring_sqe, waitid_flags) == 28 && offsetof(kcall::io_uring_sqe, futex_flags) == 28 &&
              offsetof(kcall::io_uring_sqe, install_fd_flags) == 28 && offsetof(kcall::io_uring_sqe, nop_flags) == 28 &&
              offsetof(kcall::io_uring_sqe, pipe_flags) == 28);

SAME_SIZE(kcall::io_uring_cqe, ::io_uring_cqe);
SAME_FIELD(kcall::io_uring_cqe, user_data, ::io_uring_cqe, user_data);
SAME_FIELD(kcall::io_uring_cqe, res, ::io_uring_cqe, res);
SAME_FIELD(kcall::io_uring_cqe, flags, ::io_uring_cqe, flags);
SAME_SIZE(kcall::io_sqring_offsets, ::io_sqring_offsets);
SAME_FIELD(kcall::io_sqring_offsets, head, ::io_sqring_offsets, head);
SAME_FIELD(kcall::io_sqring_offsets, tail, ::io_sqring_offsets, tail);
SAME_FIELD(kcall::io_sqring_offsets, ring_mask, ::io_sqring_offsets, ring_mask);
SAME_FIELD(kcall::io_sqring_offsets, ring_entries, ::io_sqring_offsets, ring_entries);
SAME_FIELD(kcall::io_sqring_offsets, flags, ::io_sqring_offsets, flags);
SAME_FIELD(kcall::io_sqring_offsets, dropped, ::io_sqring_offsets, dropped);
SAME_FIELD(kcall::io_sqring_offsets, array, ::io_sqring_offsets, array);
SAME_FIELD(kcall::io_sqring_offsets, resv1, ::io_sqring_offsets, resv1);
// Later headers have other names for what was reserved, here and below.
static_assert(offsetof(kcall::io_sqring_offsets, user_addr) == offsetof(::io_sqring_offsets, resv1) + 4);
SAME_SIZE(kcall::io_cqring_offsets, ::io_cqring_offsets);
SAME_FIELD(kcall::io_cqring_offsets, head, ::io_cqring_offsets, head);
SAME_FIELD(kcall::io_cqring_offsets, tail, ::io_cqring_offsets, tail);
SAME_FIELD(kcall::io_cqring_offsets, ring_mask, ::io_cqring_offsets, ring_mask);
SAME_FIELD(kcall::io_cqring_offsets, ring_entries, ::io_cqring_offsets, ring_entries);
SAME_FIELD(kcall::io_cqring_offsets, overflow, ::io_cqring_offsets, overflow);
SAME_FIELD(kcall::io_cqring_offsets, cqes, ::io_cqring_offsets, cqes);
SAME_FIELD(kcall::io_cqring_offsets, flags, ::io_cqring_offsets, flags);
SAME_FIELD(kcall::io_cqring_offsets, resv1, ::io_cqring_offsets, resv1);
static_assert(offsetof(kcall::io_cqring_offsets, user_addr) == offsetof(::io_cqring_offsets, resv1) + 4);
SAME_SIZE(kcall::io_uring_params, ::io_uring_params);
SAME_FIELD(kcall::io_uring_params, sq_entries, ::io_uring_params, sq_entries);
SAME_FIELD(kcall::io_uring_params, cq_entries, ::io_uring_params, cq_entries);
SAME_FIELD(kcall::io_uring_params, flags, ::io_uring_params, flags);
SAME_FIELD(kcall::io_uring_params, sq_thread_cpu, ::io_uring_params, sq_thread_cpu);
SAME_FIELD(kcall::io_uring_params, sq_thread_idle, ::io_uring_params, sq_thread_idle);
SAME_FIELD(kcall::io_uring_params, features, ::io_uring_params, features);
SAME_FIELD(kcall::io_uring_params, wq_fd, ::io_uring_params, wq_fd);
SAME_FIELD(kcall::io_uring_params, resv, ::io_uring_params, resv);
SAME_FIELD(kcall::io_uring_params, sq_off, ::io_uring_params, sq_off);
SAME_FIELD(kcall::io_uring_params, cq_off, ::io_uring_params, cq_off);
SAME_SIZE(kcall::io_uring_getevents_arg, ::io_uring_getevents_arg);
SAME_FIELD(kcall::io_uring_getevents_arg, sigmask, ::io_uring_getevents_arg, sigmask);
SAME_FIELD(kcall::io_uring_getevents_arg, sigmask_sz, ::io_uring_getevents_arg, sigmask_sz);
static_assert(offsetof(kcall::io_uring_getevents_arg, min_wait_usec) ==
              offsetof(::io_uring_getevents_arg, sigmask_sz) + 4);
SAME_FIELD(kcall::io_uring_getevents_arg, ts, ::io_uring_getevents_arg, ts);
SAME_SIZE(kcall::io_uring_probe_op, ::io_uring_probe_op);
SAME_FIELD(kcall::io_uring_probe_op, op, ::io_uring_probe_op, op);
SAME_FIELD(kcall::io_uring_probe_op, resv, ::io_uring_probe_op, resv);
SAME_FIELD(kcall::io_uring_probe_op, flags, ::io_uring_probe_op, flags);
SAME_FIELD(kcall::io_uring_probe_op, resv2, ::io_uring_probe_op, resv2);
using probe = kcall::io_uring_probe<1>;
static_assert(offsetof(probe, ops) == offsetof(::io_uring_probe, ops) && offsetof(probe, ops_len) == 1 &&
              offsetof(probe, last_op) == 0);
SAME_SIZE(kcall::io_uring_rsrc_register, ::io_uring_rsrc_register);
SAME_FIELD(kcall::io_uring_rsrc_register, nr, ::io_uring_rsrc_register, nr);
SAME_FIELD(kcall::io_uring_rsrc_register, flags, ::io_uring_rsrc_register, flags);
SAME_FIELD(kcall::io_uring_rsrc_register, resv2, ::io_uring_rsrc_register, resv2);
SAME_FIELD(kcall::io_uring_rsrc_register, data, ::io_uring_rsrc_register, data);
SAME_FIELD(kcall::io_uring_rsrc_register, tags, ::io_uring_rsrc_register, tags);
SAME_SIZE(kcall::io_uring_rsrc_update, ::io_uring_rsrc_update);
SAME_FIELD(kcall::io_uring_rsrc_update, offset, ::io_uring_rsrc_update, offset);
SAME_FIELD(kcall::io_uring_rsrc_update, resv, ::io_uring_rsrc_update, resv);
SAME_FIELD(kcall::io_uring_rsrc_update, data, ::io_uring_rsrc_update, data);
SAME_SIZE(kcall::io_uring_rsrc_update2, ::io_uring_rsrc_update2);
SAME_FIELD(kcall::io_uring_rsrc_update2, offset, ::io_uring_rsrc_update2, offset);
SAME_FIELD(kcall::io_uring_rsrc_update2, resv, ::io_uring_rsrc_update2, resv);
SAME_FIELD(kcall::io_uring_rsrc_update2, data, ::io_uring_rsrc_update2, data);
SAME_FIELD(kcall::io_uring_rsrc_update2, tags, ::io_uring_rsrc_update2, tags);
SAME_FIELD(kcall::io_uring_rsrc_update2, nr, ::io_uring_rsrc_update2, nr);
SAME_FIELD(kcall::io_uring_rsrc_update2, resv2, ::io_uring_rsrc_update2, resv2);
SAME_SIZE(kcall::io_uring_restriction, ::io_uring_restriction);
SAME_FIELD(kcall::io_uring_restriction, opcode, ::io_uring_restriction, opcode);
SAME_FIELD(kcall::io_uring_restriction, register_op, ::io_uring_restriction, register_op);
SAME_FIELD(kcall::io_uring_restriction, sqe_op, ::io_uring_restriction, sqe_op);
SAME_FIELD(kcall::io_uring_restriction, sqe_flags, ::io_uring_restriction, sqe_flags);
SAME_FIELD(kcall::io_uring_restriction, resv, ::io_uring_restriction, resv);
SAME_FIELD(kcall::io_uring_restriction, resv2, ::io_uring_restriction, resv2);
SAME_SIZE(kcall::io_uring_buf, ::io_uring_buf);
SAME_FIELD(kcall::io_uring_buf, addr, ::io_uring_buf, addr);
SAME_FIELD(kcall::io_uring_buf, len, ::io_uring_buf, len);
SAME_FIELD(kcall::io_uring_buf, bid, ::io_uring_buf, bid);
SAME_FIELD(kcall::io_uring_buf, resv, ::io_uring_buf, resv);
SAME_SIZE(kcall::io_uring_buf_reg, ::io_uring_buf_reg);
SAME_FIELD(kcall::io_uring_buf_reg, ring_addr, ::io_uring_buf_reg, ring_addr);
SAME_FIELD(kcall::io_uring_buf_reg, ring_entries, ::io_uring_buf_reg, ring_entries);
SAME_FIELD(kcall::io_uring_buf_reg, bgid, ::io_uring_buf_reg, bgid);
static_assert(offsetof(kcall::io_uring_buf_reg, flags) == offsetof(::io_uring_buf_reg, bgid) + 2);
static_assert(offsetof(kcall::io_uring_buf_reg, min_left) == 16);  // Linux 7.2
SAME_SIZE(kcall::io_uring_sync_cancel_reg, ::io_uring_sync_cancel_reg);
SAME_FIELD(kcall::io_uring_sync_cancel_reg, addr, ::io_uring_sync_cancel_reg, addr);
SAME_FIELD(kcall::io_uring_sync_cancel_reg, fd, ::io_uring_sync_cancel_reg, fd);
SAME_FIELD(kcall::io_uring_sync_cancel_reg, flags, ::io_uring_sync_cancel_reg, flags);
SAME_FIELD(kcall::io_uring_sync_cancel_reg, timeout, ::io_uring_sync_cancel_reg, timeout);
static_assert(offsetof(kcall::io_uring_sync_cancel_reg, opcode) == 32);  // Linux 6.6
SAME_SIZE(kcall::io_uring_file_index_range, ::io_uring_file_index_range);
SAME_FIELD(kcall::io_uring_file_index_range, off, ::io_uring_file_index_range, off);
SAME_FIELD(kcall::io_uring_file_index_range, len, ::io_uring_file_index_range, len);
SAME_FIELD(kcall::io_uring_file_index_range, resv, ::io_uring_file_index_range, resv);
SAME_SIZE(kcall::io_uring_recvmsg_out, ::io_uring_recvmsg_out);
SAME_FIELD(kcall::io_uring_recvmsg_out, namelen, ::io_uring_recvmsg_out, namelen);
SAME_FIELD(kcall::io_uring_recvmsg_out, controllen, ::io_uring_recvmsg_out, controllen);
SAME_FIELD(kcall::io_uring_recvmsg_out, payloadlen, ::io_uring_recvmsg_out, payloadlen);
SAME_FIELD(kcall::io_uring_recvmsg_out, flags, ::io_uring_recvmsg_out, flags);

// Linux 7.2: __u32 buf_group, head, resv[8]; __u32 busy_poll_to, __u8 prefer_busy_poll, pad[3], __u64 resv;
// __u32 clockid, __resv[3]; __u32 src_fd, flags, src_off, dst_off, nr, pad[3].
static_assert(sizeof(kcall::io_uring_buf_status) == 40 && offsetof(kcall::io_uring_buf_status, head) == 4);
static_assert(sizeof(kcall::io_uring_napi) == 16 && offsetof(kcall::io_uring_napi, busy_poll_to) == 0 &&
              offsetof(kcall::io_uring_napi, prefer_busy_poll) == 4 && offsetof(kcall::io_uring_napi, resv) == 8);
static_assert(sizeof(kcall::io_uring_clock_register) == 16 && offsetof(kcall::io_uring_clock_register, clockid) == 0);
static_assert(sizeof(kcall::io_uring_clone_buffers) == 32 && offsetof(kcall::io_uring_clone_buffers, src_fd) == 0 &&
              offsetof(kcall::io_uring_clone_buffers, flags) == 4 &&
              offsetof(kcall::io_uring_clone_buffers, src_off) == 8 &&
              offsetof(kcall::io_uring_clone_buffers, dst_off) == 12 &&
              offsetof(kcall::io_uring_clone_buffers, nr) == 16);
