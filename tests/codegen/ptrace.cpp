// ptrace. How to read this: run.py.
//
// Not here:
//   ptrace_getregset, ptrace_setregset: the kernel reads an iovec, made here, and writes the size there
#include <kcall/call/ptrace.hpp>
#include <kcall/call/ptrace_state.hpp>

namespace out {

using namespace kcall;

result<void> ptrace_traceme() { return kcall::ptrace_traceme(); }  // 7: four zeros
result<void> ptrace_attach(pid a) { return kcall::ptrace_attach(a); }  // 7: the request, two zeros, one argument is widened
result<void> ptrace_seize(pid a, ptrace_options b) { return kcall::ptrace_seize(a, b); }  // 7: the request, a zero, one argument moves, one argument is widened
result<void> ptrace_interrupt(pid a) { return kcall::ptrace_interrupt(a); }  // 7: the request, two zeros, one argument is widened
result<void> ptrace_listen(pid a) { return kcall::ptrace_listen(a); }  // 7: the request, two zeros, one argument is widened
result<void> ptrace_cont(pid a, signal b) { return kcall::ptrace_cont(a, b); }  // 7: the request, a zero, two arguments are widened
result<void> ptrace_syscall(pid a, signal b) { return kcall::ptrace_syscall(a, b); }  // 7: the request, a zero, two arguments are widened
result<void> ptrace_singlestep(pid a, signal b) { return kcall::ptrace_singlestep(a, b); }  // 7: the request, a zero, two arguments are widened
result<void> ptrace_singleblock(pid a, signal b) { return kcall::ptrace_singleblock(a, b); }  // 7: the request, a zero, two arguments are widened
result<void> ptrace_sysemu(pid a, signal b) { return kcall::ptrace_sysemu(a, b); }  // 7: the request, a zero, two arguments are widened
result<void> ptrace_sysemu_singlestep(pid a, signal b) { return kcall::ptrace_sysemu_singlestep(a, b); }  // 7: the request, a zero, two arguments are widened
result<void> ptrace_detach(pid a, signal b) { return kcall::ptrace_detach(a, b); }  // 7: the request, a zero, two arguments are widened
result<void> ptrace_kill(pid a) { return kcall::ptrace_kill(a); }  // 7: the request, two zeros, one argument is widened
result<void> ptrace_setoptions(pid a, ptrace_options b) { return kcall::ptrace_setoptions(a, b); }  // 7: the request, a zero, one argument moves, one argument is widened
result<void> ptrace_geteventmsg(pid a, unsigned long& b) { return kcall::ptrace_geteventmsg(a, b); }  // 8: the request, a zero, one argument moves, one argument is widened, what the kernel may leave unwritten is cleared
result<size_t> ptrace_get_syscall_info(pid a, ptrace_syscall_info_t& b) { return kcall::ptrace_get_syscall_info(a, b); }  // 7, 8: the request, one constant, one argument moves, one argument is widened; one more register in between
result<void> ptrace_set_syscall_info(pid a, const ptrace_syscall_info_t& b) { return kcall::ptrace_set_syscall_info(a, b); }  // 7, 8: the request, one constant, one argument moves, one argument is widened; one more register in between
result<long> ptrace(ptrace_request a, pid b, void* c, void* d) { return kcall::ptrace(a, b, c, d); }  // 5: one argument is widened

result<void> ptrace_peekdata(pid a, uintptr_t b, unsigned long& c) { return kcall::ptrace_peekdata(a, b, c); }  // 7, 8: the request, two arguments move, one argument is widened; one more register in between
result<void> ptrace_pokedata(pid a, uintptr_t b, unsigned long c) { return kcall::ptrace_pokedata(a, b, c); }  // 7, 8: the request, two arguments move, one argument is widened; one more register in between
result<void> ptrace_peektext(pid a, uintptr_t b, unsigned long& c) { return kcall::ptrace_peektext(a, b, c); }  // 7, 8: the request, two arguments move, one argument is widened; one more register in between
result<void> ptrace_poketext(pid a, uintptr_t b, unsigned long c) { return kcall::ptrace_poketext(a, b, c); }  // 7, 8: the request, two arguments move, one argument is widened; one more register in between
result<void> ptrace_peekusr(pid a, size_t b, unsigned long& c) { return kcall::ptrace_peekusr(a, b, c); }  // 7, 8: the request, two arguments move, one argument is widened; one more register in between
result<void> ptrace_pokeusr(pid a, size_t b, unsigned long c) { return kcall::ptrace_pokeusr(a, b, c); }  // 7, 8: the request, two arguments move, one argument is widened; one more register in between
result<void> ptrace_getsiginfo(pid a, siginfo_t& b) { return kcall::ptrace_getsiginfo(a, b); }  // 7: the request, a zero, one argument moves, one argument is widened
result<void> ptrace_setsiginfo(pid a, const siginfo_t& b) { return kcall::ptrace_setsiginfo(a, b); }  // 7: the request, a zero, one argument moves, one argument is widened
result<size_t> ptrace_peeksiginfo(pid a, const ptrace_peeksiginfo_args& b, siginfo_t* c) { return kcall::ptrace_peeksiginfo(a, b, c); }  // 7, 8: the request, two arguments move, one argument is widened; one more register in between
result<void> ptrace_getsigmask(pid a, sigset& b) { return kcall::ptrace_getsigmask(a, b); }  // 7, 8: the request, one constant, one argument moves, one argument is widened; one more register in between
result<void> ptrace_setsigmask(pid a, const sigset& b) { return kcall::ptrace_setsigmask(a, b); }  // 7, 8: the request, one constant, one argument moves, one argument is widened; one more register in between
result<size_t> ptrace_seccomp_get_filter(pid a, unsigned long b, void* c) { return kcall::ptrace_seccomp_get_filter(a, b, c); }  // 7, 8: the request, two arguments move, one argument is widened; one more register in between
result<void> ptrace_seccomp_get_metadata(pid a, seccomp_metadata& b) { return kcall::ptrace_seccomp_get_metadata(a, b); }  // 7, 8: the request, one constant, one argument moves, one argument is widened; one more register in between
result<void> ptrace_get_rseq_configuration(pid a, ptrace_rseq_configuration& b) { return kcall::ptrace_get_rseq_configuration(a, b); }  // 7, 8: the request, one constant, one argument moves, one argument is widened; one more register in between
result<void> ptrace_get_syscall_user_dispatch_config(pid a, ptrace_sud_config& b) { return kcall::ptrace_get_syscall_user_dispatch_config(a, b); }  // 7, 8: the request, one constant, one argument moves, one argument is widened; one more register in between
result<void> ptrace_set_syscall_user_dispatch_config(pid a, const ptrace_sud_config& b) { return kcall::ptrace_set_syscall_user_dispatch_config(a, b); }  // 7, 8: the request, one constant, one argument moves, one argument is widened; one more register in between

}  // namespace out
