/* What examples/hello.cpp does, as it is usually written in C. */
#include <stdio.h>

int main(void) { return printf("hello\n") < 0 || fflush(stdout) != 0; }
