// Starts a thread in a program whose main is in another file.
#include "worker.hpp"

#include <kcall/thread.hpp>

int start_and_join() {
  long answer = 0;
  kcall::thread worker;
  if (const auto started = worker.start([] { return 42; }); !started) return static_cast<int>(started.error());
  return worker.join(answer) ? static_cast<int>(answer) : 1;
}
