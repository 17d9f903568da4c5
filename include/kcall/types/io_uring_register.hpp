// io_uring_register(2): its operations and what they take, the same on every ABI. Addresses have 64 bits.
//
// Linux 7.2, include/uapi/linux/io_uring.h.
#pragma once
#include <kcall/types/io_uring.hpp>
#include <kcall/types/time.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// IORING_REGISTER_*, IORING_UNREGISTER_*.
enum class io_uring_register_op : uint32_t {
  buffers = 0,
  unregister_buffers = 1,
  files = 2,
  unregister_files = 3,
  eventfd = 4,
  unregister_eventfd = 5,
  files_update = 6,
  eventfd_async = 7,
  probe = 8,
  personality = 9,
  unregister_personality = 10,
  restrictions = 11,
  enable_rings = 12,
  files2 = 13,
  files_update2 = 14,
  buffers2 = 15,
  buffers_update = 16,
  iowq_aff = 17,
  unregister_iowq_aff = 18,
  iowq_max_workers = 19,
  ring_fds = 20,
  unregister_ring_fds = 21,
  pbuf_ring = 22,
  unregister_pbuf_ring = 23,
  sync_cancel = 24,
  file_alloc_range = 25,
  pbuf_status = 26,
  napi = 27,
  unregister_napi = 28,
  clock = 29,
  clone_buffers = 30,
  send_msg_ring = 31,
  zcrx_ifq = 32,
  resize_rings = 33,
  mem_region = 34,
  query = 35,
  zcrx_ctrl = 36,
  bpf_filter = 37,
  /// Added where the descriptor is the index of a registered ring.
  use_registered_ring = 1U << 31,
};
void is_flags(io_uring_register_op);

/// probe: whether the kernel has an operation (IO_URING_OP_SUPPORTED).
struct io_uring_probe_op {
  io_uring_op op;
  uint8_t resv;
  uint16_t flags;
  uint32_t resv2;

  KCALL_INLINE constexpr bool is_supported() const { return (flags & 1) != 0; }
};
static_assert(sizeof(io_uring_probe_op) == 8);
/// probe: to be zero before, with as many operations as the call is told (256 at most).
template <size_t n>
struct io_uring_probe {
  uint8_t last_op;
  uint8_t ops_len;
  uint16_t resv;
  uint32_t resv2[3];
  io_uring_probe_op ops[n];
};
static_assert(sizeof(io_uring_probe<1>) == 24);

/// files2, buffers2. `flags`: 1 for a table without files in it (IORING_RSRC_REGISTER_SPARSE).
struct io_uring_rsrc_register {
  uint32_t nr = 0;
  uint32_t flags = 0;
  uint64_t resv2 = 0;
  alignas(8) uint64_t data = 0;
  alignas(8) uint64_t tags = 0;
};
static_assert(sizeof(io_uring_rsrc_register) == 32);
/// files_update: `data` is the address of descriptors; -2 leaves one as it is (IORING_REGISTER_FILES_SKIP).
struct io_uring_rsrc_update {
  uint32_t offset = 0;
  uint32_t resv = 0;
  alignas(8) uint64_t data = 0;
};
static_assert(sizeof(io_uring_rsrc_update) == 16);
/// files_update2, buffers_update.
struct io_uring_rsrc_update2 {
  uint32_t offset = 0;
  uint32_t resv = 0;
  alignas(8) uint64_t data = 0;
  alignas(8) uint64_t tags = 0;
  uint32_t nr = 0;
  uint32_t resv2 = 0;
};
static_assert(sizeof(io_uring_rsrc_update2) == 32);

/// restrictions: what a ring made with r_disabled may do.
struct io_uring_restriction {
  /// 0: a register operation, 1: a request's operation, 2: flags allowed, 3: flags required (IORING_RESTRICTION_*).
  uint16_t opcode;
  union {
    uint8_t register_op;
    io_uring_op sqe_op;
    iosqe sqe_flags;
  };
  uint8_t resv;
  uint32_t resv2[3];
};
static_assert(sizeof(io_uring_restriction) == 16);

/// One buffer of a pbuf_ring; the ring's tail is in the first one's resv.
struct io_uring_buf {
  uint64_t addr;
  uint32_t len;
  uint16_t bid;
  uint16_t resv;
};
static_assert(sizeof(io_uring_buf) == 16);
/// pbuf_ring. `flags`: 1: the kernel's memory, to be mapped; 2: consumed incrementally (IOU_PBUF_RING_*).
struct io_uring_buf_reg {
  uint64_t ring_addr = 0;
  uint32_t ring_entries = 0;
  uint16_t bgid = 0;
  uint16_t flags = 0;
  uint32_t min_left = 0;
  uint32_t resv[5] = {};
};
static_assert(sizeof(io_uring_buf_reg) == 40);
/// pbuf_status.
struct io_uring_buf_status {
  uint32_t buf_group = 0;
  uint32_t head = 0;
  uint32_t resv[8] = {};
};
static_assert(sizeof(io_uring_buf_status) == 40);

/// sync_cancel: `flags` as io_uring_cancel; a timeout of -1, -1 waits for ever.
struct io_uring_sync_cancel_reg {
  uint64_t addr = 0;
  kcall::fd fd{};
  io_uring_cancel flags{};
  timespec timeout = {-1, -1};
  io_uring_op opcode{};
  uint8_t pad[7] = {};
  uint64_t pad2[3] = {};
};
static_assert(sizeof(io_uring_sync_cancel_reg) == 64);

/// file_alloc_range: indices from `off` on, `len` of them.
struct io_uring_file_index_range {
  uint32_t off = 0;
  uint32_t len = 0;
  uint64_t resv = 0;
};
static_assert(sizeof(io_uring_file_index_range) == 16);

/// napi.
struct io_uring_napi {
  uint32_t busy_poll_to = 0;
  uint8_t prefer_busy_poll = 0;
  uint8_t pad[3] = {};
  uint64_t resv = 0;
};
static_assert(sizeof(io_uring_napi) == 16);
/// clock.
struct io_uring_clock_register {
  kcall::clock clockid{};
  uint32_t resv[3] = {};
};
static_assert(sizeof(io_uring_clock_register) == 16);
/// clone_buffers.
struct io_uring_clone_buffers {
  uint32_t src_fd = 0;
  uint32_t flags = 0;
  uint32_t src_off = 0;
  uint32_t dst_off = 0;
  uint32_t nr = 0;
  uint32_t pad[3] = {};
};
static_assert(sizeof(io_uring_clone_buffers) == 32);

/// What a recvmsg with several completions puts in front of each message in its buffer.
struct io_uring_recvmsg_out {
  uint32_t namelen;
  uint32_t controllen;
  uint32_t payloadlen;
  uint32_t flags;
};
static_assert(sizeof(io_uring_recvmsg_out) == 16);

}  // namespace kcall::inline KCALL_ABI_TAG
