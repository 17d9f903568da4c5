// thread.hpp in a program that a libc started: it refuses, and leaves nothing behind. What it does where it may is
// tests/threads.
#include "support.hpp"

#include <thread>

#include <kcall/thread.hpp>

namespace {

using kcall::errc;

int destroyed = 0;
struct counted {
  counted() = default;
  counted(const counted&) = default;
  counted& operator=(const counted&) = default;
  ~counted() { ++destroyed; }
};

TEST_CASE_TEMPLATE("thread: a libc's program gets none", G, kcall::gate::native) {
  kcall::thread one;
  CHECK(one.start([](void*) { return 0L; }, nullptr) == errc::enosys);
  CHECK_FALSE(one.joinable());
  CHECK(one.join() == errc::einval);
  CHECK(one.detach() == errc::einval);
  {
    const counted held;
    destroyed = 0;
    CHECK(one.start<G>([held] { static_cast<void>(held); }) == errc::enosys);
  }
  // The lambda and what it was made of.
  CHECK(destroyed == 2);
  // From another thread too.
  kcall::result<void> answer;
  std::thread([&] { answer = kcall::thread().start([] {}); }).join();
  CHECK(answer == errc::enosys);
}

}  // namespace
