// futex(2).
#include <linux/futex.h>

#include <kcall/call/futex_wake_op.hpp>
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

SAME_VALUE(kcall::futex_change::set, FUTEX_OP_SET);
SAME_VALUE(kcall::futex_change::add, FUTEX_OP_ADD);
SAME_VALUE(kcall::futex_change::or_, FUTEX_OP_OR);
SAME_VALUE(kcall::futex_change::andn, FUTEX_OP_ANDN);
SAME_VALUE(kcall::futex_change::xor_, FUTEX_OP_XOR);
SAME_VALUE(kcall::futex_test::eq, FUTEX_OP_CMP_EQ);
SAME_VALUE(kcall::futex_test::ne, FUTEX_OP_CMP_NE);
SAME_VALUE(kcall::futex_test::lt, FUTEX_OP_CMP_LT);
SAME_VALUE(kcall::futex_test::le, FUTEX_OP_CMP_LE);
SAME_VALUE(kcall::futex_test::gt, FUTEX_OP_CMP_GT);
SAME_VALUE(kcall::futex_test::ge, FUTEX_OP_CMP_GE);
using kcall::futex_change, kcall::futex_step, kcall::futex_test;
SAME_VALUE((futex_step{futex_change::andn, 5, futex_test::ge, 7}.word()),
           FUTEX_OP(FUTEX_OP_ANDN, 5, FUTEX_OP_CMP_GE, 7));
SAME_VALUE((futex_step{futex_change::xor_, 31, futex_test::lt, 2047, true}.word()),
           FUTEX_OP((0U | FUTEX_OP_XOR | FUTEX_OP_OPARG_SHIFT), 31U, FUTEX_OP_CMP_LT, 2047));
