// Starts a thread in a program whose main is in another file.
#include "worker.hpp"

#include <kcall/thread.hpp>

int start_and_join() {
  long answer = 0;
  kcall::thread worker;
  if (!worker.start([] { return 42; })) return 1;
  return worker.join(answer) ? static_cast<int>(answer) : 2;
}
