// Memory policies. linux/mempolicy.h enumerates the modes: newer ones cannot be asked for by #ifdef.
#include <linux/mempolicy.h>

#include <kcall/types/numa.hpp>

#include "same.hpp"

SAME_VALUE(kcall::mempolicy::default_, MPOL_DEFAULT);
SAME_VALUE(kcall::mempolicy::preferred, MPOL_PREFERRED);
SAME_VALUE(kcall::mempolicy::bind, MPOL_BIND);
SAME_VALUE(kcall::mempolicy::interleave, MPOL_INTERLEAVE);
SAME_VALUE(kcall::mempolicy::local, MPOL_LOCAL);
SAME_VALUE(kcall::mempolicy::preferred_many, MPOL_PREFERRED_MANY);
SAME_VALUE(kcall::mempolicy::f_numa_balancing, MPOL_F_NUMA_BALANCING);
SAME_VALUE(kcall::mempolicy::f_relative_nodes, MPOL_F_RELATIVE_NODES);
SAME_VALUE(kcall::mempolicy::f_static_nodes, MPOL_F_STATIC_NODES);
SAME_VALUE(kcall::mempolicy_query::node, MPOL_F_NODE);
SAME_VALUE(kcall::mempolicy_query::addr, MPOL_F_ADDR);
SAME_VALUE(kcall::mempolicy_query::mems_allowed, MPOL_F_MEMS_ALLOWED);
SAME_VALUE(kcall::mempolicy_move::strict, MPOL_MF_STRICT);
SAME_VALUE(kcall::mempolicy_move::move, MPOL_MF_MOVE);
SAME_VALUE(kcall::mempolicy_move::move_all, MPOL_MF_MOVE_ALL);
// MPOL_WEIGHTED_INTERLEAVE: include/uapi/linux/mempolicy.h of Linux 6.9.
static_assert(layout::number(kcall::mempolicy::weighted_interleave) == 6);
