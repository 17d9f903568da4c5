// The smallest program that a libc allows.
int main() {}
