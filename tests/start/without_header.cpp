// Has an object to construct, or a thread_local variable, and does not say that _start should see to it: a program that
// must not link.
#include <kcall/start.hpp>

namespace {

#ifdef THREAD_LOCAL
struct constructed {
  int value;
};
thread_local constructed object = {42};
#else
struct constructed {
  int value;
  [[gnu::noinline]] constructed() : value(42) { asm volatile(""); }
};
const constructed object;
#endif

}  // namespace

int main() { return object.value; }
