// Vectors of memory.
#include <linux/uio.h>

#include <kcall/types/iovec.hpp>

#include "same.hpp"

SAME_SIZE(kcall::iovec, ::iovec);
SAME_FIELD(kcall::iovec, iov_base, ::iovec, iov_base);
SAME_FIELD(kcall::iovec, iov_len, ::iovec, iov_len);
SAME_VALUE(kcall::max_iovecs, UIO_MAXIOV);
#ifdef __i386__
using iovec32 = kcall::detail::iovec32;
SAME_SIZE(iovec32, ::iovec);
SAME_FIELD(iovec32, iov_base, ::iovec, iov_base);
SAME_FIELD(iovec32, iov_len, ::iovec, iov_len);
#endif
