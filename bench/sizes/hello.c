/* What examples/hello.cpp does, through a libc. */
#ifndef NO_LIBC_HEADERS
#include <unistd.h>
#endif

int main(void) { return write(1, "hello\n", 6) < 0; }
