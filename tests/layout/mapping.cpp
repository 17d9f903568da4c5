// msync's and map_shadow_stack's flags.
#include <sys/mman.h>

#include <kcall/types/mapping.hpp>

#include "same.hpp"

SAME_VALUE(kcall::msync_flags::async, MS_ASYNC);
SAME_VALUE(kcall::msync_flags::invalidate, MS_INVALIDATE);
SAME_VALUE(kcall::msync_flags::sync, MS_SYNC);
// include/uapi/asm-generic/mman.h
#ifdef SHADOW_STACK_SET_TOKEN
SAME_VALUE(kcall::shadow_stack_flags::set_token, SHADOW_STACK_SET_TOKEN);
#endif
#ifdef SHADOW_STACK_SET_MARKER
SAME_VALUE(kcall::shadow_stack_flags::set_marker, SHADOW_STACK_SET_MARKER);
#endif
