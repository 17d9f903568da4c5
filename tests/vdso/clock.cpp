// Reads the clocks through gate::vdso, a thousand times each, in a program without a libc or, with HOSTED, in one with.
// Exit status 0 if every reading came and none went back.
#include <kcall/gate/vdso.hpp>
#include <kcall/kcall.hpp>
#ifndef HOSTED
#include <kcall/memory_functions.hpp>
#include <kcall/start.hpp>
#endif

int main() {
  constexpr kcall::clock clocks[] = {kcall::clock::monotonic, kcall::clock::monotonic_coarse};
  for (const kcall::clock which : clocks) {
    kcall::timespec last{};
    for (int i = 0; i < 1000; ++i) {
      const auto now = kcall::clock_gettime<kcall::gate::vdso>(which);
      if (!now) return 1;
      if (now->tv_sec < last.tv_sec || (now->tv_sec == last.tv_sec && now->tv_nsec < last.tv_nsec)) return 2;
      last = *now;
    }
    // No machine boots this fast.
    if (last.tv_sec == 0 && last.tv_nsec == 0) return 3;
  }
  return 0;
}
