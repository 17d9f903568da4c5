// Has an object to construct, or a thread_local variable, and does not say that _start should see to it; or has no _start
// at all: a program that must not link.
#ifndef NO_START
#include <kcall/start.hpp>
#endif

namespace {

#if defined(NO_START) || defined(ELSEWHERE)
struct constructed {
  int value;
};
const constructed object = {42};
#elif defined(THREAD_LOCAL)
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
