#include <kcall/kcall.hpp>
#include <kcall/start.hpp>

int main() { return kcall::write(kcall::stdout_fd, "hello from outside\n") ? 0 : 1; }
