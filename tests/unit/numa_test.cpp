// Memory policy, on machines with one node too: node 0 is there always.
#include "child.hpp"
#include "low_pages.hpp"
#include "support.hpp"

#include <linux/mempolicy.h>
#include <sys/syscall.h>

#include <kcall/call/numa.hpp>

namespace {

using kcall::errc;
using kcall::mempolicy;
using kcall::mempolicy_move;
using kcall::mempolicy_query;
using kcall::pid;
using test::low_pages;

constexpr unsigned long node0[1] = {1};
// As many as a kernel may be built for.
constexpr int words = 1024 / (8 * static_cast<int>(sizeof(long)));

bool policies_here() {
  int mode = -1;
  if (::syscall(SYS_get_mempolicy, &mode, nullptr, 0L, nullptr, 0L) == 0) return true;
  MESSAGE("skipped: no memory policies here, error " << errno);
  return false;
}

TEST_CASE_TEMPLATE("set_mempolicy and get_mempolicy, of the thread", G, ALL_GATES) {
  if (!policies_here()) return;
  const int status = test::in_child([] {
    mempolicy mode{};
    unsigned long nodes[words] = {};
    if (!kcall::set_mempolicy<G>(mempolicy::bind | mempolicy::f_static_nodes, node0)) return 1;
    int their_mode = 0;
    unsigned long theirs[words] = {};
    if (::syscall(SYS_get_mempolicy, &their_mode, theirs, 1025L, nullptr, 0L) != 0) return 2;
    if (their_mode != (MPOL_BIND | MPOL_F_STATIC_NODES) || theirs[0] != 1) return 3;
    if (!kcall::get_mempolicy<G>(&mode, nodes)) return 4;
    if (mode != (mempolicy::bind | mempolicy::f_static_nodes) || nodes[0] != 1) return 5;
    if (!kcall::set_mempolicy<G>(mempolicy::default_, nullptr, 0)) return 6;
    if (!kcall::get_mempolicy<G>(&mode, nullptr, 0)) return 7;
    if (mode != mempolicy::default_) return 8;
    return 0;
  });
  CHECK(status == 0);
  unsigned long allowed[words] = {};
  CHECK(kcall::get_mempolicy<G>(nullptr, allowed, nullptr, mempolicy_query::mems_allowed).has_value());
  CHECK((allowed[0] & 1) == 1);
  CHECK(kcall::set_mempolicy<G>(static_cast<mempolicy>(99), node0) == errc::einval);
  CHECK(kcall::set_mempolicy<G>(mempolicy::bind, nullptr, 0) == errc::einval);
  CHECK(kcall::get_mempolicy<G>(nullptr, nullptr, 0, nullptr, static_cast<mempolicy_query>(8)) == errc::einval);
}

TEST_CASE_TEMPLATE("mbind, set_mempolicy_home_node, and the policy and node of an address", G, ALL_GATES) {
  if (!policies_here()) return;
  const low_pages memory(2);
  CHECK(kcall::mbind<G>(memory.data(), memory.size(), mempolicy::bind, node0, mempolicy_move::strict).has_value());
  mempolicy mode{};
  unsigned long nodes[words] = {};
  CHECK(kcall::get_mempolicy<G>(&mode, nodes, memory.data(), mempolicy_query::addr).has_value());
  CHECK(mode == mempolicy::bind);
  CHECK(nodes[0] == 1);
  *memory.data() = 1;
  CHECK(kcall::get_mempolicy<G>(&mode, nullptr, 0, memory.data(), mempolicy_query::addr | mempolicy_query::node)
            .has_value());
  CHECK(mode == static_cast<mempolicy>(0));
  const auto home = kcall::set_mempolicy_home_node<G>(memory.data(), memory.size(), 0);
  CHECK((home.has_value() || home == errc::enosys));
  if (home) {
    CHECK(kcall::set_mempolicy_home_node<G>(memory.data(), memory.size(), 0, 1) == errc::einval);
    CHECK(kcall::set_mempolicy_home_node<G>(memory.data(), memory.size(), 1023) == errc::einval);
  }
  CHECK(kcall::mbind<G>(memory.data(), memory.size(), mempolicy::default_, nullptr, 0).has_value());
  CHECK(kcall::mbind<G>(memory.data() + 1, 1, mempolicy::default_, nullptr, 0) == errc::einval);
  CHECK(kcall::mbind<G>(memory.data(), 1, mempolicy::bind, node0, static_cast<mempolicy_move>(64)) == errc::einval);
}

TEST_CASE_TEMPLATE("migrate_pages from a node to itself moves nothing", G, ALL_GATES) {
  if (!policies_here()) return;
  CHECK(kcall::migrate_pages<G>(pid{}, 65, node0, node0) == 0);
  const auto nobody = kcall::migrate_pages<G>(pid{0x3fffffff}, 65, node0, node0);
  CHECK(nobody == errc::esrch);
  unsigned long far[words] = {};
  far[words - 1] = 1UL << (8 * sizeof(long) - 1);
  CHECK(kcall::migrate_pages<G>(pid{}, 1025, node0, far) == errc::einval);
}

template <class G>
void asks_and_moves() {
  const low_pages memory(2);
  *memory.data() = 1;
  const void* const pages[] = {memory.at(0), memory.at(1)};
  int status[2] = {-1, -1};
  CHECK(kcall::move_pages<G>(pid{}, 2, pages, nullptr, status) == 0);
  CHECK(status[0] == 0);
  CHECK(status[1] == -ENOENT);
  const int targets[2] = {0, 0};
  const auto moved = kcall::move_pages<G>(pid{}, 1, pages, targets, status, mempolicy_move::move);
  CHECK(moved.has_value());
  CHECK(status[0] == 0);
  const int nowhere[1] = {1000};
  CHECK(kcall::move_pages<G>(pid{}, 1, pages, nowhere, status) == errc::enodev);
  CHECK(kcall::move_pages<G>(pid{}, 1, pages, targets, status, static_cast<mempolicy_move>(64)) == errc::einval);
}

TEST_CASE_TEMPLATE("move_pages tells where pages are", G, ALL_GATES) {
  if (!policies_here()) return;
  if constexpr (kcall::detail::native_layout<G>) asks_and_moves<G>();
}

}  // namespace
