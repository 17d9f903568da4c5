// Asynchronous I/O by the kernel (io_submit), the same structures on every ABI.
#pragma once
#include <kcall/types/fd.hpp>
#include <kcall/types/flags.hpp>
#include <kcall/types/rwf.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// Where requests go and events come from (aio_context_t). Default: none.
using aio_context = strong<struct aio_context_tag, unsigned long>;

/// iocb::aio_lio_opcode (IOCB_CMD_*).
enum class iocb_cmd : uint16_t {
  pread = 0,
  pwrite = 1,
  fsync = 2,
  fdsync = 3,
  /// Waits for what poll(2) has names for, which is in aio_buf (4.18).
  poll = 5,
  noop = 6,
  preadv = 7,
  pwritev = 8,
};

/// iocb::aio_flags (IOCB_FLAG_*).
enum class iocb_flags : uint32_t {
  /// aio_resfd is an eventfd, which counts what completes.
  resfd = 1,
  /// aio_reqprio is an I/O priority (4.18).
  ioprio = 2,
};
void is_flags(iocb_flags);

/// io_submit(2): a request, which stays where it is until it completes.
struct iocb {
  /// Comes back in io_event::data.
  uint64_t aio_data = 0;
  /// The kernel's.
  uint32_t aio_key = 0;
  rwf aio_rw_flags{};
  iocb_cmd aio_lio_opcode{};
  int16_t aio_reqprio = 0;
  fd aio_fildes{};
  /// The address of the buffer, of the iovec, or the events to poll for.
  uint64_t aio_buf = 0;
  /// Its bytes, or how many iovec.
  uint64_t aio_nbytes = 0;
  int64_t aio_offset = 0;
  uint64_t aio_reserved2 = 0;
  iocb_flags aio_flags{};
  fd aio_resfd{};
};
static_assert(sizeof(iocb) == 64);

/// What became of a request.
struct io_event {
  /// Its aio_data.
  uint64_t data;
  /// The address of its iocb.
  uint64_t obj;
  /// What the call would have returned: a number of bytes, or -errno.
  int64_t res;
  int64_t res2;
};
static_assert(sizeof(io_event) == 32);

}  // namespace kcall::inline KCALL_ABI_TAG
