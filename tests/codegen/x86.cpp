// What only x86 has. How to read this: run.py.
//
// Not here:
//   arch_get_cpuid: a bool out of a word
//   set_thread_area, get_thread_area, vm86, vm86old: x86-64 has no such call
#include <kcall/call/arch_prctl.hpp>
#include <kcall/call/io_ports.hpp>
#include <kcall/call/user_desc.hpp>
#include <kcall/call/vm86.hpp>

namespace out {

using namespace kcall;

result<long> arch_prctl(arch_option a, unsigned long b) { return kcall::arch_prctl(a, b); }  // 3
result<long> arch_prctl_2(arch_option a, void* b) { return kcall::arch_prctl(a, b); }  // 3
result<void> arch_get_fs(uint64_t& a) { return kcall::arch_get_fs(a); }  // 5: one constant, one argument moves
result<void> arch_set_fs(uint64_t a) { return kcall::arch_set_fs(a); }  // 5: one constant, one argument moves
result<void> arch_get_gs(uint64_t& a) { return kcall::arch_get_gs(a); }  // 5: one constant, one argument moves
result<void> arch_set_gs(uint64_t a) { return kcall::arch_set_gs(a); }  // 5: one constant, one argument moves
result<void> arch_set_cpuid(bool a) { return kcall::arch_set_cpuid(a); }  // 5: one constant, one argument is widened
result<void> arch_get_xcomp_supp(uint64_t& a) { return kcall::arch_get_xcomp_supp(a); }  // 5: one constant, one argument moves
result<void> arch_get_xcomp_perm(uint64_t& a) { return kcall::arch_get_xcomp_perm(a); }  // 5: one constant, one argument moves
result<void> arch_req_xcomp_perm(unsigned long a) { return kcall::arch_req_xcomp_perm(a); }  // 5: one constant, one argument moves
result<void> arch_shstk_enable(shstk_features a) { return kcall::arch_shstk_enable(a); }  // 5: one constant, one argument moves
result<void> arch_shstk_disable(shstk_features a) { return kcall::arch_shstk_disable(a); }  // 5: one constant, one argument moves
result<void> arch_shstk_lock(shstk_features a) { return kcall::arch_shstk_lock(a); }  // 5: one constant, one argument moves
result<void> arch_shstk_status(shstk_features& a) { return kcall::arch_shstk_status(a); }  // 5: one constant, one argument moves

result<void> ioperm(unsigned long a, unsigned long b, bool c) { return kcall::ioperm(a, b, c); }  // 3, 4: g++ widens the bool, which is wide enough
result<void> iopl(unsigned a) { return kcall::iopl(a); }  // 3

result<size_t> modify_ldt(ldt_function a, void* b, size_t c) { return kcall::modify_ldt(a, b, c); }  // 4: the answer is widened
result<size_t> modify_ldt_2(mutable_buffer a) { return kcall::modify_ldt(a); }  // 7, 8: a zero, two arguments move, the answer is widened; one more register in between

}  // namespace out
