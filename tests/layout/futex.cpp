// futex(2).
#include <linux/futex.h>

#include <kcall/types/futex.hpp>

#include "same.hpp"

SAME_VALUE(kcall::futex_op::wait, FUTEX_WAIT);
SAME_VALUE(kcall::futex_op::wake, FUTEX_WAKE);
SAME_VALUE(kcall::futex_op::requeue, FUTEX_REQUEUE);
SAME_VALUE(kcall::futex_op::cmp_requeue, FUTEX_CMP_REQUEUE);
SAME_VALUE(kcall::futex_op::wake_op, FUTEX_WAKE_OP);
SAME_VALUE(kcall::futex_op::lock_pi, FUTEX_LOCK_PI);
SAME_VALUE(kcall::futex_op::unlock_pi, FUTEX_UNLOCK_PI);
SAME_VALUE(kcall::futex_op::trylock_pi, FUTEX_TRYLOCK_PI);
SAME_VALUE(kcall::futex_op::wait_bitset, FUTEX_WAIT_BITSET);
SAME_VALUE(kcall::futex_op::wake_bitset, FUTEX_WAKE_BITSET);
SAME_VALUE(kcall::futex_op::wait_requeue_pi, FUTEX_WAIT_REQUEUE_PI);
SAME_VALUE(kcall::futex_op::cmp_requeue_pi, FUTEX_CMP_REQUEUE_PI);
SAME_VALUE(kcall::futex_op::lock_pi2, FUTEX_LOCK_PI2);
SAME_VALUE(kcall::futex_op::private_flag, FUTEX_PRIVATE_FLAG);
SAME_VALUE(kcall::futex_op::clock_realtime, FUTEX_CLOCK_REALTIME);

SAME_VALUE(kcall::futex_scope::private_, FUTEX_PRIVATE_FLAG);
static_assert(layout::number(kcall::futex_scope::shared) == 0);
SAME_VALUE(kcall::futex_clock::realtime, FUTEX_CLOCK_REALTIME);
static_assert(layout::number(kcall::futex_clock::monotonic) == 0);
SAME_VALUE(kcall::futex_bitset_match_any, FUTEX_BITSET_MATCH_ANY);
SAME_VALUE(kcall::futex_waiters, FUTEX_WAITERS);
SAME_VALUE(kcall::futex_owner_died, FUTEX_OWNER_DIED);
SAME_VALUE(kcall::futex_tid_mask, FUTEX_TID_MASK);
