// What the kernel does when a thread ends. glibc's own settings are put back, or a child ends with ours.
#include "child.hpp"
#include "low_pages.hpp"
#include "support.hpp"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>

#include <kcall/call/robust_list.hpp>

namespace {

using kcall::errc;
using kcall::pid;

// As in old glibc's struct pthread: the link, and the lock's word at some distance.
struct lock {
  kcall::robust_list link;
  kcall::uint32_t word;
};

template <class G>
void lists() {
  kcall::robust_list_head* head = nullptr;
  kcall::size_t size = 0;
  if (kcall::get_robust_list<G>(pid{}, head, size) == errc::enosys) {
    MESSAGE("skipped: no robust lists here");
    return;
  }
  ::robust_list_head* theirs = nullptr;
  unsigned long their_size = 0;
  REQUIRE(::syscall(SYS_get_robust_list, 0, &theirs, &their_size) == 0);
  CHECK(static_cast<void*>(head) == static_cast<void*>(theirs));
  CHECK(size == sizeof *head);
  CHECK(kcall::get_robust_list<G>(pid{0x3fffffff}, head, size) == errc::esrch);
  CHECK(kcall::set_robust_list<G>(nullptr, 1) == errc::einval);

  const test::low_pages memory(1, MAP_SHARED | MAP_ANONYMOUS);
  auto& held = *reinterpret_cast<lock*>(memory.data());
  auto& list = *reinterpret_cast<kcall::robust_list_head*>(memory.data() + 256);
  const pid_t child = ::fork();
  if (child == 0) {
    held.word = static_cast<kcall::uint32_t>(::gettid());
    held.link.next = &list.list;
    list = {{&held.link}, offsetof(lock, word), nullptr};
    ::_exit(kcall::set_robust_list<G>(&list).has_value() ? 0 : 1);
  }
  int status = -1;
  CHECK(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  CHECK((held.word & FUTEX_OWNER_DIED) != 0);
}

TEST_CASE_TEMPLATE("robust lists: the kernel marks what a dead owner held", G, ALL_GATES) {
  if constexpr (kcall::detail::native_layout<G>) lists<G>();
}

/// What `word` is after a child that shares this memory has ended, and said that its id is right.
template <class G>
int left_by_child(int* word) {
  *word = 42;
  static char stack[65536] __attribute__((aligned(16)));
  const auto child = [](void* argument) {
    const auto id = kcall::set_tid_address<G>(static_cast<int*>(argument));
    return id == pid{::gettid()} ? 0 : 1;
  };
  const pid_t made = ::clone(child, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, word);
  REQUIRE(made > 0);
  int status = -1;
  CHECK(::waitpid(made, &status, 0) == made);
  CHECK(status == 0);
  return *word;
}

TEST_CASE_TEMPLATE("set_tid_address gives the thread's id, and clears the word when it ends", G, ALL_GATES) {
  const test::low_pages memory(1, MAP_SHARED | MAP_ANONYMOUS);
  auto* const word = reinterpret_cast<int*>(memory.data());
  const int expected = left_by_child<test::libc_gate>(word);
  if (expected != 0) MESSAGE("an emulator, which gives such a child memory of its own");
  CHECK(left_by_child<G>(word) == expected);
}

}  // namespace
