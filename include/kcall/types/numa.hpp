// Which memory nodes pages come from.
#pragma once
#include <kcall/types/flags.hpp>

namespace kcall::inline KCALL_ABI_TAG {

/// A policy (MPOL_*), perhaps with one of its flags (MPOL_F_*).
enum class mempolicy : int {
  /// That of the thread; for a thread: the node it runs on.
  default_ = 0,
  preferred = 1,
  bind = 2,
  interleave = 3,
  /// The node that the thread runs on (3.8).
  local = 4,
  /// preferred with several nodes (5.15).
  preferred_many = 5,
  /// interleave, as often as the weights in sysfs say (6.9).
  weighted_interleave = 6,
  /// With bind: NUMA balancing may move pages (5.12; preferred_many 6.9).
  f_numa_balancing = 1 << 13,
  /// Nodes are counted within those that the process may use.
  f_relative_nodes = 1 << 14,
  /// Nodes stay those given, whatever the process may use later.
  f_static_nodes = 1 << 15,
};
void is_flags(mempolicy);

/// What get_mempolicy is asked (MPOL_F_*).
enum class mempolicy_query : uint32_t {
  /// The policy of the thread.
  none = 0,
  /// A node instead of a policy: with addr the one of the page, else the next one of interleave.
  node = 1,
  /// The policy of an address.
  addr = 2,
  /// The nodes that the thread may use.
  mems_allowed = 4,
};
void is_flags(mempolicy_query);

/// What becomes of pages that exist already (MPOL_MF_*).
enum class mempolicy_move : uint32_t {
  /// They stay.
  none = 0,
  /// mbind: eio if one is not where the policy wants it.
  strict = 1,
  /// Those of this process alone are moved.
  move = 2,
  /// All are moved; needs CAP_SYS_NICE.
  move_all = 4,
};
void is_flags(mempolicy_move);

namespace detail {
/// The kernel reads one bit less than it is told (mm/mempolicy.c, get_nodes): this says how many there are.
template <size_t words>
inline constexpr unsigned long node_bits = words * sizeof(long) * 8 + 1;
}  // namespace detail

}  // namespace kcall::inline KCALL_ABI_TAG
