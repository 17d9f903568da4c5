// A program without a libc that uses the vDSO: which system calls it makes is what start_test.py looks at. With a second
// argument it empties its environment first, behind which the auxiliary vector lies.
#include <kcall/kcall.hpp>
#include <kcall/start.hpp>

int main(int argc, char**, char** environment) {
  if (argc > 1) *environment = nullptr;
  const auto before = kcall::clock_gettime(kcall::clock::monotonic);
  const auto after = kcall::clock_gettime(kcall::clock::monotonic);
  if (!before || !after) return 1;
  if (after->tv_sec < before->tv_sec) return 2;
  return kcall::detail::vdso_load(kcall::detail::vdso_slot::image) == kcall::detail::vdso_absent ? 3 : 0;
}
