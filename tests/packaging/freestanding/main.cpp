#include <kcall/kcall.hpp>
#include <kcall/start.hpp>

extern "C" int part();

int main() { return kcall::write(kcall::stdout_fd, "hello from outside\n") ? part() : 1; }
