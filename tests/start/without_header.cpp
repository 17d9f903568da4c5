// Has an object to construct, and does not say that _start should: a program that must not link.
#include <kcall/start.hpp>

struct constructed {
  int value;
  [[gnu::noinline]] constructed() : value(42) { asm volatile(""); }
};
constructed object;

int main() { return object.value; }
