// Defines main, and has another file (worker.cpp) start a thread.
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>
#include <kcall/thread.hpp>

#include "worker.hpp"

int main() { return start_and_join(); }
