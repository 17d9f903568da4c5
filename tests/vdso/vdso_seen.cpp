// Prints how much of a vDSO this process can see, one word and one number for each way to look; and whether glibc and
// gate::vdso read the clock with a system call (1), which a filter then refuses, or without (0).
#include <elf.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <time.h>

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <kcall/call/time.hpp>
#include <kcall/gate/vdso.hpp>
#include <string>
#include <vector>

namespace {

using entry = unsigned long[2];

bool names_image(const entry& one) { return one[0] == AT_SYSINFO_EHDR || one[0] == AT_SYSINFO; }

/// Entries of the vector that the kernel hands out; -1 if it hands out none.
int from_prctl() {
  constexpr int pr_get_auxv = 0x41555856;
  entry entries[64] = {};
  if (prctl(pr_get_auxv, entries, sizeof entries, 0, 0) <= 0) return -1;
  int found = 0;
  for (const auto& one : entries) found += names_image(one) ? 1 : 0;
  return found;
}

int from_proc() {
  std::ifstream file("/proc/self/auxv", std::ios::binary);
  int found = 0;
  entry one = {};
  while (file.read(reinterpret_cast<char*>(one), sizeof one)) found += names_image(one) ? 1 : 0;
  return found;
}

int from_maps() {
  std::ifstream file("/proc/self/maps");
  int found = 0;
  for (std::string line; std::getline(file, line);) found += line.find("[vdso]") != std::string::npos ? 1 : 0;
  return found;
}

/// From here on the kernel answers clock_gettime with EPERM.
bool refuse_clocks() {
  using nr = kcall::gate::native::abi::nr;
  constexpr auto first = static_cast<unsigned>(nr::clock_gettime);
  constexpr auto second = [] {
    if constexpr (sizeof(long) == 4) return 403U;
    return first;
  }();
  sock_filter filter[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
      {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, first},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, second},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | 1},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
  };
  const sock_fprog program{5, filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace

int main() {
  std::printf("getauxval %d\n", getauxval(AT_SYSINFO_EHDR) != 0 || getauxval(AT_SYSINFO) != 0 ? 1 : 0);
  std::printf("prctl %d\nproc %d\nmaps %d\n", from_prctl(), from_proc(), from_maps());
  if (!refuse_clocks()) return 0;
  timespec now{};
  std::printf("glibc %d\n", clock_gettime(CLOCK_MONOTONIC, &now) == 0 ? 0 : 1);
  std::printf("kcall %d\n", kcall::clock_gettime<kcall::gate::vdso>(kcall::clock::monotonic) ? 0 : 1);
  std::printf("real %d\n", kcall::clock_gettime<kcall::gate::native>(kcall::clock::monotonic) ? 0 : 1);
}
