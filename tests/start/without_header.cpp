// Has an object to construct, and does not say that _start should: a program that must not link.
#include <kcall/start.hpp>

namespace {

struct constructed {
  int value;
  [[gnu::noinline]] constructed() : value(42) { asm volatile(""); }
};
const constructed object;

}  // namespace

int main() { return object.value; }
