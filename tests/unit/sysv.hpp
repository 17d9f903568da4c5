// What the tests of System V objects share: an object that goes away, and a kernel of ia32 that has ipc(2) only.
#pragma once
#include "steps.hpp"
#include "support.hpp"
#include "without_calls.hpp"

#include <time.h>

namespace test {

/// Removes an object at the end, with glibc's function.
template <class F>
struct removed {
  F remove;
  explicit removed(F how) : remove(how) {}
  removed(const removed&) = delete;
  removed& operator=(const removed&) = delete;
  ~removed() { remove(); }
};
template <class F>
removed(F) -> removed<F>;

/// A key that no other test has.
inline int own_key() { return 0x6b630000 ^ ::getpid(); }

inline bool is_recent(long long seconds) {
  const long long now = ::time(nullptr);
  return seconds <= now + 1 && seconds > now - 60;
}

/// Runs `steps` for a gate as it is, and on ia32 also where its own numbers answer ENOSYS.
template <class G, class F>
void with_and_without(F steps) {
  CHECK(steps() == 0);
  if constexpr (requires { G::abi::nr::ipc; }) {
    const auto lacking = [&] { return kcall::detail::pass<G>(G::abi::nr::semget, 0, 0, 0) == -ENOSYS ? steps() : 76; };
    const int status =
        without_calls<G>({G::abi::nr::semget, G::abi::nr::semctl, G::abi::nr::semtimedop_time64, G::abi::nr::shmget,
                          G::abi::nr::shmctl, G::abi::nr::shmat, G::abi::nr::shmdt, G::abi::nr::msgget,
                          G::abi::nr::msgsnd, G::abi::nr::msgrcv, G::abi::nr::msgctl},
                         lacking);
    if (status == no_filters) {
      MESSAGE("skipped: no seccomp filters here");
      return;
    }
    CHECK(status == 0);
  }
}

}  // namespace test
