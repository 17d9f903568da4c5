// Each change is made in a child, and seen by glibc's prctl() or in /proc. Operations of other processors have the
// kernel's error, which glibc's prctl() gives too.
#include <errno.h>
#include <fcntl.h>
#include <linux/prctl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kcall/call/prctl_machine.hpp>
#include <string>

#include "support.hpp"

namespace {

using kcall::errc;
using kcall::uintptr_t;

template <class F>
int in_child(F act) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::alarm(20);
    ::_exit(act());
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Whether kcall's answer is that of glibc's prctl(): the same value, or the same error.
template <class R>
bool agrees(const R& ours, long theirs) {
  return ours.word() == (theirs == -1 ? -errno : theirs);
}

/// The same for operations that store an int, of which kcall gives the value.
template <class R>
bool stores_the_same(const R& ours, int operation) {
  int seen = 0;
  if (::prctl(operation, &seen) != 0) return ours.word() == -errno;
  return ours.word() == seen;
}

std::string contents(const char* name) {
  const int f = ::open(name, O_RDONLY);
  std::string text;
  char block[4096];
  for (ssize_t size; (size = ::read(f, block, sizeof block)) > 0;) text.append(block, static_cast<size_t>(size));
  ::close(f);
  return text;
}

}  // namespace

TEST_CASE_TEMPLATE("huge pages are switched off", G, ALL_GATES) {
  CHECK(in_child([] {
          if (!agrees(kcall::prctl_get_thp_disable<G>(), ::prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0))) return 1;
          const auto set = kcall::prctl_set_thp_disable<G>(true);
          if (!set) return agrees(set, ::prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)) ? 0 : 2;
          if (::prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) != 1) return 3;
          if (!kcall::prctl_set_thp_disable<G>(false) || ::prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) != 0) return 4;
          const auto most = kcall::prctl_set_thp_disable<G>(true, kcall::thp_disable::except_advised);
          if (most == errc::einval) return 0;  // before 6.18
          return kcall::prctl_get_thp_disable<G>() == 3 ? 0 : 5;
        }) == 0);
}

TEST_CASE_TEMPLATE("when a process is told of failing memory", G, ALL_GATES) {
  CHECK(in_child([] {
          const auto set = kcall::prctl_mce_kill<G>(kcall::mce_kill::early);
          if (!set) return agrees(set, ::prctl(PR_MCE_KILL, 1, 1, 0, 0)) ? 0 : 1;
          if (::prctl(PR_MCE_KILL_GET, 0, 0, 0, 0) != PR_MCE_KILL_EARLY) return 2;
          if (kcall::prctl_mce_kill_get<G>() != kcall::mce_kill::early) return 3;
          if (!kcall::prctl_mce_kill_clear<G>()) return 4;
          return ::prctl(PR_MCE_KILL_GET, 0, 0, 0, 0) == PR_MCE_KILL_DEFAULT ? 0 : 5;
        }) == 0);
}

TEST_CASE_TEMPLATE("where a program lies", G, ALL_GATES) {
  unsigned theirs = 0;
  CHECK(agrees(kcall::prctl_set_mm<G>(static_cast<kcall::set_mm>(99), 0), ::prctl(PR_SET_MM, 99, 0, 0, 0)));
  const bool maps = ::prctl(PR_SET_MM, PR_SET_MM_MAP_SIZE, &theirs, 0, 0) == 0;
  const auto size = kcall::prctl_set_mm_map_size<G>();
  CHECK(size.has_value() == maps);
  if (maps) CHECK(size == theirs);
  if constexpr (kcall::detail::native_layout<G>) {
    const kcall::prctl_mm_map nonsense{};
    ::prctl_mm_map same{};
    CHECK(agrees(kcall::prctl_set_mm_map<G>(nonsense), ::prctl(PR_SET_MM, PR_SET_MM_MAP, &same, sizeof same, 0)));
  }
  CHECK(in_child([] {
          // Where the arguments are: where they were, but a byte later.
          std::string line = contents("/proc/self/stat");
          unsigned long start = 0;
          const char* field = ::strrchr(line.c_str(), ')');
          for (int i = 3; i <= 48 && field != nullptr; ++i) field = ::strchr(field + 1, ' ');
          if (field == nullptr) return 0;
          start = ::strtoul(field, nullptr, 10);
          if (start == 0 || (!kcall::detail::native_layout<G> && start > 0xffffffffUL)) return 0;
          const auto set = kcall::prctl_set_mm<G>(kcall::set_mm::arg_start, start + 1);
          if (!set) return agrees(set, ::prctl(PR_SET_MM, PR_SET_MM_ARG_START, start + 1, 0, 0)) ? 0 : 1;
          line = contents("/proc/self/stat");
          return line.find(" " + std::to_string(start + 1) + " ") != std::string::npos ? 0 : 2;
        }) == 0);
}

TEST_CASE_TEMPLATE("anonymous memory has a name", G, ALL_GATES) {
  alignas(65536) static char memory[65536];
  memory[0] = 1;
  const auto named = kcall::prctl_set_vma_anon_name<G>(&memory[0], sizeof memory, "kcall test");
  if (!named) {
    CHECK(agrees(named, ::prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, &memory[0], sizeof memory, "kcall test")));
    return;
  }
  CHECK(contents("/proc/self/maps").find("kcall test]") != std::string::npos);
  CHECK(kcall::prctl_set_vma_anon_name<G>(&memory[0], sizeof memory, nullptr));
  CHECK(contents("/proc/self/maps").find("kcall test]") == std::string::npos);
}

TEST_CASE_TEMPLATE("memory that may be written never becomes code", G, ALL_GATES) {
  CHECK(in_child([] {
          if (!agrees(kcall::prctl_get_mdwe<G>(), ::prctl(66, 0, 0, 0, 0))) return 1;
          const auto set = kcall::prctl_set_mdwe<G>(kcall::mdwe::refuse_exec_gain);
          if (!set) return agrees(set, ::prctl(65, 1, 0, 0, 0)) ? 0 : 2;
          if (kcall::prctl_get_mdwe<G>() != kcall::mdwe::refuse_exec_gain || ::prctl(66, 0, 0, 0, 0) != 1) return 3;
          void* const both = ::mmap(nullptr, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
          return both == MAP_FAILED ? 0 : 4;
        }) == 0);
}

TEST_CASE_TEMPLATE("equal pages are merged", G, ALL_GATES) {
  CHECK(in_child([] {
          if (!agrees(kcall::prctl_get_memory_merge<G>(), ::prctl(68, 0, 0, 0, 0))) return 1;
          const auto set = kcall::prctl_set_memory_merge<G>(true);
          if (!set) return agrees(set, ::prctl(67, 1, 0, 0, 0)) ? 0 : 2;
          return kcall::prctl_get_memory_merge<G>() == true && ::prctl(68, 0, 0, 0, 0) == 1 ? 0 : 3;
        }) == 0);
}

TEST_CASE_TEMPLATE("the auxiliary vector", G, ALL_GATES) {
  static char ours[4096];
  const auto size = kcall::prctl_get_auxv<G>(&ours[0], sizeof ours);
  if (size == errc::einval) {
    MESSAGE("skipped: no PR_GET_AUXV here");
    return;
  }
  REQUIRE(size);
  const std::string theirs = contents("/proc/self/auxv");
  CHECK(theirs.size() >= 32);
  CHECK(*size >= theirs.size());
  CHECK(theirs == std::string(&ours[0], theirs.size()));
}

TEST_CASE_TEMPLATE("what the processor guesses", G, ALL_GATES) {
  using kcall::speculation;
  using kcall::speculation_control;
  for (const auto what : {speculation::store_bypass, speculation::indirect_branch, speculation::l1d_flush}) {
    const int number = static_cast<int>(what);
    CHECK(agrees(kcall::prctl_get_speculation_ctrl<G>(what), ::prctl(PR_GET_SPECULATION_CTRL, number, 0, 0, 0)));
    CHECK(in_child([what, number] {
            const auto set = kcall::prctl_set_speculation_ctrl<G>(what, speculation_control::disable);
            if (!set) return agrees(set, ::prctl(PR_SET_SPECULATION_CTRL, number, PR_SPEC_DISABLE, 0, 0)) ? 0 : 1;
            const auto now = kcall::prctl_get_speculation_ctrl<G>(what);
            return now && has(*now, speculation_control::disable) ? 0 : 2;
          }) == 0);
  }
  CHECK(!kcall::prctl_get_speculation_ctrl<G>(static_cast<speculation>(99)));
}

TEST_CASE_TEMPLATE("the time stamp counter is forbidden", G, ALL_GATES) {
  CHECK(stores_the_same(kcall::prctl_get_tsc<G>(), PR_GET_TSC));
  CHECK(in_child([] {
          const auto set = kcall::prctl_set_tsc<G>(kcall::tsc::sigsegv);
          if (!set) return agrees(set, ::prctl(PR_SET_TSC, PR_TSC_SIGSEGV)) ? 0 : 1;
          if (kcall::prctl_get_tsc<G>() != kcall::tsc::sigsegv) return 2;
          return kcall::prctl_set_tsc<G>(kcall::tsc::enable) ? 0 : 3;
        }) == 0);
}

TEST_CASE_TEMPLATE("counters and timing", G, ALL_GATES) {
  CHECK(agrees(kcall::prctl_task_perf_events_disable<G>(), ::prctl(PR_TASK_PERF_EVENTS_DISABLE, 0, 0, 0, 0)));
  CHECK(agrees(kcall::prctl_task_perf_events_enable<G>(), ::prctl(PR_TASK_PERF_EVENTS_ENABLE, 0, 0, 0, 0)));
  CHECK(agrees(kcall::prctl_get_timing<G>(), ::prctl(PR_GET_TIMING, 0, 0, 0, 0)));
  CHECK(agrees(kcall::prctl_set_timing<G>(kcall::prctl_timing::statistical), ::prctl(PR_SET_TIMING, 0, 0, 0, 0)));
  CHECK(!kcall::prctl_set_timing<G>(kcall::prctl_timing::timestamp));
}

TEST_CASE_TEMPLATE("operations of some processors only", G, ALL_GATES) {
  CHECK(stores_the_same(kcall::prctl_get_unalign<G>(), PR_GET_UNALIGN));
  CHECK(stores_the_same(kcall::prctl_get_fpemu<G>(), PR_GET_FPEMU));
  CHECK(stores_the_same(kcall::prctl_get_fpexc<G>(), PR_GET_FPEXC));
  CHECK(stores_the_same(kcall::prctl_get_endian<G>(), PR_GET_ENDIAN));
  CHECK(agrees(kcall::prctl_set_unalign<G>(1), ::prctl(PR_SET_UNALIGN, 1)));
  CHECK(agrees(kcall::prctl_set_fpemu<G>(1), ::prctl(PR_SET_FPEMU, 1)));
  CHECK(agrees(kcall::prctl_set_fpexc<G>(0), ::prctl(PR_SET_FPEXC, 0)));
  CHECK(agrees(kcall::prctl_set_endian<G>(1), ::prctl(PR_SET_ENDIAN, 1)));
  CHECK(in_child([] {
          using kcall::pac_keys;
          const auto tagged = kcall::prctl_get_tagged_addr_ctrl<G>();
          if (!agrees(tagged, ::prctl(PR_GET_TAGGED_ADDR_CTRL, 0, 0, 0, 0))) return 1;
          const auto tag = kcall::prctl_set_tagged_addr_ctrl<G>(1);
          if (!agrees(tag, ::prctl(PR_SET_TAGGED_ADDR_CTRL, 1, 0, 0, 0))) return 2;
          const auto sve = kcall::prctl_sve_get_vl<G>();
          if (!agrees(sve, ::prctl(PR_SVE_GET_VL))) return 3;
          const unsigned long length = sve ? *sve & 0xffff : 16;
          if (!agrees(kcall::prctl_sve_set_vl<G>(length), ::prctl(PR_SVE_SET_VL, length))) return 4;
          const auto sme = kcall::prctl_sme_get_vl<G>();
          if (!agrees(sme, ::prctl(PR_SME_GET_VL))) return 5;
          if (!agrees(kcall::prctl_sme_set_vl<G>(16), ::prctl(PR_SME_SET_VL, 16))) return 6;
          if (!agrees(kcall::prctl_pac_get_enabled_keys<G>(), ::prctl(PR_PAC_GET_ENABLED_KEYS, 0, 0, 0, 0))) return 7;
          const auto keys = kcall::prctl_pac_set_enabled_keys<G>(pac_keys::none, pac_keys::none);
          if (!agrees(keys, ::prctl(PR_PAC_SET_ENABLED_KEYS, 0, 0, 0, 0))) return 8;
          return 0;
        }) == 0);
  // New keys make no return address of before valid any more: only a key that no compiler uses here.
  CHECK(in_child([] {
          const auto reset = kcall::prctl_pac_reset_keys<G>(kcall::pac_keys::apgakey);
          return agrees(reset, ::prctl(PR_PAC_RESET_KEYS, PR_PAC_APGAKEY, 0, 0, 0)) ? 0 : 1;
        }) == 0);
  CHECK(in_child([] {
          unsigned long seen = 0;
          const auto status = kcall::prctl_get_shadow_stack_status<G>();
          if (::prctl(74, &seen, 0, 0, 0) != 0) {
            if (status.word() != -errno) return 1;
          } else if (status.word() != static_cast<long>(seen)) {
            return 2;
          }
          if (!agrees(kcall::prctl_set_shadow_stack_status<G>({}), ::prctl(75, 0, 0, 0, 0))) return 3;
          return agrees(kcall::prctl_lock_shadow_stack_status<G>({}), ::prctl(76, 0, 0, 0, 0)) ? 0 : 4;
        }) == 0);
}

TEST_CASE_TEMPLATE("tables of futexes, and a little more time", G, ALL_GATES) {
  CHECK(in_child([] {
          const auto now = kcall::prctl_futex_hash_get_slots<G>();
          if (!agrees(now, ::prctl(78, 2, 0, 0, 0))) return 1;
          const auto set = kcall::prctl_futex_hash_set_slots<G>(32);
          if (!set) return agrees(set, ::prctl(78, 1, 32, 0, 0)) ? 0 : 2;
          return kcall::prctl_futex_hash_get_slots<G>() == 32 && ::prctl(78, 2, 0, 0, 0) == 32 ? 0 : 3;
        }) == 0);
  CHECK(agrees(kcall::prctl_rseq_slice_extension_get<G>(), ::prctl(79, 1, 0, 0, 0)));
  CHECK(in_child([] {
          const auto set = kcall::prctl_rseq_slice_extension_set<G>(true);
          return agrees(set, ::prctl(79, 2, 1, 0, 0)) ? 0 : 1;
        }) == 0);
}
