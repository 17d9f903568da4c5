// Time. How to read this: run.py.
//
// Not here:
//   stime: makes a timespec
//   timer_create: the kernel writes the timer in the frame
//   timerfd_read: success is nothing, not eight bytes
#include <kcall/call/clock_adjust.hpp>
#include <kcall/call/clock_set.hpp>
#include <kcall/call/itimer.hpp>
#include <kcall/call/time.hpp>
#include <kcall/call/timer.hpp>
#include <kcall/call/timerfd.hpp>
#include <kcall/gate/syscall.hpp>

namespace out {

using namespace kcall;

result<void> clock_gettime(clock a, timespec& b) { return kcall::clock_gettime<gate::syscall>(a, b); }  // 3
result<void> clock_getres(clock a, timespec& b) { return kcall::clock_getres<gate::syscall>(a, b); }  // 3
result<void> clock_nanosleep(clock a, timer_flags b, const timespec& c) { return kcall::clock_nanosleep(a, b, c); }  // 4: a zero
result<void> clock_nanosleep_2(clock a, timer_flags b, const timespec& c, timespec& d) { return kcall::clock_nanosleep(a, b, c, d); }  // 4
result<void> nanosleep(const timespec& a, timespec& b) { return kcall::nanosleep(a, b); }  // 3
result<void> nanosleep_2(const timespec& a) { return kcall::nanosleep(a); }  // 4: a zero
result<void> gettimeofday(timeval& a) { return kcall::gettimeofday<gate::syscall>(a); }  // 4: a zero
int64_t time() { return kcall::time<gate::syscall>(); }  // 4: a zero

result<time_state> clock_adjtime(clock a, timex& b) { return kcall::clock_adjtime(a, b); }  // 3
result<time_state> adjtimex(timex& a) { return kcall::adjtimex(a); }  // 3

result<void> clock_settime(clock a, const timespec& b) { return kcall::clock_settime(a, b); }  // 3
result<void> settimeofday(const timeval& a) { return kcall::settimeofday(a); }  // 4: a zero
result<void> settimeofday_2(const timezone& a) { return kcall::settimeofday(a); }  // 5: a zero, one argument moves

result<void> timer_settime(timer_id a, timer_flags b, const itimerspec& c) { return kcall::timer_settime(a, b, c); }  // 4: a zero
result<void> timer_settime_2(timer_id a, timer_flags b, const itimerspec& c, itimerspec& d) { return kcall::timer_settime(a, b, c, d); }  // 4
result<void> timer_gettime(timer_id a, itimerspec& b) { return kcall::timer_gettime(a, b); }  // 3
result<int> timer_getoverrun(timer_id a) { return kcall::timer_getoverrun(a); }  // 3
result<void> timer_delete(timer_id a) { return kcall::timer_delete(a); }  // 3

result<fd> timerfd_create(clock a, tfd_flags b) { return kcall::timerfd_create(a, b); }  // 3
result<void> timerfd_settime(fd a, tfd_timer_flags b, const itimerspec& c) { return kcall::timerfd_settime(a, b, c); }  // 4: a zero
result<void> timerfd_settime_2(fd a, tfd_timer_flags b, const itimerspec& c, itimerspec& d) { return kcall::timerfd_settime(a, b, c, d); }  // 4
result<void> timerfd_gettime(fd a, itimerspec& b) { return kcall::timerfd_gettime(a, b); }  // 3

result<void> getitimer(itimer a, itimerval& b) { return kcall::getitimer(a, b); }  // 3
result<void> setitimer(itimer a, const itimerval& b) { return kcall::setitimer(a, b); }  // 4: a zero
result<void> setitimer_2(itimer a, const itimerval& b, itimerval& c) { return kcall::setitimer(a, b, c); }  // 3
unsigned alarm(unsigned a) { return kcall::alarm(a); }  // 3

}  // namespace out
