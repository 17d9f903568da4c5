// Who a process is, and what it may use. How to read this: run.py.
//
// Not here:
//   setgroups: a size that is no int is refused first
//   getrlimit, setrlimit: prlimit64 first, the older calls where that is not known
//   nice: asks for the new value afterwards, because the kernel does not return it
#include <kcall/call/capability.hpp>
#include <kcall/call/credentials.hpp>
#include <kcall/call/resource.hpp>
#include <kcall/call/schedule.hpp>

namespace out {

using namespace kcall;

result<void> setuid(uid a) { return kcall::setuid(a); }  // 3
result<void> setgid(gid a) { return kcall::setgid(a); }  // 3
result<void> setreuid(uid a, uid b) { return kcall::setreuid(a, b); }  // 3
result<void> setregid(gid a, gid b) { return kcall::setregid(a, b); }  // 3
result<void> setresuid(uid a, uid b, uid c) { return kcall::setresuid(a, b, c); }  // 3
result<void> setresgid(gid a, gid b, gid c) { return kcall::setresgid(a, b, c); }  // 3
result<void> getresuid(uid& a, uid& b, uid& c) { return kcall::getresuid(a, b, c); }  // 3
result<void> getresgid(gid& a, gid& b, gid& c) { return kcall::getresgid(a, b, c); }  // 3
uid setfsuid(uid a) { return kcall::setfsuid(a); }  // 3
gid setfsgid(gid a) { return kcall::setfsgid(a); }  // 3
result<size_t> getgroups(gid* a, size_t b) { return kcall::getgroups(a, b); }  // 6: two arguments move, two change places

result<void> capget(cap_user_header& a, cap_user_data* b) { return kcall::capget(a, b); }  // 3
result<void> capset(cap_user_header& a, const cap_user_data* b) { return kcall::capset(a, b); }  // 3

result<void> prlimit(pid a, rlimit_resource b, const rlimit* c, rlimit* d) { return kcall::prlimit(a, b, c, d); }  // 4
result<void> getrusage(rusage_who a, rusage_t& b) { return kcall::getrusage(a, b); }  // 3
long times(tms& a) { return kcall::times(a); }  // 3
result<nice_level> getpriority(priority_who a, int b) { return kcall::getpriority(a, b); }  // 3
result<nice_level> getpriority_2(pid a) { return kcall::getpriority(a); }  // 5: a zero, one argument moves
result<void> setpriority(priority_who a, int b, nice_level c) { return kcall::setpriority(a, b, c); }  // 5, 6: one argument is computed; one more register in between
result<void> setpriority_2(pid a, nice_level b) { return kcall::setpriority(a, b); }  // 7, 8: a zero, one argument moves, one argument is computed; one more register in between
result<void> ioprio_set(ioprio_who a, int b, io_priority c) { return kcall::ioprio_set(a, b, c); }  // 3
result<io_priority> ioprio_get(ioprio_who a, int b) { return kcall::ioprio_get(a, b); }  // 3

result<void> sched_setscheduler(pid a, sched_policy b, const sched_param& c) { return kcall::sched_setscheduler(a, b, c); }  // 3
result<sched_policy> sched_getscheduler(pid a) { return kcall::sched_getscheduler(a); }  // 3
result<void> sched_setparam(pid a, const sched_param& b) { return kcall::sched_setparam(a, b); }  // 3
result<void> sched_getparam(pid a, sched_param& b) { return kcall::sched_getparam(a, b); }  // 3
result<int> sched_get_priority_max(sched_policy a) { return kcall::sched_get_priority_max(a); }  // 3
result<int> sched_get_priority_min(sched_policy a) { return kcall::sched_get_priority_min(a); }  // 3
result<void> sched_rr_get_interval(pid a, timespec& b) { return kcall::sched_rr_get_interval(a, b); }  // 3
result<void> sched_setaffinity(pid a, const void* b, size_t c) { return kcall::sched_setaffinity(a, b, c); }  // 6: two arguments move, two change places
result<void> sched_setaffinity_2(pid a, const cpu_set& b) { return kcall::sched_setaffinity(a, b); }  // 5: one constant, one argument moves
result<size_t> sched_getaffinity(pid a, void* b, size_t c) { return kcall::sched_getaffinity(a, b, c); }  // 6: two arguments move, two change places
result<void> sched_setattr(pid a, const sched_attr& b, uint32_t c) { return kcall::sched_setattr(a, b, c); }  // 3
result<void> sched_getattr(pid a, sched_attr& b, uint32_t c) { return kcall::sched_getattr(a, b, c); }  // 5: one constant, one argument moves

}  // namespace out
