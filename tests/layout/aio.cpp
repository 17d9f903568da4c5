// Asynchronous I/O by the kernel.
#include <linux/aio_abi.h>

#include <kcall/call/aio.hpp>

#include "same.hpp"

SAME_SIZE(kcall::iocb, ::iocb);
SAME_FIELD(kcall::iocb, aio_data, ::iocb, aio_data);
SAME_FIELD(kcall::iocb, aio_key, ::iocb, aio_key);
SAME_FIELD(kcall::iocb, aio_rw_flags, ::iocb, aio_rw_flags);
SAME_FIELD(kcall::iocb, aio_lio_opcode, ::iocb, aio_lio_opcode);
SAME_FIELD(kcall::iocb, aio_reqprio, ::iocb, aio_reqprio);
SAME_FIELD(kcall::iocb, aio_fildes, ::iocb, aio_fildes);
SAME_FIELD(kcall::iocb, aio_buf, ::iocb, aio_buf);
SAME_FIELD(kcall::iocb, aio_nbytes, ::iocb, aio_nbytes);
SAME_FIELD(kcall::iocb, aio_offset, ::iocb, aio_offset);
SAME_FIELD(kcall::iocb, aio_reserved2, ::iocb, aio_reserved2);
SAME_FIELD(kcall::iocb, aio_flags, ::iocb, aio_flags);
SAME_FIELD(kcall::iocb, aio_resfd, ::iocb, aio_resfd);
SAME_SIZE(kcall::io_event, ::io_event);
SAME_FIELD(kcall::io_event, data, ::io_event, data);
SAME_FIELD(kcall::io_event, obj, ::io_event, obj);
SAME_FIELD(kcall::io_event, res, ::io_event, res);
SAME_FIELD(kcall::io_event, res2, ::io_event, res2);
static_assert(sizeof(kcall::aio_context) == sizeof(aio_context_t));

SAME_VALUE(kcall::iocb_cmd::pread, IOCB_CMD_PREAD);
SAME_VALUE(kcall::iocb_cmd::pwrite, IOCB_CMD_PWRITE);
SAME_VALUE(kcall::iocb_cmd::fsync, IOCB_CMD_FSYNC);
SAME_VALUE(kcall::iocb_cmd::fdsync, IOCB_CMD_FDSYNC);
SAME_VALUE(kcall::iocb_cmd::poll, IOCB_CMD_POLL);
SAME_VALUE(kcall::iocb_cmd::noop, IOCB_CMD_NOOP);
SAME_VALUE(kcall::iocb_cmd::preadv, IOCB_CMD_PREADV);
SAME_VALUE(kcall::iocb_cmd::pwritev, IOCB_CMD_PWRITEV);
SAME_VALUE(kcall::iocb_flags::resfd, IOCB_FLAG_RESFD);
SAME_VALUE(kcall::iocb_flags::ioprio, IOCB_FLAG_IOPRIO);

// struct __aio_sigset: fs/aio.c; its compat form has a 32-bit pointer and a 32-bit size.
using mask64 = kcall::detail::aio_sigset;
using mask32 = kcall::detail::aio_sigset32;
static_assert(sizeof(mask64) == 16 && offsetof(mask64, sigmask) == 0 && offsetof(mask64, sigsetsize) == 8);
static_assert(sizeof(mask32) == 8 && offsetof(mask32, sigmask) == 0 && offsetof(mask32, sigsetsize) == 4);
