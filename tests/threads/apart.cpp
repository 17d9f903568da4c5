// Defines main, and has another file (worker.cpp) start a thread; -DWITHOUT_BLOCK leaves out what makes the first
// thread's block, and reads a clock, for which _start keeps the environment.
#include <kcall/call/time.hpp>
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>
#ifndef WITHOUT_BLOCK
#include <kcall/thread.hpp>
#endif

#include "worker.hpp"

int main() { return kcall::clock_gettime(kcall::clock::monotonic) ? start_and_join() : 3; }
