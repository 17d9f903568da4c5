// The smallest program: it ends itself through one gate. What is measured is the process around it.
#include <kcall/kcall.hpp>
#include <kcall/start.hpp>

int main() { kcall::exit_group<kcall::gate::BENCH_GATE>(0); }
