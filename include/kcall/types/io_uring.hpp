// io_uring: the rings and what is in them, the same on every ABI. Addresses have 64 bits.
//
// Linux 7.2, include/uapi/linux/io_uring.h.
#pragma once
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// What a request does (IORING_OP_*). io_uring_register_op::probe tells which of them a kernel has.
enum class io_uring_op : uint8_t {
  nop = 0,
  readv = 1,
  writev = 2,
  fsync = 3,
  read_fixed = 4,
  write_fixed = 5,
  poll_add = 6,
  poll_remove = 7,
  sync_file_range = 8,
  sendmsg = 9,
  recvmsg = 10,
  timeout = 11,
  timeout_remove = 12,
  accept = 13,
  async_cancel = 14,
  link_timeout = 15,
  connect = 16,
  fallocate = 17,
  openat = 18,
  close = 19,
  files_update = 20,
  statx = 21,
  read = 22,
  write = 23,
  fadvise = 24,
  madvise = 25,
  send = 26,
  recv = 27,
  openat2 = 28,
  epoll_ctl = 29,
  splice = 30,
  provide_buffers = 31,
  remove_buffers = 32,
  tee = 33,
  shutdown = 34,
  renameat = 35,
  unlinkat = 36,
  mkdirat = 37,
  symlinkat = 38,
  linkat = 39,
  msg_ring = 40,
  fsetxattr = 41,
  setxattr = 42,
  fgetxattr = 43,
  getxattr = 44,
  socket = 45,
  uring_cmd = 46,
  send_zc = 47,
  sendmsg_zc = 48,
  read_multishot = 49,
  waitid = 50,
  futex_wait = 51,
  futex_wake = 52,
  futex_waitv = 53,
  fixed_fd_install = 54,
  ftruncate = 55,
  bind = 56,
  listen = 57,
  recv_zc = 58,
  epoll_wait = 59,
  readv_fixed = 60,
  writev_fixed = 61,
  pipe = 62,
  nop128 = 63,
  uring_cmd128 = 64,
};

/// io_uring_sqe::flags (IOSQE_*).
enum class iosqe : uint8_t {
  /// `fd` is an index of the registered files.
  fixed_file = 1 << 0,
  /// Starts when all before it are done.
  io_drain = 1 << 1,
  /// The next one starts when this is done, and not if it fails.
  io_link = 1 << 2,
  /// The next one starts when this is done.
  io_hardlink = 1 << 3,
  async = 1 << 4,
  buffer_select = 1 << 5,
  /// No completion where it succeeds.
  cqe_skip_success = 1 << 6,
};
void is_flags(iosqe);

/// io_uring_params::flags (IORING_SETUP_*).
enum class io_uring_setup_flags : uint32_t {
  iopoll = 1U << 0,
  sqpoll = 1U << 1,
  sq_aff = 1U << 2,
  cqsize = 1U << 3,
  clamp = 1U << 4,
  attach_wq = 1U << 5,
  r_disabled = 1U << 6,
  submit_all = 1U << 7,
  coop_taskrun = 1U << 8,
  taskrun_flag = 1U << 9,
  sqe128 = 1U << 10,
  cqe32 = 1U << 11,
  single_issuer = 1U << 12,
  defer_taskrun = 1U << 13,
  no_mmap = 1U << 14,
  registered_fd_only = 1U << 15,
  no_sqarray = 1U << 16,
  hybrid_iopoll = 1U << 17,
  cqe_mixed = 1U << 18,
  sqe_mixed = 1U << 19,
  sq_rewind = 1U << 20,
};
void is_flags(io_uring_setup_flags);

/// io_uring_params::features (IORING_FEAT_*).
enum class io_uring_features : uint32_t {
  /// Both rings lie in one mapping (5.4).
  single_mmap = 1U << 0,
  nodrop = 1U << 1,
  submit_stable = 1U << 2,
  rw_cur_pos = 1U << 3,
  cur_personality = 1U << 4,
  fast_poll = 1U << 5,
  poll_32bits = 1U << 6,
  sqpoll_nonfixed = 1U << 7,
  ext_arg = 1U << 8,
  native_workers = 1U << 9,
  rsrc_tags = 1U << 10,
  cqe_skip = 1U << 11,
  linked_file = 1U << 12,
  reg_reg_ring = 1U << 13,
  recvsend_bundle = 1U << 14,
  min_timeout = 1U << 15,
  rw_attr = 1U << 16,
  no_iowait = 1U << 17,
};
void is_flags(io_uring_features);

/// io_uring_enter(2): IORING_ENTER_*.
enum class io_uring_enter_flags : uint32_t {
  /// Waits for completions.
  getevents = 1U << 0,
  sq_wakeup = 1U << 1,
  sq_wait = 1U << 2,
  /// The last argument is an io_uring_getevents_arg (5.11).
  ext_arg = 1U << 3,
  registered_ring = 1U << 4,
  abs_timer = 1U << 5,
  ext_arg_reg = 1U << 6,
  no_iowait = 1U << 7,
};
void is_flags(io_uring_enter_flags);

/// The flags word of the submission ring (IORING_SQ_*).
enum class io_uring_sq_flags : uint32_t { need_wakeup = 1U << 0, cq_overflow = 1U << 1, taskrun = 1U << 2 };
void is_flags(io_uring_sq_flags);
/// The flags word of the completion ring (IORING_CQ_*).
enum class io_uring_cq_flags : uint32_t { eventfd_disabled = 1U << 0 };
void is_flags(io_uring_cq_flags);

/// io_uring_cqe::flags (IORING_CQE_F_*). With `buffer`, its id is in the upper 16 bits.
enum class io_uring_cqe_flags : uint32_t {
  buffer = 1U << 0,
  /// More completions of this request will come.
  more = 1U << 1,
  sock_nonempty = 1U << 2,
  notif = 1U << 3,
  buf_more = 1U << 4,
  skip = 1U << 5,
  cqe32 = 1U << 15,
};
void is_flags(io_uring_cqe_flags);
inline constexpr unsigned io_uring_cqe_buffer_shift = 16;

/// Flags of requests, in op_flags and ioprio (IORING_FSYNC_*, TIMEOUT_*, POLL_*, ASYNC_CANCEL_*, RECVSEND_*, ACCEPT_*).
enum class io_uring_fsync : uint32_t { datasync = 1U << 0 };
void is_flags(io_uring_fsync);
enum class io_uring_timeout : uint32_t {
  abs = 1U << 0,
  update = 1U << 1,
  boottime = 1U << 2,
  realtime = 1U << 3,
  link_update = 1U << 4,
  etime_success = 1U << 5,
  multishot = 1U << 6,
  immediate_arg = 1U << 7,
};
void is_flags(io_uring_timeout);
enum class io_uring_poll : uint32_t {
  add_multi = 1U << 0,
  update_events = 1U << 1,
  update_user_data = 1U << 2,
  add_level = 1U << 3,
};
void is_flags(io_uring_poll);
enum class io_uring_cancel : uint32_t {
  all = 1U << 0,
  fd_ = 1U << 1,
  any = 1U << 2,
  fd_fixed = 1U << 3,
  userdata = 1U << 4,
  op = 1U << 5,
};
void is_flags(io_uring_cancel);
enum class io_uring_recvsend : uint16_t {
  poll_first = 1U << 0,
  recv_multishot = 1U << 1,
  fixed_buf = 1U << 2,
  send_zc_report_usage = 1U << 3,
  bundle = 1U << 4,
  send_vectorized = 1U << 5,
};
void is_flags(io_uring_recvsend);
enum class io_uring_accept : uint16_t { multishot = 1U << 0, dontwait = 1U << 1, poll_first = 1U << 2 };
void is_flags(io_uring_accept);

/// What to mmap the descriptor of a ring at (IORING_OFF_*).
inline constexpr int64_t io_uring_off_sq_ring = 0;
inline constexpr int64_t io_uring_off_cq_ring = 0x8000000;
inline constexpr int64_t io_uring_off_sqes = 0x10000000;
inline constexpr int64_t io_uring_off_pbuf_ring = 0x80000000;
inline constexpr unsigned io_uring_off_pbuf_shift = 16;
/// io_uring_sqe::file_index: any free one (IORING_FILE_INDEX_ALLOC).
inline constexpr uint32_t io_uring_file_index_alloc = ~0U;

/// uring_cmd on a socket: which of its options.
struct io_uring_sockopt {
  uint32_t level;
  uint32_t optname;
};

/// A request. Members that lie in one place have the name that its operation gives them.
struct io_uring_sqe {
  io_uring_op opcode{};
  iosqe flags{};
  uint16_t ioprio = 0;
  kcall::fd fd{};
  union {
    uint64_t off = 0;
    uint64_t addr2;
    uint32_t cmd_op;
  };
  union {
    /// The address of a buffer, of iovecs, of a path.
    uint64_t addr = 0;
    uint64_t splice_off_in;
    io_uring_sockopt option;
  };
  /// Bytes, or how many iovecs.
  uint32_t len = 0;
  union {
    uint32_t op_flags = 0;
    uint32_t rw_flags;
    uint32_t fsync_flags;
    uint16_t poll_events;
    uint32_t poll32_events;
    uint32_t sync_range_flags;
    uint32_t msg_flags;
    uint32_t timeout_flags;
    uint32_t accept_flags;
    uint32_t cancel_flags;
    uint32_t open_flags;
    uint32_t statx_flags;
    uint32_t fadvise_advice;
    uint32_t splice_flags;
    uint32_t rename_flags;
    uint32_t unlink_flags;
    uint32_t hardlink_flags;
    uint32_t xattr_flags;
    uint32_t msg_ring_flags;
    uint32_t uring_cmd_flags;
    uint32_t waitid_flags;
    uint32_t futex_flags;
    uint32_t install_fd_flags;
    uint32_t nop_flags;
    uint32_t pipe_flags;
  };
  /// Comes back in io_uring_cqe::user_data.
  uint64_t user_data = 0;
  union {
    uint16_t buf_index = 0;
    uint16_t buf_group;
  };
  uint16_t personality = 0;
  union {
    int32_t splice_fd_in = 0;
    uint32_t file_index;
    uint32_t zcrx_ifq_idx;
    uint32_t optlen;
    uint16_t addr_len;
  };
  union {
    uint64_t addr3 = 0;
    uint64_t attr_ptr;
    uint64_t optval;
  };
  union {
    uint64_t pad2 = 0;
    uint64_t attr_type_mask;
  };
};
static_assert(sizeof(io_uring_sqe) == 64);

/// What became of a request; with io_uring_setup_flags::cqe32, 16 bytes more follow each.
struct io_uring_cqe {
  uint64_t user_data;
  /// What the call would have returned, or -errno.
  int32_t res;
  io_uring_cqe_flags flags;
};
static_assert(sizeof(io_uring_cqe) == 16);

/// Where the words of the submission ring lie, in bytes from the start of its mapping.
struct io_sqring_offsets {
  uint32_t head;
  uint32_t tail;
  uint32_t ring_mask;
  uint32_t ring_entries;
  uint32_t flags;
  uint32_t dropped;
  uint32_t array;
  uint32_t resv1;
  uint64_t user_addr;
};
static_assert(sizeof(io_sqring_offsets) == 40);
/// The same of the completion ring; the completions themselves are at `cqes`.
struct io_cqring_offsets {
  uint32_t head;
  uint32_t tail;
  uint32_t ring_mask;
  uint32_t ring_entries;
  uint32_t overflow;
  uint32_t cqes;
  uint32_t flags;
  uint32_t resv1;
  uint64_t user_addr;
};
static_assert(sizeof(io_cqring_offsets) == 40);

/// io_uring_setup(2): flags and what belongs to them in, everything else out.
struct io_uring_params {
  uint32_t sq_entries = 0;
  uint32_t cq_entries = 0;
  io_uring_setup_flags flags{};
  uint32_t sq_thread_cpu = 0;
  uint32_t sq_thread_idle = 0;
  io_uring_features features{};
  /// For attach_wq: the ring to share workers with. Otherwise 0.
  uint32_t wq_fd = 0;
  uint32_t resv[3] = {};
  io_sqring_offsets sq_off = {};
  io_cqring_offsets cq_off = {};
};
static_assert(sizeof(io_uring_params) == 120);

/// io_uring_enter(2) with ext_arg: a signal set and a time to wait for at most, by their addresses.
struct io_uring_getevents_arg {
  uint64_t sigmask = 0;
  uint32_t sigmask_sz = 0;
  uint32_t min_wait_usec = 0;
  /// Of a timespec, or 0.
  uint64_t ts = 0;
};
static_assert(sizeof(io_uring_getevents_arg) == 24);

}  // namespace kcall::inline KCALL_ABI_TAG
