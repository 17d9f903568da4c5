// The kernel itself. How to read this: run.py.
//
// Not here:
//   bpf_map_lookup_elem, bpf_map_update_elem, bpf_map_delete_elem, bpf_map_get_next_key,
//     bpf_map_lookup_and_delete_elem, bpf_map_freeze, bpf_prog_attach, bpf_prog_detach, bpf_obj_pin, bpf_obj_get,
//     bpf_obj_get_info_by_fd, bpf_get_next_id, bpf_get_fd_by_id: make the structure that bpf reads
//   perf_event_period: the kernel reads the period from memory
//   sethostname, setdomainname: a size that is no int is refused first
#include <kcall/call/bpf.hpp>
#include <kcall/call/host.hpp>
#include <kcall/call/module.hpp>
#include <kcall/call/perf_event.hpp>
#include <kcall/call/random.hpp>
#include <kcall/call/reboot.hpp>
#include <kcall/call/system.hpp>
#include <kcall/gate/syscall.hpp>

namespace out {

using namespace kcall;

result<long> bpf(bpf_command a, void* b, uint32_t c) { return kcall::bpf(a, b, c); }  // 3
result<fd> bpf_map_create(const bpf_map_create_attr& a) { return kcall::bpf_map_create(a); }  // 6: one constant, a zero, one argument moves
result<fd> bpf_prog_load(bpf_prog_load_attr& a) { return kcall::bpf_prog_load(a); }  // 6: two constants, one argument moves
result<void> bpf_prog_test_run(bpf_test_run_attr& a) { return kcall::bpf_prog_test_run(a); }  // 6: two constants, one argument moves

result<fd> perf_event_open(perf_event_attr& a, pid b, int c, fd d, perf_flags e) { return kcall::perf_event_open(a, b, c, d, e); }  // 5: one argument is widened
result<void> perf_event_enable(fd a, perf_ioc_flags b) { return kcall::perf_event_enable(a, b); }  // 5: the request, one argument moves
result<void> perf_event_disable(fd a, perf_ioc_flags b) { return kcall::perf_event_disable(a, b); }  // 5: the request, one argument moves
result<void> perf_event_refresh(fd a, int b) { return kcall::perf_event_refresh(a, b); }  // 5: the request, one argument is widened
result<void> perf_event_reset(fd a, perf_ioc_flags b) { return kcall::perf_event_reset(a, b); }  // 5: the request, one argument moves
result<void> perf_event_set_output(fd a, fd b) { return kcall::perf_event_set_output(a, b); }  // 5: the request, one argument is widened
result<void> perf_event_set_filter(fd a, path b) { return kcall::perf_event_set_filter(a, b); }  // 5: the request, one argument moves
result<void> perf_event_id(fd a, uint64_t& b) { return kcall::perf_event_id(a, b); }  // 5: the request, one argument moves
result<void> perf_event_set_bpf(fd a, fd b) { return kcall::perf_event_set_bpf(a, b); }  // 5: the request, one argument is widened
result<void> perf_event_pause_output(fd a, bool b) { return kcall::perf_event_pause_output(a, b); }  // 5: the request, one argument is widened
result<void> perf_event_query_bpf(fd a, uint32_t* b) { return kcall::perf_event_query_bpf(a, b); }  // 5: the request, one argument moves
result<void> perf_event_modify_attributes(fd a, const perf_event_attr& b) { return kcall::perf_event_modify_attributes(a, b); }  // 5: the request, one argument moves

result<void> init_module(const_buffer a, path b) { return kcall::init_module(a, b); }  // 3
result<void> finit_module(fd a, path b, module_init_flags c) { return kcall::finit_module(a, b, c); }  // 3
result<void> delete_module(path a, delete_module_flags b) { return kcall::delete_module(a, b); }  // 3

result<void> reboot(uint32_t a, uint32_t b, reboot_command c, const char* d) { return kcall::reboot(a, b, c, d); }  // 4
result<void> reboot_2(reboot_command a, const char* b) { return kcall::reboot(a, b); }  // 7: two constants, two arguments move
result<void> kexec_load(unsigned long a, const kexec_segment* b, size_t c, kexec_flags d) { return kcall::kexec_load(a, b, c, d); }  // 8: three arguments move, two change places
result<void> kexec_file_load(fd a, fd b, const char* c, size_t d, kexec_file_flags e) { return kcall::kexec_file_load(a, b, c, d, e); }  // 6: two arguments move, one argument is widened

result<void> sysinfo(sysinfo_t& a) { return kcall::sysinfo(a); }  // 3
result<size_t> syslog(syslog_action a, void* b, int c) { return kcall::syslog(a, b, c); }  // 3
result<void> vhangup() { return kcall::vhangup(); }  // 3

result<void> uname(utsname& a) { return kcall::uname(a); }  // 3
result<void> getcpu(getcpu_t& a) { return kcall::getcpu<gate::syscall>(a); }  // 5: a zero, one argument is computed
result<void> sched_yield() { return kcall::sched_yield(); }  // 3

result<size_t> getrandom(void* a, size_t b, getrandom_flags c) { return kcall::getrandom(a, b, c); }  // 3
result<size_t> getrandom_2(mutable_buffer a, getrandom_flags b) { return kcall::getrandom(a, b); }  // 3

}  // namespace out
