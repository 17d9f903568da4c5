// Rights to memory of protection keys.
#include <sys/mman.h>

#include <kcall/types/pkey.hpp>

#include "same.hpp"

SAME_VALUE(kcall::pkey_access::disable_access, PKEY_DISABLE_ACCESS);
SAME_VALUE(kcall::pkey_access::disable_write, PKEY_DISABLE_WRITE);
// include/uapi/asm-generic/mman-common.h, arch/arm64/include/uapi/asm/mman.h
#ifdef PKEY_UNRESTRICTED
SAME_VALUE(kcall::pkey_access::unrestricted, PKEY_UNRESTRICTED);
#endif
#ifdef PKEY_DISABLE_EXECUTE
SAME_VALUE(kcall::pkey_access::disable_execute, PKEY_DISABLE_EXECUTE);
SAME_VALUE(kcall::pkey_access::disable_read, PKEY_DISABLE_READ);
#endif
