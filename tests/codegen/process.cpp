// Processes and threads. How to read this: run.py.
//
// Not here:
//   clone, clone3: what cannot work is refused first, and a child on a stack of its own starts in assembly
//   vfork: keeps its return address where the child cannot overwrite it
//   unshare, setns: flags that do not fit 32 bits are refused first
#include <kcall/call/clone.hpp>
#include <kcall/call/exec.hpp>
#include <kcall/call/kcmp.hpp>
#include <kcall/call/membarrier.hpp>
#include <kcall/call/namespace.hpp>
#include <kcall/call/personality.hpp>
#include <kcall/call/pidfd.hpp>
#include <kcall/call/process.hpp>
#include <kcall/call/robust_list.hpp>
#include <kcall/call/rseq.hpp>
#include <kcall/call/session.hpp>
#include <kcall/call/wait.hpp>

namespace out {

using namespace kcall;

pid getpid() { return kcall::getpid(); }  // 3
pid getppid() { return kcall::getppid(); }  // 3
pid gettid() { return kcall::gettid(); }  // 3
uid getuid() { return kcall::getuid(); }  // 3
uid geteuid() { return kcall::geteuid(); }  // 3
gid getgid() { return kcall::getgid(); }  // 3
gid getegid() { return kcall::getegid(); }  // 3
result<pid> fork() { return kcall::fork(); }  // 3
[[noreturn]] void exit_group(int a) { kcall::exit_group(a); }  // 3
[[noreturn]] void exit(int a) { kcall::exit(a); }  // 3
[[noreturn]] void exit_2(int a) { kcall::exit(a); }  // 3
[[noreturn]] void exit_group_2(int a) { kcall::exit_group(a); }  // 3

result<void> execve(path a, const char* const* b, const char* const* c) { return kcall::execve(a, b, c); }  // 3
result<void> execveat(fd a, path b, const char* const* c, const char* const* d, at_flags e) { return kcall::execveat(a, b, c, d, e); }  // 4

result<pid> wait4(pid a, wait_status& b, wait_flags c) { return kcall::wait4(a, b, c); }  // 4: a zero
result<pid> wait4_2(pid a, wait_status& b, wait_flags c, rusage_t& d) { return kcall::wait4(a, b, c, d); }  // 4
result<void> waitid(idtype a, wait_id b, siginfo_t& c, wait_flags d) { return kcall::waitid(a, b, c, d); }  // 5: a zero
result<void> waitid_2(idtype a, wait_id b, siginfo_t& c, wait_flags d, rusage_t& e) { return kcall::waitid(a, b, c, d, e); }  // 4

result<void> setpgid(pid a, pid b) { return kcall::setpgid(a, b); }  // 3
result<pid> getpgid(pid a) { return kcall::getpgid(a); }  // 3
pid getpgrp() { return kcall::getpgrp(); }  // 3
result<pid> setsid() { return kcall::setsid(); }  // 3
result<pid> getsid(pid a) { return kcall::getsid(a); }  // 3

result<fd> pidfd_open(pid a, pidfd_flags b) { return kcall::pidfd_open(a, b); }  // 3
result<fd> pidfd_getfd(fd a, fd b, uint32_t c) { return kcall::pidfd_getfd(a, b, c); }  // 3
result<void> pidfd_send_signal(fd a, signal b, pidfd_signal_flags c) { return kcall::pidfd_send_signal(a, b, c); }  // 5: a zero, one argument moves
result<void> pidfd_send_signal_2(fd a, signal b, const siginfo_t& c, pidfd_signal_flags d) { return kcall::pidfd_send_signal(a, b, c, d); }  // 4
result<void> pidfd_get_info(fd a, pidfd_info_t& b) { return kcall::pidfd_get_info(a, b); }  // 5: one constant, one argument moves
result<fd> pidfd_get_namespace(fd a, pidfd_namespace b) { return kcall::pidfd_get_namespace(a, b); }  // 4: a zero

result<kcmp_order> kcmp(pid a, pid b, kcmp_type c) { return kcall::kcmp(a, b, c); }  // 5: two zeros
result<kcmp_order> kcmp_2(pid a, fd b, pid c, fd d) { return kcall::kcmp(a, b, c, d); }  // 7, 8: a zero, one argument moves, two arguments are widened; one more register in between
result<kcmp_order> kcmp_3(pid a, fd b, pid c, const kcmp_epoll_slot& d) { return kcall::kcmp(a, b, c, d); }  // 7, 8: one constant, two arguments move, one argument is widened; one more register in between

result<size_t> listns(const ns_id_req& a, uint64_t* b, size_t c) { return kcall::listns(a, b, c); }  // 4: a zero

persona personality(persona a) { return kcall::personality(a); }  // 3
persona personality_2() { return kcall::personality(); }  // 4: one constant

result<pid> set_tid_address(int* a) { return kcall::set_tid_address(a); }  // 3
result<void> set_robust_list(robust_list_head* a, size_t b) { return kcall::set_robust_list(a, b); }  // 3
result<void> get_robust_list(pid a, robust_list_head*& b, size_t& c) { return kcall::get_robust_list(a, b, c); }  // 3

result<void> rseq(rseq_t* a, rseq_flags b, uint32_t c, uint32_t d) { return kcall::rseq(a, b, c, d); }  // 6, 7: three arguments move; one more register in between
result<int> rseq_slice_yield() { return kcall::rseq_slice_yield(); }  // 3

result<membarrier_command> membarrier(membarrier_command a, membarrier_flags b, int c) { return kcall::membarrier(a, b, c); }  // 3

}  // namespace out
