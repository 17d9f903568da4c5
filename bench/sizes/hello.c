/* What examples/hello.cpp does, through a libc. */
#include <unistd.h>

int main(void) { return write(1, "hello\n", 6) < 0; }
