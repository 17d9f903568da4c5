// Another file of a program, with what start-up is made of, and an object to construct. Only the file that has _start can
// give it the pieces for that.
#include <kcall/constructors.hpp>
#include <kcall/thread_local.hpp>

int elsewhere();

namespace {

struct constructed {
  int value;
  [[gnu::noinline]] constructed() : value(42) { asm volatile(""); }
};
const constructed object;

}  // namespace

int elsewhere() { return object.value; }
